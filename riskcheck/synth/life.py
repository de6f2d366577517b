"""A life lived: acts on days, one after another, at the rates that propensities and circumstances give on each day.

Acts come as in Gillespie's method: the wait for the next is drawn from the sum of all rates, which act it is from their
shares, and both are drawn anew when anything changes. What an act leads to in court or at a hearing is part of the life,
because a sentence decides where the next days are spent. What gets written down is not: see ``conduct``.
"""

from collections.abc import Mapping, Sequence
from math import exp

import msgspec

from riskcheck.records.model import Sentence, Weapon
from riskcheck.synth import reader
from riskcheck.synth.assessor import QUIET_DAYS
from riskcheck.synth.chance import Chance
from riskcheck.synth.parameters import Parameters
from riskcheck.synth.person import DOMAINS, YEAR, State
from riskcheck.synth.phrases import among
from riskcheck.synth.plan import Plan
from riskcheck.synth.schedule import CUSTODIAL, Custody
from riskcheck.synth.truth import domain_rate, grave_share, overall
from riskcheck.terms import Level

HARMFUL = (*DOMAINS, "robbery", "sexual")
"""Kinds of act that harm or threaten somebody."""

_OUTSIDE_STAFF = 0.35
_FROM_INSIDE = 0.12
_WEAPON_IN_HAND = 0.45
_FINDS_OUTSIDE = 0.5
_FINDS_INSIDE = 0.7
_MINOR_OUTSIDE = ("theft", "drugs", "damage", "driving")
_MINOR_INSIDE = ("misconduct", "drugs", "damage", "victimised", "self_harm")
_KINDS_OUTSIDE = {"knife": 5.0, "blunt": 2.0, "other": 1.5, "imitation_firearm": 0.4, "firearm": 0.15, "corrosive": 0.15}
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
_CUSTODY_MONTHS = {1: (1, 3), 2: (2, 6), 3: (6, 20), 4: (20, 60)}
_CUSTODY_SHARE = {1: 0.04, 2: 0.15, 3: 0.5, 4: 0.97}
_OTHER_SENTENCES = {
    1: {"fine": 0.4, "discharge": 0.25, "community_order": 0.35},
    2: {"fine": 0.15, "community_order": 0.65, "suspended": 0.2},
    3: {"community_order": 0.35, "suspended": 0.65},
    4: {"suspended": 1.0},
}
_NOT_PROVED = ("acquitted", "discontinued", "no_further_action", "dismissed", "not_proceeded")
_RECENT_ABUSE = 4 * 365
_LONG = 14
_GRAVER = {"theft": "burglary", "drugs": "supply"}
_FORCED = 12
LIVES = 12
"""Lives that are drawn, at most, for one plan."""
_DAYS_TRIED = 24


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


def life(chance: Chance, plan: Plan, parameters: Parameters) -> tuple[float, Life]:
    """The life of a case: acts up to the day of extraction, and how far it is from one that will do.

    The first of a few that is likely enough and, where that is asked, reads as the truth has it (0); else the nearest to it.
    """
    needed, readable = _needed(plan), parameters.truth.readable
    best: tuple[float, Life] | None = None
    for _ in range(LIVES):
        living = _Living(chance, plan, parameters)
        living.live()
        living.add(plan.recipe.added)
        living.show(needed)
        if plan.error == "order_not_shared":
            living.protect()
        lived = living.lived()
        amiss = living.surprising() + (misread(plan, lived, parameters) if readable else 0.0)
        if best is None or amiss < best[0]:
            best = (amiss, lived)
        if not amiss:
            break
    assert best is not None
    return best


def misread(plan: Plan, lived: Life, parameters: Parameters) -> float:
    """How far a reader of the whole life would be on the wrong side of the line for high; 0 on the right one."""
    day = plan.days.completed
    looks = range(day, plan.days.start, -reader.STEP)
    acts = [as_seen(act, day, parameters) for act in lived.acts if act.noticed and act.day < day]
    inside = [any(held.start <= at and (held.end is None or at < held.end) for held in lived.custody) for at in looks]
    near = reader.nearness(acts, inside, [plan.path.at(at) for at in looks], parameters)
    high = overall(plan.truth) in (Level.HIGH, Level.VERY_HIGH)
    least = parameters.truth.margin if overall(plan.recorded) not in (Level.HIGH, Level.VERY_HIGH) else 1.0
    return max(0.0, least - near) if high else max(0.0, near - 1.0)


