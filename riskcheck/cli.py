"""Commands and options, and nothing else. The only place that knows today's date.

Standard output is data, standard error is talk. Exit status: 0 nothing flagged, 1 something flagged, 2 could not run or
some record could not be read. Everything heavy is imported when a command needs it.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from riskcheck import __version__
from riskcheck.errors import BadDay, NoSuchGuide, RiskcheckError, UnknownCase, UnwritableFile

if TYPE_CHECKING:
    from riskcheck.learned.says import LearnedCheck
    from riskcheck.records import CaseRecord, Outcome
    from riskcheck.result import CaseResult, Run
    from riskcheck.rules import Rule

FORMATS = ("text", "concise", "json", "jsonl", "csv", "html")
FAIL_ON = ("strong", "possible", "any", "never")
SPEAK_EVERY = 500


class Commands(click.Group):
    """The group of commands; turns an error of the user's into one sentence and exit status 2."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except RiskcheckError as error:
            click.echo(f"riskcheck: {error}", err=True)
            ctx.exit(error.exit_code)


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
        settings = load(path, _settings())
        named = {_settings()[option].name: value for option, value in settings.items()}
        ctx.default_map = dict.fromkeys(("check", "explain"), named)
        ctx.obj = path


def _settings() -> dict[str, click.Option]:
    """The options that can be settings, by name: all of those of check, but for where the report goes."""
    options = [option for option in check.params if isinstance(option, click.Option)]
    names = {option.opts[-1].removeprefix("--"): option for option in options}
    return {name: option for name, option in names.items() if name not in ("output", "show-settings", "statistics")}


def report_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say which rules look, and where the report goes."""
    options = (
        click.option("--select", multiple=True, metavar="CODES", help="Only these rules (codes, names, or CU for all CU)."),
        click.option("--ignore", multiple=True, metavar="CODES", help="Not these rules."),
        click.option("--preview", is_flag=True, help="Also the rules that are not yet to be relied on; each says why."),
        click.option(
            "--hide-details",
            is_flag=True,
            help="Leave out quotes and other free text of the record, names of offences included.",
        ),
        click.option(
            "-o", "--output", "target", type=click.Path(dir_okay=False), metavar="FILE", help="Write the report to a file."
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def run_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say from which day, and with whose knowledge, records are looked at; and those of every report."""
    options = (
        click.option(
            "--as-of",
            default="assessment",
            metavar="assessment|today|DATE",
            help="The day to look from. Default: the day on which the last assessment was completed.",
        ),
        click.option(
            "--known-to",
            type=click.Choice(("anyone", "probation")),
            default="anyone",
            help="Whose knowledge counts: any agency's (default), or probation's only.",
        ),
        click.option(
            "--model",
            type=click.Path(dir_okay=False),
            metavar="FILE",
            help="A model of riskcheck train: also say, apart from the flags, how comparable cases are rated.",
        ),
        click.option("--no-learned", is_flag=True, help="Ask no learned check, though the settings name a model."),
        click.option(
            "--decisions", type=click.Path(dir_okay=False), metavar="FILE", help="Reviewers' decisions to show beside findings."
        ),
    )
    command = report_options(command)
    for option in reversed(options):
        command = option(command)
    return command


@main.command()
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
    looked = _Looking(**how)
    outcomes = read(paths, sys.stdin.buffer)
    counts = dict.fromkeys(("records", "checked", "flagged", "cannot_say", "errors"), 0)
    failed = False
    with _output(target, output_format) as out, _progress() as speak:
        name = "statistics" if statistics else output_format
        report = writer(name, out, hide_details=looked.hide_details, colour=_colour(out))
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


@main.command()
@click.argument("path")
@click.argument("case", required=False)
@click.option("--output-format", type=click.Choice(("text", "json", "html")), default="text", help="Default: text.")
@run_options
def explain(path: str, case: str | None, output_format: str, target: str | None, **how: Any) -> None:
    """Show one case in full, with its evidence.

    In order: the claim, the evidence, why together, what would change it, what points the other way. CASE is the case
    reference; it can be left out where PATH has one record.
    """
    from riskcheck.report import writer
    from riskcheck.result import Summary

    looked = _Looking(**how)
    result = looked.check(*_one(path, case))
    with _output(target, output_format) as out:
        report = writer(output_format, out, hide_details=looked.hide_details, full=True, colour=_colour(out))
        report.start(*looked.start())
        report.case(result)
        report.end(Summary(records=1, checked=1, flagged=int(result.flagged), cannot_say=int(result.cannot_say), errors=0))


