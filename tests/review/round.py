"""Play the round of ``riskcheck guide scoring`` with more cases: ``python -m tests.review.round``.

The guide's own commands, with the number of made-up cases changed: a sample of 60 is drawn, scored by stand-ins for two
reviewers, settled and reported. Exit status 1 where a command fails.
"""

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from tests.docs.blocks import run

GUIDE = Path(__file__).parents[2] / "riskcheck" / "guide" / "scoring.md"
FEWER = "synth -n 300"


@click.command()
@click.option("--cases", default=5000, help="How many made-up cases the sample is drawn from.")
def main(cases: int) -> None:
    """Print what each command printed, and how long all of them took."""
    text = GUIDE.read_text(encoding="utf-8")
    assert FEWER in text
    started = time.monotonic()
    with TemporaryDirectory() as folder:
        ran = run(text.replace(FEWER, f"synth -n {cases}"), Path(folder))
    for one in ran:
        click.echo(f"$ {one.command.line}")
        click.echo("".join(f"{line}\n" for line in one.printed))
    failed = [one.command.line for one in ran if one.status]
    click.echo(f"{len(ran)} commands, {len(failed)} failed, {time.monotonic() - started:.0f} seconds")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
