"""The words of the field, as enums: one spelling each, the one that case records and reports use.

Levels, harm groups and settings are those of the OASys risk of serious harm (RoSH) summary as the HMPPS
services publish it (``ministryofjustice/hmpps-assess-risks-and-needs``, ``RoshRiskSummaryDto.kt``): five groups,
two columns, four levels, nine ratings, because prisoners are rated in custody only.
"""

from enum import StrEnum
from typing import Any


class Level(StrEnum):
    """A level of risk of serious harm, lowest first."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    VERY_HIGH = "very_high"


class Group(StrEnum):
    """A group of people at risk."""

    PUBLIC = "public"
    KNOWN_ADULT = "known_adult"
    CHILDREN = "children"
    STAFF = "staff"
    PRISONERS = "prisoners"


class Setting(StrEnum):
    """Where the person would be: in the community, or in custody."""

    COMMUNITY = "community"
    CUSTODY = "custody"


class Coverage(StrEnum):
    """How much of a section of the record was supplied."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    NOT_SUPPLIED = "not_supplied"


class Strand(StrEnum):
    """One of the four kinds of evidence that have to be read together."""

    CUSTODY = "custody"
    WEAPONS = "weapons"
    ORDERS = "orders"
    HISTORY = "history"


class Kind(StrEnum):
    """What a finding is."""

    EVIDENCE = "evidence"
    TOGETHER = "together"
    CONFLICT = "conflict"
    GAP = "gap"
    AGAINST = "against"


class Way(StrEnum):
    """One of the three ways in which a rating can be hard to support."""

    NO_CHANGE_NEEDED = "no_change_needed"
    CHANGE_HAPPENED = "change_happened"
    NOT_IN_VIEW = "not_in_view"


class Status(StrEnum):
    """What the evidence says about one rating."""

    FLAGGED = "flagged"
    CONSISTENT = "consistent"
    CANNOT_SAY = "cannot_say"
    NOT_RATED = "not_rated"


class Strength(StrEnum):
    """How strongly a rating is flagged."""

    STRONG = "strong"
    POSSIBLE = "possible"


class KnownTo(StrEnum):
    """Whose knowledge a view holds."""

    PROBATION = "probation"
    ANYONE = "anyone"


RATINGS: tuple[tuple[Group, Setting], ...] = (
    (Group.PUBLIC, Setting.COMMUNITY),
    (Group.PUBLIC, Setting.CUSTODY),
    (Group.KNOWN_ADULT, Setting.COMMUNITY),
    (Group.KNOWN_ADULT, Setting.CUSTODY),
    (Group.CHILDREN, Setting.COMMUNITY),
    (Group.CHILDREN, Setting.CUSTODY),
    (Group.STAFF, Setting.COMMUNITY),
    (Group.STAFF, Setting.CUSTODY),
    (Group.PRISONERS, Setting.CUSTODY),
)
"""The nine ratings of a RoSH summary, in the order in which reports show them."""


class _Words:
    """Words by term. Terms of different kinds share spellings (the setting and the strand ``custody``), so the kind counts."""

    def __init__(self, *kinds: dict[Any, str]) -> None:
        self._words = {(type(term), term.value): words for kind in kinds for term, words in kind.items()}

    def __getitem__(self, term: StrEnum) -> str:
        return self._words[type(term), term.value]


WORDS = _Words(
    {Level.LOW: "low", Level.MEDIUM: "medium", Level.HIGH: "high", Level.VERY_HIGH: "very high"},
    {
        Group.PUBLIC: "the public",
        Group.KNOWN_ADULT: "a known adult",
        Group.CHILDREN: "children",
        Group.STAFF: "staff",
        Group.PRISONERS: "prisoners",
    },
    {Setting.COMMUNITY: "in the community", Setting.CUSTODY: "in custody"},
    {
        Strand.CUSTODY: "custody behaviour",
        Strand.WEAPONS: "weapons",
        Strand.ORDERS: "protective orders and domestic abuse",
        Strand.HISTORY: "offence history",
    },
    {
        Way.NO_CHANGE_NEEDED: "no change is needed",
        Way.CHANGE_HAPPENED: "the change has happened",
        Way.NOT_IN_VIEW: "not all of it was in view",
    },
    {
        Status.FLAGGED: "flagged",
        Status.CONSISTENT: "consistent",
        Status.CANNOT_SAY: "cannot say",
        Status.NOT_RATED: "not rated",
    },
    {Strength.STRONG: "strong", Strength.POSSIBLE: "possible"},
    {Coverage.COMPLETE: "complete", Coverage.PARTIAL: "supplied in part", Coverage.NOT_SUPPLIED: "not supplied"},
    {KnownTo.PROBATION: "known to probation", KnownTo.ANYONE: "known to any agency"},
)
"""How each term reads in a sentence: ``WORDS[Setting.CUSTODY]`` is ``in custody``."""
