"""``riskcheck review``, the part of the panel: releasing flags, settling differences, and the report of a round."""

import click

from riskcheck.cli.looking import now
from riskcheck.cli.options import store_option
from riskcheck.cli.readable import readable
from riskcheck.cli.review import review
from riskcheck.cli.scoring import Opened, pass_option
from riskcheck.cli.talk import output, write_json


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
    write_json(target, rows)


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

    from riskcheck.review.rehearsal import rehearsed, wanted

    with readable(paths) as (records, _):
        made = rehearsed(wanted(file), records, seed)
    write_json(target, made)
