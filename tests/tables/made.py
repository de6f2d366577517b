# ruff: noqa: DTZ001 - a spreadsheet has local times
"""Small extracts that fit the documented mapping, and ways to write them."""

from datetime import datetime
from pathlib import Path
from typing import Any

from riskcheck.tables import template

CASES = "Case,Phase,Officer\nA1,On licence,somebody\nA2,In custody,somebody\n"
ASSESSMENTS = (
    "Case,Started,Completed,Layer,Public (community),Staff (custody)\n"
    "A1,01/02/2025,03/02/2025,3,M,L\n"
    "A2,05/03/2025,05/03/2025,1,H,\n"
)
OFFENCES: list[list[Any]] = [
    ["CRN", "Offence date", "Convicted on", "Offence", "HO code", "Kinds", "Victim", "Result"],
    ["A1", datetime(2023, 4, 9, 22, 15), datetime(2023, 6, 1), "Wounding", "00857", "ABH;Knife", "Ex", "Guilty"],
    ["A1", "10/04/2019", None, "Affray", None, "public_order", "Stranger", "Not guilty"],
]


def workbook(path: Path, rows: list[list[Any]], title: str = "Offences") -> Any:
    """A workbook of one sheet, saved; it is given back so that it can be spoilt and saved again."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    book.save(path)
    return book


def extract(folder: Path, **changed: str) -> Path:
    """A folder with the three tables of the template and, beside it, the template as ``mapping.toml``."""
    tables = folder / "extract"
    tables.mkdir()
    (tables / "cases.csv").write_text(changed.get("cases", CASES), encoding="utf-8")
    (tables / "assessments.csv").write_text(changed.get("assessments", ASSESSMENTS), encoding="utf-8")
    workbook(tables / "offences.xlsx", OFFENCES)
    (folder / "mapping.toml").write_text(changed.get("mapping", template()), encoding="utf-8")
    return tables
