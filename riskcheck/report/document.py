"""A document as its parts: what a Word file and a PDF file are both made from, so that they say the same."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is a part of the document."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph. ``kind`` is ``plain``, ``lead``, ``strong``, ``soft`` (what may be passed over) or ``quote``."""

    text: str
    kind: str = "plain"


@dataclass(frozen=True)
class Bullets:
    """A list."""

    items: tuple[str, ...]
    soft: bool = False


@dataclass(frozen=True)
class Table:
    """A table with a caption and a row of headings. ``widths`` are shares of the page's width, which add up to 1."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True)
class Document:
    """A document: its title, its marking (on every page), its stamp, and its parts in order."""

    title: str
    marking: str | None
    stamp: tuple[tuple[str, str], ...]
    parts: tuple[Heading | Paragraph | Bullets | Table, ...]

    @property
    def parts_and_stamp(self) -> tuple[Heading | Paragraph | Bullets | Table, ...]:
        """Everything in order: the parts, and what the document was made with at its end."""
        made_with = Table("What it was made with", ("What", "Which"), self.stamp, (0.25, 0.75))
        return (*self.parts, Heading("About this report"), made_with)

    @property
    def footer(self) -> str:
        """What every page says of the whole."""
        named = dict(self.stamp)
        return f"riskcheck {named.get('riskcheck', '')}, rules {named.get('Rules in force', '')}"
