"""A life while it is being lived: acts on days, one after another, at the rates that the person and each day give.

Acts come as in Gillespie's method: the wait for the next is drawn from the sum of all rates, which act it is from their
shares, and both are drawn anew when anything changes. What an act leads to in court or at a hearing is part of the life,
because a sentence decides where the next days are spent. What gets written down is not: see ``conduct``.
"""

from collections.abc import Mapping
from math import exp

import msgspec

from riskcheck.records.model import Sentence
from riskcheck.synth import deeds, release
from riskcheck.synth.assessor import QUIET_DAYS
from riskcheck.synth.chance import Chance
from riskcheck.synth.endings import Endings
from riskcheck.synth.lived import HARMFUL, Act, Ending, Life
from riskcheck.synth.parameters import Parameters
from riskcheck.synth.person import DOMAINS, YEAR
from riskcheck.synth.plan import Plan
from riskcheck.synth.protection import Protection
from riskcheck.synth.truth import domain_rate, grave_share
from riskcheck.synth.whereabouts import Whereabouts

_INDEX = {
    "acquisitive": {"burglary": 3.0, "theft": 2.0},
    "violent": {"street": 1.0},
    "domestic": {"partner": 1.0},
    "robbery": {"robbery": 1.0},
    "drugs": {"supply": 3.0, "drugs": 1.0},
    "disorder": {"street": 2.0, "staff": 1.0},
    "driving": {"driving": 1.0},
    "sexual": {"sexual": 1.0},
}
_GRAVER = {"theft": "burglary", "drugs": "supply"}
_OLD_ENOUGH = {"partner": 17 * YEAR, "child": 18 * YEAR}
_VICTIMS_ADDED = {"unfounded": "partner", "acquitted": "public", "fight": "prisoner", "refuted": "prisoner"}
_RECENT_ABUSE = 4 * 365
_NOT_SHORT = 75
"""Days served of a sentence of custody that is not passed for a theft or for having drugs."""
_LONG = 220
"""Days served of a sentence of custody from which it is for something grave."""
_FORCED = 12
_DAYS_TRIED = 24


