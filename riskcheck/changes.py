"""What would change a flag: the smallest sets of evidence without which the rating would not be flagged.

Computed, not guessed, by leaving evidence out of the view, running the rules that rested on it again, and weighing again. A
*support* is a set of pieces of evidence that is enough for the flag. More evidence never clears a flag, so a set whose absence
clears it has a piece of every support; the search branches over the pieces of one support that is still whole, with ever
more pieces, until a set clears the flag (Reiter, "A theory of diagnosis from first principles", 1987). What it finds are all
the smallest sets, exactly. It stops after ``MOST_LOOKS`` looks; then it says how many pieces are certainly not enough, and
which whole strands are.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import msgspec

from riskcheck.days import in_words
from riskcheck.evidence import Label, Rated
from riskcheck.result import Change
from riskcheck.rules.form import Found
from riskcheck.terms import WORDS, Kind
from riskcheck.view import View
from riskcheck.weigh import Raised, Scales

MOST_LOOKS = 600
"""How often at most the ratings of one case are weighed anew: the bound on the work, on a record of any size."""

Pieces = frozenset[int]
"""Places in the list of units."""


class Unit(msgspec.Struct, frozen=True):
    """A piece of evidence that is left out as one: everything on record about one incident, or one label or fact.

    ``named`` is the finding that it is called after.
    """

    named: Found
    items: frozenset[str]

    @property
    def says(self) -> str:
        """What happened and when."""
        return f"{self.named.says[:1].lower()}{self.named.says[1:]} on {in_words(self.named.known.on)}"


class Smallest(msgspec.Struct, frozen=True):
    """What would clear a flag. No set of fewer than ``no_fewer_than`` pieces would; changes of that many are the smallest."""

    changes: tuple[Change, ...]
    no_fewer_than: int


class _Enough(Exception):  # noqa: N818 - the work has an end; nothing went wrong
    """No more looks are to be had."""


def would_change(view: View, raised: Sequence[Raised], flagged: Sequence[Rated]) -> Mapping[Rated, Smallest]:
    """For each flagged rating, the smallest removals that clear it."""
    looks = _Looks(view, raised, flagged)
    return {rated: _Search(looks, rated).smallest() for rated in flagged}


class _Looks:
    """Weighs a case without some of its pieces of evidence, and remembers what it found.

    A flag needs findings of strands and findings that show a way; others add to it and cannot make it.
    """

    def __init__(self, view: View, raised: Sequence[Raised], rated: Sequence[Rated]) -> None:
        self._evidence = [one for one in raised if one.rule.kind is Kind.EVIDENCE]
        self._ways = [one for one in raised if one.rule.way is not None]
        self.units = _units(view, [*self._evidence, *self._ways])
        self.all = frozenset(range(len(self.units)))
        self.supports: dict[Pieces, frozenset[Rated]] = {}
        self._view = view
        self._rated = rated
        self._found: dict[Pieces, frozenset[Rated]] = {}

    def flagged(self, absent: Pieces) -> frozenset[Rated]:
        """Those of the ratings that are flagged without these pieces. Raises ``_Enough`` when there have been enough looks."""
        if absent not in self._found:
            if len(self._found) >= MOST_LOOKS:
                raise _Enough
            self._found[absent] = self.flagged_without(_items(self.units[piece] for piece in absent))
        return self._found[absent]

    def flagged_without(self, items: frozenset[str]) -> frozenset[Rated]:
        """Those that are flagged without these items. Only rules that rested on them have to look again."""
        without = self._view.without(items)
        scales = Scales(without, tuple(_again(self._evidence, without, items)))
        left = {rated for rated in self._rated if scales.needs_only_a_way(rated)}
        flagged: set[Rated] = set()
        for one in _again(self._ways, without, items) if left else ():
            flagged |= {rated for rated in left if scales.shows_way(one, rated)}
            left -= flagged
            if not left:
                break
        return frozenset(flagged)

    def strands(self) -> Iterator[tuple[str, frozenset[str]]]:
        """The names and items of whole strands, then of two together, and so on."""
        items: dict[str, frozenset[str]] = {}
        for one in self._evidence:
            name = WORDS[one.rule.strands[0]]
            items[name] = items.get(name, frozenset()) | one.items
        for size in range(1, len(items) + 1):
            for names in combinations(sorted(items), size):
                yield " and ".join(names), frozenset().union(*(items[name] for name in names))


class _Search:
    """The search for one flagged rating."""

    def __init__(self, looks: _Looks, rated: Rated) -> None:
        self._looks = looks
        self._rated = rated
        self._cleared: set[Pieces] = set()
        self._tried: set[Pieces] = set()

    def smallest(self) -> Smallest:
        """All the sets of the fewest pieces; or, where that is too much work, whole strands."""
        for size in range(1, len(self._looks.units) + 1):
            self._tried.clear()
            try:
                self._walk(frozenset(), size)
            except _Enough:
                return Smallest(self._strands(size), size)
            if self._cleared:
                return Smallest(tuple(self._change(pieces) for pieces in sorted(map(sorted, self._cleared))), size)
        return Smallest((), len(self._looks.units) + 1)

    def _walk(self, absent: Pieces, left: int) -> None:
        """Look for sets that clear the flag with up to ``left`` more pieces than are absent already."""
        if absent in self._tried:
            return
        self._tried.add(absent)
        whole = self._whole_supports(absent)
        if len(whole) > left:
            return
        if not whole:
            if not self._flagged(absent):
                self._cleared.add(absent)
                return
            if not left:
                return
            whole = [self._support(absent)]
        for piece in sorted(whole[0]):
            self._walk(absent | {piece}, left - 1)

    def _whole_supports(self, absent: Pieces) -> list[Pieces]:
        """Known supports that lack nothing and share no piece: each of them costs a removal a piece of its own."""
        apart: list[Pieces] = []
        taken = absent
        for support, ratings in self._looks.supports.items():
            if self._rated in ratings and not support & taken:
                apart.append(support)
                taken |= support
        return apart

    def _flagged(self, absent: Pieces) -> bool:
        return self._rated in self._looks.flagged(absent)

    def _support(self, absent: Pieces) -> Pieces:
        """A support among the pieces that are left, without any piece that can be spared (QuickXplain, Junker 2004)."""
        left = sorted(self._looks.all - absent)
        support = frozenset(self._needed(frozenset(), frozenset(), left))
        self._looks.supports[support] = self._looks.flagged(self._looks.all - support)
        return support

    def _needed(self, kept: Pieces, added: Pieces, among: list[int]) -> list[int]:
        if added and self._flagged(self._looks.all - kept):
            return []
        if len(among) == 1:
            return among
        half = len(among) // 2
        first, second = among[:half], among[half:]
        of_second = self._needed(kept | frozenset(first), frozenset(first), second)
        of_first = self._needed(kept | frozenset(of_second), frozenset(of_second), first)
        return of_first + of_second

    def _change(self, pieces: Sequence[int]) -> Change:
        units = [self._looks.units[piece] for piece in pieces]
        return Change(says=f"Without {_all_of(units)}", without=tuple(sorted(_items(units))), pieces=len(units))

    def _strands(self, size: int) -> tuple[Change, ...]:
        enough = f"a set of fewer than {size} pieces of evidence would not do" if size > 1 else "smaller sets were not tried"
        for names, items in self._looks.strands():
            if self._rated not in self._looks.flagged_without(items):
                pieces = sum(1 for unit in self._looks.units if unit.items & items)
                says = f"Without all the evidence of {names} ({enough})"
                return (Change(says=says, without=tuple(sorted(items)), pieces=pieces),)
        return ()


def _units(view: View, raised: Sequence[Raised]) -> list[Unit]:
    """The pieces of evidence that the findings rest on, by day."""
    units: dict[str, list[Found]] = {}
    for one in raised:
        for each in one.evidence:
            units.setdefault(_piece(each), []).append(each)
    alike: dict[str, set[str]] = {}
    for act in view.acts:
        alike.setdefault(act.incident, set()).add(act.known.item_id)
    for label in view.labels:
        alike.setdefault(label.incident or label.root, set()).add(label.known.item_id)
    made = []
    for key in sorted(units, key=lambda key: (min(each.known.on for each in units[key]), key)):
        items = {each.known.item_id for each in units[key]} | alike.get(key, set())
        first = min(units[key], key=lambda each: (each.known.item_id, each.says))
        made.append(Unit(first, frozenset(items)))
    return made


def _again(raised: Sequence[Raised], without: View, items: frozenset[str]) -> Iterator[Raised]:
    """The findings of a view without these items: as they were, first, where a rule did not rest on any of them."""
    rested = []
    for one in raised:
        if one.items.isdisjoint(items):
            yield one
        else:
            rested.append(one.rule)
    for rule in rested:
        if evidence := tuple(rule.find(without)):
            yield Raised(rule, evidence)


def _piece(one: Found) -> str:
    """What a piece of evidence is called: its incident; for a label without one, what it is a copy of; else its item."""
    if isinstance(one.evidence, Label):
        return one.evidence.incident or one.evidence.root
    return one.evidence.incident if one.evidence is not None else one.known.item_id


def _all_of(units: Sequence[Unit]) -> str:
    if len(units) > 1:
        return f"all {len(units)} of these: {'; '.join(unit.says for unit in units)}"
    others = len(units[0].items) - 1
    records = f"the {others} other records" if others > 1 else "the other record"
    return units[0].says + (f", with {records} of the same" if others else "")


def _items(units: Iterable[Unit]) -> frozenset[str]:
    return frozenset().union(*(unit.items for unit in units))
