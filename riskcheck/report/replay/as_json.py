"""A replay as JSON for other programs. The shape is ``schemas/replay.schema.json``."""

from typing import TextIO

import msgspec

from riskcheck.replay.result import Replay
from riskcheck.report.as_json import json_text
from riskcheck.result import Tool

FORMAT = "riskcheck.replay/1"


def write(out: TextIO, replayed: Replay, tool: Tool, *, colour: bool = False) -> None:
    """Write the document, on one line; ``colour`` changes nothing."""
    document = {"format": FORMAT, "tool": tool, **msgspec.structs.asdict(replayed)}
    out.write(f"{json_text(document)}\n")
