"""Contacts of nDelius in three shapes. One contact is one item: an appointment, a step of enforcement,
oversight, or a registration that began or ended.
"""

from typing import Any, NamedTuple

from riskcheck import policy
from riskcheck.sources.account import What
from riskcheck.sources.adapter import Adapter
from riskcheck.sources.delius_person import DETAILS, personal_details
from riskcheck.sources.delius_registrations import REGISTERS
from riskcheck.sources.draft import Key, raw_code
from riskcheck.sources.part import Part
from riskcheck.sources.reading import Reading
from riskcheck.sources.shape import first_has
from riskcheck.sources.words import first_match

_NO_DAY = "has no day: left out"
_REGISTER_EVENT = ("RGN", "RGR", "RGD")
_LONGEST_CODE = 64
_ADMINISTRATIVE = (
    "contactEnd",
    "officeLocation",
    "sensitive",
    "provider",
    "team",
    "staff",
    "lastUpdatedDateTime",
    "lastUpdatedByUser",
    "rarActivityDetail",
    "documents",
    "location",
    "officer",
    "updatedAt",
    "systemGenerated",
)


class _Contact(NamedTuple):
    """A contact in whichever shape it came: its type by code and words, its outcome, and what it says.

    ``about`` is what the system calls it, ``action`` what was done about an absence; ``known`` is the day on which it was
    entered, where that is later.
    """

    code: str | None
    words: str | None
    day: str | None
    outcome: str | None
    notes: str | None
    about: str | None
    action: str | None = None
    native: str | None = None
    known: str | None = None
    outcome_code: dict[str, str] | None = None


def read_summary(reading: Reading) -> None:
    """Read the contacts of community-api, whose outcomes say whether somebody attended and complied."""
    for part in reading.each():
        part.leave(*_ADMINISTRATIVE)
        outcome, action = part.part("outcome"), None
        enforcement = part.part("enforcement")
        if enforcement is not None:
            inner = enforcement.part("enforcementAction")
            action = inner.text("description") if inner is not None else None
            enforcement.leave_rest()
            if inner is not None:
                inner.leave_rest()
        kind, words = _type(part)
        about, notes, number = part.text("description"), part.text("notes"), part.code("contactId")
        coded, day = _outcome_code(outcome), part.day("contactStart")
        said = _Contact(kind, words, day, _outcome(outcome), notes, about, action, number, outcome_code=coded)
        _put(reading, part, said)
    _covers(reading, complete=reading.whole, why="the contacts of nDelius")


def read_history(reading: Reading) -> None:
    """Read the contact history of consider-a-recall, which gives an outcome by its words only."""
    root = reading.root
    personal_details(reading)
    root.leave("summary")
    for part in root.parts("contacts"):
        part.leave(*_ADMINISTRATIVE, "enforcementAction")
        kind, words = _type(part)
        said = part.text("outcome")
        outcome = (first_match("import_ndelius", "outcome_words", said) or "not_recorded") if said else None
        if said and outcome == "not_recorded":
            part.says("outcome", What.NOT_UNDERSTOOD, "is an outcome that is not known by its words: not recorded")
        day, notes, about = part.day("startDateTime"), part.text("notes"), part.text("description")
        _put(reading, part, _Contact(kind, words, day, outcome, notes, about))
    _covers(reading, complete=False, why="a contact history, whose outcomes are mostly not given")


def read_events(reading: Reading) -> None:
    """Read contacts as the integration API passes them on."""
    for part in reading.each():
        part.leave(*_ADMINISTRATIVE)
        kind, words = _type(part)
        ended, number = part.part("outcome"), part.code("id")
        outcome, coded = _outcome(ended), _outcome_code(ended)
        made, day = part.day("createdAt"), part.day("contactDate")
        known = made if made is not None and day is not None and made > day else None
        about, notes = part.text("description"), part.text("notes")
        said = _Contact(kind, words, day, outcome, notes, about, native=number, known=known, outcome_code=coded)
        _put(reading, part, said)
    _covers(reading, complete=False, why="contacts that the integration API passes on")


def _covers(reading: Reading, *, complete: bool, why: str) -> None:
    reading.covers("contacts", complete=complete, why=why)
    reading.covers("enforcement", complete=False, why="steps of enforcement among the contacts")
    reading.covers("oversight", complete=False, why="oversight among the contacts")


def _type(part: Part) -> tuple[str | None, str | None]:
    kind = part.part("type")
    if kind is None:
        return None, None
    code, words = kind.code("code"), kind.text("description")
    kind.leave_rest()
    return code, words


def _outcome(part: Part | None) -> str | None:
    """The outcome by its code, or by what it says of attendance and compliance."""
    if part is None:
        return None
    code, words = part.code("code"), part.text("description")
    attended, complied = part.truth("attended"), part.truth("complied")
    part.leave("hoursCredited", "compliantAcceptable", "attendance", "actionRequired", "enforceable")
    found: str | None = policy.topic("import_ndelius")["outcomes"]["value"].get(code)
    found = found or first_match("import_ndelius", "outcome_words", words)
    if found is None and complied is not None:
        found = _by_flags(attended, complied=complied)
        part.says("code", What.CHANGED, "is an outcome that is not known: what it says of attendance and compliance is taken")
    if found is None:
        part.says("code", What.NOT_UNDERSTOOD, "is an outcome that is not known: not recorded")
    return found or "not_recorded"


