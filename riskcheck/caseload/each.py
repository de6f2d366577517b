"""What is made of each record of a caseload, in the order of the input, by one process or by several."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from typing import TypeVar

from riskcheck.caseload.blocks import blocks
from riskcheck.caseload.processes import in_order, rarely_collecting
from riskcheck.errors import RecordError
from riskcheck.records.model import CaseRecord
from riskcheck.records.read import Cases, Text, outcome

Made = TypeVar("Made")


def of_each(make: Callable[[CaseRecord], Made], texts: Iterable[Text], *, jobs: int = 1) -> Iterator[Made | RecordError]:
    """What ``make`` makes of each record, or the error of one that cannot be read; nothing of it depends on ``jobs``.

    ``make`` is a function of a module, or a partial of one, and what it makes can be pickled. The second record of one case
    is an error. Raises ``LostProcess`` where a process was ended, and what ``make`` raises.
    """
    cases = Cases()
    work: partial[tuple[tuple[str | None, Made | RecordError], ...]] = partial(_of_block, make)
    with rarely_collecting(), closing(in_order(work, ((block, block) for block in blocks(texts)), jobs)) as done:
        for block, found in done:
            for text, (case_id, made) in zip(block, found, strict=True):
                repeated = cases.repeated(case_id, text.source, text.piece.line) if case_id is not None else None
                yield made if repeated is None else repeated


def _of_block(make: Callable[[CaseRecord], Made], block: Sequence[Text]) -> tuple[tuple[str | None, Made | RecordError], ...]:
    """The case of each text and what was made of it; of one that cannot be read no case, and its error."""
    return tuple(_of_text(make, text) for text in block)


def _of_text(make: Callable[[CaseRecord], Made], text: Text) -> tuple[str | None, Made | RecordError]:
    found = outcome(text)
    if found.record is not None:
        return found.record.case_id, make(found.record)
    assert found.error is not None
    return None, found.error
