"""What somebody does, as they are and as things are: how often, how gravely, to whom, and with what in hand."""

import msgspec

from riskcheck.records.model import Weapon
from riskcheck.synth.chance import Chance
from riskcheck.synth.parameters import Parameters
from riskcheck.synth.person import State, Traits
from riskcheck.synth.phrases import among
from riskcheck.synth.truth import domain_rate

_OUTSIDE_STAFF = 0.35
_FROM_INSIDE = 0.12
_WEAPON_IN_HAND = 0.45
_FINDS_OUTSIDE = 0.5
_FINDS_INSIDE = 0.7
_MINOR_OUTSIDE = ("theft", "drugs", "damage", "driving")
_MINOR_INSIDE = ("misconduct", "drugs", "damage", "victimised", "self_harm")
_KINDS_OUTSIDE = {"knife": 5.0, "blunt": 2.0, "other": 1.5, "imitation_firearm": 0.4, "firearm": 0.15, "corrosive": 0.15}
_ARMED = ("street", "robbery", "partner", "prisoners", "staff")
_VICTIMS = {"prisoners": "prisoner", "child": "child", "street": "public", "robbery": "public", "sexual": "public"}


def rates(who: Traits, state: State, parameters: Parameters, *, inside: bool) -> dict[str, float]:
    """Acts a year by kind, as things are."""
    effect, minor = parameters.truth.effect, parameters.life.minor
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


def gravity(chance: Chance, grave: float) -> int:
    """How grave a harmful act is, where this share of them does serious harm."""
    if chance.happens(grave):
        return 4
    return chance.pick((1, 2, 2, 2, 3))


def victim(kind: str, state: State, *, inside: bool) -> str:
    """Whom an act of a kind is against."""
    if kind == "partner":
        return "partner" if state.partner and not state.relationship_breakdown else "ex_partner"
    if kind == "staff":
        return "staff" if inside else "emergency_worker"
    return _VICTIMS.get(kind, "none")


def found(chance: Chance, *, inside: bool) -> Weapon:
    """A weapon that is carried or kept."""
    kind = "improvised" if inside else chance.among(_KINDS_OUTSIDE)
    return Weapon(kind=kind, use="carried", description=among(chance, f"weapons.{kind}"))


def in_hand(chance: Chance, who: Traits, kind: str, grave: int, *, inside: bool) -> Weapon | None:
    """The weapon with which an act of this gravity is done, if any."""
    if kind not in _ARMED or grave < 2:
        return None
    carries = who.carries_inside if inside else who.carries_outside
    if not chance.happens(_WEAPON_IN_HAND * carries * (1.5 if grave == 4 else 1.0) * (0.5 if kind == "partner" else 1.0)):
        return None
    weapon = found(chance, inside=inside)
    use = "used" if grave >= 3 and weapon.kind not in ("firearm", "imitation_firearm") else "threatened"
    return msgspec.structs.replace(weapon, use=use)


def not_against_others(chance: Chance, kind: str) -> Weapon | None:
    """The weapon of what a family adds: kept to hurt nobody else, or in another's hand."""
    if kind == "blades":
        return Weapon(kind="improvised", use="carried", description=among(chance, "weapons.self_harm"))
    if kind == "victimised" and chance.happens(0.4):
        return Weapon(kind="improvised", use="used", description=among(chance, "weapons.improvised"))
    return None
