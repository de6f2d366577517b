"""``riskcheck import`` on folders of payloads, and ``riskcheck synth --payloads``."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from riskcheck.cli import main
from riskcheck.records import read
from tests.sources.made import charge, rosh

ON = ("--extracted-on", "2026-11-01")


def run(*arguments: str, key: str | None = "a key that is long enough") -> Result:
    return CliRunner().invoke(main, ["import", *arguments], env={"RISKCHECK_KEY": key})


def written(folder: Path, **files: object) -> Path:
    folder.mkdir(parents=True)
    for name, payload in files.items():
        (folder / f"{name}.json").write_text(json.dumps(payload), encoding="utf-8")
    return folder


def test_a_tree_of_folders_becomes_one_line_a_case(tmp_path: Path) -> None:
    tree = tmp_path / "cases"
    written(tree / "X123456", rosh=rosh())
    written(tree / "team" / "X654321", rosh=rosh(), charges=[charge()])
    target, account = tmp_path / "out.ndjson", tmp_path / "account.ndjson"
    result = run(str(tree), *ON, "-o", str(target), "--account", str(account))
    assert result.exit_code == 0, result.output
    records = [outcome.record for outcome in read([str(target)])]
    assert len(records) == 2
    assert all(record is not None and record.case_id.startswith("c-") for record in records)
    assert "123456" not in target.read_text(encoding="utf-8")
    assert "riskcheck: 2 cases: 2 records, 0 errors" in result.stderr
    told = [json.loads(line) for line in account.read_text(encoding="utf-8").splitlines()]
    assert [one["format"] for one in told] == ["riskcheck.import/1"] * 2
    assert {line["what"] for one in told for line in one["lines"]} == {"read", "not held"}
    assert run(str(tree), *ON, "-o", str(tmp_path / "again.ndjson")).exit_code == 0
    assert (tmp_path / "again.ndjson").read_bytes() == target.read_bytes()


def test_without_a_file_the_records_are_on_standard_output_and_nothing_else(tmp_path: Path) -> None:
    folder = written(tmp_path / "case-a", rosh=rosh())
    result = run(str(folder), *ON, "--case-id", "folder", "--synthetic", key=None)
    assert result.exit_code == 0, result.output
    record = json.loads(result.stdout)
    assert (record["case_id"], record["purpose"], record["extracted_on"]) == ("case-a", "synthetic", "2026-11-01")


def test_what_cannot_be_read_ends_with_2_and_the_rest_is_written(tmp_path: Path) -> None:
    folder = written(tmp_path / "cases" / "a", rosh=rosh(), other={"what": 1})
    (folder / "broken.json").write_text("{", encoding="utf-8")
    (folder / ".hidden").write_text("{", encoding="utf-8")
    written(tmp_path / "cases" / "b", other={"what": 1})
    result = run(str(tmp_path / "cases"), *ON)
    assert result.exit_code == 2
    assert len(result.stdout.splitlines()) == 1
    assert "  other.json: error: is not a payload that riskcheck knows: not read" in result.stderr
    assert "  broken.json: error: ends before the record is complete" in result.stderr
    assert "2 cases: 1 records, 4 errors" in result.stderr


def test_a_folder_of_the_same_name_and_a_name_that_is_no_reference_are_refused(tmp_path: Path) -> None:
    written(tmp_path / "one" / "case-a", rosh=rosh())
    written(tmp_path / "two" / "case-a", rosh=rosh())
    written(tmp_path / "two" / "a name of somebody", rosh=rosh())
    result = run(str(tmp_path), *ON, "--case-id", "folder")
    assert result.exit_code == 2
    assert len(result.stdout.splitlines()) == 1
    assert "has the name of a folder that was read before" in result.stderr
    assert "has a name that cannot be a case reference" in result.stderr


def test_the_key_can_be_in_a_file_and_gives_other_references_than_another(tmp_path: Path) -> None:
    folder, key = written(tmp_path / "case-a", rosh=rosh()), tmp_path / "key.txt"
    key.write_text("0123456789abcdef0123456789abcdef\n", encoding="utf-8")
    first, second = run(str(folder), *ON, "--key", str(key)), run(str(folder), *ON)
    assert json.loads(first.stdout)["case_id"] != json.loads(second.stdout)["case_id"]


@pytest.mark.parametrize(
    ("arguments", "key", "message"),
    [
        (("FOLDER", *ON), None, "No key was given"),
        (("FOLDER", *ON), "short", "the key is shorter than 16 bytes"),
        (("FOLDER", *ON, "--key", "no-such-file"), None, "no-such-file: cannot be read"),
        (("FOLDER", "--extracted-on", "2026-02-31"), "k" * 20, "2026-02-31 is not a day that exists"),
        (("EMPTY", *ON), "k" * 20, "no file is there"),
        (("no-such-folder", *ON), "k" * 20, "there is no such file or folder"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(arguments: tuple[str, ...], key: str | None, message: str, tmp_path: Path) -> None:
    written(tmp_path / "FOLDER", rosh=rosh())
    (tmp_path / "EMPTY").mkdir()
    named = [str(tmp_path / one) if one.isupper() else one for one in arguments]
    result = run(*named, key=key)
    assert result.exit_code == 2
    assert message in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_synth_writes_payloads_that_import_reads(tmp_path: Path) -> None:
    folder, records = tmp_path / "cases", tmp_path / "made.ndjson"
    made = CliRunner().invoke(main, ["synth", "-n", "3", "--seed", "5", "--payloads", str(folder), "-o", str(records)])
    assert made.exit_code == 0, made.output
    target = tmp_path / "imported.ndjson"
    result = run(str(folder), "--extracted-on", "2030-01-01", "--case-id", "folder", "--synthetic", "-o", str(target), key=None)
    assert result.exit_code == 0, result.output
    before = {outcome.record.case_id for outcome in read([str(records)]) if outcome.record}
    assert {outcome.record.case_id for outcome in read([str(target)]) if outcome.record} == before
    assert len(before) == 3
