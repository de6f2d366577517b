"""Pairs of cases that differ in one thing, and that one thing decides whether a rule speaks."""

from typing import Any

import msgspec
import pytest

from riskcheck.records import CaseRecord
from riskcheck.rules import RULES
from riskcheck.rules.examples import (
    IMPROVISED,
    KNIFE,
    KNIFE_USED,
    Placed,
    addressed,
    adjudication,
    alert,
    allocated,
    assessed,
    case,
    circumstance,
    condition,
    contact,
    conviction,
    enforced,
    incident,
    mappa,
    order,
    overseen,
    predictor,
    raw,
    recalled,
    registration,
    release,
    report,
    request,
    without,
)
from riskcheck.terms import Group, Setting
from riskcheck.view import view


def unsaid(**fields: Any) -> dict[str, Any]:
    """A matter in a record that does not say what the assessment addresses."""
    made = case(conviction("2024-05-01", "violence", **fields))
    del made["assessments"]["items"][0]["evidence_addressed"]
    return made


NOON = "2025-05-01T12:00"
HIGH = assessed("2025-03-01", "high", id="as-1")
MEDIUM = assessed("2025-06-01", "medium", id="as-2")
OLD = assessed("2024-12-01")
INDEX = conviction("2015-05-01", "sexual", index=True)
TOLD = report("2025-05-01", "sexual", kind="disclosure", victim="public")
SENTENCED = conviction(
    "2025-01-01", "weapon", victim="none", index=True, decided_on="2025-02-01", sentence={"kind": "custody", "months": 16}
)
FREE = release("2025-04-29", "settled")
HARM = adjudication("2025-03-01", "assault")
LONG = " ".join(f"word{number}" for number in range(60))
ABOUT_AN_OLD_ONE = (
    assessed("2025-05-01", id="as-1", offence_analysis={"about": ["cv-1"]}),
    conviction("2020-01-01", "theft", index=True),
    conviction("2025-01-01", "weapon", index=True),
)
WOUNDED = {"index": True, "sentence": {"kind": "custody", "months": 12}}
SILENT = "whether the relevance of matters that ended without conviction was considered is not recorded"
MISSED = [contact(f"2025-0{month}-10", "unacceptable_absence") for month in (2, 3, 4)]
MISSED_IT = contact("2025-05-02", "unacceptable_absence")
RELEASED = [release("2025-05-01", "settled"), MISSED_IT]


def graded(day: str, public: str, staff: str, **fields: Any) -> Placed:
    """An assessment that rates the public and staff, in the community."""
    return assessed(day, ratings={"community": {"public": public, "staff": staff}, "custody": {}}, **fields)


def agreed(day: str) -> Placed:
    return overseen(day, "countersignature", decision="Agreed.")


def text(words: int, *changed: int) -> str:
    """So many words, some of which are others than usual."""
    return " ".join(f"{'other' if number in changed else 'word'}{number}" for number in range(words))


def lowered(*more: Placed) -> dict[str, Any]:
    return case(HIGH, MEDIUM, *more)


def copied(*more: Placed, words: str = LONG, **later: Any) -> dict[str, Any]:
    """Two assessments with the same words, unless others are given for the later one."""
    return case(
        assessed("2025-01-01", id="as-1", summary={"analysis": words}),
        assessed("2025-06-01", id="as-2", **{"summary": {"analysis": words}} | later),
        *more,
    )


def answered(question: str, *placed: Placed) -> dict[str, Any]:
    return case(*placed, answers={question: "no"})


