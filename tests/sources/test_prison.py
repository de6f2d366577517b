"""Prison payloads: charges, reports, alerts, time in custody, sentences."""

from typing import Any

import pytest

from riskcheck.sources.account import What
from tests.sources.made import alert, charge, plain, read, record_of, said

BLADE = "A toothbrush with a razor blade melted into the handle was found under the mattress."


def custody(files: dict[str, Any]) -> Any:
    record = record_of(files)
    assert record.custody is not None
    return record.custody


def test_a_charge_keeps_its_statement_its_code_and_its_own_reference() -> None:
    files = {"a.json": [charge(incidentStatement={"statement": BLADE}, createdDateTime="2025-03-03T08:00:00")]}
    (one,) = custody(files).adjudications
    assert (one.date, one.known_on, one.heard_on) == ("2025-03-02", "2025-03-03", "2025-03-09")
    assert (one.charge, one.outcome, one.victim, one.part_played) == ("unauthorised_article", "proved", "none", "committed")
    assert one.statement == BLADE
    assert one.raw.code == "51:12A"
    assert (one.source.record_id, one.source.read_from) == ("SYN-000001", ("a.json#/0",))


@pytest.mark.parametrize(
    ("status", "outcome", "heard"),
    [
        ("CHARGE_PROVED", "proved", "2025-03-09"),
        ("DISMISSED", "dismissed", "2025-03-09"),
        ("QUASHED", "quashed", "2025-03-09"),
        ("NOT_PROCEED", "not_proceeded", "2025-03-09"),
        ("PROSECUTION", "referred_to_police", "2025-03-09"),
        ("ADJOURNED", "adjourned", None),
        ("INVALID_OUTCOME", "pending", None),
        ("SCHEDULED", "pending", None),
        ("SOMETHING_NEW", "pending", None),
    ],
)
def test_only_a_proved_charge_is_proved(status: str, outcome: str, heard: str | None) -> None:
    record, account = read({"a.json": [charge(status=status)]})
    assert record is not None
    assert record.custody is not None
    (one,) = record.custody.adjudications
    assert (one.outcome, one.heard_on) == (outcome, heard)
    unknown = [message for _, message in said(account, What.NOT_UNDERSTOOD)]
    assert bool(unknown) == (status == "SOMETHING_NEW")


@pytest.mark.parametrize(
    ("number", "code", "what", "whom"),
    [
        (1002, "51:1B", "assault", "prisoner"),
        (1004, "51:1J", "assault", "staff"),
        (1008, "51:1F", "assault", "public"),
        (100324, "51:1A (24)", "assault", "staff"),
        (4001, "51:4", "fight", "prisoner"),
        (9001, "51:9", "drugs_or_alcohol", "none"),
        (1004, "55:1L", "assault", "staff"),
        (99, "51:99", "other", "not_recorded"),
    ],
)
def test_a_code_says_what_the_charge_is_and_on_whom(number: int, code: str, what: str, whom: str) -> None:
    offence = {"offenceCode": number, "offenceRule": {"nomisCode": code}}
    record, account = read({"a.json": [charge(offenceDetails=offence)]})
    assert record is not None
    assert record.custody is not None
    (one,) = record.custody.adjudications
    assert (one.charge, one.victim) == (what, whom)
    assert one.raw is not None
    assert one.raw.code == code
    assert (one.hate == "yes") == ("(24)" in code)
    assert bool(said(account, What.NOT_UNDERSTOOD)) == (what == "other")


def test_a_charge_of_assisting_is_the_charge_with_its_part() -> None:
    offence = {"offenceCode": 1002, "offenceRule": {"nomisCode": "51:25D", "withOthersNomisCode": "51:25D"}}
    (one,) = custody({"a.json": [charge(offenceDetails=offence, incidentRole={"roleCode": "25c"})]}).adjudications
    assert (one.charge, one.part_played, one.raw.code) == ("assault", "assisted", "51:1B")


def test_an_empty_list_is_known_by_the_name_of_its_file_and_only_then() -> None:
    files = {"alerts.json": {"content": [], "totalPages": 0}, "adjudications.json": [], "incidents.json": []}
    held = custody({**files, "prison-timeline.json": {"prisonerNumber": "A0001AA", "prisonPeriod": []}})
    assert held.coverage == "complete"
    record, account = read({**files, "adjudications.json": b"[]", "other.json": b"[]"})
    assert record is not None
    assert record.custody is not None
    assert record.custody.coverage == "partial"
    assert "neither its content nor its file's name" in said(account, What.ERROR)[0][1]


def test_one_page_of_several_is_a_part() -> None:
    pages = {"content": [charge()], "totalPages": 2, "first": True, "last": False}
    files = {"adjudications.json": pages, "alerts.json": [], "incidents.json": [], "t.json": {"prisonPeriod": []}}
    assert custody(files).coverage == "partial"
    pages |= {"totalPages": 1, "last": True}
    assert custody(files).coverage == "complete"


