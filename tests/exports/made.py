"""The files of results made by hand."""

import io
from typing import Any

import msgspec

from riskcheck.report import file_writer
from riskcheck.report.writing import Writer
from riskcheck.result import CaseResult, Run, Summary
from riskcheck.terms import KnownTo
from tests.reports.made import CARDS, ERROR, EVERYTHING, MODEL, TOOL, five_flags, hostile

MARKING = "OFFICIAL-SENSITIVE"
DIGEST = "cd" * 32
RUN = Run(as_of="assessment", known_to=KnownTo.ANYONE, input_sha256=DIGEST, marking=MARKING)


def told(made: Writer, outcomes: Any, run: Run = RUN, cards: Any = None) -> None:
    """Tell a writer of a whole run."""
    cases = [one for one in outcomes if isinstance(one, CaseResult)]
    asked = any(one.learned is not None for one in cases)
    made.start(msgspec.structs.replace(TOOL, model=MODEL if asked else None), run, CARDS if cards is None else cards)
    for one in outcomes:
        made.case(one) if isinstance(one, CaseResult) else made.error(one)
    flagged, silent = sum(one.flagged for one in cases), sum(one.cannot_say for one in cases)
    errors = len(outcomes) - len(cases)
    made.end(Summary(records=len(outcomes), checked=len(cases), flagged=flagged, cannot_say=silent, errors=errors))


def data_of(name: str, *outcomes: Any, run: Run = RUN, cards: Any = None, **options: bool) -> bytes:
    file = io.BytesIO()
    told(file_writer(name, file, **options), outcomes or EVERYTHING, run, cards)
    return file.getvalue()


__all__ = ["DIGEST", "ERROR", "EVERYTHING", "MARKING", "RUN", "data_of", "five_flags", "hostile", "told"]
