"""The rulebook: one module a strand, then the rating, and one for each kind of conflict and gap; together; against.

``RULES`` holds every rule by code; ``choose`` picks some of them.
"""

import hashlib
from collections.abc import Iterable

from riskcheck.rules import (
    against,
    codes,
    conflicts,
    curiosity,
    custody,
    enforcement,
    history,
    information,
    orders,
    oversight,
    rating,
    release,
    staleness,
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
    conflicts,
    codes,
    staleness,
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
