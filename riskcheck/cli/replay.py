"""``riskcheck replay``: one case on every day on which something became known."""

from typing import Any

import click

from riskcheck import __version__
from riskcheck.cli.looking import one_record
from riskcheck.cli.options import report_options, split
from riskcheck.cli.talk import colour_of, output


@click.command()
@click.argument("path")
@click.argument("case", required=False)
@click.option("--output-format", type=click.Choice(("text", "json", "html")), default="text", help="Default: text.")
@report_options
def replay(path: str, case: str | None, output_format: str, target: str | None, hide_details: bool, **chosen: Any) -> None:
    """Look at one case on every day on which something became known, for what probation knew and for what any agency knew.

    From which day each rating was hard to support in each reading, what makes the gap between the two, the chances to look
    again that came after, and the recall clock. CASE is the case reference; it can be left out where PATH has one record.
    Exit status 0, or 2 where the case cannot be read: a replay describes and judges nothing.
    """
    from riskcheck.records.hide import without_offence_names
    from riskcheck.replay.look import replay as look
    from riskcheck.report.replay import write
    from riskcheck.result import Tool
    from riskcheck.rules import rules_version
    from riskcheck.rules.choose import choose

    rules = choose(split(chosen["select"]), split(chosen["ignore"]), preview=chosen["preview"])
    record, source = one_record(path, case)
    record = without_offence_names(record) if hide_details else record
    replayed = look(record, source=source, rules=rules)
    with output(target, output_format) as out:
        tool = Tool(version=__version__, rules=rules_version(rules))
        write(output_format, out, replayed, tool, hide_details=hide_details, colour=colour_of(out))
