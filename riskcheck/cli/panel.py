"""``riskcheck review``, the part of the panel: drawing a sample, releasing flags, settling differences, and the report."""

import sys
from typing import TYPE_CHECKING, Any

import click

from riskcheck import __version__
from riskcheck.cli.looking import Looking, now
from riskcheck.cli.options import split, store_option
from riskcheck.cli.readable import readable
from riskcheck.cli.review import review
from riskcheck.cli.scoring import Opened, pass_option
from riskcheck.cli.talk import output

if TYPE_CHECKING:
    from collections.abc import Iterator

    from riskcheck.caseload.sampling import Sample
    from riskcheck.review.rounds import Drawn


@review.command()
@click.option("--precision", type=click.FloatRange(0.1, 50), required=True, help="Points either way, such as 10.")
@click.option("--population", type=click.IntRange(min=1), help="How many cases there are; fewer need fewer.")
@click.option("--share", type=click.FloatRange(0.1, 99.9), default=50.0, help="The per cent expected. Default: 50, the most.")
def size(precision: float, population: int | None, share: float) -> None:
    """Say how many cases a share needs, to be known to within so many points with 95 per cent confidence."""
    from riskcheck.caseload.sampling import size_for

    click.echo(str(size_for(precision / 100, population, share / 100)))


@review.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("-n", "--number", type=click.IntRange(min=2), required=True, help="How many cases.")
@click.option("--seed", type=click.IntRange(min=0), required=True, help="The same seed draws the same cases.")
@click.option("--by", multiple=True, metavar="NAMES", help="Strata besides flagged and unflagged: area, sex, setting.")
@click.option("--unflagged", type=click.IntRange(1, 99), default=50, help="Per cent of unflagged cases. Default: 50.")
@click.option("--reviewers", required=True, metavar="NAMES", help="Who scores: the first every case, the others a share.")
@click.option("--second", type=click.IntRange(0, 100), default=100, help="Per cent that the others score. Default: 100.")
@click.option("--open", "in_view", is_flag=True, help="Not blind: the flags are in view from the start.")
@click.option("--round", "name", default="first", metavar="NAME", help="What the round is called. Default: first.")
@click.option("--passes", default="passes", metavar="FOLDER", help="Where passes are written; hand each to its owner.")
@store_option
def draw(
    paths: tuple[str, ...],
    number: int,
    seed: int,
    by: tuple[str, ...],
    unflagged: int,
    reviewers: str,
    second: int,
    in_view: bool,
    name: str,
    passes: str,
    where: str,
) -> None:
    """Draw a sample of a caseload by strata, and give it out to be scored.

    PATH is read twice, so it cannot be standard input. What the store then holds of cases, answers and flags is sealed: each
    reviewer's pass opens what is theirs, and the panel's opens all. Do not give reviewers the records.
    """
    from riskcheck.caseload.frame import frame
    from riskcheck.caseload.sampling import draw as draw_from
    from riskcheck.review.passes import passes as make
    from riskcheck.review.passes import write
    from riskcheck.review.rounds import Design, Plan, keyed_hash, open_round, refuse_what_would_tell
    from riskcheck.review.store import Store
    from riskcheck.rules import STABLE, rules_version

    named = tuple(split((reviewers,)))
    made = make(name, named)
    with readable(paths) as (records, errors):
        found = frame(records)
    sample = draw_from(found.cases, number, seed, split(by), unflagged / 100)
    plan = Plan(
        round=name,
        blind=not in_view,
        seed=seed,
        cases=number,
        population=sample.population,
        reviewers=named,
        version=__version__,
        rules=rules_version(STABLE),
        synthetic=any(one.synthetic for one in found.cases),
        frame=keyed_hash(made[0].key, sorted((one.case, one.flagged, one.area, one.sex, one.setting) for one in found.cases)),
        design="",
    )
    design = Design(
        by=sample.by,
        strata=tuple((one.name, one.cases, len(one.drawn)) for one in sample.strata),
        of={case: one.name for one in sample.strata for case in one.drawn},
    )
    drawn = list(_drawn(paths, sample, named, second, seed))
    with Store.open(where, create=True) as store:
        refuse_what_would_tell(store, name, set(sample.cases))
        for path in write(made, passes):
            click.echo(f"riskcheck: wrote {path}", err=True)
        open_round(store, made[0], plan, design, drawn, now())
    from riskcheck.report.listing import table_lines

    lines = table_lines([[one.name, one.cases, len(one.drawn)] for one in sample.strata], ("stratum", "cases", "drawn"))
    click.echo("\n".join(lines))
    click.echo(f"{number} of {sample.population} cases drawn; {found.unrated} without ratings, {len(errors)} not readable")
    sys.exit(2 if errors else 0)


def _drawn(paths: tuple[str, ...], sample: "Sample", reviewers: tuple[str, ...], second: int, seed: int) -> "Iterator[Drawn]":
    """The drawn cases, with who scores each: the others get their share of every stratum."""
    from riskcheck.records import read
    from riskcheck.review.rounds import Drawn
    from riskcheck.review.shares import shared
    from riskcheck.review.sheet import sheet
    from riskcheck.view import view

    others = shared([one.drawn for one in sample.strata], second / 100, seed)
    wanted = set(sample.cases)
    looked = Looking.plainly()
    for record in (outcome.record for outcome in read(paths)):  # those that cannot be read have been told of
        if record is not None and record.case_id in wanted:
            result = looked.check(record, "")
            who = reviewers if record.case_id in others else reviewers[:1]
            seen = view(record, result.as_of or record.extracted_on)
            yield Drawn(sheet=sheet(seen, record), said=_said(looked, result), reviewers=who)


