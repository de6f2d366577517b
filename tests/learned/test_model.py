"""A model of case records: the same bytes for the same input, no case in it unless asked for, refused where it does not fit."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from riskcheck.errors import CannotTrain, UnreadableFile, UnusableModel
from riskcheck.learned import model as models
from riskcheck.learned.features import NAMES
from riskcheck.learned.model import FEWEST, load, train
from riskcheck.learned.peers import PeerConsistency
from riskcheck.learned.store import save
from riskcheck.terms import Level
from tests.learned.trained import COUNT, made_people, made_table, model_file


def body(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.loads(path.read_text())["body"])
    return found


def rewritten(path: Path, target: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    """The model with its body changed, and the fingerprint inside it made to fit."""
    made = body(path)
    change(made)
    text = json.dumps(made, sort_keys=True)
    outer = {"body": text, "format": "riskcheck.peers/1", "sha256": hashlib.sha256(text.encode()).hexdigest()}
    target.write_text(json.dumps(outer))
    return target


def test_the_same_table_and_seed_give_the_same_bytes_and_another_seed_does_not(tmp_path: Path) -> None:
    for name, seed in (("again", 1), ("other", 2)):
        train(made_table(), str(tmp_path / name), seed=seed, errors=0, with_peers=False, audit=made_people().told_by)
    assert (tmp_path / "again").read_bytes() == model_file().read_bytes()
    assert (tmp_path / "other").read_bytes() != model_file().read_bytes()


def test_it_says_what_it_was_trained_on() -> None:
    about = load(str(model_file())).about
    assert (about.records, about.cases, about.synthetic, about.unrated, about.errors) == (COUNT, COUNT, COUNT, 0, 0)
    assert about.how_synthetic == "all"
    assert sum(about.rated.values()) == COUNT
    assert (about.first, about.last) == (made_table().first, made_table().last)


@pytest.mark.parametrize(("synthetic", "how"), [(0, "none"), (1, "some"), (COUNT, "all")])
def test_how_synthetic(synthetic: int, how: str) -> None:
    assert models._about(replace(made_table(), synthetic=synthetic), 1, 0).how_synthetic == how


def test_its_fingerprint_is_the_file_s() -> None:
    assert load(str(model_file())).fingerprint == hashlib.sha256(model_file().read_bytes()).hexdigest()


def test_it_holds_no_case_unless_asked_to() -> None:
    assert body(model_file())["caseload"] is None
    assert load(str(model_file())).check.caseload() is None
    with_peers = load(str(model_file(with_peers=True)))
    caseload = with_peers.check.caseload()
    assert caseload is not None
    np.testing.assert_array_equal(caseload.table, made_table().values)
    assert "synth-" not in model_file(with_peers=True).read_text(), "no case reference is in the file"


def test_a_file_that_was_changed_is_refused(tmp_path: Path) -> None:
    text = model_file().read_text()
    (tmp_path / "changed").write_text(text.replace('\\"cutoff\\": ', '\\"cutoff\\": 1', 1))
    assert (tmp_path / "changed").read_text() != text
    with pytest.raises(UnusableModel, match="it was changed after it was written"):
        load(str(tmp_path / "changed"))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda made: made["versions"].update(riskcheck="0.9.9"), "it was made by riskcheck 0.9.9"),
        (lambda made: made["about"].update(features="0" * 64), "other meanings; train it again"),
        (lambda made: made["about"].pop("cases"), "it does not say which case records"),
        (lambda made: made["about"].update(first=7), "it does not say which case records"),
        (lambda made: made.pop("about"), "it does not say which case records"),
        (lambda made: made["features"].__setitem__(0, "shoe_size"), "it needs the feature shoe_size, which is not here"),
        (lambda made: made["features"].pop(), "it does not know the feature recalls"),
        (lambda made: made["forest"].pop("value"), "what it holds does not fit together"),
    ],
)
def test_what_does_not_fit_is_one_sentence(tmp_path: Path, change: Callable[[dict[str, Any]], object], says: str) -> None:
    path = rewritten(model_file(), tmp_path / "other.json", change)
    with pytest.raises(UnusableModel, match=says) as raised:
        load(str(path))
    assert str(raised.value).count("\n") == 0


def test_a_model_of_other_tables_is_refused(tmp_path: Path) -> None:
    values = pd.DataFrame(made_table().values, columns=list(NAMES))
    check = PeerConsistency(trees=5, members=1).fit(values, [level.value for level in made_table().ratings])
    save(check, tmp_path / "other.json", with_caseload=False)
    with pytest.raises(UnusableModel, match="it does not say which case records it was trained on"):
        load(str(tmp_path / "other.json"))


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        load(str(tmp_path / "nowhere.json"))


def test_too_few_cases_and_cases_all_on_one_side_make_no_model(tmp_path: Path) -> None:
    whole = made_table()
    few = replace(whole, values=whole.values[: FEWEST - 1], ratings=whole.ratings[: FEWEST - 1])
    alike = replace(whole, ratings=(Level.MEDIUM,) * COUNT)
    for table, says in ((few, "too few records have ratings: 149, and it takes 150"), (alike, "and 0 high or above")):
        with pytest.raises(CannotTrain, match=says):
            train(table, str(tmp_path / "none.json"), seed=1, errors=0, with_peers=False)
    assert list(tmp_path.iterdir()) == []
