"""Check a caseload on a local cluster, kill a worker on the way, and compare with one process.

    python -m tests.engines.compare dask --records 20000
    python -m tests.engines.compare spark --records 20000

The same synthetic records go through ``riskcheck check`` in one process and through the engine on two workers, of which one
is killed (signal 9) when the first partitions are done. Every case must come out of the engine once, to the byte as it came
out of the one process, and the engine must have lost a worker. Prints JSON; exit status 1 where anything differs.
"""

import argparse
import json
import os
import re
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq

from riskcheck.caseload.run import found
from riskcheck.engines.asking import asked
from riskcheck.records.read import texts
from riskcheck.report.as_json import case_text
from tests.caseload.made import lines

WORKERS = 2
PARTS = 16
"""Partitions, so that some are done and some are not when a worker is killed."""

Outcomes = list[tuple[str, str]]


def written(folder: Path, records: int, seed: int) -> list[Path]:
    """A caseload of synthetic records as files of Parquet, each a partition."""
    made = [line.decode() for line in lines(records, seed)]
    size = max(1, records // PARTS)
    files = []
    for number, start in enumerate(range(0, records, size)):
        files.append(folder / f"part-{number:02}.parquet")
        pq.write_table(pa.table({"record": made[start : start + size]}), files[-1])
    return files


def alone(files: list[Path]) -> Outcomes:
    """What one process makes of the records."""
    results = (one.result for one in found(texts([str(file) for file in files]), asked()))
    without_file = (re.sub(r'"source":"[^"]*"', '"source":""', case_text(result), count=1) for result in results if result)
    return [(json.loads(text)["case_id"], text) for text in without_file]


def on_dask(files: list[Path]) -> tuple[Outcomes, int]:
    """What Dask makes of them, and how many workers were lost."""
    from dask.distributed import Client, LocalCluster

    from riskcheck.engines.on_dask import checked

    with (
        LocalCluster(n_workers=WORKERS, threads_per_worker=1, dashboard_address=None, silence_logs=50) as cluster,
        Client(cluster) as client,
    ):
        before = set(client.run(os.getpid).values())
        waiting = client.compute(checked(str(files[0].parent), asked()).to_delayed())
        _when(lambda: sum(future.done() for future in waiting) > 1)
        os.kill(min(before), signal.SIGKILL)
        outcomes = [row for frame in client.gather(waiting) for row in zip(frame.case_id, frame.result, strict=True)]
        _when(lambda: len(client.run(os.getpid)) == WORKERS)
        lost = len(before - set(client.run(os.getpid).values()))
    return outcomes, lost


def on_spark(files: list[Path]) -> tuple[Outcomes, int]:
    """What Spark makes of them, and how many tasks failed because their worker was lost."""
    from pyspark.sql import SparkSession

    from riskcheck.engines.on_spark import checked

    os.environ["PYSPARK_PYTHON"] = sys.executable
    spark = (
        SparkSession.builder.master(f"local[{WORKERS},16]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.files.openCostInBytes", str(1 << 30))
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "256")
        .config("spark.log.level", "OFF")
        .getOrCreate()
    )
    tracker, job = spark.sparkContext.statusTracker(), "outcomes"
    spark.sparkContext.setJobGroup(job, job)
    rows: list[tuple[str, str]] = []

    def collect() -> None:
        records = spark.read.parquet(*map(str, files))
        spark.sparkContext.setJobGroup(job, job)
        rows.extend((row.case_id, row.result) for row in checked(records, asked()).collect())

    running = threading.Thread(target=collect)
    running.start()
    _when(lambda: any(stage.numCompletedTasks > 1 for stage in _stages(tracker, job)))

    def lost() -> int:
        return max((stage.numFailedTasks for stage in _stages(tracker, job)), default=0)

    while running.is_alive() and not lost():  # a worker between two tasks takes none with it
        for worker in _python_workers(os.getpid())[:1]:
            with suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)
        running.join(2)
    running.join()
    failed = lost()
    spark.stop()
    return rows, failed


def _stages(tracker, job: str) -> Iterator[object]:  # type: ignore[no-untyped-def]
    for number in tracker.getJobIdsForGroup(job):
        found_job = tracker.getJobInfo(number)
        for stage in found_job.stageIds if found_job else ():
            info = tracker.getStageInfo(stage)
            if info is not None:
                yield info


def _python_workers(ancestor: int) -> list[int]:
    """The processes in which Spark runs Python for this process: those that its daemon has forked."""
    parents = {int(path.name): _parent(path) for path in Path("/proc").iterdir() if path.name.isdigit()}
    daemons = [one for one in parents if "pyspark.daemon" in _command(one) and _descends(one, ancestor, parents)]
    return [one for one in daemons if parents[one] in daemons]


def _parent(path: Path) -> int:
    try:
        return int((path / "stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[1])
    except OSError:
        return 0


def _command(process: int) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_text(encoding="utf-8")
    except OSError:
        return ""


def _descends(process: int, ancestor: int, parents: dict[int, int]) -> bool:
    while process in parents and process != ancestor:
        process = parents[process]
    return process == ancestor


def _when(happens: Callable[[], bool]) -> None:
    end = time.monotonic() + 600
    while not happens():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.02)


def main() -> int:
    """Print the figures; 1 where anything differs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("engine", choices=("dask", "spark"))
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        files = written(Path(folder), given.records, given.seed)
        started = time.monotonic()
        expected = alone(files)
        between = time.monotonic()
        outcomes, lost = (on_dask if given.engine == "dask" else on_spark)(files)
        ended = time.monotonic()
    differ = sum((Counter(expected) - Counter(outcomes)).values()) + sum((Counter(outcomes) - Counter(expected)).values())
    figures = {
        "engine": given.engine,
        "records": given.records,
        "outcomes": len(outcomes),
        "outcomes that differ": differ,
        "workers lost" if given.engine == "dask" else "tasks that failed with their worker": lost,
        "seconds, one process": round(between - started, 1),
        f"seconds, {WORKERS} workers, start of the cluster included": round(ended - between, 1),
    }
    sys.stdout.write(json.dumps(figures, indent=2) + "\n")
    return int(bool(differ) or not lost or len(expected) != given.records)


if __name__ == "__main__":
    sys.exit(main())