FIRES: list[tuple[str, str, dict[str, Any]]] = [
    ("ST101", "a countersignature without a decision gives no reason", lowered(overseen("2025-06-01", "countersignature"))),
    ("ST101", "a discussion is no countersignature", lowered(overseen("2025-06-01", decision="Agreed."))),
    ("ST101", "a countersignature of the time before", lowered(overseen("2025-02-01", "countersignature", decision="Agreed."))),
    ("ST101", "an order that ended before the earlier one", lowered(order("2020-05-01", ended_on="2025-02-01"))),
    ("ST101", "an order that is in force", lowered(order("2020-05-01"))),
    ("ST101", "a charge dismissed before", lowered(adjudication("2025-01-01", "assault", outcome="dismissed"))),
    ("ST101", "a charge proved since", lowered(adjudication("2025-04-01", "assault"))),
    ("ST101", "absent already then", lowered(circumstance("2025-02-01", "alcohol", "absent"))),
    ("ST101", "present since", lowered(circumstance("2025-04-01", "alcohol"))),
    ("ST101", "ended before", lowered(circumstance("2024-02-01", "alcohol", ended_on="2025-02-01"))),
    ("ST101", "a countersignature on the day of the earlier one", lowered(agreed("2025-03-01"))),
    ("ST101", "an order that ended on the day of the earlier one", lowered(order("2020-05-01", ended_on="2025-03-01"))),
    (
        "ST101",
        "what ended on the day of the earlier one",
        lowered(circumstance("2024-02-01", "alcohol", ended_on="2025-03-01")),
    ),
    ("ST101", "absent on the day of the earlier one", lowered(circumstance("2025-03-01", "alcohol", "absent"))),
    (
        "ST101",
        "a charge dismissed on the day of the earlier one",
        lowered(adjudication("2025-01-01", "assault", outcome="dismissed", heard_on="2025-03-01")),
    ),
    ("ST101", "one rating", case(graded("2025-03-01", "high", "low"), graded("2025-06-01", "medium", "low", id="as-2"))),
    ("ST101", "two ratings", case(graded("2025-03-01", "high", "high"), graded("2025-06-01", "medium", "low", id="as-2"))),
    ("ST102", "a charge", case(OLD, enforced("2025-02-01", "charge"))),
    (
        "ST102",
        "released after a day out",
        case(assessed("2024-09-01"), release("2025-01-20", "settled", kind="temporary"), release("2025-02-01", "settled")),
    ),
    (
        "ST105",
        "a register of abuse",
        case(registration("2024-11-01", "domestic_abuse_perpetrator", next_review_on="2025-02-01")),
    ),
    ("CD104", "a very high band", case(predictor("2025-05-01", "SVRP", 9, "very_high", generation=2))),
    ("ST102", "an arrest", case(OLD, enforced("2025-02-01", "arrest"))),
    ("ST102", "a custody incident, as the assailant", case(OLD, incident("2025-02-01", "assault"))),
    ("ST102", "known on the last day that leaves a month", case(OLD, order("2025-05-01"))),
    ("ST102", "released long after the assessment", case(assessed("2024-09-01"), release("2025-02-01", "settled"))),
    ("ST104", "new harm on the day of the later assessment", copied(adjudication("2025-06-01", "assault"))),
    ("ST104", "and an old theft", copied(HARM, conviction("2020-03-01", "theft"))),
    ("ST104", "forty words, and the same in capitals", copied(HARM, words=text(40), summary={"analysis": text(40).upper()})),
    ("ST104", "nine tenths of it", copied(HARM, words=text(47), summary={"analysis": text(52)})),
    ("ST104", "another word in the middle", copied(HARM, words=text(60), summary={"analysis": text(60, 30)})),
    ("ST104", "two other words in the middle", copied(HARM, words=text(80), summary={"analysis": text(80, 40, 41)})),
    (
        "ST104",
        "the same text in two boxes",
        copied(HARM, words=text(40), rating_reasons=text(20), summary={"analysis": " ".join(text(40).split()[20:])}),
    ),
    (
        "ST104",
        "the analysis of the offence",
        copied(HARM, words=text(40), offence_analysis={"text": text(40)}, summary={"analysis": ""}),
    ),
    (
        "ST106",
        "the last analysis names no offence",
        case(*ABOUT_AN_OLD_ONE, assessed(id="as-2", offence_analysis={"text": "He."})),
    ),
    (
        "ST106",
        "the days of decision are not recorded",
        case(
            conviction("2022-05-01", "burglary", index=True, decided_on=None, id="cv-old"),
            conviction("2025-04-01", "weapon", index=True, decided_on=None),
            offence_analysis={"about": ["cv-old"]},
        ),
    ),
    (
        "ST106",
        "the offences are named, or several",
        case(
            conviction("2022-05-01", "burglary", "theft", index=True, id="cv-1"),
            conviction("2022-05-01", "theft", index=True, offence="Theft from a Shop", id="cv-2"),
            conviction("2025-01-01", "weapon", "threats", index=True, id="cv-3"),
            conviction("2025-01-01", "violence", index=True, offence="Assault (ABH)", id="cv-4"),
            offence_analysis={"about": ["cv-1", "cv-2", "cv-9"]},
        ),
    ),
    (
        "ST106",
        "convicted on the day of the assessment",
        case(
            conviction("2020-01-01", "theft", index=True, decided_on="2020-05-01", id="cv-1"),
            conviction("2025-01-01", "weapon", index=True, decided_on="2025-06-01", id="cv-2"),
            offence_analysis={"about": ["cv-1"]},
        ),
    ),
    ("ST108", "a third-party report", case(OLD, report("2025-02-01", "threats", kind="third_party_report"))),
    ("CD103", "two bands lower, whatever reduces it", case(predictor("2025-05-01", "DC_SRP", 40, "medium", generation=2))),
    ("CD104", "the band is worked out from the score", case(predictor("2025-05-01", "RSR", 8, "not_recorded"))),
    (
        "CD104",
        "the band is all there is",
        case(
            (
                "predictors",
                {
                    "date": "2025-05-01",
                    "name": "RSR",
                    "band": "high",
                    "generation": 1,
                },
            )
        ),
    ),
    (
        "CY101",
        "not considered, and the record does not say what is addressed",
        case(
            assessed(evidence_addressed=[]),
            conviction("2024-05-01", "violence", outcome="withdrawn", relevance_considered="no"),
        ),
    ),
    (
        "CY101",
        "said not to be recorded, after one that is dealt with",
        case(
            conviction("2024-03-01", "theft"),
            conviction("2024-04-01", "violence", outcome="acquitted", relevance_considered="yes"),
            conviction("2024-05-01", "violence", outcome="acquitted", relevance_considered="not_recorded"),
        ),
    ),
    ("CY102", "a circumstance of no listed kind", case(circumstance("2025-03-01", "other"))),
    ("IN102", "asked 28 days ago", case(request("2025-05-04", "prison", "custody_behaviour", "no"))),
    ("IN102", "asked of social services", case(request("2025-02-10", "childrens_services", "custody_behaviour", "no"))),
    (
        "IN104",
        "after one that is not stated to be known to anybody, probation hearing of it after the assessment",
        case(
            report("2024-05-10", "threats", kind="disclosure"),
            report("2024-05-15", "threats", known_to=[{"agency": "health"}, {"agency": "probation", "on": "2025-06-02"}]),
        ),
    ),
    ("IN103", "another source was used", case(incident("2024-09-01", "assault"), sources_used=["police"])),
    (
        "IN105",
        "against nobody named as known, and called domestic abuse",
        case(
            report("2024-05-01", "domestic_abuse", victim="not_recorded", checked="no"),
            report("2024-06-01", "domestic_abuse", victim="not_recorded", checked="no"),
        ),
    ),
    (
        "IN105",
        "asked about something else",
        case(
            report("2024-05-01", "domestic_abuse"),
            report("2024-06-01", "domestic_abuse"),
            request("2024-06-02", "police", "other", "yes"),
        ),
    ),
    (
        "IN105",
        "after one that was unfounded, and without a word on checks",
        case(
            report("2024-04-01", "domestic_abuse", outcome="unfounded"),
            report("2024-05-01", "domestic_abuse", checked="not_recorded"),
            report("2024-06-01", "domestic_abuse", checked="not_recorded"),
        ),
    ),
    (
        "IN105",
        "violence to a partner, not called abuse",
        case(report("2024-05-01", "violence"), report("2024-06-01", "violence")),
    ),
    (
        "EN101",
        "a second late",
        case(recalled("2025-05-01", initiated_at="2025-05-01T12:00:00", signed_at="2025-05-02T12:00:01")),
    ),
    (
        "EN101",
        "the time of decision starts the clock where none was initiated",
        case(
            recalled("2025-05-01", decided_at="2025-05-01T12:00", signed_at="2025-05-02T12:01"),
        ),
    ),
    (
        "EN102",
        "after a recall that was not carried out",
        case(recalled("2025-02-01", revoked_at=NOON), recalled("2025-05-01", revoked_at=NOON, returned_at="2025-05-04T13:00")),
    ),
    ("EN103", "no address at all", case(release("2025-05-01", "none"), MISSED_IT)),
    ("EN103", "released to one address and again to none", case(*RELEASED, release("2025-05-02", "unknown"))),
    ("EN103", "lost the address", case(*RELEASED, circumstance("2025-05-01", "accommodation_loss"))),
    ("EN103", "released a month before", case(release("2025-04-02", "none"), MISSED_IT)),
    ("EN103", "released that day", case(release("2025-05-02", "none"), MISSED_IT)),
    (
        "EN103",
        "after one that was kept",
        case(release("2025-05-01", "none"), contact("2025-05-01", "attended_complied"), MISSED_IT),
    ),
    *(
        ("EN104", f"{kind} counts", case(*MISSED[1:], enforced("2025-05-10", kind)))
        for kind in ("arrest", "charge", "curfew_violation")
    ),
    ("EN104", "a charge that the police report counts", case(*MISSED[1:], report("2025-05-10", "other", kind="charge"))),
    ("EN104", "six months to the day", case(*MISSED[1:], contact("2024-12-01", "failed_to_comply"))),
    *(
        ("EN105", f"{kind}", case(OLD, INDEX, report("2025-05-01", "sexual", kind=kind, victim="public")))
        for kind in ("third_party_report", "intelligence")
    ),
    ("EN105", "like one of two", case(OLD, INDEX, conviction("2015-05-01", "robbery", index=True), TOLD)),
    ("EN105", "nobody has ever reviewed the risk", case(assessed("2024-12-01", type="rsr_only"), INDEX, TOLD)),
    ("EN103", "drinking from the day itself", case(*RELEASED, circumstance("2025-05-02", "alcohol"))),
    ("EN103", "the drinking ended that day", case(*RELEASED, circumstance("2025-05-01", "alcohol", ended_on="2025-05-02"))),
    ("EN103", "consulted four days later", case(*RELEASED, circumstance("2025-05-01", "alcohol"), overseen("2025-05-06"))),
    ("EN103", "consulted before it", case(*RELEASED, circumstance("2025-05-01", "alcohol"), overseen("2025-05-01"))),
    (
        "EN103",
        "a warning is no recall",
        case(*RELEASED, circumstance("2025-05-01", "drugs"), enforced("2025-05-03", "warning")),
    ),
    ("EN104", "an arrest counts", case(*MISSED[:2], report("2025-04-10", "other", kind="arrest"))),
    ("EN104", "breached before any of it", case(*MISSED, enforced("2025-01-10", "breach"))),
    ("EN104", "a discussion without a decision", case(*MISSED, overseen("2025-04-12"))),
    ("EN104", "a decision of last year", case(*MISSED, overseen("2024-04-12", decision="No breach."))),
    ("EN105", "a discussion without a decision", case(OLD, INDEX, TOLD, overseen("2025-05-02"))),
    ("EN105", "a decision before it", case(OLD, INDEX, TOLD, overseen("2025-04-02", decision="Continue."))),
    ("EN105", "a recall before it", case(OLD, INDEX, TOLD, recalled("2020-04-02"))),
    ("RE103", "on the eighth day, 27 days before", case(SENTENCED, allocated("2025-02-09"), release("2025-03-08", "settled"))),
    (
        "OV103",
        "after another offence",
        case(conviction("2015-05-01", "theft"), conviction("2024-05-01", "violence", **WOUNDED)),
    ),
    (
        "RE103",
        "shortly before the second release",
        case(SENTENCED, release("2025-03-01", "settled"), allocated("2025-04-20"), FREE),
    ),
    ("RE103", "after the last release", case(SENTENCED, release("2025-03-01", "settled"), FREE, allocated("2025-05-05"))),
    ("RE103", "after release", case(SENTENCED, allocated("2025-05-05"), FREE)),
    (
        "RE103",
        "on the day of the first of two releases",
        case(SENTENCED, allocated("2025-04-29"), FREE, release("2025-05-20", "settled")),
    ),
    (
        "RE103",
        "released on the day of sentence, and not allocated",
        case(SENTENCED, allocated("2025-02-01", "not_allocated"), release("2025-02-01", "settled")),
    ),
    (
        "RE103",
        "released twice since, the earlier release and allocation being of another sentence",
        case(
            conviction("2020-01-01", "theft", index=True, decided_on="2020-02-01", sentence={"kind": "custody", "months": 1}),
            SENTENCED,
            allocated("2020-02-02"),
            release("2020-02-15", "settled"),
            allocated("2025-04-20"),
            FREE,
            release("2025-05-10", "settled"),
        ),
    ),
    (
        "RE103",
        "the day of another sentence is not recorded",
        case(SENTENCED, allocated("2025-04-20"), FREE, (SENTENCED[0], SENTENCED[1] | {"decided_on": None})),
    ),
    (
        "RE103",
        "not allocated, planned for one day and released on another",
        case(
            SENTENCED,
            allocated("2025-04-20", "not_allocated"),
            release("2025-04-25", "settled", planned=True),
            FREE,
        ),
    ),
    (
        "RE104",
        "the record does not say what is addressed",
        case(order("2024-05-01"), release("2025-05-01", "settled"), evidence_addressed=None),
    ),
    (
        "OV103",
        "the day of the sentence is not recorded",
        case(conviction("2024-05-01", "violence", decided_on=None, **WOUNDED)),
    ),
    (
        "RE104",
        "proposed and not imposed",
        case(
            order("2024-05-01"),
            release("2025-05-01", "settled"),
            condition("2025-05-01", "no_contact", proposed_only=True),
        ),
    ),
    (
        "RE104",
        "the condition has ended",
        case(
            order("2024-05-01"),
            release("2025-05-01", "settled"),
            condition("2025-05-01", "no_contact", ended_on="2025-05-20"),
        ),
    ),
    ("OV102", "released that day", case(mappa("2025-05-20", 2, 0), release("2025-05-20", "settled"))),
    ("OV102", "the category is open", case(mappa("2025-01-01", 0, 1))),
    ("OV103", "twelve months", case(conviction("2024-05-01", "violence", **WOUNDED))),
    (
        "OV103",
        "an indeterminate sentence has no months",
        case(
            conviction("2024-05-01", "violence", index=True, sentence={"kind": "custody", "indeterminate": "yes"}),
        ),
    ),
    (
        "CF103",
        "the register was not what the last assessment said",
        case(
            assessed("2025-01-05", "low", id="as-1"),
            MEDIUM,
            registration("2025-01-10", "risk_to_public", level="high"),
        ),
    ),
    (
        "CF103",
        "registered after the assessment",
        case(
            assessed("2024-12-05", "high", id="as-1"),
            assessed("2025-05-20", "medium", id="as-2"),
            registration("2025-05-25", "risk_to_public", level="high"),
        ),
    ),
    (
        "CF103",
        "the register holds what the last assessment said of another group",
        case(
            graded("2025-01-05", "high", "low", id="as-1"),
            MEDIUM,
            registration("2025-01-10", "risk_to_staff", level="high"),
        ),
    ),
    (
        "CF103",
        "after a register of another kind",
        case(registration("2025-01-01", "iom"), registration("2025-01-10", "risk_to_public", level="high")),
    ),
    ("CF104", "after an alert of another kind", case(alert("2025-01-01", "violent"), alert("2025-01-10", "rosh_high"))),
    (
        "CF104",
        "the days of grace end today",
        case(assessed("2024-12-05", "high", id="as-1"), assessed("2025-05-01", id="as-2"), alert("2025-01-01", "rosh_high")),
    ),
    (
        "CF104",
        "the days of grace are over",
        case(
            assessed("2024-12-05", "high", id="as-1"),
            assessed("2025-04-20", "medium", id="as-2"),
            alert("2025-01-01", "rosh_high"),
        ),
    ),
    ("CF106", "violence", answered("violence_or_threat", conviction("2023-05-01", "violence"))),
    ("CF106", "a threat", answered("violence_or_threat", conviction("2023-05-01", "threats"))),
    (
        "CF106",
        "a former partner",
        answered("domestic_abuse_partner", conviction("2023-05-01", "violence", victim="ex_partner")),
    ),
    (
        "CF106",
        "an emergency worker",
        answered("assaulted_or_threatened_staff", conviction("2023-05-01", "violence", victim="emergency_worker")),
    ),
    ("CF106", "arson", answered("arson", conviction("2023-05-01", "arson"))),
    ("CF106", "a partner", answered("domestic_abuse_partner", conviction("2023-05-01", "violence", victim="partner"))),
    (
        "CF106",
        "family",
        answered("domestic_abuse_family", report("2024-05-01", "domestic_abuse", victim="family", outcome="substantiated")),
    ),
    (
        "CF106",
        "threats to staff",
        answered("assaulted_or_threatened_staff", adjudication("2024-05-01", "threats_or_abuse", victim="staff")),
    ),
    ("CF106", "violence in custody", answered("control_issues", adjudication("2024-05-01", "assault"))),
    ("CF107", "a prison alert", case(alert("2024-05-01", "risk_to_children"))),
    (
        "CF108",
        "on the first day",
        case(
            circumstance("2025-03-01", "drugs", "absent"),
            adjudication("2025-03-01", "drugs_or_alcohol", victim="none"),
        ),
    ),
    (
        "CF108",
        "on the last day",
        case(
            circumstance("2025-01-01", "drugs", "absent", ended_on="2025-03-01"),
            adjudication("2025-03-01", "drugs_or_alcohol", victim="none"),
        ),
    ),
    (
        "CF108",
        "after a circumstance that is present",
        case(
            circumstance("2024-12-01", "alcohol"),
            circumstance("2025-01-01", "drugs", "absent"),
            adjudication("2025-03-01", "drugs_or_alcohol", victim="none"),
        ),
    ),
    (
        "CF109",
        "a prison alert is no registration",
        case(
            conviction("2023-05-01", "violence", victim="partner"),
            alert("2024-05-01", "domestic_abuse"),
        ),
    ),
    ("CF110", "one knife, used", case(conviction("2024-05-01", "violence", weapon=KNIFE_USED))),
    (
        "CF110",
        "a prison alert is no registration",
        case(
            conviction("2024-05-01", "violence", weapon=KNIFE_USED),
            alert("2024-05-01", "chemical_attacker"),
        ),
    ),
    (
        "CF110",
        "another registration",
        case(
            conviction("2024-05-01", "violence", weapon=KNIFE_USED),
            registration("2024-05-01", "domestic_abuse_perpetrator"),
        ),
    ),
]
QUIET: list[tuple[str, str, dict[str, Any]]] = [
    ("ST101", "the same again", case(HIGH, assessed("2025-06-01", "high", id="as-2"))),
    ("ST101", "the first assessment", case(MEDIUM)),
    (
        "ST101",
        "an acquittal since, of what was known before",
        lowered(conviction("2025-01-01", "violence", outcome="acquitted", decided_on="2025-04-01")),
    ),
    ("ST102", "bail", case(assessed("2024-09-01"), release("2025-02-01", "settled", kind="bail"))),
    ("ST102", "assessed three months before release", case(assessed("2024-11-01"), release("2025-02-01", "settled"))),
    ("ST108", "a charge is for another check", case(OLD, conviction("2025-02-01", "violence", outcome="pending"))),
    ("CD104", "one group is rated high", case(graded("2025-06-01", "high", "low"), predictor("2025-05-01", "RSR", 8, "high"))),
    ("ST101", "an order that ended since", lowered(order("2020-05-01", ended_on="2025-05-01"))),
    ("ST101", "absent since", lowered(circumstance("2025-04-01", "alcohol", "absent"))),
    (
        "ST101",
        "a report found to be unfounded, known since",
        lowered(report("2025-04-01", "domestic_abuse", outcome="unfounded")),
    ),
    ("ST102", "on the day of the review", case(assessed("2025-02-01"), order("2025-02-01"))),
    ("ST102", "a warning", case(OLD, enforced("2025-02-01", "warning"))),
    ("ST102", "a recall of last week", case(OLD, recalled("2025-05-25"))),
    ("ST102", "a charge of last week", case(OLD, conviction("2025-05-25", "violence", outcome="pending"))),
    ("ST102", "acquitted", case(OLD, conviction("2025-02-01", "violence", outcome="acquitted"))),
    ("ST102", "a suspected part in custody", case(OLD, incident("2025-02-01", "assault", role="suspected_assailant"))),
    ("ST102", "a report from the community", case(OLD, report("2025-02-01", "violence", outcome="substantiated"))),
    ("ST102", "damage to a cell", case(OLD, adjudication("2025-02-01", "damage", victim="none"))),
    ("ST102", "a release that is planned", case(assessed("2024-09-01"), release("2025-02-01", "settled", planned=True))),
    ("ST102", "a day out on licence", case(assessed("2024-09-01"), release("2025-02-01", "settled", kind="temporary"))),
    (
        "ST102",
        "assessed before release",
        case(assessed("2024-09-01"), release("2025-02-01", "settled", pre_release_assessment="yes")),
    ),
    ("ST102", "released last week", case(assessed("2024-09-01"), release("2025-05-25", "settled"))),
    ("ST102", "no review is on record", case(assessed("2024-12-01", type="carried_forward"), order("2025-02-01"))),
    ("ST103", "bereaved", case(OLD, circumstance("2025-02-01", "bereavement"))),
    ("ST104", "alleged only", copied(report("2025-03-01", "violence"))),
    ("ST104", "a theft", copied(conviction("2025-03-01", "theft"))),
    ("ST104", "on record on the day of the one before", copied(adjudication("2025-01-01", "assault"))),
    ("ST104", "too short to compare", copied(adjudication("2025-03-01", "assault"), words="He is sorry for what he did.")),
    ("ST104", "thirty-nine words", copied(HARM, words=text(39))),
    ("ST104", "thirty-nine words, and two more", copied(HARM, words=text(39), summary={"analysis": text(41)})),
    ("ST107", "a score-only assessment without ratings followed", case(OLD, assessed(type="rsr_only", id="as-2", ratings={}))),
    ("ST107", "it was never worked on", case(assessed(type="carried_forward"))),
    (
        "ST106",
        "an offence of no present sentence",
        case(
            conviction("2020-01-01", "theft", index=True, decided_on="2020-05-01", id="cv-1"),
            conviction("2025-01-01", "weapon", decided_on="2025-02-01", id="cv-2"),
            offence_analysis={"about": ["cv-1"]},
        ),
    ),
    (
        "ST106",
        "a charge that is pending",
        case(
            conviction("2020-01-01", "theft", index=True, decided_on="2020-05-01", id="cv-1"),
            conviction("2025-01-01", "weapon", index=True, outcome="pending", id="cv-2"),
            offence_analysis={"about": ["cv-1"]},
        ),
    ),
    (
        "ST106",
        "no index offence is on record",
        case(
            conviction("2020-01-01", "theft", id="cv-1"),
            offence_analysis={"about": ["cv-1"]},
        ),
    ),
    ("ST107", "full, after a score", case(assessed("2025-04-01", id="as-1", type="rsr_only", ratings={}), MEDIUM)),
    ("ST108", "a charge is an event of another rule", case(OLD, conviction("2025-02-01", "violence", outcome="pending"))),
    ("ST108", "about drugs", case(OLD, report("2025-02-01", "drugs", kind="intelligence", victim="none"))),
    ("CD102", "withdrawn in July 2026 and used before", case(conviction("2025-05-01", "violence", **raw("03605")))),
    ("CD103", "one band lower, where a reduction may apply", case(predictor("2025-05-01", "DC_SRP", 40, "high", generation=2))),
    ("CD103", "no score", case(("predictors", {"date": "2025-05-01", "name": "RSR", "band": "high", "generation": 1}))),
    ("CD103", "a tool without published bands", case(predictor("2025-05-01", "SARA", 3, "high"))),
    ("CD104", "scored after the assessment", case(assessed("2025-04-01"), predictor("2025-05-01", "RSR", 8, "high"))),
    (
        "CY101",
        "nobody says, and the record does not say what is addressed",
        unsaid(outcome="acquitted"),
    ),
    ("CY102", "it ended", case(circumstance("2025-02-01", "new_relationship", ended_on="2025-04-01"))),
    ("CY102", "drinking is another matter", case(circumstance("2025-02-01", "alcohol"))),
    ("IN102", "asked 27 days ago", case(request("2025-05-05", "prison", "custody_behaviour", "no"))),
    ("IN103", "about drugs", case(adjudication("2024-09-01", "drugs_or_alcohol", victim="none"), sources_used=["interview"])),
    (
        "IN103",
        "after the assessment",
        case(
            assessed("2025-04-01", sources_used=["interview"]),
            incident("2025-05-01", "assault"),
        ),
    ),
    ("IN104", "about theft", case(report("2024-05-15", "theft", kind="intelligence", known_to=[{"agency": "police"}]))),
    (
        "IN104",
        "established: another rule has it",
        case(
            report("2024-05-15", "violence", outcome="substantiated", known_to=[{"agency": "police"}]),
        ),
    ),
    (
        "IN105",
        "two of one night",
        case(
            report("2024-05-01", "domestic_abuse", checked="no"),
            report("2024-05-01", "domestic_abuse", checked="no"),
        ),
    ),
    (
        "IN105",
        "about other violence",
        case(
            report("2024-05-01", "violence", victim="public", checked="no"),
            report("2024-06-01", "violence", victim="public", checked="no"),
        ),
    ),
    ("EN103", "the drinking ended before", case(*RELEASED, circumstance("2025-04-01", "alcohol", ended_on="2025-05-01"))),
    ("EN103", "the drinking began after", case(*RELEASED, circumstance("2025-05-03", "alcohol"))),
    ("EN103", "drinking is recorded as absent", case(*RELEASED, circumstance("2025-05-01", "alcohol", "absent"))),
    ("EN103", "bereaved", case(*RELEASED, circumstance("2025-05-01", "bereavement"))),
    (
        "EN103",
        "released long before",
        case(
            release("2024-05-01", "unknown"),
            contact("2025-05-02", "unacceptable_absence"),
            circumstance("2025-05-01", "alcohol"),
        ),
    ),
    (
        "EN103",
        "the release is planned",
        case(
            release("2025-05-01", "unknown", planned=True),
            contact("2025-05-02", "unacceptable_absence"),
        ),
    ),
    ("EN103", "three days are not over", case(release("2025-05-20", "unknown"), contact("2025-05-29", "unacceptable_absence"))),
    ("EN103", "consulted on the third day", case(*RELEASED, circumstance("2025-05-01", "alcohol"), overseen("2025-05-05"))),
    ("EN104", "twice", case(*MISSED[:2])),
    (
        "EN104",
        "breached after the first, an arrest",
        case(*MISSED[1:], report("2025-02-10", "other", kind="arrest"), enforced("2025-02-12", "breach")),
    ),
    ("EN101", "nobody says when it began", case(recalled("2025-05-01", signed_at=NOON))),
    ("EN102", "nobody says when it was revoked", case(recalled("2025-05-01", returned_at=NOON))),
    ("EN102", "three days to the hour", case(recalled("2025-05-01", revoked_at=NOON, returned_at="2025-05-04T12:00"))),
    ("EN103", "breached", case(release("2025-05-01", "none"), MISSED_IT, enforced("2025-05-04", "breach"))),
    ("EN103", "consulted that day", case(release("2025-05-01", "none"), MISSED_IT, overseen("2025-05-02"))),
    ("EN103", "enforcement not supplied", without(case(release("2025-05-01", "none"), MISSED_IT), "enforcement")),
    ("EN104", "a call-out is none", case(*MISSED[1:], report("2025-05-10", "domestic_abuse"))),
    ("EN104", "recalled", case(*MISSED, recalled("2025-04-12"))),
    ("EN104", "breached on the day of the first", case(*MISSED, enforced("2025-02-10", "breach"))),
    ("EN104", "decided six months ago to the day", case(*MISSED, overseen("2024-12-01", decision="No breach."))),
    ("EN105", "enforcement not supplied", without(case(OLD, INDEX, TOLD), "enforcement")),
    (
        "EN105",
        "like an index theft in the theft only",
        case(
            OLD,
            conviction("2015-05-01", "theft", index=True),
            report("2025-05-01", "theft", "sexual", kind="disclosure", victim="public"),
        ),
    ),
    (
        "EN105",
        "word of a theft, the index offence being more than that",
        case(
            OLD,
            conviction("2015-05-01", "theft", "sexual", index=True),
            report("2025-05-01", "theft", kind="disclosure", victim="public"),
        ),
    ),
    (
        "EN105",
        "of the day of the index offence",
        case(OLD, INDEX, report("2015-05-01", "sexual", kind="disclosure", victim="public", known_on="2025-05-01")),
    ),
    ("EN105", "reviewed that day", case(assessed("2025-05-01"), INDEX, TOLD)),
    ("EN104", "three on one day", case(*[contact("2025-03-10", "unacceptable_absence")] * 3)),
    ("EN104", "a decision not to breach", case(*MISSED, overseen("2025-04-12", decision="No breach: he now attends."))),
    ("EN105", "no index offence", case(OLD, conviction("2015-05-01", "sexual"), TOLD)),
    ("EN105", "three days are not over", case(OLD, INDEX, report("2025-05-30", "sexual", kind="disclosure", victim="public"))),
    (
        "EN105",
        "it was about the time before the index offence",
        case(
            OLD,
            conviction("2015-05-01", "sexual", index=True),
            report("2014-05-01", "sexual", kind="disclosure", known_on="2025-05-01"),
        ),
    ),
    ("EN105", "an arrest is no warning", case(OLD, INDEX, report("2025-05-01", "sexual", kind="arrest", victim="public"))),
    ("EN105", "a recall that day", case(OLD, INDEX, TOLD, recalled("2025-05-01"))),
    ("EN105", "decided that day", case(OLD, INDEX, TOLD, overseen("2025-05-01", decision="Seen weekly."))),
    ("RE103", "on the seventh day", case(SENTENCED, allocated("2025-02-08"), release("2025-02-20", "settled"))),
    ("RE103", "28 days before", case(SENTENCED, allocated("2025-02-20"), release("2025-03-20", "settled"))),
    ("RE103", "a release before the sentence", case(SENTENCED, allocated("2025-02-20"), release("2025-01-20", "settled"))),
    ("RE103", "a day out", case(SENTENCED, allocated("2025-04-20"), release("2025-04-29", "settled", kind="temporary"))),
    ("RE103", "with the prison's offender manager", case(SENTENCED, allocated("2025-02-20", "prison_offender_manager"), FREE)),
    (
        "RE103",
        "a community order",
        case(
            conviction("2025-01-01", "weapon", index=True, decided_on="2025-02-01", sentence={"kind": "community_order"}),
            allocated("2025-04-20"),
            FREE,
        ),
    ),
    ("RE103", "no allocation at all is on record", case(SENTENCED, FREE)),
    (
        "RE103",
        "not allocated, and release is planned",
        case(
            SENTENCED,
            allocated("2025-04-20", "not_allocated"),
            release("2025-04-29", "settled", planned=True),
        ),
    ),
    ("RE104", "only a register knows of the order", case(registration("2024-05-01", "restraining_order"), FREE)),
    ("RE104", "the release is planned", case(order("2024-05-01"), release("2025-05-01", "settled", planned=True))),
    ("RE104", "a day out", case(order("2024-05-01"), release("2025-05-01", "settled", kind="temporary"))),
    ("OV102", "released before it was opened", case(mappa("2025-05-20", 2, 0), release("2025-05-01", "settled"))),
    ("OV102", "release is planned", case(mappa("2025-05-20", 2, 0), release("2025-05-25", "settled", planned=True))),
    ("OV103", "acquitted", case(conviction("2024-05-01", "violence", outcome="acquitted", **WOUNDED))),
    (
        "OV103",
        "suspended",
        case(
            conviction("2024-05-01", "violence", index=True, sentence={"kind": "suspended", "months": 18}),
        ),
    ),
    (
        "OV103",
        "an old sentence that has been served",
        case(
            conviction("2024-05-01", "violence", sentence={"kind": "custody", "months": 24}),
        ),
    ),
    (
        "CF103",
        "children were not rated",
        case(
            registration("2025-01-10", "risk_to_children", level="high"),
            ratings={
                "community": {"public": "medium"},
                "custody": {},
            },
        ),
    ),
    (
        "CF103",
        "no level, and another was given before",
        case(assessed("2025-01-05", "high", id="as-1"), MEDIUM, registration("2025-01-10", "risk_to_public")),
    ),
    (
        "CF104",
        "it was made on the day of the assessment, from the one before",
        case(assessed("2025-01-05", "high", id="as-1"), MEDIUM, alert("2025-06-01", "rosh_high")),
    ),
    (
        "CF104",
        "it still shows the highest of the last assessment",
        case(
            graded("2025-01-05", "low", "high", id="as-1"),
            MEDIUM,
            alert("2025-01-10", "rosh_high"),
        ),
    ),
    (
        "CY102",
        "the record does not say what the assessment addresses",
        case(circumstance("2025-03-01", "other"), evidence_addressed=None),
    ),
    (
        "IN103",
        "the evidence is addressed with reasons",
        case(incident("2024-09-01", "assault"), sources_used=["police"], evidence_addressed=[addressed("in-1")]),
    ),
    (
        "IN103",
        "a system that is no source of an assessment",
        case(incident("2024-09-01", "assault", source={"system": "other"}), sources_used=["police"]),
    ),
    (
        "IN104",
        "probation heard of it on the day of the assessment",
        case(report("2024-05-15", "threats", known_to=[{"agency": "health"}, {"agency": "probation", "on": "2025-06-01"}])),
    ),
    (
        "IN104",
        "a charge is not a report",
        case(conviction("2024-05-15", "violence", outcome="pending", known_to=[{"agency": "police"}])),
    ),
    (
        "IN105",
        "asked about the children",
        case(
            report("2024-05-01", "domestic_abuse"),
            report("2024-06-01", "domestic_abuse"),
            request("2024-06-02", "childrens_services", "child_safeguarding", "yes"),
        ),
    ),
    ("CF106", "no answers are on record", case(conviction("2023-05-01", "violence"))),
    (
        "CF107",
        "the record does not say what the assessment addresses",
        case(conviction("2020-05-01", "sexual", victim="child"), evidence_addressed=None),
    ),
    (
        "CF108",
        "both records say that it is present",
        case(circumstance("2025-01-01", "drugs"), adjudication("2025-03-01", "drugs_or_alcohol", victim="none")),
    ),
    ("CF106", "damage is no violence", answered("violence_or_threat", conviction("2023-05-01", "criminal_damage"))),
    ("CF106", "violence in custody is no offence", answered("violence_or_threat", adjudication("2023-05-01", "assault"))),
    ("CF106", "a fire in a cell is no offence", answered("arson", adjudication("2023-05-01", "fire", victim="none"))),
    (
        "CF106",
        "a former partner's car was stolen",
        answered("domestic_abuse_partner", conviction("2023-05-01", "theft", victim="partner")),
    ),
    (
        "CF106",
        "abuse of family is another question",
        answered("domestic_abuse_partner", conviction("2023-05-01", "violence", victim="family")),
    ),
    ("CF106", "and the other way", answered("domestic_abuse_family", conviction("2023-05-01", "violence", victim="partner"))),
    ("CF106", "theft from family", answered("domestic_abuse_family", conviction("2023-05-01", "theft", victim="family"))),
    (
        "CF106",
        "disobeying staff",
        answered("assaulted_or_threatened_staff", adjudication("2024-05-01", "disobedience", victim="staff")),
    ),
    ("CF106", "violence to others", answered("assaulted_or_threatened_staff", conviction("2023-05-01", "violence"))),
    ("CF106", "violence outside", answered("control_issues", conviction("2023-05-01", "violence"))),
    ("CF106", "refusing orders", answered("control_issues", adjudication("2024-05-01", "disobedience"))),
    (
        "CF106",
        "known only later",
        case(
            assessed("2025-03-01", answers={"arson": "no"}),
            conviction("2023-05-01", "arson", known_on="2025-04-01"),
        ),
    ),
    ("CF107", "theft from a child", case(conviction("2020-05-01", "theft", victim="child"))),
    ("CF107", "violence to an adult", case(conviction("2020-05-01", "violence"))),
    ("CF107", "an order for an adult", case(order("2024-05-01"))),
    ("CF107", "an order that has ended", case(order("2020-05-01", protects="child", ended_on="2022-05-01"))),
    ("CF107", "another alert", case(alert("2024-05-01", "violent"))),
    ("CF107", "the alert has ended", case(alert("2020-05-01", "risk_to_children", ended_on="2022-05-01"))),
    (
        "CF108",
        "another circumstance",
        case(
            circumstance("2025-01-01", "carrying_weapons", "absent"),
            adjudication("2025-03-01", "drugs_or_alcohol", victim="none"),
        ),
    ),
    ("CF108", "another charge", case(circumstance("2025-01-01", "drugs", "absent"), adjudication("2025-03-01", "assault"))),
    (
        "CF110",
        "one knife, and a register",
        case(
            conviction("2024-05-01", "violence", weapon=KNIFE_USED),
            registration("2024-05-01", "weapons"),
        ),
    ),
    ("CF110", "one found weapon", case(adjudication("2024-05-01", "weapon", victim="none", weapon=IMPROVISED))),
    (
        "ST101",
        "a group that is no longer rated",
        case(
            HIGH,
            assessed("2025-06-01", "high", id="as-2", ratings={"community": {"public": "high"}, "custody": {}}),
        ),
    ),
    ("ST102", "a register of an order", case(OLD, registration("2025-02-01", "restraining_order"))),
    ("CF106", "an offence without a weapon", answered("weapon_carried_or_used", conviction("2023-05-01", "violence"))),
    ("CF106", "an offence that is no arson", answered("arson", conviction("2023-05-01", "criminal_damage"))),
    ("CF107", "another registration", case(registration("2024-05-01", "iom"))),
    (
        "EN105",
        "the index offence is pending",
        case(
            OLD,
            conviction("2015-05-01", "sexual", index=True, outcome="pending"),
            TOLD,
        ),
    ),
    (
        "EN105",
        "an index theft, and word of theft",
        case(
            OLD,
            conviction("2015-05-01", "theft", index=True),
            report("2025-05-01", "theft", kind="intelligence", victim="none"),
        ),
    ),
    (
        "IN102",
        "it was answered late, and the day of the answer is past",
        case(
            request("2025-02-10", "prison", "custody_behaviour", "yes", answered_on="2025-06-01"),
        ),
    ),
    (
        "RE103",
        "not allocated, and then to the prison's offender manager",
        case(SENTENCED, allocated("2025-02-20", "not_allocated"), allocated("2025-02-21", "prison_offender_manager"), FREE),
    ),
    *(
        ("RE104", f"{kind} beside a residence", case(order("2024-05-01"), FREE, condition("2025-04-29", "residence"), one))
        for kind, one in (
            ("no contact", condition("2025-04-29", "no_contact")),
            ("an exclusion zone", condition("2025-04-29", "exclusion_zone")),
        )
    ),
    (
        "OV103",
        "registrations were supplied in part",
        case(conviction("2024-05-01", "violence", **WOUNDED)) | {"registrations": {"coverage": "partial", "items": []}},
    ),
    (
        "OV103",
        "registered for MAPPA",
        case(conviction("2024-05-01", "violence", **WOUNDED), registration("2024-06-01", "mappa")),
    ),
    ("OV103", "how long is not recorded", case(conviction("2024-05-01", "violence", index=True, sentence={"kind": "custody"}))),
    ("AG103", "an order of two years ago to the day", case(conviction("2015-05-01", "violence"), order("2023-06-01"))),
    ("OV103", "no sentence is on record", case(conviction("2024-05-01", "violence", index=True))),
    (
        "RE103",
        "an offence of an earlier sentence",
        case(
            conviction("2025-01-01", "weapon", decided_on="2025-02-01", sentence={"kind": "custody", "months": 16}),
            allocated("2025-04-20"),
            FREE,
        ),
    ),
    (
        "RE103",
        "a fine",
        case(
            conviction("2025-01-01", "weapon", index=True, decided_on="2025-02-01", sentence={"kind": "fine"}),
            allocated("2025-04-20"),
            FREE,
        ),
    ),
    (
        "RE103",
        "no sentence is on record",
        case(
            conviction("2025-01-01", "weapon", index=True, decided_on="2025-02-01"),
            allocated("2025-04-20"),
            FREE,
        ),
    ),
    ("CF102", "one", case(registration("2025-01-10", "rosh_medium"))),
    ("WE104", "one knife", case(conviction("2024-05-01", "weapon", victim="none", weapon=KNIFE))),
    ("EN104", "enforcement not supplied", without(case(*MISSED), "enforcement")),
]


