"""Each kind of claim, with a record for each verdict that it can come to."""

from typing import Any

import pytest

from riskcheck.earlylook.result import Cause, Verdict
from riskcheck.rules.examples import (
    addressed,
    adjudication,
    allocated,
    assessed,
    case,
    circumstance,
    condition,
    contact,
    conviction,
    enforced,
    order,
    overseen,
    recalled,
    release,
    request,
    without,
)
from tests.earlylook.made import compared, one, part

SUPPORTED, CONTRADICTED = Verdict.SUPPORTED, Verdict.CONTRADICTED
NOT_EVIDENCED, NOT_ASSESSABLE = Verdict.NOT_EVIDENCED, Verdict.NOT_ASSESSABLE

MISSED = case(contact("2025-07-01", "unacceptable_absence"))
MANAGER_TOLD = case(overseen("2025-07-02", took_part=["community_practitioner"], informed=["senior_probation_officer"]))
MANAGER_THERE = case(overseen("2025-07-02", took_part=["senior_probation_officer"]))
SIGNED_LATE = case(
    recalled("2025-07-02", initiated_at="2025-07-02T09:00", signed_at="2025-07-04T09:00", submitted_at="2025-07-04T09:30")
)
SIGNED = case(
    recalled("2025-07-02", initiated_at="2025-07-02T09:00", signed_at="2025-07-02T15:00", submitted_at="2025-07-02T16:00")
)
WEAPON = conviction("2025-01-01", "weapon", victim="none", index=True, decided_on="2025-04-01", id="cv-new")
BURGLARY = conviction("2022-05-01", "burglary", victim="none", index=True, id="cv-old")
ASSAULT = adjudication("2024-05-01", "assault", id="ad-1")

EVENT = {"kind": "event", "asserts": "happened"}
NO_EVENT = {"kind": "event", "asserts": "did_not_happen"}
DECISION = {"kind": "decision", "step": "recall", "on": "2025-07-02"}
PART = {"kind": "part", "role": "senior_probation_officer", "meeting": "case_discussion", "on": "2025-07-02"}
CONDITION = {"kind": "condition", "conditions": ["curfew"], "on": "2025-07-01"}
LIMIT = {"kind": "time_limit", "limit": "recall"}
ASSESSMENT = {"kind": "assessment", "on": "2025-06-01"}

