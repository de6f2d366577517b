"""Synthetic records as lines: one record at a time, so that any number of them takes the same memory."""

import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

import msgspec

from riskcheck.errors import UnwritableFile
from riskcheck.records.model import CaseRecord
from riskcheck.synth.cases import cases
from riskcheck.synth.pairs import pair
from riskcheck.synth.parameters import Parameters

_ENCODER = msgspec.json.Encoder()


def records(count: int, seed: int, parameters: Parameters, *, pairs: bool = False) -> Iterator[CaseRecord]:
    """So many cases as records; with ``pairs``, each followed by its counterpart. Raises ``BadParameters``."""
    for number, made in enumerate(cases(count, seed, parameters)):
        if pairs:
            yield from pair(made, seed, number, parameters)
        else:
            yield made.record


def write(out: IO[bytes], written: Iterator[CaseRecord], speak: Callable[[int], None]) -> int:
    """Write records as lines of JSON; how many there were. ``speak`` is told how many there are so far."""
    count = 0
    for count, record in enumerate(written, start=1):
        out.write(_ENCODER.encode(record) + b"\n")
        speak(count)
    return count


@contextmanager
def to_file(target: str) -> Iterator[IO[bytes]]:
    """A file that appears only when it is whole; gzipped, with no day and no name in it, where it ends in ``.gz``."""
    final = Path(target)
    part = final.with_name(f".{final.name}.part")
    try:
        with part.open("wb") as stream:
            if final.suffix == ".gz":
                with gzip.GzipFile(filename="", mode="wb", fileobj=stream, mtime=0) as packed:
                    yield cast(IO[bytes], packed)
            else:
                yield stream
        part.replace(final)
    except OSError as fault:
        raise UnwritableFile(target, fault.strerror or type(fault).__name__) from None
    finally:
        part.unlink(missing_ok=True)
