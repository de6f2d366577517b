"""What a Word or a PDF file says, read back by libraries that had no part in writing it."""

import io

import docx
from pypdf import PdfReader


def words_of(data: bytes, name: str) -> str:
    """All words of a file, in the order of its paragraphs and then of its tables; of a PDF, in the order of its pages."""
    if name == "pdf":
        return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages).split())
    made = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join([*(paragraph.text for paragraph in made.paragraphs), *cells]).split())
