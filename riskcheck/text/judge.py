"""From facts to a reason: adds up the weights of the facts about a candidate and says whether it counts, or why it does not.

The weights are data (``riskcheck/policy/reading_weights.json``), made by ``python -m riskcheck.text.train`` from the labelled
sentences: a multinomial logistic model over facts, never over words of a text.
"""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from math import exp

import msgspec

from riskcheck.text.mention import Because, Category

NONE = "none"
"""The reason of a candidate that is no mention at all."""
SCALE = 100
"""A weight is kept as a whole number of hundredths, so that sums are exact."""


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A trained model as data.

    ``reasons``: each ``Because`` and ``none``. ``start`` and each row of ``weights``: one number a reason, in hundredths.
    ``needed``: the probability from which a candidate of a category counts as the person's own. ``sentences`` and
    ``lexicons``: fingerprints (sha256) of what it was trained on and reads with. ``left_out``: by author and category, how
    the model trained without the author did on the author.
    """

    format: str
    about: str
    sentences: str
    lexicons: str
    penalty: float
    at_least: int
    needed: dict[Category, float]
    left_out: dict[str, dict[str, tuple[int, int, int]]]
    reasons: tuple[str, ...]
    start: tuple[int, ...]
    weights: dict[str, tuple[int, ...]]


@cache
def shipped() -> Weights:
    """The weights that the package ships with."""
    return msgspec.json.decode(files("riskcheck.policy").joinpath("reading_weights.json").read_bytes(), type=Weights)


def judge(category: Category, facts: Iterable[str], weights: Weights) -> Because | None:
    """Why a candidate counts or does not; nothing where it is no mention."""
    sums = list(weights.start)
    for fact in facts:
        row = weights.weights.get(fact)
        if row is not None:
            sums = [one + other for one, other in zip(sums, row, strict=True)]
    own = weights.reasons.index(Because.OWN)
    chance = 1 / sum(exp((one - sums[own]) / SCALE) for one in sums)
    if chance >= weights.needed[category]:
        return Because.OWN
    _, _, reason = max((one, -place, weights.reasons[place]) for place, one in enumerate(sums) if place != own)
    return None if reason == NONE else Because(reason)
