"""``riskcheck form``: the form in which an early look can be written."""

import click

from riskcheck.cli.talk import file_output


@click.command()
@click.option("--output-format", type=click.Choice(("docx", "xlsx", "json")), default="docx", help="Default: docx.")
@click.option("--from", "filled", type=click.Path(dir_okay=False), metavar="EARLY_LOOK", help="Fill it in with an early look.")
@click.option("-o", "--output", "target", type=click.Path(dir_okay=False), metavar="FILE", help="Write the form to a file.")
def form(output_format: str, filled: str | None, target: str | None) -> None:
    """Write the form for an early look, as a Word document, an Excel workbook or JSON.

    Filled in, riskcheck compare reads it. With --from, it is filled in with an early look that riskcheck compare could read.
    """
    from importlib import import_module

    from riskcheck.earlylook.reading import read_early_look

    module = {"docx": "word", "xlsx": "excel", "json": "text"}[output_format]
    given = read_early_look(filled) if filled else None
    data = import_module(f"riskcheck.earlylook.forms.{module}").write(given)
    with file_output(target, output_format) as out:
        out.write(data)
