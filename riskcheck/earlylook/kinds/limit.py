"""Claims that a time limit was kept or passed."""

from riskcheck.earlylook.bearing import Bearing, not_supplied, within
from riskcheck.earlylook.kinds.event import shown
from riskcheck.earlylook.model import LimitClaim
from riskcheck.earlylook.sight import Sight
from riskcheck.replay.recalls import recall_of
from riskcheck.rules import RULES, Found

_RULES = {"allocation": "RE103", "request_chased": "IN102", "review_after_event": "ST102"}
"""The rules that find that a limit of this kind was passed."""

_SECTIONS = {
    "recall": ("enforcement",),
    "allocation": ("allocations", "releases", "convictions"),
    "request_chased": ("information_requests",),
    "review_after_event": ("assessments",),
}
_WORDS = {
    "recall": "The limit for a recall",
    "allocation": "The time for allocating the case",
    "request_chased": "The time for chasing a request for information",
    "review_after_event": "The time for a new assessment after a significant event",
}


def look(claim: LimitClaim, sight: Sight) -> Bearing:
    """What a record has of the times that the limit runs between. Times after the day in question are not there yet."""
    bearing = _recall(claim, sight) if claim.limit == "recall" else _by_rule(claim, sight)
    return bearing if claim.asserts == "missed" else bearing.turned()


def _recall(claim: LimitClaim, sight: Sight) -> Bearing:
    late: list[Found] = []
    in_time: list[Found] = []
    lacks: list[str] = []
    subjects: list[str] = []
    for one in sight.seen.enforcement:
        if one.item.kind != "recall" or claim.item not in (None, one.item.id):
            continue
        if not within(one.item.date, claim.on, claim.from_, claim.until):
            continue
        clock = recall_of(one.item, one.known.pointer)
        subjects.append(one.item.id)
        if clock.met in ("late", "in_time"):
            limit = f"a limit of {clock.limit.hours} hours" if clock.limit else "no limit"
            found = Found(one.known, remark=f"{shown(one).says}: due {_at(clock.due)}, done {_at(clock.done)}, against {limit}")
            (late if clock.met == "late" else in_time).append(found)
        elif clock.met == "no_limit":
            lacks.append("no limit for a recall of that day was found in the sources read")
        else:
            lacks.append(f"it does not say when the recall was {' or '.join(clock.missing)}")
    known = late or in_time
    return Bearing(
        supports=tuple(late),
        contradicts=tuple(in_time),
        subjects=frozenset(subjects),
        lacks=None if known else next(iter(lacks), None) or not_supplied(sight.seen, ("enforcement",)),
        looked_for="a recall of those days",
        both="one recall of those days was in time and another was late",
    )


def _at(time: str | None) -> str:
    return time.replace("T", " ") if time else "at a time not recorded"


def _by_rule(claim: LimitClaim, sight: Sight) -> Bearing:
    passed = tuple(
        one
        for one in RULES[_RULES[claim.limit]].find(sight.seen)
        if claim.item in (None, one.known.item_id) and within(one.known.on, claim.on, claim.from_, claim.until)
    )
    return Bearing(
        supports=passed,
        subjects=frozenset(one.known.item_id for one in passed),
        lacks=None if passed else not_supplied(sight.seen, _SECTIONS[claim.limit]),
        looked_for="a delay of this kind that shows, nor the times that would show that there was none",
    )


def reads_as(claim: LimitClaim) -> str:
    """The claim in words."""
    return f"{_WORDS[claim.limit]} was {'kept' if claim.asserts == 'met' else 'passed'}"
