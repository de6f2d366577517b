"""Passes: a file for each person of a round, with the keys that are theirs and no other's.

Whoever leads the round makes them all and keeps the panel's: it holds every key. A reviewer's pass holds one key, with which
the sheets that are for them, their saved answers, and the flags once released are sealed. Nothing in the store opens anything.
"""

import os
import re
from pathlib import Path

import msgspec

from riskcheck.errors import BadPass, UnreadableFile, UnwritableFile
from riskcheck.review.sealing import is_key, new_key

PANEL = "panel"
"""The name of the pass of whoever leads a round and adjudicates."""

_FORMAT = "riskcheck.pass/1"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")


class Pass(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Who may open what in one round: ``key`` is the holder's own; ``reviewers`` are every reviewer's, for the panel alone."""

    format: str
    round: str
    name: str
    key: str
    reviewers: dict[str, str] = {}

    @property
    def leads(self) -> bool:
        """Whether this is the panel's."""
        return self.name == PANEL


def passes(round_name: str, reviewers: tuple[str, ...]) -> list[Pass]:
    """New passes for a round: the panel's first. Raises ``BadPass`` for a name that cannot be a reviewer's."""
    for name in reviewers:
        if not _NAME.fullmatch(name) or name == PANEL:
            raise BadPass("--reviewers", f"{name} cannot be a reviewer's name: letters, digits, - and _, and not {PANEL}")
    if len(set(reviewers)) != len(reviewers):
        raise BadPass("--reviewers", "a name is there twice")
    keys = {name: new_key() for name in reviewers}
    panel = Pass(format=_FORMAT, round=round_name, name=PANEL, key=new_key(), reviewers=keys)
    return [panel, *(Pass(format=_FORMAT, round=round_name, name=name, key=key) for name, key in keys.items())]


def write(made: list[Pass], folder: str) -> list[str]:
    """Write each pass to a file of its own that only its owner can read; their paths. Raises ``UnwritableFile``."""
    paths = []
    for one in made:
        path = Path(folder) / f"{one.name}.pass"
        try:
            Path(folder).mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as stream:
                stream.write(msgspec.json.encode(one) + b"\n")
        except OSError as fault:
            raise UnwritableFile(str(path), fault.strerror or type(fault).__name__) from None
        paths.append(str(path))
    return paths


def read(path: str) -> Pass:
    """A pass out of its file. Raises ``UnreadableFile`` and ``BadPass``."""
    try:
        found = msgspec.json.decode(Path(path).read_bytes(), type=Pass)
    except OSError as fault:
        raise UnreadableFile(path, fault.strerror or type(fault).__name__) from None
    except msgspec.MsgspecError:
        raise BadPass(path, "it is not a pass") from None
    if found.format != _FORMAT:
        raise BadPass(path, "it is a pass of another riskcheck")
    if not all(map(is_key, (found.key, *found.reviewers.values()))):
        raise BadPass(path, "a key in it is damaged")
    return found
