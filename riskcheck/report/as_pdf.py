"""A document as a PDF file, on A4, with the marking on every page and an outline of its headings.

Made by ReportLab, which is Python alone: nothing of the system has to be there, and nothing is fetched. The letters are
those of Source Sans (SIL Open Font Licence), which is in a package of its own; one that it does not have is written as its
code point, and never left out.
"""

import io
from collections.abc import Iterator
from functools import cache, singledispatchmethod
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, CondPageBreak, Frame, KeepTogether, ListFlowable, ListItem, PageTemplate, Spacer
from reportlab.platypus import Paragraph as Block
from reportlab.platypus import Table as Grid

from riskcheck.report.document import Bullets, Document, Heading, Paragraph, Table
from riskcheck.report.wording import visible

_MARGIN = 2 * cm
_TALL = 1_000
"""Letters in a cell of a narrow column that may fill a page."""
_WIDE = A4[0] - 2 * _MARGIN
_INK, _SOFT, _RULE = HexColor("#16191d"), HexColor("#4d5560"), HexColor("#c3c9d1")
_PLAIN, _BOLD, _ITALIC = "Sans", "Sans-Bold", "Sans-Italic"


def pdf(document: Document) -> bytes:
    """The file. The same document gives the same bytes."""
    out = io.BytesIO()
    _Pages(out, document).build([*_Parts().of(document)])
    return out.getvalue()


@cache
def _font() -> TTFont:
    """The letters, known to ReportLab by their names."""
    import font_source_sans_pro

    folder = Path(font_source_sans_pro.__file__).parent / "files"
    for name, file in ((_PLAIN, "Regular"), (_BOLD, "Bold"), (_ITALIC, "It")):
        pdfmetrics.registerFont(TTFont(name, str(folder / f"SourceSansPro-{file}.ttf")))
    pdfmetrics.registerFontFamily(_PLAIN, normal=_PLAIN, bold=_BOLD, italic=_ITALIC, boldItalic=_BOLD)
    return pdfmetrics.getFont(_PLAIN)


def _shown(text: str) -> str:
    """Text that can be set: each letter that the font lacks as its code point, and nothing of it read as markup."""
    glyphs = _font().face.charToGlyph
    return escape("".join(one if ord(one) in glyphs else f"[U+{ord(one):04X}]" for one in visible(text)))


def _tall(table: Table) -> bool:
    """Whether a row may be higher than a page, so that it has to be parted."""
    return any(len(text) > _TALL for cells in table.rows for text in cells)


class _Pages(BaseDocTemplate):  # type: ignore[misc]
    """A4 pages, each with the marking at its head and foot."""

    def __init__(self, out: io.BytesIO, document: Document) -> None:
        super().__init__(
            out,
            pagesize=A4,
            leftMargin=_MARGIN,
            rightMargin=_MARGIN,
            topMargin=_MARGIN,
            bottomMargin=_MARGIN,
            title=visible(document.title),
            author="riskcheck",
            creator="riskcheck",
            lang="en-GB",
            invariant=1,
        )
        self._document = document
        self._marks, self._level = 0, -1
        frame = Frame(_MARGIN, _MARGIN, _WIDE, A4[1] - 2 * _MARGIN, 0, 0, 0, 0)
        self.addPageTemplates([PageTemplate(frames=[frame], onPage=self._mark)])

    def _mark(self, canvas: Any, _: Any) -> None:
        _font()
        canvas.saveState()
        canvas.setFillColor(_INK)
        if self._document.marking:
            canvas.setFont(_BOLD, 10)
            canvas.drawCentredString(A4[0] / 2, A4[1] - 1.2 * cm, visible(self._document.marking))
        canvas.setFont(_PLAIN, 8)
        marking = f"{visible(self._document.marking)}    " if self._document.marking else ""
        canvas.drawCentredString(
            A4[0] / 2, 1.1 * cm, f"{marking}{visible(self._document.footer)}    page {canvas.getPageNumber()}"
        )
        canvas.restoreState()

    def afterFlowable(self, flowable: Any) -> None:  # noqa: N802 - the name is ReportLab's
        """Put each heading into the outline."""
        level = getattr(flowable, "outline", None)
        if level is not None:
            level = min(level, self._level + 1)
            self._marks, self._level = self._marks + 1, level
            key = f"part-{self._marks}"
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(flowable.getPlainText(), key, level, closed=level > 0)


