"""nDelius and licence payloads: registrations in four shapes, offences, contacts, breaches, conditions, recalls."""

from typing import Any

import pytest

from riskcheck.sources.account import What
from tests.sources.made import plain, read, record_of, registration, said


def registrations(files: dict[str, Any]) -> Any:
    record = record_of(files)
    assert record.registrations is not None
    return record.registrations


def test_a_registration_in_four_shapes_is_one() -> None:
    full = {"registrations": [registration("RSTO", notes="Made at court.", nextReviewDate="2026-12-01", reviewPeriodMonths=6)]}
    tier = {"registrations": [{"code": "RSTO", "date": "2025-06-01"}]}
    history = {
        "roshHistory": [{"active": True, "type": "RVHR", "typeDescription": "Very High RoSH", "startDate": "2025-07-01"}]
    }
    listed = {"activeRegistrations": [{"description": "Restraining Order", "startDate": "2025-06-01", "notes": None}]}
    held = registrations({"a.json": full, "b.json": tier, "c.json": history, "d.json": listed})
    assert [(one.category, one.level) for one in held.items] == [("restraining_order", None), ("rosh_very_high", "very_high")]
    assert held.items[0].source.read_from == (
        "a.json#/registrations/0",
        "b.json#/registrations/0",
        "d.json#/activeRegistrations/0",
    )
    assert held.items[0].notes == "Made at court."
    assert held.coverage == "complete"


def test_the_misspelt_code_is_read_as_very_high_and_said() -> None:
    record, account = read({"a.json": {"data": [{"code": "RVRH", "startDate": "2025-06-01", "reviewDate": None}]}})
    assert record is not None
    assert record.registrations is not None
    assert record.registrations.items[0].category == "rosh_very_high"
    assert record.registrations.items[0].raw is not None
    assert record.registrations.items[0].raw.code == "RVHR"
    assert record.registrations.coverage == "partial"
    assert said(account, What.CHANGED) == [("/data/0/code", "is RVRH, which one service writes for RVHR: read as RVHR")]


def test_unknown_registers_and_words_that_mean_another_are_said() -> None:
    named = registration("RMRH", type={"code": "RMRH", "description": "High RoSH"})
    record, account = read({"a.json": {"registrations": [registration("ZZZZ9"), named]}})
    assert record is not None
    assert record.registrations is not None
    assert {one.category for one in record.registrations.items} == {"other", "rosh_medium"}
    assert [message for _, message in said(account, What.NOT_UNDERSTOOD)] == [
        "is a register that is not known (ZZZZ9): recorded as other",
        "is a code whose register is another than its words name: the code is taken",
    ]


def test_an_end_before_the_start_is_left_out_and_the_registration_stays() -> None:
    record, account = read({"a.json": {"registrations": [registration("WEAP", endDate="2025-01-01", active=False)]}})
    assert record is not None
    assert record.registrations is not None
    assert record.registrations.items[0].ended_on is None
    assert record.registrations.coverage == "partial"
    assert said(account, What.ERROR) == [("/registrations/0", "ended_on is before the day it started (date): left out")]


def test_a_group_register_has_its_level_and_mappa_its_category() -> None:
    group = registration("REG15", registerLevel={"code": "RSKH", "description": "High"})
    mappa = registration("MAPP", registrationId=2, registerLevel={"code": "M0"}, registerCategory={"code": "X9"})
    record = record_of({"a.json": {"registrations": [group, mappa]}})
    assert record.registrations is not None
    assert {one.category: one.level for one in record.registrations.items} == {"risk_to_known_adult": "high", "mappa": None}
    assert record.mappa is not None
    assert [(one.category, one.level) for one in record.mappa.items] == [(0, 0)]


@pytest.mark.parametrize(("level", "category"), [(4, 1), (1, 5), (None, 1), ("2", 1)])
def test_a_mappa_record_that_is_not_one_is_left_out(level: Any, category: Any) -> None:
    record, account = read({"m.json": {"level": level, "category": category, "startDate": "2025-01-01"}})
    assert record is not None
    assert record.mappa is not None
    assert record.mappa.items == ()
    assert account.lines