def as_seen(act: Act, day: int, parameters: Parameters) -> reader.Seen:
    """An act as a reader sees it on a day.

    Harm is serious that is 'life threatening and/or traumatic' (MAPPA national guidance, Scotland 2016), so a sexual offence
    is, and a robbery with a weapon, whether or not anybody was injured.
    """
    unproved = act.ending is not None and act.ending.outcome in _NOT_PROVED
    traumatic = act.kind == "sexual" or (act.kind == "robbery" and act.weapon is not None)
    counts = parameters.truth.unproved if unproved else 1.0
    return reader.Seen(day - act.day, act.kind, 4 if traumatic else act.gravity, counts)


def _needed(plan: Plan) -> Mapping[str, int]:
    """What has to have been shown by the assessment: of a life that nothing shows, nobody can say that it was rated too low."""
    needed = dict(plan.recipe.shown)
    if plan.error == "custody_not_seen" or (plan.error == "copied_forward" and plan.days.phase in CUSTODIAL):
        needed |= {"inside": 2, "any": 3}
    elif plan.error == "order_not_shared":
        needed |= {"partner": 2, "any": 3}
    elif plan.error is not None and overall(plan.truth) in (Level.HIGH, Level.VERY_HIGH):
        needed |= {"any": 3}
    elif overall(plan.truth) in (Level.HIGH, Level.VERY_HIGH):
        needed |= {"any": 2}
    return needed


