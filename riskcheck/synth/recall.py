"""How long a recall lasts, and how long the sentence has to be on which somebody is recalled or supervised."""

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from riskcheck.synth.chance import Chance

_YEAR_IN_HALF = 183
_STANDARD = (68, 160)
_FIXED_SHARE = 0.3


@cache
def _known() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("riskcheck.synth").joinpath("recall.toml").read_text(encoding="utf-8"))


FIXED: int = _known()["fixed_term"]["value"]
"""Days of a fixed-term recall."""
SUPERVISED: int = _known()["supervised"]["value"]
"""Days of supervision after release from a short sentence."""
SHORT = 180
"""Days served, at most, of a sentence whose licence is over while supervision is not."""


def kind(inside: int | None) -> str:
    """The kind of a recall by its days inside; ``None``: it goes on."""
    return "fixed_term" if inside == FIXED else "standard"


def last_standard() -> int:
    """The last day (an ordinal) on which anybody here is recalled for longer than the fixed term."""
    return date.fromisoformat(_known()["always_fixed_term"]["value"]).toordinal() - 1


def days_inside(chance: Chance, out: int) -> int:
    """How long somebody was back inside who was let out again on a day."""
    standard = chance.between(*_STANDARD)
    fixed = chance.happens(_FIXED_SHARE)
    return FIXED if fixed or out - standard > last_standard() else standard


def served_at_least(days: int, since: int) -> int:
    """Days served of a sentence of a year or more, whose licence still runs so many days after the release."""
    return max(days, _YEAR_IN_HALF, since + 1)


def remand_at_most(phase: str, served: int) -> int:
    """Days of remand, at most, before the rest of a sentence was served: they count, and make the licence longer."""
    return SHORT - served if phase == "post_sentence_supervision" else 10**6
