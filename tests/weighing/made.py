"""Findings made for tests, and scales to weigh them on, without the rules that would find them."""

from dataclasses import replace
from typing import Any

from riskcheck.evidence import Act, Label
from riskcheck.rules import RULES
from riskcheck.rules.examples import case
from riskcheck.rules.form import found
from riskcheck.terms import Group, Setting, Strand, Way
from riskcheck.weigh import Raised, Scales
from tests.evidence.made import done, known
from tests.rules.seen import view_of

PUBLIC = (Group.PUBLIC, Setting.COMMUNITY)
PUBLIC_INSIDE = (Group.PUBLIC, Setting.CUSTODY)
CUSTODY, WEAPONS, ORDERS, HISTORY = ((strand,) for strand in Strand)


def raised(code: str, strands: tuple[Strand, ...], weight: int, *evidence: Act | Label) -> Raised:
    """A finding of a strand."""
    made = replace(RULES["HI102"], code=code, name=code.lower(), strands=strands, weight=weight)
    return Raised(made, tuple(found(one) for one in evidence))


def way(code: str = "TG101", **changes: Any) -> Raised:
    """A finding that shows a way, resting on the first act of ``two_strands`` unless told otherwise."""
    evidence = changes.pop("evidence", (act("a"),))
    return Raised(replace(RULES[code], **changes), tuple(found(one) for one in evidence))


def act(name: str, day: str = "2024-05-01", **fields: Any) -> Act:
    """An act of violence towards the public, called ``name``."""
    return done(day, known=known(day, name), **fields)


def two_strands(one: int = 4, other: int = 4) -> list[Raised]:
    """Evidence of two strands on two days, of these weights, about the public in the community."""
    return [raised("WE901", WEAPONS, one, act("a")), raised("HI901", HISTORY, other, act("b", "2024-06-01"))]


def scales(*findings: Raised, made: dict[str, Any] | None = None, day: str = "2025-06-01") -> Scales:
    """The findings on the scales, for a case in which every group is rated medium unless told otherwise."""
    return Scales(view_of(case() if made is None else made, day), findings)


__all__ = ["Way", "act", "raised", "scales", "two_strands", "way"]
