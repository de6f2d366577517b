"""Kill a process that saves decisions, again and again, and see what is left: ``python -m tests.review.kills``.

The process says a decision's key once it has been acknowledged. After every ``kill -9`` each key that was said must be in the
store, the chain must be whole and SQLite must find no fault in its file. ``--server-crashes`` also stops the PostgreSQL server
itself without letting it write anything, as often as is asked.
"""

import random
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from riskcheck.review.store import Store, damaged
from riskcheck.review.trail import audit
from tests.review import postgres

ROOT = Path(__file__).parents[2]
LONGEST = 0.12

Writer = subprocess.Popen[str]


@dataclass
class Left:
    """What was left after some kills."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    damaged: int = 0
    unacknowledged: int = 0

    @property
    def sound(self) -> bool:
        """Whether nothing that was acknowledged is lost, and nothing is damaged."""
        return self.kills > 0 and self.acknowledged > self.kills and not self.lost and not self.damaged


def kill(where: str, times: int, chance: random.Random) -> Left:
    """Kill a writer so many times, each at another moment, and look after each."""
    return _after_each(where, times, lambda prefix: _written(where, prefix, chance, subprocess.Popen.kill))


def crash(server: postgres.Server, times: int, chance: random.Random) -> Left:
    """Crash the server under a writer so many times."""
    where = server.store()

    def crashed(prefix: str) -> list[str]:
        said = _written(where, prefix, chance, lambda _: server.stop("immediate"), stderr=subprocess.DEVNULL)
        server.start()
        return said

    return _after_each(where, times, crashed)


def _after_each(where: str, times: int, fault: Callable[[str], list[str]]) -> Left:
    """What is left after each fault; a fault is given a prefix of keys, and says which of them were acknowledged."""
    left = Left()
    said: set[str] = set()
    for number in range(times):
        said |= set(fault(f"{number}-"))
        left.kills += 1
        kept, whole = _kept(where)
        left.lost += len(said - kept)
        left.damaged += not whole
        left.unacknowledged = len(kept - said)
    left.acknowledged = len(said)
    return left


def _written(
    where: str, prefix: str, chance: random.Random, stop: Callable[[Writer], None], stderr: int | None = None
) -> list[str]:
    """The keys that a writer says were acknowledged, from its first to when it is stopped."""
    asked = [sys.executable, "-m", "tests.review.writer", where, prefix]
    with subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=stderr, text=True, cwd=ROOT) as writer:
        assert writer.stdout is not None
        first = writer.stdout.readline()
        time.sleep(chance.random() * LONGEST)
        stop(writer)
        rest = writer.stdout.read()
    return [line for line in (first + rest).split("\n")[:-1] if line]


def _kept(where: str) -> tuple[set[str], bool]:
    with Store.open(where) as store:
        entries = list(store.entries())
        return {entry.about for entry in entries}, audit(entries).whole and damaged(store) is None


@click.command()
@click.option("--times", default=100, help="How many kills of each kind.")
@click.option("--server-crashes", default=10, help="How many crashes of the PostgreSQL server.")
@click.option("--seed", default=1)
@click.option("--on", "databases", multiple=True, default=("sqlite", "postgresql"))
def main(times: int, server_crashes: int, seed: int, databases: Sequence[str]) -> None:
    """Print what was left after each kind of kill; exit status 1 where anything was lost or damaged."""
    chance = random.Random(seed)
    found: dict[str, Left] = {}
    with ExitStack() as stack:
        if "sqlite" in databases:
            folder = stack.enter_context(TemporaryDirectory())
            found["SQLite, writer killed"] = kill(str(Path(folder) / "kills.db"), times, chance)
        if "postgresql" in databases:
            server = stack.enter_context(postgres.running(durable=True))
            found["PostgreSQL, writer killed"] = kill(server.store(), times, chance)
            found["PostgreSQL, server crashed"] = crash(server, server_crashes, chance)
    for name, left in found.items():
        click.echo(
            f"{name}: {left.kills} times, {left.acknowledged:,} decisions acknowledged, {left.lost} lost, "
            f"{left.damaged} times damaged; {left.unacknowledged} were saved and not yet acknowledged"
        )
    sys.exit(0 if all(left.sound for left in found.values()) else 1)


if __name__ == "__main__":
    main()
