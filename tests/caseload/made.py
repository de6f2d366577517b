"""Caseloads for the tests of many cases: synthetic records, some unreadable ones and a case that comes twice."""

import os
import signal
import subprocess
import sys
import time
from functools import cache
from pathlib import Path

import msgspec

from riskcheck.caseload.looking import Asked
from riskcheck.rules import STABLE
from riskcheck.synth.parameters import parameters
from riskcheck.synth.write import records
from riskcheck.terms import KnownTo

ROOT = Path(__file__).parents[2]
ASKED = Asked(as_of=None, known_to=KnownTo.ANYONE, rules=tuple(rule.code for rule in STABLE))


@cache
def lines(number: int = 40, seed: int = 5) -> tuple[bytes, ...]:
    """Synthetic records, one a line."""
    return tuple(msgspec.json.encode(record) + b"\n" for record in records(number, seed, parameters(None)))


def written(path: Path, number: int = 40, seed: int = 5) -> Path:
    """A file of synthetic records, one that is not JSON, one that does not fit the schema, and a case that comes twice."""
    made = list(lines(number, seed))
    made[3:3] = [b"{not a record}\n", b'{"case_id": "c-1"}\n']
    path.write_bytes(b"".join([*made, made[0]]))
    return path


def command(*arguments: str) -> list[str]:
    """The command line of a run, as a process of its own."""
    return [sys.executable, "-m", "riskcheck", *arguments]


def started(*arguments: str) -> subprocess.Popen[str]:
    """A run that has been started, in a process group of its own."""
    return subprocess.Popen(
        command(*arguments), cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )


def children(parent: int) -> list[int]:
    """The processes that a process has started and that are still there (Linux)."""
    listed = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii")
    return [int(child) for child in listed.split()]


def gone(process: int, within: float = 10.0) -> bool:
    """Whether a process is gone, or goes in a little while; one that has ended and waits to be fetched is gone."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        try:
            if Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] == "Z":
                return True
        except OSError:
            return True
        time.sleep(0.05)
    return False


def interrupt(run: subprocess.Popen[str]) -> None:
    """What Ctrl-C does on a terminal: every process of the run hears it."""
    os.killpg(run.pid, signal.SIGINT)
