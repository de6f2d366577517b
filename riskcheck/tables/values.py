"""From a cell to a value of its field. A day is read in the one way that the mapping states, and nothing is guessed."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from riskcheck.tables.fields import Field

Cell = str | int | float | bool | date | datetime | None

_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}  # noqa: SIM905
_FORMS: dict[str, tuple[str, Callable[[re.Match[str]], tuple[int, int, int]]]] = {
    "YYYY-MM-DD": (r"(\d{4})-(\d\d)-(\d\d)", lambda m: (int(m[1]), int(m[2]), int(m[3]))),
    "DD/MM/YYYY": (r"(\d{1,2})/(\d{1,2})/(\d{4})", lambda m: (int(m[3]), int(m[2]), int(m[1]))),
    "DD-MMM-YYYY": (r"(\d{1,2})-([A-Za-z]{3})-(\d{4})", lambda m: (int(m[3]), _MONTHS.get(m[2].lower(), 0), int(m[1]))),
    "YYYYMMDD": (r"(\d{4})(\d\d)(\d\d)", lambda m: (int(m[1]), int(m[2]), int(m[3]))),
}
DAY_FORMS = tuple(_FORMS)
"""How a day may be written as text. Two-digit years and months before days are in none of them, because both can be misread."""

_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[T ]([01]\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?", re.ASCII)
_CODES = ("raw.code", "scored_items.offence_code")


class Unusable(Exception):  # noqa: N818 - it carries a sentence up to the place that knows the cell
    """A cell cannot be a value of its field, and why. Never holds what the cell says."""


def value_of(cell: Cell, field: Field, days: str, *, drop_times: bool) -> Any:
    """The value of one cell, or of one word of it. Raises :class:`Unusable`."""
    reader = {"day": _day, "time": _time, "integer": _integer, "number": _number, "boolean": _boolean}.get(field.kind)
    if field.kind == "word":
        return _word(cell, field)
    if reader is None:
        return _text(cell, field)
    return _day(cell, days, drop_times) if field.kind == "day" else reader(cell, days, drop_times)


def _word(cell: Cell, field: Field) -> Any:
    held = cell.strip() if isinstance(cell, str) else int(cell) if isinstance(cell, float) and cell.is_integer() else cell
    for word in field.words:
        if held == word or (isinstance(word, int) and isinstance(held, str) and held == str(word)):
            return word
    shown = ", ".join(map(str, field.words[:12])) + (" and others" if len(field.words) > 12 else "")
    raise Unusable(f"is not one of the words of {field.name} ({shown}): say in the mapping, under words, what it stands for")


def _text(cell: Cell, field: Field) -> str:
    if isinstance(cell, bool):
        raise Unusable("is true or false where text is expected")
    if isinstance(cell, int | float):
        if field.name in _CODES:
            raise Unusable("is a number where a code is expected: format the column as text, or leading noughts are lost")
        return str(int(cell)) if float(cell).is_integer() else repr(cell)
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _day(cell: Cell, days: str, drop_times: bool) -> str:
    if isinstance(cell, datetime):
        if not drop_times and (cell.hour or cell.minute or cell.second or cell.microsecond):
            raise Unusable("has a time of day where a day is expected: say drop_times = true for the table if it may go")
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    pattern, parts = _FORMS[days]
    found = re.fullmatch(pattern, cell.strip(), re.ASCII) if isinstance(cell, str) else None
    if found is None and isinstance(cell, str) and drop_times and (timed := _TIME.fullmatch(cell.strip())):
        found = re.fullmatch(_FORMS["YYYY-MM-DD"][0], timed[1], re.ASCII)
        parts = _FORMS["YYYY-MM-DD"][1]
    if found is None:
        raise Unusable(f"is not a day written {days}: say under days how the days of this table are written")
    try:
        return date(*parts(found)).isoformat()
    except ValueError:
        raise Unusable("is not a day that exists") from None


def _time(cell: Cell, _days: str, _drop_times: bool) -> str:
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%dT%H:%M")
    found = _TIME.fullmatch(cell.strip()) if isinstance(cell, str) else None
    if found is None:
        raise Unusable("is not a day and a time written YYYY-MM-DDTHH:MM")
    return f"{found[1]}T{found[2]}:{found[3]}"


def _integer(cell: Cell, _days: str, _drop_times: bool) -> int:
    number = _number(cell, _days, _drop_times)
    if not float(number).is_integer():
        raise Unusable("is not a whole number")
    return int(number)


def _number(cell: Cell, _days: str, _drop_times: bool) -> float | int:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return cell
    if isinstance(cell, str) and re.fullmatch(r"-?\d{1,15}(\.\d{1,15})?", cell.strip(), re.ASCII):
        return float(cell) if "." in cell else int(cell)
    raise Unusable("is not a number")


def _boolean(cell: Cell, _days: str, _drop_times: bool) -> bool:
    if isinstance(cell, bool):
        return cell
    raise Unusable("is not true or false: say in the mapping, under words, what stands for each")
