"""The rulebook: one module a strand, then the rating, and one for each subject of conflict or gap; together; against.

``RULES`` holds every rule by code; ``choose`` picks some of them.
"""

import re
import sys

from riskcheck.rules import (
    against,
    carried_forward,
    codes,
    contradictions,
    curiosity,
    custody,
    enforcement,
    history,
    information,
    levels,
    lowered,
    orders,
    overdue,
    oversight,
    rating,
    registers,
    release,
    scores,
    together,
    weapons,
    wording,
)
from riskcheck.rules.form import Found, Rule, registered
from riskcheck.rules.version import rules_version

MODULES = (
    custody,
    weapons,
    orders,
    history,
    rating,
    levels,
    contradictions,
    registers,
    codes,
    scores,
    lowered,
    overdue,
    carried_forward,
    curiosity,
    information,
    enforcement,
    release,
    oversight,
    wording,
    together,
    against,
)


def part_of(rule: Rule) -> str:
    """The part of the rulebook that a rule belongs to, as the head of its module says it: ``Weapons``."""
    head = sys.modules[rule.find.__module__].__doc__ or ""
    return " ".join(re.split(r"[:.]", head)[0].split())


RULES: dict[str, Rule] = {rule.code: rule for rule in registered()}

STABLE: tuple[Rule, ...] = tuple(rule for rule in RULES.values() if rule.status == "stable")
"""The rules that run unless others are asked for."""


__all__ = ["MODULES", "RULES", "STABLE", "Found", "Rule", "part_of", "rules_version"]