@main.command()
@click.argument("path")
@click.argument("case", required=False)
@click.option("--output-format", type=click.Choice(("text", "json", "html")), default="text", help="Default: text.")
@report_options
def replay(path: str, case: str | None, output_format: str, target: str | None, hide_details: bool, **chosen: Any) -> None:
    """Look at one case on every day on which something became known, for what probation knew and for what any agency knew.

    From which day each rating was hard to support in each reading, what makes the gap between the two, the chances to look
    again that came after, and the recall clock. CASE is the case reference; it can be left out where PATH has one record.
    Exit status 0, or 2 where the case cannot be read: a replay describes and judges nothing.
    """
    from riskcheck.records.hide import without_offence_names
    from riskcheck.replay.look import replay as look
    from riskcheck.report.replay import write
    from riskcheck.result import Tool
    from riskcheck.rules import rules_version
    from riskcheck.rules.choose import choose

    rules = choose(_split(chosen["select"]), _split(chosen["ignore"]), preview=chosen["preview"])
    record, source = _one(path, case)
    record = without_offence_names(record) if hide_details else record
    replayed = look(record, source=source, rules=rules)
    with _output(target, output_format) as out:
        tool = Tool(version=__version__, rules=rules_version(rules))
        write(output_format, out, replayed, tool, hide_details=hide_details, colour=_colour(out))


@main.command()
@click.option("--output-format", type=click.Choice(("text", "json", "html")), default="text", help="Default: text.")
@click.option("-o", "--output", "target", type=click.Path(dir_okay=False), metavar="FILE", help="Write to a file.")
def rules(output_format: str, target: str | None) -> None:
    """List the rules: one line each, or the whole catalogue as JSON or as one HTML page."""
    from riskcheck.catalogue import as_json, catalogue, lines
    from riskcheck.rules import RULES

    found = catalogue(RULES.values())
    with _output(target, output_format) as out:
        if output_format == "html":
            from riskcheck.report.catalogue import write

            write(out, found)
        else:
            out.write((as_json(found) if output_format == "json" else "\n".join(lines(found))) + "\n")


@main.command()
@click.argument("code")
@click.option("--output-format", type=click.Choice(("text", "json")), default="text", help="Default: text.")
def rule(code: str, output_format: str) -> None:
    """Explain one rule, by code or name."""
    from riskcheck.catalogue import as_json, catalogue, entry, page
    from riskcheck.rules.choose import named

    found = named(code)
    click.echo(as_json(catalogue([found])) if output_format == "json" else page(entry(found)))


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--output-format", type=click.Choice(("text", "json", "html")), default="text", help="Default: text.")
@click.option("-o", "--output", "target", type=click.Path(dir_okay=False), metavar="FILE", help="Write the report to a file.")
@click.option("--budget", type=click.IntRange(1, 100), help="Per cent of the medium cases that can be opened. Default: 7.")
@click.option("--resamples", type=click.IntRange(min=1), default=1000, help="Draws that intervals are made of. Default: 1000.")
@click.option("--seed", type=click.IntRange(min=0), default=1, help="Of the draws and folds. Default: 1.")
@click.option("--jobs", type=click.IntRange(min=1), default=1, help="Processes; the report does not depend on it. Default: 1.")
def evaluate(paths: tuple[str, ...], output_format: str, target: str | None, budget: int | None, **how: int) -> None:
    """Measure the checks on cases whose answer is known.

    PATH is a caseload whose records carry answers, such as riskcheck synth makes: precision, recall and what was missed, by
    each check and by simple baselines. Or it is a folder in which case.json and expected.toml lie side by side: then every
    case is compared with its expectation, and exit status 1 says that something came out otherwise.
    """
    from riskcheck.errors import MixedEvaluation
    from riskcheck.evaluate.assure import has_expectations

    beside = [has_expectations(path) for path in paths]
    if all(beside):
        _assure(paths, output_format, target)
    elif any(beside):
        raise MixedEvaluation(paths[beside.index(False)])
    else:
        _measure(paths, output_format, target, None if budget is None else budget / 100, **how)


def _assure(paths: tuple[str, ...], output_format: str, target: str | None) -> None:
    """Compare cases with the expectations beside them, and end with the exit status."""
    from riskcheck.errors import NoSuchReport
    from riskcheck.evaluate.assure import FORMATS as OFFERED
    from riskcheck.evaluate.assure import as_json, evaluate, lines

    if output_format not in OFFERED:
        raise NoSuchReport(output_format, "expectations", OFFERED)
    found = evaluate(paths)
    with _output(target, output_format) as out:
        out.write((as_json(found) if output_format == "json" else "\n".join(lines(found))) + "\n")
    sys.exit(2 if found.errors else int(not found.as_expected))


