"""Runs the tests against every mutant and says which survived. Not part of CI: it takes minutes.

    python -m tests.mutation                        every module
    python -m tests.mutation riskcheck.weigh        some of them

Each mutant is put in place in a forked child of one pytest session, which stops at the first test that fails. Exit
status 1: fewer than 90 of 100 mutants killed, or a survivor that survivors.toml does not explain, or an entry of it that no
mutant answers to any more.
"""

import gc
import os
import resource
import sys
import time
import tomllib
from collections import Counter
from pathlib import Path
from types import CodeType

import pytest

from tests.mutation.mutants import Mutant, mutants_of

MODULES = (
    "riskcheck.rules",
    *(f"riskcheck.rules.{name}" for name in ("against", "choose", "conflicts", "custody", "form", "history", "information")),
    *(f"riskcheck.rules.{name}" for name in ("orders", "rating", "together", "weapons")),
    "riskcheck.weigh",
    "riskcheck.evidence",
)
"""All rules (``rules.examples`` makes example data and ``rules.sources`` is citations), the weighing and the evidence model."""

TESTS = ("tests/evidence", "tests/weighing", "tests/rules", "tests/cases", "tests/properties/test_properties.py")
NEEDED = 0.9
AT_ONCE = 2
SECONDS = 20
SURVIVED = "survived"
LIST = Path(__file__).with_name("survivors.toml")


class Session:
    """A pytest plugin that runs the collected tests once as they are, and then once against each mutant."""

    def __init__(self, modules: tuple[str, ...]) -> None:
        self.mutants = [mutant for module in modules for mutant in mutants_of(module)]
        self.outcomes: dict[int, str] = {}
        self.called: dict[pytest.Item, set[CodeType]] = {}
        self.killers: list[pytest.Item] = []
        self.running: dict[int, tuple[int, int]] = {}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Instead of pytest's own loop."""
        session.config.option.tbstyle = "line"
        for item in session.items:
            self._note_what_it_calls(item)
        if session.testsfailed:
            raise SystemExit("The tests fail without any mutant; mend them first.")
        gc.freeze()
        for place in range(len(self.mutants)):
            if len(self.running) == AT_ONCE:
                self._collect()
            self._start(session, place)
        while self.running:
            self._collect()
        return True

    def _note_what_it_calls(self, item: pytest.Item) -> None:
        called = self.called[item] = set[CodeType]()
        sys.setprofile(lambda frame, event, _: called.add(frame.f_code) if event == "call" else None)
        try:
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        finally:
            sys.setprofile(None)

    def _tests_for(self, mutant: Mutant) -> list[pytest.Item]:
        """The tests that call the function, those that killed other mutants lately first, then the most narrow."""
        first = {item: place for place, item in enumerate(self.killers)}
        wanted = [item for item, called in self.called.items() if mutant.is_cached or mutant.live_code in called]
        return sorted(wanted, key=lambda item: (first.get(item, len(first)), len(self.called[item])))

    def _start(self, session: pytest.Session, place: int) -> None:
        tests = self._tests_for(self.mutants[place])
        reading, writing = os.pipe()
        child = os.fork()
        if child:
            os.close(writing)
            self.running[child] = (place, reading)
            return
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        killer: str | None = None
        try:
            gc.disable()
            self.mutants[place].put_in_place()
            killer = _first_to_fail(session, tests)
        except BaseException as error:
            killer = repr(error)
        os.write(writing, (killer or SURVIVED).encode())
        os._exit(0)

    def _collect(self) -> None:
        child, status = os.wait()
        place, reading = self.running.pop(child)
        if place % 100 == 0:
            print(f"  {place} tried", file=sys.stderr, flush=True)
        with os.fdopen(reading) as told:
            said = told.read()
        if os.WIFSIGNALED(status):
            self.outcomes[place] = "timeout"
            return
        self.outcomes[place] = SURVIVED if said == SURVIVED else "killed"
        killers = [item for item in self.called if item.nodeid == said]
        self.killers = [*killers, *(item for item in self.killers if item not in killers)][:40]


def _first_to_fail(session: pytest.Session, tests: list[pytest.Item]) -> str | None:
    for item in tests:
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        if session.testsfailed:
            return item.nodeid
    return None


def report(mutants: list[Mutant], outcomes: dict[int, str], modules: tuple[str, ...]) -> bool:
    """Prints the figures and the survivors; returns whether all is as it should be."""
    listed = tomllib.loads(LIST.read_text(encoding="utf-8"))["survivor"]
    reasons = {tuple(entry[name] for name in ("module", "function", "old", "new")): entry["why"] for entry in listed}
    counts: dict[str, Counter[str]] = {module: Counter() for module in modules}
    survivors = []
    for place, mutant in enumerate(mutants):
        counts[mutant.module][outcomes[place]] += 1
        if outcomes[place] == SURVIVED:
            survivors.append(mutant)
    print(f"\n{'module':32}{'mutants':>8}{'killed':>8}{'timeout':>9}{'survived':>10}{'killed %':>10}")
    for name, count in (*counts.items(), ("all", sum(counts.values(), Counter()))):
        gone = count["killed"] + count["timeout"]
        share = f"{100 * gone / count.total():.1f}" if count.total() else "-"
        print(f"{name:32}{count.total():8}{count['killed']:8}{count['timeout']:9}{count['survived']:10}{share:>10}")
    for mutant in survivors:
        print(f"\n{mutant.path}:{mutant.line} {mutant.function}\n  - {mutant.old}\n  + {mutant.new}")
        print(f"  {reasons.get(mutant.key, 'NOT EXPLAINED')}")
    keys = {mutant.key for mutant in survivors}
    stale = [key for key in reasons if key[0] in modules and key not in keys]
    for key in stale:
        print(f"\nNo longer survives; take it out of {LIST.name}: {key[0]} {key[1]}\n  - {key[2]}\n  + {key[3]}")
    unexplained = sum(mutant.key not in reasons for mutant in survivors)
    share_killed = 1 - len(survivors) / len(mutants)
    print(f"\n{share_killed:.1%} of {len(mutants)} mutants killed ({NEEDED:.0%} needed); ", end="")
    print(f"{len(survivors)} survived, {unexplained} of them not explained; {len(stale)} stale entries")
    return share_killed >= NEEDED and not stale and not unexplained


def main(modules: tuple[str, ...]) -> int:
    """The command."""
    os.environ["HYPOTHESIS_PROFILE"] = "mutation"
    begun = time.monotonic()
    session = Session(modules)
    print(f"{len(session.mutants)} mutants", flush=True)
    pytest.main(["-o", "addopts=", "-p", "no:cacheprovider", "-p", "no:terminal", *TESTS], plugins=[session])
    if len(session.outcomes) < len(session.mutants):
        return 2
    fine = report(session.mutants, session.outcomes, modules)
    print(f"{time.monotonic() - begun:.0f} seconds")
    return 0 if fine else 1


sys.exit(main(tuple(sys.argv[1:]) or MODULES))
