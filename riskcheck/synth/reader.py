"""A reader of whole lives: somebody who sees every act that came to notice, and knows how such lives go.

Lives are drawn until this reader would put the highest rating on the same side of the line for high as the truth does: what
should have been rated high is what a careful reader of all that was known to anybody would have called high. Acts are counted
against the time in which they could be done; what is recent counts for more, and what was not proved for less; what is usual
is the start; then the question of the truth is asked. No rule, weight or look-back of riskcheck is used.
"""

from collections.abc import Iterable, Sequence

import msgspec

from riskcheck.synth.parameters import Parameters
from riskcheck.synth.person import DOMAINS, YEAR, State, Traits
from riskcheck.synth.truth import domain_rate

STEP = 91
"""Days between looks back at where the person was, and in which circumstances."""

_HALF = 4.0 * YEAR
_USUAL_YEARS = 1.5
_USUAL_ACTS = 6.0
_KINDS = {"robbery": "street", "sexual": "street"}
_OUT_AND_IN = {"street": (1.0, 0.0), "partner": (1.0, 0.12), "staff": (0.35, 1.0), "prisoners": (0.0, 1.0), "child": (1.0, 0.0)}
_ONE = Traits("", 0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 1.0, 1.0)


class Seen(msgspec.Struct, frozen=True):
    """One act as it came to notice: how many days before the assessment, of which kind, how grave, and what it counts."""

    before: int
    kind: str
    gravity: int
    counts: float = 1.0


def nearness(acts: Iterable[Seen], inside: Sequence[bool], states: Sequence[State], parameters: Parameters) -> float:
    """How near the highest rating seems to be to the line for high: 1 is on it.

    ``inside`` and ``states`` are where the person was and in which circumstances, every ``STEP`` days back from the day.
    """
    life, truth = parameters.life, parameters.truth
    seen = [act for act in acts if _KINDS.get(act.kind, act.kind) in (*DOMAINS, "weapon")]
    usual = dict(life.rates)
    usual["partner"] *= life.abusive
    usual["child"] *= life.child
    rates = {}
    touched = {id(state): {domain: _touched(domain, state, truth.effect) for domain in DOMAINS} for state in _each(states)}
    for domain in DOMAINS:
        out, held = _OUT_AND_IN[domain]
        years = sum(
            0.5 ** (place * STEP / _HALF) * (held if there else out) * touched[id(state)][domain] * STEP / YEAR
            for place, (there, state) in enumerate(zip(inside, states, strict=True))
        )
        acted = sum(act.counts * 0.5 ** (act.before / _HALF) for act in seen if _KINDS.get(act.kind, act.kind) == domain)
        rate = (_USUAL_YEARS * usual[domain] + acted) / (_USUAL_YEARS + years)
        rates[domain] = rate * touched[id(states[0])][domain]
    harm = [act for act in seen if act.kind != "weapon"]
    armed = min(0.6, 0.2 * sum(act.counts for act in seen if act.kind == "weapon"))
    usually = life.grave * (1.0 + truth.weapon * armed)
    gravely = sum(act.counts for act in harm if act.gravity == 4)
    grave = (_USUAL_ACTS * usually + gravely) / (_USUAL_ACTS + sum(act.counts for act in harm))
    most: float = max(
        sum(factor * rates[domain] for domain, factor in factors.items()) for factors in truth.carry_over.values()
    )
    return most * max(usually, grave) / truth.lines["high"]


def _each(states: Sequence[State]) -> Iterable[State]:
    """Each state once: the same one holds for many looks."""
    return {id(state): state for state in states}.values()


def _touched(domain: str, state: State, effect: dict[str, float]) -> float:
    """How circumstances multiply a rate; whether the person is settled is not seen."""
    return domain_rate(_ONE, domain, msgspec.structs.replace(state, activity=1.0), effect)
