"""Which rules run: every stable one, or those that ``--select``, ``--ignore`` and ``--preview`` leave."""

from collections.abc import Sequence

from riskcheck.errors import UnknownRule
from riskcheck.rules import RULES
from riskcheck.rules.form import Rule


def choose(select: Sequence[str] = (), ignore: Sequence[str] = (), *, preview: bool = False) -> tuple[Rule, ...]:
    """The rules that are selected (default: all) and not ignored, by code, name or the start of a code, such as ``CU``.

    Preview rules run only where ``preview`` asks for them all, or ``select`` names one by its whole code or name. Retired
    rules run only where ``select`` names them. Raises ``UnknownRule`` for one that does not exist, naming the option it
    came from.
    """
    wanted = _codes(select, "--select") if select else set(RULES)
    left = wanted - _codes(ignore, "--ignore")
    running = ("stable", "preview") if preview else ("stable",)
    asked = {name.upper() for name in select} | set(select)
    return tuple(
        rule for code, rule in RULES.items() if code in left and (rule.status in running or asked & {rule.code, rule.name})
    )


def named(name: str, option: str = "") -> Rule:
    """The rule with this code or name. Raises ``UnknownRule``."""
    for rule in RULES.values():
        if name.upper() == rule.code or name == rule.name:
            return rule
    raise UnknownRule(name, [*RULES, *(rule.name for rule in RULES.values())], option)


def _codes(names: Sequence[str], option: str) -> set[str]:
    codes: set[str] = set()
    for name in names:
        begun = {code for code in RULES if code.startswith(name.upper())}
        codes |= begun or {named(name, option).code}
    return codes
