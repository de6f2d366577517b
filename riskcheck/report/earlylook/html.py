"""A comparison as one page that opens anywhere: no network, no scripts, no files beside it."""

from typing import TextIO

from riskcheck.earlylook.result import Comparison
from riskcheck.report.earlylook.rows import comparison_rows
from riskcheck.report.html import environment
from riskcheck.result import Run, Tool


def write(out: TextIO, compared: Comparison, tool: Tool, run: Run, *, colour: bool = False) -> None:
    """Write the page; ``colour`` is for terminals and changes nothing."""
    page = environment().get_template("comparison.html.j2")
    out.writelines(page.generate(rows=comparison_rows(compared, tool, run)))
