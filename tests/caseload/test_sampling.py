"""Samples: drawn again from a seed, never without unflagged cases, and leading back to the caseload."""

import random
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskcheck.caseload.estimates import share, side
from riskcheck.caseload.frame import Framed
from riskcheck.caseload.sampling import Sample, draw, size_for
from riskcheck.errors import CannotDraw, UnknownName
from riskcheck.terms import Level


def framed(number: int, *, flagged: bool, area: str = "A", sex: str = "Male", setting: str = "community") -> Framed:
    name = f"c{number:05}"
    return Framed(case=name, flagged=flagged, rated=Level.MEDIUM, area=area, sex=sex, setting=setting, synthetic=True)


def caseload(flagged: int, unflagged: int, seed: int = 1) -> list[Framed]:
    chance = random.Random(seed)
    return [
        framed(
            number,
            flagged=number < flagged,
            area=chance.choice("ABC"),
            sex=chance.choice(["Male", "Female"]),
            setting=chance.choice(["custody", "community"]),
        )
        for number in range(flagged + unflagged)
    ]


@given(flagged=st.integers(0, 60), unflagged=st.integers(1, 200), size=st.integers(2, 80), part=st.floats(0.01, 0.99))
def test_a_sample_has_its_size_and_always_some_unflagged_cases(flagged: int, unflagged: int, size: int, part: float) -> None:
    cases = caseload(flagged, unflagged)
    try:
        sample = draw(cases, size, 1, ("setting",), part)
    except CannotDraw:
        assert size > len(cases) or size < 4
        return
    assert len(sample.cases) == len(set(sample.cases)) == size
    assert any(not one.flagged for one in sample.strata)
    assert all(1 <= len(one.drawn) <= one.cases for one in sample.strata)
    assert sum(one.weight * len(one.drawn) for one in sample.strata) == pytest.approx(len(cases))


def test_the_seed_draws_the_same_sample_whatever_the_order_of_the_caseload() -> None:
    cases = caseload(40, 160)
    shuffled = random.Random(2).sample(cases, len(cases))
    one = draw(cases, 30, 5, ("area", "sex"))
    assert draw(shuffled, 30, 5, ("area", "sex")) == one
    assert draw(cases, 30, 6, ("area", "sex")).cases != one.cases


def test_half_is_of_unflagged_cases_unless_something_else_is_asked_for() -> None:
    for part, expected in ((0.5, 20), (0.25, 10), (0.9, 36)):
        sample = draw(caseload(100, 400), 40, 1, (), part)
        assert {one.name: len(one.drawn) for one in sample.strata} == {"flagged": 40 - expected, "unflagged": expected}


def test_strata_are_drawn_from_in_proportion() -> None:
    cases = [framed(n, flagged=False, area="A" if n < 300 else "B") for n in range(400)]
    sample = draw([*cases, framed(400, flagged=True)], 41, 1, ("area",), 40 / 41)
    assert {one.name: len(one.drawn) for one in sample.strata} == {"flagged, A": 1, "unflagged, A": 30, "unflagged, B": 10}


def test_every_case_of_a_stratum_is_drawn_about_as_often() -> None:
    cases = caseload(5, 20)
    times = dict.fromkeys((one.case for one in cases), 0)
    for seed in range(400):
        for case in draw(cases, 10, seed).cases:
            times[case] += 1
    unflagged = [number for case, number in times.items() if case >= "c00005"]
    assert all(60 < number < 140 for number in unflagged), "5 of 20, 400 times: about 100 each"
    assert sum(unflagged) == 5 * 400


@pytest.mark.parametrize(
    ("cases", "size", "says"),
    [
        (caseload(5, 0), 4, "every case is flagged, and what is missed is learned from unflagged ones"),
        (caseload(5, 5), 11, "there are 10 cases and 11 were asked for"),
    ],
)
def test_a_sample_that_cannot_be_drawn_says_why(cases: list[Framed], size: int, says: str) -> None:
    with pytest.raises(CannotDraw, match=says):
        draw(cases, size, 1)


def test_an_unknown_stratum_is_named() -> None:
    with pytest.raises(UnknownName, match="--by: there is no stratum called sexx; did you mean sex"):
        draw(caseload(5, 5), 4, 1, ("sexx",))


@pytest.mark.parametrize(
    ("precision", "population", "size"), [(0.05, None, 385), (0.05, 500, 218), (0.1, None, 97), (0.1, 500, 81)]
)
def test_sizes_are_the_known_ones(precision: float, population: int | None, size: int) -> None:
    assert size_for(precision, population) == size


def test_a_share_that_is_expected_to_be_small_needs_fewer() -> None:
    assert size_for(0.05, share=0.07) == 101


def test_weights_lead_back_to_the_caseload() -> None:
    """Over many draws the estimate is right on average, and the interval holds the truth nineteen times in twenty."""
    chance = random.Random(3)
    cases = caseload(150, 850)
    having = {one.case for one in cases if chance.random() < (0.4 if one.flagged else 0.05)}
    truth = len(having) / len(cases)
    found = [share(draw(cases, 60, seed, ("setting",)), having.__contains__) for seed in range(400)]
    assert fmean(one.share or 0.0 for one in found) == pytest.approx(truth, abs=0.01)
    assert sum((one.low or 0.0) <= truth <= (one.high or 0.0) for one in found) / len(found) > 0.93


def test_what_was_missed_has_an_honest_interval_even_where_nothing_missed_was_drawn() -> None:
    """One unflagged case stands for many: that none of thirty was missed does not make it certain that none was."""
    cases = caseload(100, 900)
    too_low = {one.case for one in cases if one.flagged and one.case < "c00050"}
    flagged = {one.case for one in cases if one.flagged}
    found = share(draw(cases, 60, 1), flagged.__contains__, too_low.__contains__)
    assert found.share == 1.0
    assert (found.low or 1.0) < 0.6


def test_a_part_that_is_strata_is_estimated_from_them_alone() -> None:
    cases = caseload(100, 900)
    sample = draw(cases, 60, 1)
    whole = share(sample, {one.case for one in cases if one.flagged}.__contains__)
    assert whole.share == 0.1, "the strata are the very thing that is estimated"
    inside = share(side(sample, flagged=True), lambda case: case < "c00050")
    assert inside.cases == 30
    assert (inside.low or 1) < 0.5 < (inside.high or 0)


def test_nothing_is_said_of_a_part_that_was_not_drawn() -> None:
    sample = draw(caseload(5, 5), 4, 1)
    assert share(sample, lambda _: True, lambda _: False).share is None


def test_none_and_all_have_an_interval_too() -> None:
    sample: Sample = draw(caseload(50, 50), 30, 1)
    none, every = share(sample, lambda _: False), share(sample, lambda _: True)
    assert (none.share, none.low) == (0.0, 0.0)
    assert 0.114 < (none.high or 0) < 0.25, "no shorter than Wilson's for 0 of 30 cases of an endless caseload"
    assert (every.share, every.high) == (1.0, 1.0)