def _measure(
    paths: tuple[str, ...],
    output_format: str,
    target: str | None,
    budget: float | None,
    *,
    resamples: int,
    seed: int,
    jobs: int,
) -> None:
    """Measure a caseload with answers, and end with the exit status."""
    from riskcheck.errors import NoAnswers
    from riskcheck.evaluate.caseload import caseload

    with _progress() as speak:
        found = caseload(paths, sys.stdin.buffer, jobs=jobs, speak=speak)
    if not found.cases:
        for error in found.errors:
            click.echo(error.text, err=True)
        raise NoAnswers(paths)

    from riskcheck.evaluate.evaluation import evaluate
    from riskcheck.report.evaluation import write

    evaluation = evaluate(found, budget=budget, resamples=resamples, seed=seed)
    with _output(target, output_format) as out:
        write(output_format, out, evaluation, colour=_colour(out))
    sys.exit(2 if found.errors else 0)


@main.command()
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
    with out as stream, _progress() as speak:
        made = write(stream, records(number, seed, chosen, pairs=pairs), speak)
    if target:
        click.echo(f"riskcheck: wrote {target} ({made} synthetic records)", err=True)


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "-o", "--output", "target", type=click.Path(dir_okay=False), required=True, metavar="MODEL", help="The model's file."
)
@click.option(
    "--seed", type=click.IntRange(min=0, max=2**32 - 1), default=1, help="The same seed gives the same model. Default: 1."
)
@click.option(
    "--with-peers",
    is_flag=True,
    help="Keep a row of counts for each case in the file, so that reports can show comparable cases. Without it the file holds "
    "no case; with it, treat the file as case data. Never a name, a reference or a text.",
)
def train(paths: tuple[str, ...], target: str, seed: int, *, with_peers: bool) -> None:
    """Train the learned check on case records: which ratings are unlike those of comparable cases.

    FILE is read as check reads it. What the records show on each assessment's day is compared with the highest level that it
    gives. A record that cannot be read gets its line on standard error and is counted in the model's card; the exit status is
    then 2, and the model is trained on the others.
    """
    from riskcheck.learned.model import train as fit
    from riskcheck.learned.table import table
    from riskcheck.records import read

    with _progress() as speak:
        readable = _Readable(read(paths, sys.stdin.buffer), speak)
        found = table(readable)
    model = fit(found, target, seed=seed, errors=readable.errors, with_peers=with_peers)
    about = model.about
    click.echo(
        f"riskcheck: {about.records} records: {about.cases} trained on ({about.synthetic} synthetic), "
        f"{about.unrated} without ratings, {about.errors} could not be read",
        err=True,
    )
    click.echo(f"riskcheck: wrote {target} (fingerprint {model.fingerprint})", err=True)
    sys.exit(2 if about.errors else 0)


@main.command()
@click.argument("model", metavar="MODEL")
@click.option("--output-format", type=click.Choice(("text", "json")), default="text", help="Default: text.")
def card(model: str, output_format: str) -> None:
    """Show a model's card: what it was trained on, how well its shares hold, and what it is not for."""
    from riskcheck.learned.card import as_json, as_text
    from riskcheck.learned.card import card as describe
    from riskcheck.learned.model import load

    described = describe(load(model))
    click.echo(as_json(described) if output_format == "json" else as_text(described))


class _Readable:
    """The records among some outcomes, one at a time; the others get their line on standard error, and are counted."""

    def __init__(self, outcomes: "Iterator[Outcome]", speak: Callable[[int], None]) -> None:
        self._outcomes = outcomes
        self._speak = speak
        self.errors = 0

    def __iter__(self) -> "Iterator[CaseRecord]":
        for number, outcome in enumerate(self._outcomes, start=1):
            if outcome.error is not None:
                self.errors += 1
                click.echo(outcome.error.text, err=True)
            elif outcome.record is not None:
                yield outcome.record
            self._speak(number)


@main.command()
@click.argument("name", required=False)
def schema(name: str | None) -> None:
    """Print a JSON schema; without NAME, list them."""
    from riskcheck.records.schemas import schema_names, schema_text

    click.echo(schema_text(name).rstrip("\n") if name else "\n".join(schema_names()))


@main.command()
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


def _one(path: str, case: str | None) -> "tuple[CaseRecord, str]":
    """The record of a case and where it was read. Raises ``UnknownCase``, after the errors of what could not be read."""
    from riskcheck.records import read

    errors = []
    for outcome in read([path], sys.stdin.buffer):
        if outcome.error is not None:
            errors.append(outcome.error)
        elif outcome.record is not None and case in (None, outcome.record.case_id):
            return outcome.record, outcome.source
    for error in errors:
        click.echo(error.text, err=True)
    raise UnknownCase(path, case)


