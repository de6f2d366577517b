"""Where the report of a run goes: to a screen or a file as text, to a file, or into a folder of pages."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from riskcheck.cli.talk import colour_of, file_output, folder_output, output
from riskcheck.errors import NeedsFile, TooManyForDocument

if TYPE_CHECKING:
    from riskcheck.report import Writer

Read = TypeVar("Read")

TEXTS = ("text", "concise", "json", "jsonl", "csv", "html", "sarif")
FILES = ("xlsx", "docx", "pdf")
PAGES = "pages"
_DOCUMENTS = ("docx", "pdf")
MOST_IN_A_DOCUMENT = 1_000
"""Records. A document is made as a whole, and is there to be read: of so many it takes half a minute and fills a shelf."""
UNSTAMPED = ("text", "concise", "statistics")
"""Reports for a screen, which do not state the hash of their input."""


def few_enough(records: Iterator[Read], output_format: str) -> Iterator[Read]:
    """The same records, for any format but a document. Raises ``TooManyForDocument``, before one of them is checked."""
    if output_format not in _DOCUMENTS:
        return records
    first = list(islice(records, MOST_IN_A_DOCUMENT + 1))
    if len(first) > MOST_IN_A_DOCUMENT:
        raise TooManyForDocument(output_format, MOST_IN_A_DOCUMENT)
    return iter(first)


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
