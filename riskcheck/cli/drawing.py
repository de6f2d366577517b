"""``riskcheck review``, the start of a round: how many cases a share needs, and drawing them."""

import sys
from typing import TYPE_CHECKING

import click

from riskcheck.cli.looking import Looking, now
from riskcheck.cli.options import jobs_option, split, store_option
from riskcheck.cli.review import review
from riskcheck.cli.talk import progress

if TYPE_CHECKING:
    from collections.abc import Mapping

    from riskcheck.result import CaseResult
    from riskcheck.review.entries import Drawn, ToolSaid


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
@jobs_option
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
    jobs: int,
    where: str,
) -> None:
    """Draw a sample of a caseload by strata, and give it out to be scored.

    PATH is read twice, so it cannot be standard input. What the store then holds of cases, answers and flags is sealed: each
    reviewer's pass opens what is theirs, and the panel's opens all. Do not give reviewers the records.
    """
    from riskcheck.caseload.frame import frame
    from riskcheck.caseload.sampling import draw as draw_from
    from riskcheck.report.listing import table_lines
    from riskcheck.review.drawing import design_of, given_out, plan_of
    from riskcheck.review.opening import open_round, refuse_what_would_tell
    from riskcheck.review.passes import passes as make
    from riskcheck.review.passes import write
    from riskcheck.review.store import Store

    named = tuple(split((reviewers,)))
    made = make(name, named)
    with progress() as speak:
        drawn_from = frame(paths, jobs=jobs, speak=speak)
    for error in drawn_from.errors:
        click.echo(error.text, err=True)
    sample = draw_from(drawn_from.cases, number, seed, split(by), unflagged / 100)
    plan = plan_of(sample, drawn_from, made[0], named, blind=not in_view)
    drawn = _drawn(paths, drawn_from.places, given_out(sample, named, second / 100))
    with Store.open(where, create=True) as store:
        refuse_what_would_tell(store, name, set(sample.cases))
        for path in write(made, passes):
            click.echo(f"riskcheck: wrote {path}", err=True)
        open_round(store, made[0], plan, design_of(sample), drawn, now())
    lines = table_lines([[one.name, one.cases, len(one.drawn)] for one in sample.strata], ("stratum", "cases", "drawn"))
    click.echo("\n".join(lines))
    unrated = f"{drawn_from.unrated} without ratings, {len(drawn_from.errors)} not readable"
    click.echo(f"{number} of {sample.population} cases drawn; {unrated}")
    sys.exit(2 if drawn_from.errors else 0)


def _drawn(paths: tuple[str, ...], places: "Mapping[str, int]", given: "Mapping[str, tuple[str, ...]]") -> "list[Drawn]":
    """The drawn cases, each for those whom it is given to; no other record is looked at again. Raises ``CannotDraw``."""
    from riskcheck.errors import CannotDraw
    from riskcheck.records.read import outcome, texts
    from riskcheck.review.entries import Drawn
    from riskcheck.review.sheet import sheet
    from riskcheck.view import view

    wanted = {places[case] for case in given}
    texts_of_them = (text for place, text in enumerate(texts(paths)) if place in wanted)
    records = [record for text in texts_of_them if (record := outcome(text).record) is not None]
    if {record.case_id for record in records} != given.keys():
        raise CannotDraw("the records were changed while they were read; draw again")
    looked = Looking.plainly()
    drawn = []
    for record in records:
        result = looked.check(record, "")
        seen = view(record, result.as_of or record.extracted_on)
        drawn.append(Drawn(sheet=sheet(seen, record), said=_said(looked, result), reviewers=given[record.case_id]))
    return drawn


def _said(looked: Looking, result: "CaseResult") -> "ToolSaid":
    """What riskcheck says of a case, as ``riskcheck explain`` does."""
    from io import StringIO

    from riskcheck.report import writer
    from riskcheck.result import Summary
    from riskcheck.review.entries import ToolSaid

    text = StringIO()
    report = writer("text", text, full=True)
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
