"""What a partition of records comes to: a table of records in, a table of outcomes out, whoever calls it and wherever.

An outcome depends on its own record alone, so that a partition can be done again, or twice, and gives the same. What no
partition can see by itself is that a case comes twice: engines group by ``case_id`` for that (see the guide to a caseload).
"""

from collections.abc import Iterable, Iterator

import pyarrow as pa

from riskcheck.caseload.blocks import blocks
from riskcheck.caseload.looking import Asked, Checked, look, unpacked
from riskcheck.records.read import Text
from riskcheck.records.split import Piece
from riskcheck.report.as_json import case_text
from riskcheck.report.rows import status_of
from riskcheck.report.writing import without_details

RECORD = "record"
"""The column that has to be there, with the JSON text of a record; every other column comes back as it is."""

OUTCOME = {"case_id": pa.string(), "status": pa.string(), "result": pa.string(), "pointer": pa.string(), "message": pa.string()}
"""The columns that take its place.

``status`` is that of the case (``flagged``, ``cannot_say``, ``consistent``, ``not_rated``), or ``error``. ``result`` is the
case as the JSON report has it, without the name of a file; ``pointer`` and ``message`` say why a record could not be read.
"""


def outcomes(asked: Asked, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """For each batch of records the batch of their outcomes, in order. Raises ``UnreadableFile`` and ``UnusableModel``."""
    for batch in batches:
        texts = (Text("", Piece(None, text or b"")) for text in batch.column(RECORD).cast(pa.large_binary()).to_pylist())
        looked = (one for block in blocks(texts) for one in look(asked, block))
        yield _with(batch, [_outcome(one, hide_details=asked.hide_details) for one in looked])


def outcome_schema(records: pa.Schema) -> pa.Schema:
    """The columns of the outcomes of records with these columns."""
    kept = [field for field in records if field.name not in (RECORD, *OUTCOME)]
    return pa.schema([*kept, *OUTCOME.items()])


def _with(batch: pa.RecordBatch, rows: list[tuple[str | None, ...]]) -> pa.RecordBatch:
    schema = outcome_schema(batch.schema)
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(OUTCOME)
    made = {name: pa.array(column, kind) for (name, kind), column in zip(OUTCOME.items(), columns, strict=True)}
    arrays = [made[name] if name in made else batch.column(name) for name in schema.names]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _outcome(checked: Checked, *, hide_details: bool) -> tuple[str | None, ...]:
    if checked.result is None:
        error = checked.error
        assert error is not None
        return error.case_id, "error", None, error.pointer, error.message
    result = unpacked(checked.result, "")
    result = without_details(result) if hide_details else result
    return result.case_id, status_of(result).value, case_text(result), None, None
