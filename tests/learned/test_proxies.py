"""The audit of proxies: what is planted is found, what is chance is not, and nobody is shown who is one of a few."""

from functools import cache
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from riskcheck.caseload.proxies import People
from riskcheck.learned.card import OnRecords, as_json, as_text, card
from riskcheck.learned.features import NAMES
from riskcheck.learned.model import load
from riskcheck.learned.proxies import SCORE, SUPPLIED, TOGETHER, GroupTold, Proxies, Told, area, interval, proxies
from riskcheck.learned.proxies_in_words import on_one_line, proxies_in_words
from riskcheck.synth.parameters import parameters
from riskcheck.synth.write import records as made
from tests.learned.trained import COUNT, made_people, made_table, model_file, records

CASES = 600
WEAPONS = NAMES.index("weapons")
RECALLS = NAMES.index("recalls")


def people(share: float = 0.3, seed: int = 4) -> list[str | None]:
    return np.where(np.random.default_rng(seed).random(CASES) < share, "Female", "Male").tolist()


def values(seed: int = 7) -> np.ndarray:
    """Chance, each column by a draw of its own: one more feature changes no other."""
    columns = [np.random.default_rng((seed, at)).poisson(1.0, CASES) for at in range(len(NAMES))]
    return np.column_stack(columns).astype(float)


def score(seed: int = 6) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=CASES)


def told(found: Proxies | None, name: str, place: int = 0) -> Told:
    assert found is not None
    return next(one for one in found.groups[place].told if one.name == name)


@cache
def planted() -> Proxies:
    who, table = people(), values()
    women = np.array([one == "Female" for one in who])
    table[women, WEAPONS] += 1
    table[women & (np.arange(CASES) % 2 == 0), RECALLS] = np.nan
    found = proxies(table, score() + women, {"sex": who})
    assert found is not None
    return found


def test_a_feature_that_tells_is_named_and_so_are_the_score_and_all_of_them() -> None:
    named = {one.name for one in planted().groups[0].told if one.beyond_chance}
    assert named == {"weapons", "enforcement" + SUPPLIED, SCORE, TOGETHER}
    weapons = told(planted(), "weapons")
    assert weapons.low is not None
    assert 0.65 < weapons.low <= (weapons.tells or 0) <= (weapons.high or 0) < 0.9


def test_a_section_that_is_missing_for_some_people_tells_who_they_are() -> None:
    supplied = told(planted(), "enforcement" + SUPPLIED)
    assert supplied.tells == pytest.approx(0.25, abs=0.05), "for half of the women it is missing, and for no man"
    assert (told(planted(), "recalls").cases or 0) < (supplied.cases or 0), "where it is missing the feature says nothing"


def test_of_two_groups_the_smaller_is_shown_and_both_numbers() -> None:
    (group,) = planted().groups
    assert (group.characteristic, group.group) == ("sex", "Female")
    assert (group.cases, group.others) == (people().count("Female"), people().count("Male"))


def test_what_is_chance_is_not_named() -> None:
    named = total = 0
    for seed in range(5):
        found = proxies(values(10 + seed), score(20 + seed), {"sex": people(seed=30 + seed), "age": people(0.5, 40 + seed)})
        assert found is not None
        named += sum(one.beyond_chance for group in found.groups for one in group.told)
        total += found.comparisons
    assert total > 200
    assert named <= 2


def test_figures_are_areas_under_the_curve() -> None:
    who = np.array([one == "Female" for one in people()])
    found = proxies(values(), score(), {"sex": people()})
    for at, name in enumerate(NAMES):
        assert told(found, name).tells == pytest.approx(roc_auc_score(who, values()[:, at]), abs=6e-4)
    assert told(found, SCORE).tells == pytest.approx(roc_auc_score(who, score()), abs=6e-4)


