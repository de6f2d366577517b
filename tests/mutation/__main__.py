"""Runs the tests against every mutant and says which survived. Not part of CI: it takes minutes.

    python -m tests.mutation                        every module
    python -m tests.mutation riskcheck.weigh        some of them
    python -m tests.mutation --at-once 4            with four processes; 2 unless told otherwise

Each mutant is put in place in a forked child of one pytest session, which runs the tests that call the changed function,
the quick ones and those that failed lately first, and stops at the first that fails. A test that takes many times as long
as it does without the mutant counts as failed. Figures go to standard output. Exit status
1: fewer than 90 of 100 mutants killed, or a survivor that survivors.toml does not explain, or an entry of it that no
mutant answers to any more. Exit status 2: some mutant could not be tried.
"""

import argparse
import gc
import os
import signal
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import CodeType

import pytest

from riskcheck.rules import MODULES as RULE_MODULES
from riskcheck.rules import choose, form
from tests.mutation.mutants import Mutant, mutants_of

MODULES = (
    "riskcheck.rules",
    *(module.__name__ for module in (*RULE_MODULES, choose, form)),
    "riskcheck.weigh",
    "riskcheck.harm",
    "riskcheck.evidence",
)
"""All rules (``rules.examples`` makes example data and ``rules.sources`` is citations), the weighing and the evidence model."""

TESTS = ("evidence", "weighing", "rules", "policy", "cases", "predictors/test_rules.py", "properties/test_properties.py")
LEFT_OUT = "tests/rules/test_speaks_on_fixtures.py"
"""It asks whether there is a fixture for each rule, runs every rule on every fixture for that, and says nothing of a line."""

NEEDED = 0.9
LATELY = 40
SURVIVED = "survived"
LIST = Path(__file__).with_name("survivors.toml")
KEY = ("module", "function", "old", "new")


class Session:
    """A pytest plugin that runs the collected tests once as they are, and then once against each mutant."""

    def __init__(self, modules: list[str], at_once: int) -> None:
        self.at_once = at_once
        self.mutants = [mutant for module in modules for mutant in mutants_of(module)]
        self.outcomes: dict[int, str] = {}
        self.called: dict[pytest.Item, set[CodeType]] = {}
        self.seconds: dict[pytest.Item, float] = {}
        self.killers: list[pytest.Item] = []
        self.running: dict[int, tuple[int, int]] = {}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Instead of pytest's own loop."""
        session.config.option.tbstyle = "line"
        for item in session.items:
            self._note_what_it_calls(item)
        if session.testsfailed:
            sys.stderr.write("Some of the tests fail without any mutant; mend them first.\n")
            return True
        gc.freeze()
        for place in range(len(self.mutants)):
            if len(self.running) == self.at_once:
                self._collect()
            self._start(session, place)
        while self.running:
            self._collect()
        return True

    def _note_what_it_calls(self, item: pytest.Item) -> None:
        called = self.called[item] = set[CodeType]()
        start = time.process_time()
        sys.setprofile(lambda frame, event, _: called.add(frame.f_code) if event == "call" else None)
        try:
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        finally:
            sys.setprofile(None)
            self.seconds[item] = time.process_time() - start

    def _tests_for(self, mutant: Mutant) -> list[pytest.Item]:
        """The tests that call the function, the quick ones and those that killed other mutants lately first."""
        first = {item: place for place, item in enumerate(self.killers, 1)}
        wanted = [item for item, called in self.called.items() if mutant.is_cached or mutant.live_code in called]
        return sorted(wanted, key=lambda item: first.get(item, LATELY) * self.seconds[item])

    def _start(self, session: pytest.Session, place: int) -> None:
        tests = self._tests_for(self.mutants[place])
        reading, writing = os.pipe()
        child = os.fork()
        if child:
            os.close(writing)
            self.running[child] = (place, reading)
            return
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        gc.disable()
        said = b""
        try:
            self.mutants[place].put_in_place()
            said = (self._first_to_fail(session, tests) or SURVIVED).encode()
        finally:
            os.write(writing, said)
            os._exit(0)

    def _collect(self) -> None:
        child, status = os.wait()
        place, reading = self.running.pop(child)
        if place % 100 == 0:
            sys.stderr.write(f"{place} of {len(self.mutants)} mutants\n")
        with os.fdopen(reading) as told:
            said = told.read()
        if os.WIFSIGNALED(status):
            self.outcomes[place] = "timeout"
            return
        if not said:
            sys.stderr.write(f"This mutant could not be tried: {self.mutants[place].key}\n")
            return
        self.outcomes[place] = SURVIVED if said == SURVIVED else "killed"
        if said == SURVIVED:
            sys.stderr.write("\n".join((*self.mutants[place].shown(), "")))
        killers = [item for item in self.called if item.nodeid == said]
        self.killers = [*killers, *(item for item in self.killers if item not in killers)][:LATELY]

    def _first_to_fail(self, session: pytest.Session, tests: list[pytest.Item]) -> str | None:
        for item in tests:
            signal.setitimer(signal.ITIMER_PROF, 3 + 10 * self.seconds[item])
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
            if session.testsfailed:
                return item.nodeid
        return None


