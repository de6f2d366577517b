"""Many cases: the same bytes with any number of processes, in the order of the input, and a clean stop."""

import gc
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from riskcheck.caseload import processes
from riskcheck.caseload.blocks import BYTES, blocks, bytes_of
from riskcheck.caseload.looking import look, look_and_pack, unpacked
from riskcheck.caseload.processes import in_order
from riskcheck.caseload.run import found
from riskcheck.cli import main
from riskcheck.cli.talk import Pace
from riskcheck.errors import LostProcess, UnusableModel
from riskcheck.records.read import Text, texts
from riskcheck.records.split import Piece
from tests.caseload.made import ASKED, children, gone, interrupt, lines, started, written

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")


@pytest.mark.parametrize("output_format", ["text", "concise", "json", "jsonl", "csv", "html"])
def test_a_report_is_the_same_with_any_number_of_processes(tmp_path: Path, output_format: str) -> None:
    path = written(tmp_path / "made.ndjson")
    reports = [
        CliRunner().invoke(main, ["check", str(path), "--output-format", output_format, "--jobs", jobs], catch_exceptions=False)
        for jobs in ("1", "2")
    ]
    assert reports[0].stdout_bytes == reports[1].stdout_bytes
    assert [report.exit_code for report in reports] == [2, 2]


def test_every_record_is_a_result_or_an_error_in_its_place(tmp_path: Path) -> None:
    path = written(tmp_path / "made.ndjson", 60)
    alone, together = (list(found(texts([str(path)]), ASKED, jobs=jobs)) for jobs in (1, 3))
    assert alone == together
    assert [one.error is not None for one in alone] == [place in (3, 4, 62) for place in range(63)]
    assert sum(one.size for one in alone) == path.stat().st_size - 63
    assert "is the same case as the record at" in alone[-1].error.message


def test_blocks_hold_every_text_in_order_and_stay_small() -> None:
    made = [Text("a", Piece(number, b"x" * size)) for number, size in enumerate([10, BYTES, 5, 5, BYTES * 3, 7])]
    cut = list(blocks(made))
    assert [text for block in cut for text in block] == made
    assert [len(block) for block in cut] == [2, 3, 1]
    assert list(blocks([])) == []


def test_the_size_is_known_only_where_every_file_shows_it(tmp_path: Path) -> None:
    plain, packed = tmp_path / "a.json", tmp_path / "b.json.gz"
    plain.write_bytes(b"12345")
    packed.write_bytes(b"123")
    assert bytes_of([str(plain)]) == 5
    assert bytes_of([str(tmp_path)]) is None
    assert bytes_of(["-"]) is None


def test_no_more_blocks_are_taken_than_processes_can_soon_work_on() -> None:
    taken = []

    def source() -> Iterator[tuple[int, int]]:
        for number in range(100):
            taken.append(number)
            yield number, number

    results = in_order(abs, source(), jobs=2)
    assert next(results) == (0, 0)
    assert len(taken) == processes.AHEAD * 2
    results.close()


def test_results_come_in_the_order_of_the_blocks_and_what_stands_beside_stays() -> None:
    waits = [0.3, 0.0, 0.1, 0.0]
    assert list(in_order(_wait, ((object, wait) for wait in waits), jobs=2)) == [(object, wait) for wait in waits]


def _wait(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def test_a_process_that_is_ended_ends_the_run_with_one_sentence() -> None:
    with pytest.raises(LostProcess, match="fewer --jobs"):
        list(in_order(_end, ((None, one) for one in (1, 2, 3)), jobs=2))


def _end(_: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_an_error_of_the_users_comes_whole_out_of_another_process() -> None:
    with pytest.raises(UnusableModel, match=r"^m\.json: the model cannot be used, because it was changed\.$"):
        list(in_order(_refuse, [(None, "m.json")], jobs=2))


def _refuse(path: str) -> None:
    raise UnusableModel(path, "it was changed")


def test_libraries_get_one_thread_in_each_process() -> None:
    assert list(in_order(os.getenv, [(None, "OMP_NUM_THREADS")], jobs=2)) == [(None, "1")]


def test_a_packed_result_is_the_result() -> None:
    block = [Text("here.ndjson", Piece(number, line)) for number, line in enumerate(lines(40), 1)]
    plain, packed = look(ASKED, block), look_and_pack(ASKED, block)
    assert any(one.result.flags for one in plain)
    assert [unpacked(one.result, "x") for one in plain] == [unpacked(one.result, "x") for one in packed]
    assert all(isinstance(one.result, bytes) for one in packed)
    assert {one.source for one in map(partial(unpacked, source="x"), (one.result for one in packed))} == {"x"}


@linux
@pytest.mark.parametrize(("jobs", "end"), [("1", interrupt), ("2", interrupt), ("2", subprocess.Popen.terminate)])
def test_an_interrupt_ends_every_process_and_leaves_no_file(
    tmp_path: Path, jobs: str, end: Callable[[subprocess.Popen[str]], None]
) -> None:
    path, target = written(tmp_path / "made.ndjson", 400), tmp_path / "out" / "report.jsonl"
    target.parent.mkdir()
    run = started("check", str(path), "--output-format", "jsonl", "-o", str(target), "--jobs", jobs)
    _wait_for(lambda: list(target.parent.iterdir()))
    time.sleep(1.0)
    workers = children(run.pid)
    end(run)
    out, talk = run.communicate(timeout=60)
    assert (run.returncode, out, talk) == (130, "", "riskcheck: interrupted\n")
    assert list(target.parent.iterdir()) == []
    assert len(workers) >= 2 or jobs == "1"
    assert [worker for worker in workers if not gone(worker)] == []


@linux
def test_processes_end_when_the_one_that_started_them_is_killed(tmp_path: Path) -> None:
    path = written(tmp_path / "made.ndjson", 400)
    run = started("check", str(path), "--jobs", "2", "-o", str(tmp_path / "out.txt"))
    _wait_for(lambda: len(children(run.pid)) >= 2)
    workers = children(run.pid)
    run.kill()
    run.communicate(timeout=60)
    assert run.returncode == -signal.SIGKILL
    assert len(workers) >= 2
    assert [worker for worker in workers if not gone(worker)] == []


def _wait_for(happens: object) -> None:
    end = time.monotonic() + 60
    while not happens():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.02)


def test_collecting_rarely_ends_with_the_run(tmp_path: Path) -> None:
    before = gc.get_threshold()
    path = written(tmp_path / "made.ndjson", 5)
    running = found(texts([str(path)]), ASKED)
    next(running)
    assert gc.get_threshold() == processes._COLLECT != before
    running.close()
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0


def test_progress_tells_the_rate_and_the_time_left_once_a_second() -> None:
    pace = Pace(100.0, 1000)
    assert pace.line(1, 10, 100.5) is None
    assert pace.line(2, 10, 102.0) == "2 records, 1 a second, about 2 minutes left"
    assert pace.line(3, 10, 102.5) is None
    assert pace.spoke
    assert Pace(0.0, None).line(2000, 5, 4.0) == "2,000 records, 500 a second"
    assert Pace(0.0, 8_000_000).line(300, 8_000, 10.0) == "300 records, 30 a second, about 2.8 hours left"
    assert Pace(0.0, 1000).line(300, 100, 60.0) == "300 records, 5 a second, about 9 minutes left"
    assert Pace(0.0, 1000).line(300, 900, 90.0) == "300 records, 3 a second, about 10 seconds left"
