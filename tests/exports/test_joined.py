"""What a store and a round of scoring give out, as rows of the workbook."""

from dataclasses import dataclass

from riskcheck.report.workbook.joined import agreement, decisions


@dataclass(frozen=True)
class Decided:
    case: str = "C-5"
    rule: str = "CU101"
    key: str = "0f3c5a7b9d1e2f40"
    state: str = "disagreed"
    reason: str = "another_incident"
    note: str = "See the wing log."
    reviewer: str = "R12"
    on: str = "2025-06-03"
    until: str | None = "2025-12-31"
    stands: bool = True


@dataclass(frozen=True)
class Agreed:
    between: str = "R1 and R2"
    about: str = "C1a"
    cases: int = 60
    same: float | None = 0.9
    same_low: float | None = 0.8
    same_high: float | None = 0.95
    weights: str = "none"
    kappa: float | None = None
    kappa_low: float | None = None
    kappa_high: float | None = None
    ac: float | None = 0.88
    ac_low: float | None = 0.79
    ac_high: float | None = 0.97


def test_a_decision_that_was_replaced_is_kept_and_says_so() -> None:
    first, second = decisions((Decided(stands=False), Decided(state="agreed", until=None)), "2026-01-01")
    assert first.reason == "another_incident; See the wing log.; replaced by a later decision"
    assert (first.expired, second.expired) == (True, False)
    assert second.state == "agreed"


def test_kappa_never_stands_alone() -> None:
    rows = agreement((Agreed(), Agreed(weights="linear")))
    assert [row.measure for row in rows] == [
        "Share that is the same",
        "Cohen's kappa",
        "Gwet's AC1",
        "Share that is the same",
        "Kappa, linear weights",
        "Gwet's AC2, linear weights",
    ]
    assert rows[1].value is None
    assert (rows[2].value, rows[2].low, rows[2].high) == (0.88, 0.79, 0.97)