class _Living:
    """A life while it is being lived."""

    def __init__(self, chance: Chance, plan: Plan, parameters: Parameters) -> None:
        self.chance = chance
        self.plan = plan
        self.parameters = parameters
        self.days = plan.days
        self.acts: list[Act] = []
        self.orders: list[Made] = []
        self.earlier: list[Custody] = []
        self.over = False
        self.grave = grave_share(plan.traits, parameters.truth.weapon)

    def live(self) -> None:
        """Go from the first day to the last, by stretches in which nothing changes but through acts."""
        day, end = float(self.days.start), float(self.days.extracted)
        offended = False
        while day < end:
            if not offended and day >= self.days.index:
                self._offend()
                offended = True
            inside, until = self._where(int(day))
            stop = min(end, until, float(self.plan.path.next_change(int(day)) or end))
            if not offended:
                stop = min(stop, float(self.days.index))
            day = self._stretch(day, max(stop, day + 1.0), inside=inside)
        self.over = True

    def _stretch(self, day: float, stop: float, *, inside: bool) -> float:
        """Acts until something else changes, or an act leads to custody; the day on which that is."""
        rates = self._rates(self.plan.path.at(int(day)), inside=inside)
        total = sum(rates.values())
        sentences = len(self.earlier)
        while total > 0:
            day += self.chance.wait(total) * YEAR
            if day >= stop:
                break
            self._act(int(day), self.chance.among(rates), inside=inside)
            if len(self.earlier) > sentences:
                return day
        return stop

    def lived(self) -> Life:
        """What came of it."""
        acts = tuple(sorted(self.acts, key=lambda act: act.day))
        return Life(acts, tuple(self.orders), (*self.earlier, *self.days.custody))

    def add(self, added: Mapping[str, tuple[int, int]]) -> None:
        """What a family adds."""
        for kind, (least, most) in added.items():
            for _ in range(self.chance.between(least, most)):
                inside = kind not in ("acquitted", "unfounded")
                day = self._free_day(inside=inside)
                if day is not None:
                    victim = {"unfounded": "partner", "acquitted": "public", "fight": "prisoner", "refuted": "prisoner"}.get(
                        kind, "none"
                    )
                    self.acts.append(Act(day, kind, 2 if kind == "fight" else 0, inside, victim, self._weapon_of(kind)))

    def show(self, needed: Mapping[str, int]) -> None:
        """Make sure that acts of these kinds are among those that came to notice before the last assessment."""
        for kind, least in needed.items():
            for _ in range(_FORCED):
                if self._shown(kind) >= least:
                    break
                self._force(kind)

    def protect(self) -> None:
        """Make sure that an order was made for the partner harmed, and before the last assessment."""
        if any(order.day < self.days.completed for order in self.orders):
            return
        harm = [act for act in self.acts if act.kind == "partner" and act.noticed and act.day < self.days.completed - 10]
        if harm:
            act = max(harm, key=lambda one: one.day)
            day = self.chance.between(act.day + 2, min(act.day + 40, self.days.completed - 5))
            self._order(day, self.chance.pick(("non_molestation", "domestic_abuse_protection")), "civil_application")

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
        gravity = 4 if old else max(2, self._gravity())
        self._act(day, kind, inside=inside, gravity=gravity)
        last = self.acts[-1] if self.acts else None
        if last is not None and last.day == day and not last.noticed:
            ending = self._ending(day, last.kind, last.gravity, inside=inside)
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
            if self._where(day)[0] == inside and first <= day <= last:
                return day
        return None

    def _where(self, day: int) -> tuple[bool, float]:
        """Whether inside on a day, and until when that stays so."""
        until = float("inf")
        for held in (*self.earlier, *self.days.custody):
            if held.start <= day and (held.end is None or day < held.end):
                return True, float(held.end) if held.end is not None else float("inf")
            if day < held.start < until:
                until = float(held.start)
        return False, until

    def _rates(self, state: State, *, inside: bool) -> dict[str, float]:
        """Acts a year by kind, as things are."""
        who, effect, minor = self.plan.traits, self.parameters.truth.effect, self.parameters.life.minor
        if inside:
            return {
                "prisoners": domain_rate(who, "prisoners", state, effect),
                "staff": domain_rate(who, "staff", state, effect),
                "partner": _FROM_INSIDE * domain_rate(who, "partner", state, effect),
                "weapon": _FINDS_INSIDE * who.carries_inside * state.activity,
                **{kind: minor[kind] * (0.3 + 0.7 * who.busy * state.activity) for kind in _MINOR_INSIDE},
            }
        return {
            "street": domain_rate(who, "street", state, effect),
            "partner": domain_rate(who, "partner", state, effect),
            "child": domain_rate(who, "child", state, effect),
            "staff": _OUTSIDE_STAFF * domain_rate(who, "staff", state, effect),
            "weapon": _FINDS_OUTSIDE * who.carries_outside * state.activity,
            **{kind: minor[kind] * who.busy * max(0.25, state.activity) for kind in _MINOR_OUTSIDE},
        }

    def _gravity(self) -> int:
        """How grave a harmful act is."""
        if self.chance.happens(self.grave):
            return 4
        return self.chance.pick((1, 2, 2, 2, 3))

    def _offend(self) -> None:
        """The index offence, as grave as its sentence is long."""
        kind = self.chance.among(_INDEX[self.plan.traits.offending])
        months = self._months_served_for()
        long = months > _LONG
        kind = _GRAVER.get(kind, kind) if long else kind
        gravity = {"street": 3, "partner": 3 if long else 2, "robbery": 3, "sexual": 3, "staff": 3 if long else 2}.get(kind, 0)
        if gravity and self.chance.happens(self.grave):
            gravity = 4
        if self.plan.recipe.order:
            gravity = min(gravity, 3)
        kinds = {"suspended_sentence": "suspended", "community_order": "community_order"}
        sentence_kind = kinds.get(self.days.phase, "custody")
        length = months if sentence_kind == "custody" else self.chance.pick((12, 18, 24))
        passed = Sentence(kind=sentence_kind, months=float(length))
        inside, _ = self._where(self.days.index)
        victim = self._victim(kind, self.plan.path.at(self.days.index), inside=inside)
        weapon = self._in_hand(kind, gravity, inside=inside)
        ending = Ending("convicted", self.days.sentenced, passed)
        self.acts.append(Act(self.days.index, kind, gravity, inside, victim, weapon, True, ending, index=True))
        if kind == "partner" and (self.plan.recipe.order or self.chance.happens(0.55)):
            self._order(self.days.sentenced, "restraining", "conviction")

    def _months_served_for(self) -> int:
        """The months of the sentence of custody now being served, half of them inside; 0 where it is of another kind."""
        served = [held for held in self.days.custody if held.kind == "sentence"]
        if not served:
            return 0
        until = served[0].end or self.days.planned_release or self.days.extracted + 90
        return max(2, round((until - served[0].start) * 2 / 30.4))

    def _act(self, day: int, kind: str, *, inside: bool, gravity: int | None = None) -> None:
        quiet = (
            self.plan.error == "optimism_after_quiet_month" and self.days.completed - QUIET_DAYS <= day <= self.days.completed
        )
        if quiet and (kind in HARMFUL or kind == "weapon"):
            return
        if kind in self.plan.recipe.never or (inside and f"{kind} inside" in self.plan.recipe.never):
            return
        if self.plan.error == "order_not_shared" and kind == "partner" and day < self.days.completed - _RECENT_ABUSE:
            return
        state = self.plan.path.at(day)
        if gravity is None:
            gravity = self._gravity() if kind in HARMFUL else 2 if kind == "weapon" else 0
        if inside and kind == "partner":
            gravity = 1
        if not inside and day > self.days.sentenced:
            gravity = min(gravity, 3)  # what would have brought them back to custody is in no record that has them outside
        if kind == "street" and not inside and self.plan.traits.offending == "robbery" and self.chance.happens(0.5):
            kind, gravity = "robbery", max(2, gravity)
        victim = self._victim(kind, state, inside=inside)
        detected = self.parameters.recording.detected
        noticed = self.chance.happens(detected.inside if inside else detected.outside[max(0, gravity - 1)])
        breaks = self._breaks(day, victim) if kind == "partner" else None
        weapon = self._weapon_found(inside=inside) if kind == "weapon" else self._in_hand(kind, gravity, inside=inside)
        ending = self._ending(day, kind, gravity, inside=inside) if noticed else None
        self.acts.append(Act(day, kind, gravity, inside, victim, weapon, noticed, ending, breaks=breaks))
        if kind == "partner" and noticed and ending is not None and breaks is None:
            self._perhaps_order(day, ending)

    def _victim(self, kind: str, state: State, *, inside: bool) -> str:
        if kind == "partner":
            return "partner" if state.partner and not state.relationship_breakdown else "ex_partner"
        if kind == "staff":
            return "staff" if inside else "emergency_worker"
        fixed = {"prisoners": "prisoner", "child": "child", "street": "public", "robbery": "public", "sexual": "public"}
        return fixed.get(kind, "none")

    def _breaks(self, day: int, victim: str) -> int | None:
        """Which order the act breaks: one in force that protects this person."""
        for place, order in enumerate(self.orders):
            if order.victim == victim and order.day < day and (order.until is None or day < order.until):
                return place
        return None

    def _weapon_of(self, kind: str) -> Weapon | None:
        if kind == "blades":
            return Weapon(kind="improvised", use="carried", description=among(self.chance, "weapons.self_harm"))
        if kind == "victimised" and self.chance.happens(0.4):
            return Weapon(kind="improvised", use="used", description=among(self.chance, "weapons.improvised"))
        return None

    def _weapon_found(self, *, inside: bool) -> Weapon:
        kind = "improvised" if inside else self.chance.among(_KINDS_OUTSIDE)
        return Weapon(kind=kind, use="carried", description=among(self.chance, f"weapons.{kind}"))

    def _in_hand(self, kind: str, gravity: int, *, inside: bool) -> Weapon | None:
        if kind not in ("street", "robbery", "partner", "prisoners", "staff") or gravity < 2:
            return None
        who = self.plan.traits
        carries = who.carries_inside if inside else who.carries_outside
        if not self.chance.happens(
            _WEAPON_IN_HAND * carries * (1.5 if gravity == 4 else 1.0) * (0.5 if kind == "partner" else 1.0)
        ):
            return None
        found = self._weapon_found(inside=inside)
        use = "used" if gravity >= 3 and found.kind not in ("firearm", "imitation_firearm") else "threatened"
        return msgspec.structs.replace(found, use=use)

    def _ending(self, day: int, kind: str, gravity: int, *, inside: bool) -> Ending | None:
        """How it ended; ``None`` where nothing came of it but a report."""
        if inside:
            if kind in ("victimised", "self_harm"):
                return None
            outcome = self.chance.among(
                {"proved": 0.74, "dismissed": 0.1, "not_proceeded": 0.08, "referred_to_police": 0.02 + 0.03 * gravity}
            )
            return Ending(outcome, day + self.chance.between(2, 30))
        decided = day + self.chance.between(30, 240)
        if kind == "partner" and self.plan.error == "order_not_shared":
            return self._without_supervision(decided, gravity)
        if not self.chance.happens(self.parameters.recording.convicted[max(0, gravity - 1)]):
            outcome = self.chance.among(
                {"no_further_action": 0.55, "discontinued": 0.2, "acquitted": 0.12, "cautioned": 0.13 if gravity < 3 else 0.0}
            )
            return Ending(outcome, decided)
        return Ending("convicted", decided, self._sentence(decided, gravity))

    def _without_supervision(self, decided: int, gravity: int) -> Ending:
        """An ending that brings nobody under supervision, so that probation need not have heard of it."""
        outcome = self.chance.among(
            {"no_further_action": 0.45, "discontinued": 0.2, "acquitted": 0.1, "convicted": 0.25 if gravity < 3 else 0.0}
        )
        fine = Sentence(kind=self.chance.pick(("fine", "discharge"))) if outcome == "convicted" else None
        return Ending(outcome, decided, fine)

    def _sentence(self, decided: int, gravity: int) -> Sentence:
        """The sentence of the court; one of custody is served, and ends before the index offence."""
        level = max(1, gravity)
        if self.chance.happens(_CUSTODY_SHARE[level]):
            months = self.chance.between(*_CUSTODY_MONTHS[level])
            inside, until = self._where(decided)
            if inside:
                together = max(1, int(until - decided) // 15) if until < self.days.extracted else months
                return Sentence(kind="custody", months=float(min(months, together)))
            end = min(decided + months * 15, self.days.index - 20)
            if decided < self.days.index - 60 and self._free(decided, end):
                self.earlier.append(Custody(decided, end, "sentence"))
                return Sentence(kind="custody", months=float(min(months, max(1, (end - decided) // 15))))
        kind = self.chance.among(_OTHER_SENTENCES[level])
        timed = kind in ("community_order", "suspended")
        return Sentence(kind=kind, months=float(self.chance.pick((12, 18, 24)))) if timed else Sentence(kind=kind)

    def _free(self, start: int, end: int) -> bool:
        """Whether these days can be spent in custody: no other time there, and nothing done outside in them."""
        if any(held.start < end and start < (held.end or end) for held in self.earlier):
            return False
        return not any(start <= act.day < end and not act.inside for act in self.acts)

    def _perhaps_order(self, day: int, ending: Ending) -> None:
        if ending.outcome == "convicted" and self.chance.happens(0.5):
            self._order(ending.decided, "restraining", "conviction")
        elif ending.outcome == "acquitted" and self.chance.happens(0.4):
            self._order(ending.decided, "restraining", "acquittal")
        elif ending.outcome == "no_further_action" and self.chance.happens(
            0.5 if self.plan.error == "order_not_shared" else 0.2
        ):
            kind = self.chance.pick(("non_molestation", "domestic_abuse_protection"))
            self._order(day + self.chance.between(3, 40), kind, "civil_application")

    def _order(self, day: int, kind: str, made_after: str) -> None:
        if day >= self.days.extracted:
            return
        long = 28 if kind == "domestic_abuse_protection" else 365 * self.chance.pick((1, 2, 3, 5, 5))
        until = None if kind == "restraining" and self.chance.happens(0.12) else day + long
        self.orders.append(Made(day, kind, until, made_after, "ex_partner"))


def _likely_at_most(mean: float, chance: float) -> int:
    """The greatest number that is reached with at least this chance where ``mean`` are to be expected (Poisson)."""
    term, left, number = exp(-mean), 1.0, 0
    while left - term >= chance:
        left -= term
        number += 1
        term *= mean / number
    return number


def harmful(acts: Sequence[Act]) -> list[Act]:
    """Acts that harmed or threatened somebody, or were with a weapon."""
    return [act for act in acts if act.kind in (*HARMFUL, "weapon") and act.gravity > 0]