def test_flags_without_days_are_said_and_never_dropped_silently() -> None:
    overview = {"registerFlags": ["Very High RoSH", "Weapons", "Something"], "activeConvictions": [], "personalDetails": {}}
    record, account = read({"o.json": overview, "r.json": {"registrations": [registration("WEAP")]}})
    assert record is not None
    assert said(account, What.ERROR) == [
        ("/registerFlags/0", "is the register RVHR without a day, and no payload states its day: left out")
    ]
    assert ("/registerFlags/1", "is the register WEAP, which another payload states with its day") in said(account, What.LINKED)
    assert [pointer for pointer, _ in said(account, What.NOT_UNDERSTOOD)] == ["/registerFlags/2"]


def conviction(**more: Any) -> dict[str, Any]:
    return {
        "convictionId": 100,
        "active": True,
        "convictionDate": "2025-02-05",
        "offences": [
            {
                "mainOffence": True,
                "detail": {"code": "00501", "subCategoryDescription": "Wounding with intent"},
                "offenceDate": "2024-12-01T00:00:00",
                "offenceCount": 1,
            }
        ],
        "sentence": {"description": "ORA Adult Custody (inc PSS)", "originalLength": 2, "originalLengthUnits": "Years"},
        **more,
    }


def test_a_conviction_is_its_code_its_sentence_and_where_the_person_is() -> None:
    custody = {"status": {"code": "B", "description": "Released - On Licence"}}
    record = record_of({"c.json": [conviction(custody=custody)]})
    assert record.convictions is not None
    (one,) = record.convictions.items
    assert (one.harms, one.index, one.decided_on) == (("serious_violence",), True, "2025-02-05")
    assert (one.victim, one.setting) == ("not_recorded", "not_recorded")
    assert plain(one.sentence) == {"kind": "custody", "months": 24.0}
    assert record.convictions.coverage == "partial"
    assert record.status is not None
    assert record.status.phase == "licence"


def test_a_restraining_order_beside_a_sentence_is_an_order() -> None:
    sentence = {
        "description": "Fine",
        "additionalSentences": [{"type": {"description": "Restraining Order"}, "notes": "No contact."}],
    }
    record = record_of({"c.json": [conviction(sentence=sentence)]})
    assert record.orders is not None
    assert [(one.kind, one.date, one.made_after, one.prohibits) for one in record.orders.items] == [
        ("restraining", "2025-02-05", "conviction", "No contact.")
    ]
    assert record.orders.coverage == "partial"


def test_one_offence_in_three_formats_of_code_is_one_or_linked() -> None:
    """Five digits in nDelius, three and two in OASys, a code of the courts in prison."""
    supervision = {
        "supervisions": [
            {
                "active": True,
                "sentence": {
                    "description": "CJA - Community Order",
                    "date": "2025-02-05",
                    "length": 12,
                    "lengthUnits": "Months",
                },
                "mainOffence": {"date": "2024-12-01", "code": "00501", "description": "Wounding with intent - 00501"},
            }
        ]
    }
    oasys = {
        "crn": "X000001",
        "assessments": [
            {
                "assessmentId": 1,
                "dateCompleted": "2025-05-19T08:26:31",
                "offenceDetails": [
                    {"type": "CURRENT", "offenceDate": "2024-12-01", "offenceCode": "005", "offenceSubCode": "01"}
                ],
            }
        ],
    }
    prison = [
        {
            "sentenceSequence": 1,
            "sentenceDate": "2025-02-05",
            "offences": [
                {"offenceCode": "OF61016", "offenceDescription": "Wound with intent", "offenceStartDate": "2024-12-01"}
            ],
        }
    ]
    record, account = read({"s.json": supervision, "o.json": oasys, "p.json": prison, "c.json": [conviction()]})
    assert record is not None
    assert record.convictions is not None
    assert len(record.convictions.items) == 2
    sentenced = next(one for one in record.convictions.items if one.same_incident_as)
    assert sentenced.same_incident_because is not None
    assert "the same day of the offence" in sentenced.same_incident_because
    assert len(said(account, What.LINKED)) == 3


