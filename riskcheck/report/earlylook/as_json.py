"""A comparison as JSON for other programs. The shape is ``schemas/comparison.schema.json``."""

from typing import TextIO

import msgspec

from riskcheck.earlylook.result import Comparison
from riskcheck.report.as_json import json_text
from riskcheck.result import Run, Tool

FORMAT = "riskcheck.comparison/1"


def write(out: TextIO, compared: Comparison, tool: Tool, run: Run, *, colour: bool = False) -> None:
    """Write the document, on one line; ``colour`` changes nothing."""
    about = {"format": FORMAT, "tool": tool, "input_sha256": run.input_sha256, "marking": run.marking}
    out.write(f"{json_text(about | msgspec.structs.asdict(compared))}\n")
