"""Parquet files of rows, written a group at a time, one file for each partition; and a folder that appears only when whole.

pyarrow is imported where a file is written or read, and only there.
"""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from riskcheck.errors import MissingLibrary, UnwritableFile

if TYPE_CHECKING:
    import pyarrow as pa

ROWS = 20_000
"""Rows of one partition that are held before they are written as a group: memory follows this and not the caseload."""

Row = dict[str, Any]


def needs_pyarrow(what: str = "Parquet tables") -> None:
    """Raises ``MissingLibrary`` where pyarrow is not installed."""
    if find_spec("pyarrow") is None:
        raise MissingLibrary(what, "pyarrow", "tables")


@contextmanager
def new_folder(folder: str) -> Iterator[Path]:
    """A folder to fill, which takes its name only when all is in it.

    Raises ``MissingLibrary``, and ``UnwritableFile`` also where there is something of that name that is not an empty folder.
    """
    needs_pyarrow()
    final = Path(folder)
    part = final.with_name(f".{final.name}.part")
    if final.exists() and (not final.is_dir() or any(final.iterdir())):
        raise UnwritableFile(folder, "there is something there already")
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir()
        yield part
        part.replace(final)
    except OSError as fault:
        raise UnwritableFile(folder, fault.strerror or str(fault)) from None
    finally:
        shutil.rmtree(part, ignore_errors=True)


class Table:
    """One table in a folder of its own: a file for each value of the column ``by``, or one for all.

    ``columns``: what each holds: ``text``, a ``word`` out of few, ``words``, a ``day``, a ``number``, a ``share``, ``yes_no``.
    ``about``: what each file says of itself. ``rows``: how many are written at a time.
    """

    def __init__(
        self, folder: Path, columns: Mapping[str, str], about: Mapping[str, str], *, by: str | None = None, rows: int = ROWS
    ) -> None:
        self._folder = folder
        self._by = by
        self._columns = [name for name in columns if name != by]
        self._schema = _schema({name: columns[name] for name in self._columns}).with_metadata(dict(about))
        self._most = rows
        self._rows: dict[str, list[Row]] = {}
        self._writers: dict[str, Any] = {}

    def add(self, row: Row) -> None:
        """Add a row; rows of one partition keep their order."""
        partition = "" if self._by is None else f"{self._by}={row[self._by]}"
        rows = self._rows.setdefault(partition, [])
        rows.append(row)
        if len(rows) >= self._most:
            self._write(partition)

    def close(self, *, whole: bool) -> None:
        """Close the files; where all is ``whole``, with the rows that are held, and with a file for a table without rows."""
        for partition in sorted(self._rows) or [""] if whole else ():
            self._write(partition)
        for writer in self._writers.values():
            writer.close()

    def _write(self, partition: str) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        if partition not in self._writers:
            folder = self._folder / partition
            folder.mkdir(parents=True, exist_ok=True)
            self._writers[partition] = pq.ParquetWriter(folder / "part-0.parquet", self._schema, compression="zstd")
        rows = self._rows.setdefault(partition, [])
        columns = [_column([row[field.name] for row in rows], field.type) for field in self._schema]
        self._writers[partition].write_table(pa.Table.from_arrays(columns, schema=self._schema))
        rows.clear()


def _schema(columns: Mapping[str, str]) -> "pa.Schema":
    import pyarrow as pa

    word = pa.dictionary(pa.int32(), pa.string())
    kinds = {
        "text": pa.string(),
        "word": word,
        "words": pa.list_(pa.string()),
        "day": pa.date32(),
        "number": pa.int64(),
        "share": pa.float64(),
        "yes_no": pa.bool_(),
    }
    return pa.schema([(name, kinds[holds]) for name, holds in columns.items()])


def _column(values: list[Any], kind: "pa.DataType") -> "pa.Array":
    import pyarrow as pa

    if pa.types.is_date(kind):
        return pa.array(values, pa.string()).cast(kind)
    if pa.types.is_dictionary(kind):
        return pa.array(values, pa.string()).dictionary_encode()
    return pa.array(values, kind)
