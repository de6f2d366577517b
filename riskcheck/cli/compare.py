"""``riskcheck compare``: an early look beside the record. ``riskcheck early-look``: the form in which one can be written."""

import click

from riskcheck import __version__
from riskcheck.cli.looking import one_record
from riskcheck.cli.options import marking_option
from riskcheck.cli.talk import colour_of, file_output, output

_FILES = ("docx", "pdf")


@click.command()
@click.argument("path", metavar="CASE")
@click.argument("early_look", metavar="EARLY_LOOK", type=click.Path(dir_okay=False))
@click.option(
    "--output-format", type=click.Choice(("text", "json", "html", "docx", "pdf")), default="text", help="Default: text."
)
@click.option("--hide-details", is_flag=True, help="Leave out quotes and other free text, the early look's own words included.")
@click.option("-o", "--output", "target", type=click.Path(dir_okay=False), metavar="FILE", help="Write the report to a file.")
@marking_option
def compare(
    path: str, early_look: str, output_format: str, target: str | None, hide_details: bool, marking: str | None
) -> None:
    """Compare an early look with the record of its case, claim by claim.

    CASE is a file of case records; the record is found by the early look's case_id. EARLY_LOOK is a .json, .toml, .docx or
    .xlsx file. Each claim is supported, contradicted, not evidenced or not assessable by what was on record on the day in
    question; then comes what no claim mentions. Exit status 0, or 2 where something cannot be read.
    """
    from riskcheck.earlylook.compare import compare as beside
    from riskcheck.earlylook.reading import read_early_look
    from riskcheck.records.digest import sha256_of
    from riskcheck.records.hide import without_own_words
    from riskcheck.report.earlylook import write, write_file
    from riskcheck.result import Run, Tool
    from riskcheck.rules import STABLE, rules_version
    from riskcheck.terms import KnownTo

    written = read_early_look(early_look)
    record, source = one_record(path, written.case_id)
    record = without_own_words(record) if hide_details else record
    compared = beside(record, written, source=source, written_in=early_look)
    tool = Tool(version=__version__, rules=rules_version(STABLE))
    run = Run(
        as_of=compared.last_day,
        known_to=KnownTo.ANYONE,
        input_sha256=sha256_of([path] if source == "-" else [source, early_look]),
        marking=marking,
    )
    if output_format in _FILES:
        with file_output(target, output_format) as file:
            write_file(output_format, file, compared, tool, run, hide_details=hide_details)
        return
    with output(target, output_format) as out:
        write(output_format, out, compared, tool, run, hide_details=hide_details, colour=colour_of(out))