def _outcome_code(part: Part | None) -> dict[str, str] | None:
    code = part.code("code") if part is not None else None
    if part is None or code is None or len(code) > _LONGEST_CODE:
        return None
    return raw_code(code, "nDelius contact outcome", part.text("description"))


def _by_flags(attended: bool | None, *, complied: bool) -> str:
    if complied:
        return "acceptable_absence" if attended is False else "attended_complied" if attended else "not_recorded"
    if attended is None:
        return "failed_to_comply"
    return "attended_failed_to_comply" if attended else "unacceptable_absence"


def _put(reading: Reading, part: Part, said: _Contact) -> None:
    """Add one contact as what its type says it is."""
    day, code = said.day, said.code
    if day is None:
        part.tell(What.ERROR, _NO_DAY)
        return
    topic = policy.topic("import_ndelius")
    text = said.notes or (said.about if said.about != said.words else None)
    raw = raw_code(code and code[:_LONGEST_CODE], "nDelius contact type", said.words)
    common = {"date": day, "known_on": said.known, "raw": raw}
    key: Key = (
        ("the same contact", said.native) if said.native else ("the same type, day and words", code or "", day, text or "")
    )
    step, oversight = topic["enforcement_types"]["value"].get(code), topic["oversight_types"]["value"].get(code)
    if step is not None:
        fields = {**common, "kind": step, "reasons": text}
        if step == "recall":
            fields["recall"] = {"kind": "not_recorded"}
            key = ("the same day of recall", "recall", day)
        reading.put("enforcement", part, fields, [key], native=said.native, system="ndelius")
    elif oversight is not None:
        fields = {**common, "kind": oversight, "decision": text}
        reading.put("oversight", part, fields, [key], native=said.native, system="ndelius")
    elif code is None or not (code.startswith(_REGISTER_EVENT) and _event(reading, part, code, day, text)):
        fields = {**common, "kind": said.words or code, "outcome": said.outcome, "enforcement": said.action, "text": text}
        if said.outcome_code is not None:
            fields["raw"] = said.outcome_code
        unknown = {"outcome": "not_recorded"}
        reading.put("contacts", part, fields, [key], native=said.native, otherwise=unknown, system="ndelius")


def _event(reading: Reading, part: Part, code: str, day: str, text: str | None) -> bool:
    """A registration that began or ended, from the contact that the system wrote about it."""
    register: str | None = policy.topic("import_ndelius")["register_events"]["value"].get(code[3:])
    if register is None:
        return False
    entry: dict[str, Any] = policy.topic("registers")["codes"]["value"][register]
    held = [one for one in reading.draft.of("registrations") if one.fields["raw"]["code"] == register]
    if code.startswith("RGN"):
        level = policy.topic("import_ndelius")["level_registers"]["value"].get(entry["category"])
        raw = raw_code(register, REGISTERS, entry["says"])
        fields = {"date": day, "raw": raw, "category": entry["category"], "level": level, "notes": text}
        reading.put("registrations", part, fields, [("the same register and first day", register, day)], system="ndelius")
        reading.covers("registrations", complete=False, why="registrations that contacts tell of")
        return True
    if code.startswith("RGD"):
        open_then = [one for one in held if one.fields["date"] <= day and one.fields.get("ended_on") in (None, day)]
        if open_then:
            open_then[-1].fields["ended_on"] = day
            part.tell(What.LINKED, f"ends the registration {register}")
            return True
    return False


def _is_history(value: Any) -> bool:
    held = value.get("contacts") if isinstance(value, dict) else None
    return first_has(held, "startDateTime") or first_has(held, "type", "notes")


CONTACTS = Adapter(
    name="contacts",
    says="contacts (community-api)",
    system="ndelius",
    fits=lambda value: first_has(value, "contactStart") or first_has(value, "contactId", "type"),
    read=read_summary,
    sections=("contacts", "enforcement", "oversight", "registrations"),
    file_names=("contacts",),
    not_held=("who the contact was with, and where",),
    rank=50,
)
HISTORY = Adapter(
    name="contact-history",
    says="a contact history (consider-a-recall)",
    system="ndelius",
    fits=_is_history,
    read=read_history,
    sections=("contacts", "enforcement", "oversight", "registrations"),
    persons=DETAILS,
    not_held=("enforcement actions, which that service leaves empty",),
    rank=70,
)
EVENTS = Adapter(
    name="integration-contacts",
    says="contact events (integration API)",
    system="ndelius",
    fits=lambda value: first_has(value, "contactDate", "type"),
    read=read_events,
    sections=("contacts", "enforcement", "oversight", "registrations"),
    persons=(("crn", "content/*/crn"), ("crn", "data/*/crn")),
    rank=83,
)
