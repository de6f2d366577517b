"""Licences of create-and-vary-a-licence, and conditions as the integration API passes them on."""

from riskcheck.sources.account import What
from riskcheck.sources.adapter import Adapter
from riskcheck.sources.part import Part
from riskcheck.sources.reading import Reading
from riskcheck.sources.shape import any_of, first_has, has
from riskcheck.sources.words import first_match

_LISTS = (
    "standardLicenceConditions",
    "additionalLicenceConditions",
    "bespokeConditions",
    "standardPssConditions",
    "additionalPssConditions",
)
_IN_FORCE = ("ACTIVE", "APPROVED", "SUBMITTED", "IN_PROGRESS")
_NO_START = "has no day on which it began that can be read: its conditions are left out"


def read(reading: Reading) -> None:
    """Read the conditions of a licence. What was withdrawn or superseded is not in force, and is left out with a line."""
    root = reading.root
    started, status = root.day("licenceStartDate"), root.text("statusCode")
    parts = [(name, part) for name in _LISTS for part in root.parts(name)]
    for _, part in parts:
        part.leave_rest()
    root.leave_rest()
    reading.covers("conditions", complete=False, why="a licence")
    if status is not None and status not in _IN_FORCE:
        root.says("statusCode", What.NOT_UNDERSTOOD, "is not the status of a licence in force: its conditions are left out")
        return
    if started is None:
        reading.line("/licenceStartDate", What.ERROR, _NO_START)
        return
    for name, part in parts:
        category = part.text("category")
        text = part.text("expandedText") or part.text("text")
        if text is None:
            part.tell(What.ERROR, "has no text: left out")
            continue
        _put(
            reading,
            part,
            category,
            text,
            started,
            proposed=status in ("SUBMITTED", "IN_PROGRESS"),
            standard=name.startswith("standard"),
        )


def _put(
    reading: Reading, part: Part, category: str | None, text: str, started: str, *, proposed: bool, standard: bool
) -> None:
    kind = first_match("import_ndelius", "conditions", category, text)
    if kind is None and not standard:
        part.tell(What.NOT_UNDERSTOOD, "is a condition of no kind that is known by its words: recorded as other")
    fields = {"date": started, "kind": kind or "other", "text": text, "proposed_only": proposed or None}
    number = part.code("id")
    reading.put("conditions", part, fields, [("the same words and first day", text, started, number or "")], native=number)


def read_listed(reading: Reading) -> None:
    """Read licences as the integration API passes them on."""
    data = reading.root.raw("data")
    held = (
        reading.root.parts("data")
        if isinstance(data, list)
        else [part for part in (reading.root.part("data"),) if part is not None]
    )
    reading.root.leave("pagination")
    for outer in held:
        licences = outer.parts("licences") or [outer]
        outer.leave_rest()
        for licence in licences:
            started = licence.day("startDate") or licence.day("approvalDate")
            conditions = licence.parts("conditions")
            licence.leave_rest()
            if conditions and started is None:
                licence.tell(What.ERROR, _NO_START)
                continue
            for part in conditions:
                category, text = part.text("category"), part.text("condition")
                part.leave_rest()
                if text is None or started is None:
                    part.tell(What.ERROR, "has no text: left out")
                    continue
                _put(reading, part, category, text, started, proposed=False, standard=part.text("type") == "Standard")
    reading.covers("conditions", complete=False, why="licences that the integration API passes on")


LICENCE = Adapter(
    name="licence",
    says="a licence (create-and-vary-a-licence)",
    system="cvl",
    fits=lambda value: any_of(value, *_LISTS) and any_of(value, "licenceStartDate", "statusCode", "typeCode"),
    read=read,
    sections=("conditions",),
    persons=(("crn", "crn"), ("prison_number", "nomsId")),
    not_held=("places and people that a condition names, but for what its own words say", "who made and approved the licence"),
    rank=46,
)
INTEGRATION = Adapter(
    name="integration-licence",
    says="licence conditions (integration API)",
    system="cvl",
    fits=lambda value: (
        isinstance(value, dict)
        and any(
            has(one, "conditions") or first_has(one.get("licences"), "conditions")
            for one in (value.get("data") if isinstance(value.get("data"), list) else [value.get("data")])  # type: ignore[union-attr]
            if isinstance(one, dict)
        )
    ),
    read=read_listed,
    sections=("conditions",),
    rank=84,
)