CASES: dict[str, tuple[dict[str, Any], dict[str, Any], Verdict]] = {
    "an event that happened": (MISSED, EVENT | {"what": "appointment_missed", "on": "2025-07-01"}, SUPPORTED),
    "an appointment that was kept": (MISSED, EVENT | {"what": "appointment_attended", "on": "2025-07-01"}, CONTRADICTED),
    "an event of another day, in a section in full": (
        MISSED,
        EVENT | {"what": "appointment_missed", "on": "2025-07-03"},
        CONTRADICTED,
    ),
    "an event of another day, in a section in part": (
        part(MISSED, "contacts"),
        EVENT | {"what": "appointment_missed", "on": "2025-07-03"},
        NOT_EVIDENCED,
    ),
    "an event of a section not supplied": (without(MISSED, "contacts"), EVENT | {"what": "appointment_missed"}, NOT_ASSESSABLE),
    "an event that did not happen": (MISSED, NO_EVENT | {"what": "recall"}, SUPPORTED),
    "an event denied that happened": (MISSED, NO_EVENT | {"what": "appointment_missed"}, CONTRADICTED),
    "an event denied, in a section in part": (part(MISSED, "enforcement"), NO_EVENT | {"what": "recall"}, NOT_EVIDENCED),
    "an event that the record has both ways": (
        case(contact("2025-07-01", "unacceptable_absence"), contact("2025-07-01", "attended_complied")),
        EVENT | {"what": "appointment_missed", "on": "2025-07-01"},
        NOT_ASSESSABLE,
    ),
    "a protective order": (case(order("2025-03-01")), EVENT | {"what": "protective_order", "from": "2025-01-01"}, SUPPORTED),
    "harm in custody that was dismissed": (
        part(case(adjudication("2024-05-01", "assault", outcome="dismissed")), "custody"),
        EVENT | {"what": "harm_in_custody", "on": "2024-05-01"},
        CONTRADICTED,
    ),
    "harm in custody that was proved": (case(ASSAULT), EVENT | {"what": "harm_in_custody"}, SUPPORTED),
    "drinking that is recorded as absent": (
        case(circumstance("2025-07-01", "alcohol", "absent")),
        EVENT | {"what": "alcohol"},
        CONTRADICTED,
    ),
    "an answer that never came": (
        case(request("2025-03-01", "prison", "custody_behaviour", "no")),
        EVENT | {"what": "information_received"},
        CONTRADICTED,
    ),
    "an allocation": (case(allocated("2025-07-01")), EVENT | {"what": "allocation", "on": "2025-07-01"}, SUPPORTED),
    "a case not allocated": (
        case(allocated("2025-07-01", "not_allocated")),
        EVENT | {"what": "allocation", "on": "2025-07-01"},
        CONTRADICTED,
    ),
    "a recall that was decided": (SIGNED, DECISION | {"asserts": "taken"}, SUPPORTED),
    "a recall that was not decided that day": (SIGNED, DECISION | {"asserts": "not_taken"}, CONTRADICTED),
    "a recall that nobody decided": (MISSED, DECISION | {"asserts": "not_taken"}, SUPPORTED),
    "a recall not on record, in part": (part(MISSED, "enforcement"), DECISION | {"asserts": "taken"}, NOT_EVIDENCED),
    "a recall with enforcement not supplied": (without(MISSED, "enforcement"), DECISION | {"asserts": "taken"}, NOT_ASSESSABLE),
    "a recall that was considered": (
        case(overseen("2025-07-02", considered=["recall"])),
        DECISION | {"asserts": "considered"},
        SUPPORTED,
    ),
    "a recall that was not considered": (
        case(overseen("2025-07-02", not_considered=["recall"])),
        DECISION | {"asserts": "not_considered"},
        SUPPORTED,
    ),
    "a recall said to have been considered that was not": (
        case(overseen("2025-07-02", not_considered=["recall"])),
        DECISION | {"asserts": "considered"},
        CONTRADICTED,
    ),
    "a recall considered in one meeting and not in another": (
        case(overseen("2025-07-02", considered=["recall"]), overseen("2025-07-02", not_considered=["recall"])),
        DECISION | {"asserts": "considered"},
        NOT_ASSESSABLE,
    ),
    "a discussion that says nothing of recall": (
        case(overseen("2025-07-02")),
        DECISION | {"asserts": "considered"},
        NOT_EVIDENCED,
    ),
    "a review of risk that was made": (
        case(assessed("2025-06-01")),
        {"kind": "decision", "step": "review_of_risk", "asserts": "taken", "on": "2025-06-01"},
        SUPPORTED,
    ),
    "a score is no review of risk": (
        case(assessed("2025-06-01", type="rsr_only", ratings={})),
        {"kind": "decision", "step": "review_of_risk", "asserts": "taken", "on": "2025-06-01"},
        CONTRADICTED,
    ),
    "a referral, for which a record has no place": (
        MISSED,
        {"kind": "decision", "step": "referral", "asserts": "taken", "on": "2025-06-01"},
        NOT_ASSESSABLE,
    ),
    "a manager who took part": (MANAGER_THERE, PART | {"asserts": "took_part"}, SUPPORTED),
    "a manager who was only told": (MANAGER_TOLD, PART | {"asserts": "took_part"}, CONTRADICTED),
    "a manager said to have been only told": (MANAGER_TOLD, PART | {"asserts": "only_informed"}, SUPPORTED),
    "a manager of whom nothing is said": (case(overseen("2025-07-02")), PART | {"asserts": "took_part"}, NOT_ASSESSABLE),
    "a discussion that is not on record": (MISSED, PART | {"asserts": "took_part"}, NOT_EVIDENCED),
    "a discussion, with oversight not supplied": (
        without(MISSED, "oversight"),
        PART | {"asserts": "took_part"},
        NOT_ASSESSABLE,
    ),
    "two discussions that differ": (
        case(
            overseen("2025-07-02", took_part=["senior_probation_officer"]),
            overseen("2025-07-02", informed=["senior_probation_officer"]),
        ),
        PART | {"asserts": "took_part"},
        NOT_ASSESSABLE,
    ),
    "a condition that was there": (case(condition("2025-07-01", "curfew")), CONDITION | {"asserts": "included"}, SUPPORTED),
    "a condition that was there and is said to be missing": (
        case(condition("2025-07-01", "curfew")),
        CONDITION | {"asserts": "omitted"},
        CONTRADICTED,
    ),
    "a condition that was only proposed": (
        case(condition("2025-07-01", "curfew", proposed_only=True)),
        CONDITION | {"asserts": "omitted"},
        SUPPORTED,
    ),
    "a condition missing from a section in full": (
        case(condition("2025-07-01", "residence")),
        CONDITION | {"asserts": "omitted"},
        SUPPORTED,
    ),
    "a condition missing from a section in part": (
        part(case(condition("2025-07-01", "residence")), "conditions"),
        CONDITION | {"asserts": "omitted"},
        NOT_EVIDENCED,
    ),
    "a condition that the release says was not there": (
        part(case(release("2025-07-01", "settled", conditions_absent=["curfew"])), "conditions"),
        CONDITION | {"asserts": "omitted"},
        SUPPORTED,
    ),
    "two conditions of which one is known to be missing": (
        part(case(release("2025-07-01", "settled", conditions_absent=["curfew"])), "conditions"),
        CONDITION | {"asserts": "omitted", "conditions": ["curfew", "gps_tag"]},
        NOT_EVIDENCED,
    ),
    "two conditions of which one was there": (
        part(
            case(release("2025-07-01", "settled", conditions_absent=["curfew"]), condition("2025-07-01", "gps_tag")),
            "conditions",
        ),
        CONDITION | {"asserts": "omitted", "conditions": ["curfew", "gps_tag"]},
        NOT_ASSESSABLE,
    ),
    "conditions that were not supplied": (without(MISSED, "conditions"), CONDITION | {"asserts": "omitted"}, NOT_ASSESSABLE),
    "a condition for which there was a need": (
        case(condition("2025-07-01", "support"), circumstance("2025-03-01", "bereavement")),
        {
            "kind": "condition",
            "conditions": ["support"],
            "needs": ["emotional_wellbeing"],
            "asserts": "serves_no_need",
            "on": "2025-07-01",
        },
        CONTRADICTED,
    ),
    "a condition for which there was none, in full": (
        case(condition("2025-07-01", "support")),
        {
            "kind": "condition",
            "conditions": ["support"],
            "needs": ["emotional_wellbeing"],
            "asserts": "serves_no_need",
            "on": "2025-07-01",
        },
        SUPPORTED,
    ),
    "a condition for which none is known": (
        part(case(condition("2025-07-01", "support"), circumstance("2025-03-01", "alcohol")), "circumstances"),
        {
            "kind": "condition",
            "conditions": ["support"],
            "needs": ["emotional_wellbeing"],
            "asserts": "serves_no_need",
            "on": "2025-07-01",
        },
        NOT_EVIDENCED,
    ),
    "a condition that nobody says what it is for": (
        case(condition("2025-07-01", "support")),
        {"kind": "condition", "conditions": ["support"], "asserts": "serves_no_need", "on": "2025-07-01"},
        NOT_ASSESSABLE,
    ),
    "a need for a condition that was not there": (
        MISSED,
        {
            "kind": "condition",
            "conditions": ["support"],
            "needs": ["emotional_wellbeing"],
            "asserts": "serves_no_need",
            "on": "2025-07-01",
        },
        NOT_ASSESSABLE,
    ),
    "a recall that was late": (SIGNED_LATE, LIMIT | {"asserts": "missed"}, SUPPORTED),
    "a recall that is said to have been in time": (SIGNED_LATE, LIMIT | {"asserts": "met"}, CONTRADICTED),
    "a recall in time": (SIGNED, LIMIT | {"asserts": "met"}, SUPPORTED),
    "a recall without times": (case(recalled("2025-07-02")), LIMIT | {"asserts": "met"}, NOT_ASSESSABLE),
    "a recall that is not on record": (MISSED, LIMIT | {"asserts": "missed"}, NOT_EVIDENCED),
    "a recall of a time without a limit": (
        case(recalled("2011-07-02", initiated_at="2011-07-02T09:00", signed_at="2011-07-09T09:00")),
        LIMIT | {"asserts": "missed"},
        NOT_ASSESSABLE,
    ),
    "an allocation that was late": (
        case(
            conviction(
                "2025-01-01", "weapon", victim="none", index=True, decided_on="2025-02-01", sentence={"kind": "custody"}
            ),
            allocated("2025-04-20"),
            release("2025-04-29", "settled"),
        ),
        {"kind": "time_limit", "limit": "allocation", "asserts": "missed"},
        SUPPORTED,
    ),
    "an allocation of which no delay shows": (
        case(allocated("2025-04-20")),
        {"kind": "time_limit", "limit": "allocation", "asserts": "missed"},
        NOT_EVIDENCED,
    ),
    "a request that was not chased": (
        case(request("2025-03-01", "prison", "custody_behaviour", "no")),
        {"kind": "time_limit", "limit": "request_chased", "asserts": "met"},
        CONTRADICTED,
    ),
    "an assessment that was made": (case(), ASSESSMENT | {"asserts": "made", "type": "full"}, SUPPORTED),
    "an assessment that was not": (case(), ASSESSMENT | {"asserts": "made", "type": "court_report"}, CONTRADICTED),
    "an assessment not on record, in part": (
        part(case(), "assessments"),
        ASSESSMENT | {"asserts": "made", "type": "court_report"},
        NOT_EVIDENCED,
    ),
    "a pre-release assessment that was not made": (
        case(release("2025-06-01", "settled", pre_release_assessment="no")),
        ASSESSMENT | {"asserts": "not_made", "type": "pre_release"},
        SUPPORTED,
    ),
    "a pre-release assessment of which nobody knows": (
        case(release("2025-06-01", "settled", pre_release_assessment="dont_know")),
        ASSESSMENT | {"asserts": "not_made", "type": "pre_release"},
        NOT_ASSESSABLE,
    ),
    "an analysis of an older offence": (
        case(BURGLARY, WEAPON, offence_analysis={"about": ["cv-old"]}),
        ASSESSMENT | {"asserts": "not_updated"},
        SUPPORTED,
    ),
    "an analysis of the present offences": (
        case(BURGLARY, WEAPON, offence_analysis={"about": ["cv-new"]}),
        ASSESSMENT | {"asserts": "not_updated"},
        CONTRADICTED,
    ),
    "an analysis of nobody knows what": (case(BURGLARY, WEAPON), ASSESSMENT | {"asserts": "not_updated"}, NOT_ASSESSABLE),
    "a rating carried forward": (
        case(assessed("2024-01-01"), assessed("2025-06-01", type="carried_forward")),
        ASSESSMENT | {"asserts": "updated"},
        CONTRADICTED,
    ),
    "an assessment that leaves an assault out": (
        case(ASSAULT, evidence_addressed=[]),
        ASSESSMENT | {"asserts": "omits", "topic": "custody"},
        SUPPORTED,
    ),
    "an assessment that deals with it": (
        case(ASSAULT, evidence_addressed=[addressed("ad-1")]),
        ASSESSMENT | {"asserts": "omits", "topic": "custody"},
        CONTRADICTED,
    ),
    "an assessment that deals with one of two": (
        case(ASSAULT, adjudication("2024-08-01", "assault"), evidence_addressed=[addressed("ad-1")]),
        ASSESSMENT | {"asserts": "omits", "topic": "custody"},
        NOT_ASSESSABLE,
    ),
    "an assessment with nothing to leave out": (
        case(evidence_addressed=[]),
        ASSESSMENT | {"asserts": "omits", "topic": "custody"},
        NOT_EVIDENCED,
    ),
    "an assessment that says nothing of what it deals with": (
        case(ASSAULT, evidence_addressed=None),
        ASSESSMENT | {"asserts": "omits", "topic": "custody"},
        NOT_ASSESSABLE,
    ),
    "an assessment that does not exist": (
        case(),
        {"kind": "assessment", "on": "2025-01-01", "asserts": "updated"},
        NOT_ASSESSABLE,
    ),
    "a rating that nothing speaks against": (case(), ASSESSMENT | {"asserts": "rated_rightly"}, SUPPORTED),
    "a rating without custody records": (
        without(case(), "custody"),
        ASSESSMENT | {"asserts": "rated_too_low"},
        NOT_ASSESSABLE,
    ),
}


