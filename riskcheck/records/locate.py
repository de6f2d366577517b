"""From a place in a record to its line in the text, and back. Slow and exact: only for a record with an error.

Works on text that is not sound JSON too, up to where it stops making sense, and never recurses.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from riskcheck.records import limits
from riskcheck.records.problem import Path
from riskcheck.records.schemas import CASE_RECORD, field_names

_TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[{}\[\],:]|[^\s"{}\[\],:]++', re.DOTALL)


class _Place(NamedTuple):
    byte: int
    path: Path
    is_name: bool


def pointer(path: Path) -> str:
    """The JSON pointer of a place, cut off above the first name that no schema knows: such a name may be a person's."""
    known = field_names(CASE_RECORD)
    shown: list[str] = []
    for part in path:
        if isinstance(part, str) and part not in known:
            break
        shown.append(str(part).replace("~", "~0").replace("/", "~1"))
    return "".join(f"/{part}" for part in shown)


def lines_before(text: bytes, byte: int) -> int:
    """How many lines end before an offset."""
    return text.count(b"\n", 0, byte)


def byte_of(text: bytes, path: Path) -> int:
    """The offset at which the place starts: a field at its name. The nearest place above it, if it is not there."""
    nearest, byte = 0, 0
    for place in _places(text) if path else ():
        shared = len(place.path)
        if shared > nearest and place.path == path[:shared]:
            nearest, byte = shared, place.byte
            if place.path == path:
                break
    return byte


def path_at(text: bytes, byte: int) -> Path:
    """The last place that starts at or before an offset."""
    path: Path = ()
    for place in _places(text):
        if place.byte > byte:
            break
        path = place.path
    return path


def repeated_name(text: bytes) -> Path | None:
    """The first field that an object has twice."""
    seen: set[Path] = set()
    for place in _places(text):
        if place.is_name:
            if place.path in seen:
                return place.path
            seen.add(place.path)
    return None


def byte_of_repeat(text: bytes, path: Path) -> int:
    """The offset of the second occurrence of a name."""
    found = [place.byte for place in _places(text) if place.is_name and place.path == path]
    return found[1]


def _places(text: bytes) -> Iterator[_Place]:
    """Every name and value in order, a list or an object where it opens and again after it closes.

    Paths stop a little below the limit on depth, so that hostile text stays cheap.
    """
    opened: list[tuple[bool, str | int | None]] = []
    names_next = False
    for token in _TOKEN.finditer(text):
        first = token[0][:1]
        if first in b"{[":
            yield _Place(token.start(), _path(opened), is_name=False)
            names_next = first == b"{"
            opened.append((names_next, None if names_next else 0))
        elif first in b"}]":
            del opened[-1:]
            names_next = False
            yield _Place(token.end(), _path(opened), is_name=False)
        elif first == b",":
            names_next = _next_member(opened)
        elif first == b":":
            names_next = False
        elif names_next:
            opened[-1] = (True, _name(token[0]))
            yield _Place(token.start(), _path(opened), is_name=True)
        else:
            yield _Place(token.start(), _path(opened), is_name=False)


def _path(opened: list[tuple[bool, str | int | None]]) -> Path:
    return tuple(part for _, part in opened[: limits.DEPTH + 1] if part is not None)


def _next_member(opened: list[tuple[bool, str | int | None]]) -> bool:
    """Step on after a comma. Returns whether a name comes next."""
    if not opened:
        return False
    is_object, part = opened[-1]
    if isinstance(part, int):
        opened[-1] = (False, part + 1)
    return is_object


def _name(token: bytes) -> str:
    try:
        return msgspec.json.decode(token, type=str)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return ""
