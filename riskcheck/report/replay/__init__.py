"""Reports of a replay: text, JSON and one page, all from the same rows."""

from importlib import import_module
from typing import TextIO

import msgspec

from riskcheck.replay.result import Replay
from riskcheck.report.replay.hide import without_details
from riskcheck.report.writing import encodable
from riskcheck.result import Tool

_WRITERS = {
    "text": "riskcheck.report.replay.text",
    "json": "riskcheck.report.replay.as_json",
    "html": "riskcheck.report.replay.html",
}

FORMATS = tuple(_WRITERS)
"""The formats by name, in the order in which they are offered."""

__all__ = ["FORMATS", "write"]


def write(name: str, out: TextIO, replayed: Replay, tool: Tool, *, hide_details: bool = False, colour: bool = False) -> None:
    """Write one replay in one of :data:`FORMATS`. ``hide_details`` leaves out quotes and free text of the record."""
    named = msgspec.structs.replace(replayed, source=encodable(replayed.source))
    shown = without_details(named) if hide_details else named
    import_module(_WRITERS[name]).write(out, shown, tool, colour=colour)