class _Parts:
    """The parts of a document as ReportLab sets them."""

    def __init__(self) -> None:
        _font()
        base = ParagraphStyle("plain", fontName=_PLAIN, fontSize=10, leading=13.5, textColor=_INK, spaceAfter=5)
        self._plain = base
        self._kinds = {
            "plain": base,
            "lead": ParagraphStyle("lead", base, fontSize=11.5, leading=15),
            "strong": ParagraphStyle("strong", base, fontName=_BOLD),
            "soft": ParagraphStyle("soft", base, fontSize=8.5, leading=11, textColor=_SOFT),
            "quote": ParagraphStyle("quote", base, fontName=_ITALIC, leftIndent=14),
        }
        self._title = ParagraphStyle("title", base, fontName=_BOLD, fontSize=20, leading=24, spaceAfter=10)
        self._headings = {
            level: ParagraphStyle(
                f"heading {level}", base, fontName=_BOLD, fontSize=size, leading=size * 1.25, spaceBefore=size * 0.8
            )
            for level, size in ((1, 15), (2, 12.5), (3, 11))
        }
        self._cell = ParagraphStyle("cell", base, fontSize=8.5, leading=11, spaceAfter=0)
        self._head = ParagraphStyle("head", self._cell, fontName=_BOLD)
        self._caption = ParagraphStyle("caption", base, fontName=_BOLD, fontSize=9.5, spaceBefore=4, spaceAfter=3)
        self._centred = ParagraphStyle("centred", base, alignment=TA_CENTER)

    def of(self, document: Document) -> Iterator[Any]:
        """Everything that is set, in order."""
        yield Block(_shown(document.title), self._title)
        for part in document.parts_and_stamp:
            yield from self._set(part)

    @singledispatchmethod
    def _set(self, part: object) -> Iterator[Any]:
        raise TypeError(type(part).__name__)

    @_set.register
    def _(self, part: Heading) -> Iterator[Any]:
        block = Block(_shown(part.text), self._headings[part.level])
        block.outline = part.level - 1
        yield CondPageBreak(6 * cm)
        yield block

    @_set.register
    def _(self, part: Paragraph) -> Iterator[Any]:
        yield Block(_shown(part.text), self._kinds[part.kind])

    @_set.register
    def _(self, part: Bullets) -> Iterator[Any]:
        style = self._kinds["soft" if part.soft else "plain"]
        items = [ListItem(Block(_shown(item), style), leftIndent=12, bulletColor=_INK) for item in part.items]
        if items:
            yield ListFlowable(
                items, bulletType="bullet", start="\u2022", leftIndent=12, bulletFontName=_PLAIN, bulletFontSize=9
            )

    @_set.register
    def _(self, part: Table) -> Iterator[Any]:
        rows = [[Block(_shown(text), self._head) for text in part.head]]
        rows += [[self._in_cell(text) for text in cells] for cells in part.rows]
        grid = Grid(rows, colWidths=[_WIDE * share for share in part.widths], repeatRows=1, splitInRow=int(_tall(part)))
        lines = [
            ("LINEBELOW", (0, 0), (-1, 0), 1, _INK),
            ("LINEBELOW", (0, 1), (-1, -1), 0.5, _RULE),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ]
        grid.setStyle([*lines, ("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 8)])
        caption = Block(_shown(part.caption), self._caption)
        if len(rows) <= 3 and not _tall(part):
            yield KeepTogether([caption, grid])
        else:
            yield CondPageBreak(4 * cm)
            yield caption
            yield grid
        yield Spacer(1, 6)

    def _in_cell(self, text: str) -> Any:
        return Block("<br/>".join(_shown(line) for line in text.split("\n")), self._cell)
