"""A whole run: texts of records in, results and errors out, in the order of the input, by one process or by several."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import partial
from typing import NamedTuple

from riskcheck.caseload.blocks import blocks
from riskcheck.caseload.kept import Kept
from riskcheck.caseload.looking import Asked, Checked, look, look_and_pack, unpacked
from riskcheck.caseload.processes import in_order, rarely_collecting
from riskcheck.errors import RecordError
from riskcheck.records.read import Cases, Text
from riskcheck.result import CaseResult


class Found(NamedTuple):
    """What became of one input record: its ``text``, and exactly one of ``result`` and ``error``."""

    result: CaseResult | None
    error: RecordError | None
    text: Text

    @property
    def size(self) -> int:
        """Of the text, in bytes."""
        return len(self.text.piece.text)


class _Part(NamedTuple):
    """A block, and what is kept of its records from before; those without anything kept have to be looked at."""

    texts: tuple[Text, ...]
    keys: tuple[bytes, ...]
    kept: tuple[bytes | None, ...]

    @property
    def left(self) -> tuple[Text, ...]:
        return tuple(text for text, body in zip(self.texts, self.kept, strict=True) if body is None)


def found(texts: Iterable[Text], asked: Asked, *, jobs: int = 1, kept: Kept | None = None) -> Iterator[Found]:
    """What becomes of each text, in order; nothing of it depends on ``jobs``, nor on what is kept from before.

    The second record of one case is an error. Raises ``UnreadableFile`` and ``UnusableModel`` for the model, ``LostProcess``
    where a process was ended, and ``UnusableState`` where results cannot be kept.
    """
    cases = Cases()
    parts = (_part(block, kept) for block in blocks(texts))
    work = partial(look if jobs == 1 else look_and_pack, asked)
    with rarely_collecting(), closing(in_order(work, ((part, part.left) for part in parts), jobs)) as done:
        for part, looked in done:
            for text, checked in zip(part.texts, _together(part, looked, kept), strict=True):
                yield _found(text, checked, cases)


def _part(block: tuple[Text, ...], kept: Kept | None) -> _Part:
    if kept is None:
        return _Part(block, (), (None,) * len(block))
    keys = tuple(kept.key(text) for text in block)
    return _Part(block, keys, kept.bodies(keys))


def _together(part: _Part, looked: Iterable[Checked], kept: Kept | None) -> Iterator[Checked]:
    """What was looked at now, kept for the next time, and what was kept, in the order of the block."""
    new = tuple(looked)
    if kept is not None:
        missing = (key for key, body in zip(part.keys, part.kept, strict=True) if body is None)
        kept.keep((key, checked.result) for key, checked in zip(missing, new, strict=True) if checked.result is not None)
    rest = iter(new)
    return (next(rest) if body is None else Checked(body, None) for body in part.kept)


def _found(text: Text, checked: Checked, cases: Cases) -> Found:
    if checked.result is None:
        return Found(None, checked.error, text)
    result = unpacked(checked.result, text.source)
    repeated = cases.repeated(result.case_id, text.source, text.piece.line)
    return Found(None if repeated else result, repeated, text)
