"""The parameters: data with a title and a source each, beside this file, and changed by a file of one's own.

A parameters file has the tables of ``parameters.toml``, and in each only the ``value`` that differs.
"""

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

import msgspec

from riskcheck.errors import BadParameters

Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
"""A share of something, 0 to 1."""
Number = Annotated[float, msgspec.Meta(ge=0, le=1000)]
"""A rate, a weight or a factor."""
Weights = dict[str, Number]
Rates = dict[str, Annotated[float, msgspec.Meta(ge=0, le=52)]]
"""Acts a year; not more than one a week."""
Day = Annotated[str, msgspec.Meta(pattern=r"^20[0-9]{2}-[01][0-9]-[0-3][0-9]$")]

_SECOND_GENERATION = "2026-02-23"
_AT_WILL = {"caseload.areas", "caseload.lenient_areas"}


class _Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A topic of the parameters; each field is a table of the file, and the file says what it means."""


class Caseload(_Table, frozen=True, kw_only=True):
    """Which cases are made."""

    recorded: Weights
    underrated_mediums: Share
    overrated_mediums: Share
    underrated_lows: Share
    overrated_highs: Share
    hard_negatives: Share
    near_misses: Share
    families: Weights
    errors: Weights
    areas: tuple[str, ...]
    lenient_areas: tuple[str, ...]
    workload: Weights
    phase: Weights
    last_day: Day


class Life(_Table, frozen=True, kw_only=True):
    """How lives go."""

    offending: Weights
    abusive: Share
    temper: Weights
    rates: Rates
    carrying: dict[str, Share]
    child: Share
    grave: Share
    settling: dict[str, Share]
    minor: Rates
    circumstances: dict[str, tuple[Number, Number]]


class Truth(_Table, frozen=True, kw_only=True):
    """What level follows from a life."""

    effect: Weights
    weapon: Number
    carry_over: dict[str, Weights]
    lines: Weights
    change: Share
    surprise: Weights
    readable: Annotated[int, msgspec.Meta(ge=0, le=200)]
    margin: Annotated[float, msgspec.Meta(ge=1, le=10)]
    unproved: Share


class Assessing(_Table, frozen=True, kw_only=True):
    """How assessors see and write."""

    allowed: Weights
    lenient: Number
    optimism: Share
    care: Weights
    copied: Share
    slips: dict[str, Share]
    silent: Share


class Detected(_Table, frozen=True, kw_only=True):
    """Shares of acts that come to notice."""

    outside: tuple[Share, Share, Share, Share]
    inside: Share


class Late(_Table, frozen=True, kw_only=True):
    """A share, and a number of days."""

    share: Share
    days: Annotated[int, msgspec.Meta(ge=1, le=3650)]


class Duplicated(_Table, frozen=True, kw_only=True):
    """How often an act is recorded twice, and the second record says so."""

    twice: Share
    linked: Share


class Partial(_Table, frozen=True, kw_only=True):
    """How often each section is supplied in part, and how much of it is then left out."""

    sections: dict[str, Share]
    left_out: Share


class Recording(_Table, frozen=True, kw_only=True):
    """How lives become records."""

    convicted: tuple[Share, Share, Share, Share]
    detected: Detected
    shared: dict[str, Share]
    late: Late
    weapon_in_text_only: Share
    duplicated: Duplicated
    contradictory: Share
    partial: Partial
    not_supplied: dict[str, Share]
    sex: Weights
    ethnicity: Weights


class Parameters(_Table, frozen=True, kw_only=True):
    """All of them."""

    caseload: Caseload
    life: Life
    truth: Truth
    assessing: Assessing
    recording: Recording


@cache
def shipped() -> dict[str, dict[str, dict[str, Any]]]:
    """The file of parameters as it ships: topic, parameter, and its title, value and source."""
    text = files("riskcheck.synth").joinpath("parameters.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def parameters(path: str | None = None) -> Parameters:
    """The shipped parameters, with those of a file in their place where one is given.

    Raises ``BadParameters`` where the file cannot be read, or has a value that cannot be used.
    """
    return from_table(_given(path), path) if path is not None else from_table({}, "parameters.toml")


def from_table(given: dict[str, Any], path: str) -> Parameters:
    """The shipped parameters with those of a table, as it is in a file, in their place. Raises as ``parameters`` does."""
    values = {topic: {name: entry["value"] for name, entry in table.items()} for topic, table in shipped().items()}
    for topic, table in given.items():
        for name, entry in _tables(path, topic, table):
            values[topic][name] = _merged(path, f"{topic}.{name}", values[topic][name], entry)
    try:
        made = msgspec.convert(values, Parameters)
    except msgspec.ValidationError as fault:
        raise BadParameters(path, str(fault).lower()) from None
    for weights in (made.caseload.recorded, made.caseload.phase, made.life.offending, made.caseload.errors):
        if not sum(weights.values()) > 0:
            raise BadParameters(path, "weights that are chosen from may not all be 0")
    _last_day(path, made.caseload.last_day)
    if not made.caseload.areas or not set(made.caseload.lenient_areas) <= set(made.caseload.areas):
        raise BadParameters(path, "caseload.lenient_areas may only name areas of caseload.areas")
    return made


def _last_day(path: str, day: str) -> None:
    """Raise ``BadParameters`` for a day that does not exist, or on which the predictors were already of the second kind."""
    try:
        exists = date.fromisoformat(day).isoformat() == day
    except ValueError:
        exists = False
    if not exists or day >= _SECOND_GENERATION:
        raise BadParameters(
            path, f"caseload.last_day is a day before {_SECOND_GENERATION}, from which predictors have other names"
        )


def _given(path: str) -> dict[str, Any]:
    try:
        return tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as fault:
        raise BadParameters(path, f"the file cannot be read ({fault.strerror})") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        raise BadParameters(path, "it is not TOML") from None


def _tables(path: str, topic: str, table: Any) -> Iterator[tuple[str, Any]]:
    known = shipped().get(topic)
    if known is None or not isinstance(table, dict):
        raise BadParameters(path, f"there is no topic called {topic}")
    for name, entry in table.items():
        if name not in known:
            raise BadParameters(path, f"there is no parameter called {topic}.{name}")
        if not isinstance(entry, dict) or "value" not in entry:
            raise BadParameters(path, f"{topic}.{name} has no value")
        yield name, entry["value"]


def _merged(path: str, name: str, old: Any, new: Any) -> Any:
    """The new value; where it is a table, what it leaves out stays as it was. Names that are not known are refused."""
    if not isinstance(old, dict) or name in _AT_WILL:
        return new
    if not isinstance(new, dict):
        raise BadParameters(path, f"{name} is a table of values")
    for key in new:
        if key not in old:
            raise BadParameters(path, f"{name} has nothing called {key}")
    return {key: _merged(path, f"{name}.{key}", value, new[key]) if key in new else value for key, value in old.items()}
