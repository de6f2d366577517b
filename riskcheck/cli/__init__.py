"""Commands and options, and nothing else: one module a command. The only place that knows today's date.

Standard output is data, standard error is talk. Exit status: 0 nothing flagged, 1 something flagged, 2 could not run or
some record could not be read, 130 interrupted. Everything heavy is imported when a command needs it.
"""

import sys
from pathlib import Path
from typing import Any

import click

from riskcheck import __version__
from riskcheck.cli import drawing, panel, scoring
from riskcheck.cli.check import check, settable
from riskcheck.cli.compare import compare
from riskcheck.cli.evaluate import evaluate
from riskcheck.cli.explain import explain
from riskcheck.cli.form import form
from riskcheck.cli.learned import card, train
from riskcheck.cli.norms import norms
from riskcheck.cli.parquet import parquet
from riskcheck.cli.payloads import import_
from riskcheck.cli.predict import predict
from riskcheck.cli.replay import replay
from riskcheck.cli.review import audit, review
from riskcheck.cli.rules import rule, rules
from riskcheck.cli.shelf import guide, schema
from riskcheck.cli.synth import synth
from riskcheck.cli.tables import tables
from riskcheck.cli.talk import ended_as_interrupted, unwritten
from riskcheck.errors import RiskcheckError

INTERRUPTED = 130
"""The exit status of an interrupted run, as shells have it: none of those that say what was found."""


class Commands(click.Group):
    """The group of commands; turns an error of the user's into one sentence and exit status 2."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run from a shell. Help is written before there is a command to run."""
        try:
            with ended_as_interrupted():
                return super().main(*args, **kwargs)
        except OSError as fault:
            error = unwritten(fault)
            click.echo(f"riskcheck: {error}", err=True)
            sys.exit(error.exit_code)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except (RiskcheckError, OSError) as fault:
            error = unwritten(fault) if isinstance(fault, OSError) else fault
            click.echo(f"riskcheck: {error}", err=True)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            click.echo("riskcheck: interrupted", err=True)
            ctx.exit(INTERRUPTED)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="riskcheck")
@click.option(
    "--config", type=click.Path(dir_okay=False), metavar="FILE", help="Settings; default: the nearest riskcheck.toml."
)
@click.pass_context
def main(ctx: click.Context, config: str | None) -> None:
    """Check risk of serious harm ratings against the evidence on record.

    riskcheck reads probation case records, looks at custody behaviour, weapons, protective orders and offence history
    together, and flags ratings that the evidence suggests are too low. It raises questions; a person decides.
    """
    from riskcheck.settings import load, nearest

    path = Path(config) if config else nearest(Path.cwd())
    if path is not None:
        settings = load(path, settable())
        named = {settable()[option].name: value for option, value in settings.items()}
        marking = {name: value for name, value in named.items() if name == "marking"}
        ctx.default_map = {"check": named, "explain": named, "compare": marking}
        ctx.obj = path


COMMANDS = (
    check,
    explain,
    replay,
    rules,
    rule,
    evaluate,
    synth,
    train,
    card,
    schema,
    guide,
    compare,
    form,
    import_,
    review,
    audit,
    norms,
    predict,
    tables,
    parquet,
)
SUBCOMMANDS = (drawing, scoring, panel)
"""Modules that add commands to ``riskcheck review``."""

for command in COMMANDS:
    main.add_command(command)
