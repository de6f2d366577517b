"""What is missing from a record: sections supplied in part or not at all. What pointed to what is left out is left out too."""

from typing import Any

from riskcheck.records.model import Assessment, CaseRecord, CustodySection, Section
from riskcheck.synth.writing import Writing, in_order, replaced
from riskcheck.terms import Coverage

CUSTODY = ("periods", "adjudications", "incidents", "alerts")
SECTIONS = tuple(
    name
    for name in CaseRecord.__struct_fields__
    if name not in ("format", "case_id", "extracted_on", "purpose", "note", "status", "protected", "custody", "labels")
)
_KEPT = ("assessments",)


def sections(writing: Writing) -> dict[str, Section[Any] | CustodySection]:
    """The sections of the record as they were supplied."""
    supplied = {name: _coverage(writing, name) for name in (*SECTIONS, "custody")}
    held: dict[str, list[Any]] = {}
    for name in (*SECTIONS, *CUSTODY):
        coverage = supplied["custody" if name in CUSTODY else name]
        held[name] = _left(writing, name, coverage)
    there = {item.id for items in held.values() for item in items}
    for name, items in held.items():
        if name == "assessments":
            held[name] = [pointing_only_to(item, there) for item in items]
        else:
            held[name] = [replaced(item, same_incident_as=None) if _lost(item, there) else item for item in items]
    made: dict[str, Section[Any] | CustodySection] = {
        name: Section(coverage=supplied[name], items=in_order(held[name])) for name in SECTIONS
    }
    made["custody"] = CustodySection(coverage=supplied["custody"], **{name: in_order(held[name]) for name in CUSTODY})
    return made


def _coverage(writing: Writing, name: str) -> Coverage:
    if name in _KEPT:
        return Coverage.COMPLETE
    drawn = writing.chance.share()
    missing = writing.parameters.not_supplied.get(name, 0.0)
    if drawn < missing:
        return Coverage.NOT_SUPPLIED
    return Coverage.PARTIAL if drawn < missing + writing.parameters.partial.sections.get(name, 0.0) else Coverage.COMPLETE


def _left(writing: Writing, name: str, coverage: Coverage) -> list[Any]:
    items = writing.sections.get(name, [])
    if coverage is Coverage.NOT_SUPPLIED:
        return []
    if coverage is Coverage.COMPLETE or name == "periods":
        return items
    left_out = writing.parameters.partial.left_out
    return [item for item in items if getattr(item, "index", False) or not writing.chance.happens(left_out)]


def _lost(item: Any, there: set[str]) -> bool:
    return item.same_incident_as is not None and item.same_incident_as not in there


def ids(record: CaseRecord) -> set[str]:
    """The ids of the items of a record."""
    found = {item.id for name in SECTIONS for item in getattr(record, name).items}
    return found | {item.id for name in CUSTODY for item in getattr(record.custody, name)}


def pointing_only_to(item: Assessment, there: set[str]) -> Assessment:
    """An assessment that names no item that is not there."""
    analysis, addressed = item.offence_analysis, item.evidence_addressed
    if analysis is not None and not set(analysis.about) <= there:
        item = replaced(
            item, offence_analysis=replaced(analysis, about=tuple(name for name in analysis.about if name in there))
        )
    if addressed:
        kept = [replaced(one, items=tuple(name for name in one.items if name in there)) for one in addressed]
        item = replaced(item, evidence_addressed=tuple(one for one in kept if one.items))
    return item
