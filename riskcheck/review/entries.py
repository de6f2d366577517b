"""What the entries of a round hold, and who can read which of them: that is settled by keys, not by commands.

A reviewer's sheets and answers are sealed with a key that only they and the panel have. The flags are sealed with the panel's,
and are sealed again for a reviewer when the panel releases them. So a second reviewer who has the store, every command and
their own pass has nothing of the first's answers and nothing of the flags: there is nothing in the store that they could open.
"""

import hmac
from collections.abc import Iterable
from hashlib import sha256
from typing import TypeVar

import msgspec

from riskcheck.errors import CannotOpen
from riskcheck.review.answers import Answers
from riskcheck.review.passes import Pass
from riskcheck.review.sealing import seal, unseal
from riskcheck.review.sheet import Sheet
from riskcheck.review.trail import Draft

ROUND, ASSIGNED, FLAGS, SAVED, SUBMITTED, RELEASED, ADJUDICATED, CLOSED = (
    "round",
    "assigned",
    "flags",
    "saved",
    "submitted",
    "released",
    "adjudicated",
    "closed",
)
SHEET_SIZE, ANSWERS_SIZE = 4096, 65536
"""To a multiple of how many bytes sheets and answers are filled up before they are sealed: their length says nothing."""

Said = TypeVar("Said")


class Design(msgspec.Struct, frozen=True, kw_only=True):
    """How the cases were drawn. Which stratum a case is in says whether it is flagged, so this is for the panel alone.

    ``strata``: each by name, with how many cases it has and how many were drawn; ``of``: the stratum of each drawn case.
    """

    by: tuple[str, ...]
    strata: tuple[tuple[str, int, int], ...]
    of: dict[str, str]


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What anybody may know of a round. ``frame`` is a keyed hash of what was drawn from, for the panel to check later."""

    round: str
    blind: bool
    seed: int
    cases: int
    population: int
    reviewers: tuple[str, ...]
    version: str
    rules: str
    synthetic: bool
    frame: str
    design: str


class ToolSaid(msgspec.Struct, frozen=True, kw_only=True):
    """What riskcheck makes of a case: the level recorded and the status of each rating, and the case as text."""

    flagged: bool
    recorded: dict[str, str | None]
    status: dict[str, str]
    text: str


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """A case that was drawn: its sheet, what riskcheck says, and who scores it."""

    sheet: Sheet
    said: ToolSaid
    reviewers: tuple[str, ...]


class Adjudicated(msgspec.Struct, frozen=True, kw_only=True):
    """What the panel settled on for a case; ``how``: ``agreed`` by all, ``alone`` where one scored it, or ``adjudicated``."""

    answers: Answers
    how: str
    by: str


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """The body of an entry of a round: a text sealed for a reader."""

    round: str
    reader: str
    sealed: str


def keyed_hash(key: str, said: object) -> str:
    """A hash that nobody without the key can compare guesses with."""
    return hmac.new(key.encode(), msgspec.json.encode(said, order="deterministic"), sha256).hexdigest()


def size_of_flags(said: Iterable[ToolSaid]) -> int:
    """To how many bytes the flags of every case of a round are filled up: as many as those of the longest need."""
    return max(len(msgspec.json.encode(one)) for one in said) + 4


def sealed_for(who: Pass, reader: str, kind: str, case: str, said: object, size: int) -> str:
    """What is said of a case, sealed for one reader and bound to its place, filled up to ``size`` bytes.

    Raises ``CannotOpen`` where the pass of ``who`` does not have the reader's key.
    """
    return seal(_key(who, reader), msgspec.json.encode(said), _place(who.round, kind, reader, case), size)


def unsealed(who: Pass, reader: str, kind: str, case: str, sealed: str, what: type[Said]) -> Said:
    """What was said. Raises ``CannotOpen`` where it was sealed for somebody else, or elsewhere, or was changed."""
    plain = unseal(_key(who, reader), sealed, _place(who.round, kind, reader, case))
    return msgspec.json.decode(plain, type=what)


def entry_for(who: Pass, reader: str, kind: str, case: str, said: object, size: int, *, at: str, by: str) -> Draft:
    """An entry of this kind about a case that only one reader, and the panel, can open. Raises as :func:`sealed_for`."""
    held = Held(round=who.round, reader=reader, sealed=sealed_for(who, reader, kind, case, said, size))
    return Draft.of(held, at=at, by=by, kind=kind, about=case)


def _key(who: Pass, reader: str) -> str:
    key = who.key if reader == who.name else who.reviewers.get(reader)
    if key is None:
        raise CannotOpen
    return key


def _place(round_name: str, kind: str, reader: str, case: str) -> str:
    return "|".join((round_name, kind, reader, case))
