"""Training, describing and asking a model from the command line: a second voice, and only where a model is named."""

import hashlib
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from jsonschema import Draft202012Validator, FormatChecker

from riskcheck.records.schemas import schema
from tests.commands import run
from tests.learned.trained import COUNT, model_file, records, reviewed

FIXTURES = Path(__file__).parents[2] / "fixtures"
MCSWEENEY = str(FIXTURES / "published" / "mcsweeney")
BROKEN = str(FIXTURES / "broken" / "unknown-field-near-miss")
FORMATS = ("text", "concise", "json", "jsonl", "csv", "html")


@pytest.fixture(scope="module")
def caseload(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("caseload") / "made.ndjson"
    path.write_bytes(b"\n".join(map(msgspec.json.encode, records())) + b"\n")
    return path


@pytest.fixture(scope="module")
def some(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("some") / "some.ndjson"
    path.write_bytes(b"\n".join(map(msgspec.json.encode, records()[:60])) + b"\n")
    return str(path)


def without_model(found: dict[str, Any]) -> dict[str, Any]:
    """A report without what the learned check says."""
    found["tool"]["model"] = None
    for case in found["cases"]:
        case["learned"] = None
    return found


def test_train_writes_the_same_model_each_time_and_says_its_fingerprint(caseload: Path, tmp_path: Path) -> None:
    done = [run("train", str(caseload), "-o", str(tmp_path / name)) for name in ("one.json", "two.json")]
    told = hashlib.sha256(model_file().read_bytes()).hexdigest()
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes() == model_file().read_bytes()
    for one in done:
        assert (one.exit_code, one.stdout) == (0, "")
        assert f"{COUNT} trained on ({COUNT} synthetic), 0 without ratings, 0 could not be read" in one.stderr
        assert f"(fingerprint {told})" in one.stderr


def test_train_counts_what_could_not_be_read_and_trains_on_the_rest(caseload: Path, some: str, tmp_path: Path) -> None:
    target = str(tmp_path / "model.json")
    done = run("train", str(caseload), BROKEN, some, "-o", target)
    assert done.exit_code == 2
    assert done.stderr.count("keep one record for each case") == 60
    assert "unknown-field-near-miss/case.json:44: /convictions/items/0" in done.stderr
    assert f"{COUNT + 61} records: {COUNT} trained on" in done.stderr
    found = json.loads(run("card", target, "--output-format", "json").stdout)
    assert (found["trained_on"]["cases"], found["trained_on"]["errors"]) == (COUNT, 61)


def test_a_caseload_that_makes_no_model_is_one_sentence_and_leaves_no_file(tmp_path: Path) -> None:
    done = run("train", MCSWEENEY, "-o", str(tmp_path / "model.json"))
    assert done.exit_code == 2
    assert "No model can be trained, because too few records have ratings: 1, and it takes 150." in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_with_peers_is_asked_for_and_its_help_says_what_it_means(caseload: Path, tmp_path: Path) -> None:
    assert "treat the file as case data" in " ".join(run("train", "--help").output.split())
    run("train", str(caseload), "-o", str(tmp_path / "peers.json"), "--with-peers")
    assert (tmp_path / "peers.json").read_bytes() == model_file(with_peers=True).read_bytes()
    shown = run("explain", str(caseload), records()[0].case_id, "--model", str(tmp_path / "peers.json"))
    assert "Near case 1:" in shown.stdout
    assert "Near case" not in run("explain", str(caseload), records()[0].case_id, "--model", str(model_file())).stdout


def test_reviewers_can_teach_and_what_was_left_out_is_counted(tmp_path: Path) -> None:
    labelled, model = tmp_path / "labelled.ndjson", str(tmp_path / "model.json")
    labelled.write_bytes(b"\n".join(map(msgspec.json.encode, reviewed())) + b"\n")
    done = run("train", str(labelled), "-o", model, "--taught-by", "reviewers")
    assert done.exit_code == 0
    found = json.loads(run("card", model, "--output-format", "json").stdout)
    about = found["trained_on"]
    assert (found["taught_by"], about["unreviewed"], about["records"]) == ("reviewers", COUNT // 10, COUNT)
    assert f"{COUNT // 10} without reviewers' labels, {about['rated_high']} rated high, 0 could not be read" in done.stderr
    shown = " ".join(run("explain", MCSWEENEY, "--model", model).stdout.split())
    assert "comparable cases were underrated, reviewers said." in shown
    assert "It learned from what reviewers said of other cases" in shown
    checked = run("check", str(labelled), "--model", model, "--output-format", "json", "--fail-on", "never")
    Draft202012Validator(schema("report"), format_checker=FormatChecker()).validate(json.loads(checked.stdout))
    plain = run("check", str(labelled), "--output-format", "json", "--fail-on", "never")
    assert without_model(json.loads(checked.stdout)) == json.loads(plain.stdout)


def test_without_reviewers_labels_they_teach_nothing(caseload: Path, tmp_path: Path) -> None:
    done = run("train", str(caseload), "-o", str(tmp_path / "model.json"), "--taught-by", "reviewers")
    assert done.exit_code == 2
    says = "No model can be trained, because too few records rated low or medium have reviewers' labels: 0, and it takes 150."
    assert says in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_area_can_be_named_for_records_that_name_none(tmp_path: Path) -> None:
    bare, model = tmp_path / "bare.ndjson", str(tmp_path / "model.json")
    made = [msgspec.to_builtins(record) for record in records()[:200]]
    for record in made:
        for item in record["assessments"]["items"]:
            item.pop("area", None)
    bare.write_bytes(b"\n".join(map(msgspec.json.encode, made)) + b"\n")
    run("train", str(bare), "-o", model, "--area", "Northshire")
    assert json.loads(run("card", model, "--output-format", "json").stdout)["trained_on"]["areas"] == {"Northshire": 200}
    assert "200 of Northshire." in " ".join(run("card", model).stdout.split())
    elsewhere = tmp_path / "elsewhere.json"
    elsewhere.write_bytes(msgspec.json.encode(records()[0]))
    shown = " ".join(run("explain", str(elsewhere), "--model", model).stdout.split())
    area = records()[0].assessments.items[-1].area
    assert (
        f"Compared with synthetic cases of Northshire; this one is of {area}, where like cases may be treated otherwise."
        in shown
    )


def test_the_card_measures_proxies_on_records_that_are_given(some: str) -> None:
    done = run("card", str(model_file()), "--proxies", some, "--output-format", "json")
    assert done.exit_code == 0
    found = json.loads(done.stdout)["proxies"]
    assert (found["on"], found["cases"], found["synthetic"]) == ("given", 60, 60)
    assert {group["characteristic"] for group in found["found"]["groups"]} == {"sex", "ethnicity", "age"}
    few = [group for group in found["found"]["groups"] if group["cases"] is None]
    assert few
    assert all(group["told"] == [] for group in few)
    assert "on the cases that were given" in run("card", str(model_file()), "--proxies", some).stdout
    broken = run("card", str(model_file()), "--proxies", some, "--proxies", BROKEN)
    assert broken.exit_code == 2
    assert "unknown-field-near-miss/case.json:44" in broken.stderr
    assert "on the cases that were given" in broken.stdout


def test_card_shows_what_a_model_is() -> None:
    assert "All of these cases are synthetic" in run("card", str(model_file())).stdout


def test_the_json_of_a_check_with_a_model_is_valid_and_names_the_file(some: str) -> None:
    done = run("check", some, "--model", str(model_file(with_peers=True)), "--output-format", "json")
    found = json.loads(done.stdout)
    Draft202012Validator(schema("report"), format_checker=FormatChecker()).validate(found)
    assert found["tool"]["model"] == hashlib.sha256(model_file(with_peers=True).read_bytes()).hexdigest()
    for case in found["cases"]:
        said = case["learned"]
        total = said["start"] + sum(one["log_odds"] for one in said["contributions"])
        assert total == pytest.approx(said["decision"], abs=1e-6)
        assert said["stands_out"] is False or said["rated"] in ("low", "medium")


@pytest.mark.parametrize("fail_on", ["strong", "possible", "any", "never"])
def test_a_model_changes_neither_flags_nor_exit_status(some: str, fail_on: str) -> None:
    plain = run("check", some, "--output-format", "json", "--fail-on", fail_on)
    asked = run("check", some, "--output-format", "json", "--fail-on", fail_on, "--model", str(model_file()))
    assert asked.exit_code == plain.exit_code
    assert without_model(json.loads(asked.stdout)) == json.loads(plain.stdout)


@pytest.mark.parametrize("output_format", FORMATS)
def test_the_same_model_gives_the_same_bytes(some: str, output_format: str) -> None:
    asked = ("check", some, "--model", str(model_file()), "--output-format", output_format)
    assert run(*asked).stdout_bytes == run(*asked).stdout_bytes


@pytest.mark.parametrize("output_format", FORMATS)
def test_no_learned_is_as_if_no_model_were_named(some: str, output_format: str) -> None:
    plain = run("check", some, "--output-format", output_format)
    declined = run("check", some, "--output-format", output_format, "--model", "no-such-file", "--no-learned")
    assert declined.stdout_bytes == plain.stdout_bytes


def test_a_settings_file_can_name_the_model_and_the_command_line_can_decline_it(some: str, tmp_path: Path) -> None:
    settings = tmp_path / "riskcheck.toml"
    settings.write_text(f'model = "{model_file()}"\n')
    assert "learned check" in run("--config", str(settings), "check", some).stdout
    declined = run("--config", str(settings), "check", some, "--no-learned")
    assert "No learned check ran." in declined.stdout


def test_explain_shows_the_learned_check_as_its_sixth_part() -> None:
    shown = run("explain", MCSWEENEY, "--model", str(model_file())).stdout
    assert "6. The learned check" in shown
    assert "comparable cases" in shown
    assert "trained on synthetic cases only" in " ".join(shown.split())


def test_a_model_that_cannot_be_used_is_one_sentence_before_anything_is_read(some: str, tmp_path: Path) -> None:
    changed = tmp_path / "changed.json"
    changed.write_text(model_file().read_text().replace('\\"cutoff\\": ', '\\"cutoff\\": 1', 1))
    text = tmp_path / "text.json"
    text.write_text("[]")
    for path, says in (
        (str(changed), "the model cannot be used, because it was changed after it was written."),
        (str(text), "the model cannot be used, because it is not a model file, or is cut short."),
        (str(tmp_path / "nowhere.json"), "cannot be read"),
    ):
        for command in (("check", some, "--model", path), ("explain", MCSWEENEY, "--model", path), ("card", path)):
            done = run(*command)
            assert done.exit_code == 2
            assert done.stdout == ""
            assert says in done.stderr
            assert done.stderr.count("\n") == 1


def test_an_output_that_cannot_be_written_is_one_sentence(caseload: Path, tmp_path: Path) -> None:
    done = run("train", str(caseload), "-o", str(tmp_path / "nowhere" / "model.json"))
    assert done.exit_code == 2
    assert "cannot be written" in done.stderr
