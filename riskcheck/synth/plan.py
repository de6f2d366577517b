"""Which case is made: the level on record, whether it is right, why not, and a life and circumstances that fit.

The level on record and whether it is right are drawn first, so that their shares are those of the parameters. Then lives
are drawn until one fits. So who is in each cell is as the process has it, and how many are in each is as asked.
"""

import msgspec

from riskcheck.errors import BadParameters
from riskcheck.synth.assessor import TOO_HIGH, TOO_LOW, rated
from riskcheck.synth.chance import Chance
from riskcheck.synth.families import FAMILIES, NEAR, NEAR_MISS, ORDINARY, Family
from riskcheck.synth.parameters import Parameters
from riskcheck.synth.person import YEAR, Path, Traits, path, traits
from riskcheck.synth.schedule import CUSTODIAL, Schedule, schedule
from riskcheck.synth.truth import ORDER, Levels, levels, nearness, overall
from riskcheck.terms import Level

_TRIES = 6000
_LIVES_PER_PATH = 10
_NOT_INSIDE_YET = 0.35


class _Now(msgspec.Struct, frozen=True):
    """What is true on the day of the last assessment, and what it gives."""

    true: Levels
    given: Levels


class Cell(msgspec.Struct, frozen=True):
    """What is drawn first: the level on record, the level that is true, the error or the family, and where it is."""

    level: Level
    true: Level
    error: str | None
    family: str
    area: str
    workload: str


class Plan(msgspec.Struct, frozen=True):
    """One case before its life is lived: who, when, what is true and what is on record."""

    family: str
    error: str | None
    area: str
    workload: str
    days: Schedule
    path: Path
    traits: Traits
    truth: Levels
    recorded: Levels
    before: Levels
    """The levels of the assessment before."""

    @property
    def recipe(self) -> Family:
        """What the family fixes."""
        return FAMILIES.get(self.family, _NO_FAMILY)


_NO_FAMILY = Family(says="")


def cell(chance: Chance, parameters: Parameters) -> Cell:
    """Which kind of case is made, at the shares of the parameters."""
    load = parameters.caseload
    level = Level(chance.among(load.recorded))
    error, true = _error(chance, level, parameters)
    family = _family(chance, level, parameters) if error is None else ORDINARY
    lenient = error == "local_norm"
    area = chance.pick(load.lenient_areas if lenient and load.lenient_areas else load.areas)
    workload = "heavy" if error == "lowered_under_workload" else chance.among(load.workload)
    return Cell(level, true, error, family, area, workload)


def plan(chance: Chance, kind: Cell, parameters: Parameters) -> Plan:
    """A case of a kind. Raises ``BadParameters`` where none can be found that fits what the parameters ask for."""
    load, error, family = parameters.caseload, kind.error, kind.family
    tries = 0
    while tries < _TRIES:
        recipe = FAMILIES.get(family, _NO_FAMILY)
        days = schedule(chance, load.last_day, load.phase, recipe.phases, older=recipe.settled_years is not None)
        lived = _path(chance, parameters, days, recipe)
        for _ in range(_LIVES_PER_PATH):
            tries += 1
            who = _who(chance, parameters, days, recipe)
            found = levels(who, lived.at(days.completed), parameters.truth)
            if overall(found) is not kind.true or not _fits(family, who, lived, days, parameters):
                continue
            given = rated(error, who, days, lived, parameters, found)
            if given is None or overall(given) is not kind.level:
                continue
            before = _before(error, who, lived, days, parameters, _Now(found, given))
            if recipe.previously_high and overall(before) is not Level.HIGH:
                continue
            return Plan(family, error, kind.area, kind.workload, days, lived, who, found, given, before)
    what = error or family
    raise BadParameters("parameters", f"no life was found in {_TRIES} that is {kind.true} and is rated {kind.level} ({what})")


def _error(chance: Chance, level: Level, parameters: Parameters) -> tuple[str | None, Level]:
    """Whether the level on record is wrong, in which way, and what is true."""
    load = parameters.caseload
    at = ORDER.index(level)
    too_low = {Level.MEDIUM: load.underrated_mediums, Level.LOW: load.underrated_lows}.get(level, 0.0)
    too_high = {Level.MEDIUM: load.overrated_mediums, Level.HIGH: load.overrated_highs}.get(level, 0.0)
    drawn = chance.share()
    if drawn < too_low:
        allowed = {name: load.errors[name] for name in TOO_LOW if load.lenient_areas or name != "local_norm"}
        if level is Level.LOW:
            allowed = {name: weight for name, weight in allowed.items() if name != "lowered_under_workload"}
        return chance.among(allowed), ORDER[at + 1]
    if drawn < too_low + too_high:
        return chance.pick(tuple(TOO_HIGH)), ORDER[at - 1]
    return None, level


def _family(chance: Chance, level: Level, parameters: Parameters) -> str:
    if level is not Level.MEDIUM:
        return ORDINARY
    load = parameters.caseload
    drawn = chance.share()
    if drawn < load.hard_negatives:
        return chance.among(load.families)
    return NEAR_MISS if drawn < load.hard_negatives + load.near_misses else ORDINARY


def _path(chance: Chance, parameters: Parameters, days: Schedule, recipe: Family) -> Path:
    settled = None
    if recipe.settled_years is not None:
        low, high = recipe.settled_years
        settled = days.completed - round(YEAR * (low + (high - low) * chance.share()))
    elif recipe.settled_since_previous:
        settled = days.previous + chance.between(20, max(21, (days.completed - days.previous) // 2))
    lived = path(chance, parameters.life, days.start, days.extracted, settled)
    if not recipe.out_of_reach:
        return lived
    gone = days.sentenced
    parts = list(zip(lived.days, lived.states, strict=True))
    parts = [*[part for part in parts if part[0] < gone], (gone, lived.at(gone)), *[part for part in parts if part[0] > gone]]
    states = [msgspec.structs.replace(state, out_of_reach=True) if day >= gone else state for day, state in parts]
    return Path(tuple(day for day, _ in parts), tuple(states))


def _who(chance: Chance, parameters: Parameters, days: Schedule, recipe: Family) -> Traits:
    who = traits(chance, parameters.life, recipe.offending)
    changed = {name: getattr(who, name) * factor for name, factor in recipe.more.items()}
    if days.phase not in CUSTODIAL:
        # Somebody who has hardly been inside has shown nothing there: what is true of them is what they do outside.
        changed["prisoners"] = min(who.prisoners, _NOT_INSIDE_YET * who.street)
        changed["carries_inside"] = 0.0
    return msgspec.structs.replace(who, **changed) if changed else who


def _fits(family: str, who: Traits, lived: Path, days: Schedule, parameters: Parameters) -> bool:
    if family != NEAR_MISS:
        return True
    return NEAR[0] <= nearness(who, lived.at(days.completed), parameters.truth) < NEAR[1]


def _before(error: str | None, who: Traits, lived: Path, days: Schedule, parameters: Parameters, levels_now: _Now) -> Levels:
    """The levels of the assessment before: those of its own day, seen as this assessor sees."""
    if error in ("copied_forward", "likelihood_read_as_harm"):
        return levels_now.given
    then = levels(who, lived.at(days.previous), parameters.truth)
    if error == "lowered_under_workload":
        return {group: max(level, levels_now.true[group], key=ORDER.index) for group, level in then.items()}
    if error is None:
        return then
    return {group: min(level, levels_now.given[group], key=ORDER.index) for group, level in then.items()}
