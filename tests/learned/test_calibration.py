"""A calibrated probability is the share that was rated high, and calibration never turns an order round."""

import numpy as np
import pytest
from scipy.special import expit

from riskcheck.learned.amount import Amount
from riskcheck.learned.calibration import Calibration, bands, calibration_error


def test_a_score_that_is_too_sure_is_calibrated_on_other_cases() -> None:
    chance = np.random.default_rng(0)
    truth = chance.normal(0, 1.5, 40_000)
    high = chance.random(40_000) < expit(truth)
    score = 2 * truth * np.abs(truth) + 1  # the order is right and the scale is far from it
    made = Calibration.fitted(score[:20_000], high[:20_000])
    probability = expit(made.log_odds(made.decision(score)))
    assert calibration_error(expit(score)[20_000:], high[20_000:]) > 0.08
    assert calibration_error(probability[20_000:], high[20_000:]) < 0.03


@pytest.mark.parametrize("upside_down", [1, -1])
def test_probabilities_rise_with_the_score_and_are_one_half_at_decision_nought(upside_down: int) -> None:
    chance = np.random.default_rng(1)
    score = chance.normal(size=3000)
    made = Calibration.fitted(score, chance.random(3000) < expit(upside_down * score))
    at = np.sort(chance.normal(0, 5, 500))
    assert (np.diff(made.log_odds(made.decision(at))) > 0).all()
    assert made.log_odds(np.zeros(1))[0] == pytest.approx(0, abs=1e-9)


def test_the_calibration_error_is_the_gap_worked_out_by_hand() -> None:
    probability = np.array([0.1, 0.1, 0.1, 0.1, 0.8, 0.8, 0.8, 0.8])
    high = np.array([False, False, False, True, True, True, False, False])
    assert calibration_error(probability, high, 2) == pytest.approx((0.15 + 0.3) / 2)
    assert [(band.cases, band.rated_high) for band in bands(probability, high, 2)] == [(4, 0.25), (4, 0.5)]


def test_scores_that_divide_the_cases_do_not_give_certainty() -> None:
    made = Calibration.fitted(np.arange(40.0) - 19.5, np.arange(40) >= 20)
    assert 0.5 < expit(made.log_odds(made.decision(np.array([0.5]))))[0] < 0.999


def test_the_amount_of_evidence_counts_what_has_a_direction_in_units_of_its_spread() -> None:
    table = np.array([[0.0, 5.0, 1.0], [2.0, 9.0, 1.0], [4.0, np.nan, 1.0], [2.0, 7.0, 1.0]])
    made = Amount.measured(table, np.array([1, 0, 1]))
    found = made.of(table)
    np.testing.assert_allclose(found, [-np.sqrt(2), 0, np.sqrt(2), 0])
    assert made.of(np.array([[np.nan, 1.0, 1.0]]))[0] == pytest.approx(0)
    assert made.of(np.array([[1e9, 1.0, 1.0]]))[0] == pytest.approx(3.0)