SIDES = {
    SUPPORTED: [(True, False)],
    CONTRADICTED: [(False, True)],
    NOT_EVIDENCED: [(False, False), (True, False)],
    NOT_ASSESSABLE: [(False, False), (True, True)],
}
"""Whether there is something that supports and something that contradicts a claim, by what comes out of it."""


@pytest.mark.parametrize(("made", "claim", "expected"), CASES.values(), ids=CASES)
def test_a_claim_comes_out_as_the_record_has_it(made: dict[str, Any], claim: dict[str, Any], expected: Verdict) -> None:
    found = compared(made, claim).claims[0]
    assert found.verdict is expected, (found.why, found.supports, found.contradicts)
    assert found.reads_as.endswith(".")
    assert (bool(found.supports), bool(found.contradicts)) in SIDES[expected]


def test_every_kind_of_claim_has_a_case_for_every_verdict() -> None:
    seen = {(claim["kind"], verdict) for _, claim, verdict in CASES.values()}
    kinds = {"assessment", "event", "decision", "part", "condition", "time_limit"}
    assert seen == {(kind, verdict) for kind in kinds for verdict in Verdict}


def test_the_same_on_another_day_is_shown_and_does_not_count() -> None:
    found = one(part(MISSED, "contacts"), **EVENT, what="appointment_missed", on="2025-07-03")
    assert [row.on for row in found.elsewhere] == ["2025-07-01"]
    assert found.why.endswith("It has the like on other days.")


