"""The schemas that ship with riskcheck, by name."""

import json
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from riskcheck.errors import UnknownSchema

_ENDING = ".schema.json"
CASE_RECORD = "case-record"


def schema_names() -> tuple[str, ...]:
    """The names of all schemas, in order: ``case-record`` and so on."""
    return tuple(sorted(f.name.removesuffix(_ENDING) for f in _folder().iterdir() if f.name.endswith(_ENDING)))


@cache
def schema_text(name: str) -> str:
    """The text of a schema. Raises :class:`~riskcheck.errors.UnknownSchema`."""
    if name not in schema_names():
        raise UnknownSchema(name, schema_names())
    return (_folder() / f"{name}{_ENDING}").read_text(encoding="utf-8")


@cache
def schema(name: str) -> dict[str, Any]:
    """A schema as an object, made once: do not change it. Raises :class:`~riskcheck.errors.UnknownSchema`."""
    parsed: dict[str, Any] = json.loads(schema_text(name))
    return parsed


@cache
def field_names(name: str) -> frozenset[str]:
    """Every field that a schema names anywhere: the only names out of a document that are safe to show."""
    return frozenset(_properties(schema(name)))


def _properties(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        properties = part.get("properties")
        if isinstance(properties, dict):
            yield from properties
        for inner in part.values():
            yield from _properties(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _properties(inner)


@cache
def _folder() -> Traversable:
    """The schemas' folder: inside the installed package, or beside it in a checkout."""
    installed = resources.files("riskcheck") / "schemas"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "schemas"
