"""Adjudications: one charge, or a list of them, from manage-adjudications.

A weapon has no code: it is charged as an unauthorised article and stands in the statement, which is kept word for word but
for names and numbers.
"""

from typing import Any

from riskcheck import policy
from riskcheck.sources.account import What, shown_code
from riskcheck.sources.adapter import Adapter
from riskcheck.sources.draft import raw_code
from riskcheck.sources.part import Part
from riskcheck.sources.reading import Reading
from riskcheck.sources.shape import first_has, has
from riskcheck.sources.times import Moment

_LIST = "NOMIS adjudication offence code"
_NO_DAY = "has no day of the incident: left out"
_ADMINISTRATIVE = (
    "isYouthOffender",
    "statusDescription",
    "statusReason",
    "statusDetails",
    "damages",
    "evidence",
    "witnesses",
    "disIssueHistory",
    "dateTimeOfIssue",
    "dateTimeOfFirstHearing",
    "punishmentComments",
    "outcomeEnteredInNomis",
    "overrideAgencyId",
    "originatingAgencyId",
    "transferableActionsAllowed",
    "createdOnBehalfOfOfficer",
    "createdOnBehalfOfReason",
    "canActionFromHistory",
    "gender",
)


def read(reading: Reading) -> None:
    """Read every charge."""
    for part in reading.each():
        _charge(reading, part)
    reading.covers_each("adjudications", "adjudication")


def _charge(reading: Reading, part: Part) -> None:
    part.leave(*_ADMINISTRATIVE)
    incident, offence, role = part.part("incidentDetails"), part.part("offenceDetails"), part.part("incidentRole")
    number = part.code("chargeNumber")
    at = incident.moment("dateTimeOfIncident") if incident is not None else None
    found = incident.moment("dateTimeOfDiscovery") if incident is not None else None
    if incident is not None:
        incident.leave("locationId", "locationName", "locationUuid", "handoverDeadline")
    outcome = _outcome(part)
    heard = _heard(part)
    statement = part.part("incidentStatement")
    said = statement.text("statement") if statement is not None else None
    if statement is not None:
        statement.leave("completed")
    written = part.day("createdDateTime")
    linked = tuple(text for text, _ in part.texts("linkedChargeNumbers"))
    fields = {
        **_offence(part, offence, role),
        "outcome": outcome,
        "heard_on": heard.day if heard is not None and outcome in policy.words("import_prison", "decided") else None,
        "statement": said,
        "punishment": _punishment(part),
    }
    if at is None:
        part.tell(What.ERROR, _NO_DAY)
        return
    known = min((day for day in (written, found.day if found is not None else None) if day is not None), default=None)
    fields |= {"date": at.day, "known_on": known if known is not None and known > at.day else None}
    keys = (
        [("the same charge number", number)]
        if number
        else [("the same charge at the same moment", at.second, str(fields["charge"]))]
    )
    otherwise = {"outcome": "pending", "_linked": linked, "_at": at.at, "_words": said or ""}
    reading.put("adjudications", part, fields, keys, native=number, otherwise=otherwise)


def _offence(part: Part, offence: Part | None, role: Part | None) -> dict[str, Any]:
    """The code, the charge, the part played and the victim of a charge."""
    topic = policy.topic("import_prison")
    played = role.text("roleCode") if role is not None else None
    if role is not None:
        role.leave("offenceRule")
    if played is not None and played not in topic["roles"]["value"]:
        assert role is not None
        role.says("roleCode", What.NOT_UNDERSTOOD, f"is not known ({shown_code(played)}): not recorded")
    part_played = "committed" if played is None else topic["roles"]["value"].get(played, "not_recorded")
    if offence is None:
        part.says("offenceDetails", What.NOT_UNDERSTOOD, "are not given: the charge is recorded as other")
        return {"charge": "other", "victim": "not_recorded", "part_played": part_played}
    numbered = offence.code("offenceCode")
    rule = offence.part("offenceRule")
    words = offence.text("offenceCodeDescription") or (rule.text("paragraphDescription") if rule is not None else None)
    code = _code(rule, played)
    if rule is not None:
        rule.leave("paragraphNumber", "paragraphDescription")
    charge, known = _charged(numbered, code)
    if not known:
        shown = shown_code(code or numbered or "")
        offence.says(
            "offenceRule", What.NOT_UNDERSTOOD, f"has a code that is not known ({shown}): the charge is recorded as other"
        )
    victim = _victim(offence, numbered, charge)
    hate = "yes" if code in topic["hate_codes"]["value"] or offence.texts("protectedCharacteristics") else None
    offence.leave("protectedCharacteristicsDescriptions")
    return {
        "raw": raw_code(code or numbered, _LIST, words),
        "charge": charge,
        "part_played": part_played,
        "victim": victim,
        "hate": hate,
    }


