"""The rulebook: one module a strand, then the rating, and one for each subject of conflict or gap; together; against.

``RULES`` holds every rule by code; ``choose`` picks some of them.
"""

import hashlib
from collections.abc import Iterable

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
    together,
    weapons,
    wording,
)
from riskcheck.rules.form import Found, Rule, registered

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

RULES: dict[str, Rule] = {rule.code: rule for rule in registered()}

STABLE: tuple[Rule, ...] = tuple(rule for rule in RULES.values() if rule.status == "stable")
"""The rules that run unless others are asked for."""


def rules_version(rules: Iterable[Rule]) -> str:
    """A short hash of the rules in force: what each is called, weighs and says. Reports print it."""
    text = "\n".join(f"{rule.code} {rule.name} {rule.weight} {rule.status} {rule.why}" for rule in rules)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


__all__ = ["MODULES", "RULES", "STABLE", "Found", "Rule", "rules_version"]