def test_two_convictions_of_one_file_stay_two() -> None:
    record = record_of({"c.json": [conviction(), conviction(convictionId=101)]})
    assert record.convictions is not None
    assert len(record.convictions.items) == 2


def contact(code: str, **more: Any) -> dict[str, Any]:
    return {"contactId": 1, "contactStart": "2025-09-04T14:00:00", "type": {"code": code, "description": "A contact"}, **more}


@pytest.mark.parametrize(
    ("outcome", "read_as"),
    [
        ({"code": "ATTC"}, "attended_complied"),
        ({"code": "COMP", "description": "Attended - Complied"}, "attended_complied"),
        ({"code": "UAAB"}, "unacceptable_absence"),
        ({"code": "ZZ", "attended": False, "complied": False}, "unacceptable_absence"),
        ({"code": "ZZ", "attended": True, "complied": False}, "attended_failed_to_comply"),
        ({"code": "ZZ", "attended": None, "complied": False}, "failed_to_comply"),
        ({"code": "ZZ", "attended": False, "complied": True}, "acceptable_absence"),
        ({"code": "ZZ"}, "not_recorded"),
        (None, "not_recorded"),
    ],
)
def test_the_outcome_of_a_contact_is_its_code_or_its_flags(outcome: Any, read_as: str) -> None:
    page = {"content": [contact("COAP", outcome=outcome)], "totalPages": 1}
    record = record_of({"c.json": page})
    assert record.contacts is not None
    assert [one.outcome for one in record.contacts.items] == [read_as]
    assert record.contacts.coverage == "complete"


@pytest.mark.parametrize(
    ("code", "section", "kind"),
    [
        ("AWLF", "enforcement", "final_warning"),
        ("CARR", "enforcement", "arrest"),
        ("CNOC", "enforcement", "charge"),
        ("EM02", "enforcement", "tag_tamper"),
        ("ERCL", "enforcement", "recall"),
        ("C002", "oversight", "case_discussion"),
        ("C005", "oversight", "marac_meeting"),
        ("ABWD", "contacts", "A contact"),
    ],
)
def test_a_contact_is_what_its_type_says(code: str, section: str, kind: str) -> None:
    record = record_of({"c.json": {"content": [contact(code, notes="As it was.")]}})
    held = getattr(record, section)
    assert [one.kind for one in held.items] == [kind]
    assert sum(len(getattr(record, name).items) for name in ("contacts", "enforcement", "oversight")) == 1


def test_registrations_can_be_had_from_contacts_when_their_list_is_missing() -> None:
    begun = contact("RGN030", notes="Registered.")
    over = contact("RGD030", contactId=2, contactStart="2026-01-04T14:00:00")
    record = record_of({"c.json": {"content": [begun, over]}})
    assert record.registrations is not None
    assert [(one.category, one.date, one.ended_on) for one in record.registrations.items] == [
        ("restraining_order", "2025-09-04", "2026-01-04")
    ]
    assert record.registrations.coverage == "partial"


def test_a_breach_is_read_by_its_words_because_its_codes_mean_other_things() -> None:
    def nsi(number: int, status: str, outcome: str | None) -> dict[str, Any]:
        ended = {"nsiOutcome": {"code": "BRE09", "description": outcome}} if outcome else {}
        held = {"nsiId": number, "nsiType": {"code": "BRE"}, "nsiStatus": {"code": "BRE08", "description": status}, **ended}
        return {**held, "actualStartDate": "2025-04-05"}

    nsis = [nsi(1, "Breach Initiated", None), nsi(2, "Breach Proven - Order to Continue", "Withdrawn")]
    record, account = read({"n.json": {"nsis": nsis}})
    assert record is not None
    assert record.enforcement is not None
    assert [(one.kind, one.outcome) for one in record.enforcement.items] == [("breach", "Breach Initiated")]
    assert "ended without proof" in said(account, What.NOT_HELD)[0][1]


