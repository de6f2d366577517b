"""One case: the payload files of its folder, read into one record and one account."""

from collections.abc import Sequence
from typing import Any

import msgspec

from riskcheck.days import Day
from riskcheck.records import locate
from riskcheck.records.model import CaseRecord
from riskcheck.records.parse import parse
from riskcheck.records.problem import Refused
from riskcheck.sources import assessments, incident_links
from riskcheck.sources.account import Account, Covered, What
from riskcheck.sources.adapter import Adapter
from riskcheck.sources.draft import IN_CUSTODY, PREFIXES, Draft, read_back
from riskcheck.sources.part import Trace
from riskcheck.sources.personal import Personal
from riskcheck.sources.reading import Coverage, Reading
from riskcheck.sources.registry import ADAPTERS, kind_of
from riskcheck.sources.shape import along

_UNKNOWN = "is not a payload that riskcheck knows: not read"
_EMPTY_OBJECT = (
    "is an empty object, as OASys answers where there is no assessment in its window: no assessment is read, and nothing is "
    "concluded from it"
)
_EMPTY_LIST = "is an empty list, and neither its content nor its file's name says what of: not read"
_SEVERAL = "The payloads are of more than one person ({what}): no record is made. Put each person's payloads in a folder."
_NOTHING = "No record is made: no file here is a payload that is read."
_MARKED = {"crn": "CRNs", "prison_number": "prison numbers"}


class Payload(msgspec.Struct):
    """One file of a case's folder: its name there, and its bytes."""

    name: str
    text: bytes


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """How to import: the day on which the payloads were taken, the key of references, and what else was asked for.

    ``protected``: take sex, ethnicity and the like into the protected block. ``adapters``: which kinds of payload are known.
    """

    extracted_on: Day
    key: bytes
    purpose: str | None = None
    protected: bool = False
    adapters: tuple[Adapter, ...] = ADAPTERS


def read_case(folder: str, case_id: str, payloads: Sequence[Payload], options: Options) -> tuple[CaseRecord | None, Account]:
    """The record that the payloads of one case make, and the account of it. The record is absent where none can be made."""
    account = Account(folder=folder)
    known = _recognised(payloads, account, options)
    personal = Personal()
    persons: dict[str, set[str]] = {}
    for _, value, adapter in known:
        personal.collect(value)
        for what, path in adapter.persons:
            persons.setdefault(what, set()).update(along(value, path))
    several = [_MARKED[what] for what, numbers in persons.items() if len(numbers) > 1]
    if several:
        account.add("", "", What.ERROR, _SEVERAL.format(what=" and ".join(several)))
        return None, account
    if not known:
        account.add("", "", What.ERROR, _NOTHING)
        return None, account
    draft = Draft(account, options.extracted_on, options.key)
    covered = _read(known, draft, persons)
    record = _record(case_id, draft, personal, covered, options)
    account.case_id = record.case_id if record is not None else None
    return record, account


def _recognised(payloads: Sequence[Payload], account: Account, options: Options) -> list[tuple[str, Any, Adapter]]:
    """Each payload that is known and read, with its adapter, in the order in which they are read."""
    known = []
    for payload in sorted(payloads, key=lambda one: one.name):
        try:
            value = parse(payload.text)
        except Refused as refused:
            pointer = locate.pointer(tuple(part if isinstance(part, int) else "*" for part in refused.problem.path))
            account.add(payload.name, pointer, What.ERROR, refused.problem.message)
            continue
        adapter = kind_of(value, payload.name, options.adapters)
        if adapter is None:
            account.add(payload.name, "", *_not_known(value))
        elif adapter.refused is not None:
            account.add(payload.name, "", What.NOT_UNDERSTOOD, f"is {adapter.says}: {adapter.refused}")
        else:
            known.append((payload.name, value, adapter))
    return sorted(known, key=lambda one: (one[2].rank, one[0]))


