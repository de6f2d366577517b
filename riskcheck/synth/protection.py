"""The protective orders of a life: when one is made, and which of them an act breaks."""

from riskcheck.synth.chance import Chance
from riskcheck.synth.lived import Ending, Made
from riskcheck.synth.plan import Plan

_CIVIL = ("non_molestation", "domestic_abuse_protection")


class Protection:
    """The orders made so far, in the order in which they were made."""

    def __init__(self, chance: Chance, plan: Plan) -> None:
        self._chance = chance
        self._not_shared = plan.error == "order_not_shared"
        self._extracted = plan.days.extracted
        self.orders: list[Made] = []

    def broken(self, day: int, victim: str) -> int | None:
        """Which order an act breaks, by its place: one in force that protects this person."""
        for place, order in enumerate(self.orders):
            if order.victim == victim and order.day < day and (order.until is None or day < order.until):
                return place
        return None

    def perhaps(self, day: int, ending: Ending) -> None:
        """An order after harm to a partner, as it ended."""
        if ending.outcome == "convicted" and self._chance.happens(0.5):
            self.make(ending.decided, "restraining", "conviction")
        elif ending.outcome == "acquitted" and self._chance.happens(0.4):
            self.make(ending.decided, "restraining", "acquittal")
        elif ending.outcome == "no_further_action" and self._chance.happens(0.5 if self._not_shared else 0.2):
            kind = self._chance.pick(_CIVIL)
            self.make(day + self._chance.between(3, 40), kind, "civil_application")

    def apply_for(self, first: int, last: int) -> None:
        """An order on an application, on one of these days."""
        day = self._chance.between(first, last)
        self.make(day, self._chance.pick(_CIVIL), "civil_application")

    def make(self, day: int, kind: str, made_after: str) -> None:
        """An order made on a day, unless that is after the record."""
        if day >= self._extracted:
            return
        long = 28 if kind == "domestic_abuse_protection" else 365 * self._chance.pick((1, 2, 3, 5, 5))
        until = None if kind == "restraining" and self._chance.happens(0.12) else day + long
        self.orders.append(Made(day, kind, until, made_after, "ex_partner"))
