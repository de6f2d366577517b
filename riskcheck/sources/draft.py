"""A case record while it is put together from several payloads: one item for each record, however many payloads show it."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from riskcheck.days import Day
from riskcheck.records import consistency
from riskcheck.records.model import CaseRecord
from riskcheck.records.problem import Refused
from riskcheck.records.validate import validated
from riskcheck.sources.account import Account, What, looks_like_a_code
from riskcheck.sources.levels import worst
from riskcheck.sources.personal import Personal

FORMAT = "riskcheck.case-record/1"
IN_CUSTODY = ("periods", "adjudications", "incidents", "alerts")
PREFIXES = {
    "assessments": "as",
    "predictors": "pr",
    "convictions": "cv",
    "periods": "pe",
    "adjudications": "ad",
    "incidents": "in",
    "alerts": "al",
    "registrations": "rg",
    "orders": "or",
    "conditions": "cd",
    "contacts": "co",
    "enforcement": "en",
    "releases": "re",
    "mappa": "ma",
    "oversight": "ov",
    "reports": "rp",
}
"""What the references of each section begin with; also the sections that an import can fill."""
_DIGITS = 10
_OWN_WORDS = ("score without a name of its own", "incident type")
_ONCE_MORE = 12

Key = tuple[str, ...]


def raw_code(code: str | None, of: str, words: str | None = None) -> dict[str, str] | None:
    """A code as its system holds it, as a record keeps it beside the category: the list it is ``of``, and its words there."""
    return {"code": code, "list": of, **({"description": words} if words else {})} if code else None


class Found(msgspec.Struct, kw_only=True):
    """One item as it was found: what it says, which of it stands only where nothing better is found, and where it was read.

    ``keys`` are the ways in which another payload can show that it means the same item; ``native`` is the item's reference
    in its system; ``places`` are files and pointers.
    """

    section: str
    system: str
    keys: list[Key]
    fields: dict[str, Any]
    otherwise: dict[str, Any]
    native: str | None
    places: list[tuple[str, str]]
    id: str = ""

    def get(self, name: str) -> Any:
        """What the item says for a field, once everything is read."""
        return self.fields.get(name, self.otherwise.get(name))


class Draft:
    """The items of a case so far, and how much of each section was supplied."""

    def __init__(self, account: Account, extracted_on: Day, key: bytes) -> None:
        self.account = account
        self.extracted_on = extracted_on
        self.key = key
        self.found: list[Found] = []
        self.status: dict[str, Any] = {}
        self.protected: dict[str, Any] = {}
        self.unsound: set[str] = set()
        self._by_key: dict[tuple[str, Key], Found] = {}

    def of(self, section: str) -> list[Found]:
        """The items of a section."""
        return [one for one in self.found if one.section == section]

    def put(self, new: Found) -> Found:
        """Add an item, or what is new in it where another payload showed it already."""
        known, why = self._known(new)
        if known is None:
            known = new
            self.found.append(new)
        else:
            self._merge(known, new, why)
        for key in new.keys:
            self._by_key.setdefault((new.section, key), known)
        return known

    def _known(self, new: Found) -> tuple[Found | None, str]:
        """The item that a new one is about too, and by what makes them one."""
        for key in new.keys:
            held = self._by_key.get((new.section, key))
            if held is not None and not _apart(held, new):
                return held, key[0]
        return None, ""

    def _merge(self, known: Found, new: Found, why: str) -> None:
        file, pointer = new.places[0]
        was = "#".join(known.places[0])
        self.account.add(file, pointer, What.LINKED, f"is the record read at {was} once more (by {why}): counted once")
        known.fields = self._merged(known.fields, new.fields, (), new)
        unreadable = bool(known.otherwise.get("_unreadable") or new.otherwise.get("_unreadable"))
        known.otherwise = new.otherwise | known.otherwise
        if unreadable:
            known.otherwise["_unreadable"] = True
        known.native = known.native or new.native
        known.places += [place for place in new.places if place not in known.places]
        known.keys += [key for key in new.keys if key not in known.keys]

    def _merged(self, held: Mapping[str, Any], more: Mapping[str, Any], path: Key, new: Found) -> dict[str, Any]:
        made = dict(held)
        for name, value in more.items():
            where = (*path, name)
            if made.get(name) is None:
                made[name] = value
            elif isinstance(value, dict) and isinstance(made[name], dict):
                made[name] = self._merged(made[name], value, where, new)
            elif made[name] != value:
                made[name] = self._settled(made[name], value, where, new)
        return made

    def _settled(self, held: Any, value: Any, where: Key, new: Found) -> Any:
        """Which of two different statements stands. Of two ratings neither does; of two overall levels the worst."""
        file, pointer = new.places[0]
        said = "/".join(where)
        if where[0] == "ratings":
            if "not_recorded" in (held, value):
                return value if held == "not_recorded" else held
            self.account.add(
                file, pointer, What.ERROR, f"states another level for {said} than an earlier payload: neither is taken"
            )
            return "not_recorded"
        if where == ("overall",):
            return worst([held, value])
        if where == ("text",) and isinstance(held, str) and isinstance(value, str) and (value in held or held in value):
            return max(held, value, key=len)
        self.account.add(file, pointer, What.CHANGED, f"states another {said} than the payload read before: that one is kept")
        return held

    def name(self, found: Iterable[Found]) -> None:
        """Give each item a reference that depends on what it is and not on what else was supplied."""
        taken: set[str] = set()
        for one in found:
            digest = hmac.new(self.key, "\0".join((one.section, *one.keys[0])).encode(), hashlib.sha256).hexdigest()
            named = f"{PREFIXES[one.section]}-{digest[:_DIGITS]}"
            while named in taken:
                named = f"{named}-2"
            taken.add(named)
            one.id = named

    def item(self, one: Found, personal: Personal) -> dict[str, Any]:
        """An item as the record has it."""
        source: dict[str, Any] = {"system": one.system}
        if one.native:
            source["record_id"] = one.native
        source["read_from"] = [f"{personal.clean(file)}#{pointer}" for file, pointer in one.places]
        said = {name: value for name, value in {**one.otherwise, **one.fields}.items() if value is not None}
        if "raw" in said and not looks_like_a_code(said["raw"]["code"]) and said["raw"]["list"] not in _OWN_WORDS:
            del said["raw"]
        return {"id": one.id, "source": source, **personal.cleaned(said)}

    def sound(self, one: Found, item: dict[str, Any]) -> dict[str, Any] | None:
        """The item without the optional fields that cannot stand, or nothing where it cannot stand without them.

        Whatever is left out is an error line at the place that the item was read from.
        """
        file, pointer = one.places[0]
        for _ in range(_ONCE_MORE):
            try:
                consistency.check(validated(self.record("sound", {one.section: [item]}, {})))
            except Refused as refused:
                path = [part for part in refused.problem.path if isinstance(part, str)]
                field = next((part for part in path if part in item and part not in ("id", "date", "source")), None)
                message = refused.problem.message
                self.unsound.add(one.section)
                if field is None:
                    self.account.add(
                        file, pointer, What.ERROR, f"cannot be read as one of {one.section}: {_last(path)} {message}"
                    )
                    return None
                shorter = {name: value for name, value in item.items() if name != field}
                self.account.add(file, pointer, What.ERROR, f"{field} {message}: left out")
                item = shorter
            else:
                return item
        return None

    def record(self, case_id: str, items: Mapping[str, list[Any]], coverage: Mapping[str, str]) -> dict[str, Any]:
        """The record as plain values. A section without items that nothing covers is left out: it was not supplied."""
        made: dict[str, Any] = {"format": FORMAT, "case_id": case_id, "extracted_on": self.extracted_on}
        for section in PREFIXES:
            if section in IN_CUSTODY:
                if any(name in items for name in IN_CUSTODY) or "custody" in coverage:
                    held = made.setdefault("custody", {"coverage": coverage.get("custody", "partial")})
                    held[section] = items.get(section, [])
            elif section in items or section in coverage or section == "assessments":
                default = "partial" if items.get(section) else "not_supplied"
                made[section] = {"coverage": coverage.get(section, default), "items": items.get(section, [])}
        return made


def _apart(held: Found, new: Found) -> bool:
    """Whether two items are two: of one file, with references of their own; or decided on two days."""
    of_one_file = new.places[0][0] in {file for file, _ in held.places}
    if of_one_file and held.native and new.native and held.native != new.native:
        return True
    decided = {one.fields["decided_on"] for one in (held, new) if one.fields.get("decided_on")}
    return len(decided) > 1


def _last(path: list[str]) -> str:
    return path[-1] if path else "it"


def read_back(made: dict[str, Any]) -> CaseRecord:
    """The record that plain values make. Raises :class:`Refused`, which can only be a fault of an adapter's."""
    record = validated(made)
    consistency.check(record)
    return record