@pytest.mark.parametrize("few", [0, 1, 9, 10])
def test_a_group_of_fewer_than_ten_has_no_figure_and_no_number(few: int) -> None:
    who: list[str | None] = ["Other"] * few + ["White"] * 300 + ["Black"] * (CASES - 300 - few)
    found = proxies(values(), score(), {"ethnicity": who})
    assert found is not None
    shown = {group.group: group for group in found.groups}
    if 0 < few < 10:
        assert (shown["Other"].cases, shown["Other"].others, shown["Other"].told) == (None, None, ())
        assert "Ethnicity, Other: fewer than 10 are in it, or are not; not shown." in "\n".join(proxies_in_words(found, 0))
    elif few:
        assert shown["Other"].cases == 10
    else:
        assert set(shown) == {"White"} or set(shown) == {"Black"}


def test_a_feature_that_is_known_of_fewer_than_ten_has_no_figure() -> None:
    table = values()
    women = np.flatnonzero([one == "Female" for one in people()])
    table[women[9:], WEAPONS] = np.nan
    found = told(proxies(table, score(), {"sex": people()}), "weapons")
    assert (found.cases, found.others, found.tells, found.low, found.high) == (None,) * 5
    table[women[9], WEAPONS] = 1.0
    assert told(proxies(table, score(), {"sex": people()}), "weapons").cases == 10


def test_who_is_not_on_record_is_in_no_group_and_counted_unless_a_few() -> None:
    for missing, shown in ((0, 0), (9, None), (30, 30)):
        who: list[str | None] = [None] * missing + people()[missing:]
        found = proxies(values(), score(), {"sex": who})
        assert found is not None
        assert found.not_recorded == {"sex": shown}
        (group,) = found.groups
        assert (group.cases or 0) + (group.others or 0) == CASES - missing


@pytest.mark.parametrize("who", [[None] * CASES, ["Male"] * CASES])
def test_where_nothing_is_on_record_or_all_are_alike_there_is_nothing_to_measure(who: list[str | None]) -> None:
    assert proxies(values(), score(), {"sex": who}) is None


def test_a_feature_that_never_varies_is_chance() -> None:
    table = values()
    table[:, WEAPONS] = 2.0
    found = told(proxies(table, score(), {"sex": people()}), "weapons")
    assert (found.tells, found.beyond_chance) == (0.5, False)


@settings(max_examples=60)
@given(
    st.lists(st.integers(0, 4), min_size=10, max_size=40),
    st.lists(st.integers(0, 4), min_size=10, max_size=40),
)
def test_an_interval_holds_its_figure_and_mirrors(inside: list[int], outside: list[int]) -> None:
    one, other = np.array(inside, dtype=float), np.array(outside, dtype=float)
    tells, low, high = area(one, other)
    assert 0 <= low <= tells + 1e-9
    assert tells - 1e-9 <= high <= 1
    mirrored = area(other, one)
    assert mirrored == pytest.approx((1 - tells, 1 - high, 1 - low), abs=1e-6)


def test_intervals_hold_about_as_often_as_they_say() -> None:
    chance = np.random.default_rng(9)
    held = 0
    for _ in range(400):
        _, low, high = area(chance.normal(0.5, 1, 25), chance.normal(0, 1, 60))
        held += low <= 0.6382 <= high  # of two normals half a deviation apart: the normal distribution at 0.5 / sqrt(2)
    assert 0.92 <= held / 400 <= 0.98


def test_groups_that_are_wholly_apart_have_an_interval_too() -> None:
    apart = area(np.arange(100.0, 112.0), np.arange(50.0))
    assert apart[0] == apart[2] == 1.0
    assert 0.6 < apart[1] < 1.0
    assert interval(0.0, 12, 50) == pytest.approx((0.0, 1 - apart[1]), abs=1e-6)


def test_the_model_s_card_has_the_audit_of_its_cases_and_the_file_carries_it() -> None:
    model = load(str(model_file()))
    assert model.about.proxies == made_people().told_by(made_table().values, out_of_fold())
    found = card(model)
    assert (found.proxies.on, found.proxies.cases, found.proxies.synthetic) == ("trained_on", COUNT, COUNT)
    assert found.proxies.found == model.about.proxies
    assert found.trained_on.proxies is None, "once is enough"
    text = " ".join(as_text(found).split())
    for says in (
        "What could stand in for a protected characteristic, on the cases it was trained on",
        f"Of {COUNT} cases, all of them synthetic. The model saw none of this.",
        "- Sex, Female (",
        "- Age, ",
        "the score ",
        "all features together ",
    ):
        assert says in text


