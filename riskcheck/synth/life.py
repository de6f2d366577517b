"""The life of a case: the first of a few lives that is likely enough and reads as the truth has it, or the nearest to it."""

from collections.abc import Mapping

from riskcheck.synth.chance import Chance
from riskcheck.synth.lived import Life
from riskcheck.synth.living import Living
from riskcheck.synth.misreading import misread
from riskcheck.synth.parameters import Parameters
from riskcheck.synth.plan import Plan
from riskcheck.synth.schedule import CUSTODIAL
from riskcheck.synth.truth import overall
from riskcheck.terms import Level

LIVES = 12
"""Lives that are drawn, at most, for one plan."""


def life(chance: Chance, plan: Plan, parameters: Parameters) -> tuple[float, Life]:
    """The life of a case: acts up to the day of extraction, and how far it is from one that will do.

    The first of a few that is likely enough and, where that is asked, reads as the truth has it (0); else the nearest to it.
    """
    needed, readable = _needed(plan), parameters.truth.readable
    best: tuple[float, Life] | None = None
    for _ in range(LIVES):
        living = Living(chance, plan, parameters)
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
