"""``riskcheck tables``: case records from CSV, Excel and Parquet extracts."""

import sys
from collections.abc import Iterator

import click

from riskcheck.cli.talk import output


@click.command()
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("--mapping", type=click.Path(dir_okay=False), metavar="FILE", help="Says what each column means.")
@click.option("--template", is_flag=True, help="Print a documented mapping to start from; read nothing.")
@click.option("--fields", "section", metavar="SECTION", help="Print the fields that a row of a section can have; read nothing.")
@click.option(
    "--case-id",
    type=click.Choice(("hash", "column")),
    default="hash",
    help="What a case is called: a keyed hash of its column (default), or what the column holds.",
)
@click.option(
    "--key", type=click.Path(dir_okay=False), metavar="FILE", help="Holds the key of references. Default: RISKCHECK_KEY."
)
@click.option("-o", "--output", "target", type=click.Path(dir_okay=False), metavar="FILE", help="Write the records to a file.")
def tables(paths: tuple[str, ...], section: str | None, target: str | None, *, template: bool, **how: str | None) -> None:
    """Make case records from tables: CSV, Excel and Parquet extracts.

    PATH is a table or a folder of them. Every column is mapped or named as not taken. A cell that cannot be used gets one
    line with its sheet, row and column, and its case is not written. The records are newline-delimited JSON. Exit status 0,
    or 2 where something could not be read.
    """
    if template:
        from riskcheck.tables import template as documented

        click.echo(documented(), nl=False)
    elif section is not None:
        click.echo("\n".join(_fields(section)))
    elif how["mapping"] is None or not paths:
        raise click.UsageError("name the tables, and their mapping with --mapping; --template prints one to start from")
    else:
        _make(paths, how["mapping"], target, hashed=how["case_id"] == "hash", key=how["key"])


def _fields(section: str) -> Iterator[str]:
    from riskcheck.errors import UnknownName
    from riskcheck.tables.fields import fields, sections

    if section not in ("case", *sections()):
        raise UnknownName("section", section, ("case", *sections()))
    for field in fields(section).values():
        several = ", several" if field.several else ""
        needed = ", needed" if field.needed else ""
        allowed = f": {', '.join(map(str, field.words))}" if field.words else ""
        yield f"{field.name} ({field.kind}{several}{needed}){allowed}"


def _make(paths: tuple[str, ...], mapping: str, target: str | None, *, hashed: bool, key: str | None) -> None:
    import msgspec

    from riskcheck.records import reference
    from riskcheck.tables import load, make, sheets

    chosen = load(mapping)
    with_key = reference.key(key) if hashed else b""
    read = sheets(chosen, paths)
    cases = written = errors = 0
    with output(target, "ndjson") as out:
        for made in make(chosen, read, lambda case: reference.hashed(case, with_key) if hashed else case):
            cases += bool(made.case)
            errors += len(made.errors)
            for error in made.errors:
                click.echo(error.text, err=True)
            if made.record is not None:
                written += 1
                out.write(msgspec.json.encode(made.record).decode() + "\n")
    rows = sum(len(sheet.rows) for sheet in read)
    made_of = f"{cases} cases, {written} written, {cases - written} not"
    click.echo(f"riskcheck: {rows} rows of {len(read)} tables; {made_of}; {errors} errors", err=True)
    sys.exit(2 if errors else 0)
