"""Where the report of a run goes: to a screen or a file as text, to a file, or into a folder of pages."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from riskcheck.cli.talk import colour_of, file_output, folder_output, output
from riskcheck.errors import NeedsFile

if TYPE_CHECKING:
    from riskcheck.report import Writer

TEXTS = ("text", "concise", "json", "jsonl", "csv", "html", "sarif")
FILES = ("xlsx", "docx", "pdf")
PAGES = "pages"
UNSTAMPED = ("text", "concise", "statistics")
"""Reports for a screen, which do not state the hash of their input."""


@contextmanager
def report_to(
    target: str | None, name: str, *, hide_details: bool, full: bool = False, panel: Mapping[str, Any] | None = None
) -> "Iterator[Writer]":
    """A writer of a report of this format. Raises ``NeedsFile`` where the format needs a place and none is named.

    ``panel``: what reviewers add to a workbook.
    """
    from riskcheck.report import file_writer, writer

    if name == PAGES:
        from riskcheck.report.pages import PagesWriter
        from riskcheck.report.writing import Options

        if target is None:
            raise NeedsFile(name)
        with folder_output(target, name) as folder:
            yield PagesWriter(folder, Options(hide_details, full))
    elif name in FILES:
        with file_output(target, name) as file:
            yield file_writer(name, file, hide_details=hide_details, full=full, **(panel or {}))
    else:
        with output(target, name) as out:
            yield writer(name, out, hide_details=hide_details, full=full, colour=colour_of(out))
