"""``riskcheck train`` and ``riskcheck card``: models of the learned check."""

import sys
from typing import TYPE_CHECKING

import click

from riskcheck.cli.readable import readable

if TYPE_CHECKING:
    from riskcheck.caseload.proxies import People
    from riskcheck.learned.card import OnRecords
    from riskcheck.learned.model import Model


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
@click.option(
    "--taught-by",
    type=click.Choice(("ratings", "reviewers")),
    default="ratings",
    help="The ratings on record (default), or what reviewers' labels say of cases rated low or medium.",
)
@click.option("--area", metavar="NAME", help="The area of those records whose assessment names none, for the model's card.")
def train(paths: tuple[str, ...], target: str, seed: int, *, with_peers: bool, taught_by: str, area: str | None) -> None:
    """Train the learned check on case records: which ratings are unlike those of comparable cases.

    FILE is read as check reads it. What the records show on each assessment's day is compared with the highest level that it
    gives; or, taught by reviewers, with the highest level that they found right. A record that cannot be read gets its line on
    standard error and is counted in the model's card; the exit status is then 2, and the model is trained on the others.
    """
    from riskcheck.evaluate.reviewed import corrected
    from riskcheck.learned.model import train as fit
    from riskcheck.learned.table import table

    people = _people()
    by_reviewers = corrected if taught_by == "reviewers" else None
    with readable(paths) as (records, errors):
        found = table(records, corrected=by_reviewers, area=area, beside=people.add)
    model = fit(found, target, seed=seed, errors=len(errors), with_peers=with_peers, audit=people.told_by)
    about = model.about
    reviewed = f"{about.unreviewed} without reviewers' labels, {about.rated_high} rated high, " if by_reviewers else ""
    click.echo(
        f"riskcheck: {about.records} records: {about.cases} trained on ({about.synthetic} synthetic), "
        f"{about.unrated} without ratings, {reviewed}{about.errors} could not be read",
        err=True,
    )
    click.echo(f"riskcheck: wrote {target} (fingerprint {model.fingerprint})", err=True)
    sys.exit(2 if about.errors else 0)


@click.command()
@click.argument("model", metavar="MODEL")
@click.option(
    "--proxies",
    "paths",
    multiple=True,
    type=click.Path(),
    metavar="FILE",
    help="Measure on these records, in place of those that it was trained on, how well what it looks at tells sex, ethnicity "
    "and age; may be given several times.",
)
@click.option("--output-format", type=click.Choice(("text", "json")), default="text", help="Default: text.")
def card(model: str, paths: tuple[str, ...], output_format: str) -> None:
    """Show a model's card: what it was trained on, how well its shares hold, and what it is not for.

    MODEL is a file of riskcheck train, or default: the model that ships, trained on synthetic cases.
    """
    from riskcheck.learned.card import as_json, as_text
    from riskcheck.learned.card import card as describe
    from riskcheck.learned.model import load

    loaded = load(model)
    told, errors = _told(loaded, paths) if paths else (None, 0)
    described = describe(loaded, told)
    click.echo(as_json(described) if output_format == "json" else as_text(described))
    sys.exit(2 if errors else 0)


def _told(model: "Model", paths: tuple[str, ...]) -> "tuple[OnRecords, int]":
    """How well what a model looks at tells protected characteristics on some records, and how many could not be read."""
    from riskcheck.learned.card import OnRecords
    from riskcheck.learned.table import table

    people = _people()
    with readable(paths) as (records, errors):
        found = table(records, beside=people.add)
    score = model.check.scorer().decision(found.values)
    return OnRecords(people.told_by(found.values, score), len(found.values), found.synthetic), len(errors)


def _people() -> "People":
    from riskcheck.caseload.proxies import People
    from riskcheck.evaluate.parameters import value

    return People(value("age_bands"), value("suppress_under"))
