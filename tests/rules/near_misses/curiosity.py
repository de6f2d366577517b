"""Near misses of the rules of ``riskcheck.rules.curiosity``."""

from riskcheck.rules.examples import assessed, case, circumstance, conviction
from tests.rules.near_misses.form import NearMiss
from tests.rules.near_misses.made import unsaid

FIRES: tuple[NearMiss, ...] = (
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
)
QUIET: tuple[NearMiss, ...] = (
    (
        "CY101",
        "nobody says, and the record does not say what is addressed",
        unsaid(outcome="acquitted"),
    ),
    ("CY102", "it ended", case(circumstance("2025-02-01", "new_relationship", ended_on="2025-04-01"))),
    ("CY102", "drinking is another matter", case(circumstance("2025-02-01", "alcohol"))),
    (
        "CY102",
        "the record does not say what the assessment addresses",
        case(circumstance("2025-03-01", "other"), evidence_addressed=None),
    ),
)
