"""The methods: taught out of fold, told nothing that they should not know, and the rules first where they meet."""

from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, Self

import msgspec
import numpy as np
import pytest
from scipy.special import expit

from riskcheck.caseload.protected import Protected
from riskcheck.evaluate import baselines
from riskcheck.evaluate.baselines import CannotTeach, out_of_fold
from riskcheck.evaluate.methods import METHODS, Method, Scores, learned, rules, scored, strand, together
from riskcheck.evaluate.outcomes import Alone, Looked
from riskcheck.evaluate.table import Floats, Table, kin_numbers, table
from riskcheck.learned.features import NAMES
from riskcheck.terms import Level, Strand, Strength
from tests.evaluate.made import by, caseload, looked

PACKAGE = Path(__file__).parents[2] / "riskcheck"


def table_of(cases: Sequence[Looked]) -> Table:
    return table(cases, kin_numbers(cases), 1)


def whole() -> Table:
    return table_of(caseload().cases)


class Remembering:
    """An estimator that remembers the rows it was taught, and says of each row how often it was among them."""

    taught: list[Floats]

    def fit(self, rows: Floats, _: object) -> Self:
        self.rows = {tuple(row) for row in np.nan_to_num(rows)}
        return self

    def predict_proba(self, rows: Floats) -> Floats:
        seen = np.array([tuple(row) in self.rows for row in np.nan_to_num(rows)], dtype=float)
        return np.column_stack([1 - seen, seen])


def numbered_cases(count: int, kin: Sequence[str] | None = None) -> list[Looked]:
    names = kin or [str(number) for number in range(count)]
    rest = (0.0,) * (len(NAMES) - 1)
    return [
        looked(str(number), given=Level.HIGH if number % 3 == 0 else Level.MEDIUM, features=(number, *rest), kin=names[number])
        for number in range(count)
    ]


def test_no_case_is_scored_by_what_was_taught_with_it() -> None:
    assert out_of_fold(table_of(numbered_cases(40)), lambda _: Remembering()).tolist() == [0.0] * 40


def test_that_test_can_fail() -> None:
    leaky = table_of(numbered_cases(40))
    leaky.features[:] = 0
    assert out_of_fold(leaky, lambda _: Remembering()).tolist() == [1.0] * 40


