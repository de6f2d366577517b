"""Reports of a comparison of an early look with a record: all from the same rows."""

from importlib import import_module
from typing import BinaryIO, TextIO

import msgspec

from riskcheck.earlylook.result import Comparison
from riskcheck.report.earlylook.hide import without_details
from riskcheck.report.writing import encodable
from riskcheck.result import Run, Tool

_WRITERS = {
    "text": "riskcheck.report.earlylook.text",
    "json": "riskcheck.report.earlylook.as_json",
    "html": "riskcheck.report.earlylook.html",
    "docx": "riskcheck.report.earlylook.word",
    "pdf": "riskcheck.report.earlylook.pdf",
}

FORMATS = tuple(_WRITERS)
"""The formats by name, in the order in which they are offered."""

__all__ = ["FORMATS", "write", "write_file"]


def write(
    name: str, out: TextIO, compared: Comparison, tool: Tool, run: Run, *, hide_details: bool = False, colour: bool = False
) -> None:
    """Write a comparison in a format that is text. ``hide_details`` leaves out quotes and free text."""
    import_module(_WRITERS[name]).write(out, _shown(compared, hide_details), tool, run, colour=colour)


def write_file(name: str, out: BinaryIO, compared: Comparison, tool: Tool, run: Run, *, hide_details: bool = False) -> None:
    """Write a comparison as a Word or a PDF file."""
    import_module(_WRITERS[name]).write(out, _shown(compared, hide_details), tool, run)


def _shown(compared: Comparison, hide_details: bool) -> Comparison:
    named = msgspec.structs.replace(compared, source=encodable(compared.source), early_look=encodable(compared.early_look))
    return without_details(named) if hide_details else named
