"""Intervals: the same each time, as wide as they should be, and never of no width where nothing was seen."""

import numpy as np
import pytest

from riskcheck.evaluate.intervals import Draws, drawn
from riskcheck.evaluate.selection import shares
from riskcheck.evaluate.table import Floats
from riskcheck.shares import wilson


def share_of(right: Floats, kin: Floats | None = None, resamples: int = 2000, seed: int = 1) -> Draws:
    groups = np.arange(len(right)) if kin is None else kin.astype(np.int64)
    return drawn({"share": shares(right[:, None], np.ones((len(right), 1)))}, groups, resamples, seed)["share"]


def test_the_interval_of_a_share_is_as_wide_as_theory_has_it() -> None:
    right = np.r_[np.ones(120), np.zeros(280)]
    figure = share_of(right).share(0)
    assert figure.value == 0.3
    assert figure.of == 400
    half = 1.96 * np.sqrt(0.3 * 0.7 / 400)
    assert figure.low == pytest.approx(0.3 - half, abs=0.006)
    assert figure.high == pytest.approx(0.3 + half, abs=0.006)


def test_kin_are_drawn_together_so_that_copies_do_not_make_an_interval_narrower() -> None:
    right = np.r_[np.ones(30), np.zeros(70)]
    once, twice = share_of(right), share_of(np.repeat(right, 2), np.repeat(np.arange(100), 2))
    apart = share_of(np.repeat(right, 2))
    assert twice.drawn.std() == pytest.approx(once.drawn.std(), rel=0.1)
    assert apart.drawn.std() < 0.8 * once.drawn.std()


def test_the_same_seed_gives_the_same_figures_and_another_does_not() -> None:
    right = np.r_[np.ones(30), np.zeros(70)]
    assert np.array_equal(share_of(right).drawn, share_of(right).drawn)
    assert not np.array_equal(share_of(right).drawn, share_of(right, seed=2).drawn)


def test_measures_see_the_same_draws() -> None:
    right = np.r_[np.ones(30), np.zeros(70)][:, None]
    two = drawn({"one": shares(right, right * 0 + 1), "other": shares(2 * right, right * 0 + 1)}, np.arange(100), 50, 1)
    times = two["other"].times(0, two["one"], 0, 100)
    assert (times.value, times.low, times.high) == (2, 2, 2)


@pytest.mark.parametrize(
    ("share", "of", "low", "high"), [(0.0, 10, 0.0, 0.2775), (1.0, 10, 0.7225, 1.0), (0.5, 20, 0.2993, 0.7007)]
)
def test_wilson_s_interval(share: float, of: int, low: float, high: float) -> None:
    assert wilson(share, of) == pytest.approx((low, high), abs=2e-4)


@pytest.mark.parametrize("all_of_them", [0.0, 1.0])
def test_where_none_or_all_are_counted_the_interval_still_has_width(all_of_them: float) -> None:
    figure = share_of(np.full(8, all_of_them)).share(0)
    assert figure.value == all_of_them
    assert (figure.low, figure.high) == wilson(all_of_them, 8)


def test_with_nothing_to_count_there_is_no_figure() -> None:
    nothing = drawn({"share": shares(np.zeros((5, 1)), np.zeros((5, 1)))}, np.arange(5), 20, 1)["share"].share(0)
    assert (nothing.value, nothing.low, nothing.high, nothing.of) == (None, None, None, 0)
