"""``riskcheck predict``: recorded actuarial scores beside the same scores worked out again."""

import sys
from pathlib import Path

import click

from riskcheck import __version__
from riskcheck.cli.options import offence_mapping_option
from riskcheck.cli.talk import colour_of, output


@click.command()
@click.argument("path")
@click.argument("case", required=False)
@click.option("--output-format", type=click.Choice(("text", "json")), default="text", help="Default: text.")
@offence_mapping_option
@click.option("-o", "--output", "target", type=click.Path(dir_okay=False), metavar="FILE", help="Write the table to a file.")
def predict(path: str, case: str | None, output_format: str, offence_mapping: tuple[str, ...], target: str | None) -> None:
    """Show each recorded actuarial score beside the same score worked out again, with every term.

    A score is worked out from the scored items of its assessment. CASE is the case reference; without it every record of
    PATH is shown. A score is no rating, and none is turned into one. Exit status 0, or 2 where a record cannot be read.
    """
    from riskcheck.errors import UnknownCase
    from riskcheck.predictors import OffenceMapping
    from riskcheck.predictors.record import with_categories
    from riskcheck.predictors.table import scores_of
    from riskcheck.records import read
    from riskcheck.report.scores import write
    from riskcheck.result import Tool
    from riskcheck.rules import STABLE, rules_version

    mapping = OffenceMapping.read(map(Path, offence_mapping)) if offence_mapping else None
    cases, failed = [], False
    for outcome in read([path], sys.stdin.buffer):
        if outcome.error is not None:
            failed = True
            click.echo(outcome.error.text, err=True)
        elif outcome.record is not None and case in (None, outcome.record.case_id):
            record = with_categories(outcome.record, mapping) if mapping else outcome.record
            cases.append(scores_of(record, outcome.source))
    if case is not None and not cases:
        raise UnknownCase(path, case)
    with output(target, output_format) as out:
        tool = Tool(version=__version__, rules=rules_version(STABLE))
        write(output_format, out, tuple(cases), tool, colour=colour_of(out))
    sys.exit(2 if failed else 0)
