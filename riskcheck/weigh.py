"""Weighing: from findings to what the evidence says about each of the nine ratings.

A rating of low or medium is flagged when four things hold for it together:

1. serious evidence directly about that group in that setting;
2. serious evidence from at least two strands, resting on different incidents;
3. one of the three ways in which a rating is hard to support;
4. custody records, for a rating in custody.

How strongly is a sum of rows. Each row stands on an incident of its own: several records, or several rules, that rest on
one incident add up to the heaviest of them. The rows are chosen so that their sum is the largest possible, which makes
the sum grow, never shrink, as evidence is added. Weights are in points and are policy data. A flag is strong where there are
enough points, enough different incidents, and enough harm that is recent (``riskcheck.harm``): less of it is enough where harm
recurs across settings and people.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from riskcheck import policy
from riskcheck.days import Day, years_before
from riskcheck.evidence import Act, Label, Proof, Rated, same_incident
from riskcheck.harm import recent_harm
from riskcheck.rules.form import Found, Rule
from riskcheck.terms import Coverage, Kind, Level, Setting, Strength, Way
from riskcheck.view import View

NEEDED = ("convictions", "custody", "orders")
"""Sections without which a rating that is not flagged cannot be called consistent."""

_UNDER_HIGH = (Level.LOW, Level.MEDIUM)


@dataclass(frozen=True)
class Raised:
    """A rule that found something, and what it found."""

    rule: Rule
    evidence: tuple[Found, ...]

    @cached_property
    def acts(self) -> tuple[Act, ...]:
        """The acts among the evidence."""
        return tuple(one.evidence for one in self.evidence if isinstance(one.evidence, Act))

    @cached_property
    def labels(self) -> tuple[Label, ...]:
        """The labels among the evidence that are not tied to one incident."""
        found = (one.evidence for one in self.evidence)
        return tuple(label for label in found if isinstance(label, Label) and label.incident is None)

    @cached_property
    def days(self) -> frozenset[Day]:
        """The incidents that this stands on: the days of its acts, and of labels that are tied to one."""
        found = (one.evidence for one in self.evidence)
        return frozenset(one.incident for one in found if one is not None and one.incident is not None)

    @cached_property
    def items(self) -> frozenset[str]:
        """The ids of the items it rests on."""
        return frozenset(one.known.item_id for one in self.evidence)

    def directly_about(self, rated: Rated) -> tuple[Found, ...]:
        """The part of the evidence that is directly about one rating."""
        return tuple(one for one in self.evidence if rated in one.concerns)


@dataclass(frozen=True)
class Row:
    """One row of a sum: what it adds, and why it adds less than its rule's weight, if it does."""

    raised: Raised
    adds: int
    because: str | None = None


@dataclass(frozen=True)
class Weighed:
    """What the evidence comes to for one rating that is flagged."""

    rated: Rated
    recorded: Level
    rows: tuple[Row, ...]
    ways: tuple[Raised, ...]
    total: int
    incidents: int
    recent_harm: int
    strength: Strength


