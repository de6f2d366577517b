"""A record while it is written: its sections, the ids of its items, who got to know of each, and what each is about."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

import msgspec

from riskcheck import policy
from riskcheck.records.model import Item, KnownBy, RawCode, Source
from riskcheck.synth.chance import Chance
from riskcheck.synth.lived import Act, Life, Made
from riskcheck.synth.notes import Notes
from riskcheck.synth.parameters import Parameters
from riskcheck.synth.phrases import among
from riskcheck.synth.plan import Plan
from riskcheck.synth.schedule import iso

SOURCES = {name: Source(system=name) for name in policy.topic("agencies")["systems"]["value"]}
"""Each system as a source; items share them."""
HOLDER: dict[str, str] = policy.topic("agencies")["systems"]["value"]
"""The agency that holds each system."""

_REGISTERS = policy.topic("registers")["codes"]["value"]
_ALERTS = policy.topic("alert_codes")["codes"]["value"]
_SOON = 21
_SUPERVISED = ("custody", "suspended", "community_order")
_SHARED_BY = 75

T = TypeVar("T")


class Writing:
    """One record being written. ``sections`` holds its items; ``about`` the act or order that an item is about.

    ``accounts`` are the phrases that tell of an act, by its day and kind, so that a court is told what staff were; ``fights``
    are the acts that were charged as fights.
    """

    def __init__(self, chance: Chance, plan: Plan, life: Life, parameters: Parameters) -> None:
        self.chance = chance
        self.plan = plan
        self.days = plan.days
        self.life = life
        self.parameters = parameters.recording
        self.assessing = parameters.assessing
        self.sections: dict[str, list[Any]] = {}
        self.about: dict[str, Act | Made] = {}
        self.to_probation: dict[str, int] = {}
        self._numbers: dict[str, int] = {}
        self.accounts: dict[tuple[int, str], str] = {}
        self._who: dict[tuple[int, str], str] = {}
        self._said: Counter[str] = Counter()
        self.fights: set[tuple[int, str]] = set()
        self.notes = Notes()

    def id(self, prefix: str) -> str:
        """The next id with a prefix, such as ``cv-3``."""
        number = self._numbers.get(prefix, 0) + 1
        self._numbers[prefix] = number
        return f"{prefix}-{number}"

    def put(self, section: str, item: T) -> T:
        """Add an item to a section."""
        self.sections.setdefault(section, []).append(item)
        return item

    def link(self, first: str | None) -> str | None:
        """What an item has for another record of the same act: its id, where whoever wrote it made the link."""
        return first if first is not None and self.chance.happens(self.parameters.duplicated.linked) else None

    def of(self, section: str) -> Sequence[Any]:
        """The items of a section so far."""
        return self.sections.get(section, ())

    def who(self, act: Act) -> str:
        """The person harmed, in words: the same in every record of the act."""
        key = (act.day, act.kind)
        if key not in self._who:
            inside = act.kind in ("fight", "dismissed", "refuted", "weapon") and act.inside
            self._who[key] = among(self.chance, f"victims.{'prisoner' if inside else act.victim}")
        return self._who[key]

    def unsaid(self, listed: Sequence[str], phrase: str) -> str:
        """The phrase, or the next of its list that the record says of no other act, or of the fewest."""
        at = listed.index(phrase)
        return min((*listed[at:], *listed[:at]), key=lambda one: self._said[one])

    def say(self, told: Act | str) -> None:
        """Take down that the record has a phrase, or the account of an act."""
        self._said[told if isinstance(told, str) else self.accounts.get((told.day, told.kind), "")] += 1

    def item(
        self, prefix: str, system: str, day: int, about: Act | Made | None = None, *, prompt: bool = False
    ) -> dict[str, Any]:
        """What every item carries. ``prompt``: it is known at once, as when the agency itself did it."""
        name = self.id(prefix)
        fields: dict[str, Any] = {"id": name, "date": iso(day), "source": SOURCES[system]}
        if about is not None:
            self.about[name] = about
        known = day
        index = isinstance(about, Act) and about.index
        if not prompt and not index and self.chance.happens(self.parameters.late.share):
            known = min(self.days.extracted, day + self.chance.between(3, self.parameters.late.days))
            if known > day:
                fields["known_on"] = iso(known)
        holder = HOLDER[system]
        if holder == "probation":
            self.to_probation[name] = known
        elif (
            about is not None
            and (on := self._shared(system, known, about, supervised=prefix == "cv" and _supervised(about))) is not None
        ):
            fields["known_to"] = (KnownBy(agency=holder), KnownBy(agency="probation", on=iso(on)))
            self.to_probation[name] = on
        return fields

    def _shared(self, system: str, known: int, about: Act | Made, *, supervised: bool) -> int | None:
        """The day on which probation was told; ``None``: never. Of whom it supervises it knows why."""
        share = self.parameters.shared.get(system, 0.5)
        index = isinstance(about, Act) and about.index
        hidden = not index and not supervised and self._kept_apart(about)
        if hidden:
            share *= 0.2
        if not index and not supervised and not self.chance.happens(share):
            return None
        on = known if index else known + self.chance.between(0, _SOON if system in ("court", "pnc") else _SHARED_BY)
        if index:
            on = max(on, self.days.sentenced)
        if hidden and on <= self.days.completed:
            on = self.days.completed + self.chance.between(5, 90)
        return on if on <= self.days.extracted else None

    def _kept_apart(self, about: Act | Made) -> bool:
        """Whether the error of this case is that such things were not shared, and they were not, rather than not read."""
        error = self.plan.error
        if error == "custody_not_seen":
            return isinstance(about, Act) and about.inside and self.chance.happens(0.6)
        if error == "order_not_shared":
            return isinstance(about, Made) or about.kind == "partner"
        return False

    def known_to_probation(self, name: str, day: int) -> bool:
        """Whether probation knew of an item on a day."""
        on = self.to_probation.get(name)
        return on is not None and on <= day


def _supervised(about: Act | Made) -> bool:
    """Whether probation supervised the sentence."""
    sentence = about.ending.sentence if isinstance(about, Act) and about.ending is not None else None
    return sentence is not None and sentence.kind in _SUPERVISED


def register_code(category: str) -> tuple[RawCode | None, int | None]:
    """The nDelius code of a category of registration, and its review period in months."""
    for code, entry in _REGISTERS.items():
        if entry["category"] == category:
            return RawCode(code=code, list="nDelius register type", description=entry["says"]), entry["review_months"]
    return None, None


def alert_code(code: str) -> RawCode:
    """A prison alert code as it is held."""
    return RawCode(code=code, list="prison alert code", description=_ALERTS[code]["says"])


def in_order(items: Iterable[Item]) -> tuple[Any, ...]:
    """Items by day, and as they were made within one."""
    return tuple(sorted(items, key=lambda item: item.date))


def replaced(item: T, **fields: Any) -> T:
    """An item with some fields changed."""
    return msgspec.structs.replace(item, **fields)  # type: ignore[type-var]
