"""Near misses of the rules of ``riskcheck.rules.levels``."""

from riskcheck.rules.examples import alert, assessed, case, registration
from tests.rules.near_misses.form import NearMiss
from tests.rules.near_misses.made import MEDIUM, graded

FIRES: tuple[NearMiss, ...] = (
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
)
QUIET: tuple[NearMiss, ...] = (
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
    ("CF102", "one", case(registration("2025-01-10", "rosh_medium"))),
)
