"""Registrations in four shapes: community-api, the RoSH history of consider-a-recall, tiers, and the active and ended lists.

The same registration in two payloads is one. A register that is only named by its words is known by them.
"""

from functools import cache
from typing import Any

from riskcheck import policy
from riskcheck.sources.account import What, shown_code
from riskcheck.sources.adapter import Adapter
from riskcheck.sources.delius_mappa import mappa_of, put_mappa, read_mappa
from riskcheck.sources.delius_person import DETAILS, personal_details
from riskcheck.sources.draft import raw_code
from riskcheck.sources.part import Part
from riskcheck.sources.reading import Reading
from riskcheck.sources.shape import any_of, first_has, has

REGISTERS = "nDelius register type"
"""The list that codes of registrations are of."""
_NO_DAY = "has no day on which it began, and a case record has no registration without one: left out"
_NO_END = "is not active, and the day on which it ended is not given: kept without an end"
_OTHER_WORDS = "is a code whose register is another than its words name: the code is taken"
_ADMINISTRATIVE = (
    "register",
    "riskColour",
    "registeringTeam",
    "registeringOfficer",
    "registeringProbationArea",
    "deregisteringTeam",
    "deregisteringOfficer",
    "deregisteringProbationArea",
    "warnUser",
    "numberOfPreviousDeregistrations",
    "registrationReviews",
)


def put(
    reading: Reading,
    part: Part,
    name: str,
    code: str | None,
    words: str | None,
    started: str | None,
    *,
    ended: str | None = None,
    active: bool | None = None,
    level: str | None = None,
    review: str | None = None,
    months: int | None = None,
    notes: str | None = None,
    native: str | None = None,
) -> str | None:
    """Add one registration; the code it is known by. ``name`` is the field that says which register it is."""
    code = _code(part, name, code, words)
    if code is None:
        return None
    entry: dict[str, Any] | None = policy.topic("registers")["codes"]["value"].get(code)
    if entry is None:
        part.says(name, What.NOT_UNDERSTOOD, f"is a register that is not known ({shown_code(code)}): recorded as other")
    if started is None:
        part.tell(What.ERROR, _NO_DAY)
        return code
    if active is False and ended is None:
        part.tell(What.NOT_UNDERSTOOD, _NO_END)
    category = entry["category"] if entry else "other"
    fields = {
        "date": started,
        "raw": raw_code(code[:64], REGISTERS, words or (entry["says"] if entry else None)),
        "category": category,
        "level": policy.topic("import_ndelius")["level_registers"]["value"].get(category) or level,
        "ended_on": ended,
        "next_review_on": review,
        "review_months": months,
        "notes": notes,
    }
    reading.put(
        "registrations", part, fields, [("the same register and first day", code, started)], native=native, system="ndelius"
    )
    return code


def _code(part: Part, name: str, code: str | None, words: str | None) -> str | None:
    topic = policy.topic("import_ndelius")
    if code in topic["respelt"]["value"]:
        meant: str = topic["respelt"]["value"][code]
        part.says(name, What.CHANGED, f"is {code}, which one service writes for {meant}: read as {meant}")
        return meant
    if code is not None:
        if by_words().get((words or "").strip().lower(), code) != code:
            part.says(name, What.NOT_UNDERSTOOD, _OTHER_WORDS)
        return code
    found = by_words().get((words or "").strip().lower())
    if found is None:
        part.says(name, What.NOT_UNDERSTOOD, "is a register that is not known by its words: left out")
    return found


def read_flag(reading: Reading, part: Part) -> None:
    """Read one register as the integration API passes it on."""
    code, words = part.code("code"), part.text("description")
    started, review, notes = part.day("startDate"), part.day("reviewDate"), part.text("notes")
    put(reading, part, "code", code, words, started, review=review, notes=notes)


@cache
def by_words() -> dict[str, str]:
    """The code of a register by its description, without case."""
    codes: dict[str, dict[str, Any]] = policy.topic("registers")["codes"]["value"]
    respelt = policy.topic("import_ndelius")["respelt"]["value"]
    described = {entry["says"].lower(): code for code, entry in codes.items() if code not in respelt}
    more: dict[str, str] = policy.topic("import_ndelius")["register_words"]["value"]
    return described | more


def read_full(reading: Reading) -> None:
    """Read the registrations of community-api."""
    for part in reading.root.parts("registrations"):
        part.leave(*_ADMINISTRATIVE)
        kind, level = part.part("type"), part.part("registerLevel")
        code = kind.code("code") if kind is not None else None
        words = kind.text("description") if kind is not None else None
        months = part.number("reviewPeriodMonths")
        notes = part.text("notes")
        ending = part.text("deregisteringNotes")
        started, ended, active = part.day("startDate"), part.day("endDate"), part.truth("active")
        number = part.code("registrationId")
        review = part.day("nextReviewDate")
        put(
            reading,
            part,
            "type",
            code,
            words,
            started,
            ended=ended,
            active=active,
            level=_level(level),
            review=review,
            months=int(months) if months is not None else None,
            notes="\n".join(one for one in (notes, ending) if one) or None,
            native=number,
        )
        if code == "MAPP":
            category = part.part("registerCategory")
            put_mappa(reading, part, mappa_of(category), mappa_of(level), started, ended, notes, number)
        else:
            part.leave("registerCategory")
    reading.covers("registrations", complete=True, why="the registrations of nDelius")
    reading.covers("mappa", complete=False, why="the MAPPA registrations of nDelius")


