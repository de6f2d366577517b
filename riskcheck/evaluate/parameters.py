"""The values by which caseloads are evaluated: data, in ``parameters.toml`` beside this file."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def value(name: str) -> Any:
    """The value of one parameter; its unit is in the file. Raises ``KeyError`` for a name that is not there."""
    text = files("riskcheck.evaluate").joinpath("parameters.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)[name]["value"]
