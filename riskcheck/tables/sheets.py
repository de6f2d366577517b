"""Tables out of files: a header, rows of cells with their places, and a refusal of whatever is not a plain table."""

import csv
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from fnmatch import fnmatchcase
from math import isnan
from pathlib import Path
from typing import Any

import msgspec

from riskcheck.errors import BadTable, NoSuchPath, NotInstalled, UnreadableFile
from riskcheck.tables.mapping import Mapping, Table
from riskcheck.tables.values import Cell

_OTHER_SIGNS = {";": "semicolons", "\t": "tabs"}
"""What spreadsheets of some countries put between columns: guessing would misread a comma inside a number."""

ENDINGS = (".csv", ".xlsx", ".parquet")


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """One table as it was read. ``rows``: each with its number as a spreadsheet shows it, the header being row 1."""

    table: Table
    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]


def sheets(mapping: Mapping, paths: Sequence[str]) -> list[Sheet]:
    """Every table of the mapping, read.

    Raises ``NoSuchPath``, ``UnreadableFile``, ``BadTable`` and ``NotInstalled``: where one table cannot be read whole, no
    record can be made.
    """
    found = [(path, table) for path in _files(paths) for table in mapping.table if fnmatchcase(path.name, table.file)]
    for path in _files(paths):
        if not any(path == each for each, _ in found):
            raise BadTable(str(path), "the mapping has no table for this file")
    for table in mapping.table:
        if not any(table is each for _, each in found):
            raise BadTable(table.file, "no file that was named is called so")
    return [_checked(sheet) for path, table in found for sheet in [_read(path, table)]]


def _files(paths: Sequence[str]) -> list[Path]:
    files: list[Path] = []
    for name in paths:
        path = Path(name)
        if not path.exists():
            raise NoSuchPath(name)
        inside = sorted(each for each in path.iterdir() if each.suffix.lower() in ENDINGS) if path.is_dir() else [path]
        files += [each for each in inside if each not in files]
    return files


def _read(path: Path, table: Table) -> Sheet:
    readers = {".csv": _csv, ".xlsx": _excel, ".parquet": _parquet}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise BadTable(str(path), f"a table ends in {', '.join(ENDINGS)}")
    try:
        return reader(path, table)
    except OSError as fault:
        raise UnreadableFile(str(path), fault.strerror or "it is damaged") from None


def _checked(sheet: Sheet) -> Sheet:
    """The sheet, if its header is one that can be mapped."""
    if len(sheet.header) == 1 and (parted := next((sign for sign in _OTHER_SIGNS if sign in sheet.header[0]), None)):
        raise BadTable(sheet.name, f"its columns are parted by {_OTHER_SIGNS[parted]}: save it with commas between them")
    taken = {sheet.table.case, *sheet.table.columns}
    named = [name for name in sheet.header if name]
    twice = sorted({name for name in named if named.count(name) > 1})
    if twice:
        raise BadTable(sheet.name, f"two columns are called {twice[0]}")
    lacking = sorted(taken - set(named))
    if lacking:
        raise BadTable(sheet.name, f"there is no column called {lacking[0]}, which the mapping names")
    extra = [name for name in named if name not in taken and name not in sheet.table.not_taken]
    if extra:
        raise BadTable(sheet.name, f"the column {extra[0]} is not in the mapping: map it, or name it under not_taken")
    nameless = [number for number, name in enumerate(sheet.header, 1) if not name]
    for number, cells in sheet.rows:
        for place in nameless:
            if cells[place - 1] not in (None, ""):
                raise BadTable(f"{sheet.name}:{number}", f"column {place} has no name in the header, and holds something")
    return sheet


