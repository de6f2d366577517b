"""What a life is made of: acts with their endings, the orders that were made, and the times in custody."""

import msgspec

from riskcheck.records.model import Sentence, Weapon
from riskcheck.synth.person import DOMAINS
from riskcheck.synth.schedule import Custody

_NEVER = 10**7
_FOUND = ("convicted", "proved")
HARMFUL = (*DOMAINS, "robbery", "sexual")
"""Kinds of act that harm or threaten somebody."""


class Ending(msgspec.Struct, frozen=True):
    """How a case in court or at a hearing ended, on which day, with what sentence."""

    outcome: str
    decided: int
    sentence: Sentence | None = None


class Act(msgspec.Struct, frozen=True):
    """One act. ``gravity`` is 0 (harms nobody) to 4 (serious harm); ``inside``: in custody."""

    day: int
    kind: str
    gravity: int
    inside: bool
    victim: str
    weapon: Weapon | None = None
    noticed: bool = True
    ending: Ending | None = None
    index: bool = False
    breaks: int | None = None
    """Which order it breaks, by its place in the list of orders."""

    def found(self, day: int) -> bool:
        """Whether a court or a hearing had found by a day that it was done."""
        return self.ending is not None and self.ending.outcome in _FOUND and self.ending.decided <= day


class Made(msgspec.Struct, frozen=True):
    """One protective order that was made."""

    day: int
    kind: str
    until: int | None
    made_after: str
    victim: str


class Life(msgspec.Struct, frozen=True):
    """What happened: acts and orders in order of days, and every time in custody."""

    acts: tuple[Act, ...]
    orders: tuple[Made, ...]
    custody: tuple[Custody, ...]

    def inside(self, day: int) -> bool:
        """Whether the person is in custody on a day, for whatever offence."""
        return any(held.holds(day) for held in self.custody)

    def released(self, day: int) -> int:
        """The day on which somebody inside on a day comes out; one beyond any other where that is not known."""
        ends = [held.end for held in self.custody if held.holds(day) and held.end is not None]
        return ends[0] if ends else _NEVER
