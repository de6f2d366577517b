"""Reports of an evaluation: text, JSON and one page, all from the same tables."""

from importlib import import_module
from typing import TextIO

from riskcheck.evaluate.result import Evaluation

_WRITERS = {
    "text": "riskcheck.report.evaluation.text",
    "json": "riskcheck.report.evaluation.as_json",
    "html": "riskcheck.report.evaluation.html",
}

FORMATS = tuple(_WRITERS)
"""The formats by name, in the order in which they are offered."""

__all__ = ["FORMATS", "write"]


def write(name: str, out: TextIO, evaluation: Evaluation, *, colour: bool = False) -> None:
    """Write one evaluation in one of :data:`FORMATS`."""
    import_module(_WRITERS[name]).write(out, evaluation, colour=colour)
