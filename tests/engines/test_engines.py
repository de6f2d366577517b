"""One function for a partition, on Dask and on Spark: the outcomes of one process, also where a worker is lost."""

import json
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec

import msgspec
import pyarrow as pa
import pytest

from riskcheck.engines.asking import asked
from riskcheck.engines.partition import OUTCOME, outcome_schema, outcomes
from riskcheck.errors import UnknownRule
from riskcheck.terms import KnownTo
from tests.caseload.made import ROOT, lines

SPARK = pytest.mark.skipif(
    (shutil.which("java") is None or find_spec("pyspark") is None) and "RISKCHECK_SPARK_REQUIRED" not in os.environ,
    reason="Spark needs Java and requirements-spark.txt, which are not installed",
)


def test_what_is_asked_is_said_in_the_words_of_the_options() -> None:
    plain, other = asked(), asked(as_of="2024-01-01", known_to="probation", select=["CU"], hide_details=True)
    assert plain.as_of is None
    assert len(plain.rules) > 50
    assert (other.as_of, other.known_to, other.hide_details) == ("2024-01-01", KnownTo.PROBATION, True)
    assert {rule[:2] for rule in other.rules} == {"CU"}
    with pytest.raises(UnknownRule):
        asked(select=["CU999"])


def test_a_partition_gives_one_outcome_for_each_row_and_keeps_the_other_columns() -> None:
    made = [line.decode() for line in lines(6)]
    batch = pa.RecordBatch.from_pydict({"area": list("abcdefgh"), "record": [*made[:3], "{", None, *made[3:]]})
    (found,) = outcomes(asked(), [batch])
    assert found.schema == outcome_schema(batch.schema)
    assert found.schema.names == ["area", *OUTCOME]
    rows = found.to_pylist()
    assert [row["area"] for row in rows] == list("abcdefgh")
    assert [row["status"] == "error" for row in rows] == [False] * 3 + [True] * 2 + [False] * 3
    assert all(bool(row["message"]) is (row["result"] is None) for row in rows)
    good = [row for row in rows if row["result"]]
    assert [json.loads(row["result"])["case_id"] for row in good] == [msgspec.json.decode(line)["case_id"] for line in lines(6)]


def test_an_empty_partition_has_the_same_columns() -> None:
    batch = pa.RecordBatch.from_pydict({"record": pa.array([], pa.string())})
    (found,) = outcomes(asked(), [batch])
    assert (found.num_rows, found.schema.names) == (0, list(OUTCOME))


def test_details_are_hidden_where_that_is_asked() -> None:
    batch = pa.RecordBatch.from_pydict({"record": [line.decode() for line in lines(20)]})
    shown, hidden = (next(outcomes(asked(hide_details=how), [batch])).to_pylist() for how in (False, True))
    quotes = [
        sum(
            row["quote"] is not None
            for case in found
            for one in json.loads(case["result"])["findings"]
            for row in one["evidence"]
        )
        for found in (shown, hidden)
    ]
    assert quotes[0] > 0
    assert quotes[1] == 0


@pytest.mark.parametrize("engine", ["dask", pytest.param("spark", marks=SPARK)])
def test_an_engine_gives_what_one_process_gives_though_a_worker_is_killed(engine: str) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.engines.compare", engine, "--records", "400"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stdout + done.stderr[-3000:]
    assert json.loads(done.stdout)["outcomes"] == 400
