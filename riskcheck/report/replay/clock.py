"""The recall clock in words."""

from dataclasses import dataclass

from riskcheck.replay.result import Recall
from riskcheck.report import wording
from riskcheck.report.wording import MARK, count, day, joined, sentence, visible

NOT_RECORDED = "not recorded"
_HOUR = 60
_DAY = 24 * _HOUR


@dataclass(frozen=True)
class Clock:
    """One recall's steps, in order, and what is said of them. ``late`` is whether the limit was passed."""

    title: str
    steps: tuple[tuple[str, str], ...]
    verdict: tuple[str, ...]
    late: bool
    limit: str
    place: str
    pointer: str


def clock(recall: Recall, assumed: frozenset[str]) -> Clock:
    """The clock of one recall. A step without a time says so; ``assumed`` are the items whose days are."""
    kind = "" if recall.kind == "not_recorded" else f" ({visible(recall.kind.replace('_', ' '))})"
    steps = [(sentence(time.name)[:-1], _time(time.at)) for time in recall.times]
    if recall.due:
        steps.insert(2, ("Due", _time(recall.due)))
    return Clock(
        title=f"Recall of {day(recall.on)}{MARK if recall.item in assumed else ''}{kind}",
        steps=tuple(steps),
        verdict=_verdict(recall),
        late=recall.met == "late",
        limit=f"Limit: {hours(recall.limit.hours)} {recall.limit.title}. {sentence(recall.limit.cites)}"
        if recall.limit
        else "",
        place=wording.place(recall.pointer),
        pointer=visible(recall.pointer),
    )


def hours(number: int) -> str:
    """A limit as people say it: ``24 hours``, ``5 days``."""
    return count(number // 24, "day") if number > 24 and number % 24 == 0 else count(number, "hour")


def length(minutes: int) -> str:
    """A length of time: days and hours, or hours and minutes under two days."""
    if minutes >= 2 * _DAY:
        days, rest = divmod(minutes, _DAY)
        parts = [count(days, "day"), count(rest // _HOUR, "hour") if rest // _HOUR else ""]
    else:
        whole, rest = divmod(minutes, _HOUR)
        parts = [count(whole, "hour") if whole else "", count(rest, "minute") if rest else ""]
    return joined([part for part in parts if part]) or "less than a minute"


def _time(at: str | None) -> str:
    return NOT_RECORDED if at is None else f"{day(at[:10])}, {at[11:16]}"


def _verdict(recall: Recall) -> tuple[str, ...]:
    missing = joined([f"when it was {name}" for name in recall.missing])
    says = []
    if recall.met == "late" and recall.late_minutes is not None:
        least = "at least " if recall.missing else ""
        says.append(f"Late by {least}{length(recall.late_minutes)}: due {_time(recall.due)}, done {_time(recall.done)}.")
        if missing:
            says.append(f"The record does not say {missing}.")
    elif recall.met == "in_time":
        says.append(f"Within the limit: due {_time(recall.due)}, done {_time(recall.done)}.")
    elif recall.met == "no_limit":
        says.append("No limit for a recall of that day was found in the sources read, so it is not compared with one.")
    else:
        says.append(f"Not comparable with the limit: the record does not say {missing}.")
    if recall.assumed:
        says.append("The times of day are assumed: the published source gives the days or the length of the delay.")
    return tuple(says)
