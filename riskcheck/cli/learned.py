"""``riskcheck train`` and ``riskcheck card``: models of the learned check."""

import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import click

from riskcheck.cli.talk import progress

if TYPE_CHECKING:
    from riskcheck.records import CaseRecord, Outcome


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "-o", "--output", "target", type=click.Path(dir_okay=False), required=True, metavar="MODEL", help="The model's file."
)
@click.option(
    "--seed", type=click.IntRange(min=0, max=2**32 - 1), default=1, help="The same seed gives the same model. Default: 1."
)
@click.option(
    "--with-peers",
    is_flag=True,
    help="Keep a row of counts for each case in the file, so that reports can show comparable cases. Without it the file holds "
    "no case; with it, treat the file as case data. Never a name, a reference or a text.",
)
def train(paths: tuple[str, ...], target: str, seed: int, *, with_peers: bool) -> None:
    """Train the learned check on case records: which ratings are unlike those of comparable cases.

    FILE is read as check reads it. What the records show on each assessment's day is compared with the highest level that it
    gives. A record that cannot be read gets its line on standard error and is counted in the model's card; the exit status is
    then 2, and the model is trained on the others.
    """
    from riskcheck.learned.model import train as fit
    from riskcheck.learned.table import table
    from riskcheck.records import read

    with progress() as speak:
        readable = _Readable(read(paths, sys.stdin.buffer), speak)
        found = table(readable)
    model = fit(found, target, seed=seed, errors=readable.errors, with_peers=with_peers)
    about = model.about
    click.echo(
        f"riskcheck: {about.records} records: {about.cases} trained on ({about.synthetic} synthetic), "
        f"{about.unrated} without ratings, {about.errors} could not be read",
        err=True,
    )
    click.echo(f"riskcheck: wrote {target} (fingerprint {model.fingerprint})", err=True)
    sys.exit(2 if about.errors else 0)


@click.command()
@click.argument("model", metavar="MODEL")
@click.option("--output-format", type=click.Choice(("text", "json")), default="text", help="Default: text.")
def card(model: str, output_format: str) -> None:
    """Show a model's card: what it was trained on, how well its shares hold, and what it is not for."""
    from riskcheck.learned.card import as_json, as_text
    from riskcheck.learned.card import card as describe
    from riskcheck.learned.model import load

    described = describe(load(model))
    click.echo(as_json(described) if output_format == "json" else as_text(described))


class _Readable:
    """The records among some outcomes, one at a time; the others get their line on standard error, and are counted."""

    def __init__(self, outcomes: "Iterator[Outcome]", speak: Callable[[int], None]) -> None:
        self._outcomes = outcomes
        self._speak = speak
        self.errors = 0

    def __iter__(self) -> "Iterator[CaseRecord]":
        for number, outcome in enumerate(self._outcomes, start=1):
            if outcome.error is not None:
                self.errors += 1
                click.echo(outcome.error.text, err=True)
            elif outcome.record is not None:
                yield outcome.record
            self._speak(number)
