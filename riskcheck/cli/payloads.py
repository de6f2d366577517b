"""``riskcheck import``: case records from the payloads of real systems."""

import sys
from typing import TYPE_CHECKING

import click

from riskcheck.cli.talk import progress
from riskcheck.errors import BadDay

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import IO

    from riskcheck.records.model import CaseRecord
    from riskcheck.sources.account import Account, Totals


@click.command("import")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("-o", "--output", "target", type=click.Path(dir_okay=False), metavar="FILE", help="A file; gzipped if in .gz.")
@click.option(
    "--extracted-on", required=True, metavar="DATE", help="The day on which the payloads were taken from their systems."
)
@click.option(
    "--key", type=click.Path(dir_okay=False), metavar="FILE", help="Holds the key of references. Default: RISKCHECK_KEY."
)
@click.option(
    "--case-id",
    type=click.Choice(("hash", "folder")),
    default="hash",
    help="What a case is called: a keyed hash of its folder's name (default), or that name itself.",
)
@click.option("--protected", is_flag=True, help="Also take sex, ethnicity and the like, apart from everything that is checked.")
@click.option("--synthetic", is_flag=True, help="The payloads are about nobody: the records say that they are synthetic.")
@click.option(
    "--account", type=click.Path(dir_okay=False), metavar="FILE", help="Also write the account: one line of JSON for each case."
)
def import_(
    paths: tuple[str, ...],
    target: str | None,
    extracted_on: str,
    key: str | None,
    case_id: str,
    account: str | None,
    *,
    protected: bool,
    synthetic: bool,
) -> None:
    """Make case records from payloads of OASys, nDelius, prison and licence services.

    PATH is a folder of one case's payload files, or a tree of such folders. What a file is shows in its content, whatever it
    is called. The records are newline-delimited JSON. The account, on standard error, says what was read, what was not
    understood, what was changed on the way and what coverage results. Nothing is fetched.
    """
    from contextlib import nullcontext

    from riskcheck.records import reference
    from riskcheck.sources.account import Totals
    from riskcheck.sources.case import Options
    from riskcheck.sources.folders import cases
    from riskcheck.synth.write import to_file, write

    plain = case_id == "folder"
    options = Options(
        extracted_on=_day(extracted_on),
        key=b"" if plain and key is None else reference.key(key),
        purpose="synthetic" if synthetic else None,
        protected=protected,
    )
    totals = Totals()
    to, also = (to_file(name) if name else None for name in (target, account))
    with to or nullcontext(sys.stdout.buffer) as stream, also or nullcontext() as beside, progress() as speak:
        write(stream, _told(cases(paths, options, plain=plain), totals, beside), speak)
    click.echo(f"riskcheck: {totals.text}", err=True)
    sys.exit(2 if totals.errors else 0)


def _told(
    cases: "Iterable[tuple[CaseRecord | None, Account]]", totals: "Totals", beside: "IO[bytes] | None"
) -> "Iterator[CaseRecord]":
    """The records that were made; of each case its account is told, and written where that is asked for."""
    from riskcheck.sources.account import as_json, texts

    for record, account in cases:
        totals.take(account)
        for line in texts(account):
            click.echo(line, err=True)
        if beside is not None:
            beside.write(as_json(account) + b"\n")
        if record is not None:
            yield record


def _day(given: str) -> str:
    from riskcheck.sources.times import moment

    try:
        return moment(given).day
    except ValueError:
        raise BadDay("--extracted-on", given) from None
