"""How assessors go wrong: each error says what was not seen, not believed or not said, and the rating follows from that."""

import msgspec

from riskcheck.synth.parameters import Parameters
from riskcheck.synth.person import DOMAINS, Path, State, Traits
from riskcheck.synth.schedule import CUSTODIAL, Schedule
from riskcheck.synth.truth import ORDER, Levels, Sight, levels, overall
from riskcheck.terms import Group, Level, Setting

TOO_LOW = {
    "read_in_isolation": "Everything was seen, and each group was rated by what was done to that group in that setting alone.",
    "index_offence_only": "Only the offence now being served for was looked at.",
    "custody_not_seen": "What happened in custody was not seen.",
    "order_not_shared": "Harm to a partner, and the orders and call-outs that show it, were not shared.",
    "copied_forward": "The assessment before was copied; what has happened since is not in it.",
    "optimism_after_quiet_month": "A quiet month or two was taken for a change.",
    "local_norm": "Everything was seen; where this assessor works, it takes more to be high.",
    "lowered_under_workload": "High before, and lowered with no new evidence while the workload was heavy.",
}
"""Errors that rate too low."""
TOO_HIGH = {
    "likelihood_read_as_harm": "Likelihood of reoffending was read as risk of serious harm.",
    "old_violence_read_as_now": "Old harm was taken to be going on.",
}
"""Errors that rate too high."""

QUIET_DAYS = 45
_OF_THE_INDEX = {
    "violent": ("street",),
    "robbery": ("street",),
    "disorder": ("street",),
    "domestic": ("partner",),
    "sexual": ("child",),
}
_BUSY = 1.2


class Believed(msgspec.Struct, frozen=True):
    """What one assessor had before them."""

    sight: Sight
    state: State


def could_happen(error: str, offending: str, days: Schedule) -> bool:
    """Whether a case of this kind leaves room for the error."""
    if error == "custody_not_seen":
        return days.phase in CUSTODIAL
    if error == "order_not_shared":
        return offending not in ("domestic", "sexual")
    if error in ("copied_forward", "lowered_under_workload"):
        return days.completed - days.previous >= 90
    if error == "optimism_after_quiet_month":
        return not days.releases or days.completed - days.releases[-1] > QUIET_DAYS
    return True


def believed(error: str | None, traits: Traits, days: Schedule, path: Path, parameters: Parameters) -> Believed:
    """What an assessor who goes wrong in this way sees; without an error, everything."""
    state = path.at(days.completed)
    allowed = parameters.assessing.allowed
    if error == "index_offence_only":
        seen = frozenset(_OF_THE_INDEX.get(traits.offending, ()))
        sight = Sight(seen, weapons_outside=traits.offending == "robbery", weapons_inside=False, allowed=allowed)
    elif error == "custody_not_seen":
        sight = Sight(frozenset(DOMAINS) - {"prisoners", "staff"}, weapons_inside=False, allowed=allowed)
    elif error == "order_not_shared":
        sight = Sight(frozenset(DOMAINS) - {"partner"}, allowed=allowed)
    elif error == "copied_forward":
        state = path.at(days.previous)
        since = {"prisoners", "staff"} if days.phase in CUSTODIAL else set()
        sight = Sight(frozenset(DOMAINS) - since, weapons_inside=not since, allowed=allowed)
    elif error == "optimism_after_quiet_month":
        sight = Sight(believed=parameters.assessing.optimism)
    elif error == "local_norm":
        sight = Sight(line=parameters.assessing.lenient)
    elif error == "read_in_isolation":
        sight = Sight(apart=True)
    else:
        sight = Sight()
    if error == "old_violence_read_as_now":
        state = msgspec.structs.replace(state, activity=1.0)
    return Believed(sight, state)


def rated(
    error: str | None, traits: Traits, days: Schedule, path: Path, parameters: Parameters, truth: Levels
) -> Levels | None:
    """The levels that an assessor gives who goes wrong in this way; ``None`` where the case leaves no room for it."""
    if error is None:
        return truth
    if not could_happen(error, traits.offending, days):
        return None
    if error == "lowered_under_workload":
        return {group: min(level, Level.MEDIUM, key=ORDER.index) for group, level in truth.items()}
    if error == "likelihood_read_as_harm":
        return _raised(truth) if traits.busy >= _BUSY else None
    seen = believed(error, traits, days, path, parameters)
    return levels(traits, seen.state, parameters.truth, seen.sight)


def _raised(truth: Levels) -> Levels:
    """The public in the community one step above the overall level."""
    step = ORDER[min(len(ORDER) - 1, ORDER.index(overall(truth)) + 1)]
    return truth | {(Group.PUBLIC, Setting.COMMUNITY): step}