def test_a_licence_has_its_days_in_british_order_and_its_conditions_by_their_words() -> None:
    licence = {
        "typeCode": "AP",
        "statusCode": "ACTIVE",
        "licenceStartDate": "14/06/2026",
        "standardLicenceConditions": [{"id": 1, "text": "Be of good behaviour."}],
        "additionalLicenceConditions": [
            {"id": 2, "category": "Contact Restrictions", "text": "No.", "expandedText": "Not to contact the victim."},
            {"id": 3, "category": "Zones", "text": "Not to enter the town."},
        ],
    }
    record = record_of({"l.json": licence})
    assert record.conditions is not None
    assert {one.kind: (one.date, one.text) for one in record.conditions.items} == {
        "other": ("2026-06-14", "Be of good behaviour."),
        "no_contact": ("2026-06-14", "Not to contact the victim."),
        "exclusion_zone": ("2026-06-14", "Not to enter the town."),
    }
    over, account = read({"l.json": {**licence, "statusCode": "INACTIVE"}})
    assert over is not None
    assert over.conditions is not None
    assert over.conditions.items == ()
    assert "not the status of a licence in force" in said(account, What.NOT_UNDERSTOOD)[0][1]


def test_requirements_and_conditions_of_an_overview_are_conditions() -> None:
    required = {
        "requirementTypeMainCategory": {"code": "X", "description": "Curfew"},
        "startDate": "2025-01-01",
        "requirementNotes": None,
    }
    held = {
        "startDate": "2025-02-01",
        "mainCategory": {"code": "N", "description": "Contact"},
        "subCategory": {"description": "No contact"},
    }
    overview = {"registerFlags": [], "activeConvictions": [{"licenceConditions": [held]}]}
    record = record_of({"r.json": {"requirements": [required]}, "o.json": overview})
    assert record.conditions is not None
    assert [(one.kind, one.text) for one in record.conditions.items] == [("curfew", "Curfew"), ("no_contact", "No contact")]


def test_the_last_release_and_recall_are_known_from_either_service() -> None:
    overview = {
        "registerFlags": [],
        "activeConvictions": [],
        "lastRelease": {"releaseDate": "2025-09-15", "recallDate": "2025-11-27"},
    }
    latest = {"lastRecall": {"date": "2025-11-27"}, "lastRelease": {"date": "2025-09-15"}}
    record = record_of({"o.json": overview, "r.json": latest})
    assert record.releases is not None
    assert record.enforcement is not None
    assert [one.date for one in record.releases.items] == ["2025-09-15"]
    assert [(one.kind, one.date) for one in record.enforcement.items] == [("recall", "2025-11-27")]


def test_the_integration_api_is_a_part_of_everything_and_says_what_it_leaves_out() -> None:
    files = {
        "a.json": {"data": [{"code": "WEAP", "startDate": "2025-06-01", "reviewDate": "2026-01-01"}]},
        "b.json": {"data": {"level": 2, "category": 3, "startDate": "2025-02-10"}},
        "c.json": {"data": [{"hoCode": "00501", "cjsCode": None, "courtDates": ["2025-02-05"], "startDate": "2024-12-01"}]},
        "d.json": {"content": [{"id": 1, "contactDate": "2025-07-10T09:15:00+01:00", "type": {"code": "X"}}]},
        "e.json": {
            "data": {
                "licences": [
                    {"startDate": "2026-01-01", "conditions": [{"category": "Contact Restrictions", "condition": "No."}]}
                ]
            }
        },
        "f.json": [{"code": "XVL", "codeDescription": "Violent", "dateCreated": "2025-06-01", "active": True}],
    }
    record, account = read(files)
    assert record is not None
    for name in ("registrations", "mappa", "convictions", "contacts", "conditions", "custody"):
        assert getattr(record, name).coverage == "partial", name
    assert any("none for restraining orders" in message for _, message in said(account, What.NOT_HELD))
    assert any("depends on the role that asked" in message for _, message in said(account, What.NOT_HELD))
