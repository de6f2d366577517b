"""A record that was imported beside the record that the payloads were made from: every difference that no loss explains."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec

from riskcheck.records.model import CaseRecord
from riskcheck.synth.payloads.emitted import Emitted, losses
from riskcheck.terms import Coverage

_CUSTODY = ("periods", "adjudications", "incidents", "alerts")
_COVERAGE = tuple(reversed(Coverage))


class Difference(msgspec.Struct, frozen=True):
    """One thing that came back otherwise, and that no loss explains."""

    section: str
    item: str
    field: str
    was: Any
    became: Any


class Compared(msgspec.Struct):
    """How many items and fields came back, which losses were met how often, and what nothing explains."""

    items: int = 0
    fields: int = 0
    met: Counter[str] = msgspec.field(default_factory=Counter)
    unexplained: list[Difference] = []


def compare(record: CaseRecord, made: Emitted, imported: CaseRecord, compared: Compared) -> None:
    """Compare one case, and add what is found to what was found before."""
    before, after = _items(record), _items(imported)
    back: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for name, (section, item) in after.items():
        places = [tuple(place.split("#", 1)) for place in item["source"]["read_from"]]
        own = {known for place in places for known in made.places.get(place, ()) if before[known][0] == section}
        if own:
            back.setdefault(min(own), []).append((name, item))
        else:
            _gained(section, name, item, compared)
    for name, (section, item) in before.items():
        if name in made.lost:
            compared.met[made.lost[name]] += 1
            if name in back:
                compared.unexplained.append(Difference(section, name, "*", "lost", "there"))
        elif name not in back:
            compared.unexplained.append(Difference(section, name, "*", "there", "lost"))
        else:
            _item(section, name, item, back[name], made, compared)
    _coverage(record, imported, compared)
    _about(record, imported, compared)


def _item(
    section: str, name: str, item: dict[str, Any], back: list[tuple[str, dict[str, Any]]], made: Emitted, compared: Compared
) -> None:
    """One item and what came back of it; what came back beside it must be linked to it."""
    main = next((one for one in back if "same_incident_because" not in one[1]), back[0])
    for other, found in back:
        if other != main[0]:
            compared.met["gained-sentences"] += 1
            if section != "convictions" or found.get("same_incident_as") != main[0]:
                compared.unexplained.append(Difference(section, name, "*", "one item", "two that are not linked"))
    compared.items += 1
    stated = made.stated.get(name, {})
    for field in sorted({*item, *main[1]} - {"same_incident_because"}):
        was, became = item.get(field), main[1].get(field)
        compared.fields += 1
        if was != became and not _explained(section, field, became, stated, compared):
            compared.unexplained.append(Difference(section, name, field, was, became))


def _explained(section: str, field: str, became: Any, stated: dict[str, Any], compared: Compared) -> bool:
    for loss, about in losses().items():
        if field not in about["fields"] or (section not in about["sections"] and about["sections"] != ["*"]):
            continue
        means = about["becomes"]
        if means == "stated" and field not in stated:
            continue
        value = {"stated": _plain(stated.get(field)), "absent": None}.get(means, means)
        if means == "anything" or became == value:
            compared.met[loss] += 1
            return True
    return False


def _gained(section: str, name: str, item: dict[str, Any], compared: Compared) -> None:
    if section == "releases":
        compared.met["gained-releases"] += 1
    else:
        compared.unexplained.append(Difference(section, name, "*", None, item))


def _coverage(record: CaseRecord, imported: CaseRecord, compared: Compared) -> None:
    """What was supplied in part, or not at all, never comes back as more than that."""
    for section in CaseRecord.__struct_fields__:
        was, became = getattr(record, section), getattr(imported, section)
        if not hasattr(was, "coverage"):
            continue
        now = became.coverage if became is not None else Coverage.NOT_SUPPLIED
        if was.coverage != now:
            explained = _COVERAGE.index(now) < _COVERAGE.index(was.coverage)
            if explained or _supplied_otherwise(section, was.coverage, now):
                compared.met["coverage"] += 1
            else:
                compared.unexplained.append(Difference(section, "", "coverage", was.coverage, now))


def _supplied_otherwise(section: str, was: Coverage, now: Coverage) -> bool:
    """A section of which another system shows a part, though its own was not supplied."""
    return was is Coverage.NOT_SUPPLIED and now is Coverage.PARTIAL and section != "assessments"


def _about(record: CaseRecord, imported: CaseRecord, compared: Compared) -> None:
    if record.protected != imported.protected:
        compared.unexplained.append(Difference("protected", "", "*", record.protected, imported.protected))
    was = record.status.phase if record.status is not None else None
    became = imported.status.phase if imported.status is not None else None
    if was != became:
        if became is None:
            compared.met["phase"] += 1
        else:
            compared.unexplained.append(Difference("status", "", "phase", was, became))
    if record.status is not None and record.status.area is not None:
        compared.met["area"] += 1


def _items(record: CaseRecord) -> dict[str, tuple[str, dict[str, Any]]]:
    return {item["id"]: (section, item) for section, item in _listed(record)}


def _listed(record: CaseRecord) -> Iterator[tuple[str, dict[str, Any]]]:
    for name in CaseRecord.__struct_fields__:
        section = getattr(record, name)
        if name == "custody" and section is not None:
            for part in _CUSTODY:
                yield from ((part, _plain(item)) for item in getattr(section, part))
        elif hasattr(section, "items") and hasattr(section, "coverage"):
            yield from ((name, _plain(item)) for item in section.items)


def _plain(value: Any) -> Any:
    """A value as a record writes it."""
    return msgspec.json.decode(msgspec.json.encode(value))