class Scales:
    """Weighs the findings of one view. Everything that does not depend on the rating is worked out once."""

    def __init__(self, view: View, raised: Sequence[Raised]) -> None:
        self.view = view
        self.evidence = [one for one in raised if one.rule.kind is Kind.EVIDENCE]
        self.together = [one for one in raised if one.rule.kind is Kind.TOGETHER]
        self.with_way = [one for one in raised if one.rule.way is not None]
        self.analysed = view.addressed("with_reasons") or frozenset()
        self.serious_from = view.number("weighing.serious")
        self.quiet_since = quiet_since(view)
        self.serious = [one for one in self.evidence if self.points(one) >= self.serious_from]
        self.apart = any(two_strands_apart(*pair) for pair in combinations(self.serious, 2))

    def points(self, raised: Raised, evidence: Sequence[Found] | None = None) -> int:
        """A finding's weight, less where all of its evidence is addressed with reasons, or lies before quiet years."""
        rests_on = raised.evidence if evidence is None else evidence
        return max(0, raised.rule.weight - sum(less for less, _ in self._reductions(rests_on)))

    def _reductions(self, evidence: Sequence[Found]) -> Iterator[tuple[int, str]]:
        if all(one.known.item_id in self.analysed for one in evidence):
            yield self.view.number("weighing.addressed"), "the assessment addresses it with reasons"
        if self.quiet_since and all(isinstance(one.evidence, Act) and one.known.on < self.quiet_since for one in evidence):
            yield self.view.number("weighing.quiet"), "nothing harmful is on record for years after it"

    def ways(self, rated: Rated) -> tuple[Raised, ...]:
        """The findings that show a way in which this rating is hard to support."""
        return tuple(one for one in self.with_way if self.shows_way(one, rated))

    def shows_way(self, raised: Raised, rated: Rated) -> bool:
        """Whether a finding, of a rule that has a way, shows it for this rating."""
        if raised.rule.way is Way.NOT_IN_VIEW:
            return not raised.items.isdisjoint(self._serious_items)
        if raised.rule.way is Way.CHANGE_HAPPENED:
            return bool(raised.directly_about(rated))
        return True

    @cached_property
    def _serious_items(self) -> frozenset[str]:
        return frozenset().union(*(one.items for one in self.serious))

    def direct(self, rated: Rated) -> bool:
        """Whether there is serious evidence directly about this rating."""
        for one in self.evidence:
            part = one.directly_about(rated)
            if part and self.points(one, part) >= self.serious_from:
                return True
        return False

    def flags(self, rated: Rated) -> bool:
        """Whether this rating is flagged (the four conditions at the head of this module)."""
        return self.needs_only_a_way(rated) and any(self.shows_way(one, rated) for one in self.with_way)

    def needs_only_a_way(self, rated: Rated) -> bool:
        """Whether all of the conditions hold but the third, that a way is shown."""
        if self.view.level(*rated) not in _UNDER_HIGH or not self.apart:
            return False
        if rated[1] is Setting.CUSTODY and self.view.coverage["custody"] is Coverage.NOT_SUPPLIED:
            return False
        return self.direct(rated)

    def weigh(self, rated: Rated) -> Weighed:
        """The rows, the ways and the strength for a rating that is flagged.

        A flagged rating rests on two incidents at the least, even where one of them is known only from an order or a register.
        """
        recorded = self.view.level(*rated)
        if recorded is None:
            raise ValueError("a group that is not rated cannot be weighed")
        rows = (*self.rows, *self._together_rows)
        total = sum(row.adds for row in rows)
        incidents = max(2, len(frozenset().union(*(one.days for one in self.serious))))
        harm = int(recent_harm(self.view))
        shown = {"strong": total, "strong_incidents": incidents, self._harm_asked: harm}
        strong = all(there >= self.view.number(f"weighing.{asked}") for asked, there in shown.items())
        ways = self.ways(rated)
        strength = Strength.STRONG if strong else Strength.POSSIBLE
        return Weighed(rated, recorded, rows, ways, total, incidents, harm, strength)

    @cached_property
    def _harm_asked(self) -> str:
        """The policy value that says how much recent harm a strong flag needs."""
        recurs = policy.words("weighing", "strong_recurring") <= {one.rule.code for one in self.together}
        return "strong_harm_recurring" if recurs else "strong_harm"

    @cached_property
    def _together_rows(self) -> tuple[Row, ...]:
        return tuple(Row(one, self.points(one), self._why_less(one)) for one in self.together)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """One row for each finding of a strand, heaviest first; each that adds something has an incident of its own."""
        counted = self._best_rows()
        rows = []
        for one in self.evidence:
            if one.rule.code in counted:
                rows.append(Row(one, self.points(one), self._why_less(one)))
            else:
                rows.append(Row(one, 0, "rests on incidents that other rows already count"))
        return tuple(sorted(rows, key=lambda row: (-row.adds, row.raised.rule.code)))

    def _why_less(self, raised: Raised) -> str | None:
        return "; ".join(why for _, why in self._reductions(raised.evidence)) or None

    def _best_rows(self) -> frozenset[str]:
        options = (self._rows_with(*choice) for choice in ((None, None), *self._label_choices()))
        return max(options, key=lambda codes: sum(self.points(one) for one in self.evidence if one.rule.code in codes))

    def _label_choices(self) -> Iterator[tuple[Raised, Label]]:
        """Each label that may stand for its strand in place of the strand's incidents: one at most, because two labels may
        be about one incident. The earliest of its kind serves for all: it is certainly about the fewest incidents.
        """
        for one in self.evidence:
            kinds = {
                (label.about, label.protects): label for label in sorted(one.labels, key=lambda label: label.on, reverse=True)
            }
            for label in kinds.values():
                yield one, label

    def _rows_with(self, standing: Raised | None, label: Label | None) -> frozenset[str]:
        """The heaviest rows that can each have an incident of their own, certainly apart from the label's."""
        days = {
            one.rule.code: sorted(
                {
                    each.incident
                    for each in (found.evidence for found in one.evidence)
                    if each is not None and each.incident is not None and (label is None or not same_incident(label, each))
                }
            )
            for one in self.evidence
            if standing is None or one.rule.strands != standing.rule.strands
        }
        weights = {one.rule.code: self.points(one) for one in self.evidence}
        codes = matched(sorted(days, key=lambda code: (-weights[code], code)), days)
        return frozenset(codes | {standing.rule.code}) if standing else frozenset(codes)


def quiet_since(view: View) -> Day | None:
    """The day since which nothing harmful is on record, where that is long enough to count; ``None`` where it is not.

    Only records supplied in full can be quiet: what was not supplied is not known.
    """
    if not view.complete("custody", "convictions"):
        return None
    start = years_before(view.as_of, view.number("weighing.quiet_years"))
    acts = (act for act in reversed(view.acts) if act.harmful and act.proof is not Proof.NOT_PROVED)
    lately = any(act.on >= start for act in acts) or any(label.on >= start for label in view.labels)
    return None if lately else start


def matched(codes: Iterable[str], days: dict[str, list[Day]]) -> set[str]:
    """The heaviest set of findings that can each have an incident of its own; ``codes`` are heaviest first.

    Sets that can be matched form a matroid, so taking each in turn while an augmenting path exists gives the maximum
    (Kuhn's algorithm).
    """
    holder: dict[Day, str] = {}

    def place(code: str, passed: set[Day]) -> bool:
        for day in days[code]:
            if day not in passed:
                passed.add(day)
                if day not in holder or place(holder[day], passed):
                    holder[day] = code
                    return True
        return False

    return {code for code in codes if place(code, set())}


def two_strands_apart(one: Raised, other: Raised) -> bool:
    """Whether two findings are of different strands and certainly rest on different incidents."""
    if one.rule.strands == other.rule.strands:
        return False
    if len(one.days | other.days) > 1 and one.days and other.days:
        return True
    return any(
        not same_incident(mine.evidence, theirs.evidence)
        for mine in one.evidence
        for theirs in other.evidence
        if mine.evidence is not None and theirs.evidence is not None
    )