class Living:
    """One life of one plan, from its first day to the last."""

    def __init__(self, chance: Chance, plan: Plan, parameters: Parameters) -> None:
        self.chance = chance
        self.plan = plan
        self.parameters = parameters
        self.days = plan.days
        self.acts: list[Act] = []
        self.whereabouts = Whereabouts(plan.days)
        self.protection = Protection(chance, plan)
        self.endings = Endings(chance, plan, parameters, self.whereabouts, self.acts)
        self.grave = grave_share(plan.traits, parameters.truth.weapon)

    def live(self) -> None:
        """Go from the first day to the last, by stretches in which nothing changes but through acts."""
        day, end = float(self.days.start), float(self.days.extracted)
        offended = False
        while day < end:
            if not offended and day >= self.days.index:
                self._offend()
                offended = True
            inside, until = self.whereabouts.at(int(day))
            stop = min(end, until, float(self.plan.path.next_change(int(day)) or end))
            if not offended:
                stop = min(stop, float(self.days.index))
            day = self._stretch(day, max(stop, day + 1.0), inside=inside)

    def lived(self) -> Life:
        """What came of it."""
        acts = tuple(sorted(self.acts, key=lambda act: act.day))
        return Life(acts, tuple(self.protection.orders), self.whereabouts.custody)

    def add(self, added: Mapping[str, tuple[int, int]]) -> None:
        """What a family adds."""
        for kind, (least, most) in added.items():
            for _ in range(self.chance.between(least, most)):
                inside = kind not in ("acquitted", "unfounded")
                day = self._free_day(inside=inside)
                if day is not None:
                    victim = _VICTIMS_ADDED.get(kind, "none")
                    weapon = deeds.not_against_others(self.chance, kind)
                    self.acts.append(Act(day, kind, 2 if kind == "fight" else 0, inside, victim, weapon))

    def show(self, needed: Mapping[str, int]) -> None:
        """Make sure that acts of these kinds are among those that came to notice before the last assessment."""
        for kind, least in needed.items():
            for _ in range(_FORCED):
                if self._shown(kind) >= least:
                    break
                self._force(kind)

    def protect(self) -> None:
        """Make sure that an order was made for the partner harmed, and before the last assessment."""
        if any(order.day < self.days.completed for order in self.protection.orders):
            return
        harm = [act for act in self.acts if act.kind == "partner" and act.noticed and act.day < self.days.completed - 10]
        if harm:
            act = max(harm, key=lambda one: one.day)
            self.protection.apply_for(act.day + 2, min(act.day + 40, self.days.completed - 5))

    def surprising(self) -> int:
        """How many harmful acts of the last years are too many to be likely at the rates of the assessment's day.

        The index offence is left out: it is why the case is looked at at all.
        """
        asked, day = self.parameters.truth.surprise, self.days.completed
        state, effect = self.plan.path.at(day), self.parameters.truth.effect
        rate = sum(domain_rate(self.plan.traits, domain, state, effect) for domain in DOMAINS) * asked["years"]
        recent = [
            act for act in self.acts if day - asked["years"] * YEAR <= act.day < day and act.kind in HARMFUL and not act.index
        ]
        grave = sum(act.gravity == 4 for act in recent)
        likely = _likely_at_most(rate, asked["chance"])
        gravely = _likely_at_most(rate * self.grave, asked["chance"])
        return max(0, len(recent) - likely) + max(0, grave - gravely)

    def _stretch(self, day: float, stop: float, *, inside: bool) -> float:
        """Acts until something else changes, or an act leads to custody; the day on which that is."""
        rates = deeds.rates(self.plan.traits, self.plan.path.at(int(day)), self.parameters, inside=inside)
        total = sum(rates.values())
        sentences = len(self.whereabouts.earlier)
        while total > 0:
            day += self.chance.wait(total) * YEAR
            if day >= stop:
                break
            self._act(int(day), self.chance.among(rates), inside=inside)
            if len(self.whereabouts.earlier) > sentences:
                return day
        return stop

    def _offend(self) -> None:
        """The index offence, as grave as its sentence is long."""
        kind = self.chance.among(_INDEX[self.plan.traits.offending])
        served, released = self.whereabouts.served_of_index()
        long = served > _LONG
        kind = _GRAVER.get(kind, kind) if served > _NOT_SHORT else kind
        gravity = {"street": 3, "partner": 3 if long else 2, "robbery": 3, "sexual": 3, "staff": 3 if long else 2}.get(kind, 0)
        if gravity and self.chance.happens(self.grave):
            gravity = 4
        if self.plan.recipe.order:
            gravity = min(gravity, 3)
        kinds = {"suspended_sentence": "suspended", "community_order": "community_order"}
        sentence_kind = kinds.get(self.days.phase, "custody")
        if sentence_kind == "custody":
            violent = gravity > 0
            length = release.sentence_months(served, released, violent=violent, sexual=kind == "sexual")
        else:
            length = max(self.chance.pick((12, 18, 24)), self._still_supervised())
        passed = Sentence(kind=sentence_kind, months=float(length))
        inside, _ = self.whereabouts.at(self.days.index)
        victim = deeds.victim(kind, self.plan.path.at(self.days.index), inside=inside)
        weapon = deeds.in_hand(self.chance, self.plan.traits, kind, gravity, inside=inside)
        ending = Ending("convicted", self.days.sentenced, passed)
        self.acts.append(Act(self.days.index, kind, gravity, inside, victim, weapon, True, ending, index=True))
        if kind == "partner" and (self.plan.recipe.order or self.chance.happens(0.55)):
            self.protection.make(self.days.sentenced, "restraining", "conviction")

    def _still_supervised(self) -> int:
        """The shortest usual length in months of an order that still runs on the last day."""
        days = self.days.extracted - self.days.sentenced
        return next(months for months in (12, 18, 24) if days < months * 30.4)

    def _act(self, day: int, kind: str, *, inside: bool, gravity: int | None = None) -> None:
        if self._never(day, kind, inside=inside):
            return
        state = self.plan.path.at(day)
        if gravity is None:
            gravity = deeds.gravity(self.chance, self.grave) if kind in HARMFUL else 2 if kind == "weapon" else 0
        if inside and kind == "partner":
            gravity = 1
        if not inside and day > self.days.sentenced:
            gravity = min(gravity, 3)  # what would have brought them back to custody is in no record that has them outside
        if kind == "street" and not inside and self.plan.traits.offending == "robbery" and self.chance.happens(0.5):
            kind, gravity = "robbery", max(2, gravity)
        victim = deeds.victim(kind, state, inside=inside)
        detected = self.parameters.recording.detected
        noticed = self.chance.happens(detected.inside if inside else detected.outside[max(0, gravity - 1)])
        breaks = self.protection.broken(day, victim) if kind == "partner" else None
        found = deeds.found(self.chance, inside=inside) if kind == "weapon" else None
        weapon = found or deeds.in_hand(self.chance, self.plan.traits, kind, gravity, inside=inside)
        ending = self.endings.of(day, kind, gravity, inside=inside) if noticed else None
        self.acts.append(Act(day, kind, gravity, inside, victim, weapon, noticed, ending, breaks=breaks))
        if kind == "partner" and noticed and ending is not None and breaks is None:
            self.protection.perhaps(day, ending)

    def _never(self, day: int, kind: str, *, inside: bool) -> bool:
        """Whether such an act on such a day would be another story than the one that the plan tells."""
        error, completed = self.plan.error, self.days.completed
        quiet = error == "optimism_after_quiet_month" and completed - QUIET_DAYS <= day <= completed
        if quiet and (kind in HARMFUL or kind == "weapon"):
            return True
        if day - self.days.born < _OLD_ENOUGH.get(kind, 0):
            return True
        if kind in self.plan.recipe.never or (inside and f"{kind} inside" in self.plan.recipe.never):
            return True
        return error == "order_not_shared" and kind == "partner" and day < completed - _RECENT_ABUSE

    def _shown(self, kind: str) -> int:
        """How many acts of a kind, beside the index offence, came to notice before the assessment."""
        return sum(self._counts(act, kind) for act in self.acts)

    def _counts(self, act: Act, kind: str) -> bool:
        if not act.noticed or act.day >= self.days.completed or act.gravity < 2:
            return False
        if self.plan.error == "copied_forward" and kind == "inside" and act.day <= self.days.previous:
            return False
        harmful = act.kind in HARMFUL or act.kind == "weapon"
        if kind == "inside":
            return harmful and act.inside
        return harmful if kind == "any" else act.kind == kind and (not act.index or self.plan.recipe.order)

    def _force(self, kind: str) -> None:
        """One more act of a kind, as this person would do it, on a day on which it can have been done."""
        who = self.plan.traits
        if kind == "any":
            weights = {"street": who.street, "partner": who.partner, "child": who.child}
            kind = self.chance.among(weights)
        inside = kind in ("inside", "prisoners")
        if kind == "inside":
            weights = {"prisoners": who.prisoners, "staff": who.staff, "weapon": 0.5 * who.carries_inside}
            kind = self.chance.among(weights)
        old = self.plan.recipe.settled_years is not None
        day = self._free_day(inside=inside, old=old)
        if day is None:
            return
        gravity = 4 if old else max(2, deeds.gravity(self.chance, self.grave))
        self._act(day, kind, inside=inside, gravity=gravity)
        last = self.acts[-1] if self.acts else None
        if last is not None and last.day == day and not last.noticed:
            ending = self.endings.of(day, last.kind, last.gravity, inside=inside)
            self.acts[-1] = msgspec.structs.replace(last, noticed=True, ending=ending)

    def _free_day(self, *, inside: bool, old: bool = False) -> int | None:
        """A day before the assessment on which the person was inside, or out."""
        first = self.days.start
        last = self.days.completed - (QUIET_DAYS + 2 if self.plan.error == "optimism_after_quiet_month" else 8)
        if old:
            active = [day for day, state in zip(self.plan.path.days, self.plan.path.states, strict=True) if state.activity < 1]
            last = min(last, active[0] if active else last) - 1
        elif inside:
            held = [period for period in self.days.custody if period.start < last - 2]
            if not held:
                return None
            period = self.chance.pick(held)
            first, last = period.start + 2, min(last, (period.end or last) - 1)
            if self.plan.error == "copied_forward":
                first = max(first, self.days.previous + 1)
        else:
            first = max(first, self.days.completed - _RECENT_ABUSE)
        for _ in range(_DAYS_TRIED):
            day = self.chance.between(first, max(first, last))
            if self.whereabouts.at(day)[0] == inside and first <= day <= last:
                return day
        return None


def _likely_at_most(mean: float, chance: float) -> int:
    """The greatest number that is reached with at least this chance where ``mean`` are to be expected (Poisson)."""
    term, left, number = exp(-mean), 1.0, 0
    while left - term >= chance:
        left -= term
        number += 1
        term *= mean / number
    return number
