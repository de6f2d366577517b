"""The flags of a case, told together where they rest on the same reasons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

import msgspec

from riskcheck.report import wording
from riskcheck.report.items import Item, Place, numbers
from riskcheck.report.wording import count, joined, sentence, visible
from riskcheck.result import EvidenceRow, Flag, Reason, WayShown
from riskcheck.terms import WORDS, Group, Setting, Strand, Strength, Way

Rated = tuple[Group, Setting]


@dataclass(frozen=True)
class Row:
    """One reason of a flag, and the evidence it rests on. ``direct`` says which ratings it is directly about."""

    rule: str
    strands: str
    weight: int
    full_weight: int
    says: str
    because: str | None
    direct: str
    evidence: tuple[int, ...]


@dataclass(frozen=True)
class WayRow:
    """One of the three ways, and the finding that shows it; its evidence where no reason has it already."""

    title: str
    rule: str
    says: str
    about: str
    evidence: tuple[int, ...]


@dataclass(frozen=True)
class Account:
    """The flags of a case that rest on the same reasons: told once. A way that is not every flag's says whose it is."""

    about: str
    claims: tuple[str, ...]
    recorded: str
    indicated: str
    strength: str
    total: int
    incidents: int
    recent_harm: int
    ways: tuple[WayRow, ...]
    rows: tuple[Row, ...]

    @property
    def ways_by_title(self) -> tuple[tuple[str, tuple[WayRow, ...]], ...]:
        """The findings that show each way, under the way."""
        return tuple((title, tuple(rows)) for title, rows in groupby(self.ways, key=attrgetter("title")))

    @property
    def levels(self) -> str:
        """The level on record and the level that the evidence points to."""
        return f"rated {self.recorded}; the evidence on record points to {self.indicated}"

    @property
    def resting_on(self) -> str:
        """How many different incidents the flag rests on, and how much harm is recent, in words."""
        return f"resting on {count(self.incidents, 'different incident')}, recent harm {self.recent_harm}"


def accounts_of(
    flags: Iterable[Flag], items: Mapping[Place, Item], shown: Mapping[str, tuple[EvidenceRow, ...]]
) -> tuple[Account, ...]:
    """The accounts of a case: strong ones first, then those with the most recent harm, then the most points.

    ``shown`` is the evidence of the findings that show a way and are no reason, by rule.
    """
    alike: dict[object, list[Flag]] = {}
    for flag in flags:
        reasons = frozenset(_told_alike(reason) for reason in flag.reasons)
        same = (flag.recorded, flag.indicated, flag.strength, flag.total, flag.incidents, flag.recent_harm, reasons)
        alike.setdefault(same, []).append(flag)
    accounts = [_account(group, items, shown) for group in alike.values()]
    return tuple(sorted(accounts, key=lambda account: (account.strength != WORDS[Strength.STRONG], *_most(account))))


def _most(account: Account) -> tuple[int, int]:
    """What has more comes first."""
    return -account.recent_harm, -account.total


def _account(flags: list[Flag], items: Mapping[Place, Item], shown: Mapping[str, tuple[EvidenceRow, ...]]) -> Account:
    flag = flags[0]
    return Account(
        about=wording.ratings((flag.group, flag.setting) for flag in flags),
        claims=_claims(flags),
        recorded=WORDS[flag.recorded],
        indicated=WORDS[flag.indicated],
        strength=WORDS[flag.strength],
        total=flag.total,
        incidents=flag.incidents,
        recent_harm=flag.recent_harm,
        ways=_ways(flags, items, shown),
        rows=_rows(flags, items),
    )


def _claims(flags: list[Flag]) -> tuple[str, ...]:
    """The flags' own sentences; those that differ only in whom they are about are said once, about all of them."""
    alike: dict[tuple[str, ...], list[Rated]] = {}
    for flag in flags:
        rated = (flag.group, flag.setting)
        alike.setdefault(tuple(flag.says.split(wording.ratings([rated]), 1)), []).append(rated)
    return tuple(sentence(wording.ratings(rated).join(around)) for around, rated in alike.items())


def _ways(flags: list[Flag], items: Mapping[Place, Item], shown: Mapping[str, tuple[EvidenceRow, ...]]) -> tuple[WayRow, ...]:
    whose: dict[WayShown, list[Rated]] = {}
    for flag in flags:
        for way in dict.fromkeys(flag.ways_shown):
            whose.setdefault(way, []).append((flag.group, flag.setting))
    ordered = sorted(whose.items(), key=lambda entry: list(Way).index(entry[0].way))
    return tuple(
        WayRow(
            title=sentence(WORDS[way.way]),
            rule=visible(way.rule),
            says=sentence(way.says),
            about="" if len(rated) == len(flags) else wording.ratings(rated),
            evidence=numbers(shown.get(way.rule, ()), items),
        )
        for way, rated in ordered
    )


def _told_alike(reason: Reason) -> Reason:
    return msgspec.structs.replace(reason, direct=False)


def _rows(flags: list[Flag], items: Mapping[Place, Item]) -> tuple[Row, ...]:
    """The reasons that these flags share: the heaviest first, and those directly about the most of them before others."""
    direct: dict[Reason, list[Rated]] = {}
    for flag in flags:
        for reason in flag.reasons:
            about = direct.setdefault(_told_alike(reason), [])
            about.extend([(flag.group, flag.setting)] if reason.direct else [])
    ordered = sorted(direct.items(), key=lambda entry: (-entry[0].weight, -len(entry[1])))
    return tuple(_row(reason, _about(rated, flags), items) for reason, rated in ordered)


def _about(rated: list[Rated], flags: list[Flag]) -> str:
    """Which of these flags something is about, in words; they are named only where it is not all of several."""
    return "each of these ratings" if 1 < len(flags) == len(rated) else wording.ratings(rated)


def _row(reason: Reason, direct: str, items: Mapping[Place, Item]) -> Row:
    return Row(
        rule=visible(reason.rule),
        strands=_strands(reason.strands),
        weight=reason.weight,
        full_weight=reason.full_weight,
        says=sentence(reason.says),
        because=visible(reason.because) if reason.because else None,
        direct=direct,
        evidence=numbers(reason.evidence, items),
    )


def _strands(strands: Iterable[Strand]) -> str:
    return joined([WORDS[strand] for strand in strands])
