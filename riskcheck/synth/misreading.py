"""Whether a reader of the whole life would be on the side of the line for high on which the truth is."""

from riskcheck.synth import reader
from riskcheck.synth.lived import Act, Life
from riskcheck.synth.parameters import Parameters
from riskcheck.synth.plan import Plan
from riskcheck.synth.truth import overall
from riskcheck.terms import Level

_NOT_PROVED = ("acquitted", "discontinued", "no_further_action", "dismissed", "not_proceeded")


def misread(plan: Plan, lived: Life, parameters: Parameters) -> float:
    """How far a reader of the whole life would be on the wrong side of the line for high; 0 on the right one."""
    day = plan.days.completed
    looks = range(day, plan.days.start, -reader.STEP)
    acts = [as_seen(act, day, parameters) for act in lived.acts if act.noticed and act.day < day]
    inside = [lived.inside(at) for at in looks]
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
