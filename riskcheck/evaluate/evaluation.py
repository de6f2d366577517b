"""From a caseload to everything that is measured on it."""

from collections.abc import Sequence

import numpy as np

from riskcheck import __version__
from riskcheck.errors import NoMediums
from riskcheck.evaluate import breakdowns
from riskcheck.evaluate.caseload import Caseload
from riskcheck.evaluate.figures import Measured, measured, method_figures
from riskcheck.evaluate.methods import METHODS, Method, scored
from riskcheck.evaluate.outcomes import Looked
from riskcheck.evaluate.parameters import value
from riskcheck.evaluate.result import FORMAT, Counts, Evaluation, How, Missed, NotAnswered, NotScored
from riskcheck.evaluate.selection import picked, to_open
from riskcheck.evaluate.table import kin_numbers, table
from riskcheck.result import Tool
from riskcheck.rules import STABLE, rules_version
from riskcheck.terms import RATINGS, Level

MAIN = ("together", "rules")
"""The method that others are set against: the first of these that there is."""


def evaluate(
    caseload: Caseload,
    *,
    budget: float | None = None,
    resamples: int = 1000,
    seed: int = 1,
    chosen: Sequence[Method] = METHODS,
) -> Evaluation:
    """Measure every method on the cases whose answer is known.

    ``budget``: the share of the mediums that can be opened, more than 0 and at most 1. ``chosen`` are the methods, the rules
    among them. Raises ``NoMediums``.
    """
    if not any(case.known.overall is Level.MEDIUM for case in caseload.cases):
        raise NoMediums
    budget = value("budget") / 100 if budget is None else budget
    kin = kin_numbers(caseload.cases)
    seen = table(caseload.cases, kin, seed)
    scores, could_not = scored(chosen, seen)
    main = next(name for name in MAIN if name in scores)
    found = measured(caseload.cases, kin, scores, main=main, budget=budget, resamples=resamples, seed=seed)
    return Evaluation(
        format=FORMAT,
        tool=Tool(version=__version__, rules=rules_version(STABLE)),
        how=_how(found, resamples, seed),
        counts=_counts(caseload),
        methods=tuple(method_figures(one, found) for one in chosen if one.name in scores),
        not_scored=tuple(
            NotScored(name=one.name, title=one.title, says=one.says, why=could_not[one.name])
            for one in chosen
            if one.name in could_not
        ),
        errors_made=breakdowns.errors_made(found),
        families=breakdowns.families(found),
        groups=breakdowns.groups(found, resamples, seed),
        rules=breakdowns.rules(found, resamples, seed),
        people=breakdowns.people(found),
        missed=_missed(found),
        unanswered=tuple(NotAnswered(case_id=one.case_id, why=one.why) for one in caseload.unanswered),
        errors=caseload.errors,
    )


def _how(found: Measured, resamples: int, seed: int) -> How:
    return How(
        budget=found.budget,
        opened=int(to_open(np.array([float(len(found.mediums))]), found.budget)[0]),
        interval=value("interval"),
        resamples=resamples,
        seed=seed,
        folds=value("folds"),
        suppress_under=value("suppress_under"),
        main=found.main,
    )


def _counts(caseload: Caseload) -> Counts:
    known = [case.known for case in caseload.cases]
    mediums = [one for one in known if one.overall is Level.MEDIUM]
    underrated = sum(any(one.underrated) for one in mediums)
    rightly = sum(one.truly is Level.MEDIUM for one in mediums)
    return Counts(
        records=caseload.records,
        answered=len(known),
        unanswered=len(caseload.unanswered),
        errors=len(caseload.errors),
        synthetic=sum(case.synthetic for case in caseload.cases),
        by_level={level.value: sum(one.overall is level for one in known) for level in Level},
        mediums=len(mediums),
        underrated=underrated,
        rightly_rated=rightly,
        overrated=len(mediums) - underrated - rightly,
    )


def _missed(found: Measured) -> tuple[Missed, ...]:
    """Underrated mediums that the main method opens by less than an even chance."""
    opened = {name: picked(scores.order[found.places], found.budget) for name, scores in found.scores.items()}
    return tuple(
        _one_missed(case, tuple(name for name, parts in opened.items() if parts[at] >= 0.5))
        for at, case in enumerate(found.mediums)
        if any(case.known.underrated) and opened[found.main][at] < 0.5
    )


def _one_missed(case: Looked, found_by: tuple[str, ...]) -> Missed:
    ratings = zip(RATINGS, case.known.underrated, strict=True)
    return Missed(
        case_id=case.case_id,
        error=case.known.error,
        ratings=tuple("/".join(rated) for rated, too_low in ratings if too_low),
        strength=case.rules.strength.value if case.rules.strength else None,
        cannot_say=case.rules.cannot_say,
        found_by=found_by,
    )
