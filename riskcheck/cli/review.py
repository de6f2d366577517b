"""``riskcheck review`` and ``riskcheck audit``: what reviewers decide, and the trail that it is kept in."""

import sys
from datetime import date
from typing import Any

import click

from riskcheck.cli.looking import Looking, now
from riskcheck.cli.options import store_option
from riskcheck.cli.talk import output
from riskcheck.errors import BadDecisions

STATES = ("agreed", "disagreed", "already_addressed", "cannot_tell", "out_of_scope", "open")


@click.group()
def review() -> None:
    """Record reviewers' work in a store: decisions on findings, and the scoring of a drawn sample."""


@review.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--key", help="The finding, by its key in the JSON report.")
@click.option("--state", type=click.Choice(STATES), help="What is decided.")
@click.option("--reason", help="Why, by its code; riskcheck review reasons lists them.")
@click.option("--note", default="", help="The rest of why, in words.")
@click.option("--by", "reviewer", help="Who decides.")
@click.option("--until", metavar="DATE", help="The last day on which the decision applies.")
@click.option("--from", "file", type=click.Path(dir_okay=False), metavar="FILE", help="Decisions in a TOML file instead.")
@click.option("--as-of", default="assessment", metavar="assessment|DATE", help="The day that the report looked from.")
@click.option("--known-to", type=click.Choice(("anyone", "probation")), default="anyone", help="As in the report.")
@click.option("--preview", is_flag=True, help="Also the rules that are not yet to be relied on, as in the report.")
@store_option
def decide(paths: tuple[str, ...], where: str, file: str | None, as_of: str, known_to: str, preview: bool, **one: Any) -> None:
    """Record what a reviewer decides of a finding.

    PATH has the records that the finding is in; they are checked again, so that a decision is on a finding that is there and
    on the evidence as it is. A decision hides nothing and can be followed by another.
    """
    from riskcheck.records import read
    from riskcheck.review.decisions import load, met, record
    from riskcheck.review.opening import refuse_while_scored
    from riskcheck.review.store import Store

    decisions = load(file) if file else [_decision(**one)]
    for place, decision in enumerate(decisions, 1):
        if decision.on > date.today():  # noqa: DTZ011 - the day where the reviewer sits
            raise BadDecisions(file or "--on", f"decision {place} is dated after today")
    looked = Looking.plainly(as_of, known_to, preview=preview)
    wanted = {decision.key for decision in decisions}
    found: dict[str, Any] = {}
    errors = 0
    for outcome in read(paths, sys.stdin.buffer):
        if outcome.error is not None:
            errors += 1
            click.echo(outcome.error.text, err=True)
        elif outcome.record is not None and wanted - found.keys():
            result = looked.check(outcome.record, outcome.source)
            found |= {one.key: one for one in met(result, outcome.record) if one.key in wanted}
    with Store.open(where, create=True) as store:
        refuse_while_scored(store, {one.case for one in found.values()})
        head = record(store, decisions, found, now())
    click.echo(f"riskcheck: {len(decisions)} recorded; the trail's head is {head}", err=True)
    sys.exit(2 if errors else 0)


def _decision(
    *, key: str | None, state: str | None, reason: str | None, reviewer: str | None, note: str, until: str | None
) -> Any:
    """A decision out of options. Raises ``BadDecisions`` and ``BadDay``."""
    from datetime import date

    from riskcheck.cli.looking import day
    from riskcheck.errors import BadDecisions
    from riskcheck.review.decisions import Decision, wrong

    missing = [
        name for name, given in (("--key", key), ("--state", state), ("--reason", reason), ("--by", reviewer)) if not given
    ]
    if missing:
        raise BadDecisions("riskcheck review decide", f"{' and '.join(missing)} must be given, or a file with --from")
    made = Decision(
        key=key or "",
        state=state or "",
        reason=reason or "",
        reviewer=reviewer or "",
        on=date.fromisoformat(now()[:10]),
        note=note,
        until=date.fromisoformat(day("--until", until)) if until else None,
    )
    if why := wrong(made):
        raise BadDecisions("riskcheck review decide", f"the decision {why}")
    return made


@review.command()
def reasons() -> None:
    """List what can be decided of a finding, and the reasons to choose from."""
    from riskcheck import policy

    table = policy.topic("decisions")
    needs = policy.words("decisions", "note_needed")
    for state, words in table["states"]["value"].items():
        click.echo(f"{state}: {words}{' (needs a note)' if state in needs else ''}")
        for code, reason in table[state]["value"].items():
            click.echo(f"    {code:<24}{reason}")


@review.command()
@store_option
@click.option("--all", "every", is_flag=True, help="Also the decisions that a later one has replaced.")
@click.option("--output-format", type=click.Choice(("text", "json", "csv")), default="text", help="Default: text.")
@click.option("-o", "--output", "target", type=click.Path(dir_okay=False), metavar="FILE", help="Write to a file.")
def decisions(where: str, every: bool, output_format: str, target: str | None) -> None:
    """List the decisions of a store, in the order in which they were taken."""
    from riskcheck.report.listing import write_rows
    from riskcheck.review.decisions import KIND, recorded, rows
    from riskcheck.review.rows import DecisionRow
    from riskcheck.review.store import Store

    with Store.open(where) as store:
        taken = rows(recorded(store.entries(KIND)), now()[:10])
    with output(target, output_format) as out:
        write_rows(output_format, out, [row for row in taken if every or row.standing != "replaced"], DecisionRow)


@review.command()
@store_option
@click.option("--output-format", type=click.Choice(("text", "json", "csv")), default="text", help="Default: text.")
@click.option("-o", "--output", "target", type=click.Path(dir_okay=False), metavar="FILE", help="Write to a file.")
def precision(where: str, output_format: str, target: str | None) -> None:
    """Show how often reviewers agreed with each rule, with intervals."""
    from riskcheck.report.listing import write_rows
    from riskcheck.review.decisions import KIND, recorded
    from riskcheck.review.precision import precision as measure
    from riskcheck.review.rows import RulePrecision
    from riskcheck.review.store import Store

    with Store.open(where) as store:
        found = measure(recorded(store.entries(KIND)))
    with output(target, output_format) as out:
        write_rows(output_format, out, found, RulePrecision)


@click.command()
@click.argument("where", metavar="STORE")
@click.option("--head", "kept", metavar="NUMBER:HASH", help="A head that was printed before and kept elsewhere.")
def audit(where: str, kept: str | None) -> None:
    """Verify that nothing in a store's trail was changed, removed, moved or put in.

    Exit status 0 where it is whole, 1 where it is not. The head that is printed says how far the trail went today: keep it
    where those who can write the store cannot, and give it with --head next time. Without it, entries cut off the end and a
    trail that was written anew cannot be told from an honest one.
    """
    from riskcheck.report.audit import audit_lines
    from riskcheck.review.store import Store, damaged
    from riskcheck.review.trail import Head
    from riskcheck.review.trail import audit as verify

    head = Head.read(kept) if kept else None
    with Store.open(where) as store:
        fault = damaged(store)
        found = verify(store.entries(), head)
    click.echo("\n".join(audit_lines(found.row(fault))))
    sys.exit(0 if found.whole and fault is None else 1)
