"""MAPPA records of nDelius: registrations with a category and a level."""

from riskcheck import policy
from riskcheck.sources.account import What, shown_code
from riskcheck.sources.draft import raw_code
from riskcheck.sources.part import Part
from riskcheck.sources.reading import Reading

_NO_MAPPA = "does not state a MAPPA category, a level and a first day: no MAPPA record is read from it"


def mappa_of(part: Part | None) -> int | None:
    """The MAPPA category or level that a code of nDelius stands for."""
    code = part.code("code") if part is not None else None
    if part is None or code is None:
        return None
    part.leave("description")
    found: int | None = policy.topic("import_ndelius")["mappa"]["value"].get(code)
    if found is None:
        part.says("code", What.ERROR, f"is no MAPPA category or level ({shown_code(code)}): left out")
    return found


def put_mappa(
    reading: Reading,
    part: Part,
    category: int | None,
    level: int | None,
    started: str | None,
    ended: str | None,
    notes: str | None,
    native: str | None,
) -> None:
    """Add a MAPPA record. Category or level 0 is one that is still to be determined, never no MAPPA."""
    if category is None or level is None or started is None:
        part.tell(What.NOT_UNDERSTOOD, _NO_MAPPA)
        return
    raw = raw_code(f"M{category}" if category else "X9", "nDelius MAPPA category")
    fields = {"date": started, "category": category, "level": level, "ended_on": ended, "notes": notes, "raw": raw}
    reading.put("mappa", part, fields, [("the same first day", started)], native=native, system="ndelius")


def read_mappa(reading: Reading, part: Part) -> None:
    """Read a MAPPA record with its category and level as numbers."""
    part.leave("levelDescription", "categoryDescription", "reviewDate", "lastUpdated", "startDate")
    values = []
    for name, most in (("category", 4), ("level", 3)):
        number = part.number(name)
        if number is not None and number not in range(most + 1):
            part.says(name, What.ERROR, f"is no MAPPA {name}: left out")
            number = None
        values.append(None if number is None else int(number))
    put_mappa(reading, part, values[0], values[1], part.day("startDate"), None, part.text("notes"), None)
