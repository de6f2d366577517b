"""Who somebody is, in this model: a handful of propensities that nobody sees, and the circumstances they live in."""

from bisect import bisect_right
from collections.abc import Sequence
from math import exp

import msgspec

from riskcheck.synth.chance import Chance
from riskcheck.synth.parameters import Life

DOMAINS = ("street", "partner", "staff", "prisoners", "child")
"""Towards whom somebody can be harmful: strangers, a partner or former partner, staff and officers, prisoners, children."""

YEAR = 365.25

_MUCH_MORE = {
    "acquisitive": {"street": 0.6},
    "violent": {"street": 2.2, "prisoners": 1.3, "staff": 1.3},
    "domestic": {"street": 0.6, "partner": 1.3},
    "robbery": {"street": 2.0, "prisoners": 1.2},
    "drugs": {"street": 0.7},
    "disorder": {"street": 1.4, "staff": 1.6},
    "driving": {"street": 0.5},
    "sexual": {"street": 0.5, "child": 1.5},
}
_LITTLE = 0.01
_AT_MOST = 52.0
_FAR = 20.0


class Traits(msgspec.Struct, frozen=True):
    """Propensities. The five domains are harmful acts a year while active; ``grave`` is the share that does serious harm."""

    offending: str
    temper: float
    street: float
    partner: float
    staff: float
    prisoners: float
    child: float
    carries_outside: float
    carries_inside: float
    grave: float
    busy: float
    """How much more than others this person does of what harms nobody seriously."""


class State(msgspec.Struct, frozen=True):
    """Circumstances on one day. ``activity`` is 1 while active, and little when settled."""

    activity: float
    alcohol: bool = False
    drugs: bool = False
    accommodation_loss: bool = False
    relationship_breakdown: bool = False
    partner: bool = False
    employment_or_money: bool = False
    criminal_associates: bool = False
    children: bool = False
    out_of_reach: bool = False
    """Whether the person once harmed is known to be beyond contact."""


FLAGS = tuple(name for name in State.__struct_fields__ if name not in ("activity", "out_of_reach"))


class Path(msgspec.Struct, frozen=True):
    """Circumstances over time: from each day (an ordinal, ascending) the state that held."""

    days: tuple[int, ...]
    states: tuple[State, ...]

    def at(self, day: int) -> State:
        """The state on a day."""
        return self.states[max(0, bisect_right(self.days, day) - 1)]

    def next_change(self, day: int) -> int | None:
        """The first day after this one on which something changes."""
        place = bisect_right(self.days, day)
        return self.days[place] if place < len(self.days) else None


def traits(chance: Chance, life: Life, only: Sequence[str] = ()) -> Traits:
    """Somebody, as likely as the parameters have it; ``only``: brought to court by one of these kinds of offending."""
    offending = chance.pick(only) if only else chance.among(life.offending)
    more = _MUCH_MORE[offending]
    temper = chance.normal()
    shared, own = life.temper["shared"], life.temper["own"]

    def rate(domain: str) -> float:
        return min(_AT_MOST, life.rates[domain] * more.get(domain, 1.0) * chance.spread(own) * exp(min(_FAR, shared * temper)))

    abusive = offending == "domestic" or chance.happens(life.abusive)
    harms_children = chance.happens(life.child * more.get("child", 1.0) * (6.0 if offending == "sexual" else 1.0))
    outside = chance.happens(
        min(0.95, life.carrying["outside"] * (1.0 + 0.5 * temper) * (2.5 if offending == "robbery" else 1.0))
    )
    inside = chance.happens(max(0.02, life.carrying["inside"] * (1.0 + 0.6 * temper)))
    return Traits(
        offending,
        temper,
        rate("street"),
        rate("partner") * (1.0 if abusive else 0.02),
        rate("staff"),
        rate("prisoners"),
        rate("child") if harms_children else _LITTLE * 0.2,
        0.25 + 0.75 * chance.share() if outside else _LITTLE,
        0.25 + 0.75 * chance.share() if inside else _LITTLE,
        min(0.5, life.grave * chance.spread(0.35) * exp(0.15 * temper)),
        min(_AT_MOST, chance.spread(0.6)) * (2.0 if offending in ("acquisitive", "drugs") else 0.8),
    )


def path(chance: Chance, life: Life, start: int, end: int, settled_from: int | None = None) -> Path:
    """Circumstances from one day to another. ``settled_from``: settled from that day on, and active before it."""
    changes: list[tuple[int, str, bool]] = []
    for name, (on, off) in life.circumstances.items():
        present = chance.happens(0.5 * on / (on + off) if on + off else 0.0)
        day = start
        changes.append((day, name, present))
        while True:
            rate = off if present else on
            if rate <= 0:
                break
            day += max(14, round(chance.wait(rate) * YEAR))
            if day >= end:
                break
            present = not present
            changes.append((day, name, present))
    changes += _settling(chance, life, start, end, settled_from)
    changes.sort(key=lambda change: change[0])
    held = dict.fromkeys(FLAGS, False) | {"active": True}
    days: list[int] = []
    states: list[State] = []
    left = life.settling["left"]
    for day, name, present in changes:
        held[name] = present
        state = State(1.0 if held["active"] else left, *[held[flag] for flag in FLAGS])
        if days and days[-1] == day:
            states[-1] = state
        else:
            days.append(day)
            states.append(state)
    return Path(tuple(days), tuple(states))


def _settling(chance: Chance, life: Life, start: int, end: int, settled_from: int | None) -> list[tuple[int, str, bool]]:
    if settled_from is not None:
        return [(start, "active", True), (settled_from, "active", False)]
    active, day = chance.happens(0.85), start
    changes = [(day, "active", active)]
    while True:
        rate = life.settling["settles" if active else "unsettles"]
        if rate <= 0:
            return changes
        day += max(90, round(chance.wait(rate) * YEAR))
        if day >= end:
            return changes
        active = not active
        changes.append((day, "active", active))
