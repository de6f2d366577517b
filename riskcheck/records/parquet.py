"""Case records out of a Parquet file: the column ``record`` holds the JSON text of one in each row."""

from collections.abc import Iterator
from pathlib import Path

from riskcheck.parquet import needs_pyarrow
from riskcheck.records import limits
from riskcheck.records.split import TOO_LARGE, Piece

ENDING = ".parquet"
COLUMN = "record"
ROWS = 256
"""Rows read at a time."""

_NO_COLUMN = f"has no column called {COLUMN} that holds text: each row should hold the JSON of one record"


def pieces(path: Path) -> Iterator[Piece]:
    """One piece for each row, which stands for a line; or one with the problem of the file. Raises ``MissingLibrary``."""
    needs_pyarrow(str(path))
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            if not _holds_text(file.schema_arrow):
                yield Piece(None, b"", _NO_COLUMN)
                return
            if not file.metadata.num_rows:
                yield Piece(1, b"", "is empty: it holds no row")
            batches = (batch.column(0).cast(pa.large_binary()) for batch in file.iter_batches(ROWS, columns=[COLUMN]))
            for row, value in enumerate((value for batch in batches for value in batch.to_pylist()), 1):
                yield _piece(row, value)
    except (pa.ArrowException, OSError) as fault:
        why = getattr(fault, "strerror", None) or "it is not a sound Parquet file"
        yield Piece(None, b"", f"cannot be read ({why})")


def _holds_text(schema: object) -> bool:
    import pyarrow as pa

    assert isinstance(schema, pa.Schema)
    kinds = (pa.string(), pa.large_string(), pa.binary(), pa.large_binary())
    return COLUMN in schema.names and schema.field(COLUMN).type in kinds


def _piece(row: int, value: bytes | None) -> Piece:
    if value is None:
        return Piece(row, b"", "is empty: this row holds no record")
    return Piece(row, value) if len(value) <= limits.BYTES else Piece(row, b"", TOO_LARGE)