def figures(mutants: list[Mutant], outcomes: dict[int, str]) -> Iterator[str]:
    """How many mutants of each module there were, and what became of them."""
    counts: dict[str, Counter[str]] = {mutant.module: Counter() for mutant in mutants}
    for place, mutant in enumerate(mutants):
        counts[mutant.module][outcomes[place]] += 1
    yield f"{'module':32}{'mutants':>8}{'killed':>8}{'timeout':>9}{'survived':>10}{'killed %':>10}"
    for name, count in (*counts.items(), ("all", sum(counts.values(), Counter()))):
        share = 100 - 100 * count[SURVIVED] / count.total()
        yield f"{name:32}{count.total():8}{count['killed']:8}{count['timeout']:9}{count[SURVIVED]:10}{share:10.1f}"


def report(mutants: list[Mutant], outcomes: dict[int, str]) -> tuple[bool, list[str]]:
    """Whether all is as it should be, and the figures, the survivors with their reasons, and the stale reasons."""
    reasons = {tuple(entry[name] for name in KEY): entry["why"] for entry in tomllib.loads(LIST.read_text())["survivor"]}
    survivors = [mutant for place, mutant in enumerate(mutants) if outcomes[place] == SURVIVED]
    unexplained = [mutant for mutant in survivors if mutant.key not in reasons]
    keys = {mutant.key for mutant in survivors}
    modules = {mutant.module for mutant in mutants}
    stale = [key for key in reasons if key[0] in modules and key not in keys]
    lines = list(figures(mutants, outcomes))
    for mutant in survivors:
        lines += ["", *mutant.shown()]
        lines.append(f"  {reasons.get(mutant.key, 'Not explained.')}")
    for module, function, old, new in stale:
        lines += ["", f"Take it out of {LIST.name}, it no longer survives: {module} {function}", f"  - {old}", f"  + {new}"]
    killed = 1 - len(survivors) / len(mutants)
    lines += ["", f"{killed:.1%} of {len(mutants)} mutants killed; {NEEDED:.0%} needed."]
    lines.append(f"{len(survivors)} survived, {len(unexplained)} of them not explained; {len(stale)} stale entries.")
    return killed >= NEEDED and not stale and not unexplained, lines


def main() -> int:
    """The command."""
    asked = argparse.ArgumentParser(prog="python -m tests.mutation")
    asked.add_argument("modules", nargs="*", default=MODULES, metavar="module")
    asked.add_argument("--at-once", type=int, default=2)
    options = asked.parse_args()
    os.environ["HYPOTHESIS_PROFILE"] = "mutation"
    session = Session(options.modules, options.at_once)
    quiet = ("-o", "addopts=", "-p", "no:cacheprovider", "-p", "no:terminal", f"--ignore={LEFT_OUT}")
    pytest.main([*quiet, *(f"tests/{name}" for name in TESTS)], plugins=[session])
    if not session.mutants or len(session.outcomes) < len(session.mutants):
        return 2
    fine, lines = report(session.mutants, session.outcomes)
    print("\n".join(lines))  # noqa: T201 - a command's output
    return 0 if fine else 1


sys.exit(main())