def test_a_charge_that_cannot_be_read_makes_custody_a_part() -> None:
    bad = charge(incidentDetails={"dateTimeOfIncident": "the second of March"})
    files = {"adjudications.json": [charge(), bad], "alerts.json": [], "incidents.json": [], "t.json": {"prisonPeriod": []}}
    record, account = read(files)
    assert record is not None
    assert record.custody is not None
    assert len(record.custody.adjudications) == 1
    assert record.custody.coverage == "partial"
    assert [pointer for pointer, _ in said(account, What.ERROR)] == ["/1/incidentDetails/dateTimeOfIncident", "/1"]


def report(role: str = "ASSAILANT", **more: Any) -> dict[str, Any]:
    return {
        "reportReference": "11124143",
        "type": "ASSAULT_5",
        "incidentDateAndTime": "2025-03-03T01:30:00",
        "description": "Two prisoners on the landing.",
        "status": "CLOSED",
        "prisonersInvolved": [
            {"prisonerNumber": "A0001AA", "prisonerRole": role},
            {"prisonerNumber": "A0002AA", "prisonerRole": "VICTIM"},
        ],
        **more,
    }


def test_a_report_counts_only_this_person_s_part() -> None:
    files = {"a.json": [charge()], "i.json": report("PRESENT_AT_SCENE")}
    (one,) = custody(files).incidents
    assert (one.role, one.kind, one.victim, one.status) == ("present", "assault", "prisoner", "closed")
    assert one.text == "Two prisoners on the landing."


def test_a_report_that_does_not_name_this_person_is_left_out() -> None:
    other = [{"prisonerNumber": "A0003AA", "prisonerRole": "ASSAILANT"}]
    record, account = read({"a.json": [charge()], "i.json": report(prisonersInvolved=other)})
    assert record is not None
    assert record.custody is not None
    assert record.custody.incidents == ()
    assert "does not name this person" in said(account, What.NOT_UNDERSTOOD)[0][1]


def test_without_a_prison_number_nobody_s_part_is_taken_for_this_person_s() -> None:
    record, account = read({"i.json": report()})
    assert record is not None
    assert record.custody is not None
    assert record.custody.incidents[0].role == "not_recorded"
    assert "is in no payload of the case" in said(account, What.NOT_UNDERSTOOD)[0][1]


def test_answers_make_a_serious_injury_and_a_sexual_assault() -> None:
    asked = [
        {"question": "WAS A SERIOUS INJURY SUSTAINED?", "responses": [{"response": "YES"}]},
        {"question": "WAS THIS A SEXUAL ASSAULT", "responses": [{"response": "Yes"}]},
    ]
    (one,) = custody({"a.json": [charge()], "i.json": report(questions=asked)}).incidents
    assert (one.kind, one.injury) == ("sexual_assault", "serious")


def test_a_charge_and_a_report_across_midnight_are_linked_with_the_reason() -> None:
    assault = {"offenceCode": 1002, "offenceRule": {"nomisCode": "51:1B"}}
    night = charge(offenceDetails=assault, incidentDetails={"dateTimeOfIncident": "2025-03-02T23:50:00"})
    record, account = read({"a.json": [night], "i.json": report()})
    assert record is not None
    assert record.custody is not None
    (one,), (other,) = record.custody.incidents, record.custody.adjudications
    assert one.same_incident_as == other.id
    assert one.same_incident_because == "They are of the same kind and less than 12 hours apart."
    assert "because they are of the same kind" in said(account, What.LINKED)[0][1]


def test_records_far_apart_or_of_another_kind_are_not_linked() -> None:
    assault = {"offenceCode": 1002, "offenceRule": {"nomisCode": "51:1B"}}
    early = charge(offenceDetails=assault, incidentDetails={"dateTimeOfIncident": "2025-03-02T10:00:00"})
    late = charge(incidentDetails={"dateTimeOfIncident": "2025-03-02T23:50:00"}, chargeNumber="SYN-000002")
    held = custody({"a.json": [early, late], "i.json": report()})
    assert [one.same_incident_as for one in held.incidents] == [None]


def test_a_report_that_names_the_charge_and_charges_that_the_prison_linked_are_linked() -> None:
    first, second = charge(), charge(chargeNumber="SYN-000002", linkedChargeNumbers=["SYN-000001"])
    second["incidentDetails"] = {"dateTimeOfIncident": "2025-05-02T10:00:00"}
    later = report(incidentDateAndTime="2025-09-01T10:00:00", description="See charge SYN-000001.")
    held = custody({"a.json": [first, second], "i.json": later})
    reasons = [one.same_incident_because for one in (*held.adjudications, *held.incidents)]
    assert reasons == [None, "The prison linked the two charges.", "The report names the charge."]


