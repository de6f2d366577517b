"""Where a command writes: data to standard output or a file, talk to standard error."""

import os
import shutil
import signal
import stat
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, TextIO

import click

from riskcheck.errors import FolderInUse, NeedsFile, RiskcheckError, UnreadableFile, UnwritableFile

SPEAK_EVERY = 1.0
"""Seconds between two lines of progress; what takes less says nothing."""

WIDTH = 70


def colour_of(out: TextIO) -> bool:
    """Whether to write in colour: on a terminal, unless NO_COLOR is set."""
    return out.isatty() and "NO_COLOR" not in os.environ


@contextmanager
def output(target: str | None, output_format: str) -> Iterator[TextIO]:
    """Standard output as UTF-8, or a file that appears only when it is whole. Raises ``UnwritableFile``."""
    with _written(target, output_format):
        if target is None:
            yield from _standard_output()
        else:
            with _whole(Path(target)) as path, path.open("w", encoding="utf-8", newline="") as stream:
                yield stream
                _sync(stream)


def write_json(target: str | None, made: object) -> None:
    """Write an object as JSON that people can read and change."""
    import msgspec

    with output(target, "json") as out:
        out.write(msgspec.json.format(msgspec.json.encode(made), indent=1).decode() + "\n")


@contextmanager
def file_output(target: str | None, output_format: str) -> Iterator[BinaryIO]:
    """As ``output``, for a report that is no text. Raises ``NeedsFile`` where it would go to a terminal."""
    if target is None and sys.stdout.isatty():
        raise NeedsFile(output_format)
    with _written(target, output_format):
        if target is None:
            yield sys.stdout.buffer
            sys.stdout.flush()
        else:
            with _whole(Path(target)) as path, path.open("wb") as stream:
                yield stream
                _sync(stream)


@contextmanager
def folder_output(target: str, output_format: str) -> Iterator[Path]:
    """A folder that appears only when it is whole. Raises ``FolderInUse`` where it is there and has anything in it."""
    final = Path(target)
    part = final.with_name(f".{final.name}.part")
    with _written(target, output_format):
        if final.exists() and (not final.is_dir() or any(final.iterdir())):
            raise FolderInUse(target)
        try:
            shutil.rmtree(part, ignore_errors=True)  # what a killed run left
            part.mkdir(parents=True)
            yield part
            if final.exists():
                final.rmdir()
            part.replace(final)
        finally:
            shutil.rmtree(part, ignore_errors=True)


@contextmanager
def _written(target: str | None, output_format: str) -> Iterator[None]:
    """Say what was written, or what kept it from being written."""
    try:
        yield
    except OSError as fault:
        raise UnwritableFile(target or "standard output", fault.strerror or type(fault).__name__) from None
    if target is not None:
        click.echo(f"riskcheck: wrote {target} ({output_format})", err=True)


def _standard_output() -> Iterator[TextIO]:
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    try:
        yield sys.stdout
        sys.stdout.flush()
    except OSError:
        _give_up_standard_output()
        raise


@contextmanager
def ended_as_interrupted() -> Iterator[None]:
    """Let a run that is ended from outside clean up as one that is interrupted does; a thread cannot, and does not."""
    if threading.current_thread() is not threading.main_thread() or signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
        yield
        return
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def unwritten(fault: OSError) -> RiskcheckError:
    """What to say where the system refused something that no command expected: mostly the text of help or a guide."""
    why = fault.strerror or type(fault).__name__
    if fault.filename is not None:
        return UnreadableFile(str(fault.filename), why)
    _give_up_standard_output()
    return UnwritableFile("standard output", why)


def _give_up_standard_output() -> None:
    """Python flushes once more at its end; what could not be written then goes nowhere, and is not told of twice."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def _whole(final: Path) -> Iterator[Path]:
    """Where to write so that a file appears only when it is whole."""
    if final.exists() and not final.is_file():  # a device or a pipe is written to, and never replaced
        yield final
        return
    part = final.with_name(f".{final.name}.part")
    try:
        yield part
        part.replace(final)
    finally:
        part.unlink(missing_ok=True)


def _sync(stream: TextIO | BinaryIO) -> None:
    """Have what was written on the disk before the file gets its name; a device or a pipe has no disk."""
    stream.flush()
    if stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
        os.fsync(stream.fileno())


@contextmanager
def progress(size: int | None = None) -> Iterator[Callable[..., None]]:
    """Counts, rate and time left on standard error while it is a terminal and there is much to do.

    Yields a function that is told how many records are done and, where ``size`` (in bytes) is known, the size of the last.
    """
    from time import monotonic

    terminal = sys.stderr.isatty()
    said = Pace(monotonic(), size)

    def speak(records: int, last: int = 0) -> None:
        line = said.line(records, last, monotonic())
        if terminal and line:
            click.echo(f"\r{line:<{WIDTH}}", err=True, nl=False)

    try:
        yield speak
    finally:
        if terminal and said.spoke:
            click.echo(f"\r{'':<{WIDTH}}\r", err=True, nl=False)


class Pace:
    """What there is to say of how fast a run goes; ``started`` and ``now`` are in seconds of one clock."""

    def __init__(self, started: float, size: int | None) -> None:
        self.spoke = False
        self._started = self._said = started
        self._size = size
        self._done = 0

    def line(self, records: int, last: int, now: float) -> str | None:
        """The line to show now, if it is time for one."""
        self._done += last
        if now - self._said < SPEAK_EVERY:
            return None
        self._said, self.spoke = now, True
        passed = now - self._started
        line = f"{records:,} records, {records / passed:,.0f} a second"
        if not self._size or not self._done:
            return line
        left = max(0.0, passed * (self._size / self._done - 1))
        return f"{line}, about {_in_words(left)} left"


def _in_words(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} seconds"
    return f"{seconds / 60:.0f} minutes" if seconds < 5400 else f"{seconds / 3600:.1f} hours"
