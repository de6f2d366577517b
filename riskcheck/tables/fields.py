"""The fields of the case record that a column can hold, by name, from its schema: ``date``, ``weapon.kind``, ``raw.code``."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec

from riskcheck.records.schemas import CASE_RECORD, schema

_SCALARS = ("string", "integer", "number", "boolean")
_WHOLE_RECORD = ("format", "case_id")
_NEVER_TAKEN = ("protected.name",)


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One field. ``kind``: text, word, day, time, integer, number or boolean; ``needed``: an item without it is no item."""

    name: str
    kind: str
    words: tuple[Any, ...] = ()
    several: bool = False
    needed: bool = False

    @property
    def path(self) -> tuple[str, ...]:
        """The names from the item down to the field."""
        return tuple(self.name.split("."))


@cache
def sections() -> tuple[str, ...]:
    """The sections that have rows: ``convictions``, ``custody.adjudications`` and so on."""
    found = []
    for name, part in schema(CASE_RECORD)["properties"].items():
        inner = part.get("properties", {})
        if "items" in inner:
            found.append(name)
        elif "coverage" in inner:
            found += [f"{name}.{each}" for each, of in inner.items() if of.get("type") == "array"]
    return tuple(found)


@cache
def fields(section: str) -> dict[str, Field]:
    """The fields that a row of a section can have, by name; those of the whole record for ``case``."""
    whole = schema(CASE_RECORD)
    if section == "case":
        scalars = {name: part for name, part in whole["properties"].items() if name not in _WHOLE_RECORD and not _rows(part)}
        found = _fields({"properties": scalars}, "", needed=False)
        return {field.name: field for field in found if field.name not in _NEVER_TAKEN}
    name, _, part = section.partition(".")
    held = whole["properties"][name]["properties"][part or "items"]
    return {field.name: field for field in _fields(_resolved(held["items"]), "", needed=True)}


def _rows(part: dict[str, Any]) -> bool:
    return "coverage" in part.get("properties", {})


def _resolved(part: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in part:
        found: dict[str, Any] = schema(CASE_RECORD)["$defs"][part["$ref"].rsplit("/", 1)[1]]
        return {**found, **{key: value for key, value in part.items() if key != "$ref"}}
    return part


def _fields(part: dict[str, Any], before: str, *, needed: bool) -> Iterator[Field]:
    required = part.get("required", ()) if needed else ()
    for name, given in part["properties"].items():
        held = _resolved(given)
        called = f"{before}{name}"
        if "properties" in held:
            yield from _fields(held, f"{called}.", needed=name in required)
        elif held.get("type") == "array":
            each = _resolved(held["items"])
            if each.get("type") in _SCALARS:
                yield _field(called, each, several=True, needed=name in required)
        else:
            yield _field(called, held, several=False, needed=name in required)


def _field(name: str, part: dict[str, Any], *, several: bool, needed: bool) -> Field:
    kind = part.get("type", "string")
    if "enum" in part or "const" in part:
        kind = "word"
    elif kind == "string":
        kind = "day" if part.get("format") == "date" else "time" if _is_time(part) else "text"
    words = tuple(part.get("enum", [part["const"]] if "const" in part else []))
    return Field(name=name, kind=kind, words=words, several=several, needed=needed)


def _is_time(part: dict[str, Any]) -> bool:
    return bool(part.get("pattern") == schema(CASE_RECORD)["$defs"]["time"]["pattern"])
