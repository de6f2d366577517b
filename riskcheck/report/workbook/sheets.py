"""Sheets of rows, in which nothing out of a record is ever a formula, a link or a character that acts.

Every text is written as text, in cells whose format is text, so that it stays text when somebody edits the cell.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from riskcheck.report.wording import visible
from riskcheck.report.workbook.columns import Column

LONGEST = 32_767
"""The most characters that a cell can hold."""
MOST_ROWS = 1_048_576
"""The most rows that a sheet can have, its heading among them."""
_LINE, _HIGHEST = 15, 405
"""Points: a line of text, and the most that a row can be high."""
_CUT = " [cut: the cell is full]"
_FIRST_DAY = "1900-03-01"
"""The first day from which every spreadsheet counts days alike."""


class Formats:
    """How cells look. One set for a workbook."""

    def __init__(self, book: Any) -> None:
        top = {"valign": "top", "text_wrap": True}
        self.text = book.add_format(top | {"num_format": "@"})
        self.day = book.add_format(top | {"num_format": "yyyy-mm-dd", "align": "left"})
        self.number = book.add_format(top | {"num_format": "0", "align": "left"})
        self.real = book.add_format(top | {"num_format": "0.000", "align": "left"})
        self.head = book.add_format(top | {"num_format": "@", "bold": True, "bottom": 2, "bg_color": "#f3f5f8"})
        self.title = book.add_format({"num_format": "@", "bold": True, "font_size": 16})
        self.marking = book.add_format({"num_format": "@", "bold": True, "font_size": 12})


def cell_text(value: object) -> str:
    """A value as the text of a cell: on one line, nothing that acts unseen, and no longer than a cell can be."""
    text = visible(str(value))
    return text if len(text) <= LONGEST else text[: LONGEST - len(_CUT)] + _CUT


class Sheet:
    """One table, which goes on on a further sheet where a sheet is full."""

    def __init__(self, book: Any, name: str, columns: Sequence[Column], formats: Formats, marking: str | None) -> None:
        self._book, self._name, self._columns, self._formats, self._marking = book, name, columns, formats, marking
        self._number = 0
        self.rows = 0
        self._start()

    def _start(self) -> None:
        self._number += 1
        name = self._name if self._number == 1 else f"{self._name} ({self._number})"
        self._sheet = set_up(self._book.add_worksheet(name), self._marking)
        self._sheet.freeze_panes(1, 1)
        self._sheet.repeat_rows(0)
        for place, column in enumerate(self._columns):
            self._sheet.set_column(place, place, column.width)
        for place, column in enumerate(self._columns):
            self._sheet.write_string(0, place, column.name, self._formats.head)
        self._row = 1

    def add(self, values: Iterable[object]) -> None:
        """Write one row; ``None`` leaves a cell empty."""
        if self._row >= MOST_ROWS:
            self.finish()
            self._start()
        cells = list(zip(self._columns, values, strict=True))
        self._sheet.set_row(self._row, _height(cells))
        for place, (column, value) in enumerate(cells):
            if value is not None and value != "":
                self._write(place, column.holds, value)
        self._row += 1
        self.rows += 1

    def finish(self) -> None:
        """Let the table be filtered by its columns."""
        self._sheet.autofilter(0, 0, max(1, self._row - 1), len(self._columns) - 1)

    def _write(self, place: int, holds: str, value: object) -> None:
        if holds == "number" and isinstance(value, int):
            self._sheet.write_number(self._row, place, value, self._formats.number)
        elif holds == "real" and isinstance(value, int | float):
            self._sheet.write_number(self._row, place, value, self._formats.real)
        elif holds == "day" and isinstance(value, str) and value >= _FIRST_DAY:
            self._sheet.write_datetime(self._row, place, date.fromisoformat(value), self._formats.day)
        else:
            self._sheet.write_string(self._row, place, cell_text(value), self._formats.text)


def _height(cells: Sequence[tuple[Column, object]]) -> int:
    """How high a row has to be for its longest text, in points: not every program works it out when a file is opened."""
    lines = max(-(-len(str(value)) // column.width) for column, value in cells if value is not None)
    return min(_LINE * max(1, lines), _HIGHEST)


def set_up(sheet: Any, marking: str | None) -> Any:
    """A sheet as it is printed: A4 on its side, as wide as the page, with the marking on each."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    said = cell_text(marking).replace("&", "&&")[:80] if marking else ""
    if said:
        sheet.set_header(f"&C&B{said}")
    sheet.set_footer(f"&C{said + '   ' if said else ''}page &P of &N")
    return sheet
