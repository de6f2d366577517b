"""Results kept in a file: an interrupted run goes on, a later run checks only what has changed, and faults are one line."""

import re
import resource
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from riskcheck.caseload.kept import Kept
from riskcheck.caseload.run import found
from riskcheck.cli import main
from riskcheck.errors import UnusableState
from riskcheck.records.read import texts
from tests.caseload.kills import killed
from tests.caseload.made import ASKED, ROOT, command, interrupt, lines, started, written


def check(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", "--output-format", "jsonl", *arguments], catch_exceptions=False)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_second_run_uses_what_is_kept_and_gives_the_same_bytes(tmp_path: Path, jobs: str) -> None:
    path, kept = str(written(tmp_path / "made.ndjson")), str(tmp_path / "results.kept")
    plain = check(path)
    twice = 1  # a case that comes again in the same bytes: looked at twice, or kept by then
    first, second = (check(path, "--keep", kept, "--jobs", jobs) for _ in range(2))
    assert first.stdout_bytes == second.stdout_bytes == plain.stdout_bytes
    reused, checked = (int(number) for number in re.findall(r"\d+", first.stderr))
    assert reused in (0, twice)
    assert reused + checked == 40 + twice
    assert second.stderr == "riskcheck: 41 results were kept from before, 0 records were checked\n"


def test_only_what_has_changed_is_checked_and_the_bytes_are_those_of_a_full_run(tmp_path: Path) -> None:
    path, kept = tmp_path / "made.ndjson", str(tmp_path / "results.kept")
    made = list(lines(30))
    path.write_bytes(b"".join(made))
    check(str(path), "--keep", kept)
    changed = msgspec.json.decode(made[7])
    changed["extracted_on"] = "2026-12-01"
    made[7] = msgspec.json.encode(changed) + b"\n"
    del made[20]
    path.write_bytes(b"".join(reversed(made)))
    again = check(str(path), "--keep", kept)
    assert again.stderr == "riskcheck: 28 results were kept from before, 1 records were checked\n"
    assert again.stdout_bytes == check(str(path)).stdout_bytes
    with sqlite3.connect(kept) as file:
        assert file.execute("SELECT count(*) FROM result").fetchone() == (29,)
    file.close()


@pytest.mark.parametrize(
    "other",
    [
        ["--as-of", "2024-01-01"],
        ["--known-to", "probation"],
        ["--ignore", "CU"],
        ["--hide-details"],
    ],
)
def test_what_was_asked_otherwise_is_not_used(tmp_path: Path, other: list[str]) -> None:
    path, kept = tmp_path / "made.ndjson", str(tmp_path / "results.kept")
    path.write_bytes(b"".join(lines(10)))
    check(str(path), "--keep", kept)
    asked = check(str(path), "--keep", kept, *other)
    assert "0 results were kept from before, 10 records were checked" in asked.stderr
    assert asked.stdout_bytes == check(str(path), *other).stdout_bytes


def test_the_place_of_a_record_and_who_decided_are_told_anew(tmp_path: Path) -> None:
    path, moved, kept = tmp_path / "made.ndjson", tmp_path / "moved.ndjson", str(tmp_path / "results.kept")
    path.write_bytes(b"".join(lines(10)))
    first = check(str(path), "--keep", kept)
    cases = (msgspec.json.decode(line) for line in first.stdout.splitlines()[1:-1])
    key = next(finding["key"] for case in cases for finding in case["findings"])
    decisions = tmp_path / "decisions.toml"
    decisions.write_text(
        f'[[decision]]\nkey = "{key}"\nstate = "agreed"\nreviewer = "R1"\non = 2025-06-03\nreason = "evidence_stands"\n',
        encoding="utf-8",
    )
    path.rename(moved)
    store = str(tmp_path / "review.db")
    decided = CliRunner().invoke(main, ["review", "decide", str(moved), "--from", str(decisions), "--store", store])
    assert decided.exit_code == 0, decided.stderr
    asked = [str(moved), "--decisions", store]
    again = check(*asked, "--keep", kept)
    assert "10 results were kept" in again.stderr
    assert again.stdout_bytes == check(*asked).stdout_bytes
    assert b'"reviewer":"R1"' in again.stdout_bytes


def test_another_version_of_the_code_looks_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, kept = str(tmp_path / "made.ndjson"), str(tmp_path / "results.kept")
    Path(path).write_bytes(b"".join(lines(10)))
    check(path, "--keep", kept)
    monkeypatch.setattr("riskcheck.caseload.kept._answering", lambda: b"other code")
    assert "10 records were checked" in check(path, "--keep", kept).stderr


def test_it_can_be_told_to_look_again(tmp_path: Path) -> None:
    path, kept = str(tmp_path / "made.ndjson"), str(tmp_path / "results.kept")
    Path(path).write_bytes(b"".join(lines(10)))
    check(path, "--keep", kept)
    assert "0 results were kept from before, 10 records were checked" in check(path, "--keep", kept, "--again").stderr
    assert check(path, "--again").exit_code == 2


def test_only_the_owner_can_read_what_is_kept(tmp_path: Path) -> None:
    kept = Kept(str(tmp_path / "results.kept"), ASKED)
    kept.close()
    assert (tmp_path / "results.kept").stat().st_mode & 0o077 == 0


def test_an_interrupted_run_goes_on(tmp_path: Path) -> None:
    path, kept = tmp_path / "made.ndjson", str(tmp_path / "results.kept")
    path.write_bytes(b"".join(lines(60)))
    with pytest.raises(KeyboardInterrupt):
        _stopped_after(30, path, Kept(kept, ASKED))
    again = Kept(kept, ASKED)
    assert list(found(texts([str(path)]), ASKED, kept=again)) == list(found(texts([str(path)]), ASKED))
    assert 0 < again.reused < 60
    assert again.reused + again.checked == 60
    again.close()


def _stopped_after(records: int, path: Path, kept: Kept) -> None:
    try:
        for number, _ in enumerate(found(texts([str(path)]), ASKED, kept=kept), 1):
            if number == records:
                raise KeyboardInterrupt
    finally:
        kept.close()


def test_kills_at_random_moments_lose_nothing_and_double_nothing() -> None:
    done = killed(kills=5, records=120, seed=3)
    assert done.wrong == []
    assert done.kills == 5


def test_ctrl_c_says_that_results_are_kept(tmp_path: Path) -> None:
    path, kept = tmp_path / "made.ndjson", tmp_path / "results.kept"
    path.write_bytes(b"".join(lines(400)))
    run = started("check", str(path), "--keep", str(kept), "-o", str(tmp_path / "report.txt"))
    while not kept.exists() or kept.stat().st_size < 60_000:
        assert run.poll() is None
    interrupt(run)
    talk = run.communicate(timeout=60)[1]
    assert run.returncode == 130
    assert "new results are kept in" in talk
    assert talk.endswith("riskcheck: interrupted\n")


def _database(path: Path) -> None:
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE theirs (name TEXT)")
    file.close()


FAULTS = {
    "a file of another kind": lambda path: path.write_bytes(b"not a database, and long enough to see that" * 100),
    "another database": _database,
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_file_that_is_not_ours_is_left_alone(tmp_path: Path, fault: str) -> None:
    path = tmp_path / "theirs"
    FAULTS[fault](path)
    before = path.read_bytes()
    with pytest.raises(UnusableState, match="because it is a file of another kind"):
        Kept(str(path), ASKED)
    assert path.read_bytes() == before


def test_two_runs_at_a_time_do_not_share_a_file(tmp_path: Path) -> None:
    kept = Kept(str(tmp_path / "results.kept"), ASKED)
    with pytest.raises(UnusableState, match="because another run is using it"):
        Kept(str(tmp_path / "results.kept"), ASKED)
    kept.close()


def test_a_folder_that_is_not_there_or_may_not_be_written_to_is_one_line(tmp_path: Path) -> None:
    path = written(tmp_path / "made.ndjson")
    done = check(str(path), "--keep", str(tmp_path / "no" / "results.kept"))
    assert done.exit_code == 2
    assert done.stderr.count("\n") == 1
    assert "No such file or directory" in done.stderr


def test_damage_is_seen_and_told(tmp_path: Path) -> None:
    path, kept = str(tmp_path / "made.ndjson"), tmp_path / "results.kept"
    Path(path).write_bytes(b"".join(lines(40)))
    check(path, "--keep", str(kept))
    with sqlite3.connect(kept) as file:
        file.execute("UPDATE result SET body = zeroblob(100)")
    file.close()
    done = check(path, "--keep", str(kept))
    assert done.exit_code == 2
    why = "it is damaged; remove it, and everything is checked again"
    assert done.stderr == f"riskcheck: {kept}: the results cannot be kept there, because {why}.\n"


def test_a_full_disk_is_one_line_and_the_next_run_goes_on(tmp_path: Path) -> None:
    path, kept, report = tmp_path / "made.ndjson", tmp_path / "results.kept", tmp_path / "report.jsonl"
    path.write_bytes(b"".join(lines(120)))
    arguments = ["check", str(path), "--output-format", "jsonl", "--keep", str(kept), "-o", str(report)]
    full = subprocess.run(
        command(*arguments), cwd=ROOT, capture_output=True, text=True, check=False, preexec_fn=_no_file_over(300_000)
    )
    assert full.returncode == 2
    assert full.stderr.count("\n") == 1, full.stderr
    assert not report.exists()
    done = subprocess.run(command(*arguments), cwd=ROOT, capture_output=True, text=True, check=False)
    reused = int(done.stderr.split("riskcheck: ")[2].split()[0])
    assert 0 < reused < 120
    assert report.read_bytes() == check(str(path)).stdout_bytes


def _no_file_over(size: int):
    """What limits each file that a process writes, as a full disk does: deterministic, and without being root."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="uses /dev/full")
def test_a_full_disk_behind_standard_output_or_a_device_is_one_line(tmp_path: Path) -> None:
    path = written(tmp_path / "made.ndjson", 10)
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        piped = subprocess.run(
            command("check", str(path)), cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (piped.returncode, piped.stderr) == (2, "riskcheck: standard output: cannot be written (No space left on device).\n")
    device = Path("/dev/full").stat()
    named = check(str(path), "-o", "/dev/full")
    assert (named.exit_code, named.stderr) == (2, "riskcheck: /dev/full: cannot be written (No space left on device).\n")
    assert Path("/dev/full").stat().st_rdev == device.st_rdev


def test_a_reader_that_stops_reading_is_one_line(tmp_path: Path) -> None:
    path = written(tmp_path / "made.ndjson", 60)
    with subprocess.Popen(
        command("check", str(path), "--output-format", "json"), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as run:
        run.stdout.read(10)
        run.stdout.close()
        assert run.stderr.read() == b"riskcheck: standard output: cannot be written (Broken pipe).\n"
        assert run.wait() == 2


def test_a_file_that_vanishes_before_its_turn_is_an_error_in_its_place(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.ndjson").write_bytes(lines(3, seed=ord(name))[0])
    coming = texts([str(tmp_path)])
    (tmp_path / "b.ndjson").unlink()
    outcomes = list(found(coming, ASKED))
    assert [one.error is None for one in outcomes] == [True, False, True]
    assert outcomes[1].error.text == f"{tmp_path / 'b.ndjson'}: cannot be read (No such file or directory)"
