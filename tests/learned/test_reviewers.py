"""A check taught by reviewers: the same features, their findings as the answer, and no more power than the other."""

from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import msgspec
import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from riskcheck.check import check
from riskcheck.errors import CannotTrain
from riskcheck.evaluate.reviewed import corrected
from riskcheck.learned.card import as_text, card
from riskcheck.learned.features import FEATURES, NAMES
from riskcheck.learned.model import load, train
from riskcheck.learned.says import LearnedCheck, in_words
from riskcheck.learned.table import BELOW, highest, table
from riskcheck.synth.answers import answer
from riskcheck.terms import Level
from tests.learned.trained import (
    COUNT,
    made_table,
    records,
    reviewed,
    reviewed_file,
    reviewed_table,
    with_labels,
)


@cache
def asked() -> LearnedCheck:
    return LearnedCheck(load(str(reviewed_file())))


def test_it_is_taught_what_reviewers_found_of_cases_rated_low_or_medium() -> None:
    found = reviewed_table()
    expected = [
        (known.underrated != (), highest(known.recorded))
        for number, record in enumerate(records())
        if number % 10 and (known := answer(record)) is not None
    ]
    below = [underrated for underrated, rated in expected if rated in BELOW]
    assert len(found.ratings) == len(below)
    assert [level not in BELOW for level in found.ratings] == below
    assert (found.unreviewed, found.rated_high) == (COUNT // 10, len(expected) - len(below))
    assert sum(below) >= 10
    assert found.taught_by == "reviewers"


def test_every_record_is_counted_once() -> None:
    about = load(str(reviewed_file())).about
    assert about.records == COUNT == about.cases + about.unreviewed + about.rated_high + about.unrated + about.errors


def test_a_row_is_the_same_whoever_teaches() -> None:
    rows = {tuple(np.nan_to_num(row, nan=-1)) for row in made_table().values}
    assert {tuple(np.nan_to_num(row, nan=-1)) for row in reviewed_table().values} <= rows


def test_the_answers_of_a_generator_are_not_reviewers_labels() -> None:
    found = table(records(), corrected=corrected)
    assert (len(found.ratings), found.unreviewed) == (0, COUNT)


def test_it_finds_what_reviewers_find_in_cases_that_it_was_not_taught() -> None:
    check_ = load(str(reviewed_file())).check
    assert check_.doubted == 0, "no finding of a reviewer is doubted"
    again = reviewed_table()
    high = [level not in BELOW for level in again.ratings]
    from riskcheck.learned.peers import PeerConsistency

    signs = {feature.name: feature.sign for feature in FEATURES}
    import pandas as pd

    fitted = PeerConsistency(monotonic=signs, from_level="high", doubted=0.0, random_state=1)
    fitted.fit(pd.DataFrame(again.values, columns=list(NAMES)), [level.value for level in again.ratings])
    assert fitted.data_fingerprint_ == check_.data_fingerprint_
    assert fitted.calibration_error_ == check_.calibration_error_
    assert roc_auc_score(high, fitted.out_of_fold_decision_) > 0.6
    assert np.mean(fitted.out_of_fold_priority_ >= check_.cutoff_) == pytest.approx(check_.budget, abs=0.01)


def test_its_shares_are_of_what_reviewers_said_and_are_calibrated() -> None:
    about = load(str(reviewed_file())).about
    found = [check(record, rules=(), learned=asked()).learned for record in records()]
    asked_about = [one for one in found if one is not None and one.rated in BELOW]
    assert {one.taught_by for one in asked_about} == {"reviewers"}
    assert np.mean([one.p_high for one in asked_about]) == pytest.approx(about.share_high, abs=0.03)
    assert all(one.band.endswith("underrated, reviewers said") for one in asked_about)
    assert not any(one.stands_out for one in found if one is not None and one.rated not in BELOW)


def test_more_evidence_never_lowers_it() -> None:
    scorer = load(str(reviewed_file())).check.scorer()
    chance = np.random.default_rng(3)
    rows = np.repeat(reviewed_table().values, 5, axis=0)
    more = rows + np.array([feature.sign for feature in FEATURES]) * chance.integers(0, 3, rows.shape)
    before, after = scorer.decision(rows), scorer.decision(more)
    assert (after >= before).all()
    assert (after > before).any()


def test_it_changes_no_flag_and_sees_no_label() -> None:
    for record in reviewed()[:60]:
        with_it = check(record, learned=asked())
        assert msgspec.structs.replace(with_it, learned=None) == check(record)
        assert check(with_labels(record), learned=asked()) == with_it


def test_too_few_labels_are_refused(tmp_path: Path) -> None:
    whole = reviewed_table()
    few = replace(whole, values=whole.values[:149], ratings=whole.ratings[:149])
    agreed = replace(whole, ratings=(Level.MEDIUM,) * len(whole.ratings))
    for given, says in (
        (few, "too few records rated low or medium have reviewers' labels: 149, and it takes 150"),
        (agreed, f"reviewers left {len(whole.ratings)} of the cases below high and said that 0 should be high or above"),
    ):
        with pytest.raises(CannotTrain, match=says):
            train(given, str(tmp_path / "none.json"), seed=1, errors=0, with_peers=False)
    assert list(tmp_path.iterdir()) == []


def test_the_card_says_who_taught_it_and_what_that_means() -> None:
    found = card(load(str(reviewed_file())))
    text = " ".join(as_text(found).split())
    levels = Counter(reviewed_table().ratings)
    for says in (
        "cases rated low or medium, by the highest level that reviewers found right",
        f"{levels[Level.HIGH]} high",
        "How these cases were chosen for review decides what its shares mean",
        f"{COUNT // 10} of which no review says what is right",
        "were found underrated.",
        "It learned what reviewers look for, and what they all miss it misses.",
        "It adds no flag, strengthens none and silences none.",
    ):
        assert says in text
    assert found.taught_by == "reviewers"
    assert "local habit" not in text


@pytest.mark.parametrize(
    ("share", "says"),
    [
        (0.0, "fewer than 1 in 100 comparable cases were underrated, reviewers said"),
        (0.012, "about 1 in 100 comparable cases was underrated, reviewers said"),
        (0.07, "about 7 in 100 comparable cases were underrated, reviewers said"),
        (0.4, "about 4 in 10 comparable cases were underrated, reviewers said"),
    ],
)
def test_shares_are_told_as_what_reviewers_said(share: float, says: str) -> None:
    assert in_words(share, "reviewers") == says
