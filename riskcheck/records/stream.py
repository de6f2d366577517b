"""The bytes of an input, a piece at a time, gunzipped where its first bytes say so."""

import zlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from riskcheck.records import limits

_GZIP = b"\x1f\x8b"


class Damaged(Exception):  # noqa: N818 - never shown to a user: it becomes a line about the file
    """The input cannot be read further. Its text is the sentence to show."""


def chunks(stream: BinaryIO) -> Iterator[bytes]:
    """The bytes of a stream, none of them empty. Raises :class:`Damaged` where they stop making sense."""
    blocks = _blocks(stream)
    first = next(blocks, b"")
    if not first.startswith(_GZIP):
        yield from _after(first, blocks)
        return
    try:
        yield from _gunzip(_after(first, blocks))
    except zlib.error:
        raise Damaged("the gzip data is damaged from here on; make the file again") from None


def _blocks(stream: BinaryIO) -> Iterator[bytes]:
    try:
        while block := stream.read(limits.CHUNK):
            yield block
    except OSError as fault:
        raise Damaged(f"cannot be read ({fault.strerror or type(fault).__name__})") from None


def _after(first: bytes, blocks: Iterable[bytes]) -> Iterator[bytes]:
    if first:
        yield first
    yield from blocks


def _gunzip(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Unzip one or more gzip members, never holding more than a chunk: a small file can hold a huge one."""
    member = zlib.decompressobj(zlib.MAX_WBITS | 16)
    for block in blocks:
        rest = block
        while rest:
            if member.eof:
                rest = rest.lstrip(b"\0")  # tapes and some tools pad with zeros
                if not rest:
                    break
                member = zlib.decompressobj(zlib.MAX_WBITS | 16)
            text = member.decompress(rest, limits.CHUNK)
            rest = member.unused_data if member.eof else member.unconsumed_tail
            if text:
                yield text
    if not member.eof:
        last = member.flush()
        if last:
            yield last
        raise Damaged("the gzip data is cut short here; copy the file again")
