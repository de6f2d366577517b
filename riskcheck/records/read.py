"""Case records out of files: one outcome for each input record, in input order, and nothing dropped."""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, nullcontext
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from riskcheck.errors import RecordError
from riskcheck.records import consistency, locate, parquet
from riskcheck.records.model import CaseRecord
from riskcheck.records.parse import parse
from riskcheck.records.paths import Source, sources
from riskcheck.records.problem import Problem, Refused
from riskcheck.records.schemas import CASE_RECORD, schema
from riskcheck.records.split import Piece, pieces
from riskcheck.records.stream import chunks
from riskcheck.records.validate import validated


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input record: exactly one of ``record`` and ``error``.

    ``source`` is the file as the user named it (a folder's member: the joined path), ``line`` the line on which the
    record starts, from 1; None when the file could not be opened.
    """

    source: str
    line: int | None
    record: CaseRecord | None
    error: RecordError | None


def read(paths: Sequence[str], stdin: BinaryIO | None = None) -> Iterator[Outcome]:
    """The records of files, folders, globs and ``-`` (standard input), one at a time; memory follows the largest.

    A record that cannot be read is an outcome with an error, and so is the second record of one case. Raises
    :class:`~riskcheck.errors.NoSuchPath` and :class:`~riskcheck.errors.NoRecords` at once, before anything is read.
    """
    return once_each(outcome(text) for text in texts(paths, stdin))


class Text(NamedTuple):
    """The text of one record, or what stands in its place, and the file that it is from as the user named it."""

    source: str
    piece: Piece


def texts(paths: Sequence[str], stdin: BinaryIO | None = None) -> Iterator[Text]:
    """The texts of the records of files, folders, globs and ``-``, in order; nothing is parsed. Raises as :func:`read` does."""
    found = sources(paths)
    return (Text(source.name, piece) for source in found for piece in _pieces(source, stdin))


def outcome(text: Text) -> Outcome:
    """What becomes of the text of one record. The same wherever and in whatever order it is called."""
    source, piece = text
    if piece.problem is not None:
        return _refused(source, piece, Problem(piece.problem), None)
    value: object = None
    try:
        value = parse(piece.text)
        record = validated(value)
        consistency.check(record)
    except Refused as refused:
        return _refused(source, piece, refused.problem, _case_id(value))
    return Outcome(source, piece.line, record, None)


def once_each(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """The outcomes, with an error in place of every record whose case came before, saying where that was."""
    cases = Cases()
    for found in outcomes:
        error = cases.repeated(found.record.case_id, found.source, found.line) if found.record is not None else None
        yield found if error is None else Outcome(found.source, found.line, None, error)


class Cases:
    """The cases that came before, and where."""

    def __init__(self) -> None:
        self._first: dict[str, tuple[str, int | None]] = {}

    def repeated(self, case_id: str, source: str, line: int | None) -> RecordError | None:
        """The error of a record whose case came before; ``None`` for a case that is new, which is then remembered."""
        if case_id not in self._first:
            self._first[case_id] = (source, line)
            return None
        first = ":".join(map(str, self._first[case_id]))
        message = f"is the same case as the record at {first}: keep one record for each case"
        return RecordError(source=source, line=line, case_id=case_id, pointer="/case_id", message=message)


def _pieces(source: Source, stdin: BinaryIO | None) -> Iterator[Piece]:
    if source.path is not None and source.path.suffix == parquet.ENDING:
        yield from parquet.pieces(source.path)
        return
    try:
        opened = nullcontext(stdin or sys.stdin.buffer) if source.path is None else closing(source.path.open("rb"))
    except OSError as fault:
        yield Piece(None, b"", f"cannot be read ({fault.strerror or type(fault).__name__})")
        return
    with opened as stream:
        yield from pieces(chunks(stream))


def _refused(source: str, piece: Piece, problem: Problem, case_id: str | None) -> Outcome:
    byte = problem.byte
    if byte is None:
        byte = locate.byte_of(piece.text, problem.path if problem.at is None else problem.at)
    error = RecordError(
        source=source,
        line=None if piece.line is None else piece.line + locate.lines_before(piece.text, byte),
        case_id=case_id,
        pointer=locate.pointer(problem.path),
        message=problem.message + _with_skipped(piece.skipped),
    )
    return Outcome(source, piece.line, None, error)


def _with_skipped(lines: int) -> str:
    if not lines:
        return ""
    return " (with the line after it)" if lines == 1 else f" (with the {lines} lines after it)"


def _case_id(value: object) -> str | None:
    """The record's case reference, if it is one: anything else could be a name."""
    found = value.get("case_id") if isinstance(value, dict) else None
    pattern: str = schema(CASE_RECORD)["$defs"]["id"]["pattern"]
    return found if isinstance(found, str) and re.search(pattern, found) else None
