"""A model file gives the same scores bit for bit, and is refused in one sentence where it should not be used."""

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from riskcheck.errors import UnreadableFile, UnusableModel, UnwritableFile
from riskcheck.learned.peers import PeerConsistency
from riskcheck.learned.store import FORMAT, load, save
from tests.learned.made import NAMES, SIGNS, caseload


@pytest.fixture(scope="module")
def fitted() -> PeerConsistency:
    table, ratings, _ = caseload(400)
    return PeerConsistency(monotonic=SIGNS, members=2, trees=20, min_cases=10).fit(table, ratings)


@pytest.fixture
def saved(fitted: PeerConsistency, tmp_path: Path) -> Path:
    save(fitted, tmp_path / "model.json", about={"made for": "a test"})
    return tmp_path / "model.json"


def test_a_model_read_back_says_the_same_bit_for_bit(fitted: PeerConsistency, saved: Path) -> None:
    table, ratings, _ = caseload(300, seed=8)
    again = load(saved, features=NAMES)
    for judged in (
        lambda check: check.decision_function(table),
        lambda check: check.predict_proba(table),
        lambda check: check.priority(table),
        lambda check: check.stands_out(table, ratings),
        lambda check: check.predict(table),
        lambda check: check.contributions(table).values,
    ):
        np.testing.assert_array_equal(judged(again), judged(fitted))
    assert again.neighbours(table[:5]) == fitted.neighbours(table[:5]) or _same_peers(again, fitted, table[:5])
    assert (again.cutoff_, again.levels_, again.reliability_) == (fitted.cutoff_, fitted.levels_, fitted.reliability_)
    assert again.calibration_error_ == fitted.calibration_error_
    assert again.data_fingerprint_ == fitted.data_fingerprint_


def _same_peers(one: PeerConsistency, other: PeerConsistency, table: Any) -> bool:
    """NaN differs from itself, so what is missing is compared as text."""
    return repr(one.neighbours(table)) == repr(other.neighbours(table))


def test_a_model_read_back_and_saved_again_is_the_same_file(saved: Path, tmp_path: Path) -> None:
    again = load(saved)
    save(again, tmp_path / "again.json", about={"made for": "a test"})
    assert json.loads((tmp_path / "again.json").read_text())["sha256"] == json.loads(saved.read_text())["sha256"]


def test_the_same_model_gives_the_same_bytes_and_save_tells_their_fingerprint(fitted: PeerConsistency, tmp_path: Path) -> None:
    told = [save(fitted, tmp_path / name) for name in ("one.json", "two.json")]
    assert told[0] == told[1] == hashlib.sha256((tmp_path / "one.json").read_bytes()).hexdigest()
    load(tmp_path / "one.json", fingerprint=told[0])
    with pytest.raises(UnusableModel, match="it is not the file with the fingerprint that was asked for"):
        load(tmp_path / "one.json", fingerprint="0" * 64)


def test_without_its_caseload_a_model_scores_and_holds_no_cases(fitted: PeerConsistency, tmp_path: Path) -> None:
    table, _, _ = caseload(20)
    save(fitted, tmp_path / "bare.json", with_caseload=False)
    bare = load(tmp_path / "bare.json")
    np.testing.assert_array_equal(bare.decision_function(table), fitted.decision_function(table))
    assert json.loads(json.loads((tmp_path / "bare.json").read_text())["body"])["caseload"] is None
    with pytest.raises(ValueError, match="saved without its caseload"):
        bare.neighbours(table)


@pytest.mark.parametrize(
    ("features", "says"),
    [
        (NAMES[1:], "it needs the feature weapons found, which is not here (1 such)"),
        ([*NAMES, "alerts"], "it does not know the feature alerts (1 such)"),
        (NAMES[::-1], "its features are in another order"),
    ],
)
def test_other_features_are_refused(saved: Path, features: list[str], says: str) -> None:
    with pytest.raises(UnusableModel) as refused:
        load(saved, features=features)
    assert str(refused.value) == f"{saved}: the model cannot be used, because {says}."
    assert refused.value.exit_code == 2


def test_another_version_is_refused(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("riskcheck.__version__", "0.9.0")
    with pytest.raises(UnusableModel, match=r"it was made by riskcheck 0\.1\.0 and this is 0\.9\.0; train it again"):
        load(saved)


def test_another_format_is_refused(saved: Path) -> None:
    saved.write_text(saved.read_text().replace(FORMAT, "riskcheck.peers/99"))
    with pytest.raises(UnusableModel, match="it is not in the format"):
        load(saved)


def test_a_byte_changed_anywhere_is_never_used_differently(fitted: PeerConsistency, saved: Path) -> None:
    whole = saved.read_bytes()
    chance = np.random.default_rng(3)
    for at in chance.integers(0, len(whole) - 1, 200):
        broken = bytearray(whole)
        broken[at] ^= 1 << int(chance.integers(0, 7))
        saved.write_bytes(broken)
        with pytest.raises(UnusableModel):
            load(saved)


def test_a_file_cut_short_is_refused(saved: Path) -> None:
    whole = saved.read_bytes()
    for end in np.linspace(0, len(whole) - 2, 50).astype(int):
        saved.write_bytes(whole[:end])
        with pytest.raises(UnusableModel, match="it is not a model file, or is cut short"):
            load(saved)


def resealed(path: Path, change: Any) -> None:
    """Change the body and give it the fingerprint that fits, as a forger would."""
    outer = json.loads(path.read_text())
    body = json.loads(outer["body"])
    change(body)
    outer["body"] = json.dumps(body, sort_keys=True)
    outer["sha256"] = hashlib.sha256(outer["body"].encode()).hexdigest()
    path.write_text(json.dumps(outer))


@pytest.mark.parametrize(
    "change",
    [
        lambda body: body.pop("forest"),
        lambda body: body["forest"].pop("left"),
        lambda body: body.update(features=body["features"][:2]),
        lambda body: body["forest"]["value"].update(shape=[10**12]),
        lambda body: body["forest"]["value"].update(shape=[3]),
        lambda body: body["forest"]["value"].update(kind="|O"),
        lambda body: body["forest"]["value"].update(deflated="////"),
        lambda body: body["forest"].update(
            left=body["forest"]["right"], right=body["forest"]["left"], feature=body["forest"]["left"]
        ),
        lambda body: body["caseload"]["ratings"].update(body["forest"]["left"]),
        lambda body: body["parameters"].pop("trees"),
        lambda body: body.update(calibration=None),
        lambda body: body.update(parameters=[]),
    ],
)
def test_a_forged_file_can_do_nothing_but_be_refused(saved: Path, change: Any) -> None:
    resealed(saved, change)
    with pytest.raises(UnusableModel, match="what it holds does not fit together"):
        load(saved)


def test_a_file_that_is_no_model_or_not_there_is_refused(tmp_path: Path, fitted: PeerConsistency) -> None:
    (tmp_path / "list.json").write_text("[1]")
    with pytest.raises(UnusableModel, match="it is not a model file"):
        load(tmp_path / "list.json")
    with pytest.raises(UnreadableFile):
        load(tmp_path / "none.json")
    with pytest.raises(UnwritableFile):
        save(fitted, tmp_path / "no" / "such" / "folder.json")
