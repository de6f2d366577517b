"""The form as a Word document: a table for the whole, and one for each claim."""

import io
import zipfile
from typing import Any

from riskcheck.earlylook.forms.fields import Answers, Field, answered, claim, head, said_of, spoken, written
from riskcheck.earlylook.model import KINDS, EarlyLook
from riskcheck.errors import BadEarlyLook
from riskcheck.packed import WRITTEN, repacked, too_large

BLANK = 6
"""Claims that an empty form has room for; a table can be copied for more."""
_WIDTHS = (3.4, 7.6, 6.0)
"""Centimetres: the question, the answer, the words to choose from."""


def write(filled: EarlyLook | None = None) -> bytes:
    """The document, empty or with an early look in it."""
    from docx import Document

    document = Document()
    _set_up(document)
    document.core_properties.title = "Early look"
    document.core_properties.author = document.core_properties.last_modified_by = "riskcheck"
    document.core_properties.created = document.core_properties.modified = WRITTEN.replace(tzinfo=None)
    document.add_heading("Early look", 0)
    document.add_paragraph(
        "For riskcheck compare. Write in the middle column and leave empty what does not apply. People are roles, never names. "
        "Days are written 2022-06-13, 13/06/2022 or 13 June 2022."
    )
    top, claims = written(filled) if filled is not None else ({}, [{} for _ in range(BLANK)])
    _table(document, head(), top)
    document.add_heading("What a claim of each kind can claim", 1)
    for kind in KINDS:
        document.add_paragraph(f"{spoken(kind.of)}: {', '.join(map(spoken, said_of(kind.of)))}", style="List Bullet")
    for number, one in enumerate(claims, 1):
        document.add_heading(f"Claim {number}", 1)
        _table(document, claim(), one)
    out = io.BytesIO()
    document.save(out)
    return repacked(out.getvalue())


def _set_up(document: Any) -> None:
    """A4, and plain letters."""
    from docx.oxml.ns import qn
    from docx.shared import Cm

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    for name in ("Normal", "Title", "Heading 1"):
        style = document.styles[name]
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{kind}"), None)
        style.font.name = "Arial"


def _table(document: Any, fields: tuple[Field, ...], answers: Answers) -> None:
    from docx.shared import Cm, Pt

    table = document.add_table(rows=0, cols=3, style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Cm(width)
    for field in fields:
        row = table.add_row().cells
        choices = ", ".join(map(spoken, field.words)) if field.name != "asserts" else ""
        for cell, text, width in zip(
            row, (field.label, answers.get(field.name, ""), choices or field.hint), _WIDTHS, strict=True
        ):
            cell.width = Cm(width)
            cell.text = _printable(text)
        row[0].paragraphs[0].runs[0].bold = True
        for run in row[2].paragraphs[0].runs:
            run.font.size = Pt(8)


def _printable(text: str) -> str:
    """Text without the characters that no XML can hold."""
    return "".join(letter if letter in "\t\n" or letter.isprintable() else " " for letter in text)


def read(path: str, data: bytes) -> dict[str, Any]:
    """The answers of a document that was filled in. Raises ``BadEarlyLook``."""
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    try:
        if too_large(data):
            raise BadEarlyLook(path, "it unpacks to more than an early look can be")
        document = Document(io.BytesIO(data))
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError):
        raise BadEarlyLook(path, "it is not a Word file") from None
    tables = [_answers(table) for table in document.tables]
    about = {field.label for field in head()}
    top = next((one for one in tables if about <= one.keys()), None)
    if top is None:
        raise BadEarlyLook(path, "it has no table with the questions about the whole, as the form has")
    claims = [one for one in tables if one is not top and "Kind" in one]
    return answered(_by_name(head(), top), [_by_name(claim(), one) for one in claims])


def _answers(table: Any) -> Answers:
    rows = [[cell.text.strip() for cell in row.cells] for row in table.rows]
    return {row[0]: row[1] for row in rows if len(row) > 1}


def _by_name(fields: tuple[Field, ...], by_label: Answers) -> Answers:
    return {field.name: by_label[field.label] for field in fields if field.label in by_label}
