"""Contacts of nDelius in three shapes, and breaches (NSIs). One contact is one item: an appointment, a step of enforcement,
oversight, or a registration that began or ended.
"""

from typing import Any

from riskcheck import policy
from riskcheck.sources.account import What
from riskcheck.sources.adapter import Adapter
from riskcheck.sources.delius_person import DETAILS, personal_details
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
        _put(reading, part, kind, words, day, _outcome(outcome), action, notes, about, number, outcome_code=coded)
    reading.covers("contacts", complete=reading.whole, why="the contacts of nDelius")
    reading.covers("enforcement", complete=False, why="steps of enforcement among the contacts")
    reading.covers("oversight", complete=False, why="oversight among the contacts")


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
        _put(
            reading,
            part,
            kind,
            words,
            part.day("startDateTime"),
            outcome,
            None,
            part.text("notes"),
            part.text("description"),
            None,
        )
    reading.covers("contacts", complete=False, why="a contact history, whose outcomes are mostly not given")
    reading.covers("enforcement", complete=False, why="steps of enforcement among the contacts")
    reading.covers("oversight", complete=False, why="oversight among the contacts")


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
        _put(reading, part, kind, words, day, outcome, None, notes, about, number, known, coded)
    reading.covers("contacts", complete=False, why="contacts that the integration API passes on")
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
    words = part.text("description")
    return {"code": code, "list": "nDelius contact outcome", **({"description": words} if words else {})}


def _by_flags(attended: bool | None, *, complied: bool) -> str:
    if complied:
        return "acceptable_absence" if attended is False else "attended_complied" if attended else "not_recorded"
    if attended is None:
        return "failed_to_comply"
    return "attended_failed_to_comply" if attended else "unacceptable_absence"


def _put(
    reading: Reading,
    part: Part,
    code: str | None,
    words: str | None,
    day: str | None,
    outcome: str | None,
    action: str | None,
    notes: str | None,
    about: str | None,
    native: str | None,
    known: str | None = None,
    outcome_code: dict[str, str] | None = None,
) -> None:
    """Add one contact as what its type says it is."""
    if day is None:
        part.tell(What.ERROR, _NO_DAY)
        return
    topic = policy.topic("import_ndelius")
    text = notes or (about if about != words else None)
    raw = {
        name: value
        for name, value in (("code", (code or "")[:64]), ("list", "nDelius contact type"), ("description", words))
        if value
    }
    common = {"date": day, "known_on": known, "raw": raw if code else None}
    key = ("the same contact", native) if native else ("the same type, day and words", code or "", day, text or "")
    step, oversight = topic["enforcement_types"]["value"].get(code), topic["oversight_types"]["value"].get(code)
    if step is not None:
        _step(reading, part, step, common, day, text, key, native)
    elif oversight is not None:
        fields = {**common, "kind": oversight, "decision": text}
        reading.put("oversight", part, fields, [key], native=native, system="ndelius")
    elif code is not None and code.startswith(_REGISTER_EVENT) and _event(reading, part, code, day, text):
        pass
    else:
        fields = {**common, "kind": words or code, "outcome": outcome, "enforcement": action, "text": text}
        if outcome_code is not None:
            fields["raw"] = outcome_code
        reading.put("contacts", part, fields, [key], native=native, otherwise={"outcome": "not_recorded"}, system="ndelius")


def _step(
    reading: Reading,
    part: Part,
    step: str,
    common: dict[str, Any],
    day: str,
    text: str | None,
    key: tuple[str, ...],
    native: str | None,
) -> None:
    fields = {**common, "kind": step, "reasons": text}
    if step == "recall":
        fields["recall"] = {"kind": "not_recorded"}
        key = ("the same day of recall", "recall", day)
    reading.put("enforcement", part, fields, [key], native=native, system="ndelius")


def _event(reading: Reading, part: Part, code: str, day: str, text: str | None) -> bool:
    """A registration that began or ended, from the contact that the system wrote about it."""
    register: str | None = policy.topic("import_ndelius")["register_events"]["value"].get(code[3:])
    if register is None:
        return False
    entry: dict[str, Any] = policy.topic("registers")["codes"]["value"][register]
    held = [one for one in reading.draft.of("registrations") if one.fields["raw"]["code"] == register]
    if code.startswith("RGN"):
        level = policy.topic("import_ndelius")["level_registers"]["value"].get(entry["category"])
        raw = {"code": register, "list": "nDelius register type", "description": entry["says"]}
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


def read_breaches(reading: Reading) -> None:
    """Read breaches. Their status, kind and outcome share their codes, so words are read and never codes."""
    for part in reading.root.parts("nsis"):
        kind, sub, status, ending = (part.part(name) for name in ("nsiType", "nsiSubType", "nsiStatus", "nsiOutcome"))
        number, notes = part.code("nsiId"), part.text("notes")
        day = part.day("actualStartDate") or part.day("referralDate")
        part.leave(
            "statusDateTime",
            "lengthUnit",
            "length",
            "active",
            "nsiManagers",
            "intendedProvider",
            "softDeleted",
            "actualEndDate",
        )
        part.leave("expectedStartDate", "expectedEndDate", "referralDate")
        said = {
            name: one.text("description")
            for name, one in (("status", status), ("outcome", ending), ("sub", sub))
            if one is not None
        }
        code = kind.code("code") if kind is not None else None
        for one in (kind, sub, status, ending):
            if one is not None:
                one.leave_rest()
        if code != "BRE":
            part.says("nsiType", What.NOT_UNDERSTOOD, "is not a breach: left out")
            continue
        if day is None:
            part.tell(What.ERROR, _NO_DAY)
            continue
        outcome = said.get("outcome") or said.get("status")
        ended = (outcome or "").lower()
        if any(words in ended for words in policy.words("import_ndelius", "breach_statuses")):
            part.tell(What.NOT_HELD, "is a breach that ended without proof: not recorded as one")
            continue
        fields = {"date": day, "kind": "breach", "reasons": notes, "outcome": outcome}
        key = ("the same breach", number) if number else ("the same breach and day", day)
        reading.put("enforcement", part, fields, [key], native=number)
    reading.covers("enforcement", complete=False, why="breaches of one sentence")


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
BREACHES = Adapter(
    name="breaches",
    says="breaches of a sentence (community-api NSIs)",
    system="ndelius",
    fits=lambda value: first_has(value.get("nsis"), "nsiType") if isinstance(value, dict) else False,
    read=read_breaches,
    sections=("enforcement",),
    rank=51,
)