def test_the_rating_of_the_published_kind_is_supported_as_too_low() -> None:
    made = case(
        assessed("2025-06-01"),
        adjudication("2024-05-01", "assault", victim="staff", weapon={"kind": "improvised", "use": "used"}),
        conviction("2023-05-01", "serious_violence", victim="ex_partner"),
        conviction("2024-09-01", "violence", victim="staff", setting="custody"),
        order("2024-03-01"),
        evidence_addressed=[],
    )
    found = one(made, kind="assessment", on="2025-06-01", asserts="rated_too_low")
    assert found.verdict is SUPPORTED
    assert found.supports.evidence
    assert one(made, kind="assessment", on="2025-06-01", asserts="rated_rightly").verdict is CONTRADICTED
    assert compared(made, EVENT | {"what": "recall"}).not_mentioned[0].what == "level"
    mentioned = compared(made, {"kind": "assessment", "on": "2025-06-01", "asserts": "rated_too_low"})
    assert "level" not in {each.what for each in mentioned.not_mentioned}


SCORE_ONLY = case(BURGLARY, WEAPON, type="rsr_only", offence_analysis={"about": ["cv-old"]})


@pytest.mark.parametrize(
    ("made", "claim", "cause"),
    [
        (SCORE_ONLY, ASSESSMENT | {"asserts": "not_updated", "attributed_to": "court_officer"}, Cause.PROCESS),
        (
            case(BURGLARY, WEAPON, offence_analysis={"about": ["cv-old"]}),
            ASSESSMENT | {"asserts": "not_updated", "attributed_to": "community_practitioner"},
            Cause.CANNOT_SAY,
        ),
        (SIGNED_LATE, LIMIT | {"asserts": "missed", "attributed_to": "senior_probation_officer"}, Cause.ROLE),
        (SIGNED_LATE, LIMIT | {"asserts": "missed", "attributed_to": "court_officer"}, Cause.PROCESS),
        (SIGNED, LIMIT | {"asserts": "missed", "attributed_to": "senior_probation_officer"}, Cause.NOTHING_TO_ATTRIBUTE),
        (
            case(adjudication("2024-05-01", "assault", known_to=[{"agency": "prison"}]), evidence_addressed=[]),
            ASSESSMENT | {"asserts": "omits", "topic": "custody", "attributed_to": "community_practitioner"},
            Cause.INFORMATION,
        ),
        (
            case(ASSAULT, evidence_addressed=[]),
            ASSESSMENT | {"asserts": "omits", "topic": "custody", "attributed_to": "community_practitioner"},
            Cause.CANNOT_SAY,
        ),
    ],
)
def test_whose_doing_it_was_goes_by_the_process_and_by_who_knew(
    made: dict[str, Any], claim: dict[str, Any], cause: Cause
) -> None:
    found = compared(made, claim).claims[0].attribution
    assert found is not None
    assert found.cause is cause
    assert (found.cites is None) is (cause not in (Cause.PROCESS, Cause.ROLE))


