"""Moving the assumed days of the McSweeney record within what the review allows: ``bounds.toml`` beside the record."""

import tomllib
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec

FOLDER = Path(__file__).parents[2] / "fixtures" / "published" / "mcsweeney"
MOVES = tomllib.loads((FOLDER / "bounds.toml").read_text(encoding="utf-8"))["move"]
ORIGINAL = (FOLDER / "case.json").read_bytes()

Pick = Callable[[str, str, str], str]
"""Given the name of a day, its earliest and its latest: the day to take."""


def items(made: dict[str, Any]) -> dict[str, dict[str, Any]]:
    sections = [section for section in made.values() if isinstance(section, dict)]
    lists = [part for section in sections for part in section.values() if isinstance(part, list)]
    return {item["id"]: item for part in lists for item in part}


def moved(pick: Pick) -> dict[str, Any]:
    """The record with every assumed day where ``pick`` puts it."""
    made: dict[str, Any] = msgspec.json.decode(ORIGINAL)
    found = items(made)
    for move in MOVES:
        for name in move["items"]:
            item = found[name]
            if "same_as" in move:
                _put(item, move["field"], _at(move["same_as"], item, found))
                continue
            where = item.get("provenance", {}) if move["field"] == "date" else {}
            lows = [where.get("earliest"), _at(move.get("earliest"), item, found)]
            if "after" in move:
                lows.append(_next(_at(move["after"], item, found) or ""))
            low = max(filter(None, lows))
            high = min(filter(None, (_at(move.get("latest"), item, found), where.get("latest"))))
            _put(item, move["field"], pick(f"{name}.{move['field']}", low, max(low, high)))
    return made


def names() -> list[str]:
    asked: list[str] = []
    moved(lambda name, low, _: (asked.append(name), low)[1])
    return asked


def _next(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _at(where: str | None, item: dict[str, Any], found: dict[str, dict[str, Any]]) -> str | None:
    if where is None or where[0].isdigit():
        return where
    name, _, field = where.rpartition(".")
    day: str = (found[name] if name else item)[field]
    return day


def _put(item: dict[str, Any], field: str, day: str | None) -> None:
    if field == "probation":
        (entry,) = (known for known in item["known_to"] if known["agency"] == "probation")
        entry["on"] = day
    else:
        item[field] = day
