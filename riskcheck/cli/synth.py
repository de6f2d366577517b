"""``riskcheck synth``: synthetic case records."""

import sys

import click

from riskcheck.cli.talk import progress


@click.command()
@click.option("-n", "--number", type=click.IntRange(min=1), default=100, help="How many cases. Default: 100.")
@click.option("--seed", type=click.IntRange(min=0), default=1, help="The same seed gives the same bytes. Default: 1.")
@click.option("-o", "--output", "target", type=click.Path(dir_okay=False), metavar="FILE", help="A file; gzipped if in .gz.")
@click.option("--parameters", "given", type=click.Path(dir_okay=False), metavar="FILE", help="Parameters that differ, as TOML.")
@click.option("--pairs", is_flag=True, help="Each case is followed by a counterpart in which one fact is changed.")
@click.option("--data-sheet", is_flag=True, help="Print what synthetic cases are, with every parameter; make none.")
def synth(number: int, seed: int, target: str | None, given: str | None, *, pairs: bool, data_sheet: bool) -> None:
    """Make synthetic case records with known answers.

    Newline-delimited JSON. The answers are among each record's labels, which no check can see. Synthetic records are for
    testing; they are no evidence of accuracy on real cases.
    """
    from contextlib import nullcontext

    from riskcheck.synth.parameters import parameters
    from riskcheck.synth.sheet import sheet
    from riskcheck.synth.write import records, to_file, write

    chosen = parameters(given)
    if data_sheet:
        click.echo(sheet(chosen, given))
        return
    out = to_file(target) if target else nullcontext(sys.stdout.buffer)
    with out as stream, progress() as speak:
        made = write(stream, records(number, seed, chosen, pairs=pairs), speak)
    if target:
        click.echo(f"riskcheck: wrote {target} ({made} synthetic records)", err=True)
