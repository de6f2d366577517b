"""Custody as prison services answer: adjudications, incident reports, alerts, the timeline, sentences and the prison record."""

from typing import Any

from riskcheck.records.model import Adjudication, Alert, CaseRecord, CustodyPeriod, Incident, Release
from riskcheck.synth.payloads.emitted import Emitted, codes, without_none
from riskcheck.terms import Coverage


def write(record: CaseRecord, made: Emitted) -> None:
    """Write what the prison holds, as pages of which there are more where the record has custody in part."""
    custody = record.custody
    if custody is not None and custody.coverage is not Coverage.NOT_SUPPLIED:
        whole = custody.coverage is Coverage.COMPLETE
        charges = [_charge(one, made) for one in custody.adjudications]
        made.files["adjudications.json"] = charges if whole else page(charges, whole=False)
        made.files["incidents.json"] = page([_report(one, made) for one in custody.incidents], whole=whole)
        made.files["alerts.json"] = page([_alert(one, made) for one in custody.alerts], whole=whole)
        start = "" if whole else "/content"
        for number, charge in enumerate(custody.adjudications):
            made.at("adjudications.json", f"{start}/{number}", charge.id)
        for file, items in (("incidents.json", custody.incidents), ("alerts.json", custody.alerts)):
            for number, item in enumerate(items):
                made.at(file, f"/content/{number}", item.id)
        _timeline(record, custody.periods, made)
    elif record.releases is not None:
        made.lose("release-without-timeline", *(one for one in record.releases.items if not one.planned))
    _prisoner(record, made)


def page(items: list[Any], *, whole: bool) -> dict[str, Any]:
    """A page of items: the only one, or the first of two."""
    return {
        "content": items,
        "totalElements": len(items) if whole else len(items) + 1,
        "totalPages": min(1, len(items)) if whole else 2,
        "first": True,
        "last": whole,
        "number": 0,
        "size": max(1, len(items)),
    }


def _charge(one: Adjudication, made: Emitted) -> dict[str, Any]:
    listed = codes("charges")
    number, code = listed.get(f"{one.charge}/{one.victim}") or listed[f"{one.charge}/*"]
    words = one.raw.description if one.raw is not None else one.charge.replace("_", " ")
    made.says(one.id, raw={"code": code, "list": "NOMIS adjudication offence code", "description": words})
    if one.charge in ("weapon", "unauthorised_article"):
        made.says(one.id, charge="unauthorised_article")
    if one.victim == "none" and one.charge == "threats_or_abuse":
        made.says(one.id, victim="not_recorded")
    hearing = {"dateTimeOfHearing": f"{one.heard_on}T10:00:00", "oicHearingType": "GOV_ADULT"} if one.heard_on else None
    return without_none(
        chargeNumber=f"SYN-{made.number(one.id):010d}",
        prisonerNumber=made.prison_number,
        incidentDetails={"dateTimeOfIncident": f"{one.date}T11:00:00"},
        isYouthOffender=False,
        incidentRole={"roleCode": None},
        offenceDetails=without_none(
            offenceCode=number,
            offenceCodeDescription=words,
            offenceRule={"nomisCode": code, "paragraphDescription": words},
            victimPrisonersNumber=made.invented(f"victim of {one.id}") if one.victim == "prisoner" else None,
            victimStaffUsername=f"SYN{made.number(one.id)}" if one.victim == "staff" else None,
        ),
        incidentStatement={"statement": one.statement, "completed": True},
        createdDateTime=f"{one.known_on or one.date}T12:00:00",
        status=codes("outcomes")[one.outcome],
        hearings=[hearing] if hearing else [],
        punishments=[{"type": "PRIVILEGE", "typeDescription": one.punishment}] if one.punishment else [],
        linkedChargeNumbers=[],
    )


