"""The inspection questions and their scales, out of the policy; and the nine levels that a reviewer would give."""

from collections.abc import Mapping

from riskcheck import policy
from riskcheck.terms import RATINGS, Level

CANNOT_TELL = "cannot_tell"
"""What can be answered to any question, and given for any level: the evidence does not say. It is no score."""

LEVELS: tuple[str, ...] = tuple(level.value for level in Level)
"""The levels, lowest first."""

RATED: tuple[str, ...] = tuple(f"{group.value}/{setting.value}" for group, setting in RATINGS)
"""The nine ratings by name, such as ``public/community``."""


def questions() -> Mapping[str, str]:
    """The questions by code, in the order in which they are asked."""
    return {code: entry["asks"] for code, entry in policy.topic("inspection_questions")["questions"]["value"].items()}


def scale(code: str) -> tuple[str, ...]:
    """The scores of a question, worst first."""
    table = policy.topic("inspection_questions")
    return tuple(table["scales"]["value"][table["questions"]["value"][code]["scale"]])
