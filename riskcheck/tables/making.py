"""From rows to case records: each row an item, each case one record, and each fault one line in its place."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from riskcheck.errors import RecordError
from riskcheck.records.consistency import check
from riskcheck.records.model import CaseRecord
from riskcheck.records.problem import Path, Refused
from riskcheck.records.validate import validated
from riskcheck.tables.fields import Field, fields
from riskcheck.tables.mapping import CASE, Column, Mapping, Table
from riskcheck.tables.sheets import Sheet
from riskcheck.tables.values import Cell, Unusable, value_of

_FORMAT = "riskcheck.case-record/1"


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one case: its record, or the errors that kept it from being made. ``case`` is as the tables call it."""

    case: str
    record: CaseRecord | None = None
    errors: tuple[RecordError, ...] = ()


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One row as an item. ``columns``: the name of the column of each field."""

    sheet: Sheet
    number: int
    item: dict[str, Any]
    columns: dict[str, str]
    errors: tuple[RecordError, ...] = ()


def make(mapping: Mapping, tables: Sequence[Sheet], called: Any) -> Iterator[Made]:
    """Every case of the tables, in the order in which they name it. ``called`` gives the reference of a case in its record.

    A row without the reference of its case is a fault of no case; it comes out as a case without a name, with the error.
    """
    cases: dict[str, list[Row]] = {}
    for sheet in tables:
        for number, cells in sheet.rows:
            case, row = _row(mapping, sheet, number, cells)
            cases.setdefault(case, []).append(row)
    for case, rows in cases.items():
        errors = tuple(error for row in rows for error in row.errors)
        if errors or not case:
            yield Made(case=case, errors=errors)
            continue
        yield _made(mapping, case, called(case), rows)


def _row(mapping: Mapping, sheet: Sheet, number: int, cells: tuple[Cell, ...]) -> tuple[str, Row]:
    table = sheet.table
    named = dict(zip(sheet.header, cells, strict=True))
    errors: list[RecordError] = []
    item: dict[str, Any] = {}
    known = fields(table.section)
    for field, given in table.always.items():
        _put(item, known[field], given)
    blanks: list[tuple[Field, Any]] = []
    for name, column in table.meanings.items():
        if _blank(mapping, named[name]):
            blanks.append((known[column.field], (column.words or {}).get("")))
            continue
        try:
            value = _value(mapping, table, known[column.field], column, named[name])
        except Unusable as fault:
            errors.append(_error(sheet, number, name, str(fault)))
            continue
        _put(item, known[column.field], value)
    for blank, stands_for in blanks:
        if stands_for is not None and _has(item, blank.path[:-1]):
            _put(item, blank, stands_for)
    reference = named[table.case]
    case = "" if _blank(mapping, reference) else str(int(reference) if isinstance(reference, float) else reference).strip()
    if not case:
        errors.append(_error(sheet, number, table.case, "is blank, and names the case that the row is about"))
    columns = {column.field: name for name, column in table.meanings.items()}
    return case, Row(sheet=sheet, number=number, item=item, columns=columns, errors=tuple(errors))


def _value(mapping: Mapping, table: Table, field: Field, column: Column, cell: Cell) -> Any:
    """The value of a cell that is not blank."""
    words = column.words or {}
    if not field.several:
        return _one(mapping, table, field, words, cell)
    parts = cell.split(column.separator) if column.separator and isinstance(cell, str) else [cell]
    found: list[Any] = []
    for part in parts:
        if not _blank(mapping, part):
            value = _one(mapping, table, field, words, part)
            found += [each for each in (value if isinstance(value, list) else [value]) if each not in found]
    return found


def _one(mapping: Mapping, table: Table, field: Field, words: dict[str, Any], cell: Cell) -> Any:
    said = str(cell).strip() if not isinstance(cell, bool) else str(cell).lower()
    if said in words:
        return words[said]
    return value_of(cell, field, table.days or mapping.days, drop_times=table.drop_times)


def _blank(mapping: Mapping, cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and cell.strip() in ("", *mapping.blank))


def _has(item: dict[str, Any], path: tuple[str, ...]) -> bool:
    """Whether an item has something at this place already: what stands for blank does not make a weapon of nothing."""
    for name in path:
        if name not in item:
            return False
        item = item[name]
    return True


def _put(item: dict[str, Any], field: Field, value: Any) -> None:
    *above, last = field.path
    for name in above:
        item = item.setdefault(name, {})
    item[last] = value


def _error(sheet: Sheet, number: int, column: str, message: str) -> RecordError:
    return RecordError(source=sheet.name, line=number, case_id=None, pointer=f"column {column}", message=message)


def _made(mapping: Mapping, case: str, called: str, rows: list[Row]) -> Made:
    record: dict[str, Any] = {"format": _FORMAT, "case_id": called, "extracted_on": mapping.extracted_on}
    if mapping.purpose is not None:
        record["purpose"] = mapping.purpose
    for table in mapping.table:
        _section(record, table, {each.section for each in mapping.table})
    places: dict[Path, Row] = {}
    whole = [row for row in rows if row.sheet.table.section == CASE]
    if len(whole) > 1:
        second = whole[1]
        return Made(case=case, errors=(_error(second.sheet, second.number, second.sheet.table.case, "names a case twice"),))
    for row in whole:
        record |= row.item
    for row in rows:
        if row.sheet.table.section != CASE:
            places[_placed(record, row)] = row
    try:
        made = validated(record)
        check(made)
    except Refused as refused:
        return Made(case=case, errors=(_where(refused, places, whole, rows),))
    return Made(case=case, record=made)


_OF_CUSTODY = {"custody.periods", "custody.adjudications", "custody.incidents", "custody.alerts"}


def _section(record: dict[str, Any], table: Table, mapped: set[str]) -> None:
    """The section of a table, empty; ``partial`` wherever one of its tables is, or a part of custody has no table."""
    if table.section == CASE:
        return
    name, _, part = table.section.partition(".")
    section = record.setdefault(name, {"coverage": table.coverage})
    section.setdefault(part or "items", [])
    if table.coverage == "partial" or (name == "custody" and not mapped >= _OF_CUSTODY):
        section["coverage"] = "partial"


def _placed(record: dict[str, Any], row: Row) -> Path:
    """Put the item of a row in its section, with an id of its own, and say where it is."""
    name, _, part = row.sheet.table.section.partition(".")
    held = record[name][part or "items"]
    item = row.item
    item.setdefault("id", f"{(part or name)[:20].replace('_', '-')}-{len(held) + 1}")
    if row.sheet.table.system is not None:
        item.setdefault("source", {}).setdefault("system", row.sheet.table.system)
    held.append(item)
    return (name, part or "items", len(held) - 1)


def _where(refused: Refused, places: dict[Path, Row], whole: list[Row], rows: list[Row]) -> RecordError:
    """The error of a record as the error of the row, and of the column where one has it."""
    problem = refused.problem
    row = places.get(problem.path[:3])
    inside = problem.path[3:] if row is not None else problem.path
    row = row or (whole[0] if whole else rows[0])
    field = ".".join(str(part) for part in inside if isinstance(part, str))
    column = row.columns.get(field)
    place = f"column {column}" if column else f"field {field}" if field else ""
    return RecordError(source=row.sheet.name, line=row.number, case_id=None, pointer=place, message=problem.message)
