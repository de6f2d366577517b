"""Kill a run at random moments, over and over, and let it go on: the report must come out to the byte, with nothing lost.

    python -m tests.caseload.kills --kills 100 --records 2000

Each round starts with nothing kept. The run is killed (signal 9) after a random time, started again, and killed again, until
it comes to its end; then its report is compared with that of a run that was left alone, and a new round begins, until there
have been so many kills. After each kill: the report is not there (it appears only when it is whole), and no result that was
kept before is gone. The figures are printed as JSON; exit status 1 where anything was wrong.
"""

import argparse
import json
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import msgspec

from tests.caseload.made import command, lines

FORMAT = "jsonl"


class Rounds:
    """Rounds of kills over one caseload in one folder; ``wrong`` says what was not as it must be."""

    def __init__(self, folder: Path, records: int, seed: int, jobs: int) -> None:
        self._caseload, self._kept = folder / "made.ndjson", folder / "results.kept"
        self._report, self._jobs = folder / "report.jsonl", str(jobs)
        self._chance = random.Random(seed)
        self._caseload.write_bytes(b"".join(lines(records, seed)))
        self.kills = self.rounds = self.amid = 0
        self.wrong: list[str] = []
        started = time.monotonic()
        self._run(None)
        self._whole_time = time.monotonic() - started
        self._expected = self._report.read_bytes()

    def round(self, most: int) -> None:
        """From nothing kept to a whole report, killed on the way at most so many times."""
        self._kept.unlink(missing_ok=True)
        self._report.unlink()
        for _ in range(most):
            before = self._results()
            if not self._run(self._chance.uniform(0, self._whole_time)):
                break
            self.kills += 1
            after = self._results()
            self.amid += 0 < len(after) < self._expected.count(b'"kind":"case"')
            if not before <= after:
                self.wrong.append(f"kill {self.kills}: {len(before - after)} kept results are gone")
            if self._report.exists():
                self.wrong.append(f"kill {self.kills}: there is a report of a run that did not end")
        else:
            self._run(None)
        self.rounds += 1
        self._compare()

    def _compare(self) -> None:
        found = self._report.read_bytes()
        if found != self._expected:
            self.wrong.append(f"round {self.rounds}: the report is not that of a run left alone")
        cases = Counter(one["case_id"] for one in map(msgspec.json.decode, found.splitlines()) if one["kind"] == "case")
        if set(cases.values()) != {1}:
            self.wrong.append(f"round {self.rounds}: a case is lost or comes twice")

    def _run(self, killed_after: float | None) -> bool:
        """Run the check; whether it was killed."""
        where = ("--keep", str(self._kept), "-o", str(self._report))
        arguments = command("check", str(self._caseload), "--output-format", FORMAT, "--jobs", self._jobs, *where)
        with subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as run:
            try:
                talk = run.communicate(timeout=killed_after)[1]
            except subprocess.TimeoutExpired:
                run.kill()
                return run.wait() == -9
        if run.returncode not in (0, 1):
            self.wrong.append(f"after kill {self.kills}: {talk.strip()}")
        return False

    def _results(self) -> set[bytes]:
        """What is kept, from a sound file: SQLite looks through all of it."""
        if not self._kept.exists() or not self._kept.stat().st_size:
            return set()
        with sqlite3.connect(self._kept) as file:
            (sound,) = file.execute("PRAGMA integrity_check").fetchone()
            tables = {name for (name,) in file.execute("SELECT name FROM sqlite_master")}
            found = {key for (key,) in file.execute("SELECT key FROM result")} if "result" in tables else set()
        file.close()
        if sound != "ok":
            self.wrong.append(f"kill {self.kills}: {sound}")
        return found


def killed(kills: int, records: int, seed: int = 1, jobs: int = 2, at_most: int = 4) -> Rounds:
    """Rounds until there have been so many kills; each has ``at_most`` so many, so that many runs come to an end."""
    with tempfile.TemporaryDirectory() as folder:
        rounds = Rounds(Path(folder), records, seed, jobs)
        while rounds.kills < kills and not rounds.wrong:
            rounds.round(min(at_most, kills - rounds.kills))
            sys.stderr.write(f"{rounds.kills} kills, {rounds.rounds} runs that came to an end, {len(rounds.wrong)} wrong\n")
    return rounds


def main() -> int:
    """Print the figures; 1 where anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--records", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    started = time.monotonic()
    done = killed(given.kills, given.records, given.seed, given.jobs)
    figures = {
        "records": given.records,
        "kills": done.kills,
        "kills amid the records": done.amid,
        "runs that came to an end": done.rounds,
        "wrong": done.wrong,
        "minutes": round((time.monotonic() - started) / 60, 1),
    }
    sys.stdout.write(json.dumps(figures, indent=2) + "\n")
    return int(bool(done.wrong))


if __name__ == "__main__":
    sys.exit(main())