def speaks(code: str, made: dict[str, Any]) -> bool:
    return bool(tuple(RULES[code].find(view(msgspec.convert(made, CaseRecord), "2025-06-01"))))


@pytest.mark.parametrize(("code", "words", "made"), FIRES, ids=lambda value: value if isinstance(value, str) else "")
def test_it_speaks(code: str, words: str, made: dict[str, Any]) -> None:
    assert speaks(code, made), words


@pytest.mark.parametrize(("code", "words", "made"), QUIET, ids=lambda value: value if isinstance(value, str) else "")
def test_it_is_quiet(code: str, words: str, made: dict[str, Any]) -> None:
    assert not speaks(code, made), words


@pytest.mark.parametrize(
    ("code", "made", "says"),
    [
        *(
            ("CY101", unsaid(outcome="acquitted", relevance_considered=state), SILENT)
            for state in (None, "not_recorded", "dont_know")
        ),
        ("CD101", case(alert("2024-05-01", "violent", **raw("ZZZ9"))), "not in the code lists: alert code ZZZ9"),
        ("CD101", case(adjudication("2024-05-01", "assault", **raw("9"))), "not in the code lists: adjudication code 9"),
        ("CD102", case(conviction("2024-05-01", "theft", **raw("999/99"))), "not in the code lists: offence code 99999"),
        ("ST102", case(assessed(type="rsr_only")), "no full or standard assessment is on record"),
        ("EN101", case(recalled("2025-05-01", initiated_at=NOON)), "recall: not on record when it was signed or submitted"),
        ("EN101", case(recalled("2025-05-01", signed_at=NOON)), "recall: not on record when it was initiated or decided"),
        (
            "EN101",
            case(recalled("2025-05-01", revoked_at=NOON)),
            "recall: not on record when it was initiated or decided, nor when it was signed or submitted",
        ),
        (
            "EN102",
            case(recalled("2025-05-01", revoked_at=NOON)),
            "recall: the time of revocation or of return to custody is not on record",
        ),
        (
            "EN102",
            case(recalled("2025-05-01", revoked_at=NOON, returned_at=NOON), recalled("2025-05-02", revoked_at=NOON)),
            "recall: the time of revocation or of return to custody is not on record",
        ),
        ("IN103", case(), "the record does not say which sources the assessment used"),
    ],
)
def test_what_could_not_be_checked_is_said(code: str, made: dict[str, Any], says: str) -> None:
    unchecked = RULES[code].unchecked
    assert unchecked is not None
    assert unchecked(view(msgspec.convert(made, CaseRecord), "2025-06-01")) == says


