"""Which rules made a report: a short hash of the rules in force, with the logic and the policy values behind them."""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from riskcheck.rules.form import Rule

DECIDING = (
    "policy",
    "predictors",
    "rules",
    "text",
    "acts.py",
    "as_it_stood.py",
    "considered.py",
    "days.py",
    "evidence.py",
    "harm.py",
    "known.py",
    "links.py",
    "offence_codes.py",
    "terms.py",
    "view.py",
    "weigh.py",
)
"""The parts of the package that decide what is found and flagged."""


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
