"""A run as a Word file and as a PDF file: everything that the rows say, marked, and the same bytes each time."""

import io
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from riskcheck.cli import main
from riskcheck.report.as_pdf import pdf
from riskcheck.report.as_word import word
from riskcheck.report.document import Bullets, Document, Heading, Paragraph, Table
from riskcheck.report.rows import case_rows
from tests.documents import words_of
from tests.exports.made import DIGEST, ERROR, MARKING, data_of, five_flags, hostile
from tests.reports.made import CARDS, HOSTILE, TOOL

ROOT = Path(__file__).parents[2]
BOTH = ("docx", "pdf")


@pytest.mark.parametrize("name", BOTH)
def test_it_says_what_the_rows_say(name: str) -> None:
    one = five_flags()
    rows = case_rows(one, TOOL, CARDS)
    words = words_of(data_of(name, one), name)
    said = [rows.headline, *(account.claims[0] for account in rows.accounts), *(card.why for card in rows.cards)]
    said += [f"Total, {account.resting_on}" for account in rows.accounts]
    assert [text for text in said if " ".join(text.split()) not in words] == []
    assert DIGEST[:20] in words.replace(" ", "")


@pytest.mark.parametrize("name", BOTH)
def test_a_run_of_everything_names_each_case_and_each_error(name: str) -> None:
    words = words_of(data_of(name), name)
    for case_id in ("C-1", "C-2", "C-5", "C-6", "C-7", "C-8"):
        assert case_id in words
    assert "cases.ndjson:14: " in words
    assert ERROR.message in words
    assert "Synthetic" in words


@pytest.mark.parametrize("name", BOTH)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_and_does_nothing(name: str, text: str) -> None:
    words = words_of(data_of(name, hostile(text)), name)
    assert not set(words) & set("\u202e\x1b\x07")
    if text.startswith("&amp;"):
        assert "&amp;" in words


@pytest.mark.parametrize("name", BOTH)
def test_the_same_run_has_the_same_bytes(name: str) -> None:
    assert data_of(name) == data_of(name)


@pytest.mark.parametrize("name", BOTH)
def test_details_are_left_out_when_asked(name: str) -> None:
    assert "kettle" in words_of(data_of(name, five_flags()), name)
    assert "kettle" not in words_of(data_of(name, five_flags(), hide_details=True), name)


@pytest.mark.parametrize("name", BOTH)
def test_explain_writes_one_case(name: str, tmp_path: Path) -> None:
    target = tmp_path / f"case.{name}"
    asked = ["explain", str(ROOT / "fixtures" / "published" / "sonnex"), "--output-format", name, "--marking", MARKING]
    done = CliRunner().invoke(main, [*asked, "-o", str(target)], catch_exceptions=False)
    assert done.exit_code == 0
    assert "Case published-sonnex" in words_of(target.read_bytes(), name)


LONG = Document(
    "Title",
    MARKING,
    (("riskcheck", "1"), ("Rules in force", "2")),
    (
        Heading("One"),
        Heading("Deep", 3),
        Paragraph("x" * 5_000),
        Bullets(()),
        Bullets(("a", "b")),
        Table("Table", ("A", "B"), (("y " * 9_000, "z"), *(("c", "d") for _ in range(200))), (0.3, 0.7)),
        Table("Empty", ("A", "B"), (), (0.5, 0.5)),
    ),
)


def test_long_words_long_cells_and_long_tables_are_set_on_as_many_pages_as_they_need() -> None:
    pages = PdfReader(io.BytesIO(pdf(LONG))).pages
    assert len(pages) > 10
    assert sum(page.extract_text().count("y") for page in pages) >= 9_000
    assert all(MARKING in page.extract_text() for page in pages)
    made = docx.Document(io.BytesIO(word(LONG)))
    assert len(made.tables[0].rows) == 202


def test_a_pdf_has_an_outline_a_language_and_a_title() -> None:
    read = PdfReader(io.BytesIO(pdf(LONG)))
    assert read.metadata is not None
    assert read.metadata.title == "Title"
    assert read.trailer["/Root"]["/Lang"] == "en-GB"
    assert len(read.outline) >= 2


def test_headings_of_the_word_file_are_headings() -> None:
    made = docx.Document(io.BytesIO(word(LONG)))
    names = [paragraph.style.name for paragraph in made.paragraphs if paragraph.text in ("Title", "One", "Deep")]
    assert names == ["Title", "Heading 1", "Heading 3"]
    assert made.core_properties.language == "en-GB"


@pytest.mark.parametrize("name", BOTH)
def test_a_document_is_of_few_records_and_says_so_before_one_is_checked(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("riskcheck.cli.reporting.MOST_IN_A_DOCUMENT", 2)
    record = (ROOT / "fixtures/published/sonnex/case.json").read_text(encoding="utf-8")
    target, three = tmp_path / f"made.{name}", tmp_path / "three.json"
    three.write_text(f"[{record}, {record}, {record}]", encoding="utf-8")
    how = ("check", str(three), "--output-format", name, "-o", str(target), "--fail-on", "never")
    done = CliRunner().invoke(main, how)
    assert (done.exit_code, target.exists()) == (2, False)
    assert done.stderr.startswith(f"riskcheck: --output-format {name} is a document of at most 2 records, and there are more: ")
    three.write_text(f"[{record}]", encoding="utf-8")
    assert CliRunner().invoke(main, how).exit_code == 0
    assert target.exists()
