"""The second voice: it follows the evidence, adds up, sees no protected characteristic, changes nothing that the rules say."""

from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskcheck.check import check
from riskcheck.learned.features import FEATURES, NAMES
from riskcheck.learned.says import WITHHELD, grouped, in_words
from riskcheck.learned.scorer import Contributions, Scorer
from riskcheck.rules.examples import Placed
from riskcheck.terms import Level, Strand
from riskcheck.view import view
from riskcheck.voice import Learned
from tests.learned.trained import learned_check, made_table, records
from tests.properties.made import ASSESSED, adverse_items, cases, record_of, with_item


def said(made: dict[str, Any], *, flagged: bool = False) -> Learned:
    return learned_check().says([view(record_of(made), ASSESSED)], flagged=[flagged])[0]


@settings(max_examples=200)
@given(cases(), adverse_items())
def test_more_adverse_evidence_never_lowers_the_score(made: dict[str, Any], more: Placed) -> None:
    before, after = said(made), said(with_item(made, more, "added-1"))
    assert after.decision >= before.decision
    assert after.p_high >= before.p_high
    assert after.stands_out >= before.stands_out


def test_more_of_any_evidence_never_lowers_the_score_of_10_000_rows() -> None:
    chance = np.random.default_rng(3)
    scorer = learned_check()._scorer
    table = np.repeat(made_table().values, 25, axis=0)
    more = table + np.array([feature.sign for feature in FEATURES]) * chance.integers(0, 3, table.shape)
    before, after = scorer.decision(table), scorer.decision(more)
    assert len(table) == 10_000
    assert (after >= before).all()
    assert (after > before).any()
    assert (scorer.priority(more, after) >= scorer.priority(table, before)).all()


@given(
    cases(),
    st.fixed_dictionaries(
        {"sex": st.sampled_from(("male", "female")), "ethnicity": st.text(max_size=5), "date_of_birth": st.just("1950-01-01")}
    ),
)
@settings(max_examples=100)
def test_a_protected_characteristic_changes_nothing(made: dict[str, Any], protected: dict[str, str]) -> None:
    plain = {name: section for name, section in made.items() if name != "protected"}
    results = [check(record_of(one), learned=learned_check()) for one in (plain, plain | {"protected": protected})]
    assert results[0] == results[1]


@settings(max_examples=100)
@given(cases())
def test_contributions_add_up_to_the_decision(made: dict[str, Any]) -> None:
    found = said(made)
    assert found.withheld is None
    assert [one.strand for one in found.contributions] == [*Strand, None]
    assert found.start + sum(one.log_odds for one in found.contributions) == pytest.approx(found.decision, abs=1e-6)
    for one in found.contributions:
        assert one.log_odds == pytest.approx(sum(feature.log_odds for feature in one.features), abs=1e-9)
    assert sorted(feature.name for one in found.contributions for feature in one.features) == sorted(NAMES)


@settings(max_examples=100)
@given(cases())
def test_what_the_rules_say_is_the_same_with_and_without_it(made: dict[str, Any]) -> None:
    record = record_of(made)
    with_it, without = check(record, learned=learned_check()), check(record)
    assert with_it.learned is not None
    assert msgspec.structs.replace(with_it, learned=None) == without
    assert (with_it.flagged, with_it.cannot_say) == (without.flagged, without.cannot_say)
    assert with_it.learned.agrees in (None, with_it.learned.stands_out == with_it.flagged)


def test_what_the_rules_find_bears_on_agreement_alone() -> None:
    for record in records()[:60]:
        day = record.assessments.items[-1].completed_on
        assert day is not None
        quiet, loud = (learned_check().says([view(record, day)], flagged=[flagged])[0] for flagged in (False, True))
        assert msgspec.structs.replace(loud, agrees=quiet.agrees) == quiet
        assert quiet.agrees is None or loud.agrees is (not quiet.agrees)


