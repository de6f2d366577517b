"""The text of one record at a time, out of an object, a list of objects, or a file with an object on each line.

Nothing is parsed here. A record that is not sound JSON keeps its own text, and the records around it theirs, as far
as lines and brackets allow; what cannot be a record comes as a piece with a problem, so that nothing is dropped.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import NamedTuple

from riskcheck.records import limits
from riskcheck.records.nesting import CLOSE_LIST, COMMA, WHITESPACE, Nesting
from riskcheck.records.stream import Damaged

TOO_LARGE = f"is larger than {limits.BYTES // 1_000_000} MB, the most that one record can be"
_EMPTY = "is empty: it should hold a record, a list of records, or a record on each line"
_EMPTY_LIST = "is an empty list: it holds no record"
_NO_ELEMENT = "a comma has no record beside it: take the comma out"
_NOT_CLOSED = "the list of records is not closed: the file may have been cut short"
_AFTER_LIST = "there is text after the end of the list of records"
_NOT_UTF8 = "is not UTF-8 text (it looks like UTF-16): save it as UTF-8"
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Piece:
    """The text of one record and the line that it starts on, or the ``problem`` that stands in its place.

    ``line`` is ``None`` where the file could not be opened. ``skipped`` counts the lines
    after it that could not start a record either and are told of with it.
    """

    line: int | None
    text: bytes
    problem: str | None = None
    skipped: int = 0


def pieces(chunks: Iterable[bytes]) -> Iterator[Piece]:
    """One piece for each record of a file, in order; at least one, because a file with no record is a problem."""
    parts = iter(chunks)
    try:
        first, line = _opening(parts)
    except Damaged as fault:
        yield Piece(1, b"", str(fault))
        return
    if first.startswith(b"["):
        yield from _elements(chain([first[1:]], parts), line)
    else:
        yield from _by_line(_Ahead(_lines(chain([first], parts), line)))


def _opening(chunks: Iterator[bytes]) -> tuple[bytes, int]:
    """The first text that is not blank, and its line. A byte order mark is passed over: Windows tools write one."""
    line = 1
    for number, chunk in enumerate(chunks):
        text = chunk if number else chunk.removeprefix(_BOM)
        if not number and (text.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in text[:4]):
            raise Damaged(_NOT_UTF8)
        rest = text.lstrip(WHITESPACE)
        line += text[: len(text) - len(rest)].count(b"\n")
        if rest:
            return rest, line
    raise Damaged(_EMPTY)


# A list of records.


class _Held:
    """The text of one element as it arrives: kept up to the limit, only counted beyond it."""

    def __init__(self, line: int) -> None:
        self.line = line
        self._parts: list[bytes] = []
        self._size = self._breaks = 0

    def __bool__(self) -> bool:
        return self._size > 0

    def add(self, text: bytes) -> None:
        if not self._size:
            whole, text = text, text.lstrip(WHITESPACE)
            self.line += whole[: len(whole) - len(text)].count(b"\n")
        self._size += len(text)
        self._breaks += text.count(b"\n")
        if self._size <= limits.BYTES:
            self._parts.append(text)
        else:
            self._parts.clear()

    def take(self) -> Piece:
        problem = TOO_LARGE if self._size > limits.BYTES else None
        piece = Piece(self.line, b"".join(self._parts).rstrip(WHITESPACE), problem)
        self.line += self._breaks
        self._parts.clear()
        self._size = self._breaks = 0
        return piece


def _elements(chunks: Iterable[bytes], line: int) -> Iterator[Piece]:
    parts, nesting, held, count = iter(chunks), Nesting(in_list=True), _Held(line), 0
    try:
        for chunk in parts:
            start = 0
            while (end := nesting.scan(chunk, start)) < len(chunk):
                held.add(chunk[start:end])
                empty = _EMPTY_LIST if chunk[end] == CLOSE_LIST and not count else _NO_ELEMENT
                yield held.take() if held else Piece(held.line, b"", empty)
                count += 1
                if chunk[end] == CLOSE_LIST:
                    yield from _after_list(chain([chunk[end + 1 :]], parts), held.line)
                    return
                start = end + (chunk[end] == COMMA)
            held.add(chunk[start:])
    except Damaged as fault:
        if held and nesting.closed:
            yield held.take()
        yield Piece(held.line, b"", str(fault))
        return
    cut_in_record = held and not nesting.closed
    if held:
        yield held.take()
    if not cut_in_record:
        yield Piece(held.line, b"", _NOT_CLOSED)


def _after_list(chunks: Iterable[bytes], line: int) -> Iterator[Piece]:
    try:
        for chunk in chunks:
            rest = chunk.lstrip(WHITESPACE)
            line += chunk[: len(chunk) - len(rest)].count(b"\n")
            if rest:
                yield Piece(line, b"", _AFTER_LIST)
                return
    except Damaged as fault:
        yield Piece(line, b"", str(fault))


# One record, or a record on each line.


class _Line(NamedTuple):
    number: int
    text: bytes
    problem: str | None = None

    @property
    def opens(self) -> bool:
        return self.text.lstrip(WHITESPACE).startswith(b"{")


class _Ahead:
    """Lines, with a look at the next one, and a way to put some back."""

    def __init__(self, lines: Iterator[_Line]) -> None:
        self._lines = lines
        self._waiting: deque[_Line] = deque()

    def peek(self) -> _Line | None:
        if not self._waiting:
            self._waiting.extend(line for line in [next(self._lines, None)] if line)
        return self._waiting[0] if self._waiting else None

    def take(self) -> _Line | None:
        line = self.peek()
        if line:
            self._waiting.popleft()
        return line

    def put_back(self, lines: Iterable[_Line]) -> None:
        self._waiting.extendleft(reversed(list(lines)))


def _lines(chunks: Iterable[bytes], number: int) -> Iterator[_Line]:
    """The lines that are not blank. One that is too long, or where the file is damaged, has a problem and no text."""
    kept: list[bytes] = []
    size = 0
    try:
        for chunk in chunks:
            *ended, rest = chunk.split(b"\n")
            for text in ended:
                yield from _line(number, [*kept, text], size + len(text))
                kept, size, number = [], 0, number + 1
            size += len(rest)
            kept = [*kept, rest] if size <= limits.BYTES else []
    except Damaged as fault:
        yield _Line(number, b"", str(fault))
        return
    yield from _line(number, kept, size)


def _line(number: int, parts: list[bytes], size: int) -> Iterator[_Line]:
    if size > limits.BYTES:
        yield _Line(number, b"", TOO_LARGE)
    elif (text := b"".join(parts)).strip(WHITESPACE):
        yield _Line(number, text)


def _by_line(lines: _Ahead) -> Iterator[Piece]:
    while line := lines.take():
        if line.problem:
            yield Piece(line.number, b"", line.problem)
        elif not line.opens:
            yield Piece(line.number, line.text, skipped=_pass_over(lines))
        elif _is_whole(line.text, lines.peek()):
            yield Piece(line.number, line.text)
        else:
            yield _indented(line, lines) or _gather(line, lines)


def _pass_over(lines: _Ahead) -> int:
    """Pass over lines that cannot start a record, so that a file of another kind is one problem and not thousands."""
    count = 0
    while (line := lines.peek()) and not line.problem and not line.opens:
        lines.take()
        count += 1
    return count


def _is_whole(text: bytes, following: _Line | None) -> bool:
    """Whether a line is a record by itself. The first test is sound without looking inside: no JSON has } before {."""
    ends = text.rstrip(WHITESPACE).endswith(b"}")
    if ends and (following is None or following.problem or following.opens):
        return True
    nesting = Nesting()
    nesting.scan(text)
    return nesting.closed


def _indented(first: _Line, lines: _Ahead) -> Piece | None:
    """The record that ends with the first closing bracket at the margin, if one does: the usual layout, and fast."""
    block, size = [first], len(first.text)
    while size <= limits.BYTES and (line := lines.peek()) and line.text[:1] not in (b"{", b""):
        block.append(line)
        size += len(line.text) + 1
        lines.take()
        if line.text[:1] == b"}":
            break
    text = _joined(block)
    nesting = Nesting()
    nesting.scan(text)
    if nesting.closed and len(text) <= limits.BYTES:
        return Piece(first.number, text)
    lines.put_back(block[1:])
    return None


def _gather(first: _Line, lines: _Ahead) -> Piece:
    """The record that starts on a line and goes on over the next ones.

    A line that opens an object at the margin may be the next record, after one that was cut short. It is that when
    no value could come there, or when the brackets never close: then it and the lines after it are put back.
    """
    nesting, block, restart, size = Nesting(), [first], 0, len(first.text)
    nesting.scan(first.text + b"\n")
    while not nesting.closed and (line := lines.peek()):
        at_margin = line.text.startswith(b"{")
        # Too deep is as good as never closed, and keeps hostile text from being gone over once for each line.
        if line.problem or (at_margin and (nesting.too_deep or not nesting.awaits_value)):
            break
        size += len(line.text) + 1
        if at_margin and not restart:
            restart = len(block)
        nesting.scan(line.text + b"\n")
        lines.take()
        if size <= limits.BYTES:
            block.append(line)
    if size > limits.BYTES:
        return Piece(first.number, b"", TOO_LARGE)
    if nesting.closed:
        return Piece(first.number, _joined(block))
    if restart:
        lines.put_back(block[restart:])
        return Piece(first.number, _joined(block[:restart]))
    return _broken_off(block, lines)


def _broken_off(block: list[_Line], lines: _Ahead) -> Piece:
    """A record that never closed: its own text, or the problem of the line that stopped it."""
    following = lines.peek()
    if following is None or not following.problem:
        return Piece(block[0].number, _joined(block))
    lines.take()
    _pass_over(lines)
    return Piece(block[0].number, b"", following.problem)


def _joined(block: list[_Line]) -> bytes:
    """The lines as they stood, with the blank ones, so that counting lines in the text stays right."""
    parts = [block[0].text]
    for before, line in pairwise(block):
        parts += [b"\n" * min(line.number - before.number, limits.BYTES), line.text]
    return b"".join(parts)
