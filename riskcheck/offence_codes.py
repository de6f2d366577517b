"""Home Office offence codes: five digits, and what the classification says of them (``offence_codes.toml``)."""

from functools import cache

from riskcheck import policy


def five_digits(code: str) -> str:
    """A code as five digits, however the system wrote it: ``008/57`` and ``00857`` are one."""
    return "".join(sign for sign in code if sign.isalnum())


def harms_of(code: str) -> tuple[str, ...]:
    """The kinds of harm that a code of five digits names; none for most."""
    return _harms().get(code, ())


def listed(code: str) -> bool:
    """Whether a code of five digits is in the classification."""
    return code in _codes("known")


def withdrawn(code: str) -> bool:
    """Whether a code of five digits was in the classification, and is no longer."""
    return code in _codes("withdrawn")


@cache
def _harms() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for tag, codes in policy.topic("offence_codes")["tags"]["value"].items():
        for code in codes.split():
            found.setdefault(code, []).append(tag)
    return {code: tuple(tags) for code, tags in found.items()}


@cache
def _codes(which: str) -> frozenset[str]:
    return frozenset(policy.topic("offence_codes")[which]["value"].split())
