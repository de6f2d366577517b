"""The form as an Excel workbook: a sheet for the whole, one with a row for each claim, one with the words to choose from."""

import io
import zipfile
from collections.abc import Iterable
from typing import Any

from riskcheck.earlylook.forms.fields import Answers, Field, answered, claim, head, plain, said_of, spoken, written
from riskcheck.earlylook.model import KINDS, EarlyLook
from riskcheck.errors import BadEarlyLook
from riskcheck.packed import WRITTEN, repacked, too_large

WHOLE, CLAIMS, WORDS = "Early look", "Claims", "Words"
ROWS = 200
"""Rows of claims that offer their words to choose from."""
_MOST_ROWS = 2_000
_WIDE = {"says": 60, "action_says": 40}


def write(filled: EarlyLook | None = None) -> bytes:
    """The workbook, empty or with an early look in it."""
    import xlsxwriter

    out = io.BytesIO()
    as_text = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    book = xlsxwriter.Workbook(out, as_text)
    book.set_properties({"title": "Early look", "created": WRITTEN.replace(tzinfo=None)})
    bold, soft = book.add_format({"bold": True, "text_wrap": True, "valign": "top"}), book.add_format({"font_color": "#4d5560"})
    free = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    top, claims = written(filled) if filled is not None else ({}, [])
    _whole(book.add_worksheet(WHOLE), top, bold, free, soft)
    _claims(book.add_worksheet(CLAIMS), claims, bold, free)
    _words(book.add_worksheet(WORDS), bold)
    book.close()
    return repacked(out.getvalue())


def _whole(sheet: Any, top: Answers, bold: Any, free: Any, soft: Any) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 50, free)
    sheet.set_column(2, 2, 44)
    for row, field in enumerate(head()):
        sheet.write_string(row, 0, field.label, bold)
        sheet.write_string(row, 1, top.get(field.name, ""), free)
        sheet.write_string(row, 2, field.hint, soft)
    sheet.write_string(
        len(head()) + 1, 0, "People are roles, never names. Days are written 2022-06-13, 13/06/2022 or 13 June 2022.", soft
    )


def _claims(sheet: Any, claims: list[Answers], bold: Any, free: Any) -> None:
    sheet.freeze_panes(1, 3)
    sheet.set_row(0, 34)
    for column, field in enumerate(claim()):
        sheet.set_column(column, column, _WIDE.get(field.name, 20), free)
        sheet.write_string(0, column, field.label, bold)
        if field.words:
            words = f"={WORDS}!${_letter(column)}$2:${_letter(column)}${len(field.words) + 1}"
            rule = {"validate": "list", "source": words, "error_type": "warning" if field.several else "stop"}
            sheet.data_validation(1, column, ROWS, column, rule)
        for row, one in enumerate(claims, 1):
            sheet.write_string(row, column, one.get(field.name, ""), free)


def _words(sheet: Any, bold: Any) -> None:
    sheet.set_row(0, 34)
    for column, field in enumerate(claim()):
        sheet.set_column(column, column, 26)
        sheet.write_string(0, column, field.label, bold)
        for row, word in enumerate(field.words, 1):
            sheet.write_string(row, column, spoken(word))
    last = max(len(field.words) for field in claim()) + 2
    sheet.write_string(last, 0, "What a claim of each kind can claim", bold)
    for row, kind in enumerate(KINDS, last + 1):
        sheet.write_string(row, 0, spoken(kind.of))
        sheet.write_string(row, 1, ", ".join(map(spoken, said_of(kind.of))))


def _letter(column: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    name: str = xl_col_to_name(column)
    return name


def read(path: str, data: bytes) -> dict[str, Any]:
    """The answers of a workbook that was filled in. Raises ``BadEarlyLook``."""
    from openpyxl import load_workbook

    try:
        if too_large(data):
            raise BadEarlyLook(path, "it unpacks to more than an early look can be")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError):
        raise BadEarlyLook(path, "it is not an Excel workbook") from None
    if not {WHOLE, CLAIMS} <= set(book.sheetnames):
        raise BadEarlyLook(path, f"it needs the sheets {WHOLE} and {CLAIMS} of the form")
    top = {row[0]: row[1] for row in _rows(path, book[WHOLE]) if len(row) > 1}
    labels, *rows = [*_rows(path, book[CLAIMS])] or [[]]
    return answered(_by_name(head(), top), [_by_name(claim(), dict(zip(labels, row, strict=False))) for row in rows])


def _rows(path: str, sheet: Any) -> Iterable[list[str]]:
    for number, row in enumerate(sheet.iter_rows(), 1):
        if number > _MOST_ROWS:
            raise BadEarlyLook(path, f"a sheet of it has more than {_MOST_ROWS:,} rows")
        if any(cell.data_type == "f" for cell in row):
            raise BadEarlyLook(path, f"row {number} of its sheet {sheet.title} has a formula: write the value")
        yield [plain(cell.value) for cell in row]


def _by_name(fields: Iterable[Field], by_label: dict[str, str]) -> Answers:
    found = {label.strip(): answer for label, answer in by_label.items()}
    return {field.name: found[field.label] for field in fields if field.label in found}
