"""Agreement equals published worked examples, and says nothing where nothing can be said."""

import pytest

from riskcheck.caseload.agreement import Agreement, agreement, gwet, kappa, weight_matrix

FOUR_RATERS = [
    [1, 1, None, 1],
    [2, 2, 3, 2],
    [3, 3, 3, 3],
    [3, 3, 3, 3],
    [2, 2, 2, 2],
    [1, 2, 3, 4],
    [4, 4, 4, 4],
    [1, 1, 2, 1],
    [2, 2, 2, 2],
    [None, 5, 5, 5],
    [None, None, 1, 1],
    [None, None, 3, None],
]
"""Twelve subjects and four raters: K. L. Gwet, irrCAC for R, README (cac.raw4raters)."""

ABSTRACTORS = [[13, 0, 0], [0, 20, 7], [0, 4, 56]]
"""A hundred pregnancies and two abstractors: the same, cont3x3abstractors."""

PSYCHIATRISTS = [
    [0, 0, 0, 6, 0],
    [0, 3, 0, 0, 3],
    [0, 1, 4, 0, 1],
    [0, 0, 0, 0, 6],
    [0, 3, 0, 3, 0],
    [2, 0, 4, 0, 0],
    [0, 0, 4, 0, 2],
    [2, 0, 3, 1, 0],
    [2, 0, 0, 4, 0],
    [0, 0, 0, 0, 6],
    [1, 0, 0, 5, 0],
    [1, 1, 0, 4, 0],
    [0, 3, 3, 0, 0],
    [1, 0, 0, 5, 0],
    [0, 2, 0, 3, 1],
]
"""Fifteen patients and six psychiatrists, as counts by category: the same, distrib.6raters."""


def pairs(table: list[list[int]]) -> list[tuple[str, str]]:
    return [(str(i), str(j)) for i, row in enumerate(table) for j, count in enumerate(row) for _ in range(count)]


def test_ac1_of_four_raters_with_missing_ratings_is_the_published_one() -> None:
    found = gwet(FOUR_RATERS, [1, 2, 3, 4, 5])
    assert (found.value, found.error) == (0.7754, 0.1429)  # published: 0.77544, 0.14295, (0.461, 1)
    assert (found.low, found.high) == (0.4608, 1.0)


def test_ac1_of_six_raters_is_the_published_one() -> None:
    ratings = [[at for at, raters in enumerate(row) for _ in range(raters)] for row in PSYCHIATRISTS]
    found = gwet(ratings, [0, 1, 2, 3, 4])
    assert (found.value, found.error) == (0.4448, 0.0842)  # published: 0.4448007, 0.08418757, (0.264, 0.625)
    assert (found.low, found.high) == (0.2642, 0.6254)


@pytest.mark.parametrize(
    ("weights", "expected"),
    [("linear", (0.8587, 0.1173, 0.6005, 1.0)), ("quadratic", (0.914, 0.104, 0.6852, 1.0))],
)
def test_ac2_of_four_raters_is_that_of_the_author_s_package(weights: str, expected: tuple[float, ...]) -> None:
    """Worked out once with irrCAC for Python 0.4.4, which follows the author's package with permission."""
    found = gwet(FOUR_RATERS, [1, 2, 3, 4, 5], weights)
    assert (found.value, found.error, found.low, found.high) == expected


def test_two_raters_are_the_published_example() -> None:
    found = agreement(pairs(ABSTRACTORS), ["0", "1", "2"])
    assert found.same.value == 0.89
    assert (found.kappa.value, found.kappa.error) == (0.7964, 0.0589)  # published: 0.7964094, 0.05891072
    assert found.ac.value == 0.8493  # published: 0.8493305, (0.764, 0.935) with n where this has n - 1
    assert (found.ac.low, found.ac.high) == (0.7631, 0.9355)
    assert found.table == tuple(map(tuple, ABSTRACTORS))


@pytest.mark.parametrize(("weights", "expected"), [("linear", (0.9, 0.0294)), ("quadratic", (0.9402, 0.018))])
def test_ac2_of_two_raters_is_that_of_the_author_s_package(weights: str, expected: tuple[float, float]) -> None:
    found = agreement(pairs(ABSTRACTORS), ["0", "1", "2"], weights)
    assert (found.ac.value, found.ac.error) == expected


def test_kappa_is_the_published_one_of_psychiatric_diagnoses() -> None:
    """A hundred patients, two raters (Fleiss, Statistical Methods for Rates and Proportions, 2nd edition, table 13.1): 0.68."""
    found = kappa([[75, 1, 4], [5, 4, 1], [0, 0, 10]])
    assert found.value == 0.6765
    assert round(found.value, 2) == 0.68


@pytest.mark.parametrize("weights", ["linear", "quadratic"])
def test_weighted_kappa_is_that_of_scikit_learn(weights: str) -> None:
    from sklearn.metrics import cohen_kappa_score

    first, second = zip(*pairs(ABSTRACTORS), strict=True)
    assert kappa(ABSTRACTORS, weights).value == pytest.approx(cohen_kappa_score(first, second, weights=weights), abs=5e-5)


def test_where_nearly_all_cases_are_of_one_kind_kappa_alone_would_mislead() -> None:
    """Ninety of a hundred cases alike, five apart each way: kappa is below nought (Gwet 2008)."""
    found = agreement([("no", "no")] * 90 + [("yes", "no")] * 5 + [("no", "yes")] * 5, ["no", "yes"])
    assert (found.same.value, found.kappa.value, found.ac.value) == (0.9, -0.0526, 0.8895)
    assert (found.ac.low, found.ac.high) == (0.8168, 0.9622)


def test_who_agrees_on_everything_agrees_wholly() -> None:
    found = agreement([("low", "low"), ("high", "high")] * 5, ["low", "medium", "high"], "quadratic")
    assert (found.same.value, found.kappa.value, found.ac.value) == (1.0, 1.0, 1.0)


def test_what_cannot_be_made_is_left_out() -> None:
    empty = agreement([], ["a", "b"])
    assert (empty.cases, empty.same.value, empty.kappa.value, empty.ac.value) == (0, None, None, None)
    constant = agreement([("a", "a")] * 4, ["a", "b"])
    assert (constant.same.value, constant.kappa.value, constant.ac.value) == (1.0, None, 1.0)
    assert agreement([("a", "b")] * 4, ["a", "b"]).kappa.value is None
    assert gwet([[1, None], [None, 2]], [1, 2]).value is None


@pytest.mark.parametrize("weights", ["none", "linear", "quadratic"])
def test_agreement_does_not_depend_on_who_is_first_nor_on_the_order_of_cases(weights: str) -> None:
    made = pairs(ABSTRACTORS)

    def figures(found: Agreement) -> tuple[object, ...]:
        return found.same, found.kappa, found.ac

    one = figures(agreement(made, ["0", "1", "2"], weights))
    assert one == figures(agreement([(b, a) for a, b in reversed(made)], ["0", "1", "2"], weights))


def test_weights_are_those_of_the_package() -> None:
    assert weight_matrix(3, "none").tolist() == [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    assert weight_matrix(3, "linear").tolist() == [[1, 0.5, 0], [0.5, 1, 0.5], [0, 0.5, 1]]
    assert weight_matrix(3, "quadratic").tolist() == [[1, 0.75, 0], [0.75, 1, 0.75], [0, 0.75, 1]]
