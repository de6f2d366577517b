"""Parquet tables of what a run found: asked by DuckDB, they say what the JSON report says."""

import json
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from riskcheck import parquet
from riskcheck.errors import MissingLibrary
from riskcheck.report.tables import COLUMNS, PARTITIONED
from tests.caseload.made import written
from tests.commands import run

DAYS = ("on", "known_on", "probation_knew_on")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict]:
    """Tables and the JSON report of one run."""
    folder = tmp_path_factory.mktemp("tables")
    path = written(folder / "made.ndjson")
    done = run("check", str(path), "--output-format", "json", "--tables", str(folder / "found"))
    assert done.stderr == f"riskcheck: wrote {folder / 'found'} (Parquet tables)\n"
    return folder / "found", json.loads(done.stdout)


def asked(folder: Path, table: str, question: str) -> list[tuple]:
    files = f"{folder}/{table}/**/*.parquet"
    with duckdb.connect() as base:
        return base.execute(question.format(f"read_parquet('{files}', hive_partitioning = true)")).fetchall()


def test_there_is_a_table_for_each_name_with_its_columns(made: tuple[Path, dict]) -> None:
    assert {path.name for path in made[0].iterdir()} == set(COLUMNS)
    for table, columns in COLUMNS.items():
        found = [row[0] for row in asked(made[0], table, "DESCRIBE SELECT * FROM {}")]
        assert sorted(found) == sorted(columns)
    assert {path.name for path in (made[0] / "ratings").iterdir()} <= {
        f"status={status}" for status in ("flagged", "consistent", "cannot_say", "not_rated")
    }


def test_cases_and_errors_are_those_of_the_report(made: tuple[Path, dict]) -> None:
    folder, report = made
    cases = asked(folder, "cases", "SELECT case_id, CAST(as_of AS VARCHAR), findings FROM {}")
    assert cases == [(case["case_id"], case["as_of"], len(case["findings"])) for case in report["cases"]]
    errors = asked(folder, "errors", "SELECT line, case_id, pointer, message FROM {}")
    assert errors == [(one["line"], one["case_id"], one["pointer"], one["message"]) for one in report["errors"]]
    assert len(errors) == 3


def test_ratings_are_those_of_the_report(made: tuple[Path, dict]) -> None:
    folder, report = made
    found = asked(folder, "ratings", 'SELECT case_id, "group", setting, recorded, status, strength, points, ways FROM {}')
    expected = []
    for case in report["cases"]:
        flags = {(flag["group"], flag["setting"]): flag for flag in case["flags"]}
        for one in case["ratings"]:
            flag = flags.get((one["group"], one["setting"]), {"total": None, "ways": []})
            named = (one["group"], one["setting"], one["recorded"], one["status"], one["strength"])
            expected.append((case["case_id"], *named, flag["total"], tuple(flag["ways"])))
    assert sorted(map(repr, [(*row[:-1], tuple(row[-1])) for row in found])) == sorted(map(repr, expected))


def test_findings_and_their_evidence_are_those_of_the_report(made: tuple[Path, dict]) -> None:
    folder, report = made
    findings = [(case["case_id"], one) for case in report["cases"] for one in case["findings"]]
    assert sorted(asked(folder, "findings", "SELECT case_id, key, rule, kind, items FROM {}")) == sorted(
        (case, one["key"], one["rule"], one["kind"], len(one["evidence"])) for case, one in findings
    )
    columns = ", ".join(f'CAST("{name}" AS VARCHAR)' for name in DAYS)
    rows = asked(folder, "evidence", f"SELECT case_id, key, item, pointer, says, quote, {columns} FROM {{}}")
    assert rows == [
        (case, one["key"], *(row[name] for name in ("item", "pointer", "says", "quote", *DAYS)))
        for case, one in findings
        for row in one["evidence"]
    ]
    assert any(row[5] for row in rows)


def test_every_file_says_what_made_it(made: tuple[Path, dict]) -> None:
    folder, report = made
    for path in folder.rglob("*.parquet"):
        about = pq.read_schema(path).metadata
        assert about[b"riskcheck.rules"].decode() == report["tool"]["rules"]
        assert about[b"riskcheck.known_to"] == b"anyone"


def test_the_same_run_gives_the_same_bytes(made: tuple[Path, dict], tmp_path: Path) -> None:
    run("check", str(made[0].parent / "made.ndjson"), "--tables", str(tmp_path / "again"), "--jobs", "2")
    for path in made[0].rglob("*.parquet"):
        assert (tmp_path / "again" / path.relative_to(made[0])).read_bytes() == path.read_bytes()


def test_details_are_hidden_in_tables_too(tmp_path: Path) -> None:
    path = written(tmp_path / "made.ndjson")
    run("check", str(path), "--tables", str(tmp_path / "found"), "--hide-details")
    assert asked(tmp_path / "found", "evidence", "SELECT count(*), count(quote) FROM {}")[0][1] == 0


def test_rows_are_written_in_groups_that_do_not_change_what_is_found(
    made: tuple[Path, dict], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet.Table.__init__, "__kwdefaults__", {"by": None, "rows": 7})
    run("check", str(made[0].parent / "made.ndjson"), "--tables", str(tmp_path / "found"))
    assert pq.ParquetFile(tmp_path / "found" / "cases" / "part-0.parquet").num_row_groups > 3
    for table in COLUMNS:
        order = "" if table not in PARTITIONED else " ORDER BY ALL"
        assert asked(tmp_path / "found", table, f"SELECT * FROM {{}}{order}") == asked(
            made[0], table, f"SELECT * FROM {{}}{order}"
        )


def test_nothing_that_is_there_is_overwritten_and_nothing_half_done_is_left(tmp_path: Path) -> None:
    path, folder = written(tmp_path / "made.ndjson", 5), tmp_path / "found"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine", encoding="utf-8")
    done = run("check", str(path), "--tables", str(folder))
    assert (done.exit_code, done.stderr) == (2, f"riskcheck: {folder}: cannot be written (there is something there already).\n")
    lost = tmp_path / "no" / "found"
    assert "cannot be written (No such file or directory)" in run("check", str(path), "--tables", str(lost)).stderr
    assert {one.name for one in tmp_path.iterdir()} == {"made.ndjson", "found"}
    assert [one.name for one in folder.iterdir()] == ["mine.txt"]


def test_without_the_library_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "find_spec", lambda _: None)
    with pytest.raises(MissingLibrary, match=r"install riskcheck\[tables\]"):
        parquet.needs_pyarrow()