def _said(looked: Looking, result: Any) -> Any:
    """What riskcheck says of a case, as ``riskcheck explain`` does."""
    from io import StringIO

    from riskcheck.report import writer
    from riskcheck.result import Summary
    from riskcheck.review.rounds import ToolSaid

    text = StringIO()
    report = writer("text", text, hide_details=False, full=True, colour=False)
    report.start(*looked.start())
    report.case(result)
    report.end(Summary(records=1, checked=1, flagged=int(result.flagged), cannot_say=int(result.cannot_say), errors=0))
    names = {f"{rating.group.value}/{rating.setting.value}": rating for rating in result.ratings}
    return ToolSaid(
        flagged=result.flagged,
        recorded={name: rating.recorded.value if rating.recorded else None for name, rating in names.items()},
        status={name: rating.status.value for name, rating in names.items()},
        text=text.getvalue(),
    )


@review.command()
@store_option
@pass_option
def release(where: str, pass_file: str) -> None:
    """Release the flags of each case to the reviewers who have submitted it."""
    with Opened(where, pass_file) as round_:
        click.echo(f"riskcheck: released {round_.release(now())}", err=True)


@review.command()
@click.option("-o", "--output", "target", type=click.Path(dir_okay=False), metavar="FILE", help="Write to a file.")
@store_option
@pass_option
def differences(target: str | None, where: str, pass_file: str) -> None:
    """Write the cases on which reviewers differ, with what each gave, to be settled and given to adjudicate."""
    import msgspec

    from riskcheck.review.rounds import differences as differ

    with Opened(where, pass_file) as round_:
        settled = round_.adjudicated()
        open_cases = {case: answers for case, answers in round_.submitted().items() if case not in settled}
    rows = [
        {
            "case": case,
            "differ_on": differ(answers),
            "given": {name: msgspec.to_builtins(one) for name, one in answers.items()},
        }
        for case, answers in open_cases.items()
    ]
    with output(target, "json") as out:
        out.write(msgspec.json.format(msgspec.json.encode(rows), indent=1).decode() + "\n")


@review.command()
@click.argument("file", metavar="FILE")
@click.option("--by", "adjudicator", required=True, help="Who settles them.")
@store_option
@pass_option
def adjudicate(file: str, adjudicator: str, where: str, pass_file: str) -> None:
    """Settle cases that all of their reviewers have submitted: a JSON file of answers, in the form that reviewers use."""
    from riskcheck.review.answers import load

    answers = load(file)
    with Opened(where, pass_file) as round_:
        click.echo(f"riskcheck: settled {round_.adjudicate(answers, adjudicator, now())}", err=True)
        if adjudicator in {name for names in round_.given_to().values() for name in names}:
            told = f"{adjudicator} scored in this round, and settled differences with what {adjudicator} had given"
            click.echo(f"riskcheck: {told}: somebody else should.", err=True)


@review.command()
@click.option("--output-format", type=click.Choice(("text", "json")), default="text", help="Default: text.")
@click.option("-o", "--output", "target", type=click.Path(dir_okay=False), metavar="FILE", help="Write to a file.")
@store_option
@pass_option
def report(output_format: str, target: str | None, where: str, pass_file: str) -> None:
    """Report a round: agreement between reviewers and with riskcheck, and what the sample says of the caseload."""
    from riskcheck.report.round import write_round
    from riskcheck.review.results import report as put_together
    from riskcheck.review.store import Store

    with Store.open(where) as store:
        head = str(store.head())
    with Opened(where, pass_file) as round_:
        found = put_together(round_, head)
    with output(target, output_format) as out:
        write_round(output_format, out, found)


@review.command()
@store_option
@pass_option
def close(where: str, pass_file: str) -> None:
    """End a round whose cases are all settled; decisions on their findings can then be recorded in its store."""
    with Opened(where, pass_file) as round_:
        round_.close(now())
    click.echo("riskcheck: the round is closed", err=True)


@review.command()
@click.argument("file", metavar="FORM")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--seed", type=click.IntRange(min=0), required=True, help="Another seed is another stand-in.")
@click.option("-o", "--output", "target", type=click.Path(dir_okay=False), metavar="FILE", help="Write to a file.")
def rehearse(file: str, paths: tuple[str, ...], seed: int, target: str | None) -> None:
    """Fill in a form for synthetic cases, as a stand-in for a reviewer or for the panel, to rehearse a round.

    FORM is what form or differences wrote; PATH has the synthetic records, whose answers the stand-in knows and sometimes
    misses.
    """
    import msgspec

    from riskcheck.review.rehearsal import rehearsed, wanted

    with readable(paths) as (records, _):
        made = rehearsed(wanted(file), records, seed)
    with output(target, "json") as out:
        out.write(msgspec.json.format(msgspec.json.encode(made), indent=1).decode() + "\n")
