"""The command: the same bytes for the same seed, records that the reader takes, and errors in a sentence."""

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from riskcheck.cli import main
from riskcheck.records import read
from riskcheck.records.explain import explain


def synth(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["synth", *arguments])


def test_the_same_seed_gives_the_same_bytes() -> None:
    one, two = synth("-n", "40", "--seed", "3"), synth("-n", "40", "--seed", "3")
    assert one.exit_code == 0
    assert one.stdout_bytes == two.stdout_bytes
    assert len(one.stdout_bytes.splitlines()) == 40


def test_another_seed_gives_other_cases() -> None:
    assert synth("-n", "3", "--seed", "3").stdout_bytes != synth("-n", "3", "--seed", "4").stdout_bytes


@pytest.mark.parametrize("pairs", [(), ("--pairs",)])
def test_the_first_of_many_are_those_of_few(pairs: tuple[str, ...]) -> None:
    many, few = synth("-n", "30", "--seed", "5", *pairs), synth("-n", "12", "--seed", "5", *pairs)
    assert many.stdout_bytes.startswith(few.stdout_bytes)


def test_every_record_is_read_and_fits_the_schema(tmp_path: Path) -> None:
    path = tmp_path / "made.ndjson"
    assert synth("-n", "320", "--seed", "21", "-o", str(path)).exit_code == 0
    outcomes = list(read([str(path)]))
    assert [outcome.error.text for outcome in outcomes if outcome.error is not None] == []
    assert len(outcomes) == 320
    for line in path.read_bytes().splitlines()[:40]:
        assert explain(json.loads(line)) is None


def test_counterparts_are_read_too(tmp_path: Path) -> None:
    path = tmp_path / "made.ndjson"
    synth("-n", "150", "--seed", "22", "--pairs", "-o", str(path))
    assert [outcome.error for outcome in read([str(path)]) if outcome.error is not None] == []


def test_a_gzipped_file_is_the_same_each_time_and_holds_the_same_lines(tmp_path: Path) -> None:
    one, two = tmp_path / "one.ndjson.gz", tmp_path / "two.ndjson.gz"
    for path in (one, two):
        assert synth("-n", "8", "--seed", "3", "-o", str(path)).exit_code == 0
    assert one.read_bytes() == two.read_bytes()
    assert gzip.decompress(one.read_bytes()) == synth("-n", "8", "--seed", "3").stdout_bytes


def test_records_pass_from_synth_to_check() -> None:
    made = synth("-n", "60", "--seed", "7")
    checked = CliRunner().invoke(
        main, ["check", "-", "--fail-on", "never", "--output-format", "jsonl"], input=made.stdout_bytes
    )
    assert checked.exit_code == 0
    summary = json.loads(checked.stdout.splitlines()[-1])
    assert (summary["records"], summary["checked"], summary["errors"]) == (60, 60, 0)


def test_a_file_that_cannot_be_written_is_said_in_one_line(tmp_path: Path) -> None:
    result = synth("-n", "1", "-o", str(tmp_path / "nowhere" / "made.ndjson"))
    assert result.exit_code == 2
    assert result.stderr.startswith("riskcheck: ")
    assert "cannot be written" in result.stderr


def test_no_file_is_left_where_making_one_fails(tmp_path: Path) -> None:
    given = tmp_path / "impossible.toml"
    given.write_text(
        "[truth.lines]\nvalue = { high = 900.0, very_high = 950.0 }\n[caseload.recorded]\nvalue = { low = 0.0, medium = 0.0 }\n"
    )
    path = tmp_path / "made.ndjson"
    result = synth("-n", "2", "--parameters", str(given), "-o", str(path))
    assert result.exit_code == 2
    assert "no life was found" in result.stderr
    assert list(tmp_path.iterdir()) == [given]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[caseload.recoded]\nvalue = 1", "no parameter called caseload.recoded"),
        ("[caselod.recorded]\nvalue = 1", "no topic called caselod"),
        ("[caseload.recorded]\nmedium = 1", "caseload.recorded has no value"),
        ("[caseload.recorded]\nvalue = { middling = 1 }", "caseload.recorded has nothing called middling"),
        ("[caseload.recorded]\nvalue = 1", "caseload.recorded is a table of values"),
        ("[caseload.recorded]\nvalue = { low = 0, medium = 0, high = 0, very_high = 0 }", "may not all be 0"),
        ("[caseload.underrated_mediums]\nvalue = 1.5", "<= 1"),
        ("[caseload.underrated_mediums]\nvalue = 'many'", "expected"),
        ("[caseload.last_day]\nvalue = '2025-02-31'", "a day before 2026-02-23"),
        ("[caseload.last_day]\nvalue = '2026-03-01'", "a day before 2026-02-23"),
        ("[life.rates]\nvalue = { street = 53 }", "<= 52"),
        ("[caseload.lenient_areas]\nvalue = ['Atlantis']", "may only name areas"),
        ("[caseload", "not TOML"),
    ],
)
def test_parameters_that_cannot_be_used_are_said(text: str, says: str, tmp_path: Path) -> None:
    given = tmp_path / "given.toml"
    given.write_text(text)
    result = synth("-n", "1", "--parameters", str(given))
    assert result.exit_code == 2
    assert says in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_parameters_that_are_not_there_are_said() -> None:
    assert "cannot be read" in synth("--parameters", "no-such-file.toml").stderr


def test_given_parameters_change_the_cases_and_the_data_sheet(tmp_path: Path) -> None:
    given = tmp_path / "given.toml"
    given.write_text("[caseload.recorded]\nvalue = { low = 1.0, medium = 0.0, high = 0.0, very_high = 0.0 }\n")
    made = synth("-n", "12", "--parameters", str(given)).stdout.splitlines()
    levels = {max(json.loads(line)["assessments"]["items"], key=lambda one: one["completed_on"])["overall"] for line in made}
    assert levels == {"low"}
    sheet = synth("--data-sheet", "--parameters", str(given)).stdout
    assert sheet.count("Given in") == 1
    assert "low 1; medium 0" in sheet
