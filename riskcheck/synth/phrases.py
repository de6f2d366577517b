"""Sentences for the records: put together from phrases that are data, and never naming anybody."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from riskcheck.synth.chance import Chance


@cache
def _all() -> dict[str, Any]:
    return tomllib.loads(files("riskcheck.synth").joinpath("phrases.toml").read_text(encoding="utf-8"))


@cache
def phrases(name: str) -> tuple[str, ...]:
    """Every phrase of a list, such as ``contacts.attended``."""
    found: Any = _all()
    for part in name.split("."):
        found = found[part]
    return tuple(found)


@cache
def offence(key: str) -> dict[str, Any]:
    """What is known of an offence of a kind: its words, kinds of harm and what may be said of it."""
    found: dict[str, Any] = _all()["offences"][key]
    return found


def among(chance: Chance, name: str, **filled: str) -> str:
    """One phrase of a list, with its gaps filled."""
    phrase = chance.pick(phrases(name))
    return phrase.format_map(filled) if filled else phrase
