"""The recall's clock: when each step was taken, and the limit that held on the day."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from riskcheck import policy
from riskcheck.days import Day
from riskcheck.records.model import CaseRecord, Enforcement, RecallClock
from riskcheck.replay.moments import placed
from riskcheck.replay.result import Limit, Recall, RecallTime

Time = str
STEPS = ("initiated_at", "decided_at", "signed_at", "submitted_at", "revoked_at", "returned_at")
"""The times of a recall, in the order in which they should come."""


def recalls(record: CaseRecord) -> tuple[Recall, ...]:
    """Every recall on record with its clock, by day. A recall without a time is one whose times are not recorded."""
    return tuple(sorted(_recalls(record), key=lambda recall: (recall.on, recall.item)))


def limit_on(day: Day) -> Limit | None:
    """The limit for a recall initiated on a day; ``None`` where the sources read give none for it."""
    holding = policy.in_force("recall.limits", day)
    return _limit(holding[-1]) if holding else None


def _limit(entry: dict[str, Any]) -> Limit:
    return Limit(
        title=entry["title"],
        hours=entry["hours"],
        starts=tuple(entry["starts"]),
        ends=tuple(entry["ends"]),
        cites=entry["cites"],
    )


def _recalls(record: CaseRecord) -> Iterator[Recall]:
    for pointer, item in placed(record):
        if isinstance(item, Enforcement) and item.kind == "recall":
            yield recall_of(item, pointer)


def recall_of(item: Enforcement, pointer: str) -> Recall:
    """One recall with its clock, as the item has it."""
    clock = item.recall or RecallClock(kind="not_recorded")
    at: dict[str, Time | None] = {name: getattr(clock, name) for name in STEPS}
    first = next(filter(None, (at["initiated_at"], at["decided_at"])), item.date)
    limit = limit_on(first[:10])
    due, done, missing = _against(limit, at) if limit else (None, None, ())
    late = _minutes(due, done) if due and done else 0
    if limit is None:
        met = "no_limit"
    elif late > 0:
        met = "late"
    else:
        met = "not_recorded" if missing else "in_time"
    return Recall(
        item=item.id,
        pointer=pointer,
        on=item.date,
        kind=clock.kind,
        times=tuple(RecallTime(name=name.removesuffix("_at"), at=at[name]) for name in STEPS),
        assumed=item.provenance is not None and "recall" in item.provenance.assumed,
        limit=limit,
        due=due,
        done=done,
        met=met,
        late_minutes=late if late > 0 else None,
        missing=missing,
    )


def _against(limit: Limit, at: dict[str, Time | None]) -> tuple[Time | None, Time | None, tuple[str, ...]]:
    """When it was due, when it was done, and the steps that were needed to say so and are not recorded."""
    start = next((at[name] for name in limit.starts if at[name]), None)
    ends = [time for name in limit.ends if (time := at[name])]
    missing = [*(() if start else limit.starts[:1]), *(name for name in limit.ends if not at[name])]
    due = None
    if start:
        due = (datetime.fromisoformat(start) + timedelta(hours=limit.hours)).isoformat(timespec="minutes")
    return due, max(ends, default=None), tuple(name.removesuffix("_at") for name in missing)


def _minutes(due: Time, done: Time) -> int:
    return int((datetime.fromisoformat(done) - datetime.fromisoformat(due)).total_seconds() // 60)
