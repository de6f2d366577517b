"""``riskcheck check``: the main job."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from riskcheck.cli.looking import Looking
from riskcheck.cli.options import run_options
from riskcheck.cli.talk import colour_of, output, progress

if TYPE_CHECKING:
    from riskcheck.result import CaseResult

FORMATS = ("text", "concise", "json", "jsonl", "csv", "html")
FAIL_ON = ("strong", "possible", "any", "never")


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--output-format", type=click.Choice(FORMATS), default="text", help="Default: text.")
@click.option(
    "--fail-on",
    type=click.Choice(FAIL_ON),
    default="possible",
    help="What makes the exit status 1: strong flags only; any flag (possible, the default); also ratings that cannot be "
    "judged (any); nothing (never).",
)
@click.option("--statistics", is_flag=True, help="Counts by rule, in place of the cases.")
@click.option("--show-settings", is_flag=True, help="Print the settings in force, and where they come from; check nothing.")
@run_options
@click.pass_context
def check(
    ctx: click.Context, /, paths: tuple[str, ...], output_format: str, fail_on: str, target: str | None, **how: Any
) -> None:
    """Check case records: the main job.

    PATH is a file, a folder, a glob, or - for standard input: JSON (one record or an array), NDJSON, gzip or not. A record
    that cannot be read is reported in its place, and the others are still checked.
    """
    from riskcheck.records import read
    from riskcheck.report import writer
    from riskcheck.result import Summary

    statistics = how.pop("statistics")
    if how.pop("show_settings"):
        click.echo("\n".join(_settings_in_force(ctx)))
        return
    looked = Looking(**how)
    outcomes = read(paths, sys.stdin.buffer)
    counts = dict.fromkeys(("records", "checked", "flagged", "cannot_say", "errors"), 0)
    failed = False
    with output(target, output_format) as out, progress() as speak:
        name = "statistics" if statistics else output_format
        report = writer(name, out, hide_details=looked.hide_details, colour=colour_of(out))
        report.start(*looked.start())
        for outcome in outcomes:
            counts["records"] += 1
            if outcome.error is not None:
                counts["errors"] += 1
                report.error(outcome.error)
            elif outcome.record is not None:
                result = looked.check(outcome.record, outcome.source)
                counts["checked"] += 1
                counts["flagged"] += result.flagged
                counts["cannot_say"] += result.cannot_say
                failed = failed or _fails(result, fail_on)
                report.case(result)
            speak(counts["records"])
        report.end(Summary(**counts))
    looked.say_unmet()
    sys.exit(2 if counts["errors"] else int(failed))


def settable() -> dict[str, click.Option]:
    """The options that can be settings, by name: all of those of check, but for where the report goes."""
    options = [option for option in check.params if isinstance(option, click.Option)]
    names = {option.opts[-1].removeprefix("--"): option for option in options}
    return {name: option for name, option in names.items() if name not in ("output", "show-settings", "statistics")}


def _settings_in_force(ctx: click.Context) -> Iterator[str]:
    yield f"Settings file: {ctx.obj or 'none'}"
    for name, option in sorted(settable().items()):
        value = ctx.params[option.name or ""]
        shown = ",".join(value) if isinstance(value, tuple) else value
        source = ctx.get_parameter_source(option.name or "")
        where = {"DEFAULT_MAP": "settings file", "COMMANDLINE": "command line"}.get(source.name if source else "", "default")
        yield f"{name} = {'' if shown is None else shown}  ({where})"


def _fails(result: "CaseResult", fail_on: str) -> bool:
    strengths = {flag.strength.value for flag in result.flags}
    found = {
        "strong": "strong" in strengths,
        "possible": bool(strengths),
        "any": bool(strengths) or any(rating.status == "cannot_say" for rating in result.ratings),
        "never": False,
    }
    return found[fail_on]
