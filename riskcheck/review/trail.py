"""The trail: everything that reviewers do, as entries that are never changed, each holding the hash of the one before.

The hash covers every field of an entry, so a changed, missing, moved or inserted entry breaks the chain at its place. Two
things no chain shows by itself: that its last entries were cut off, and that the whole of it was written anew. For both a
*head* (``412:9f86...``) is printed, to be kept where those who can write the store cannot, and compared later.
"""

import hashlib
import re
from collections.abc import Iterable
from typing import Any

import msgspec

from riskcheck.errors import BadHead, UnreadableEntry
from riskcheck.review.rows import AuditRow, BreakRow

START = "0" * 64
"""What stands in the first entry for the hash of the one before."""

_HEAD = re.compile(r"(\d{1,12}):([0-9a-f]{64})")


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One thing done. ``number`` counts from 1; ``at`` is a time in UTC, as the machine's clock had it.

    ``by`` is who says to have done it, ``kind`` what was done, ``about`` what to (a finding's key, a case reference), ``body``
    the rest as JSON.
    """

    number: int
    at: str
    by: str
    kind: str
    about: str
    body: str
    before: str
    hash: str

    def read(self, kind: Any) -> Any:
        """The body as an object of some type. Raises ``UnreadableEntry``."""
        try:
            return msgspec.json.decode(self.body, type=kind)
        except msgspec.MsgspecError:
            raise UnreadableEntry(self.number) from None


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """An entry that is to be added: all but its place in the chain."""

    at: str
    by: str
    kind: str
    about: str
    body: str

    @classmethod
    def of(cls, body: object, *, at: str, by: str, kind: str, about: str) -> "Draft":
        """With its body written as JSON, the same bytes for the same object."""
        return cls(at=at, by=by, kind=kind, about=about, body=msgspec.json.encode(body, order="deterministic").decode())


class Head(msgspec.Struct, frozen=True):
    """How many entries a trail has, and the hash of the last: ``number:hash``."""

    number: int
    hash: str

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"

    @classmethod
    def read(cls, text: str) -> "Head":
        """A head as it was printed. Raises ``BadHead``."""
        found = _HEAD.fullmatch(text.strip())
        if found is None:
            raise BadHead(text)
        return cls(int(found.group(1)), found.group(2))


class Break(msgspec.Struct, frozen=True):
    """A place at which a trail is not what was written, and how that shows."""

    number: int
    why: str


class Audited(msgspec.Struct, frozen=True, kw_only=True):
    """What reading a whole trail showed. ``kept`` is the head that it was compared with."""

    head: Head
    breaks: tuple[Break, ...]
    kept: Head | None = None

    @property
    def whole(self) -> bool:
        """Whether every entry is as it was written, as far as the chain and the kept head show."""
        return not self.breaks

    def row(self, damage: str | None = None) -> AuditRow:
        """As a row; ``damage`` is what the database says of its own file."""
        return AuditRow(
            entries=self.head.number,
            head=str(self.head),
            compared_with=str(self.kept) if self.kept else None,
            whole=self.whole,
            breaks=tuple(BreakRow(one.number, one.why) for one in self.breaks),
            damage=damage,
        )


def chained(draft: Draft, last: Head) -> Entry:
    """A draft in its place after the last entry."""
    number = last.number + 1
    made = _hash(number, draft.at, draft.by, draft.kind, draft.about, draft.body, last.hash)
    return Entry(
        number=number,
        at=draft.at,
        by=draft.by,
        kind=draft.kind,
        about=draft.about,
        body=draft.body,
        before=last.hash,
        hash=made,
    )


def audit(entries: Iterable[Entry], kept: Head | None = None) -> Audited:
    """Check every link of a trail, in the order of its numbers; and that it still holds the entry of a head that was kept."""
    last = Head(0, START)
    breaks = []
    met = kept is None or kept.number == 0
    for entry in entries:
        if entry.number != last.number + 1:
            breaks.append(Break(entry.number, f"entry {last.number + 1} is missing, or out of its place"))
        elif entry.before != last.hash:
            breaks.append(Break(entry.number, "does not follow from the entry before it"))
        own = _hash(entry.number, entry.at, entry.by, entry.kind, entry.about, entry.body, entry.before)
        if own != entry.hash:
            breaks.append(Break(entry.number, "was changed after it was written"))
        if kept is not None and entry.number == kept.number:
            met = True
            if entry.hash != kept.hash:
                breaks.append(Break(entry.number, "is not the entry whose hash was kept: the trail was written anew"))
        last = Head(entry.number, entry.hash)
    if not met and kept is not None:
        breaks.append(Break(last.number, f"the trail ends here, and had {kept.number} entries when its head was kept"))
    return Audited(head=last, breaks=tuple(breaks), kept=kept)


def _hash(number: int, at: str, by: str, kind: str, about: str, body: str, before: str) -> str:
    return hashlib.sha256(msgspec.json.encode([number, at, by, kind, about, body, before])).hexdigest()
