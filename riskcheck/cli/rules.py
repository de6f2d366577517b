"""``riskcheck rules`` and ``riskcheck rule``: the catalogue."""

import click

from riskcheck.cli.talk import output


@click.command()
@click.option("--output-format", type=click.Choice(("text", "json", "html")), default="text", help="Default: text.")
@click.option("-o", "--output", "target", type=click.Path(dir_okay=False), metavar="FILE", help="Write to a file.")
def rules(output_format: str, target: str | None) -> None:
    """List the rules: one line each, or the whole catalogue as JSON or as one HTML page."""
    from riskcheck.catalogue import as_json, catalogue, lines
    from riskcheck.rules import RULES

    found = catalogue(RULES.values())
    with output(target, output_format) as out:
        if output_format == "html":
            from riskcheck.report.catalogue import write

            write(out, found)
        else:
            out.write((as_json(found) if output_format == "json" else "\n".join(lines(found))) + "\n")


@click.command()
@click.argument("code")
@click.option("--output-format", type=click.Choice(("text", "json")), default="text", help="Default: text.")
def rule(code: str, output_format: str) -> None:
    """Explain one rule, by code or name."""
    from riskcheck.catalogue import as_json, catalogue, entry, page
    from riskcheck.rules.choose import named

    found = named(code)
    click.echo(as_json(catalogue([found])) if output_format == "json" else page(entry(found)))
