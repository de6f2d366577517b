"""``riskcheck parquet``: case records as Parquet tables."""

import sys

import click

from riskcheck.cli.talk import progress


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "-o", "--output", "target", type=click.Path(file_okay=False), required=True, metavar="FOLDER", help="A new folder."
)
def parquet(paths: tuple[str, ...], target: str) -> None:
    """Write case records as Parquet tables.

    FOLDER/records has a row for each record, with its text to the byte: it can be checked, here or by an engine on many
    machines. FOLDER/items has a row for each dated item, in a folder for each section. A record that cannot be read gets its
    line on standard error, and the exit status is then 2. FOLDER holds case data.
    """
    from riskcheck.caseload.record_tables import write
    from riskcheck.records.read import texts

    errors = written = 0
    records = texts(paths, sys.stdin.buffer)
    with progress() as speak:
        for number, error in enumerate(write(records, target), 1):
            if error is None:
                written += 1
            else:
                errors += 1
                click.echo(error.text, err=True)
            speak(number)
    click.echo(f"riskcheck: wrote {target} ({written:,} records as Parquet tables)", err=True)
    sys.exit(2 if errors else 0)
