"""A document as a Word file: headings as headings, tables with heading rows, the marking on every page."""

import io
from functools import singledispatch
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from riskcheck.packed import WRITTEN, repacked
from riskcheck.report.document import Bullets, Document, Heading, Paragraph, Table
from riskcheck.report.wording import visible

_FACE = "Arial"
_SOFT = RGBColor(0x4D, 0x55, 0x60)
_INK = RGBColor(0x16, 0x19, 0x1D)
_WIDTH = 17.0
"""Centimetres between the margins of A4."""
_SIZES = {"Normal": 10.5, "Title": 22, "Heading 1": 16, "Heading 2": 13, "Heading 3": 11.5}


def word(document: Document) -> bytes:
    """The file. The same document gives the same bytes."""
    made = docx.Document()
    _set_up(made, document)
    made.add_heading(visible(document.title), 0)
    for part in document.parts_and_stamp:
        _add(part, made)
    out = io.BytesIO()
    made.save(out)
    return repacked(out.getvalue())


def _set_up(made: Any, document: Document) -> None:
    about = made.core_properties
    about.title, about.language = visible(document.title), "en-GB"
    about.author = about.last_modified_by = "riskcheck"
    about.comments = ""
    about.created = about.modified = WRITTEN.replace(tzinfo=None)
    for name, size in _SIZES.items():
        style = made.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = _FACE, Pt(size), _INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(kind), _FACE)
        for kind in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(kind), None)
    language = made.styles["Normal"].element.get_or_add_rPr()
    tag = OxmlElement("w:lang")
    tag.set(qn("w:val"), "en-GB")
    language.append(tag)
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    _marked(section, document)


def _marked(section: Any, document: Document) -> None:
    head = section.header.paragraphs[0]
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if document.marking:
        head.add_run(visible(document.marking)).bold = True
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line = foot.add_run(f"{visible(document.marking) + '  ' if document.marking else ''}{visible(document.footer)}  page ")
    line.font.size = Pt(8)
    _page_number(foot)


def _page_number(paragraph: Any) -> None:
    """The number of the page, which Word works out itself."""
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        run = paragraph.add_run()
        run.font.size = Pt(8)
        if kind is not None:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.set(qn("xml:space"), "preserve")
            mark.text = text
        run._r.append(mark)


@singledispatch
def _add(part: object, made: Any) -> None:
    raise TypeError(type(part).__name__)


@_add.register
def _(part: Heading, made: Any) -> None:
    made.add_heading(visible(part.text), part.level)


@_add.register
def _(part: Paragraph, made: Any) -> None:
    paragraph = made.add_paragraph()
    run = paragraph.add_run(visible(part.text))
    if part.kind == "lead":
        run.font.size = Pt(12)
    if part.kind == "strong":
        run.bold = True
    if part.kind == "soft":
        run.font.size, run.font.color.rgb = Pt(9), _SOFT
    if part.kind == "quote":
        paragraph.paragraph_format.left_indent = Cm(0.8)
        run.italic = True
    paragraph.paragraph_format.space_after = Pt(5)


@_add.register
def _(part: Bullets, made: Any) -> None:
    for item in part.items:
        paragraph = made.add_paragraph(style="List Bullet")
        run = paragraph.add_run(visible(item))
        paragraph.paragraph_format.space_after = Pt(2)
        if part.soft:
            run.font.size, run.font.color.rgb = Pt(9), _SOFT


@_add.register
def _(part: Table, made: Any) -> None:
    caption = made.add_paragraph()
    caption.add_run(visible(part.caption)).bold = True
    caption.paragraph_format.space_after = Pt(3)
    caption.paragraph_format.keep_with_next = True
    table = made.add_table(rows=1, cols=len(part.head), style="Table Grid")
    table.autofit = False
    for column, share in zip(table.columns, part.widths, strict=True):
        column.width = Cm(_WIDTH * share)
    _row(table.rows[0], part.head, part.widths, bold=True)
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    for cells in part.rows:
        _row(table.add_row(), cells, part.widths)
    made.add_paragraph().paragraph_format.space_after = Pt(2)


def _row(row: Any, cells: tuple[str, ...], widths: tuple[float, ...], *, bold: bool = False) -> None:
    whole = OxmlElement("w:cantSplit")
    row._tr.get_or_add_trPr().append(whole)
    for cell, text, share in zip(row.cells, cells, widths, strict=True):
        cell.width = Cm(_WIDTH * share)
        paragraph = cell.paragraphs[0]
        for number, line in enumerate(text.split("\n")):
            place = paragraph if number == 0 else cell.add_paragraph()
            place.paragraph_format.space_before = place.paragraph_format.space_after = Pt(2)
            run = place.add_run(visible(line))
            run.font.size, run.bold = Pt(9), bold
