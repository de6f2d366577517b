"""Contributions are the Shapley values of the trees, and add up to the decision function on every row that shows them."""

from itertools import combinations
from math import factorial

import numpy as np
import pytest
import shap
from sklearn.ensemble import HistGradientBoostingClassifier

from riskcheck.learned.calibration import Calibration
from riskcheck.learned.peers import PeerConsistency
from riskcheck.learned.scorer import Scorer
from riskcheck.learned.trees import Forest
from tests.learned.made import NAMES, SIGNS, caseload


def grown(leaves: int, seed: int, *, monotone: bool) -> tuple[HistGradientBoostingClassifier, np.ndarray]:
    table, ratings, _ = caseload(800, seed=seed)
    signs = [SIGNS.get(name, 0) for name in NAMES] if monotone else None
    model = HistGradientBoostingClassifier(
        max_leaf_nodes=leaves, max_iter=40, min_samples_leaf=5, monotonic_cst=signs, early_stopping=False, random_state=seed
    )
    return model.fit(table.to_numpy(), np.isin(ratings, ["high", "very_high"])), table.to_numpy()


@pytest.mark.parametrize("monotone", [True, False])
@pytest.mark.parametrize("leaves", [2, 3, 8, 10])
def test_scores_are_scikit_learns_bit_for_bit_and_contributions_are_shaps(leaves: int, monotone: bool) -> None:
    model, table = grown(leaves, seed=leaves, monotone=monotone)
    forest = Forest.of([model])
    np.testing.assert_array_equal(forest.score(table), model.decision_function(table))
    explainer = shap.TreeExplainer(model)
    found, expected = forest.contributions(table)
    np.testing.assert_allclose(found, explainer.shap_values(table), atol=1e-10)
    assert expected == pytest.approx(float(np.ravel(explainer.expected_value)[0]), abs=1e-10)


def test_contributions_are_the_definition_of_shapley_values_worked_out_by_hand() -> None:
    model, table = grown(8, seed=3, monotone=True)
    forest = Forest.of([model])
    features = range(table.shape[1])
    for row in table[:4]:
        found, expected = forest.contributions(row[None])
        worth = {some: game(model, row, set(some)) for size in range(7) for some in combinations(features, size)}
        assert worth[()] == pytest.approx(expected, abs=1e-10)
        for feature in features:
            rest = [other for other in features if other != feature]
            value = sum(
                factorial(size) * factorial(5 - size) / factorial(6) * (worth[tuple(sorted((*some, feature)))] - worth[some])
                for size in range(6)
                for some in combinations(rest, size)
            )
            assert found[0, feature] == pytest.approx(value, abs=1e-10)


def game(model: HistGradientBoostingClassifier, row: np.ndarray, known: set[int]) -> float:
    """The model's expected score when only some features are known, by walking its trees."""

    def walk(nodes: np.ndarray, at: int) -> float:
        node = nodes[at]
        if node["is_leaf"]:
            return float(node["value"])
        left, right = int(node["left"]), int(node["right"])
        if node["feature_idx"] in known:
            value = row[node["feature_idx"]]
            goes_left = bool(node["missing_go_to_left"]) if np.isnan(value) else value <= node["num_threshold"]
            return walk(nodes, left if goes_left else right)
        counts = nodes[left]["count"] / node["count"], nodes[right]["count"] / node["count"]
        return counts[0] * walk(nodes, left) + counts[1] * walk(nodes, right)

    return float(model._baseline_prediction.item()) + sum(walk(stage[0].nodes, 0) for stage in model._predictors)


@pytest.fixture(scope="module")
def check() -> PeerConsistency:
    table, ratings, _ = caseload()
    return PeerConsistency(monotonic=SIGNS, trees=60, min_cases=10).fit(table, ratings)


def test_they_add_up_on_100_000_rows_with_missing_values(check: PeerConsistency) -> None:
    chance = np.random.default_rng(5)
    table = chance.poisson(2.0, (100_000, len(NAMES))).astype(float)
    table[chance.random(table.shape) < 0.15] = np.nan
    import pandas as pd

    frame = pd.DataFrame(table, columns=NAMES)
    found = check.contributions(frame)
    assert found.adds_up.all()
    np.testing.assert_allclose(found.start + found.values.sum(axis=1), check.decision_function(frame), rtol=0, atol=1e-9)
    assert found.names == tuple(NAMES)


def test_a_row_whose_contributions_do_not_add_up_is_not_explained(
    check: PeerConsistency, monkeypatch: pytest.MonkeyPatch
) -> None:
    table, _, _ = caseload(10)
    honest = Scorer.decision

    def off_by_a_little(scorer: Scorer, rows: np.ndarray) -> np.ndarray:
        return honest(scorer, rows) + np.where(np.arange(len(rows)) == 3, 2e-6, 0.0)

    monkeypatch.setattr(Scorer, "decision", off_by_a_little)
    found = check.contributions(table)
    assert np.flatnonzero(~found.adds_up).tolist() == [3]
    assert np.isnan(found.values[3]).all()
    assert not np.isnan(found.values[[0, 1, 2, 4]]).any()


def test_a_tree_that_never_splits_contributes_nothing() -> None:
    model = HistGradientBoostingClassifier(min_samples_leaf=40, max_iter=3, early_stopping=False)
    table = np.arange(20.0)[:, None]
    forest = Forest.of([model.fit(table, np.arange(20) % 2)])
    found, expected = forest.contributions(table)
    assert not found.any()
    np.testing.assert_allclose(forest.score(table), expected, atol=1e-12)


def test_calibration_only_stretches_contributions(check: PeerConsistency) -> None:
    table, _, _ = caseload(50)
    scorer = check._scorer
    plain = Scorer(scorer.forest, Calibration(1.0, 0.0), scorer.amount, 0.0)
    stretched = plain.contributions(table.to_numpy(), tuple(NAMES)).values * scorer.calibration.slope
    np.testing.assert_allclose(check.contributions(table).values, stretched, atol=1e-12)


def test_a_row_by_itself_is_scored_and_explained_bit_for_bit_as_in_company(check: PeerConsistency) -> None:
    table = caseload(300, seed=12)[0].to_numpy()
    together, names = check.scorer(), tuple(NAMES)
    whole = together.contributions(table, names)
    alone = [together.contributions(row[None], names) for row in table]
    np.testing.assert_array_equal(np.vstack([one.values for one in alone]), whole.values)
    np.testing.assert_array_equal(np.concatenate([together.decision(row[None]) for row in table]), together.decision(table))
    assert {one.start for one in alone} == {whole.start}
