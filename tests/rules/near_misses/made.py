"""Records and parts of records that the near misses of several rules have in common."""

from typing import Any

from riskcheck.rules.examples import Placed, assessed, case, conviction, release


def unsaid(**fields: Any) -> dict[str, Any]:
    """A matter in a record that does not say what the assessment addresses."""
    made = case(conviction("2024-05-01", "violence", **fields))
    del made["assessments"]["items"][0]["evidence_addressed"]
    return made


NOON = "2025-05-01T12:00"
HIGH = assessed("2025-03-01", "high", id="as-1")
MEDIUM = assessed("2025-06-01", "medium", id="as-2")
OLD = assessed("2024-12-01")
SENTENCED = conviction(
    "2025-01-01", "weapon", victim="none", index=True, decided_on="2025-02-01", sentence={"kind": "custody", "months": 16}
)
FREE = release("2025-04-29", "settled")


def graded(day: str, public: str, staff: str, **fields: Any) -> Placed:
    """An assessment that rates the public and staff, in the community."""
    return assessed(day, ratings={"community": {"public": public, "staff": staff}, "custody": {}}, **fields)
