"""The records of some paths for a command that is about those that can be read."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from riskcheck.cli.talk import progress

if TYPE_CHECKING:
    from riskcheck.records import CaseRecord


@contextmanager
def readable(paths: tuple[str, ...]) -> "Iterator[tuple[Iterator[CaseRecord], list[str]]]":
    """The records, and the lines of those that could not be read, which are told at the end whatever the command comes to."""
    errors: list[str] = []
    try:
        with progress() as speak:
            yield _records(paths, errors, speak), errors
    finally:
        for line in errors:
            click.echo(line, err=True)


def _records(paths: tuple[str, ...], errors: list[str], speak: Callable[[int], None]) -> "Iterator[CaseRecord]":
    from riskcheck.records import read

    for number, outcome in enumerate(read(paths, sys.stdin.buffer), 1):
        if outcome.record is not None:
            yield outcome.record
        elif outcome.error is not None:
            errors.append(outcome.error.text)
        speak(number)
