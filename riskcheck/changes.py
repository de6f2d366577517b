"""What would change a flag: the smallest removals of evidence without which the rating would not be flagged.

Computed, not guessed: each set of evidence is left out of the view, the rules that rested on it look again, and the
rating is weighed again. First single incidents, registrations and circumstances are tried, then pairs, then strands.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

import msgspec

from riskcheck.days import Day, in_words
from riskcheck.evidence import Rated
from riskcheck.result import Change
from riskcheck.rules.form import Found
from riskcheck.terms import WORDS, Kind
from riskcheck.view import View
from riskcheck.weigh import Raised, Scales

PAIRS_UP_TO = 12
"""With more single pieces of evidence than this, pairs are not tried: a flag that stands on so much rests on no pair."""

_WEIGHED = (Kind.EVIDENCE, Kind.TOGETHER)
"""Kinds of finding that a flag can rest on; others matter to it only where they show a way."""


class Unit(msgspec.Struct, frozen=True):
    """A piece of evidence that is left out as one: everything on record about one incident, or one label or fact."""

    says: str
    items: frozenset[str]


def would_change(view: View, raised: Sequence[Raised], flagged: Sequence[Rated]) -> dict[Rated, tuple[Change, ...]]:
    """For each flagged rating, the smallest removals that clear it; empty where no removal that was tried does."""
    raised = [one for one in raised if one.rule.kind in _WEIGHED or one.rule.way is not None]
    found: dict[Rated, list[Change]] = {rated: [] for rated in flagged}
    units = _units(view, raised)
    for tried in _stages(units, raised):
        open_ratings = [rated for rated in flagged if not found[rated]]
        if not open_ratings:
            break
        for unit in tried:
            for rated in _cleared(view, raised, unit.items, open_ratings):
                found[rated].append(Change(says=f"Without {unit.says}", without=tuple(sorted(unit.items))))
    return {rated: tuple(changes) for rated, changes in found.items()}


def _stages(units: Sequence[Unit], raised: Sequence[Raised]) -> Iterator[Sequence[Unit]]:
    yield units
    if len(units) <= PAIRS_UP_TO:
        yield [Unit(f"{one.says}, and {other.says}", one.items | other.items) for one, other in combinations(units, 2)]
    strands = _strands(raised)
    for size in range(1, len(strands) + 1):
        yield [Unit(", and ".join(one.says for one in some), _all_items(some)) for some in combinations(strands, size)]


def _cleared(view: View, raised: Sequence[Raised], items: frozenset[str], ratings: Sequence[Rated]) -> list[Rated]:
    """The ratings that are no longer flagged without these items. Only rules that rested on them need to look again."""
    without = view.without(items)
    again = []
    for one in raised:
        evidence = tuple(one.rule.find(without)) if one.items & items else one.evidence
        if evidence:
            again.append(Raised(one.rule, evidence))
    scales = Scales(without, again)
    return [rated for rated in ratings if not scales.flags(rated)]


def _units(view: View, raised: Sequence[Raised]) -> list[Unit]:
    units: dict[str, list[Found]] = {}
    for one in raised:
        for each in one.evidence:
            incident = each.evidence.incident if each.evidence is not None else None
            units.setdefault(incident or each.known.item_id, []).append(each)
    same_day: dict[Day, set[str]] = {}
    for act in view.acts:
        same_day.setdefault(act.incident, set()).add(act.known.item_id)
    made = []
    for key in sorted(units, key=lambda key: (min(each.known.on for each in units[key]), key)):
        items = {each.known.item_id for each in units[key]} | same_day.get(key, set())
        first = min(units[key], key=lambda each: (each.known.item_id, each.says))
        made.append(Unit(_named(first, len(items) - 1), frozenset(items)))
    return made


def _named(one: Found, others: int) -> str:
    more = "" if not others else f", with the {others} other record{'s' if others > 1 else ''} of that incident"
    return f"{one.says[:1].lower()}{one.says[1:]} on {in_words(one.known.on)}{more}"


def _all_items(units: Sequence[Unit]) -> frozenset[str]:
    return frozenset().union(*(unit.items for unit in units))


def _strands(raised: Sequence[Raised]) -> list[Unit]:
    items: dict[str, frozenset[str]] = {}
    for one in raised:
        if one.rule.kind is Kind.EVIDENCE:
            name = WORDS[one.rule.strands[0]]
            items[name] = items.get(name, frozenset()) | one.items
    return [Unit(f"all the evidence of {name}", items[name]) for name in sorted(items)]
