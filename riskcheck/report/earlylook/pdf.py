"""A comparison as a PDF file."""

from typing import BinaryIO

from riskcheck.earlylook.result import Comparison
from riskcheck.report.as_pdf import pdf
from riskcheck.report.earlylook.document import document
from riskcheck.report.earlylook.rows import comparison_rows
from riskcheck.result import Run, Tool


def write(out: BinaryIO, compared: Comparison, tool: Tool, run: Run) -> None:
    """Write the file."""
    out.write(pdf(document(comparison_rows(compared, tool, run))))
