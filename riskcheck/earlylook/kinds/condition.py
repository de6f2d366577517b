"""Claims about licence conditions: that they were there, were left out, or served no need of the person's."""

from collections.abc import Sequence

from riskcheck import policy
from riskcheck.earlylook.bearing import Bearing, absent, not_supplied, within
from riskcheck.earlylook.kinds.event import shown
from riskcheck.earlylook.model import ConditionClaim
from riskcheck.earlylook.result import Stated
from riskcheck.earlylook.sight import Sight
from riskcheck.earlylook.telling import CONDITIONS, joined
from riskcheck.records.model import Condition, Release
from riskcheck.rules import Found
from riskcheck.view import Seen, View


def look(claim: ConditionClaim, sight: Sight) -> Bearing:
    """What a record has of conditions, and of the needs that they would serve."""
    if claim.asserts == "serves_no_need":
        return _of_need(claim, sight.seen)
    there = _in_force(claim, sight.seen)
    shown_there = tuple(shown(one) for one in there)
    subjects = frozenset(one.item.id for one in there)
    if claim.asserts == "included":
        lacking = [kind for kind in claim.conditions if kind not in {one.item.kind for one in there}]
        stated, by_section = _left_out(claim, sight.seen, tuple(lacking))
        return Bearing(
            supports=shown_there,
            contradicts=stated,
            contradicts_by=by_section,
            subjects=subjects,
            unknown=_not_said(lacking),
            lacks=None if there or stated else not_supplied(sight.seen, ("conditions",)),
            looked_for=_which(claim),
            both="some of these conditions were there and others were not",
        )
    stated, by_section = _left_out(claim, sight.seen, claim.conditions)
    said = {kind for one in _releases(claim, sight.seen) for kind in one.item.conditions_absent}
    return Bearing(
        supports=stated,
        supports_by=by_section,
        contradicts=shown_there,
        subjects=subjects,
        unknown=None if by_section else _not_said([kind for kind in claim.conditions if kind not in said]),
        lacks=None if there or stated else not_supplied(sight.seen, ("conditions",)),
        looked_for=f"it that {_which(claim)} was left out",
        both="some of these conditions were left out and others were there",
    )


def _in_force(claim: ConditionClaim, seen: View) -> list[Seen[Condition]]:
    return [
        one
        for one in seen.conditions
        if one.item.kind in claim.conditions
        and claim.item in (None, one.item.id)
        and not one.item.proposed_only
        and one.item.ended_on is None
        and within(one.item.date, claim.on, claim.from_, claim.until)
    ]


def _releases(claim: ConditionClaim, seen: View) -> list[Seen[Release]]:
    return [one for one in seen.releases if within(one.item.date, claim.on, claim.from_, claim.until)]


def _left_out(claim: ConditionClaim, seen: View, kinds: tuple[str, ...]) -> tuple[tuple[Found, ...], tuple[Stated, ...]]:
    """The releases that say that such conditions were left out, and that conditions supplied in full have none."""
    if not kinds:
        return (), ()
    named = tuple(
        Found(one.known, remark=f"Released without {joined([CONDITIONS[kind] for kind in out], 'or')}")
        for one in _releases(claim, seen)
        if (out := [kind for kind in kinds if kind in one.item.conditions_absent])
    )
    words = joined([CONDITIONS[kind].removeprefix("a ").removeprefix("an ") for kind in kinds], "or")
    none_there = not any(one.item.kind in kinds and not one.item.proposed_only for one in seen.conditions)
    return named, absent(seen, ("conditions",), f"{words}") if none_there else ()


def _of_need(claim: ConditionClaim, seen: View) -> Bearing:
    """Whether a need that the condition serves was on record: a circumstance that policy puts under that need."""
    there = _in_force(claim, seen)
    if not there:
        return Bearing(lacks=not_supplied(seen, ("conditions",)) or "it has no such condition, so there is none to judge")
    if not claim.needs:
        return Bearing(lacks="the claim does not say which needs the condition is for", subjects=_ids(there))
    kinds = frozenset(kind for need in claim.needs for kind in policy.topic("process")["needs"]["value"][need])
    told = [one for one in seen.circumstances if one.item.kind in kinds and one.item.ended_on is None]
    present = tuple(shown(one) for one in told if one.item.state == "present")
    without = tuple(shown(one) for one in told if one.item.state == "absent")
    return Bearing(
        supports=() if present else without,
        supports_by=() if present else absent(seen, ("circumstances",), "need that the condition serves"),
        contradicts=present,
        subjects=_ids(there),
        lacks=None if told else not_supplied(seen, ("circumstances",)),
        looked_for="it that there was no such need",
    )


def _ids(there: list[Seen[Condition]]) -> frozenset[str]:
    return frozenset(one.item.id for one in there)


def _which(claim: ConditionClaim) -> str:
    return joined([CONDITIONS[kind] for kind in claim.conditions], "or")


def _not_said(kinds: Sequence[str]) -> str | None:
    return f"it does not say the same of {joined([CONDITIONS[kind] for kind in kinds])}" if kinds else None


def reads_as(claim: ConditionClaim) -> str:
    """The claim in words."""
    which = joined([CONDITIONS[kind] for kind in claim.conditions], "and" if claim.asserts == "included" else "or")
    if claim.asserts == "serves_no_need":
        needs = joined([need.replace("_", " ") for need in claim.needs]) or "no need that it names"
        return f"The condition of {which} (for {needs}) served no need of the person's"
    return f"The licence {'had' if claim.asserts == 'included' else 'did not have'} a condition of {which}"
