"""Time in custody and releases, from the prison timeline."""

from riskcheck import policy
from riskcheck.sources.account import What
from riskcheck.sources.adapter import Adapter
from riskcheck.sources.draft import raw_code
from riskcheck.sources.part import Part
from riskcheck.sources.reading import Reading
from riskcheck.sources.shape import has
from riskcheck.sources.times import Moment
from riskcheck.sources.words import first_match

_MOVEMENTS = "NOMIS movement"


def read_timeline(reading: Reading) -> None:
    """Read every time in custody, and every release that ended one."""
    root = reading.root
    for part in root.parts("prisonPeriod"):
        part.leave("prisons", "transfers")
        entry, release = part.moment("entryDate"), part.moment("releaseDate")
        movements = part.parts("movementDates")
        if movements:
            _movements(reading, movements)
        elif entry is not None:
            _period(reading, part, entry, None, None, release)
        else:
            part.tell(What.ERROR, "has no day of reception: left out")
    reading.covers("periods", complete=True, why="the prison timeline")
    reading.covers("releases", complete=False, why="the prison timeline: days of release, without plans or addresses")


def _movements(reading: Reading, movements: list[Part]) -> None:
    """A time in custody begins with an admission, and goes on through temporary absences until a release."""
    begun: tuple[Part, Moment, str | None, str | None] | None = None
    outward = policy.words("import_prison", "outward")
    for part in movements:
        came, why = part.moment("dateInToPrison"), part.text("reasonInToPrison")
        place = part.text("admittedIntoPrisonId")
        part.leave("releaseFromPrisonId", "inwardType")
        left, why_left = part.moment("dateOutOfPrison"), part.text("reasonOutOfPrison")
        if begun is None and came is not None:
            begun = (part, came, why, place)
        if part.text("outwardType") not in outward or left is None:
            continue
        if begun is not None:
            _period(reading, begun[0], begun[1], begun[2], begun[3], left)
            begun = None
        kind = first_match("import_prison", "released", why_left) or "not_recorded"
        raw = raw_code("REL", _MOVEMENTS, why_left) if why_left else None
        fields = {"date": left.day, "kind": kind, "raw": raw}
        reading.put("releases", part, fields, [("the same day of release", left.day)])
    if begun is not None:
        _period(reading, begun[0], begun[1], begun[2], begun[3], None)


def _period(reading: Reading, part: Part, came: Moment, why: str | None, place: str | None, left: Moment | None) -> None:
    kind = first_match("import_prison", "received", why)
    if why is not None and kind is None:
        part.says("reasonInToPrison", What.NOT_UNDERSTOOD, "is not a reason that is known: the kind of custody is not recorded")
    fields = {
        "date": came.day,
        "ended_on": left.day if left is not None else None,
        "kind": kind or "not_recorded",
        "establishment": place,
        "raw": raw_code("ADM", _MOVEMENTS, why) if why else None,
    }
    reading.put("periods", part, fields, [("the same moment of reception", came.second)])


TIMELINE = Adapter(
    name="prison-timeline",
    says="a prison timeline (prison-api)",
    system="nomis",
    fits=lambda value: has(value, "prisonPeriod"),
    read=read_timeline,
    sections=("periods", "releases"),
    persons=(("prison_number", "prisonerNumber"),),
    not_held=("transfers between prisons and temporary absences",),
    rank=32,
)
