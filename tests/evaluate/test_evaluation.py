"""The figures of a whole caseload: that they add up, agree with plain counting, and hide the few."""

from collections import Counter
from typing import Any

import msgspec
import pytest

from riskcheck.caseload.protected import Protected
from riskcheck.errors import NoMediums
from riskcheck.evaluate.caseload import Caseload
from riskcheck.evaluate.evaluation import evaluate
from riskcheck.evaluate.outcomes import Looked
from riskcheck.evaluate.result import Evaluation, Figure
from riskcheck.terms import Level, Strength
from tests.evaluate.made import QUICK, RULES_ONLY, by, caseload, evaluated, looked

HIGH = {"truth": Level.HIGH}


def made(*cases: Looked, **how: Any) -> Evaluation:
    return evaluate(Caseload(cases, (), ()), **({"chosen": RULES_ONLY, **QUICK} | how))


def hundred() -> list[Looked]:
    """A hundred mediums: ten underrated, of which six are flagged strong; four others are flagged strong, two possible."""
    strong, possible = {"strength": Strength.STRONG, "points": 12}, {"strength": Strength.POSSIBLE, "points": 9}
    return [
        *(looked(f"found-{n}", **HIGH, **strong, error="custody_not_seen", found=("CU101",)) for n in range(6)),
        *(looked(f"silent-{n}", **HIGH, error="local_norm") for n in range(4)),
        *(looked(f"false-{n}", **strong, family="near_miss", found=("CU101",)) for n in range(4)),
        *(looked(f"perhaps-{n}", **possible) for n in range(2)),
        *(looked(f"too-high-{n}", truth=Level.LOW) for n in range(5)),
        *(looked(f"right-{n}") for n in range(79)),
    ]


def test_a_caseload_that_can_be_counted_by_hand() -> None:
    found = made(*hundred(), budget=0.1)
    counts, rules = found.counts, found.methods[0]
    assert (counts.mediums, counts.underrated, counts.rightly_rated, counts.overrated) == (100, 10, 85, 5)
    assert found.how.opened == 10
    assert (rules.found.value, rules.precision.value, rules.recall.value) == (6, 0.6, 0.6)
    assert (rules.precision.of, rules.recall.of) == (10, 10)
    strong, any_flag = rules.flags["strong"], rules.flags["any"]
    assert (strong.cases, strong.precision.value, strong.recall.value) == (10, 0.6, 0.6)
    assert strong.rightly_rated.value == round(4 / 85, 4)
    assert (any_flag.cases, any_flag.precision.value) == (12, 0.5)
    assert rules.average_precision.value == round((6 * 6 / 10 + 4 * 10 / 100) / 10, 4)
    parts = {part.name: part for part in found.errors_made}
    assert parts["custody_not_seen"].opened["rules"].value == 1
    assert parts["local_norm"].flags["any"].value == 0
    families = {part.name: part for part in found.families}
    assert (families["near_miss"].cases, families["near_miss"].flags["strong"].value) == (4, 1)
    assert families["ordinary"].cases == 86
    (rule,) = found.rules
    assert (rule.rule, rule.cases, rule.precision.value, rule.recall.value) == ("CU101", 10, 0.6, 0.6)
    (public,) = [one for one in found.groups if one.group == "public"]
    assert (public.ratings, public.underrated, public.cases) == (200, 10, 10)
    assert (public.precision["strong"].value, public.recall["any"].value) == (0.6, 0.6)
    assert {one.case_id for one in found.missed} == {f"silent-{number}" for number in range(4)}


def test_only_mediums_are_opened_and_every_low_or_medium_rating_is_counted() -> None:
    found = made(
        looked("a", **HIGH),
        looked("b"),
        looked("high", truth=Level.HIGH, given=Level.HIGH, strength=Strength.STRONG, points=20),
        looked("low", truth=Level.LOW, given=Level.LOW),
    )
    assert found.counts.by_level == {"low": 1, "medium": 2, "high": 1, "very_high": 0}
    assert found.counts.mediums == 2
    assert sum(one.ratings for one in found.groups) == 9 * 4 - 1


def test_the_numbers_add_up() -> None:
    found = evaluated()
    counts = found.counts
    assert counts.records == counts.answered + counts.unanswered + counts.errors
    assert counts.answered == sum(counts.by_level.values())
    assert counts.mediums == counts.underrated + counts.rightly_rated + counts.overrated == counts.by_level["medium"]
    assert sum(part.cases for part in found.errors_made) == counts.underrated
    assert sum(part.cases for part in found.families) == counts.mediums - counts.underrated
    for method in found.methods:
        by_error = sum((part.opened[method.name].value or 0) * part.cases for part in found.errors_made)
        assert by_error == pytest.approx(method.found.value, abs=0.01)
        assert (method.recall.value or 0) * counts.underrated == pytest.approx(method.found.value, abs=0.01)
        assert (method.precision.value or 0) * found.how.opened == pytest.approx(method.found.value, abs=0.01)
        (at_all,) = [point for point in method.curve if point.share == 1]
        assert at_all.found == 1
        assert at_all.precision == pytest.approx(counts.underrated / counts.mediums, abs=1e-4)
        assert [point.found for point in method.curve] == sorted(point.found or 0 for point in method.curve)
    for method in found.methods:
        if method.reliability is not None:
            assert sum(band.cases for band in method.reliability.bands) == counts.answered


