"""Near misses of the rules of ``riskcheck.rules.contradictions``."""

from typing import Any

from riskcheck.rules.examples import (
    Placed,
    adjudication,
    alert,
    assessed,
    case,
    circumstance,
    conviction,
    order,
    registration,
    report,
)
from tests.rules.near_misses.form import NearMiss


def answered(question: str, *placed: Placed) -> dict[str, Any]:
    return case(*placed, answers={question: "no"})


FIRES: tuple[NearMiss, ...] = (
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
)
QUIET: tuple[NearMiss, ...] = (
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
    ("CF106", "an offence without a weapon", answered("weapon_carried_or_used", conviction("2023-05-01", "violence"))),
    ("CF106", "an offence that is no arson", answered("arson", conviction("2023-05-01", "criminal_damage"))),
    ("CF107", "another registration", case(registration("2024-05-01", "iom"))),
)
