"""How much of a sentence is served, how long a recall lasts, and how long the sentence of somebody still supervised is."""

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
    return tomllib.loads(files("riskcheck.synth").joinpath("release.toml").read_text(encoding="utf-8"))


FIXED: int = _known()["fixed_term"]["value"]
"""Days of a fixed-term recall."""
SUPERVISED: int = _known()["supervised"]["value"]
"""Days of supervision after release from a short sentence."""
SHORT = 130
"""Days served, at most, of a sentence whose licence is over two hundred days after the release, while supervision is not."""

_MONTH = 30.4


def sentence_months(served: int, released: int, *, violent: bool, sexual: bool) -> int:
    """The months of a sentence of which so many days are served before a release on a day (an ordinal)."""
    shares: dict[str, float] = _known()["served"]["value"]
    early = max((date.fromisoformat(since).toordinal(), share) for since, share in shares.items())
    half = round(served / shares[min(shares)] / _MONTH)
    if released < early[0] or sexual:
        return max(2, half)
    months = round(served / early[1] / _MONTH)
    most: int = int(_known()["half_after_all"]["value"])
    return max(2, months if not violent or months < most else half if half >= most else most - 1)


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