def _level(part: Part | None) -> str | None:
    code = part.code("code") if part is not None else None
    if part is None or code is None:
        return None
    part.leave("description")
    found: str | None = policy.topic("import_ndelius")["register_levels"]["value"].get(code)
    if found is None and code not in policy.topic("import_ndelius")["mappa"]["value"]:
        part.says("code", What.NOT_UNDERSTOOD, f"is a level that is not known ({shown_code(code)}): left out")
    return found


def read_history(reading: Reading) -> None:
    """Read the MAPPA record and the RoSH history of consider-a-recall."""
    root = reading.root
    personal_details(reading)
    mappa = root.part("mappa")
    if mappa is not None:
        read_mappa(reading, mappa)
    for part in root.parts("roshHistory"):
        active, started, notes = part.truth("active"), part.day("startDate"), part.text("notes")
        code, words = part.code("type"), part.text("typeDescription")
        put(reading, part, "type", code, words, started, active=active, ended=part.day("endDate"), notes=notes)
    reading.covers("registrations", complete=False, why="RoSH registrations only")
    reading.covers("mappa", complete=False, why="the latest MAPPA record")


def read_tier(reading: Reading) -> None:
    """Read the registrations that a tier is calculated from: a code, a level and a day each."""
    root = reading.root
    for part in root.parts("registrations"):
        code, started = part.code("code"), part.day("date")
        level, category = part.code("level"), part.code("category")
        levels = policy.topic("import_ndelius")["register_levels"]["value"]
        put(reading, part, "code", code, part.text("description"), started, level=levels.get(level))
        if code == "MAPP":
            mappa: dict[str, int] = policy.topic("import_ndelius")["mappa"]["value"]
            put_mappa(reading, part, mappa.get(category or ""), mappa.get(level or ""), started, None, None, None)
    root.leave_rest()
    reading.covers("registrations", complete=False, why="registrations that a tier is calculated from")


def read_listed(reading: Reading) -> None:
    """Read active and ended registrations that are named by their words only."""
    root = reading.root
    for name, active in (("activeRegistrations", True), ("inactiveRegistrations", False)):
        for part in root.parts(name):
            flag = part.part("flag")
            if flag is not None:
                flag.leave_rest()
            words, started, ended = part.text("description"), part.day("startDate"), part.day("endDate")
            put(reading, part, "description", None, words, started, ended=ended, active=active, notes=part.text("notes"))
    root.leave("name")
    reading.covers("registrations", complete=False, why="registrations named by their words")


def _is_full(value: Any) -> bool:
    held = value.get("registrations") if isinstance(value, dict) else None
    return first_has(held, "type", "startDate") or first_has(held, "registrationId") or (held == [] and len(value) == 1)


def _is_tier(value: Any) -> bool:
    held = value.get("registrations") if isinstance(value, dict) else None
    return first_has(held, "code", "date") and not first_has(held, "registrationId")


REGISTRATIONS = Adapter(
    name="registrations",
    says="registrations (community-api)",
    system="ndelius",
    fits=_is_full,
    read=read_full,
    sections=("registrations", "mappa"),
    not_held=("whether and when a registration was reviewed before, and its colour",),
    rank=25,
)
HISTORY = Adapter(
    name="rosh-history",
    says="MAPPA and RoSH history (consider-a-recall)",
    system="ndelius",
    fits=lambda value: any_of(value, "roshHistory") or (has(value, "mappa", "personalDetails")),
    read=read_history,
    sections=("registrations", "mappa"),
    persons=DETAILS,
    rank=60,
)
TIER = Adapter(
    name="tier-registrations",
    says="registrations of a tier (tier-details)",
    system="ndelius",
    fits=_is_tier,
    read=read_tier,
    sections=("registrations", "mappa"),
    persons=(("crn", "crn"),),
    not_held=("when a registration ended or is due for review, and its notes",),
    rank=61,
)
LISTED = Adapter(
    name="listed-registrations",
    says="active and ended registrations (allocations)",
    system="ndelius",
    fits=lambda value: any_of(value, "activeRegistrations", "inactiveRegistrations"),
    read=read_listed,
    sections=("registrations",),
    persons=(("crn", "crn"),),
    not_held=("the codes of registers: words stand for them",),
    rank=62,
)
