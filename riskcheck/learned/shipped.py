"""The model that ships with riskcheck, which is asked only where it is named."""

from importlib.resources import files

DEFAULT = "default"
"""What it is called in place of a file's path; a file of that name is ``./default``."""


def path_of(named: str) -> str:
    """The path of a model's file: the one that ships for ``DEFAULT``, or the path that is named."""
    return str(files("riskcheck.learned") / "default_model.json") if named == DEFAULT else named
