"""What is said of rules, ready to be shown: on a card in a report, and in the catalogue."""

import msgspec

from riskcheck.result import Tool
from riskcheck.terms import Group, Kind, Setting, Strand, Way


class RuleCard(msgspec.Struct, frozen=True, kw_only=True):
    """What a report says about a rule: taken from the rule's own metadata."""

    code: str
    name: str
    title: str
    why: str
    kind: Kind
    strands: tuple[Strand, ...]
    weight: int
    inspection_question: str
    sources: tuple[str, ...]
    status: str


class CatalogueEntry(msgspec.Struct, frozen=True, kw_only=True):
    """All that is to be said about a rule but for its examples' records.

    ``part``: the part of the rulebook that it is in. ``weight``: points, 1 to 5; ``None`` for kinds that add none to a flag.
    """

    code: str
    name: str
    part: str
    title: str
    why: str
    kind: Kind
    strands: tuple[Strand, ...]
    groups: tuple[Group, ...]
    settings: tuple[Setting, ...]
    weight: int | None
    way: Way | None
    shows: str | None
    inspection_question: str
    sources: tuple[str, ...]
    needs: tuple[str, ...]
    fires_on: tuple[str, ...]
    quiet_where: tuple[str, ...]
    status: str
    preview_because: str | None


class Catalogue(msgspec.Struct, frozen=True, kw_only=True):
    """The rulebook, or a part of it, in the order of its parts."""

    format: str
    tool: Tool
    rules: tuple[CatalogueEntry, ...]
