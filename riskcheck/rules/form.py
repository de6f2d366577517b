"""The form of a rule: a function of a view, with everything that a reader, a reviewer and a test need beside it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import msgspec

from riskcheck.days import Day
from riskcheck.evidence import Evidence, Known, Rated, Span, describe
from riskcheck.lacks import Lack
from riskcheck.terms import Group, Kind, Setting, Strand, Way
from riskcheck.view import View

Case = dict[str, Any]


class Found(msgspec.Struct, frozen=True):
    """One piece of evidence that a rule yields: where it is, and the ratings it is directly about.

    ``evidence`` is ``None`` for facts that are neither an act nor a label, such as a missed appointment; ``remark`` then
    says what it is, in one line. ``words``: the place in ``quote`` of what the rule read there.
    """

    known: Known
    concerns: tuple[Rated, ...] = ()
    evidence: Evidence | None = None
    remark: str | None = None
    quote: str | None = None
    words: Span | None = None

    @property
    def says(self) -> str:
        """What it is, in one line."""
        return self.remark or (describe(self.evidence) if self.evidence is not None else "")

    @property
    def span(self) -> Span | None:
        """The place in the quote of the words that it was read from, where no field of the record says it."""
        return self.words or (self.evidence.span if self.evidence is not None else None)


def found(evidence: Evidence) -> Found:
    """An act or a label as a rule's evidence, about the ratings that its victim and setting concern."""
    return Found(evidence.known, evidence.concerns, evidence, None, evidence.quote)


@dataclass(frozen=True, kw_only=True)
class Edge:
    """A case in which a rule is quiet the day before ``day`` and fires on it: what became known that day decides."""

    case: Case
    day: Day


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One check.

    ``weight`` is in points, 1 to 5. ``needs`` names sections of the record, or ``addressed`` for what the assessment says
    it addresses; without them the rule is reported as not checked. ``false_positives`` maps each innocent reading to a
    case of it in which the rule stays quiet. A rule with a ``way`` says in ``shows`` what of it is shown, as a clause.
    ``unchecked`` says what is lacking although the sections were supplied, such as a time that is not recorded. A ``preview``
    rule says in ``preview_because`` what keeps it from being relied on, and runs only when asked.
    """

    code: str
    name: str
    title: str
    why: str
    kind: Kind
    strands: tuple[Strand, ...]
    groups: tuple[Group, ...]
    settings: tuple[Setting, ...]
    weight: int
    question: str
    sources: tuple[str, ...]
    needs: tuple[str, ...]
    fires: Mapping[str, Case]
    false_positives: Mapping[str, Case]
    edge: Edge
    find: Callable[[View], Iterable[Found]] = field(repr=False)
    way: Way | None = None
    shows: str | None = None
    status: str = "stable"
    preview_because: str | None = None
    unchecked: Callable[[View], Lack | None] | None = field(default=None, repr=False)


EVERYONE = tuple(Group)
BOTH_SETTINGS = tuple(Setting)

_RULES: dict[str, Rule] = {}


def rule(**metadata: Any) -> Callable[[Callable[[View], Iterable[Found]]], Rule]:
    """Register a function of a view as a rule; its docstring says why the rule matters.

    Raises ``ValueError`` for a code or a name that another rule has, or a missing docstring: mistakes of ours.
    """

    def register(find: Callable[[View], Iterable[Found]]) -> Rule:
        if not find.__doc__:
            raise ValueError(f"{metadata['code']} does not say why it matters")
        made = Rule(find=find, why=" ".join(find.__doc__.split()), **metadata)
        if made.code in _RULES or any(made.name == other.name for other in _RULES.values()):
            raise ValueError(f"two rules are called {made.code} or {made.name}")
        _RULES[made.code] = made
        return made

    return register


gap = partial(rule, kind=Kind.GAP, strands=(), groups=EVERYONE, settings=BOTH_SETTINGS, weight=1)
"""A rule about something that is missing. It adds no points, and is about every rating unless it says otherwise."""

conflict = partial(gap, kind=Kind.CONFLICT)
"""A rule about two records that disagree, likewise."""

against = partial(gap, kind=Kind.AGAINST)
"""A rule about what points the other way, likewise."""


def registered() -> tuple[Rule, ...]:
    """Every rule that has been registered, by code."""
    return tuple(_RULES[code] for code in sorted(_RULES))