def out_of_fold() -> np.ndarray:
    import pandas as pd

    from riskcheck.learned.features import FEATURES
    from riskcheck.learned.model import DOUBTED
    from riskcheck.learned.peers import PeerConsistency

    signs = {feature.name: feature.sign for feature in FEATURES}
    check = PeerConsistency(monotonic=signs, from_level="high", doubted=DOUBTED, random_state=1)
    found = check.fit(pd.DataFrame(made_table().values, columns=list(NAMES)), [one.value for one in made_table().ratings])
    decision: np.ndarray = found.out_of_fold_decision_
    return decision


def test_who_the_people_are_is_in_the_audit_and_in_nothing_else_of_the_file(tmp_path: Any) -> None:
    from riskcheck.learned.model import train

    everyone = People((18, 25, 35, 50), 10)
    for number, record in enumerate(records()):
        other = msgspec.structs.replace(record, protected={"sex": "Female" if number % 3 else "Male"})
        everyone.add(other, "2025-01-01")
    changed = train(made_table(), str(tmp_path / "m.json"), seed=1, errors=0, with_peers=False, audit=everyone.told_by)
    model = load(str(model_file()))
    assert changed.about.proxies != model.about.proxies
    assert msgspec.structs.replace(changed.about, proxies=None) == msgspec.structs.replace(model.about, proxies=None)
    table = made_table().values
    np.testing.assert_array_equal(changed.check.scorer().decision(table), model.check.scorer().decision(table))
    assert changed.check.cutoff_ == model.check.cutoff_


def test_a_card_can_have_the_audit_of_records_that_are_given() -> None:
    found = card(load(str(model_file())), OnRecords(planted(), CASES, 0))
    assert (found.proxies.on, found.proxies.cases) == ("given", CASES)
    text = " ".join(as_text(found).split())
    assert "on the cases that were given" in text
    assert "By itself beyond chance: incidents with a weapon, 7" in text
    assert "whether enforcement records were supplied, 2" in text
    assert '"name": "enforcement_supplied"' in as_json(found)
    none = card(load(str(model_file())), OnRecords(None, 3, 0))
    assert "Not measured: none of the cases that were given says sex, ethnicity or age" in " ".join(as_text(none).split())


def test_synthetic_people_cannot_be_told_apart() -> None:
    """The generator draws who somebody is apart from everything else, so that the audit should find nothing in it."""
    from riskcheck.learned.table import table

    who = People((18, 25, 35, 50), 10)
    found = table(made(300, 77, parameters()), beside=who.add)
    audit = who.told_by(found.values, np.random.default_rng(1).normal(size=300))
    assert audit is not None
    assert sum(one.beyond_chance for group in audit.groups for one in group.told) <= 2


@pytest.mark.parametrize("text", ["two\nlines", "\u202egnp.exe", "\x1b[31mred", "\x07"])
def test_the_words_of_a_record_act_on_nothing(text: str) -> None:
    assert on_one_line(text).isprintable()
    group = GroupTold(characteristic="ethnicity", group=text, cases=None, others=None, told=())
    audit = Proxies(cases=1, not_recorded={}, suppressed_under=10, groups=(group,))
    assert all(line.isprintable() for line in proxies_in_words(audit, 0))


def test_of_many_features_that_tell_the_card_names_the_few_that_tell_most() -> None:
    women = np.array([one == "Female" for one in people()])
    table = values()
    table[women, :8] += np.linspace(2, 0.6, 8)
    found = proxies(table, score(), {"sex": people()})
    assert found is not None
    told_of = sum(one.beyond_chance for one in found.groups[0].told if one.name not in (SCORE, TOGETHER))
    line = next(line for line in proxies_in_words(found, 0) if line.startswith("- Sex, Female"))
    assert told_of >= 8
    assert "By itself beyond chance: violent incidents in custody, " in line
    assert line.endswith(f"; and {told_of - 5} more.")
    assert line.count(" to ") >= 7
