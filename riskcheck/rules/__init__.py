"""The rulebook: one module a strand, then the rating, and one for each subject of conflict or gap; together; against.

``RULES`` holds every rule by code; ``choose`` picks some of them.
"""

import hashlib
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from riskcheck.rules import (
    against,
    carried_forward,
    codes,
    contradictions,
    curiosity,
    custody,
    enforcement,
    history,
    information,
    levels,
    lowered,
    orders,
    overdue,
    oversight,
    rating,
    registers,
    release,
    together,
    weapons,
    wording,
)
from riskcheck.rules.form import Found, Rule, registered

MODULES = (
    custody,
    weapons,
    orders,
    history,
    rating,
    levels,
    contradictions,
    registers,
    codes,
    lowered,
    overdue,
    carried_forward,
    curiosity,
    information,
    enforcement,
    release,
    oversight,
    wording,
    together,
    against,
)


def part_of(rule: Rule) -> str:
    """The part of the rulebook that a rule belongs to, as the head of its module says it: ``Weapons``."""
    head = sys.modules[rule.find.__module__].__doc__ or ""
    return " ".join(re.split(r"[:.]", head, maxsplit=1)[0].split())


RULES: dict[str, Rule] = {rule.code: rule for rule in registered()}

DECIDING = ("policy", "rules", "text", "acts.py", "days.py", "evidence.py", "terms.py", "view.py", "weigh.py")
"""The parts of the package that decide what is found and flagged."""

STABLE: tuple[Rule, ...] = tuple(rule for rule in RULES.values() if rule.status == "stable")
"""The rules that run unless others are asked for."""


def rules_version(rules: Iterable[Rule]) -> str:
    """A short hash of what decides findings: the rules in force, and all the logic and policy values behind them.

    Two reports with the same hash were made by the same rules. Reports print it.
    """
    digest = hashlib.sha256(_logic())
    for rule in rules:
        digest.update(f"{rule.code} {rule.name} {rule.weight} {rule.status} {rule.why}\n".encode())
    return digest.hexdigest()[:12]


@cache
def _logic() -> bytes:
    """A digest of the code and the policy files between a record and its findings, whatever their line ends."""
    digest = hashlib.sha256()
    for name, file in sorted(_deciding_files(files("riskcheck"))):
        digest.update(name.encode() + b"\n" + file.read_bytes().replace(b"\r\n", b"\n"))
    return digest.digest()


def _deciding_files(folder: Traversable, deciding: bool = False) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        name = entry.name
        if entry.is_dir():
            if deciding or name in DECIDING:
                yield from ((f"{name}/{inner}", file) for inner, file in _deciding_files(entry, deciding=True))
        elif name.endswith((".py", ".toml")) and (deciding or name in DECIDING):
            yield name, entry


__all__ = ["MODULES", "RULES", "STABLE", "Found", "Rule", "part_of", "rules_version"]
