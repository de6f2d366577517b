"""Case records as Parquet: out to the byte, and in again with the same results."""

from pathlib import Path

import duckdb
import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from riskcheck.records import read
from tests.caseload.made import lines, written
from tests.commands import run


def test_records_go_out_and_in_to_the_byte(tmp_path: Path) -> None:
    path = written(tmp_path / "made.ndjson")
    done = run("parquet", str(path), "-o", str(tmp_path / "tables"))
    assert done.exit_code == 2
    assert done.stderr.count("made.ndjson:") == 4  # three errors, one of which names two places
    assert done.stderr.endswith(f"riskcheck: wrote {tmp_path / 'tables'} (40 records as Parquet tables)\n")
    texts = pq.read_table(tmp_path / "tables" / "records").column("record").to_pylist()
    assert [text.encode() + b"\n" for text in texts] == list(lines())


def test_results_are_the_same_out_of_parquet(tmp_path: Path) -> None:
    path = tmp_path / "made.ndjson"
    path.write_bytes(b"".join(lines()))
    run("parquet", str(path), "-o", str(tmp_path / "tables"))
    cases = []
    for source in (path, tmp_path / "tables" / "records"):
        report = msgspec.json.decode(run("check", str(source), "--output-format", "json").stdout_bytes)
        cases.append([case | {"source": ""} for case in report["cases"]])
    assert cases[0] == cases[1]
    assert len(cases[0]) == 40


def test_items_are_every_dated_item_at_its_place(tmp_path: Path) -> None:
    path = tmp_path / "made.ndjson"
    path.write_bytes(b"".join(lines(10)))
    run("parquet", str(path), "-o", str(tmp_path / "tables"))
    with duckdb.connect() as base:
        rows = base.execute(
            'SELECT case_id, item, pointer, CAST("on" AS VARCHAR), fields '
            f"FROM read_parquet('{tmp_path}/tables/items/*/*.parquet', hive_partitioning = true)"
        ).fetchall()
    records = {record["case_id"]: record for record in map(msgspec.json.decode, lines(10))}
    assert {row[0] for row in rows} == set(records)
    for case_id, item, pointer, on, fields in rows:
        place = records[case_id]
        for name in pointer.split("/")[1:]:
            place = place[int(name) if name.isdigit() else name]
        assert (place["id"], place["date"], place) == (item, on, msgspec.json.decode(fields))
    count = sum(len(part) for record in records.values() for section in _sections(record) for part in section)
    assert len(rows) == count


def _sections(record: dict) -> list[list[list]]:
    found = [value for value in record.values() if isinstance(value, dict) and "coverage" in value]
    return [[part for part in section.values() if isinstance(part, list)] for section in found]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: path.write_bytes(b"PAR1 not at all"), "cannot be read (it is not a sound Parquet file)"),
        (lambda path: pq.write_table(pa.table({"text": ["{}"]}), path), "has no column called record that holds text"),
        (lambda path: pq.write_table(pa.table({"record": [1]}), path), "has no column called record that holds text"),
        (lambda path: pq.write_table(pa.table({"record": pa.array([], pa.string())}), path), "is empty: it holds no row"),
        (lambda path: pq.write_table(pa.table({"record": pa.array([None], pa.string())}), path), "this row holds no record"),
        (lambda path: pq.write_table(pa.table({"record": ["{}" + " " * 5_000_000]}), path), "is larger than 5 MB"),
    ],
)
def test_a_file_without_records_is_an_error_in_its_place(tmp_path: Path, make, message: str) -> None:
    path = tmp_path / "made.parquet"
    make(path)
    (outcome,) = read([str(path)])
    assert outcome.record is None
    assert message in outcome.error.message


def test_a_cut_file_is_an_error_and_never_a_traceback(tmp_path: Path) -> None:
    path = tmp_path / "made.parquet"
    pq.write_table(pa.table({"record": [line.decode() for line in lines(20)]}), path, row_group_size=5)
    whole = path.read_bytes()
    for at in (10, len(whole) // 2, len(whole) - 3):
        path.write_bytes(whole[:at] + bytes(len(whole) - at))
        outcomes = list(read([str(path)]))
        assert outcomes[-1].error is not None


def test_a_row_is_the_line_of_its_record(tmp_path: Path) -> None:
    path = tmp_path / "made.parquet"
    pq.write_table(pa.table({"record": [lines(2)[0].decode(), "{", lines(2)[1].decode()]}), path)
    outcomes = list(read([str(path)]))
    assert [outcome.line for outcome in outcomes] == [1, 2, 3]
    assert outcomes[1].error.line == 2
