"""``riskcheck review``, the part of a reviewer: the cases given to them, their sheets, and the answers to them."""

import sys
from typing import TYPE_CHECKING, Any

import click

from riskcheck.cli.looking import now
from riskcheck.cli.options import store_option
from riskcheck.cli.review import review
from riskcheck.cli.talk import write_json

if TYPE_CHECKING:
    from riskcheck.review.answers import Answers
    from riskcheck.review.rounds import Round
    from riskcheck.review.sheet import Sheet

pass_option = click.option(
    "--pass", "pass_file", type=click.Path(dir_okay=False), required=True, metavar="FILE", help="Your pass of the round."
)


@review.command()
def questions() -> None:
    """Print the questions that cases are scored by, and what each can be answered with."""
    from riskcheck.review.questions import CANNOT_TELL, scale
    from riskcheck.review.questions import questions as asked

    for code, asks in asked().items():
        click.echo(f"{code}: {asks}")
        click.echo(f"    {', '.join((*scale(code), CANNOT_TELL))}")


@review.command()
@store_option
@pass_option
def cases(where: str, pass_file: str) -> None:
    """List the cases that are given to you, and how far you are with each."""
    from riskcheck.report.wording import visible

    with Opened(where, pass_file) as round_:
        given = [(case, round_.state(case)) for case in round_.cases()]
    for case, state in given:
        click.echo(f"{visible(case)}: {state}")
    done = sum(state.startswith("submitted") for _, state in given)
    click.echo(f"{done} of {len(given)} submitted", err=True)


@review.command()
@click.argument("case")
@click.option("--output-format", type=click.Choice(("text", "json")), default="text", help="Default: text.")
@store_option
@pass_option
def show(case: str, output_format: str, where: str, pass_file: str) -> None:
    """Show a case that is given to you: its record as it stood, and the flags once they are released to you."""
    import msgspec

    from riskcheck.report.sheet import sheet_lines

    with Opened(where, pass_file) as round_:
        sheet, said = round_.sheet(case), round_.said(case)
    if output_format == "json":
        click.echo(msgspec.json.encode({"sheet": sheet, "released": said}).decode())
        return
    lines = [msgspec.to_builtins(line) for line in sheet.lines]
    click.echo("\n".join(sheet_lines(sheet.case, sheet.as_of, sheet.coverage, lines)))
    click.echo("\n" + (said.text.rstrip("\n") if said else "What riskcheck says is released after you have submitted."))


@review.command()
@click.argument("cases", nargs=-1, metavar="[CASE]...")
@click.option("-o", "--output", "target", type=click.Path(dir_okay=False), metavar="FILE", help="Write to a file.")
@store_option
@pass_option
def form(cases: tuple[str, ...], target: str | None, where: str, pass_file: str) -> None:
    """Write a JSON form to answer, with what you have saved; for every case that you have not submitted, or those named.

    The form says whose it is: it can be saved with no other pass.
    """
    import msgspec

    from riskcheck.review.answers import blank

    with Opened(where, pass_file) as round_:
        wanted = cases or [case for case in round_.cases() if not round_.state(case).startswith("submitted")]
        forms = [round_.answers(case) or blank(round_.sheet(case).case) for case in wanted]
    write_json(target, [msgspec.structs.replace(one, reviewer=round_.who.name) for one in forms])


@review.command()
@click.argument("file", metavar="FILE")
@store_option
@pass_option
def save(file: str, where: str, pass_file: str) -> None:
    """Save the answers in a JSON file, finished or not; come back with form or answer."""
    from riskcheck.review.answers import load

    answers = load(file)
    with Opened(where, pass_file) as round_:
        round_.save(answers, now())
    click.echo(f"riskcheck: saved {len(answers)}", err=True)


@review.command()
@click.argument("case")
@store_option
@pass_option
def answer(case: str, where: str, pass_file: str) -> None:
    """Answer a case in the terminal, one question after the other; every answer is saved as it is given."""
    from riskcheck.review.answers import Score, blank
    from riskcheck.review.questions import CANNOT_TELL, LEVELS, RATED, scale
    from riskcheck.review.questions import questions as asked

    with Opened(where, pass_file) as round_:
        sheet = round_.sheet(case)
        answers = round_.answers(case) or blank(case)
        click.echo(f"{len(sheet.lines)} items are on the sheet; riskcheck review show {case} prints it.", err=True)
        for rated in RATED:
            given = _choice(f"Your own level for {rated}", (*LEVELS, CANNOT_TELL), answers.levels.get(rated))
            answers = _saved(round_, answers, levels={**answers.levels, rated: given})
        for code, asks in asked().items():
            before = answers.questions.get(code, Score())
            click.echo(f"\n{code}: {asks}", err=True)
            score = _choice("Score", (*scale(code), CANNOT_TELL), before.score)
            why = click.prompt("Why", default=before.why, err=True)
            evidence = _evidence(sheet, before.evidence)
            held = {**answers.questions, code: Score(score=score, why=why, evidence=evidence)}
            answers = _saved(round_, answers, questions=held)
    click.echo(f"riskcheck: saved; riskcheck review submit {case} hands it in", err=True)


@review.command()
@click.argument("cases", nargs=-1, metavar="[CASE]...")
@store_option
@pass_option
def submit(cases: tuple[str, ...], where: str, pass_file: str) -> None:
    """Hand in saved answers, for good: of the cases named, or of all that are saved."""
    with Opened(where, pass_file) as round_:
        number = round_.submit(cases or [case for case in round_.cases() if round_.state(case) == "saved"], now())
    click.echo(f"riskcheck: submitted {number}", err=True)


class Opened:
    """A round in a store, closed again at the end."""

    def __init__(self, where: str, pass_file: str) -> None:
        from riskcheck.review.passes import read
        from riskcheck.review.store import Store

        self._who = read(pass_file)
        self._store = Store.open(where)

    def __enter__(self) -> "Round":
        from riskcheck.review.rounds import Round

        return Round(self._store, self._who)

    def __exit__(self, *_: object) -> None:
        self._store.close()


def _choice(question: str, choices: tuple[str, ...], default: str | None) -> str:
    chosen: str = click.prompt(question, type=click.Choice(choices), default=default, err=True)
    return chosen


def _saved(round_: "Round", answers: "Answers", **changes: Any) -> "Answers":
    import msgspec

    changed = msgspec.structs.replace(answers, **changes)
    round_.save([changed], now())
    return changed


def _evidence(sheet: "Sheet", before: tuple[str, ...]) -> tuple[str, ...]:
    """Ids of items on the sheet, with commas; asked again until all are there."""
    while True:
        given = click.prompt("Evidence (ids in square brackets on the sheet)", default=", ".join(before), err=True)
        named = tuple(item.strip() for item in given.split(",") if item.strip())
        unknown = [item for item in named if item not in sheet.items]
        if not unknown:
            return named
        click.echo(f"not on the sheet: {', '.join(unknown)}", err=True)
        if not sys.stdin.isatty():
            return tuple(item for item in named if item in sheet.items)
