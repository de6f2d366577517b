"""What a sample is drawn from: each rated case of a caseload, whether it is flagged, and what it can be told apart by.

Sex is read here and in the figures by protected characteristic, and nowhere else: no rule, no feature and no flag sees it.
"""

from collections.abc import Callable, Sequence

import msgspec

from riskcheck.caseload.each import of_each
from riskcheck.caseload.protected import sex_of
from riskcheck.check import run
from riskcheck.errors import RecordError
from riskcheck.records.model import CaseRecord
from riskcheck.records.read import texts
from riskcheck.rules import STABLE
from riskcheck.terms import RATINGS, Level
from riskcheck.view import View, latest_assessment, view
from riskcheck.weigh import Raised, Scales

BY = ("area", "sex", "setting")
"""What strata can be made by, besides whether a case is flagged."""
NOT_RECORDED = "not recorded"

_INSIDE = ("custody", "recalled")


class Framed(msgspec.Struct, frozen=True, kw_only=True):
    """One case that can be drawn. ``rated``: the highest level on record, on the day of the last assessment."""

    case: str
    flagged: bool
    rated: Level
    area: str
    sex: str
    setting: str
    synthetic: bool


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """The cases of a caseload that can be drawn, and what cannot be: cases without ratings, and errors.

    ``places`` says where the record of each case is among those of the input, from 0.
    """

    cases: tuple[Framed, ...]
    places: dict[str, int]
    unrated: int
    errors: tuple[RecordError, ...]


def frame(paths: Sequence[str], *, jobs: int = 1, speak: Callable[[int], None] = lambda _: None) -> Frame:
    """Look at every record of some files as ``riskcheck check`` does, with ``jobs`` processes.

    Raises ``NoSuchPath`` and ``NoRecords``, as reading does, and ``LostProcess``.
    """
    cases: list[Framed] = []
    places: dict[str, int] = {}
    errors: list[RecordError] = []
    unrated = 0
    for place, found in enumerate(of_each(framed, texts(paths), jobs=jobs)):
        if isinstance(found, RecordError):
            errors.append(found)
        elif found is None:
            unrated += 1
        else:
            cases.append(found)
            places[found.case] = place
        speak(place + 1)
    return Frame(cases=tuple(cases), places=places, unrated=unrated, errors=tuple(errors))


def framed(record: CaseRecord) -> Framed | None:
    """The case as ``riskcheck check`` looks at it, on the day of its last assessment; ``None`` where that has no ratings."""
    last = latest_assessment(record)
    if last is None or last[1].completed_on is None:
        return None
    seen = view(record, last[1].completed_on)
    if not seen.levels:
        return None
    return Framed(
        case=record.case_id,
        flagged=flagged(seen, run(seen, STABLE)),
        rated=max(seen.levels.values(), key=tuple(Level).index),
        area=area_of(record, seen),
        sex=sex_of(record),
        setting=_setting(record),
        synthetic=record.purpose == "synthetic",
    )


def area_of(record: CaseRecord, seen: View) -> str:
    """Where the checked assessment was made, or else where the case is."""
    assessed = seen.assessment.item.area if seen.assessment else None
    return assessed or (record.status.area if record.status else None) or NOT_RECORDED


def flagged(seen: View, raised: list[Raised]) -> bool:
    """Whether any rating of a view is flagged."""
    scales = Scales(seen, raised)
    return any(scales.flags(rated) for rated in RATINGS)


def _setting(record: CaseRecord) -> str:
    phase = record.status.phase if record.status else None
    return NOT_RECORDED if phase is None else "custody" if phase in _INSIDE else "community"
