"""What every export states about itself: which riskcheck, which rules, which input, as at which day, and its marking."""

from riskcheck.report.wording import day, visible
from riskcheck.result import Run, Tool
from riskcheck.terms import WORDS

NOT_MARKED = "Not marked"


def stamp(tool: Tool, run: Run, as_at: str) -> tuple[tuple[str, str], ...]:
    """The lines of a stamp, each with its name. ``as_at`` says from which day the record was looked at."""
    return (
        ("Marking", visible(run.marking) if run.marking else NOT_MARKED),
        ("riskcheck", visible(tool.version)),
        ("Rules in force", visible(tool.rules)),
        ("Learned check", visible(tool.model) if tool.model else "Did not run"),
        ("As at", as_at),
        ("Evidence", WORDS[run.known_to]),
        ("Input (SHA-256)", run.input_sha256 or "Not known: read from standard input"),
    )


def as_at(run: Run) -> str:
    """From which day a run looked."""
    return "each assessment's own day" if run.as_of == "assessment" else day(run.as_of)