def test_alerts_in_three_shapes_are_one_alert() -> None:
    flat = [{"code": "XSA", "codeDescription": "Staff Assaulter", "dateCreated": "2025-06-01", "active": True, "type": "X"}]
    prisoner = {"prisonerNumber": "A0001AA", "csra": "HIGH", "alerts": [{"alertType": "X", "alertCode": "XSA", "active": True}]}
    page = {"content": [alert("XSA", description="Spat at an officer.", alertUuid="u-1")], "totalPages": 1}
    record, account = read({"a.json": page, "f.json": flat, "p.json": prisoner})
    assert record is not None
    assert record.custody is not None
    (one,) = record.custody.alerts
    assert (one.category, one.comment, one.source.read_from) == (
        "staff_assaulter",
        "Spat at an officer.",
        ("a.json#/content/0", "f.json#/0"),
    )
    assert [message for _, message in said(account, What.LINKED)] == [
        "is the record read at a.json#/content/0 once more (by the same code and first day): counted once",
        "is an alert that another payload states with its days",
    ]


def test_alert_codes_that_are_withdrawn_unknown_or_without_a_day_are_said() -> None:
    record, account = read({"a.json": [alert("SA"), alert("ZZZ"), alert("XVL", activeFrom=None), alert("XVL", isActive=False)]})
    assert record is not None
    assert record.custody is not None
    found = {(one.category, one.raw.code) for one in record.custody.alerts if one.raw}
    assert found == {("staff_assaulter", "SA"), ("violent", "XVL"), ("other", "ZZZ")}
    messages = [message for what in (What.CHANGED, What.NOT_UNDERSTOOD, What.ERROR) for _, message in said(account, what)]
    assert [message[:38] for message in messages] == [
        "has a code that was withdrawn on 2006-",
        "has a code that is not known (ZZZ): re",
        "is no longer active, and the day on wh",
        "has no day on which it became active, ",
    ]


def test_the_timeline_is_times_in_custody_releases_and_recalls() -> None:
    moves = [
        {
            "reasonInToPrison": "Imprisonment Without Option",
            "dateInToPrison": "2023-01-10T15:00:00",
            "inwardType": "ADM",
            "reasonOutOfPrison": "Wedding/Civil Ceremony",
            "dateOutOfPrison": "2023-06-01T09:00:00",
            "outwardType": "TAP",
        },
        {
            "reasonInToPrison": "Wedding/Civil Ceremony",
            "dateInToPrison": "2023-06-01T18:00:00",
            "inwardType": "TAP",
            "reasonOutOfPrison": "Conditional Release (CJA91) -SH Term>1YR",
            "dateOutOfPrison": "2024-02-01T09:00:00",
            "outwardType": "REL",
        },
        {"reasonInToPrison": "Recall From Intermittent Custody", "dateInToPrison": "2024-05-05T15:00:00", "inwardType": "ADM"},
    ]
    record = record_of({"t.json": {"prisonPeriod": [{"entryDate": "2023-01-10T15:00:00", "movementDates": moves}]}})
    assert record.custody is not None
    periods = [(one.date, one.ended_on, one.kind) for one in record.custody.periods]
    assert periods == [("2023-01-10", "2024-02-01", "sentence"), ("2024-05-05", None, "recall")]
    assert record.releases is not None
    assert [(one.date, one.kind, one.planned) for one in record.releases.items] == [("2024-02-01", "automatic", False)]


def test_sentences_keep_the_code_of_the_courts_and_read_the_name() -> None:
    sentence = {
        "sentenceSequence": 1,
        "sentenceCalculationType": "IPP",
        "sentenceTypeDescription": "Indeterminate Sentence for the Public Protection",
        "sentenceDate": "2023-11-16",
        "terms": [{"years": 2, "months": 6, "weeks": 0, "days": 0, "code": "IMP"}, {"years": 3, "code": "LIC"}],
        "offences": [
            {"offenceCode": "FI68080", "offenceDescription": "Have a firearm with intent", "offenceStartDate": "2022-10-24"},
            {"offenceCode": "GM00030", "offenceDescription": "Permit an animal", "offenceStartDate": "1899-01-01"},
        ],
    }
    record, account = read({"s.json": [sentence]})
    assert record is not None
    assert record.convictions is not None
    first, second = record.convictions.items
    assert (first.harms, plain(first.sentence)) == (("firearm",), {"kind": "custody", "months": 30.0, "indeterminate": "yes"})
    assert first.raw is not None
    assert (first.raw.code, first.raw.list) == ("FI68080", "CJS offence")
    assert (second.date, second.harms) == ("2023-11-16", ("other",))
    assert record.convictions.coverage == "partial"
    assert "stands for one that nobody knows" in said(account, What.CHANGED)[1][1]


def test_the_prison_record_says_where_the_person_is_and_a_release_to_come() -> None:
    prisoner = {
        "prisonerNumber": "A0001AA",
        "csra": "HIGH",
        "inOutStatus": "IN",
        "legalStatus": "SENTENCED",
        "recall": True,
        "gender": "Female",
        "dateOfBirth": "1990-02-01",
        "confirmedReleaseDate": "2027-01-04",
    }
    record = record_of({"p.json": prisoner})
    assert record.status is not None
    assert record.status.phase == "recalled"
    assert record.releases is not None
    assert [(one.date, one.planned) for one in record.releases.items] == [("2027-01-04", True)]
    assert record.protected is None
    asked = record_of({"p.json": prisoner}, protected=True)
    assert asked.protected == {"sex": "female", "date_of_birth": "1990-02-01"}
