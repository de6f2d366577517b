"""A caseload out of files: every record looked at, in the order of the input, by one process or by several."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

import msgspec

from riskcheck.caseload.processes import in_order
from riskcheck.errors import RecordError
from riskcheck.evaluate.outcomes import Looked, Unanswered, look
from riskcheck.records import read
from riskcheck.records.model import CaseRecord

BATCH = 25
"""Records handed to a process at a time."""


@dataclass(frozen=True)
class Caseload:
    """Every record of the input: looked at, without an answer, or not readable."""

    cases: tuple[Looked, ...]
    unanswered: tuple[Unanswered, ...]
    errors: tuple[RecordError, ...]

    @property
    def records(self) -> int:
        """How many records there were."""
        return len(self.cases) + len(self.unanswered) + len(self.errors)


def caseload(
    paths: Sequence[str], stdin: BinaryIO | None = None, *, jobs: int = 1, speak: Callable[[int], None] = lambda _: None
) -> Caseload:
    """Look at every record of some files with ``jobs`` processes; the result does not depend on how many there are.

    Raises ``NoSuchPath`` and ``NoRecords``, as reading does.
    """
    errors: list[RecordError] = []
    cases: list[Looked] = []
    unanswered: list[Unanswered] = []
    for number, looked in enumerate(_looked(_readable(paths, stdin, errors), jobs), 1):
        if isinstance(looked, Looked):
            cases.append(looked)
        else:
            unanswered.append(looked)
        speak(number)
    return Caseload(tuple(cases), tuple(unanswered), tuple(errors))


def _readable(paths: Sequence[str], stdin: BinaryIO | None, errors: list[RecordError]) -> Iterator[CaseRecord]:
    for outcome in read(paths, stdin):
        if outcome.record is not None:
            yield outcome.record
        elif outcome.error is not None:
            errors.append(outcome.error)


def _looked(records: Iterable[CaseRecord], jobs: int) -> Iterator[Looked | Unanswered]:
    if jobs == 1:
        yield from map(look, records)
    else:
        for _, batch in in_order(look_at_all, ((None, batch) for batch in _batches(records)), jobs):
            yield from batch


def _batches(records: Iterable[CaseRecord]) -> Iterator[tuple[bytes, ...]]:
    encoded = map(msgspec.json.encode, records)
    while batch := tuple(islice(encoded, BATCH)):
        yield batch


def look_at_all(batch: Sequence[bytes]) -> tuple[Looked | Unanswered, ...]:
    """What is made of some records, given as JSON: the work of one process for a while."""
    return tuple(look(msgspec.json.decode(record, type=CaseRecord)) for record in batch)
