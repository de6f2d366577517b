"""How what somebody did ends in court or at a hearing. A sentence of custody decides where the next days are spent."""

from collections.abc import Sequence

from riskcheck.records.model import Sentence
from riskcheck.synth.chance import Chance
from riskcheck.synth.lived import Act, Ending
from riskcheck.synth.parameters import Parameters
from riskcheck.synth.plan import Plan
from riskcheck.synth.schedule import Custody, working
from riskcheck.synth.whereabouts import Whereabouts

_CUSTODY_MONTHS = {1: (1, 3), 2: (2, 6), 3: (6, 20), 4: (20, 60)}
_CUSTODY_SHARE = {1: 0.04, 2: 0.15, 3: 0.5, 4: 0.97}
_OTHER_SENTENCES = {
    1: {"fine": 0.4, "discharge": 0.25, "community_order": 0.35},
    2: {"fine": 0.15, "community_order": 0.65, "suspended": 0.2},
    3: {"community_order": 0.35, "suspended": 0.65},
    4: {"suspended": 1.0},
}
_NO_CRIME = ("misconduct", "drugs")
"""What a prison deals with by itself."""


class Endings:
    """Courts and hearings in one life. ``acts`` are those so far: nobody is sent to prison on days on which they were out."""

    def __init__(
        self, chance: Chance, plan: Plan, parameters: Parameters, whereabouts: Whereabouts, acts: Sequence[Act]
    ) -> None:
        self._chance = chance
        self._error = plan.error
        self._days = plan.days
        self._convicted = parameters.recording.convicted
        self._whereabouts = whereabouts
        self._acts = acts

    def of(self, day: int, kind: str, gravity: int, *, inside: bool) -> Ending | None:
        """How an act ended; ``None`` where nothing came of it but a report."""
        chance = self._chance
        if inside:
            if kind in ("victimised", "self_harm"):
                return None
            outcome = chance.among(
                {"proved": 0.74, "dismissed": 0.1, "not_proceeded": 0.08, "referred_to_police": 0.02 + 0.03 * gravity}
            )
            if outcome == "referred_to_police" and kind in _NO_CRIME:
                outcome = "not_proceeded"
            heard = min(day + chance.between(2, 30), self._whereabouts.at(day)[1] - 1)
            return Ending(outcome, max(day + 1, working(int(heard))))
        decided = working(day + chance.between(30, 240))
        if kind == "partner" and self._error == "order_not_shared":
            return self._without_supervision(decided, gravity)
        if not chance.happens(self._convicted[max(0, gravity - 1)]):
            outcome = chance.among(
                {"no_further_action": 0.55, "discontinued": 0.2, "acquitted": 0.12, "cautioned": 0.13 if gravity < 3 else 0.0}
            )
            return Ending(outcome, decided)
        return Ending("convicted", decided, self._sentence(decided, gravity))

    def _without_supervision(self, decided: int, gravity: int) -> Ending:
        """An ending that brings nobody under supervision, so that probation need not have heard of it."""
        outcome = self._chance.among(
            {"no_further_action": 0.45, "discontinued": 0.2, "acquitted": 0.1, "convicted": 0.25 if gravity < 3 else 0.0}
        )
        fine = Sentence(kind=self._chance.pick(("fine", "discharge"))) if outcome == "convicted" else None
        return Ending(outcome, decided, fine)

    def _sentence(self, decided: int, gravity: int) -> Sentence:
        """The sentence of the court; one of custody is served, and ends before the index offence."""
        chance, level = self._chance, max(1, gravity)
        if chance.happens(_CUSTODY_SHARE[level]):
            months = chance.between(*_CUSTODY_MONTHS[level])
            inside, until = self._whereabouts.at(decided)
            if inside:
                together = max(1, int(until - decided) // 15) if until < self._days.extracted else months
                return Sentence(kind="custody", months=float(min(months, together)))
            end = min(decided + months * 15, self._days.index - 20)
            if decided < self._days.index - 60 and self._free(decided, end):
                self._whereabouts.earlier.append(Custody(decided, end, "sentence"))
                return Sentence(kind="custody", months=float(min(months, max(1, (end - decided) // 15))))
        kind = chance.among(_OTHER_SENTENCES[level])
        timed = kind in ("community_order", "suspended")
        return Sentence(kind=kind, months=float(chance.pick((12, 18, 24)))) if timed else Sentence(kind=kind)

    def _free(self, start: int, end: int) -> bool:
        """Whether these days can be spent in custody: no other time there, and nothing done outside in them."""
        if self._whereabouts.taken(start, end):
            return False
        return not any(start <= act.day < end and not act.inside for act in self._acts)
