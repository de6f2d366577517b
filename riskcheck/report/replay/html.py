"""A replay as one page that opens anywhere: no network, no scripts, no files beside it."""

from typing import TextIO

from riskcheck.replay.result import Replay
from riskcheck.report.html import environment
from riskcheck.report.replay import lanes
from riskcheck.report.replay.rows import READINGS, RIGHT_WHEN_WRITTEN, replay_rows
from riskcheck.report.wording import MARK, MARK_MEANS
from riskcheck.result import Tool


def write(out: TextIO, replayed: Replay, tool: Tool, *, colour: bool = False) -> None:
    """Write the page; ``colour`` is for terminals and changes nothing."""
    page = environment().get_template("replay.html.j2")
    chunks = page.generate(
        rows=replay_rows(replayed, tool),
        line=lanes.picture(replayed),
        mark=MARK,
        mark_means=MARK_MEANS,
        readings=READINGS,
        right_when_written=RIGHT_WHEN_WRITTEN,
    )
    out.writelines(chunks)
