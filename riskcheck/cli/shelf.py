"""``riskcheck schema`` and ``riskcheck guide``: what ships with the tool to be read."""

import click

from riskcheck.errors import NoSuchGuide


@click.command()
@click.argument("name", required=False)
def schema(name: str | None) -> None:
    """Print a JSON schema; without NAME, list them."""
    from riskcheck.records.schemas import schema_names, schema_text

    click.echo(schema_text(name).rstrip("\n") if name else "\n".join(schema_names()))


@click.command()
@click.argument("name", required=False)
def guide(name: str | None) -> None:
    """Read a guide, offline; without NAME, list them."""
    from riskcheck.guide import guide_names, guide_text

    if name is None:
        click.echo("\n".join(f"{known}: {guide_text(known).splitlines()[0].removeprefix('# ')}" for known in guide_names()))
    elif name in guide_names():
        click.echo(guide_text(name).rstrip("\n"))
    else:
        raise NoSuchGuide(name, guide_names())
