"""Prison alerts in three shapes: the alerts API, the integration API (flat), and those on a prison record."""

from typing import Any

from riskcheck import policy
from riskcheck.sources.account import What, shown_code
from riskcheck.sources.adapter import Adapter
from riskcheck.sources.draft import raw_code
from riskcheck.sources.part import Part
from riskcheck.sources.reading import Reading
from riskcheck.sources.shape import first_has

LIST = "prison alert code"
_NO_DAY = "has no day on which it became active, and a case record has no alert without one: left out"
_ADMINISTRATIVE = (
    "alertUuid",
    "createdAt",
    "lastModifiedAt",
    "activeToLastSetAt",
    "madeInactiveAt",
    "prisonCodeWhenCreated",
    "prisonCodeWhenCreatedDescription",
    "madeInactiveByDisplayName",
)


def read(reading: Reading) -> None:
    """Read the alerts of the alerts API."""
    for part in reading.each():
        part.leave(*_ADMINISTRATIVE)
        inner = part.part("alertCode")
        code = inner.text("code") if inner is not None else part.text("alertCode")
        words = inner.text("description") if inner is not None else None
        if inner is not None:
            inner.leave("alertTypeCode", "alertTypeDescription", "canBeAdministered")
        started, ended, active = part.day("activeFrom"), part.day("activeTo"), part.truth("isActive")
        known = part.day("createdAt")
        over, comment, native = _over(reading, part, ended, active), part.text("description"), part.text("alertUuid")
        put(reading, part, code, words, started, ended=over, comment=comment, known=known, native=native)
    reading.covers("alerts", complete=reading.whole, why="the alerts API")


def read_flat(reading: Reading) -> None:
    """Read alerts as the integration API passes them on. Which it leaves out depends on the role that asked."""
    for part in reading.each():
        part.leave("type", "typeDescription")
        ended, active = part.day("dateExpired"), part.truth("active")
        expired = part.truth("expired")
        gone = active is False if active is not None else expired
        comment = part.text("comment")
        code, words = part.text("code"), part.text("codeDescription")
        started, over = part.day("dateCreated"), _over(reading, part, ended, not gone)
        put(reading, part, code, words, started, ended=over, comment=comment)
    reading.covers("alerts", complete=False, why="alerts that the integration API passes on to one role")


def put(
    reading: Reading,
    part: Part,
    code: str | None,
    words: str | None = None,
    started: str | None = None,
    *,
    ended: str | None = None,
    comment: str | None = None,
    known: str | None = None,
    native: str | None = None,
) -> None:
    """Add one alert. A code that is not known is kept as it is, in the category other."""
    if code is None:
        part.tell(What.ERROR, "has no alert code: left out")
        return
    entry: dict[str, str] | None = policy.topic("alert_codes")["codes"]["value"].get(code)
    if entry is None:
        part.tell(What.NOT_UNDERSTOOD, f"has a code that is not known ({shown_code(code)}): recorded as other")
    elif entry.get("until", "9") < (started or ""):
        part.tell(What.CHANGED, f"has a code that was withdrawn on {entry['until']} ({code}): read as it was")
    if started is None:
        part.tell(What.ERROR, _NO_DAY)
        return
    fields = {
        "date": started,
        "known_on": known if known is not None and known > started else None,
        "raw": raw_code(code[:64], LIST, words or (entry["says"] if entry else None)),
        "category": entry["category"] if entry else "other",
        "ended_on": ended,
        "comment": comment,
    }
    reading.put("alerts", part, fields, [("the same code and first day", code, started)], native=native)


def _over(reading: Reading, part: Part, ended: str | None, active: bool | None) -> str | None:
    """The day on which an alert ended. One that is said to be active has none yet, even where a day is set for it."""
    if active and ended is not None and ended > reading.draft.extracted_on:
        return None
    if active is False and ended is None:
        part.tell(What.NOT_UNDERSTOOD, "is no longer active, and the day on which it ended is not given: kept as active")
    return ended


def _fits(value: Any) -> bool:
    return first_has(value, "alertCode", "activeFrom") or first_has(value, "alertUuid")


def _fits_flat(value: Any) -> bool:
    return first_has(value, "code", "dateCreated", "codeDescription")


PERSONS = (
    ("prison_number", "content/*/prisonNumber"),
    ("prison_number", "*/prisonNumber"),
    ("prison_number", "data/*/offenderNo"),
    ("prison_number", "*/offenderNo"),
)
_NOT_HELD = ("an alert has no code for weapons and none for a restraining order: those are in other systems",)
ALERTS = Adapter(
    name="alerts",
    says="alerts (alerts API)",
    system="prison_alerts",
    fits=_fits,
    read=read,
    sections=("alerts",),
    file_names=("alerts",),
    persons=PERSONS,
    not_held=_NOT_HELD,
    rank=31,
)
FLAT = Adapter(
    name="integration-alerts",
    says="alerts (integration API)",
    system="prison_alerts",
    fits=_fits_flat,
    read=read_flat,
    sections=("alerts",),
    persons=PERSONS,
    not_held=(
        *_NOT_HELD,
        "which alerts are passed on depends on the role that asked, and violent or staff assaulter can be left out",
    ),
    rank=82,
)
