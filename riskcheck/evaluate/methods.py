"""The methods that are compared: each gives every case a score, and the cases are opened from the highest down.

A method sees a ``Table``, and the scores of the methods before it, so that one can be made of others. A method is added to
``METHODS``, after those that it is made of.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from scipy.special import logit

from riskcheck.evaluate import baselines
from riskcheck.evaluate.baselines import CannotTeach
from riskcheck.evaluate.table import Bools, Floats, Table
from riskcheck.learned.model import DOUBTED
from riskcheck.learned.peers import PeerConsistency
from riskcheck.learned.scorer import review_order
from riskcheck.terms import WORDS, Strand

FIRST = 100_000.0
"""More points than any case has: added, so that what goes first does, whatever its points."""


@dataclass(frozen=True)
class Scores:
    """What a method says of each case. ``order``: the higher, the sooner it is opened.

    ``probability``: that it is rated high or very high, where the method gives one. ``flags``: whether it flags the case, by
    strength (``any``, ``strong``), where it flags at all.
    """

    order: Floats
    probability: Floats | None = None
    flags: Mapping[str, Bools] | None = None


Score = Callable[[Table, Mapping[str, Scores]], Scores]


@dataclass(frozen=True)
class Method:
    """A method by name.

    ``kind``: ``rules``, ``strand``, ``baseline``, ``learned`` or ``together``. ``says`` is how its score is made. ``made_of``:
    methods before it whose scores it needs.
    """

    name: str
    title: str
    kind: str
    says: str
    score: Score
    made_of: tuple[str, ...] = ()


def rules(table: Table, _: Mapping[str, Scores]) -> Scores:
    """Strong flags first, then possible ones, each by how much harm is recent; 0 where nothing is flagged."""
    flagged = table.possible | table.strong
    order = flagged * (FIRST + table.harm) + FIRST * table.strong
    return Scores(order, flags={"any": flagged, "strong": table.strong})


def strand(which: Strand, table: Table, _: Mapping[str, Scores]) -> Scores:
    """The points of one strand, with what it flags by itself before what it does not."""
    flagged, points = table.alone[which]
    return Scores(points + FIRST * flagged, flags={"any": flagged})


def points(table: Table, _: Mapping[str, Scores]) -> Scores:
    """The points score."""
    return Scores(baselines.points(table))


def taught(baseline: Callable[[Table], Floats], table: Table, _: Mapping[str, Scores]) -> Scores:
    """A baseline whose score is a probability."""
    chance = baseline(table)
    return Scores(chance, probability=chance)


def learned(make: Callable[..., Any], table: Table, _: Mapping[str, Scores]) -> Scores:
    """The peer check's order of review, out of fold; it is given the folds, so that kin stay in one. Raises ``CannotTeach``."""
    from sklearn.model_selection import PredefinedSplit

    check = make(monotonic=list(table.signs), folds=PredefinedSplit(table.folds))
    try:
        check.fit(table.features, np.array(table.rated))
    except ValueError as why:
        raise CannotTeach(str(why)) from None
    return Scores(check.out_of_fold_priority_, probability=check.out_of_fold_probability_)


def together(table: Table, made: Mapping[str, Scores]) -> Scores:
    """Strong flags first; within them and after them, recent harm in points plus the learned check's log-odds.

    So the learned check alone never goes before a strong flag, more adverse evidence never puts a case further back, and a
    possible flag can be behind a case with more recent harm that is not flagged, as where all of it is of one strand.
    """
    likely = made["learned"].probability
    if likely is None:
        raise ValueError("together needs the learned check's probabilities")
    return Scores(review_order(table.harm, logit(likely)) + FIRST * table.strong)


METHODS: tuple[Method, ...] = (
    Method(
        "rules",
        "rules, the strands read together",
        "rules",
        "Strong flags, then possible ones, each by recent harm; 0 where nothing is flagged.",
        rules,
    ),
    *(
        Method(
            one.value,
            f"{WORDS[one]} alone",
            "strand",
            "Points of the strand's own findings; first come cases that two serious ones on different incidents would flag.",
            partial(strand, one),
        )
        for one in Strand
    ),
    Method(
        "points",
        "points score",
        "baseline",
        "One point for each feature of the record with any of it, and one more from three.",
        points,
    ),
    Method(
        "logistic",
        "logistic regression",
        "baseline",
        "Chance of being rated high, taught the ratings on record out of fold.",
        partial(taught, baselines.logistic),
    ),
    Method(
        "nearest",
        "nearest peers",
        "baseline",
        "Share of the nearest peers that are rated high, out of fold.",
        partial(taught, baselines.nearest),
    ),
    Method(
        "learned",
        "learned check",
        "learned",
        "The peer check's order of review, taught the ratings on record out of fold.",
        partial(learned, partial(PeerConsistency, doubted=DOUBTED)),
    ),
    Method(
        "together",
        "rules and learned check together",
        "together",
        "Strong flags of the rules first; within them and after them recent harm plus the learned check's log-odds.",
        together,
        made_of=("learned",),
    ),
)
"""Every method, in the order of the tables."""


def scored(chosen: Sequence[Method], table: Table) -> tuple[dict[str, Scores], dict[str, str]]:
    """The scores of each method by name; and of those that could not learn from these cases, why."""
    made: dict[str, Scores] = {}
    could_not: dict[str, str] = {}
    for method in chosen:
        lacks = [name for name in method.made_of if name not in made]
        if lacks:
            could_not[method.name] = f"it is made of {', '.join(lacks)}, which could not score them"
            continue
        try:
            made[method.name] = _checked(method, method.score(table, made), len(table))
        except CannotTeach as why:
            could_not[method.name] = str(why)
    return made, could_not


def _checked(method: Method, scores: Scores, cases: int) -> Scores:
    """The scores, if there is a number for every case; what is nearer than a billionth is the same."""
    if scores.order.shape != (cases,) or not np.isfinite(scores.order).all():
        raise ValueError(f"{method.name} has to give every case a number")
    return Scores(np.round(scores.order, 9), scores.probability, scores.flags)
