"""A caseload in blocks of about so many bytes, so that one process has enough to do and none has to hold much."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from riskcheck.records.paths import sources
from riskcheck.records.read import Text

BYTES = 500_000
"""About 20 records: long enough that handing it over costs nothing beside the work, short enough to lose little of it."""


def blocks(texts: Iterable[Text]) -> Iterator[tuple[Text, ...]]:
    """The texts of records, in order, as many at a time as have about ``BYTES`` bytes; a larger record is a block alone."""
    block: list[Text] = []
    size = 0
    for text in texts:
        block.append(text)
        size += len(text.piece.text)
        if size >= BYTES:
            yield tuple(block)
            block, size = [], 0
    if block:
        yield tuple(block)


def bytes_of(paths: Iterable[str]) -> int | None:
    """How many bytes of records there are to read; ``None`` where that is not known before: standard input, gzip, Parquet."""
    files = [source.path for source in sources(tuple(paths))]
    plain = [path for path in files if path is not None and path.suffix not in (".gz", ".parquet")]
    return sum(_size(path) for path in plain) if len(plain) == len(files) else None


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