class _Looking:
    """How each record is looked at, in the words of the options."""

    def __init__(
        self,
        *,
        as_of: str,
        known_to: str,
        select: tuple[str, ...],
        ignore: tuple[str, ...],
        preview: bool,
        decisions: str | None,
        hide_details: bool,
        model: str | None,
        no_learned: bool,
    ) -> None:
        from riskcheck.review.decisions import load
        from riskcheck.rules.choose import choose
        from riskcheck.terms import KnownTo

        self.day = _day(as_of)
        self.known_to = KnownTo(known_to)
        self.rules: Sequence[Rule] = choose(_split(select), _split(ignore), preview=preview)
        self.hide_details = hide_details
        self.decisions = load(decisions, _day("today") or "") if decisions else None
        self.learned = _learned_check(model) if model and not no_learned else None

    def check(self, record: Any, source: str) -> "CaseResult":
        from riskcheck.check import check
        from riskcheck.records.hide import without_offence_names

        record = without_offence_names(record) if self.hide_details else record
        result = check(record, source=source, as_of=self.day, known_to=self.known_to, rules=self.rules, learned=self.learned)
        return self.decisions.shown_in(result) if self.decisions else result

    def say_unmet(self) -> None:
        for sentence in self.decisions.unmet() if self.decisions else ():
            click.echo(f"riskcheck: {sentence}", err=True)

    def start(self) -> "tuple[Any, Run, dict[str, Any]]":
        from riskcheck.check import card
        from riskcheck.result import Run, Tool
        from riskcheck.rules import rules_version

        run = Run(as_of=self.day or "assessment", known_to=self.known_to)
        model = self.learned.fingerprint if self.learned else None
        tool = Tool(version=__version__, rules=rules_version(self.rules), model=model)
        return tool, run, {rule.code: card(rule) for rule in self.rules}


def _learned_check(path: str) -> "LearnedCheck":
    from riskcheck.learned.model import load
    from riskcheck.learned.says import LearnedCheck

    return LearnedCheck(load(path))


def _day(given: str) -> str | None:
    from datetime import date

    if given == "assessment":
        return None
    if given == "today":
        return date.today().isoformat()
    try:
        if len(given) == len("2022-06-17"):
            return date.fromisoformat(given).isoformat()
    except ValueError:
        pass
    raise BadDay("--as-of", given, ("assessment", "today"))


def _settings_in_force(ctx: click.Context) -> Iterator[str]:
    yield f"Settings file: {ctx.obj or 'none'}"
    for name, option in sorted(_settings().items()):
        value = ctx.params[option.name or ""]
        shown = ",".join(value) if isinstance(value, tuple) else value
        source = ctx.get_parameter_source(option.name or "")
        where = {"DEFAULT_MAP": "settings file", "COMMANDLINE": "command line"}.get(source.name if source else "", "default")
        yield f"{name} = {'' if shown is None else shown}  ({where})"


def _split(codes: tuple[str, ...]) -> list[str]:
    return [code.strip() for listed in codes for code in listed.split(",") if code.strip()]


def _fails(result: "CaseResult", fail_on: str) -> bool:
    strengths = {flag.strength.value for flag in result.flags}
    found = {
        "strong": "strong" in strengths,
        "possible": bool(strengths),
        "any": bool(strengths) or any(rating.status == "cannot_say" for rating in result.ratings),
        "never": False,
    }
    return found[fail_on]


def _colour(out: TextIO) -> bool:
    import os

    return out.isatty() and "NO_COLOR" not in os.environ


@contextmanager
def _output(target: str | None, output_format: str) -> Iterator[TextIO]:
    """Standard output as UTF-8, or a file that appears only when it is whole."""
    if target is None:
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", newline="")
        yield sys.stdout
        sys.stdout.flush()
        return
    final = Path(target)
    part = final.with_name(f".{final.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as stream:
            yield stream
        part.replace(final)
    except OSError as fault:
        raise UnwritableFile(target, fault.strerror or type(fault).__name__) from None
    finally:
        part.unlink(missing_ok=True)
    click.echo(f"riskcheck: wrote {target} ({output_format})", err=True)


@contextmanager
def _progress() -> Iterator[Callable[[int], None]]:
    """Counts on standard error while it is a terminal and there is much to do."""
    terminal = sys.stderr.isatty()
    spoke = False

    def speak(records: int) -> None:
        nonlocal spoke
        if terminal and records % SPEAK_EVERY == 0:
            spoke = True
            click.echo(f"\r{records:,} records", err=True, nl=False)

    yield speak
    if spoke:
        click.echo("\r", err=True, nl=False)
