"""The peer check is a scikit-learn estimator, keeps to its constraints, and never lets a rating inform its own score."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.base import clone
from sklearn.metrics import average_precision_score
from sklearn.model_selection import StratifiedKFold
from sklearn.utils.estimator_checks import parametrize_with_checks

from riskcheck.learned.peers import PeerConsistency
from tests.learned.made import NAMES, SIGNS, caseload

SMALL: dict[str, Any] = {"members": 2, "trees": 30, "min_cases": 10}


@pytest.fixture(scope="module")
def fitted() -> PeerConsistency:
    table, ratings, _ = caseload()
    return PeerConsistency(monotonic=SIGNS, **SMALL).fit(table, ratings)


@parametrize_with_checks([PeerConsistency(**SMALL)])
def test_scikit_learns_own_checks_pass(estimator: Any, check: Any) -> None:
    check(estimator)


def test_lowered_ratings_come_first_and_are_found_better_than_by_chance() -> None:
    table, ratings, moved = caseload(3000)
    check = PeerConsistency(monotonic=SIGNS, **SMALL).fit(table, ratings)
    below = np.isin(ratings, ["low", "medium"])
    found = average_precision_score(moved[below], check.out_of_fold_decision_[below])
    assert found > 3 * moved[below].mean()
    assert moved[check.out_of_fold_stands_out_].mean() > 3 * moved[below].mean()


def test_about_the_budget_stands_out_and_only_cases_rated_below() -> None:
    table, ratings, _ = caseload(3000)
    below = np.isin(ratings, ["low", "medium"])
    for budget in (0.03, 0.07, 0.2):
        check = PeerConsistency(monotonic=SIGNS, budget=budget, **SMALL).fit(table, ratings)
        assert not (check.out_of_fold_stands_out_ & ~below).any()
        assert check.out_of_fold_stands_out_[below].mean() == pytest.approx(budget, abs=0.02)


@pytest.mark.parametrize("row", [0, 7, 400])
def test_a_cases_own_rating_changes_nothing_about_its_own_score(row: int, fitted: PeerConsistency) -> None:
    table, ratings, _ = caseload()
    turned = ratings.copy()
    turned[row] = "medium" if ratings[row] in ("high", "very_high") else "very_high"
    again = clone(fitted).fit(table, turned)
    assert again.out_of_fold_decision_[row] == fitted.out_of_fold_decision_[row]
    assert again.out_of_fold_probability_[row] == fitted.out_of_fold_probability_[row]
    assert again.out_of_fold_priority_[row] == fitted.out_of_fold_priority_[row]
    assert (again.out_of_fold_decision_ != fitted.out_of_fold_decision_).any()


def test_every_score_out_of_fold_comes_from_a_model_without_the_fold() -> None:
    table, ratings, _ = caseload(600)
    folds = StratifiedKFold(3, shuffle=True, random_state=4)
    check = PeerConsistency(folds=folds, **SMALL).fit(table, ratings)
    others, fold = next(iter(folds.split(table, np.isin(ratings, ["high", "very_high"]))))
    alone = PeerConsistency(folds=2, **SMALL).fit(table.iloc[others], ratings[others])
    np.testing.assert_array_equal(alone.decision_function(table.iloc[fold]), check.out_of_fold_decision_[fold])


@settings(max_examples=200)
@given(st.data())
def test_more_adverse_evidence_never_lowers_a_score(fitted: PeerConsistency, data: st.DataObject) -> None:
    values = data.draw(st.lists(st.integers(0, 12), min_size=6, max_size=6))
    name = data.draw(st.sampled_from(sorted(SIGNS)))
    less = pd.DataFrame([values], columns=NAMES, dtype=float)
    more = less.copy()
    more[name] += SIGNS[name] * data.draw(st.integers(1, 6))
    for judged in (fitted.decision_function, fitted.priority, lambda table: fitted.predict_proba(table)[:, 1]):
        assert judged(more)[0] >= judged(less)[0]


def test_ten_thousand_random_cases_with_missing_values_keep_to_the_constraints(fitted: PeerConsistency) -> None:
    chance = np.random.default_rng(0)
    values = chance.integers(0, 10, (10_000, 6)).astype(float)
    values[chance.random(values.shape) < 0.2] = np.nan
    before = pd.DataFrame(values, columns=NAMES)
    for name, sign in SIGNS.items():
        after = before.assign(**{name: before[name] + sign})
        assert (fitted.decision_function(after) >= fitted.decision_function(before)).all()
        assert (fitted.priority(after) >= fitted.priority(before)).all()


def test_words_and_numbers_for_ratings_give_the_same_model(fitted: PeerConsistency) -> None:
    table, ratings, _ = caseload()
    numbers = pd.Series(ratings).map({"low": 0, "medium": 1, "high": 2, "very_high": 3})
    again = PeerConsistency(monotonic=SIGNS, from_level=2, **SMALL).fit(table, numbers)
    np.testing.assert_array_equal(again.out_of_fold_decision_, fitted.out_of_fold_decision_)
    assert fitted.levels_ == ("low", "medium", "high", "very_high")
    assert again.levels_ == (0, 1, 2, 3)
    assert fitted.classes_.tolist() == ["below high", "high or above"]


def test_constraints_by_name_by_number_and_by_list_are_the_same() -> None:
    table, ratings, _ = caseload(400)
    listed = [SIGNS.get(name, 0) for name in NAMES]
    numbered = {at: sign for at, sign in enumerate(listed) if sign}
    decisions = [
        PeerConsistency(monotonic=given, **SMALL).fit(table, ratings).decision_function(table)
        for given in (SIGNS, listed, numbered)
    ]
    np.testing.assert_array_equal(decisions[0], decisions[1])
    np.testing.assert_array_equal(decisions[0], decisions[2])


def test_a_frame_and_an_array_give_the_same_scores(fitted: PeerConsistency) -> None:
    table, ratings, _ = caseload()
    plain = PeerConsistency(monotonic=[SIGNS.get(name, 0) for name in NAMES], **SMALL).fit(table.to_numpy(), ratings)
    np.testing.assert_array_equal(plain.decision_function(table.to_numpy()), fitted.decision_function(table))
    assert plain.contributions(table.to_numpy()).names[0] == "column 0"


def test_stands_out_asks_for_a_rating_below_and_a_priority_that_reaches_the_cut_off(fitted: PeerConsistency) -> None:
    table, ratings, _ = caseload(300, seed=9)
    expected = np.isin(ratings, ["low", "medium"]) & (fitted.priority(table) >= fitted.cutoff_)
    assert expected.any()
    np.testing.assert_array_equal(fitted.stands_out(table, ratings), expected)
    with pytest.raises(ValueError, match=r"not among the ratings learned from: \['severe'\]"):
        fitted.stands_out(table[:1], ["severe"])


@pytest.mark.parametrize(
    ("parameters", "says"),
    [
        ({"monotonic": {"weapon": 1}}, "monotonic names what is not a feature: weapon"),
        ({"monotonic": {"assaults": 2}}, "monotonic may only say"),
        ({"monotonic": [1]}, "monotonic has 1 entries for 6 features"),
        ({"from_level": "severe"}, "from_level is 'severe'"),
        ({"from_level": "low"}, "All of the ratings are on one side"),
        ({"budget": 1.0}, "Out of range: budget=1.0"),
        ({"doubted": -0.1, "leaves": 31}, "Out of range: doubted=-0.1, leaves=31"),
        ({"evidence_weight": -1}, "Out of range: evidence_weight=-1"),
    ],
)
def test_what_cannot_be_done_is_refused_in_a_sentence(parameters: dict[str, Any], says: str) -> None:
    table, ratings, _ = caseload(200)
    with pytest.raises(ValueError, match=says):
        PeerConsistency(**SMALL | parameters).fit(table, ratings)


def test_numbers_of_more_than_two_levels_need_to_be_told_where_high_begins() -> None:
    table, _, _ = caseload(200)
    with pytest.raises(ValueError, match="Say with from_level"):
        PeerConsistency(**SMALL).fit(table, np.arange(200) % 3)
