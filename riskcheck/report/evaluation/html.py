"""An evaluation as one page that opens anywhere: no network, no scripts, no files beside it."""

from typing import TextIO

from riskcheck.evaluate.result import Evaluation
from riskcheck.report.evaluation import plots, tables
from riskcheck.report.evaluation.text import synthetic
from riskcheck.report.html import environment


def write(out: TextIO, evaluation: Evaluation, *, colour: bool = False) -> None:
    """Write the page; ``colour`` is for terminals and changes nothing."""
    probable = [(one, one.reliability) for one in evaluation.methods if one.reliability is not None]
    page = environment().get_template("evaluation.html.j2")
    chunks = page.generate(
        evaluation=evaluation,
        synthetic=synthetic(evaluation) if evaluation.synthetic else "",
        counted=tables.counted(evaluation),
        definitions=tables.definitions(evaluation),
        not_scored=tables.not_scored(evaluation),
        first=(tables.methods(evaluation), tables.flags(evaluation)),
        drawn=(
            (plots.budget_curve(evaluation), tables.budget_curve(evaluation)),
            (plots.precision_recall(evaluation), tables.precision_recall(evaluation)),
            *((plots.reliability(one, made), tables.reliability(one, made)) for one, made in probable),
        ),
        parts=tables.parts(evaluation),
        missed=(tables.missed_by_error(evaluation), tables.missed_cases(evaluation)),
        frame=plots,
    )
    out.writelines(chunks)
