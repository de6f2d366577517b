"""The command: the same bytes whatever the number of processes, nothing dropped, and one sentence for a mistake."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator, FormatChecker

from riskcheck.cli import main
from riskcheck.records.schemas import schema
from tests.evaluate.made import records

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "fixtures"
VALIDATOR = Draft202012Validator(schema("evaluation"), format_checker=FormatChecker())
QUICK = ("--resamples", "30")


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["evaluate", *arguments], input=stdin, catch_exceptions=False)


def lines(count: int = 120, start: int = 0) -> bytes:
    return b"\n".join(msgspec.json.encode(record) for record in records()[start : start + count]) + b"\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "made.ndjson"
    path.write_bytes(lines())
    return path


@cache
def _json(path: Path) -> Any:
    done = run(str(path), "--output-format", "json", *QUICK)
    assert done.exit_code == 0
    return json.loads(done.stdout)


def test_the_json_is_valid(made: Path) -> None:
    VALIDATOR.validate(_json(made))
    assert _json(made)["counts"]["records"] == 120


@pytest.mark.parametrize("name", ["methods", "missed", "people", "groups"])
def test_the_schema_refuses_what_is_not_there(made: Path, name: str) -> None:
    found = json.loads(json.dumps(_json(made)))
    assert found[name]
    found[name][0]["surprise"] = 1
    assert not VALIDATOR.is_valid(found)


@pytest.mark.parametrize("output_format", ["text", "json", "html"])
def test_the_report_does_not_depend_on_the_number_of_processes(made: Path, output_format: str) -> None:
    one, two = (run(str(made), "--output-format", output_format, "--jobs", jobs, *QUICK) for jobs in ("1", "2"))
    assert one.exit_code == two.exit_code == 0
    assert one.stdout_bytes == two.stdout_bytes
    assert len(one.stdout_bytes) > 1000


def test_it_reads_standard_input_and_writes_a_file(made: Path, tmp_path: Path) -> None:
    done = run("-", "-o", str(tmp_path / "report.txt"), *QUICK, stdin=lines())
    assert done.exit_code == 0
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == run(str(made), *QUICK).stdout


def test_records_without_an_answer_are_counted_and_named(tmp_path: Path) -> None:
    path = tmp_path / "some.ndjson"
    silent = [msgspec.structs.replace(record, labels=None) for record in records()[120:123]]
    path.write_bytes(lines() + b"\n".join(map(msgspec.json.encode, silent)) + b"\n")
    done = run(str(path), *QUICK)
    assert done.exit_code == 0
    assert "123 records: 120 with an answer, 3 without one, 0 could not be read." in done.stdout
    for record in silent:
        assert f"{record.case_id} carries no answer" in done.stdout
    found = json.loads(run(str(path), "--output-format", "json", *QUICK).stdout)
    assert [one["case_id"] for one in found["unanswered"]] == [record.case_id for record in silent]
    assert all(record.case_id in run(str(path), "--output-format", "html", *QUICK).stdout for record in silent)


def test_records_that_cannot_be_read_are_named_and_the_status_says_so(tmp_path: Path) -> None:
    path = tmp_path / "some.ndjson"
    path.write_bytes(lines() + b'{"format": 1}\n' + lines(1))
    for jobs in ("1", "2"):
        done = run(str(path), "--output-format", "json", "--jobs", jobs, *QUICK)
        assert done.exit_code == 2
        found = json.loads(done.stdout)
        VALIDATOR.validate(found)
        assert (found["counts"]["records"], found["counts"]["answered"], found["counts"]["errors"]) == (122, 120, 2)
        assert [one["line"] for one in found["errors"]] == [121, 122]


def test_where_nothing_says_what_is_right_it_says_so() -> None:
    done = run(str(FIXTURES / "sound" / "violent-history-only" / "case.json"))
    assert done.exit_code == 2
    assert "no expected.toml is there, and no record that could be read carries an answer." in done.stderr


def test_where_no_record_could_be_read_the_errors_come_first() -> None:
    done = run(str(FIXTURES / "broken" / "empty-file"))
    assert done.exit_code == 2
    assert len(done.stderr.splitlines()) == 2
    assert done.stdout == ""


def test_expectations_and_caseloads_are_not_mixed(made: Path) -> None:
    done = run(str(FIXTURES / "published"), str(made))
    assert done.exit_code == 2
    assert f"{made}: no expected.toml is there, and under another path there is" in done.stderr


def test_expectations_make_no_page() -> None:
    done = run(str(FIXTURES / "published"), "--output-format", "html")
    assert done.exit_code == 2
    assert "expectations are not reported as html; choose text or json." in done.stderr


def test_expectations_that_are_not_met_end_with_1(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "case.json").write_bytes((FIXTURES / "published" / "mcsweeney" / "case.json").read_bytes())
    (folder / "expected.toml").write_text('why = "nothing"\n[flagged]\n', encoding="utf-8")
    done = run(str(tmp_path))
    assert done.exit_code == 1
    assert "is flagged and should not be" in done.stdout
    assert "0 of 1 cases came out as expected." in done.stdout


def test_the_budget_can_be_chosen(made: Path) -> None:
    found = json.loads(run(str(made), "--output-format", "json", "--budget", "20", *QUICK).stdout)
    assert found["how"]["budget"] == 0.2
    assert found["how"]["opened"] == int(0.2 * found["counts"]["mediums"] + 0.5)
