"""An evaluation as JSON for other programs. The shape is ``schemas/evaluation.schema.json``."""

from typing import TextIO

import msgspec

from riskcheck.evaluate.result import Evaluation
from riskcheck.report.as_json import json_text
from riskcheck.report.writing import encodable


def write(out: TextIO, evaluation: Evaluation, *, colour: bool = False) -> None:
    """Write the document, on one line; ``colour`` changes nothing."""
    errors = [msgspec.structs.replace(error, source=encodable(error.source)) for error in evaluation.errors]
    out.write(f"{json_text(msgspec.structs.asdict(evaluation) | {'errors': errors})}\n")
