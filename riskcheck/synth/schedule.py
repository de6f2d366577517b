"""The days that everything else is hung on: offence, sentence, custody, release, assessments, extraction. Days are ordinals."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

import msgspec

from riskcheck.synth import release
from riskcheck.synth.chance import Chance

INSIDE = ("custody", "recalled")
"""Phases in which the person is in custody."""
CUSTODIAL = ("custody", "recalled", "licence", "post_sentence_supervision")
"""Phases of a sentence that began in custody."""

_CLOSED = ("12-25", "12-26", "01-01")
_EARLIEST_AGE = 15
_LONGEST_HISTORY = 18 * 365


@cache
def iso(day: int) -> str:
    """An ordinal as ``2025-06-17``."""
    return date.fromordinal(day).isoformat()


def working(day: int) -> int:
    """The day, or the last before it on which offices and courts are open; an ordinal divided by 7 leaves 6 on Saturdays."""
    while day % 7 in (6, 0) or iso(day)[5:] in _CLOSED:
        day -= 1
    return day


class Custody(msgspec.Struct, frozen=True):
    """One time in custody; ``end`` is the day of leaving it, ``None`` while it lasts."""

    start: int
    end: int | None
    kind: str

    @property
    def served(self) -> int:
        """Its days, where it is over."""
        return self.end - self.start if self.end is not None else 0

    def holds(self, day: int) -> bool:
        """Whether the person is there on a day."""
        return self.start <= day and (self.end is None or day < self.end)


class Schedule(msgspec.Struct, frozen=True):
    """The days of one case."""

    phase: str
    born: int
    start: int
    """The first day of the history that is followed."""
    index: int
    """The day of the index offence."""
    sentenced: int
    custody: tuple[Custody, ...]
    """The times in custody for the index offence, in order."""
    releases: tuple[int, ...]
    planned_release: int | None
    recalled: int | None
    previous: int
    """The day on which the assessment before the last was completed."""
    begun: int
    """The day on which the last assessment was begun."""
    completed: int
    extracted: int

    def inside(self, day: int) -> bool:
        """Whether the person is in custody for the index offence on a day."""
        return any(held.holds(day) for held in self.custody)


def schedule(
    chance: Chance, last_day: str, phases: Mapping[str, float], only: Sequence[str] = (), *, older: bool = False
) -> Schedule:
    """The days of a case. ``only``: one of these phases; ``older``: somebody of forty or more."""
    phase = chance.pick(only) if only else chance.among(phases)
    extracted = date.fromisoformat(last_day).toordinal() - chance.between(0, 364)
    completed = working(extracted - chance.between(6, 130))
    begun = working(completed - chance.between(3, 28))
    if phase in CUSTODIAL:
        held, releases, planned, recalled = _in_custody(chance, phase, completed, extracted)
        sentenced = held[0].start
        index = sentenced - chance.between(25, 220)
        if chance.happens(0.45):
            remanded = max(index + chance.between(1, 6), sentenced - release.remand_at_most(phase, held[0].served))
            held = (Custody(remanded, sentenced, "remand"), *held) if remanded < sentenced else held
    else:
        held, releases, planned, recalled = (), (), None, None
        sentenced = working(completed - chance.between(95, 480))
        index = sentenced - chance.between(30, 260)
    previous = working(sentenced + chance.between(8, min(45, max(9, completed - sentenced - 60))))
    age = chance.between(40, 58) if older else min(66, 18 + int(chance.wait(1 / 14.0)) + chance.between(0, 6))
    born = index - age * 365 - chance.between(0, 364)
    start = max(born + _EARLIEST_AGE * 365, index - _LONGEST_HISTORY)
    return Schedule(
        phase, born, start, index, sentenced, held, releases, planned, recalled, previous, begun, completed, extracted
    )


def _in_custody(
    chance: Chance, phase: str, completed: int, extracted: int
) -> tuple[tuple[Custody, ...], tuple[int, ...], int | None, int | None]:
    """Times in custody, releases, planned release and recall. Half of a sentence is served, so its licence is as long."""
    if phase == "custody":
        start = working(completed - chance.between(90, 800))
        planned = working(extracted + chance.between(12, 300)) if chance.happens(0.8) else None
        return (Custody(start, None, "sentence"),), (), planned, None
    if phase == "recalled":
        back = min(completed - chance.between(15, 160), release.last_standard())
        out = working(back - chance.between(30, 260))
        start = working(out - release.served_at_least(chance.between(120, 700), extracted - out))
        held = (Custody(start, out, "sentence"), Custody(back, None, "recall"))
        return held, (out,), None, back - chance.between(1, 5)
    if phase == "post_sentence_supervision":
        out = working(max(completed - chance.between(200, 330), extracted - release.SUPERVISED + 5))
        return (Custody(working(out - chance.between(80, release.SHORT)), out, "sentence"),), (out,), None, None
    out = working(completed - chance.between(10, 300))
    if chance.happens(0.22):
        back = out - release.days_inside(chance, out)
        first = working(back - chance.between(25, 200))
        start = working(first - release.served_at_least(chance.between(120, 600), extracted - first))
        held = (Custody(start, first, "sentence"), Custody(back, out, "recall"))
        return held, (first, out), None, back - chance.between(1, 5)
    start = working(out - max(chance.between(80, 900), extracted - out + 1))
    return (Custody(start, out, "sentence"),), (out,), None, None
