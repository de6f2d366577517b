"""What a panel adds to a run in its workbook: decisions from wherever they are kept, and figures of agreement.

Plain rows: whoever keeps decisions or works out agreement makes these, and the workbook shows them as they are.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class DecisionRow:
    """One decision on one finding. Days are ISO strings; ``until`` is its last day, where it has one."""

    case_id: str
    key: str
    rule: str
    state: str
    reviewer: str
    on: str
    reason: str
    until: str | None = None
    expired: bool = False


@dataclass(frozen=True, kw_only=True)
class AgreementRow:
    """One figure of agreement. ``value`` and its 95% interval are numbers of the measure's own scale."""

    what: str
    between: str
    cases: int
    measure: str
    value: float | None
    low: float | None = None
    high: float | None = None
    note: str = ""
