"""What a store and a round of scoring give out, as rows of the workbook."""

from typing import Any

from riskcheck.report.workbook.joined import agreement, decisions
from riskcheck.review.rows import AgreementRow, DecisionRow


def decided(**changes: Any) -> DecisionRow:
    fields = {
        "case": "C-5",
        "rule": "CU101",
        "key": "0f3c5a7b9d1e2f40",
        "state": "disagreed",
        "reason": "it is about another incident",
        "note": "See the wing log.",
        "reviewer": "R12",
        "on": "2025-06-03",
        "until": "2025-12-31",
        "standing": "stands",
    }
    return DecisionRow(**{**fields, **changes})


def agreed(weights: str = "none") -> AgreementRow:
    return AgreementRow(
        between="R1 and R2",
        about="C1a",
        cases=60,
        same=0.9,
        same_low=0.8,
        same_high=0.95,
        weights=weights,
        kappa=None,
        kappa_low=None,
        kappa_high=None,
        ac=0.88,
        ac_low=0.79,
        ac_high=0.97,
    )


def test_a_decision_that_was_replaced_is_kept_and_says_so() -> None:
    first, second = decisions((decided(standing="replaced"), decided(state="agreed", until=None)), "2026-01-01")
    assert first.reason == "it is about another incident; See the wing log.; replaced by a later decision"
    assert (first.expired, second.expired) == (True, False)
    assert second.state == "agreed"


def test_kappa_never_stands_alone() -> None:
    rows = agreement((agreed(), agreed(weights="linear")))
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
