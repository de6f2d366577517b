"""Incident reports, one or a list. A report is about many prisoners; only this person's part counts."""

from typing import Any

from riskcheck import policy
from riskcheck.sources.account import What, shown_code
from riskcheck.sources.adapter import Adapter
from riskcheck.sources.part import Part
from riskcheck.sources.reading import Reading
from riskcheck.sources.shape import first_has, has

_NO_DAY = "has no day of the incident: left out"
_NOT_NAMED = "does not name this person among the prisoners involved: left out"
_NOT_KNOWN = "this person's prison number is in no payload of the case, so their part is not known: recorded as not recorded"
_LONGEST_CODE = 64
_YES = ("yes", "y", "true")
_WITHOUT_NAME = ("outcome", "comment", "sequence")
_ADMINISTRATIVE = (
    "location",
    "reportedAt",
    "nomisStatus",
    "createdAt",
    "modifiedAt",
    "createdInNomis",
    "duplicatedReportId",
    "history",
    "historyOfStatuses",
    "correctionRequests",
    "latestUserAction",
    "staffInvolvementDone",
    "prisonerInvolvementDone",
    "lastUserAction",
    "id",
)


def read(reading: Reading) -> None:
    """Read every report."""
    for part in reading.each():
        _report(reading, part)
    reading.covers_each("incidents", "incident report")


def _report(reading: Reading, part: Part) -> None:
    part.leave(*_ADMINISTRATIVE)
    number, at = part.code("reportReference"), part.moment("incidentDateAndTime")
    title, text = part.text("title"), part.text("description")
    more = [said for one in part.parts("descriptionAddendums") if (said := one.text("text")) is not None]
    reported = part.day("reportedAt")
    involved = part.parts("prisonersInvolved")
    role, own = _role(reading, part, involved)
    family, answers = _family(part), _answers(part)
    kind = _kind(family, answers, role)
    serious = any(answers.get(question) in _YES for question in policy.topic("import_prison")["serious_questions"]["value"])
    words = "\n".join(one for one in (text, *more) if one) or title
    victim, status = _victim(part, involved, role, kind), _status(part)
    if own is None:
        return
    if at is None:
        part.tell(What.ERROR, _NO_DAY)
        return
    fields = {
        "date": at.day,
        "known_on": reported if reported is not None and reported > at.day else None,
        "kind": kind,
        "role": role,
        "status": status,
        "victim": victim,
        "injury": "serious" if serious else None,
        "text": words,
        "raw": _raw(part),
    }
    keys = [("the same report reference", number)] if number else [("the same kind at the same moment", at.second, kind)]
    otherwise = {"_at": at.at, "_words": f"{title or ''}\n{words or ''}"}
    reading.put("incidents", part, fields, keys, native=number, otherwise=otherwise)


def _raw(part: Part) -> dict[str, str] | None:
    code = part.text("type")
    part.leave("nomisType")
    return (
        {"code": code, "list": "incident type"}
        if code is not None and len(code) <= len("ATTEMPTED_ESCAPE_FROM_ESCORT_") + 8
        else None
    )


def _status(part: Part) -> str:
    statuses: dict[str, str] = policy.topic("import_prison")["incident_statuses"]["value"]
    status = part.text("status")
    if status is not None and status not in statuses:
        part.says("status", What.NOT_UNDERSTOOD, f"is not known ({shown_code(status)}): not recorded")
    return statuses.get(status or "", "not_recorded")


def _kind(family: str, answers: dict[str, str], role: str) -> str:
    """The kind of incident: an assault can be a sexual one by its answers, or a fight by this person's part in it."""
    if family != "assault":
        return family
    if answers.get(policy.topic("import_prison")["sexual_question"]["value"]) in _YES:
        return "sexual_assault"
    return "fight" if role == "fighter" else family


def _family(part: Part) -> str:
    code = part.text("type")
    families: dict[str, str] = policy.topic("import_prison")["incidents"]["value"]
    family = code.rpartition("_")[0] if code is not None else ""
    if family not in families:
        part.says("type", What.NOT_UNDERSTOOD, f"is not a type that is known ({shown_code(code or '')}): recorded as other")
    return families.get(family, "other")


def _role(reading: Reading, part: Part, involved: list[Part]) -> tuple[str, Part | None]:
    """This person's part in the incident, and where it is said; no place where the report does not name this person."""
    mine = reading.persons.get("prison_number", set())
    for one in involved:
        one.leave(*_WITHOUT_NAME)
    if not mine:
        part.says("prisonersInvolved", What.NOT_UNDERSTOOD, _NOT_KNOWN)
        for one in involved:
            one.leave("prisonerRole")
        return "not_recorded", part
    roles: dict[str, str] = policy.topic("import_prison")["incident_roles"]["value"]
    found: tuple[str, Part | None] | None = None
    for one in involved:
        role = one.text("prisonerRole")
        if one.code("prisonerNumber") not in mine:
            continue
        if role not in roles:
            one.says("prisonerRole", What.NOT_UNDERSTOOD, f"is not known ({shown_code(role or '')}): not recorded")
        found = found or (roles.get(role or "", "not_recorded"), one)
    if found is None:
        part.says("prisonersInvolved", What.NOT_UNDERSTOOD, _NOT_NAMED)
    return found or ("not_recorded", None)


def _victim(part: Part, involved: list[Part], role: str, kind: str) -> str:
    """Whom the report names as a victim beside this person: staff before prisoners, as a report can name both."""
    staff = part.parts("staffInvolved")
    for one in staff:
        one.leave_rest()
    roles = [one.text("staffRole") for one in staff]
    if "VICTIM" in roles or "HOSTAGE" in roles:
        return "staff"
    if any(one.value.get("prisonerRole") in ("VICTIM", "HOSTAGE") for one in involved):
        return "prisoner"
    if kind == "fight" or (role == "fighter"):
        return "prisoner"
    return "none" if kind in ("find", "damage", "fire", "escape", "self_harm", "drugs_or_alcohol", "other") else "not_recorded"


def _answers(part: Part) -> dict[str, str]:
    """The answers to the questions, by question, without case."""
    made: dict[str, str] = {}
    for question in part.parts("questions"):
        asked = (question.text("question") or "").upper().rstrip("? ")
        question.leave("code", "sequence", "additionalInformation", "label")
        for response in question.parts("responses"):
            made[asked] = (response.text("response") or "").strip().lower()
            response.leave_rest()
    return made


def _fits(value: Any) -> bool:
    if isinstance(value, dict) and "content" not in value:
        return has(value, "reportReference", "type")
    return first_has(value, "reportReference", "type")


INCIDENTS = Adapter(
    name="incidents",
    says="incident reports (incident reporting)",
    system="prison_incidents",
    fits=_fits,
    read=read,
    sections=("incidents",),
    file_names=("incidents", "incident-reports"),
    not_held=(
        "a weapon is in the words and in questions whose codes are not published: only the words are kept",
        "the parts of other prisoners and of staff, but for who was a victim",
    ),
    rank=35,
)