def _not_known(value: object) -> tuple[What, str]:
    if value == {}:
        return What.CHANGED, _EMPTY_OBJECT
    return What.ERROR, _EMPTY_LIST if value == [] else _UNKNOWN


def _read(known: list[tuple[str, Any, Adapter]], draft: Draft, persons: dict[str, set[str]]) -> list[Coverage]:
    covered: list[Coverage] = []
    for name, value, adapter in known:
        reading = Reading(Trace(name, draft.account), value, adapter.system, draft, persons)
        assert adapter.read is not None
        adapter.read(reading)
        reading.left_over()
        for held in reading.covered:
            held.complete = held.complete and not reading.trace.errors
            if reading.trace.errors:
                held.why += ", with errors"
        covered += reading.covered
        _tell(reading, adapter)
    return covered


def _tell(reading: Reading, adapter: Adapter) -> None:
    counts = (
        ", ".join(f"{count} for {section}" for section, count in sorted(reading.counts.items())) or "nothing for the record"
    )
    local = ""
    if reading.trace.local_times:
        local = f"; times without a zone, read as local time in England and Wales: {reading.trace.local_times}"
    reading.line("", What.READ, f"{adapter.says}: {counts}{local}")
    for sentence in adapter.not_held:
        reading.line("", What.NOT_HELD, sentence)


def _record(case_id: str, draft: Draft, personal: Personal, covered: list[Coverage], options: Options) -> CaseRecord | None:
    assessments.settle(draft)
    draft.found.sort(key=lambda one: (str(one.get("date")), one.places[0]))
    draft.name(draft.found)
    items = _items(draft, personal)
    coverage = _coverage(draft, covered)
    made = draft.record(case_id, items, coverage)
    if options.purpose:
        made["purpose"] = options.purpose
    if "phase" in draft.status:
        made["status"] = personal.cleaned(draft.status)
    if options.protected and draft.protected:
        made["protected"] = draft.protected
    try:
        return read_back(made)
    except Refused as refused_whole:
        pointer = locate.pointer(refused_whole.problem.path)
        draft.account.add("", "", What.ERROR, f"No record is made: {pointer} {refused_whole.problem.message}")
        return None


def _items(draft: Draft, personal: Personal) -> dict[str, list[Any]]:
    """The items that can stand, by section, each linked to another record of its incident where there is one."""
    links = incident_links.links(draft)
    sound = [(one, made) for one in draft.found if (made := draft.sound(one, draft.item(one, personal))) is not None]
    there = {one.id for one, _ in sound}
    items: dict[str, list[Any]] = {}
    for one, made in sound:
        link = links.get(one.id, {})
        linked = link if link.get("same_incident_as") in there else {}
        items.setdefault(one.section, []).append({**made, **linked})
    return items


def _coverage(draft: Draft, covered: list[Coverage]) -> dict[str, str]:
    """The coverage of every section that something covers; custody is complete where all of its four parts are."""
    by_part: dict[str, list[Coverage]] = {}
    for one in covered:
        one.complete = one.complete and one.part not in draft.unsound
        by_part.setdefault(one.part, []).append(one)
    made: dict[str, str] = {}
    for section in (*(name for name in PREFIXES if name not in IN_CUSTODY), "custody"):
        parts = IN_CUSTODY if section == "custody" else (section,)
        held = [one for part in parts for one in by_part.get(part, ())]
        complete = all(any(one.complete for one in by_part.get(part, ())) for part in parts)
        state = "complete" if complete else "partial" if held else "not_supplied"
        why = "; ".join(dict.fromkeys(one.why for one in held)) or "no payload supplies it"
        if section == "custody" and held and not complete:
            without = [part for part in parts if not any(one.complete for one in by_part.get(part, ()))]
            why += f"; not in full: {', '.join(without)}"
        if held:
            made[section] = state
        draft.account.coverage.append(Covered(section=section, coverage=state, why=why))
    return made