def figures(value: Any) -> list[Figure]:
    if isinstance(value, Figure):
        return [value]
    if isinstance(value, msgspec.Struct):
        return [one for field in value.__struct_fields__ for one in figures(getattr(value, field))]
    if isinstance(value, dict):
        return [one for inner in value.values() for one in figures(inner)]
    return [one for inner in value for one in figures(inner)] if isinstance(value, tuple) else []


def test_an_interval_holds_its_figure() -> None:
    found = figures(evaluated())
    assert len(found) > 500
    for one in found:
        if one.value is not None and one.low is not None and one.high is not None:
            assert one.low <= one.high
    inside = [one.low <= one.value <= one.high for one in found if None not in (one.value, one.low, one.high)]  # type: ignore[operator]
    assert sum(inside) >= 0.97 * len(inside)


def test_the_same_caseload_gives_the_same_figures() -> None:
    again = evaluate(caseload(), **QUICK)
    assert msgspec.json.encode(again) == msgspec.json.encode(evaluated())


def test_a_case_drawn_with_its_counterpart_makes_intervals_of_pairs() -> None:
    cases = hundred()
    pairs = [*cases, *(msgspec.structs.replace(case, case_id=f"{case.case_id}-b") for case in cases)]
    once, twice = made(*cases, resamples=500).methods[0].recall, made(*pairs, resamples=500).methods[0].recall
    apart = [msgspec.structs.replace(one, known=msgspec.structs.replace(one.known, kin=one.case_id)) for one in pairs]
    narrower = made(*apart, resamples=500).methods[0].recall

    def width(figure: Figure) -> float:
        assert figure.low is not None
        assert figure.high is not None
        return figure.high - figure.low

    assert width(twice) == pytest.approx(width(once), rel=0.15)
    assert width(narrower) < 0.85 * width(once)


def test_figures_about_few_people_are_left_out_and_their_number_too() -> None:
    people = [Protected(sex="Female", ethnicity="White", age="25 to 34")] * 9 + [
        Protected(sex="Male", ethnicity="White", age="25 to 34")
    ] * 91
    cases = [msgspec.structs.replace(case, protected=one) for case, one in zip(hundred()[::-1], people, strict=True)]
    found = {(one.characteristic, one.group): one for one in made(*cases).people}
    few, many = found["sex", "Female"], found["sex", "Male"]
    assert few.cases is None
    assert {one.of for one in figures(few)} == {None}
    assert {one.value for one in figures(few)} == {None}
    assert many.cases == 91
    assert many.found["rules"].of == 10
    assert [one.group for one in made(*cases).people if one.characteristic == "sex"] == ["Female", "Male"]


def test_nothing_about_people_rests_on_fewer_than_the_floor() -> None:
    for one in evaluated().people:
        assert one.cases is None or one.cases >= evaluated().how.suppress_under
        assert all(figure.of is None or figure.of >= evaluated().how.suppress_under for figure in figures(one))


def test_what_was_missed_is_listed_with_who_found_it() -> None:
    found = evaluated()
    main = next(one for one in found.methods if one.name == found.how.main)
    assert found.how.main == "together"
    assert abs(len(found.missed) - (found.counts.underrated - (main.found.value or 0))) <= 1
    assert Counter(one.error for one in found.missed).keys() <= {part.name for part in found.errors_made}
    assert all(one.ratings and found.how.main not in one.found_by for one in found.missed)


def test_a_better_method_finds_more_and_is_shown_to() -> None:
    cases = hundred()
    right = [float(any(case.known.underrated)) for case in cases]
    found = made(*cases, chosen=(*RULES_ONLY, by("oracle", right), by("none", [0.0] * 100)), budget=0.1)
    rules, oracle, none = found.methods
    assert oracle.found.value == 10
    assert oracle.average_precision.value == 1
    assert oracle.times.value == 0.6
    assert none.found.value == 1
    assert none.average_precision.value == 0.1
    assert rules.times.value == 1


def test_without_an_underrated_case_there_is_nothing_to_find() -> None:
    found = made(looked("a"), looked("b"))
    assert found.methods[0].recall == Figure(value=None, low=None, high=None, of=0)
    assert found.missed == ()


def test_without_a_medium_there_is_nothing_to_measure() -> None:
    with pytest.raises(NoMediums):
        made(looked("a", given=Level.HIGH))
