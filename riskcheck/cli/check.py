"""``riskcheck check``: the main job."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from riskcheck.cli.looking import Looking
from riskcheck.cli.options import jobs_option, run_options
from riskcheck.cli.reporting import FILES, PAGES, TEXTS, UNSTAMPED, few_enough, report_to
from riskcheck.cli.talk import progress

if TYPE_CHECKING:
    from riskcheck.caseload.kept import Kept
    from riskcheck.caseload.looking import Asked
    from riskcheck.report.tables import Tables
    from riskcheck.result import CaseResult

FORMATS = (*TEXTS, *FILES, PAGES)
NOT_SETTINGS = ("output", "keep", "again", "tables", "agreement", "show-settings", "statistics")
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
@jobs_option
@click.option(
    "--keep",
    "keep",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Keep each result in FILE: an interrupted run goes on from there, and a later one checks only what has changed. It "
    "holds quotes: treat it as case data.",
)
@click.option(
    "--tables",
    type=click.Path(file_okay=False),
    metavar="FOLDER",
    help="Write Parquet tables of what was found as well, into a new folder: for DuckDB, pandas or a warehouse.",
)
@click.option("--again", is_flag=True, help="With --keep: check every record again, whatever is kept.")
@click.option(
    "--agreement",
    type=click.Path(dir_okay=False),
    metavar="PASS",
    help="With --output-format xlsx and --decisions: also how far reviewers agreed in a round of scoring in that store, which "
    "the panel's pass opens.",
)
@click.option("--statistics", is_flag=True, help="Counts by rule, in place of the cases.")
@click.option("--show-settings", is_flag=True, help="Print the settings in force, and where they come from; check nothing.")
@run_options
@click.pass_context
def check(
    ctx: click.Context,
    /,
    paths: tuple[str, ...],
    output_format: str,
    fail_on: str,
    target: str | None,
    jobs: int,
    keep: str | None,
    again: bool,
    tables: str | None,
    agreement: str | None,
    **how: Any,
) -> None:
    """Check case records: the main job.

    PATH is a file, a folder, a glob, or - for standard input: JSON (one record or an array), NDJSON, gzip or not. A record
    that cannot be read is reported in its place, and the others are still checked.
    """
    from riskcheck.caseload.blocks import bytes_of
    from riskcheck.caseload.run import found as found_in
    from riskcheck.records.read import texts
    from riskcheck.result import Summary

    statistics = how.pop("statistics")
    if how.pop("show_settings"):
        click.echo("\n".join(_settings_in_force(ctx)))
        return
    name = "statistics" if statistics else output_format
    if agreement and (name != "xlsx" or not how["decisions"]):
        raise click.UsageError("--agreement goes into a workbook: use it with --output-format xlsx and --decisions STORE.")
    looked = Looking(**how)
    panel = _panel(looked, how["decisions"], agreement) if name == "xlsx" else None
    records = few_enough(texts(paths, sys.stdin.buffer), name)
    counts = dict.fromkeys(("records", "checked", "flagged", "cannot_say", "errors"), 0)
    failed = False
    with (
        _kept(keep, looked.asked, again) as kept,
        _tables(tables, looked) as also,
        report_to(target, name, hide_details=looked.asked.hide_details, panel=panel) as report,
        progress(bytes_of(paths)) as speak,
    ):
        report.start(*looked.start(() if name in UNSTAMPED else paths))
        told = (report,) if also is None else (report, also)
        for found in found_in(records, looked.asked, jobs=jobs, kept=kept):
            counts["records"] += 1
            if found.error is not None:
                counts["errors"] += 1
                for one in told:
                    one.error(found.error)
            elif found.result is not None:
                result = looked.decided(found.result, found.text)
                counts["checked"] += 1
                counts["flagged"] += result.flagged
                counts["cannot_say"] += result.cannot_say
                failed = failed or _fails(result, fail_on)
                for one in told:
                    one.case(result)
            speak(counts["records"], found.size)
        report.end(Summary(**counts))
    looked.say_unmet()
    sys.exit(2 if counts["errors"] else int(failed))


def _panel(looked: Looking, store: str | None, pass_file: str | None) -> dict[str, Any]:
    """What reviewers add to the workbook: the decisions that no finding shows, and how far they agreed in a round."""
    from riskcheck.report.workbook import joined

    added: dict[str, Any] = {}
    if looked.decisions is not None:
        added["decisions"] = joined.decisions(looked.decisions.others(), looked.decisions.today)
    if store and pass_file:
        from riskcheck.cli.scoring import Opened
        from riskcheck.review.results import agreed

        with Opened(store, pass_file) as round_:
            added["agreement"] = joined.agreement(agreed(round_))
    return added


@contextmanager
def _kept(path: str | None, asked: "Asked", again: bool) -> "Iterator[Kept | None]":
    """Where results are kept, if anywhere; says at the end of a complete run how many were of use."""
    if path is None:
        if again:
            raise click.UsageError("--again is about the results that --keep keeps; name their file with --keep.")
        yield None
        return
    from riskcheck.caseload.kept import Kept

    kept = Kept(path, asked, again=again)
    try:
        yield kept
        kept.finish()
        click.echo(f"riskcheck: {kept.reused:,} results were kept from before, {kept.checked:,} records were checked", err=True)
    except KeyboardInterrupt:
        click.echo(f"riskcheck: {kept.checked:,} new results are kept in {path}; the same command goes on from there", err=True)
        raise
    finally:
        kept.close()


@contextmanager
def _tables(folder: str | None, looked: Looking) -> "Iterator[Tables | None]":
    """Parquet tables beside the report, where they are asked for."""
    if folder is None:
        yield None
        return
    from riskcheck.report.tables import tables

    tool, run, _ = looked.start()
    with tables(folder, tool, run, hide_details=looked.asked.hide_details) as made:
        yield made
    click.echo(f"riskcheck: wrote {folder} (Parquet tables)", err=True)


def settable() -> dict[str, click.Option]:
    """The options that can be settings, by name: all of those of check that could hold for every run."""
    options = [option for option in check.params if isinstance(option, click.Option)]
    names = {option.opts[-1].removeprefix("--"): option for option in options}
    return {name: option for name, option in names.items() if name not in NOT_SETTINGS}


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
