"""``riskcheck explain``: one case in full."""

from typing import Any

import click

from riskcheck.cli.looking import Looking, one_record
from riskcheck.cli.options import run_options
from riskcheck.cli.talk import colour_of, output


@click.command()
@click.argument("path")
@click.argument("case", required=False)
@click.option("--output-format", type=click.Choice(("text", "json", "html")), default="text", help="Default: text.")
@run_options
def explain(path: str, case: str | None, output_format: str, target: str | None, **how: Any) -> None:
    """Show one case in full, with its evidence.

    In order: the claim, the evidence, why together, what would change it, what points the other way. CASE is the case
    reference; it can be left out where PATH has one record.
    """
    from riskcheck.report import writer
    from riskcheck.result import Summary

    looked = Looking(**how)
    result = looked.check(*one_record(path, case))
    with output(target, output_format) as out:
        report = writer(output_format, out, hide_details=looked.hide_details, full=True, colour=colour_of(out))
        report.start(*looked.start())
        report.case(result)
        report.end(Summary(records=1, checked=1, flagged=int(result.flagged), cannot_say=int(result.cannot_say), errors=0))
