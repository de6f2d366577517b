"""``riskcheck evaluate``: the checks measured on cases whose answer is known."""

import sys

import click

from riskcheck.cli.options import jobs_option
from riskcheck.cli.talk import colour_of, output, progress


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--output-format", type=click.Choice(("text", "json", "html")), default="text", help="Default: text.")
@click.option("-o", "--output", "target", type=click.Path(dir_okay=False), metavar="FILE", help="Write the report to a file.")
@click.option("--budget", type=click.IntRange(1, 100), help="Per cent of the medium cases that can be opened. Default: 7.")
@click.option("--resamples", type=click.IntRange(min=1), default=1000, help="Draws that intervals are made of. Default: 1000.")
@click.option("--seed", type=click.IntRange(min=0), default=1, help="Of the draws and folds. Default: 1.")
@jobs_option
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
    with output(target, output_format) as out:
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

    with progress() as speak:
        found = caseload(paths, sys.stdin.buffer, jobs=jobs, speak=speak)
    if not found.cases:
        for error in found.errors:
            click.echo(error.text, err=True)
        raise NoAnswers(paths)

    from riskcheck.evaluate.evaluation import evaluate
    from riskcheck.report.evaluation import write

    evaluation = evaluate(found, budget=budget, resamples=resamples, seed=seed)
    with output(target, output_format) as out:
        write(output_format, out, evaluation, colour=colour_of(out))
    sys.exit(2 if found.errors else 0)
