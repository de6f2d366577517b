"""Near misses of the rules of ``riskcheck.rules.overdue``."""

from riskcheck.rules.examples import (
    adjudication,
    assessed,
    case,
    circumstance,
    conviction,
    enforced,
    incident,
    order,
    recalled,
    registration,
    release,
    report,
)
from tests.rules.near_misses.form import NearMiss
from tests.rules.near_misses.made import OLD

FIRES: tuple[NearMiss, ...] = (
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
    ("ST102", "an arrest", case(OLD, enforced("2025-02-01", "arrest"))),
    ("ST102", "a custody incident, as the assailant", case(OLD, incident("2025-02-01", "assault"))),
    ("ST102", "known on the last day that leaves a month", case(OLD, order("2025-05-01"))),
    ("ST102", "released long after the assessment", case(assessed("2024-09-01"), release("2025-02-01", "settled"))),
    ("ST108", "a third-party report", case(OLD, report("2025-02-01", "threats", kind="third_party_report"))),
)
QUIET: tuple[NearMiss, ...] = (
    ("ST102", "bail", case(assessed("2024-09-01"), release("2025-02-01", "settled", kind="bail"))),
    ("ST102", "assessed three months before release", case(assessed("2024-11-01"), release("2025-02-01", "settled"))),
    ("ST108", "a charge is for another check", case(OLD, conviction("2025-02-01", "violence", outcome="pending"))),
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
    ("ST108", "a charge is an event of another rule", case(OLD, conviction("2025-02-01", "violence", outcome="pending"))),
    ("ST108", "about drugs", case(OLD, report("2025-02-01", "drugs", kind="intelligence", victim="none"))),
    ("ST102", "a register of an order", case(OLD, registration("2025-02-01", "restraining_order"))),
)
