"""Rows of one kind as a table: text for a screen, JSON, or CSV for a spreadsheet. The fields of the rows are the columns."""

import csv
import dataclasses
from collections.abc import Sequence
from typing import Any, TextIO

from riskcheck.report.as_csv import safe_cell
from riskcheck.report.as_json import json_text
from riskcheck.report.wording import visible

FORMATS = ("text", "json", "csv")
_BYTE_ORDER_MARK = "\ufeff"
_GAP = "  "


def write_rows(output_format: str, out: TextIO, rows: Sequence[Any], kind: type[Any]) -> None:
    """Write rows that are all of one dataclass, ``kind``; where there are none the columns are still named."""
    names = [field.name for field in dataclasses.fields(kind)]
    if output_format == "json":
        out.write(f"{json_text([dataclasses.asdict(row) for row in rows])}\n")
    elif output_format == "csv":
        out.write(_BYTE_ORDER_MARK)
        table = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        table.writerow(names)
        table.writerows([safe_cell(_flat(getattr(row, name))) for name in names] for row in rows)
    else:
        out.write("".join(f"{line}\n" for line in table_lines([[getattr(row, name) for name in names] for row in rows], names)))


def table_lines(rows: Sequence[Sequence[object]], heads: Sequence[str]) -> list[str]:
    """A table as lines: words to the left, numbers to the right, and no space at the end of a line."""
    cells = [[head.replace("_", " ") for head in heads], *([visible(str(_flat(cell))) for cell in row] for row in rows)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(heads))]
    numeric = [bool(rows) and all(isinstance(row[at], int | float | None) for row in rows) for at in range(len(heads))]
    return [
        _GAP.join(
            cell.rjust(width) if right else cell.ljust(width) for cell, width, right in zip(row, widths, numeric, strict=True)
        ).rstrip()
        for row in cells
    ]


def _flat(value: object) -> object:
    """What goes in one cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return "; ".join(f"{name}: {held}" for name, held in value.items() if held)
    if isinstance(value, list | tuple):
        return "; ".join(str(one) for one in value)
    return value