def test_a_duty_holds_from_its_day() -> None:
    before = {"kind": "assessment", "on": "2022-04-12", "asserts": "not_updated", "attributed_to": "court_officer"}
    old = conviction("2019-05-01", "burglary", victim="none", index=True, id="cv-old")
    new = conviction("2021-01-01", "weapon", victim="none", index=True, decided_on="2022-04-01", id="cv-new")
    fields = {"type": "rsr_only", "offence_analysis": {"about": ["cv-old"]}}
    for day, cause in (("2022-04-12", Cause.CANNOT_SAY), ("2022-04-13", Cause.PROCESS)):
        found = compared(case(assessed(day, **fields), old, new), before | {"on": day}).claims[0].attribution
        assert found is not None
        assert found.cause is cause


@pytest.mark.parametrize(
    ("made", "claim", "kind", "rests"),
    [
        (SIGNED_LATE, LIMIT | {"asserts": "missed"}, "practice", "The record bears out what it rests on."),
        (SIGNED, LIMIT | {"asserts": "missed"}, "practice", "The record contradicts what it rests on."),
        (MISSED, LIMIT | {"asserts": "missed"}, "training", "The record does not bear out what it rests on."),
        (
            SCORE_ONLY,
            ASSESSMENT | {"asserts": "not_updated", "attributed_to": "court_officer"},
            "hr_process",
            "It rests on what a person did; the record and the process say that the process caused it.",
        ),
        (
            SCORE_ONLY,
            ASSESSMENT | {"asserts": "not_updated", "attributed_to": "court_officer"},
            "process_change",
            "The record bears out what it rests on.",
        ),
        (
            case(adjudication("2024-05-01", "assault", known_to=[{"agency": "prison"}]), evidence_addressed=[]),
            ASSESSMENT | {"asserts": "omits", "topic": "custody", "attributed_to": "community_practitioner"},
            "hr_process",
            "It rests on what a person did; the record says that the information had not reached probation.",
        ),
    ],
)
def test_an_action_is_told_what_it_rests_on(made: dict[str, Any], claim: dict[str, Any], kind: str, rests: str) -> None:
    assert compared(made, claim | {"action": {"kind": kind}}).claims[0].action_rests == rests


def test_an_item_that_is_not_on_record_cannot_be_judged() -> None:
    found = one(MISSED, **EVENT, what="appointment_missed", item="co-9")
    assert found.verdict is NOT_ASSESSABLE
    assert "no item of the reference" in found.why


def test_enforcement_by_each_of_its_names() -> None:
    for what in ("warning", "final_warning", "breach", "warrant", "arrest", "charge"):
        assert one(case(enforced("2025-07-01", what)), **EVENT, what=what).verdict is SUPPORTED
