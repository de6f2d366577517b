"""Which names of offences fit the day and the sentence: an offence is one from a day on, and has a longest custody."""

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from riskcheck.synth.lived import Act


@cache
def known() -> dict[str, dict[str, Any]]:
    """What is known of each name of an offence that cannot stand for any day and any sentence; ``law.toml`` says what."""
    return tomllib.loads(files("riskcheck.synth").joinpath("law.toml").read_text(encoding="utf-8"))


def allows(name: str, day: int, months: float) -> bool:
    """Whether an act of a day (an ordinal) can be called this with so many months of custody; 0 where there was none."""
    return months <= longest(name, day)


def longest(name: str, day: int) -> float:
    """The longest custody in months for an act of a day (an ordinal) under a name; less than 0 before it was an offence."""
    if name not in known():
        return float("inf")
    return max((since, float(most)) for since, most in ((0, -1.0), *_most(name)) if since <= day)[1]


def seldom_above(name: str) -> float:
    """The months above which a term is seldom passed for one offence of a name, whatever the law allows."""
    return float(known().get(name, {}).get("seldom_above", "inf"))


def lawful(name: str, act: Act) -> str:
    """The name, or the first of those used instead of it that fits the day and the sentence of an act."""
    sentence = act.ending.sentence if act.ending is not None else None
    months = (sentence.months or 0.0) if sentence is not None and sentence.kind == "custody" else 0.0
    while not allows(name, act.day, months) or (months > seldom_above(name) and "instead" in known()[name]):
        name = known()[name]["instead"]
    return name


def facts(name: str) -> str | None:
    """What is said of the act where a name is used instead of another; ``None`` where what is said of that will do."""
    found: str | None = known().get(name, {}).get("facts")
    return found


@cache
def _most(name: str) -> tuple[tuple[int, int], ...]:
    """The longest custody from each day on, in order of days."""
    return tuple(sorted((date.fromisoformat(since).toordinal(), most) for since, most in known()[name]["most"].items()))