@pytest.mark.parametrize(
    ("code", "made"),
    [
        ("CY101", case(conviction("2024-05-01", "violence", outcome="acquitted"))),
        ("CY101", unsaid(outcome="convicted")),
        ("CY101", unsaid(outcome="acquitted", relevance_considered="yes")),
        ("ST102", case()),
        ("EN101", case(enforced("2025-05-01", "warning"))),
        ("EN102", case(recalled("2025-05-01", revoked_at="2025-05-01T12:00", returned_at="2025-05-02T12:00"))),
        ("IN103", case(sources_used=["interview"])),
        ("CD101", case(registration("2024-05-01", "weapons", **raw("WEAP")))),
        ("CD101", case(registration("2024-05-01", "iom", **raw("WEAP")))),
        ("CD103", case(predictor("2025-05-01", "SARA", 3, "high"))),
        ("CD103", case(predictor("2025-05-01", "OGP", 3, "not_recorded"))),
    ],
)
def test_what_could_be_checked_says_nothing(code: str, made: dict[str, Any]) -> None:
    unchecked = RULES[code].unchecked
    assert unchecked is not None
    assert unchecked(view(msgspec.convert(made, CaseRecord), "2025-06-01")) is None


def test_a_difference_about_one_group_is_about_its_ratings_only() -> None:
    made = case(registration("2025-01-10", "risk_to_staff", level="high"))
    (found,) = RULES["CF103"].find(view(msgspec.convert(made, CaseRecord), "2025-06-01"))
    assert found.concerns == ((Group.STAFF, Setting.COMMUNITY), (Group.STAFF, Setting.CUSTODY))


