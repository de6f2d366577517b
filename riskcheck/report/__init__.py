"""Reports: what a check found, for people and for other programs.

Every report is a :class:`Writer`: it is told how the run began, each case and error in order, and how the run ended.
Text, concise, JSON, JSON lines and CSV write as they are told and keep no case; the page keeps what it needs to put
the cases to open first at its top. ``out`` should be UTF-8 and leave line ends alone (``newline=""``).
"""

from importlib import import_module
from typing import TextIO

from riskcheck.report.writing import Options, Writer

_WRITERS = {
    "text": ("riskcheck.report.text", "TextWriter"),
    "concise": ("riskcheck.report.concise", "ConciseWriter"),
    "json": ("riskcheck.report.as_json", "JsonWriter"),
    "jsonl": ("riskcheck.report.as_json", "JsonLinesWriter"),
    "csv": ("riskcheck.report.as_csv", "CsvWriter"),
    "html": ("riskcheck.report.html", "HtmlWriter"),
    "statistics": ("riskcheck.report.statistics", "StatisticsWriter"),
}

FORMATS = tuple(name for name in _WRITERS if name != "statistics")
"""The formats of a report by name, in the order in which they are offered; ``statistics`` is counts in place of one."""

__all__ = ["FORMATS", "Writer", "writer"]


def writer(name: str, out: TextIO, *, hide_details: bool = False, full: bool = False, colour: bool = False) -> Writer:
    """A writer of one of :data:`FORMATS`, or of ``statistics``.

    ``hide_details`` leaves out quotes and free text. ``full`` writes each case in full (in JSON: its timeline too).
    ``colour`` is for text on a terminal. Only the format that is asked for is imported.
    """
    module, kind = _WRITERS[name]
    made: Writer = getattr(import_module(module), kind)(out, Options(hide_details, full, colour))
    return made
