"""The rulebook: one module a strand, then the rating, conflicts, information, what points the other way, and together.

``RULES`` holds every rule by code. ``choose`` picks some of them.
"""

import hashlib

from riskcheck.rules import against, conflicts, custody, history, information, orders, rating, together, weapons
from riskcheck.rules.form import Found, Rule, registered

MODULES = (custody, weapons, orders, history, rating, conflicts, information, together, against)

RULES: dict[str, Rule] = {rule.code: rule for rule in registered()}


def rules_version() -> str:
    """A short hash of the rules in force: what each is called, weighs and cites. Reports print it."""
    text = "\n".join(f"{rule.code} {rule.name} {rule.weight} {rule.status} {rule.why}" for rule in RULES.values())
    return hashlib.sha256(text.encode()).hexdigest()[:12]


__all__ = ["MODULES", "RULES", "Found", "Rule", "rules_version"]