def test_only_cases_rated_low_or_medium_stand_out_and_about_as_many_as_the_budget() -> None:
    results = [check(record, rules=(), learned=learned_check()).learned for record in records()]
    found = [one for one in results if one is not None]
    assert {one.rated for one in found if one.stands_out} <= {Level.LOW, Level.MEDIUM}
    assert all((one.agrees is None) == (one.rated in (Level.HIGH, Level.VERY_HIGH)) for one in found)
    below = [one for one in found if one.rated in (Level.LOW, Level.MEDIUM)]
    assert 0.02 <= sum(one.stands_out for one in below) / len(below) <= 0.15


def test_a_case_says_the_same_whatever_came_before_it() -> None:
    one, other = records()[0], records()[1]
    alone = check(one, learned=learned_check())
    check(other, learned=learned_check())
    assert check(one, learned=learned_check()) == alone


def test_without_ratings_there_is_nothing_to_stand_out_with() -> None:
    record = records()[0]
    bare = msgspec.structs.replace(record, assessments=msgspec.structs.replace(record.assessments, items=()))
    found = check(bare, learned=learned_check()).learned
    assert found is not None
    assert (found.rated, found.stands_out, found.agrees) == (None, False, None)


@pytest.mark.parametrize("wrong", [2e-6, float("nan")])
def test_contributions_that_do_not_add_up_are_withheld(monkeypatch: pytest.MonkeyPatch, wrong: float) -> None:
    honest = Scorer.contributions

    def off(scorer: Scorer, table: np.ndarray, names: tuple[str, ...]) -> Contributions:
        found = honest(scorer, table, names)
        found.values[:, 0] += wrong
        return found

    monkeypatch.setattr(Scorer, "contributions", off)
    found = check(records()[0], learned=learned_check(with_peers=True)).learned
    assert found is not None
    assert (found.contributions, found.withheld, found.peers) == ((), WITHHELD, None)


def test_a_file_with_its_cases_shows_the_nearest() -> None:
    found = check(records()[0], learned=learned_check(with_peers=True)).learned
    assert found is not None
    assert found.peers is not None
    assert sum(found.peers.rated.values()) == found.peers.comparable >= 1
    assert len(found.peers.nearest) == 5
    assert found.peers.nearest[0].rated == found.rated
    assert found.peers.nearest[0].differs == (), "the nearest is the case itself, which was trained on"
    assert check(records()[0], learned=learned_check()).learned == msgspec.structs.replace(found, peers=None)


@pytest.mark.parametrize(
    ("share", "says"),
    [
        (0.0, "fewer than 1 in 100 comparable cases are rated high"),
        (0.01, "about 1 in 100 comparable cases is rated high"),
        (0.06, "about 6 in 100 comparable cases are rated high"),
        (0.1, "about 1 in 10 comparable cases is rated high"),
        (0.58, "about 6 in 10 comparable cases are rated high"),
        (0.93, "about 93 in 100 comparable cases are rated high"),
        (1.0, "more than 99 in 100 comparable cases are rated high"),
    ],
)
def test_shares_are_told_as_natural_frequencies(share: float, says: str) -> None:
    assert in_words(share) == says


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_greater_share_is_never_told_as_a_smaller_one(one: float, other: float) -> None:
    def told(share: float) -> float:
        words = in_words(share)
        number, of = (int(word) for word in words.split() if word.isdigit())
        return number / of + (words.startswith("more") - words.startswith("fewer")) / 1000

    low, high = sorted((one, other))
    assert told(low) <= told(high)


def test_values_read_without_decimals() -> None:
    values = np.array([10.0 if feature.unit == "count" else 1.0 for feature in FEATURES])
    values[NAMES.index("years_since_harm")] = 2.7
    values[NAMES.index("weapons")] = np.nan
    shown = {one.name: one.reads for part in grouped(values, np.zeros(len(NAMES))) for one in part.features}
    assert (shown["violence_in_custody"], shown["years_since_harm"], shown["weapons"]) == ("10 or more", "2", "not supplied")
    assert shown["alcohol"] == "yes"
    shown = {one.name: one.reads for part in grouped(np.zeros(len(NAMES)), np.zeros(len(NAMES))) for one in part.features}
    assert (shown["violence_in_custody"], shown["years_since_harm"], shown["alcohol"]) == ("0", "less than 1", "no")
