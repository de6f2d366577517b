"""The sheet reads back, and no cell is a formula."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskcheck.report.as_csv import COLUMNS, safe_cell
from riskcheck.result import AssumedItem
from tests.reports.made import EVERYTHING, HOSTILE, five_flags, hostile, report

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def rows(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def test_a_row_for_each_rating_and_each_error() -> None:
    sheet = rows(report("csv", *EVERYTHING))
    assert len(sheet) == 5 * 9 + 1 + 1
    assert [row["case_status"] for row in sheet if row["case_id"] == "C-14"] == ["error"]
    assert {row["case_status"] for row in sheet if row["case_id"] == "C-2"} == {"cannot_say"}
    flagged = [row for row in sheet if row["case_id"] == "C-5" and row["status"] == "flagged"]
    assert next((row["group"], row["points"], row["incidents"]) for row in flagged) == ("public", "13", "4")
    assert flagged[0]["rules"] == "CU101 WE102 TG101 OR101"
    assert flagged[0]["as_of"] == "2022-06-10"


def test_every_cell_is_quoted_and_every_line_ends_as_spreadsheets_expect() -> None:
    text = report("csv", five_flags())
    assert text.count("\r\n") == text.count("\n") == 10
    for line in text[1:].split("\r\n")[:-1]:
        assert line.startswith('"')
        assert line.endswith('"')


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_cells_are_inert(text: str) -> None:
    for row in rows(report("csv", hostile(text))):
        assert set(row) == set(COLUMNS)
        for cell in row.values():
            assert not cell.startswith(STARTS)
            assert not set(cell) & set("\u202e\x1b\x07\t\r\n")


@given(st.text())
def test_any_text_makes_a_safe_cell(text: str) -> None:
    assert not safe_cell(text).startswith(STARTS)


def test_numbers_stay_numbers() -> None:
    assert safe_cell(-3) == "-3"
    assert safe_cell(None) == ""
    assert safe_cell("-3") == "'-3"


def test_the_evidence_whose_day_is_assumed_is_named() -> None:
    plain = next(row for row in rows(report("csv", five_flags())) if row["status"] == "flagged")
    pointers = {row.item: row.pointer for one in five_flags().flags[0].reasons for row in one.evidence}
    first, second, *_ = sorted(pointers)
    assumed = (AssumedItem(item=first, fields=("date",)), AssumedItem(item=second, fields=("victim",)))
    marked = next(row for row in rows(report("csv", five_flags(assumed_items=assumed))) if row["status"] == "flagged")
    assert (plain["days_assumed"], marked["days_assumed"]) == ("", pointers[first])
