"""A small synthetic caseload, looked at once for all of these tests; and cases made by hand."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np

from riskcheck.caseload.protected import Protected
from riskcheck.evaluate.caseload import Caseload
from riskcheck.evaluate.evaluation import evaluate
from riskcheck.evaluate.methods import METHODS, Method, Scores
from riskcheck.evaluate.outcomes import Alone, Flagged, Known, Looked, look
from riskcheck.evaluate.result import Evaluation
from riskcheck.evaluate.table import Table
from riskcheck.learned.features import FEATURES
from riskcheck.records.model import CaseRecord
from riskcheck.synth.cases import cases
from riskcheck.synth.parameters import parameters
from riskcheck.terms import RATINGS, Level, Strand, Strength

COUNT, SEED = 300, 23
QUICK = {"resamples": 60}


@cache
def records() -> tuple[CaseRecord, ...]:
    return tuple(made.record for made in cases(COUNT, SEED, parameters()))


@cache
def caseload() -> Caseload:
    looked = [look(record) for record in records()]
    assert all(isinstance(one, Looked) for one in looked)
    return Caseload(tuple(one for one in looked if isinstance(one, Looked)), (), ())


@cache
def evaluated() -> Evaluation:
    return evaluate(caseload(), **QUICK)


def looked(
    name: str,
    *,
    truth: Level = Level.MEDIUM,
    given: Level = Level.MEDIUM,
    strength: Strength | None = None,
    points: int = 0,
    harm: float = 0.0,
    features: Sequence[float] | None = None,
    **about: Any,
) -> Looked:
    """A case in which the public in the community is rated ``given`` and should be ``truth``, and everybody else low."""
    rest = (Level.LOW,) * (len(RATINGS) - 1)
    return Looked(
        case_id=name,
        synthetic=about.get("synthetic", False),
        known=Known(
            truth=(truth, *rest),
            recorded=(given, *rest),
            family=about.get("family", "ordinary"),
            error=about.get("error"),
            kin=about.get("kin", name),
        ),
        rules=Flagged(
            strengths=(strength, *(None,) * len(rest)),
            points=(points, *(0,) * len(rest)),
            harm=harm,
            cannot_say=about.get("cannot_say", False),
        ),
        alone={strand: Alone(flagged=False, points=0) for strand in Strand},
        found=about.get("found", ()),
        features=tuple(features or (0.0,) * len(FEATURES)),
        protected=about.get("protected", Protected(sex="Male", ethnicity="White", age="25 to 34")),
    )


RULES_ONLY: tuple[Method, ...] = METHODS[:1]


def by(name: str, order: Sequence[float]) -> Method:
    """A method whose scores are given."""

    def score(table: Table, _: object) -> Scores:
        return Scores(np.array(order, dtype=float))

    return Method(name, name, "baseline", "Given.", score)
