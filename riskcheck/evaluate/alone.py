"""A strand read alone: only its own rules, and no second strand is needed.

It is given every chance. It flags a low or medium rating on two serious findings of its own, on different incidents, that the
assessment does not address, where something serious is directly about that rating.
"""

from collections.abc import Iterable, Sequence

from riskcheck.evidence import Rated, same_incident
from riskcheck.rules.form import Rule
from riskcheck.terms import RATINGS, Kind, Level, Strand
from riskcheck.view import View
from riskcheck.weigh import Raised, Scales


def rules_of(strand: Strand, rules: Iterable[Rule]) -> list[Rule]:
    """The rules that are of this strand and of no other, and that can bear on a flag."""
    return [rule for rule in rules if rule.strands == (strand,) and rule.kind in (Kind.EVIDENCE, Kind.GAP)]


def scales_of(strand: Strand, view: View, raised: Sequence[Raised]) -> Scales:
    """Scales that hold a strand's own findings only."""
    own = {rule.code for rule in rules_of(strand, (one.rule for one in raised))}
    return Scales(view, [one for one in raised if one.rule.code in own])


def flagged_alone(scales: Scales) -> tuple[Rated, ...]:
    """The ratings that a strand's own findings flag, were a second strand not needed."""
    return tuple(rated for rated in RATINGS if _flags(scales, rated))


def points_alone(scales: Scales) -> int:
    """The points of a strand's own findings, each on an incident of its own."""
    return sum(row.adds for row in scales.rows)


def _flags(scales: Scales, rated: Rated) -> bool:
    if scales.view.level(*rated) not in (Level.LOW, Level.MEDIUM) or not scales.direct(rated) or not scales.ways(rated):
        return False
    serious = scales.serious
    return any(_apart(one, other) for place, one in enumerate(serious) for other in serious[place + 1 :])


def _apart(one: Raised, other: Raised) -> bool:
    return any(
        not same_incident(mine.evidence, theirs.evidence)
        for mine in one.evidence
        for theirs in other.evidence
        if mine.evidence is not None and theirs.evidence is not None
    )