def test_an_overall_level_that_is_too_low_is_about_the_ratings_above_it() -> None:
    made = case(overall="medium", ratings={"community": {"public": "medium"}, "custody": {"staff": "high"}})
    (found,) = RULES["CF105"].find(view(msgspec.convert(made, CaseRecord), "2025-06-01"))
    assert found.concerns == ((Group.STAFF, Setting.CUSTODY),)


@pytest.mark.parametrize(
    ("code", "made", "says"),
    [
        ("OV102", case(mappa("2025-01-01", 0, 1)), "category"),
        ("OV102", case(mappa("2025-01-01", 2, 0)), "level"),
        ("EN101", case(recalled("2025-05-01", initiated_at="2025-05-01T12:00", signed_at="2025-05-03T12:00")), "48 hours"),
        ("ST101", case(HIGH, MEDIUM), "high before, medium now, and 8 more"),
        ("RE103", case(SENTENCED, allocated("2025-04-20"), FREE), "78 days after sentence and 9 days before release"),
        ("CD103", case(predictor("2025-05-01", "CSRP", 3.5, "medium", generation=2)), "3.5 is high, recorded as medium"),
        ("ST107", case(assessed(type="rsr_only")), "Made only to calculate a score"),
    ],
)
def test_what_is_found_is_said_with_its_numbers(code: str, made: dict[str, Any], says: str) -> None:
    (found,) = RULES[code].find(view(msgspec.convert(made, CaseRecord), "2025-06-01"))
    assert says in found.says


UNASSESSED = case(assessed(status="in_progress"))
del UNASSESSED["assessments"]["items"][0]["completed_on"]


@pytest.mark.parametrize("code", list(RULES))
def test_a_record_without_a_completed_assessment_is_no_trouble(code: str) -> None:
    assert not speaks(code, UNASSESSED)
