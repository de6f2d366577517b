"""The data sheet: what synthetic cases are, what they are no evidence of, and every parameter with its source."""

import textwrap
from collections.abc import Iterator
from typing import Any

import msgspec

from riskcheck.synth.assessor import TOO_HIGH, TOO_LOW
from riskcheck.synth.families import FAMILIES, NEAR_MISS
from riskcheck.synth.parameters import Parameters, shipped

WIDTH = 100

_IS = (
    "Synthetic case records with known answers, made by riskcheck synth. Every person, incident and word in them is made up. "
    "They were fitted to no real person, no real record and no table of real records.",
    "They are for testing checks and harnesses: whether a check finds what was hidden, stays quiet where it should, and does "
    "the same on the same evidence. They are no evidence of accuracy on real cases: how often real ratings are wrong, and in "
    "which ways, is mostly not published, and was chosen here.",
    "The truth of a rating follows from a life that the records show in part. It comes from no rule of riskcheck and knows "
    "none. It is still one idea of what the words of the definitions mean, with numbers that were chosen.",
    "Sex and ethnicity depend on nothing and nothing depends on them; of age only how long a record can be. Real records are "
    "made by people and are uneven; these are not, so they cannot show that a check is fair.",
)


def sheet(parameters: Parameters, path: str | None = None) -> str:
    """The data sheet as text, with the parameters in force."""
    return "\n".join(_lines(parameters, path))


def _lines(parameters: Parameters, path: str | None) -> Iterator[str]:
    yield "Data sheet: synthetic case records"
    for paragraph in _IS:
        yield ""
        yield from textwrap.wrap(paragraph, WIDTH)
    yield from _listed("Ways in which an assessor rates too low", TOO_LOW)
    yield from _listed("Ways in which an assessor rates too high", TOO_HIGH)
    families = {name: family.says for name, family in FAMILIES.items()} | {NEAR_MISS: "Rightly medium, and just under high."}
    yield from _listed("Families of rightly rated mediums", families)
    values: dict[str, dict[str, Any]] = msgspec.to_builtins(parameters)
    yield from ("", "Parameters", "")
    for topic, table in shipped().items():
        for name, entry in table.items():
            yield from _parameter(f"{topic}.{name}", entry, values[topic][name], path)


def _listed(title: str, said: dict[str, str]) -> Iterator[str]:
    yield from ("", title, "")
    for name, says in said.items():
        yield from textwrap.wrap(f"{name}: {says}", WIDTH, initial_indent="  ", subsequent_indent="      ")


def _parameter(name: str, entry: dict[str, Any], value: Any, path: str | None) -> Iterator[str]:
    changed = value != _plain(entry["value"])
    source = (
        f"Given in {path}." if changed else f"Source: {entry['cites']}" if "cites" in entry else f"Assumed: {entry['assumed']}"
    )
    yield f"  {name}"
    for text in (f"{entry['title']}.", f"Value: {_shown(value)}", source):
        yield from textwrap.wrap(text, WIDTH, initial_indent="      ", subsequent_indent="      ")


def _plain(value: Any) -> Any:
    """A value of the file in the types of the parameters."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return tuple(value) if isinstance(value, list) else value


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{key} {_shown(inner)}" for key, inner in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_shown(inner) for inner in value)
    return f"{value:g}" if isinstance(value, float) else str(value)
