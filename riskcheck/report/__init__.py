"""Reports: what a check found, for people and for other programs.

Every report is a :class:`Writer`: it is told how the run began, each case and error in order, and how the run ended.
Text, concise, JSON, JSON lines and CSV write as they are told and keep no case; the page keeps what it needs to put
the cases to open first at its top. ``out`` should be UTF-8 and leave line ends alone (``newline=""``).
"""

from importlib import import_module
from typing import Any, BinaryIO, TextIO

from riskcheck.report.writing import Options, Writer

_WRITERS = {
    "text": ("riskcheck.report.text", "TextWriter"),
    "concise": ("riskcheck.report.concise", "ConciseWriter"),
    "json": ("riskcheck.report.as_json", "JsonWriter"),
    "jsonl": ("riskcheck.report.as_json", "JsonLinesWriter"),
    "csv": ("riskcheck.report.as_csv", "CsvWriter"),
    "html": ("riskcheck.report.html", "HtmlWriter"),
    "sarif": ("riskcheck.report.as_sarif", "SarifWriter"),
    "statistics": ("riskcheck.report.statistics", "StatisticsWriter"),
}

_FILE_WRITERS = {
    "xlsx": ("riskcheck.report.as_xlsx", "XlsxWriter"),
    "docx": ("riskcheck.report.run_document", "WordWriter"),
    "pdf": ("riskcheck.report.run_document", "PdfWriter"),
}

FILES = tuple(_FILE_WRITERS)
"""The formats of a report that are files and no text."""

FORMATS = tuple(name for name in _WRITERS if name != "statistics")
"""The formats of a report that are text, in the order in which they are offered; ``statistics`` is counts in place of one."""

__all__ = ["FILES", "FORMATS", "Writer", "file_writer", "writer"]


def writer(name: str, out: TextIO, *, hide_details: bool = False, full: bool = False, colour: bool = False) -> Writer:
    """A writer of one of :data:`FORMATS`, or of ``statistics``.

    ``hide_details`` leaves out quotes and free text. ``full`` writes each case in full (in JSON: its timeline too).
    ``colour`` is for text on a terminal. Only the format that is asked for is imported.
    """
    module, kind = _WRITERS[name]
    made: Writer = getattr(import_module(module), kind)(out, Options(hide_details, full, colour))
    return made


def file_writer(name: str, file: BinaryIO, *, hide_details: bool = False, full: bool = False, **panel: Any) -> Writer:
    """A writer of one of :data:`FILES`; the options are those of :func:`writer`.

    ``panel``: for a workbook, the ``decisions`` and the ``agreement`` of reviewers.
    """
    module, kind = _FILE_WRITERS[name]
    made: Writer = getattr(import_module(module), kind)(file, Options(hide_details, full), **panel)
    return made
