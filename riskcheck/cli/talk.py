"""Where a command writes: data to standard output or a file, talk to standard error."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

import click

from riskcheck.errors import UnwritableFile

SPEAK_EVERY = 500


def colour_of(out: TextIO) -> bool:
    """Whether to write in colour: on a terminal, unless NO_COLOR is set."""
    import os

    return out.isatty() and "NO_COLOR" not in os.environ


@contextmanager
def output(target: str | None, output_format: str) -> Iterator[TextIO]:
    """Standard output as UTF-8, or a file that appears only when it is whole."""
    if target is None:
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", newline="")
        yield sys.stdout
        sys.stdout.flush()
        return
    final = Path(target)
    part = final.with_name(f".{final.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as stream:
            yield stream
        part.replace(final)
    except OSError as fault:
        raise UnwritableFile(target, fault.strerror or type(fault).__name__) from None
    finally:
        part.unlink(missing_ok=True)
    click.echo(f"riskcheck: wrote {target} ({output_format})", err=True)


@contextmanager
def progress() -> Iterator[Callable[[int], None]]:
    """Counts on standard error while it is a terminal and there is much to do."""
    terminal = sys.stderr.isatty()
    spoke = False

    def speak(records: int) -> None:
        nonlocal spoke
        if terminal and records % SPEAK_EVERY == 0:
            spoke = True
            click.echo(f"\r{records:,} records", err=True, nl=False)

    yield speak
    if spoke:
        click.echo("\r", err=True, nl=False)
