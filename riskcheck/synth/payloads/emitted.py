"""Payloads while they are made: the files of a case, where in them each item of the record is, and what they say otherwise."""

import tomllib
import uuid
import zlib
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

_MILLION = 1_000_000
_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"


@cache
def codes(name: str) -> Any:
    """The value of an entry of ``codes.toml``."""
    return _toml("codes")[name]["value"]


@cache
def losses() -> dict[str, dict[str, Any]]:
    """What payloads cannot hold, by name: the section, the fields, what becomes of them, and why."""
    found: dict[str, dict[str, Any]] = _toml("losses")
    return found


@cache
def _toml(name: str) -> dict[str, Any]:
    text = files("riskcheck.synth.payloads").joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


class Emitted(msgspec.Struct):
    """The payloads of one case.

    ``files`` are payloads by file name. ``places`` are the references of the items at each file and pointer. ``stated`` are
    fields in which the payloads say something else than the record, and what they say. ``lost`` are the items that no payload
    has, with the name of the loss.
    """

    case_id: str
    files: dict[str, Any] = {}
    places: dict[tuple[str, str], list[str]] = {}
    stated: dict[str, dict[str, Any]] = {}
    lost: dict[str, str] = {}

    def number(self, item: str) -> int:
        """A number for an item, the same every time."""
        return zlib.crc32(f"{self.case_id}/{item}".encode())

    @property
    def crn(self) -> str:
        """An invented case number."""
        return f"X{self.number('crn') % _MILLION:06d}"

    @property
    def prison_number(self) -> str:
        """An invented prison number."""
        return self.invented("person")

    def invented(self, who: str) -> str:
        """An invented prison number of somebody."""
        number = self.number(who)
        last = _LETTERS[number % len(_LETTERS)] + _LETTERS[number // 7 % len(_LETTERS)]
        return f"A{number % 10_000:04d}{last}"

    def uuid(self, item: str) -> str:
        """An invented UUID for an item, the same every time."""
        return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{self.case_id}/{item}"))

    def says(self, item: str, **fields: Any) -> None:
        """What the payloads say of an item where it is something else than the record says."""
        self.stated.setdefault(item, {}).update(fields)

    def lose(self, name: str, *items: Any) -> None:
        """Leave items out: there is no payload for them, or they are nothing that the system holds."""
        self.lost.update((item.id, name) for item in items)

    def at(self, file: str, pointer: str, item: str) -> None:
        """Say where an item is."""
        self.places.setdefault((file, pointer), []).append(item)


def without_none(**fields: Any) -> dict[str, Any]:
    """An object without the fields that are nothing, as these services leave them out."""
    return {name: value for name, value in fields.items() if value is not None}