def _report(one: Incident, made: Emitted) -> dict[str, Any]:
    involved = [{"prisonerNumber": made.prison_number, "prisonerRole": codes("incident_roles")[one.role]}]
    if one.victim == "prisoner" and one.role != "victim":
        involved.append({"prisonerNumber": made.invented(f"victim of {one.id}"), "prisonerRole": "VICTIM"})
    made.says(
        one.id,
        kind={"threats": "other"}.get(one.kind, one.kind),
        injury="serious" if one.injury == "serious" else None,
        raw={"code": codes("incidents")[one.kind], "list": "incident type"},
        victim=one.victim if one.victim != "none" or one.kind not in ("assault", "fight") else "not_recorded",
    )
    serious = {"question": "WAS A SERIOUS INJURY SUSTAINED", "responses": [{"response": "YES"}]}
    return {
        "reportReference": str(made.number(one.id)),
        "type": codes("incidents")[one.kind],
        "incidentDateAndTime": f"{one.date}T11:10:00",
        "title": f"Incident Report {made.number(one.id)}",
        "description": one.text,
        "reportedAt": f"{one.known_on or one.date}T13:00:00",
        "status": codes("incident_statuses")[one.status],
        "questions": [serious] if one.injury == "serious" else [],
        "prisonersInvolved": involved,
        "staffInvolved": [{"staffUsername": "SYN00001", "staffRole": "VICTIM"}] if one.victim == "staff" else [],
    }


def _alert(one: Alert, made: Emitted) -> dict[str, Any]:
    assert one.raw is not None
    return without_none(
        alertUuid=made.uuid(one.id),
        prisonNumber=made.prison_number,
        alertCode={"code": one.raw.code, "description": one.raw.description},
        description=one.comment,
        activeFrom=one.date,
        activeTo=one.ended_on,
        isActive=one.ended_on is None,
        createdAt=f"{one.known_on or one.date}T12:00:00",
    )


def _timeline(record: CaseRecord, periods: tuple[CustodyPeriod, ...], made: Emitted) -> None:
    """Every time in custody is a period of its own. A release that ended none of them has no place on the timeline."""
    done = {one.date: one for one in (record.releases.items if record.releases is not None else ()) if not one.planned}
    written = []
    for number, one in enumerate(periods):
        release = done.pop(one.ended_on or "", None)
        kind = release.kind if release is not None else "other"
        movement = without_none(
            reasonInToPrison=codes("receptions")[one.kind],
            dateInToPrison=f"{one.date}T10:00:00",
            inwardType="ADM",
            reasonOutOfPrison=codes("departures").get(kind) if one.ended_on else None,
            dateOutOfPrison=f"{one.ended_on}T09:00:00" if one.ended_on else None,
            outwardType="REL" if one.ended_on else None,
        )
        end = {"releaseDate": f"{one.ended_on}T09:00:00"} if one.ended_on else {}
        written.append({"bookNumber": f"S{number}", "entryDate": f"{one.date}T10:00:00", **end, "movementDates": [movement]})
        made.at("prison-timeline.json", f"/prisonPeriod/{number}/movementDates/0", one.id)
        made.says(one.id, raw={"code": "ADM", "list": "NOMIS movement", "description": codes("receptions")[one.kind]})
        if release is not None:
            _departure(release, made, number)
    made.lose("release-without-timeline", *done.values())
    made.files["prison-timeline.json"] = {"prisonerNumber": made.prison_number, "prisonPeriod": written}


def _departure(one: Release, made: Emitted, number: int) -> None:
    made.at("prison-timeline.json", f"/prisonPeriod/{number}/movementDates/0", one.id)
    made.says(one.id, raw={"code": "REL", "list": "NOMIS movement", "description": codes("departures")[one.kind]})


def _prisoner(record: CaseRecord, made: Emitted) -> None:
    """The prison record: where the person is, the next release, and the protected characteristics."""
    phase = record.status.phase if record.status is not None else ""
    inside, legal, recall = codes("phases").get(phase, ("OUT", None, False))
    protected = record.protected or {}
    planned = [one for one in (record.releases.items if record.releases is not None else ()) if one.planned]
    made.files["prisoner.json"] = without_none(
        prisonerNumber=made.prison_number,
        firstName="Synthetica",
        lastName="Inventa",
        dateOfBirth=protected.get("date_of_birth"),
        gender=(protected.get("sex") or "").capitalize() or None,
        ethnicity=protected.get("ethnicity"),
        inOutStatus=inside,
        legalStatus=legal,
        recall=recall,
        csra="STANDARD",
        confirmedReleaseDate=planned[0].date if planned else None,
        alerts=[],
        allConvictedOffences=[],
    )
    for one in planned[:1]:
        made.at("prisoner.json", "", one.id)
        made.says(one.id, kind="not_recorded")
