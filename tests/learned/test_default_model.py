"""The model that ships: made by one command, current, small, and called synthetic wherever it speaks."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from riskcheck.errors import UnusableModel
from riskcheck.learned.card import card
from riskcheck.learned.model import DOUBTED, Model, load
from riskcheck.learned.peers import PeerConsistency
from riskcheck.learned.shipped import DEFAULT, path_of
from tests.commands import run
from tests.learned.default_model import COMMAND, RECORDS, SEED, made_from, make

ROOT = Path(__file__).parents[2]
MCSWEENEY = str(ROOT / "fixtures" / "published" / "mcsweeney")
STALE = f"The model that ships is not current: run {COMMAND}, and commit what it writes."
SYNTHETIC = "The model was trained on synthetic cases only: it knows nothing of real practice, and is no evidence of accuracy"


def shipped() -> Model:
    try:
        return load(DEFAULT)
    except UnusableModel as refused:
        pytest.fail(f"{STALE} ({refused})")


def test_it_is_current() -> None:
    """Its features, the version, the generator, its parameters, the view of its cases and the training are those of today."""
    found, now = shipped().about.made_from, made_from(RECORDS)
    assert found is not None
    for name in now.__struct_fields__:
        assert getattr(found, name) == getattr(now, name), f"{STALE} ({name} differs)"


def test_its_settings_are_those_of_training_today() -> None:
    made = shipped().check.get_params()
    today = PeerConsistency(doubted=DOUBTED).get_params()
    differ = [name for name in today if name not in ("monotonic", "from_level", "random_state") and made[name] != today[name]]
    assert not differ, f"{STALE} ({', '.join(differ)} differ)"


def test_the_same_command_gives_the_same_bytes(tmp_path: Path) -> None:
    """The whole of it takes minutes; a smaller one is made the same way, here and in a process of its own."""
    other = tmp_path / "other.json"
    arguments = [sys.executable, "-m", "tests.learned.default_model", "--records", "200", "-o", str(other)]
    done = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=True)
    model = make(str(tmp_path / "here.json"), 200)
    assert (tmp_path / "here.json").read_bytes() == other.read_bytes()
    assert model.fingerprint in done.stdout
    assert model.about.cases == 200


def test_its_card_says_what_it_was_made_from() -> None:
    about = shipped().about
    assert (about.cases, about.synthetic, about.errors, about.taught_by) == (RECORDS, RECORDS, 0, "ratings")
    text = " ".join(run("card", DEFAULT).stdout.split())
    for says in (
        "All of these cases are synthetic: made up, fitted to no real person, and no evidence of accuracy on real cases.",
        f"the first {RECORDS:,} cases of riskcheck synth with seed {SEED} and the parameters with the fingerprint",
        made_from(RECORDS).parameters,
        shipped().check.data_fingerprint_,
        "The file holds no case.",
        "What could stand in for a protected characteristic",
    ):
        assert says in text


def test_it_is_small_holds_no_case_and_is_no_pickle() -> None:
    path = Path(path_of(DEFAULT))
    assert path.stat().st_size < 300_000
    outer = json.loads(path.read_text(encoding="utf-8"))
    assert json.loads(outer["body"])["caseload"] is None
    assert "synth-" not in outer["body"]


def test_its_shares_hold_out_of_fold() -> None:
    assert card(shipped()).calibration_error <= 0.03


def test_its_people_are_told_no_better_than_the_generator_makes_them() -> None:
    """Sex and ethnicity are drawn apart from everything; age bears on how long a record can be, most where it is short."""
    audit = card(shipped()).proxies.found
    assert audit is not None
    apart = [one for group in audit.groups if group.characteristic != "age" for one in group.told]
    assert sum(one.beyond_chance for one in apart) <= 0.02 * len(apart)
    assert all(one.tells is not None and 0.44 < one.tells < 0.56 for one in apart)
    by_age = [one for group in audit.groups if group.characteristic == "age" for one in group.told]
    assert all(one.tells is not None and 0.44 < one.tells < 0.56 for one in by_age if one.name != "all_features")
    assert all(one.tells is not None and 0.40 < one.tells < 0.60 for one in by_age)


def test_it_runs_only_where_it_is_named_and_says_what_it_is() -> None:
    assert "No learned check ran." in run("check", MCSWEENEY, "--fail-on", "never").stdout
    for command in (("check", MCSWEENEY, "--fail-on", "never"), ("explain", MCSWEENEY)):
        assert SYNTHETIC in " ".join(run(*command, "--model", DEFAULT).stdout.split())
    found = json.loads(run("check", MCSWEENEY, "--model", DEFAULT, "--output-format", "json", "--fail-on", "never").stdout)
    assert found["tool"]["model"] == shipped().fingerprint
    assert found["cases"][0]["learned"]["trained_on_synthetic"] == "all"


def test_a_settings_file_can_name_it_and_a_file_of_that_name_is_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "riskcheck.toml"
    settings.write_text(f'model = "{DEFAULT}"\n', encoding="utf-8")
    assert SYNTHETIC in " ".join(run("--config", str(settings), "explain", MCSWEENEY).stdout.split())
    (tmp_path / DEFAULT).write_text("[]", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert load(DEFAULT).fingerprint == shipped().fingerprint
    with pytest.raises(UnusableModel, match="it is not a model file"):
        load(f"./{DEFAULT}")
