"""Licence conditions and requirements that nDelius holds, by their two categories."""

from riskcheck.sources.account import What
from riskcheck.sources.adapter import Adapter
from riskcheck.sources.draft import raw_code
from riskcheck.sources.part import Part
from riskcheck.sources.reading import Reading
from riskcheck.sources.shape import first_has
from riskcheck.sources.words import first_match


def put_condition(reading: Reading, part: Part, main: str, sub: str, notes: str | None) -> None:
    """Add a licence condition or a requirement by its two categories."""
    held = [one for one in (part.part(main), part.part(sub)) if one is not None]
    said = [words for one in held if (words := one.text("description")) is not None]
    codes = [code for one in held if (code := one.code("code")) is not None]
    started = part.day("startDate") or part.day("expectedStartDate")
    ended = part.day("terminationDate")
    part.leave_rest()
    if started is None:
        part.tell(What.ERROR, "has no day on which the condition began: left out")
        return
    kind = first_match("import_ndelius", "conditions", *said, notes)
    if kind is None:
        part.tell(What.NOT_UNDERSTOOD, "is a condition of no kind that is known by its words: recorded as other")
    text = notes or (said[-1] if said else None)
    raw = raw_code(codes[-1][:64], "nDelius condition", said[-1] if said else None) if codes else None
    fields = {"date": started, "kind": kind or "other", "ended_on": ended, "text": text, "raw": raw}
    native = part.code("licenceConditionId") or part.code("requirementId")
    key = ("the same condition and first day", text or "", started)
    reading.put("conditions", part, fields, [key], native=native, system="ndelius")


def read_requirements(reading: Reading) -> None:
    """Read the requirements of an order, or the licence conditions of community-api."""
    root = reading.root
    for part in root.parts("requirements"):
        put_condition(reading, part, "requirementTypeMainCategory", "requirementTypeSubCategory", part.text("requirementNotes"))
    for part in root.parts("licenceConditions"):
        notes = part.text("licenceConditionNotes")
        put_condition(reading, part, "licenceConditionTypeMainCat", "licenceConditionTypeSubCat", notes)
    reading.covers("conditions", complete=False, why="requirements and conditions that nDelius holds")


REQUIREMENTS = Adapter(
    name="requirements",
    says="requirements or licence conditions (community-api)",
    system="ndelius",
    fits=lambda value: (
        first_has(value.get("requirements"), "requirementTypeMainCategory")
        or first_has(value.get("licenceConditions"), "licenceConditionTypeMainCat")
        if isinstance(value, dict)
        else False
    ),
    read=read_requirements,
    sections=("conditions",),
    not_held=("the length of a requirement, and how much of it was done",),
    rank=44,
)