def _code(rule: Part | None, played: str | None) -> str | None:
    """The code of the charge itself: a charge of assisting and the like has another one, which stands for it."""
    if rule is None:
        return None
    own, with_others = rule.text("nomisCode"), rule.text("withOthersNomisCode")
    meant: dict[str, str] = policy.topic("import_prison")["with_others"]["value"]
    if own in meant:
        return meant[own]
    return own or meant.get(with_others or "") or (with_others if played else None)


def _charged(numbered: str | None, code: str | None) -> tuple[str, bool]:
    """What a charge is recorded as, and whether one of its codes is known."""
    own: dict[str, str] = policy.topic("import_prison")["charges"]["value"]
    codes: dict[str, dict[str, Any]] = policy.topic("adjudication_codes")["codes"]["value"]
    for one in (code, numbered):
        if one in own:
            return own[one], True
        if one in codes:
            charges: list[str] = codes[one]["charges"]
            return ("unauthorised_article" if "unauthorised_article" in charges else charges[0]), True
    return "other", False


def _victim(offence: Part, numbered: str | None, charge: str) -> str:
    """Whom the charge names, by its number or by which field is filled; the fields themselves hold names and numbers."""
    for victim, numbers in policy.topic("import_prison")["victims"]["value"].items():
        if numbered is not None and numbered.isdigit() and int(numbered) in numbers:
            return str(victim)
    for name, victim in (
        ("victimPrisonersNumber", "prisoner"),
        ("victimStaffUsername", "staff"),
        ("victimOtherPersonsName", "public"),
    ):
        if offence.text(name) is not None:
            return victim
    return "none" if charge in policy.words("import_prison", "no_victim") else "not_recorded"


def _outcome(part: Part) -> str | None:
    status = part.text("status")
    if status is None:
        part.says("status", What.NOT_UNDERSTOOD, "is not given: the charge is recorded as pending")
        return None
    found: str | None = policy.topic("import_prison")["outcomes"]["value"].get(status)
    if found is None:
        part.says("status", What.NOT_UNDERSTOOD, f"is not known ({shown_code(status)}): the charge is recorded as pending")
    return found


def _heard(part: Part) -> Moment | None:
    """The last hearing."""
    heard = [found for hearing in part.parts("hearings") if (found := _hearing(hearing)) is not None]
    for outcome in part.parts("outcomes"):
        inner = outcome.part("hearing")
        if inner is not None and (found := _hearing(inner)) is not None:
            heard.append(found)
        outcome.leave("outcome")
    return max(heard, key=lambda one: one.second, default=None)


def _hearing(hearing: Part) -> Moment | None:
    at = hearing.moment("dateTimeOfHearing")
    hearing.leave_rest()
    return at


def _punishment(part: Part) -> str | None:
    said = []
    for punishment in part.parts("punishments"):
        kind = punishment.text("typeDescription") or (punishment.text("type") or "").replace("_", " ").lower()
        schedule = punishment.part("schedule")
        number = schedule.number("duration") if schedule is not None else None
        unit = (schedule.text("measurement") or "").lower() if schedule is not None else ""
        suspended = schedule.day("suspendedUntil") is not None if schedule is not None else False
        if schedule is not None:
            schedule.leave_rest()
        punishment.leave_rest()
        length = f" ({number:g} {unit})" if number is not None else ""
        said.append(f"{kind}{length}{', suspended' if suspended else ''}")
    return "; ".join(one for one in said if one) or None


def _fits(value: Any) -> bool:
    if isinstance(value, dict) and "content" not in value:
        return has(value, "chargeNumber") or has(value, "offenceDetails", "incidentDetails")
    return first_has(value, "chargeNumber") or first_has(value, "offenceDetails", "incidentDetails")


ADJUDICATIONS = Adapter(
    name="adjudications",
    says="adjudications (manage-adjudications)",
    system="adjudications",
    fits=_fits,
    read=read,
    sections=("adjudications",),
    file_names=("adjudications",),
    persons=(
        ("prison_number", "prisonerNumber"),
        ("prison_number", "*/prisonerNumber"),
        ("prison_number", "content/*/prisonerNumber"),
    ),
    not_held=(
        "a weapon has no field there, and is in the words of the statement; damage, evidence and witnesses have no place here",
        "whether and when probation was told is not stated",
    ),
    rank=30,
)
