"""The numbers that stand for answers, and the ways in which the tools round."""

from bisect import bisect_left
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from math import exp

from riskcheck import policy
from riskcheck.predictors.inputs import OTHER_DRUGS, Inputs, State


def sigmoid(log_odds: float) -> float:
    """The probability of these log-odds, without overflow at either end."""
    return 1 / (1 + exp(-log_odds)) if log_odds >= 0 else exp(log_odds) / (1 + exp(log_odds))


def rounded(value: float, places: int = 0) -> float:
    """A number rounded half up, as the published tools round."""
    return float(Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def two_places(probability: float) -> float:
    """Per cent with two decimals, at most 99.99, as the tools of 2026 print it."""
    return min(rounded(100 * probability, 2), 99.99)


def whole(probability: float) -> float:
    """Whole per cent from 1 to 99, as the tools before 2026 print it."""
    return min(max(rounded(100 * rounded(probability, 5)), 1.0), 99.0)


def step(upper: Sequence[float], values: Sequence[float], at: float) -> float:
    """The value of the step that a number falls in: ``upper`` has the last number of every step but the last."""
    return values[bisect_left(upper, at)]


def answered(inputs: Inputs, item: str) -> tuple[float, State]:
    """The number that stands for the answer to an item, and the item's state; what is not known has the number 0."""
    if item == "living_together":
        answer = inputs["relationship_status"]
        return float(answer.value == "living_together"), answer.state
    if item == "relationship_when_living_together":
        together, state = answered(inputs, "living_together")
        level, level_state = answered(inputs, "relationship_with_partner")
        return together * level, state if state is not State.KNOWN else level_state
    if item == "drugs.other":
        return _any_of(inputs, tuple(f"drugs.{kind}" for kind in OTHER_DRUGS))
    answer = inputs[item]
    if isinstance(answer.value, str):
        topic = policy.topic("predictor_items")
        return topic["numbers"]["value"][answer.value] * topic["times"]["value"].get(item, 1), answer.state
    return float(answer.value or 0), answer.state


def _any_of(inputs: Inputs, items: tuple[str, ...]) -> tuple[float, State]:
    found = [inputs[item] for item in items]
    if any(answer.value == "yes" for answer in found):
        return 1.0, State.KNOWN
    return 0.0, next((answer.state for answer in found if answer.state is not State.KNOWN), State.KNOWN)