def _csv(path: Path, table: Table) -> Sheet:
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            lines = list(csv.reader(stream, strict=True))
    except UnicodeDecodeError:
        raise BadTable(str(path), "it is not UTF-8 text: save it as CSV UTF-8") from None
    except csv.Error:
        raise BadTable(str(path), "a quotation mark is not closed, or stands where none can") from None
    if not lines:
        raise BadTable(str(path), "it has no header")
    header = tuple(name.strip() for name in lines[0])
    for number, cells in enumerate(lines[1:], 2):
        if cells and len(cells) != len(header):
            raise BadTable(f"{path}:{number}", f"the row has {len(cells)} cells and the header has {len(header)}")
    rows = tuple((number, tuple(cells)) for number, cells in enumerate(lines[1:], 2) if cells)
    return Sheet(table=table, name=str(path), header=header, rows=rows)


def _excel(path: Path, table: Table) -> Sheet:
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise NotInstalled("openpyxl", "to read Excel files") from None
    from zipfile import BadZipFile

    try:
        book = load_workbook(path)
    except (BadZipFile, KeyError, ValueError, TypeError):
        raise BadTable(str(path), "it is not an Excel workbook (.xlsx)") from None
    names = book.sheetnames
    if table.sheet is None and len(names) > 1:
        raise BadTable(str(path), "it has several sheets: name one in the mapping, as sheet")
    if table.sheet is not None and table.sheet not in names:
        raise BadTable(str(path), f"it has no sheet called {table.sheet}")
    sheet: Any = book[table.sheet or names[0]]
    name = f"{path}[{sheet.title}]"
    if sheet.merged_cells.ranges:
        where = min(str(each) for each in sheet.merged_cells.ranges)
        raise BadTable(name, f"cells are merged ({where}): give every cell its own value, and one row for the header")
    lines = [(number, tuple(_excel_cell(name, cell) for cell in cells)) for number, cells in enumerate(sheet.iter_rows(), 1)]
    if not lines:
        raise BadTable(name, "it has no header")
    header = tuple(str(cell).strip() if cell is not None else "" for cell in lines[0][1])
    return Sheet(table=table, name=name, header=header, rows=tuple(row for row in lines[1:] if any(map(_said, row[1]))))


def _said(cell: Cell) -> bool:
    return cell is not None and cell != ""


def _excel_cell(name: str, cell: Any) -> Cell:
    if cell.data_type == "f":
        raise BadTable(f"{name}:{cell.row}", f"the cell {cell.coordinate} holds a formula: save the sheet with values")
    if cell.data_type == "e":
        raise BadTable(f"{name}:{cell.row}", f"the cell {cell.coordinate} holds an error of the spreadsheet")
    value = cell.value
    if value is None or isinstance(value, str | int | float | bool | date | datetime):
        return value
    raise BadTable(f"{name}:{cell.row}", f"the cell {cell.coordinate} holds neither text, nor a number, nor a day")


def _parquet(path: Path, table: Table) -> Sheet:
    import pandas as pd

    try:
        frame = pd.read_parquet(path)
    except ImportError:
        raise NotInstalled("pyarrow", "to read Parquet files") from None
    except (ValueError, KeyError):
        raise BadTable(str(path), "it is not a Parquet file, or it is damaged") from None
    header = tuple(str(name).strip() for name in frame.columns)
    columns = [list(_plain(str(path), frame.iloc[:, place])) for place in range(len(header))]
    rows = tuple((number, cells) for number, cells in enumerate(zip(*columns, strict=True), 2))
    return Sheet(table=table, name=str(path), header=header, rows=rows)


def _plain(name: str, column: Any) -> Iterator[Cell]:
    """The cells of a column as plain values; what pandas marks as missing is missing."""
    import pandas as pd

    for number, value in enumerate(column.tolist(), 2):
        if value is None or value is pd.NaT or value is pd.NA or (isinstance(value, float) and isnan(value)):
            yield None
        elif isinstance(value, pd.Timestamp):
            if value.tz is not None:
                raise BadTable(f"{name}:{number}", "a time has a time zone: write local times without one")
            yield value.to_pydatetime()
        elif isinstance(value, str | int | float | bool | date | datetime):
            yield value
        else:
            raise BadTable(f"{name}:{number}", "a cell holds neither text, nor a number, nor a day")
