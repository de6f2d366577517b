"""What level follows from a life: the words of the definitions, asked of what goes on in it.

For each group in each setting there is a number of serious harms to be expected in a year. It comes from the propensities
and the circumstances of the day, and from nothing on record. Three questions are asked of it, in the order of the
definitions. Could it happen at any time, as things are (high)? Is it more likely than not, and is something acute present
(very high)? If not, would it need a change of circumstances (medium), or not even then (low)?

An assessor asks the same of what they saw. So an error of theirs is an error of sight, and has a name.
"""

from collections.abc import Mapping

import msgspec

from riskcheck.synth.parameters import Truth
from riskcheck.synth.person import DOMAINS, State, Traits
from riskcheck.terms import RATINGS, Group, Level, Setting

Rated = tuple[Group, Setting]
Levels = dict[Rated, Level]
ORDER = (Level.LOW, Level.MEDIUM, Level.HIGH, Level.VERY_HIGH)

_TOUCHES = {
    "alcohol": ("street", "partner", "child"),
    "drugs": ("street", "prisoners", "partner"),
    "accommodation_loss": ("street", "partner"),
    "relationship_breakdown": ("partner",),
    "employment_or_money": ("street",),
    "criminal_associates": ("street", "prisoners"),
}
_TOUCHED_BY = {domain: tuple(name for name, touched in _TOUCHES.items() if domain in touched) for domain in DOMAINS}
_ACUTE = ("alcohol", "accommodation_loss", "relationship_breakdown")
_REACH = 0.25
_OUT_OF_REACH = 0.12
_WITHOUT_CHILDREN = 0.4


class Sight(msgspec.Struct, frozen=True):
    """What is known of somebody. The truth sees everything; an assessor leaves something out."""

    domains: frozenset[str] = frozenset(DOMAINS)
    weapons_outside: bool = True
    weapons_inside: bool = True
    believed: float = 1.0
    """How much of each rate is believed."""
    line: float = 1.0
    """How much higher the lines lie."""
    apart: bool = False
    """Whether nothing that was shown in one domain is taken to say anything of another."""
    allowed: Mapping[str, float] = {}
    """Serious harms a year allowed for in a domain that is not seen, or less where there is less."""


EVERYTHING = Sight()


def domain_rate(traits: Traits, domain: str, state: State, effect: Mapping[str, float]) -> float:
    """Harmful acts of a domain a year, as things are."""
    rate: float = getattr(traits, domain) * state.activity
    for name in _TOUCHED_BY[domain]:
        if getattr(state, name):
            rate *= effect.get(name, 1.0)
    if domain == "partner":
        if state.out_of_reach:
            rate *= _OUT_OF_REACH
        elif not (state.partner or state.relationship_breakdown):
            rate *= _REACH
    elif domain == "child" and not state.children:
        rate *= _WITHOUT_CHILDREN
    return rate


def grave_share(traits: Traits, weapon: float, sight: Sight = EVERYTHING) -> float:
    """The share of harmful acts that does serious harm."""
    outside = traits.carries_outside if sight.weapons_outside else 0.0
    inside = traits.carries_inside if sight.weapons_inside else 0.0
    return min(0.6, traits.grave * (1.0 + weapon * max(outside, 0.8 * inside)))


def expected(traits: Traits, state: State, parameters: Truth, sight: Sight = EVERYTHING) -> dict[str, float]:
    """Serious harms to be expected in a year, by group and setting (``public/community``)."""
    share = grave_share(traits, parameters.weapon, sight) * sight.believed
    own = {domain: share * domain_rate(traits, domain, state, parameters.effect) for domain in DOMAINS}
    for domain in DOMAINS:
        if domain not in sight.domains:
            own[domain] = min(own[domain], sight.allowed.get(domain, 0.0))
    combine = max if sight.apart else sum
    return {
        rated: combine(factor * own[domain] for domain, factor in factors.items())
        for rated, factors in parameters.carry_over.items()
    }


def after_a_change(state: State, change: float) -> State:
    """The state after the plausible change for the worse."""
    return State(
        max(state.activity, change),
        alcohol=True,
        drugs=state.drugs,
        accommodation_loss=True,
        relationship_breakdown=True,
        partner=state.partner,
        employment_or_money=state.employment_or_money,
        criminal_associates=True,
        children=state.children,
        out_of_reach=state.out_of_reach,
    )


_NAMES = tuple(((group, setting), f"{group.value}/{setting.value}") for group, setting in RATINGS)


def levels(traits: Traits, state: State, parameters: Truth, sight: Sight = EVERYTHING) -> Levels:
    """The level for each group in each setting that follows from what is known."""
    now = expected(traits, state, parameters, sight)
    changed = expected(traits, after_a_change(state, parameters.change), parameters, sight)
    lines = parameters.lines
    acute = any(getattr(state, name) for name in _ACUTE)
    found = {}
    for rated, name in _NAMES:
        if acute and now[name] >= lines["very_high"] * sight.line:
            found[rated] = Level.VERY_HIGH
        elif now[name] >= lines["high"] * sight.line:
            found[rated] = Level.HIGH
        elif changed[name] >= lines["medium"] * sight.line:
            found[rated] = Level.MEDIUM
        else:
            found[rated] = Level.LOW
    return found


def overall(rated: Mapping[Rated, Level]) -> Level:
    """The highest of the levels."""
    return max(rated.values(), key=ORDER.index)


def nearness(traits: Traits, state: State, parameters: Truth) -> float:
    """How near the highest rating is to the line for high: 1 is on it."""
    return max(expected(traits, state, parameters).values()) / parameters.lines["high"]
