"""The workbook: its numbers are the rows', its texts are texts, its bytes the same, and LibreOffice opens it."""

import io
import json
import os
import re
import shutil
import subprocess
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from riskcheck.cli import main
from riskcheck.report.as_xlsx import XlsxWriter
from riskcheck.report.rows import case_rows
from riskcheck.report.workbook import sheets
from riskcheck.report.workbook.columns import SHEETS
from riskcheck.report.workbook.panel import AgreementRow, DecisionRow
from riskcheck.report.workbook.sheets import LONGEST, cell_text
from riskcheck.report.writing import Options
from riskcheck.result import CaseResult, DecisionShown
from tests.exports.made import DIGEST, ERROR, EVERYTHING, MARKING, data_of, five_flags, hostile, told
from tests.reports.made import CARDS, HOSTILE, TOOL

ROOT = Path(__file__).parents[2]
SOFFICE = shutil.which("soffice")
REQUIRED = "RISKCHECK_LIBREOFFICE_REQUIRED" in os.environ
PANEL = {
    "decisions": [
        DecisionRow(case_id="C-5", key="k", rule="CU101", state="disagreed", reviewer="R12", on="2025-06-03", reason="=1+1"),
    ],
    "agreement": [
        AgreementRow(
            what="C1a", between="R1 and R2", cases=60, measure="Gwet's AC1", value=0.8125, low=0.7, high=0.9, note="@x"
        ),
        AgreementRow(what="C1b", between="R1 and R2", cases=60, measure="Weighted kappa", value=None, note="not defined here"),
    ],
}


