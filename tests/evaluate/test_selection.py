"""Who is opened, and how good that is: against plain counting, other people's code, and lots that are drawn."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score

from riskcheck.evaluate.selection import (
    AVERAGE_PRECISION,
    FOUND,
    PRECISION,
    UNDERRATED,
    Kinds,
    curve,
    flagged,
    opened,
    picked,
    to_open,
)
from riskcheck.evaluate.table import Floats

ONCE = np.ones((1, 6))
RIGHT = np.array([True, False, True, False, False, True])
KINDS = Kinds.of({UNDERRATED: RIGHT, "first two": np.array([True, True, False, False, False, False])})


def measured(order: list[float], budget: float, weights: Floats = ONCE) -> tuple[Floats, Floats]:
    return opened(np.array(order), budget, KINDS)(weights)


def test_the_highest_scores_are_opened() -> None:
    top, under = measured([6, 5, 4, 3, 2, 1], 0.5)
    assert (top[0, 0], under[0, 0]) == (2, 3)
    assert (top[0, 1], under[0, 1]) == (2, 2)
    assert (top[0, PRECISION], under[0, PRECISION]) == (2, 3)
    assert (top[0, FOUND], under[0, FOUND]) == (2, 1)


def test_among_equal_scores_it_is_what_to_expect_of_lots() -> None:
    order = np.array([2.0, 1.0, 1.0, 1.0, 1.0, 0.0])
    drawn = []
    for lots in permutations(range(4)):
        place = [0, *(1 + lot for lot in lots), 5]
        first = np.argsort(place)[:3]
        drawn.append(RIGHT[first].sum())
    top, _ = measured(order.tolist(), 0.5)
    assert top[0, FOUND] == pytest.approx(np.mean(drawn))
    assert picked(order, 0.5) == pytest.approx([1, 0.5, 0.5, 0.5, 0.5, 0])


@given(
    st.lists(st.tuples(st.integers(0, 5), st.booleans(), st.integers(0, 3)), min_size=2, max_size=40).filter(
        lambda rows: any(right and weight for _, right, weight in rows)
    )
)
def test_average_precision_is_scikit_learn_s(rows: list[tuple[int, bool, int]]) -> None:
    order, right, weight = (np.array(column) for column in zip(*rows, strict=True))
    top, under = opened(order.astype(float), 0.1, Kinds.of({UNDERRATED: right.astype(bool)}))(weight[None, :].astype(float))
    assert under[0, AVERAGE_PRECISION] == 1
    assert top[0, AVERAGE_PRECISION] == pytest.approx(average_precision_score(right, order, sample_weight=weight))


@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3)), min_size=1, max_size=30).filter(
        lambda rows: any(weight for _, weight in rows)
    ),
    st.integers(1, 100),
)
def test_as_many_are_opened_as_the_budget_says_and_a_weight_is_as_good_as_a_copy(
    rows: list[tuple[int, int]], per_cent: int
) -> None:
    order, weight = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    right = order > 2
    weighted = opened(order, per_cent / 100, Kinds.of({UNDERRATED: right}))(weight[None, :])
    often = weight.astype(int)
    copies = np.repeat(order, often)
    copied = opened(copies, per_cent / 100, Kinds.of({UNDERRATED: np.repeat(right, often)}))(np.ones((1, len(copies))))
    assert weighted[1][0, PRECISION] == pytest.approx(to_open(np.array([weight.sum()]), per_cent / 100)[0])
    assert weighted[0][0, FOUND] == pytest.approx(copied[0][0, FOUND])


def test_at_least_one_case_can_be_opened() -> None:
    assert to_open(np.array([3.0, 50.0, 150.0, 2355.0]), 0.07).tolist() == [1, 4, 11, 165]


def test_the_curve_goes_through_what_is_found() -> None:
    order = np.array([6.0, 5, 4, 3, 2, 1])
    assert curve(order, RIGHT.astype(float), np.array([0, 1, 2, 3, 6])).tolist() == [0, 1, 1, 2, 3]
    assert curve(np.zeros(6), RIGHT.astype(float), np.array([0, 3, 6])).tolist() == [0, 1.5, 3]


def test_flags_are_counted_whatever_the_budget() -> None:
    top, under = flagged(np.array([True, True, False, True, False, False]), KINDS)(ONCE)
    assert (top[0, 0], under[0, 0]) == (1, 3)
    assert (top[0, PRECISION], under[0, PRECISION]) == (1, 3)
