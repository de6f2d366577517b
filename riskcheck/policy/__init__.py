"""Policy: dated values with citations, as data.

Each topic is a TOML file beside this one. A value is a table with ``title``, ``cites`` and either ``value`` (the same
on every day) or ``values``, a list of ``{from, value}`` in which the last entry not later than the day asked for holds. An
entry can say ``until``, the last day on which it holds, and more than a value.
Nothing here is code, so that a person who owns the policy can read and change it.
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

Day = str


@cache
def topic(name: str) -> dict[str, Any]:
    """The whole of one topic, such as ``conduct``, as it is in its file.

    Raises ``FileNotFoundError`` for a topic that does not exist: a mistake of ours, never of a user's.
    """
    text = files("riskcheck.policy").joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def value(name: str, on: Day) -> Any:
    """The value called ``topic.name`` that holds on a day.

    Raises ``LookupError`` where no value holds on that day.
    """
    where, _, key = name.partition(".")
    entry = topic(where)[key]
    if "value" in entry:
        return entry["value"]
    holding = in_force(name, on)
    if not holding:
        raise LookupError(f"{name} has no value on {on}")
    return holding[-1]["value"]


def in_force(name: str, on: Day) -> list[dict[str, Any]]:
    """The dated entries of ``topic.name`` that hold on a day, the one from the latest day last; none where none does."""
    where, _, key = name.partition(".")
    entries = sorted(topic(where)[key]["values"], key=lambda dated: str(dated["from"]))
    return [dated for dated in entries if dated["from"] <= on <= dated.get("until", on)]


def number(name: str, on: Day) -> int:
    """The number called ``topic.name`` that holds on a day; its unit is in the file. Raises as ``value`` does."""
    return int(value(name, on))


@cache
def words(where: str, key: str) -> frozenset[str]:
    """A set of codes from a topic, such as the kinds of harm that count as violent."""
    return frozenset(topic(where)[key]["value"])