def book(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def table(data: bytes, name: str) -> list[dict[str, Any]]:
    head, *rows = [[cell.value for cell in row] for row in book(data)[name].iter_rows()]
    return [dict(zip(head, row, strict=True)) for row in rows]


def with_panel() -> bytes:
    file = io.BytesIO()
    told(XlsxWriter(file, Options(), **PANEL), EVERYTHING)
    return file.getvalue()


def every_cell(data: bytes) -> list[Any]:
    return [cell for sheet in book(data) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_the_numbers_of_the_workbook_are_those_of_the_rows() -> None:
    data = data_of("xlsx")
    cases = [one for one in EVERYTHING if isinstance(one, CaseResult)]
    rows = [case_rows(one, TOOL, CARDS) for one in cases]
    found = table(data, "Cases")
    assert [row["Case"] for row in found] == [row.case_id for row in rows]
    assert [row["Points"] for row in found] == [row.total if row.accounts else None for row in rows]
    assert [row["Ratings flagged"] for row in found] == [len(one.flags) for one in cases]
    ratings = table(data, "Ratings")
    assert len(ratings) == sum(len(one.ratings) for one in cases)
    flags = [flag for one in cases for flag in one.flags]
    assert [row["Points"] for row in ratings if row["Points"] is not None] == [flag.total for flag in flags]
    findings = [(one.case_id, finding) for one in cases for finding in one.findings]
    assert [(row["Case"], row["Key"]) for row in table(data, "Findings")] == [(case, one.key) for case, one in findings]
    evidence = [row for _, finding in findings for row in finding.evidence]
    assert [(row["Place"], row["On"].date().isoformat()) for row in table(data, "Evidence")] == [
        (row.pointer, row.on) for row in evidence
    ]
    assert [row["What to put right"] for row in table(data, "Not read")] == [ERROR.message]


def test_the_summary_states_what_it_was_made_from_and_its_counts_add_up() -> None:
    data = data_of("xlsx")
    said = {row[0].value: row[1].value for row in book(data)["Summary"].iter_rows(max_col=2) if row[0].value}
    assert said["Marking"] == MARKING
    assert said["Input (SHA-256)"] == DIGEST
    assert said["Rules in force"] == "2026.1"
    assert said["As at"] == "each assessment's own day"
    assert said["Records"] == said["Checked"] + said["Could not be read"] == len(EVERYTHING)
    assert sum(said[name] for name in ("Flagged", "Consistent", "Cannot say", "Not rated")) == said["Checked"]
    assert said["Findings"] == len(table(data, "Findings"))
    assert "a person decides" in said["A person decides"]


def test_the_marking_is_on_every_printed_page() -> None:
    for sheet in book(data_of("xlsx")):
        assert MARKING in str(sheet.oddHeader.center.text)
        assert MARKING in str(sheet.oddFooter.center.text)


def test_every_column_of_every_sheet_is_in_the_dictionary_and_no_other() -> None:
    data = with_panel()
    listed = [(row["Sheet"], row["Column"]) for row in table(data, "Data dictionary")]
    sheets_there = {sheet.title: [cell.value for cell in next(sheet.iter_rows())] for sheet in book(data)}
    del sheets_there["Summary"]
    assert set(sheets_there) == set(SHEETS)
    assert sorted(listed) == sorted((name, column) for name, columns in sheets_there.items() for column in columns)
    assert all(row["What it means"] for row in table(data, "Data dictionary"))


def test_a_panels_decisions_and_agreement_are_shown_as_they_are_given() -> None:
    data = with_panel()
    assert [(row["Key"], row["State"], row["Reason"]) for row in table(data, "Decisions")] == [("k", "disagreed", "=1+1")]
    first, second = table(data, "Agreement")
    assert (first["Value"], first["From"], first["To"]) == (0.8125, 0.7, 0.9)
    assert second["Value"] is None
    assert "Agreement" not in book(data_of("xlsx")).sheetnames


def test_a_decision_beside_a_finding_is_on_its_sheet() -> None:
    one = five_flags()
    shown = DecisionShown(state="already_addressed", reviewer="R1", on="2025-06-03", reason="Seen.", until=None, expired=False)
    first = msgspec.structs.replace(one.findings[0], decision=shown)
    data = data_of("xlsx", msgspec.structs.replace(one, findings=(first, *one.findings[1:])))
    (row,) = table(data, "Decisions")
    assert (row["State"], row["Reviewer"], row["On"]) == ("already addressed", "R1", datetime(2025, 6, 3))  # noqa: DTZ001
    assert len(table(data, "Findings")) == len(one.findings)


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_out_of_a_record_is_a_formula_a_link_or_a_character_that_acts(text: str) -> None:
    data = data_of("xlsx", hostile(text))
    for cell in every_cell(data):
        assert cell.hyperlink is None
        if isinstance(cell.value, str):
            assert cell.number_format in ("@", "General")
            assert not set(cell.value) & set("\u202e\x1b\x07\t\r\n")
    raw = [zipfile.ZipFile(io.BytesIO(data)).read(name) for name in zipfile.ZipFile(io.BytesIO(data)).namelist()]
    assert not any(re.search(rb"<f[ >]|<hyperlink", part) for part in raw)


@settings(max_examples=200)
@given(st.text())
def test_any_text_is_a_cell_that_can_be_read(text: str) -> None:
    shown = cell_text(text)
    assert len(shown) <= LONGEST
    assert not any(ord(one) < 32 or ord(one) in (0xFFFE, 0xFFFF) or 0xD800 <= ord(one) <= 0xDFFF for one in shown)


def test_details_are_left_out_when_asked() -> None:
    assert any("kettle" in str(cell.value) for cell in every_cell(data_of("xlsx", five_flags())))
    assert not any("kettle" in str(cell.value) for cell in every_cell(data_of("xlsx", five_flags(), hide_details=True)))


def test_a_text_that_is_longer_than_a_cell_is_cut_and_says_so() -> None:
    assert cell_text("x" * 40_000).endswith("[cut: the cell is full]")
    assert len(cell_text("x" * 40_000)) == LONGEST


def test_a_full_sheet_goes_on_on_another(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = len(table(data_of("xlsx"), "Ratings"))
    monkeypatch.setattr(sheets, "MOST_ROWS", 11)
    data = data_of("xlsx")
    names = [name for name in book(data).sheetnames if name.startswith("Ratings")]
    assert names == ["Ratings", *(f"Ratings ({number})" for number in range(2, len(names) + 1))]
    assert sum(len(table(data, name)) for name in names) == whole


def test_the_same_run_has_the_same_bytes() -> None:
    assert data_of("xlsx") == data_of("xlsx")
    assert with_panel() == with_panel()


def test_the_command_writes_a_workbook_with_the_hash_of_what_it_read(tmp_path: Path) -> None:
    target = tmp_path / "run.xlsx"
    paths = [str(ROOT / "fixtures" / "published" / name / "case.json") for name in ("mcsweeney", "sonnex")]
    asked = ["check", *paths, "--output-format", "xlsx", "--marking", MARKING, "-o", str(target)]
    done = CliRunner().invoke(main, asked, catch_exceptions=False)
    assert done.exit_code == 1
    said = {row[0].value: row[1].value for row in book(target.read_bytes())["Summary"].iter_rows(max_col=2) if row[0].value}
    as_json = CliRunner().invoke(main, ["check", *paths, "--output-format", "json"], catch_exceptions=False)
    document = json.loads(as_json.stdout)
    assert said["Input (SHA-256)"] == document["run"]["input_sha256"]
    assert said["Flagged"] == document["summary"]["flagged"]
    keys = {finding["key"] for case in document["cases"] for finding in case["findings"]}
    assert {row["Key"] for row in table(target.read_bytes(), "Findings")} == keys


def test_a_workbook_is_not_written_to_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    from riskcheck.cli import talk
    from riskcheck.errors import NeedsFile

    monkeypatch.setattr(talk.sys.stdout, "isatty", lambda: True, raising=False)
    with pytest.raises(NeedsFile), talk.file_output(None, "xlsx"):
        pass


@pytest.mark.skipif(SOFFICE is None and not REQUIRED, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_workbook_and_finds_no_formula(tmp_path: Path) -> None:
    """It is opened, written out again by LibreOffice, and looked through: every sheet is there, and nothing was worked out."""
    data = data_of("xlsx", *EVERYTHING, *(hostile(text) for text in HOSTILE))
    (tmp_path / "run.xlsx").write_bytes(data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        str(SOFFICE),
        profile,
        "--headless",
        "--convert-to",
        "ods",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "run.xlsx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120, env={**os.environ, "HOME": str(tmp_path)})
    content = zipfile.ZipFile(tmp_path / "run.ods").read("content.xml").decode()
    assert "table:formula" not in content
    assert re.findall(r'<table:table table:name="([^"]+)"', content) == book(data).sheetnames
    assert ">=1+1<" in content, "the text that looks like a formula is there, as text"