def test_kin_are_scored_in_one_part() -> None:
    cases = numbered_cases(40, [str(number // 2) for number in range(40)])
    folds = table_of(cases).folds
    assert np.array_equal(folds[::2], folds[1::2])
    assert len(set(folds.tolist())) == 5


def test_where_all_are_rated_alike_nothing_can_be_taught() -> None:
    with pytest.raises(CannotTeach, match="too few cases"):
        baselines.logistic(table_of([looked(str(number)) for number in range(20)]))


def test_the_points_score_counts_evidence_and_not_what_is_missing() -> None:
    nothing = dict.fromkeys(NAMES, 0.0) | {"years_since_harm": 10.0}
    cases = [
        looked("nothing", features=list(nothing.values())),
        looked("one", features=list((nothing | {"weapons": 1.0}).values())),
        looked("many", features=list((nothing | {"weapons": 3.0}).values())),
        looked("lately", features=list((nothing | {"years_since_harm": 1.0}).values())),
        looked("missing", features=[float("nan")] * len(NAMES)),
    ]
    assert baselines.points(table_of(cases)).tolist() == [0, 1, 2, 2, 0]


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
def test_other_answers_and_other_people_change_no_score(method: Method) -> None:
    others = [
        msgspec.structs.replace(
            case,
            known=msgspec.structs.replace(case.known, truth=case.known.truth[::-1], error="other", family="other"),
            protected=Protected(sex="Other", ethnicity="Other", age="under 18"),
        )
        for case in caseload().cases
    ]
    needed = [one for one in METHODS if one.name == method.name or one.name in (*method.made_of, "rules")]
    here, _ = scored(needed, whole())
    there, _ = scored(needed, table_of(others))
    assert np.array_equal(here[method.name].order, there[method.name].order)


def test_a_table_has_no_answers_and_nothing_protected() -> None:
    assert {field.name for field in fields(Table)} == {
        "features", "signs", "rated", "rated_high", "folds", "harm", "possible", "strong", "alone",
    }  # fmt: skip


def test_rules_put_strong_before_possible_and_flags_before_the_rest_and_then_recent_harm_first() -> None:
    cases = [
        looked("none", harm=50.0),
        looked("possible", strength=Strength.POSSIBLE, harm=3.0),
        looked("possible, and more harm", strength=Strength.POSSIBLE, harm=40.0),
        looked("strong", strength=Strength.STRONG, harm=9.0),
        looked("strong, and more harm", strength=Strength.STRONG, harm=9.5),
    ]
    found = rules(table_of(cases), {})
    assert np.argsort(found.order).tolist() == [0, 1, 2, 3, 4]
    assert found.order[0] == 0
    assert found.flags is not None
    assert found.flags["any"].tolist() == [False, True, True, True, True]
    assert found.flags["strong"].tolist() == [False, False, False, True, True]


def test_a_strand_puts_what_it_flags_first_and_then_counts_points() -> None:
    alone = [Alone(flagged=False, points=0), Alone(flagged=False, points=20), Alone(flagged=True, points=7)]
    others = dict.fromkeys(Strand, Alone(flagged=False, points=0))
    cases = [msgspec.structs.replace(looked(str(at)), alone=others | {Strand.WEAPONS: one}) for at, one in enumerate(alone)]
    assert np.argsort(strand(Strand.WEAPONS, table_of(cases), {}).order).tolist() == [0, 1, 2]
    assert strand(Strand.CUSTODY, table_of(cases), {}).order.tolist() == [0, 0, 0]


class StandIn:
    """A small estimator with the peer check's interface: the first feature is the order of review."""

    def __init__(self, *, monotonic: Sequence[int], folds: Any) -> None:
        self.monotonic, self.folds = monotonic, folds

    def fit(self, rows: Floats, ratings: Any) -> Self:
        assert len(self.monotonic) == rows.shape[1]
        assert set(ratings.tolist()) <= {level.value for level in Level}
        if len(rows) < 5:
            raise ValueError("more cases are needed")
        self.parts = [held.tolist() for _, held in self.folds.split(rows)]
        self.out_of_fold_priority_ = rows[:, 0]
        self.out_of_fold_probability_ = np.full(len(rows), 0.5)
        return self


def test_the_learned_check_is_given_the_folds_and_its_order_is_taken() -> None:
    made: list[StandIn] = []

    def make(**how: Any) -> StandIn:
        made.append(StandIn(**how))
        return made[-1]

    cases = table_of(numbered_cases(20))
    found = learned(make, cases, {})
    assert found.order.tolist() == list(range(20))
    assert found.probability is not None
    assert sorted(map(tuple, made[0].parts)) == sorted(tuple(np.flatnonzero(cases.folds == fold).tolist()) for fold in range(5))


def test_where_the_learned_check_cannot_learn_it_says_why_and_so_does_what_is_made_of_it() -> None:
    few = table_of([looked("a"), looked("b", given=Level.HIGH)])
    made, could_not = scored(METHODS, few)
    assert set(could_not) == {"logistic", "nearest", "learned", "together"}
    assert could_not["together"] == "it is made of learned, which could not score them"
    assert "rules" in made


def said(log_odds: Floats) -> dict[str, Scores]:
    """A learned check that gives these log-odds, and an order of its own that has no part in the order together."""
    return {"learned": Scores(-log_odds, probability=expit(log_odds))}


def test_together_needs_to_know_how_likely_a_high_rating_is() -> None:
    with pytest.raises(ValueError, match="needs the learned check's probabilities"):
        together(whole(), {"learned": Scores(np.zeros(len(whole())))})


def test_together_never_puts_a_strong_flag_behind_another_case_and_is_monotone() -> None:
    cases = replace(whole(), strong=whole().harm > np.quantile(whole().harm, 0.9))
    for seed in range(5):
        order = np.random.default_rng(seed).integers(-9, 9, len(cases)).astype(float)
        found = together(cases, said(order)).order
        assert found[cases.strong].min() > found[~cases.strong].max()
        for more in (replace(cases, harm=cases.harm + 1), replace(cases, strong=cases.strong | (order > 5))):
            assert (together(more, said(order)).order >= found).all()
        assert (together(cases, said(order + 1)).order > found).all()


def test_together_a_point_of_recent_harm_is_as_much_as_a_unit_of_log_odds() -> None:
    cases = table_of([looked("a", harm=3.0), looked("b", harm=2.0), looked("c", harm=0.0)])
    assert together(cases, said(np.array([-1.0, 0.5, 2.0]))).order.tolist() == pytest.approx([2.0, 2.5, 2.0])


def test_a_higher_flag_never_lowers_a_case_together() -> None:
    cases = whole()
    made = said(np.random.default_rng(0).random(len(cases)))
    before = together(cases, made).order
    after = together(replace(cases, strong=np.ones(len(cases), dtype=bool)), made).order
    assert (after >= before).all()


@pytest.mark.parametrize("order", [[1.0, 2.0], [1.0, float("nan"), 2.0], [1.0, float("inf"), 2.0]])
def test_a_method_has_to_give_every_case_a_number(order: list[float]) -> None:
    with pytest.raises(ValueError, match="has to give every case a number"):
        scored([by("bad", order)], table_of([looked(str(number)) for number in range(3)]))


def test_the_names_of_methods_are_their_own_and_each_is_made_of_methods_before_it() -> None:
    names = [method.name for method in METHODS]
    assert len(set(names)) == len(names)
    assert all(set(method.made_of) <= set(names[:at]) for at, method in enumerate(METHODS))
    assert {*Strand, "rules", "points", "logistic", "nearest", "learned", "together"} == set(names)
