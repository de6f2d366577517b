"""Near misses of the rules of ``riskcheck.rules.lowered``."""

from typing import Any

from riskcheck.rules.examples import Placed, adjudication, assessed, case, circumstance, conviction, order, overseen, report
from tests.rules.near_misses.form import NearMiss
from tests.rules.near_misses.made import HIGH, MEDIUM, graded


def agreed(day: str) -> Placed:
    return overseen(day, "countersignature", decision="Agreed.")


def lowered(*more: Placed) -> dict[str, Any]:
    return case(HIGH, MEDIUM, *more)


FIRES: tuple[NearMiss, ...] = (
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
)
QUIET: tuple[NearMiss, ...] = (
    ("ST101", "the same again", case(HIGH, assessed("2025-06-01", "high", id="as-2"))),
    ("ST101", "the first assessment", case(MEDIUM)),
    (
        "ST101",
        "an acquittal since, of what was known before",
        lowered(conviction("2025-01-01", "violence", outcome="acquitted", decided_on="2025-04-01")),
    ),
    ("ST101", "an order that ended since", lowered(order("2020-05-01", ended_on="2025-05-01"))),
    ("ST101", "absent since", lowered(circumstance("2025-04-01", "alcohol", "absent"))),
    (
        "ST101",
        "a report found to be unfounded, known since",
        lowered(report("2025-04-01", "domestic_abuse", outcome="unfounded")),
    ),
    (
        "ST101",
        "a group that is no longer rated",
        case(
            HIGH,
            assessed("2025-06-01", "high", id="as-2", ratings={"community": {"public": "high"}, "custody": {}}),
        ),
    ),
)
