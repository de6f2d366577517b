"""The reports of a comparison: valid, the same each time, accessible, marked, and without what was asked to be left out."""

import io
import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator, FormatChecker
from pypdf import PdfReader

from riskcheck.cli import main
from riskcheck.earlylook.result import Comparison
from riskcheck.records.schemas import schema
from riskcheck.report.earlylook import FORMATS, write, write_file
from riskcheck.result import Run, Tool
from riskcheck.rules.examples import assessed, case, circumstance, condition, contact, conviction, incident, order
from riskcheck.terms import KnownTo
from tests.browser import check_page
from tests.documents import words_of
from tests.earlylook.made import compared
from tests.reports.made import HOSTILE
from tests.reports.test_html import Page

FOLDER = Path(__file__).parents[2] / "fixtures" / "published" / "mcsweeney"
TOOL = Tool(version="0.1.0", rules="2026.1")
RUN = Run(as_of="2025-08-31", known_to=KnownTo.ANYONE, input_sha256="ab" * 32, marking="OFFICIAL-SENSITIVE")
VALIDATOR = Draft202012Validator(schema("comparison"), format_checker=FormatChecker())
SOFFICE = shutil.which("soffice")
REQUIRED = "RISKCHECK_LIBREOFFICE_REQUIRED" in os.environ
TEXTS = ("text", "json", "html")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["compare", *arguments], catch_exceptions=False)


def report(name: str, found: Comparison, asked: Run = RUN, **options: bool) -> str:
    out = io.StringIO(newline="")
    write(name, out, found, TOOL, asked, **options)
    return out.getvalue()


def file(name: str, found: Comparison, **options: bool) -> bytes:
    out = io.BytesIO()
    write_file(name, out, found, TOOL, RUN, **options)
    return out.getvalue()


def hostile(text: str) -> Comparison:
    made = case(
        assessed("2025-06-01"),
        conviction("2024-05-01", "violence", offence=text, text=text),
        incident("2024-08-01", "assault", text=text),
        order("2025-03-01"),
        contact("2025-08-01", "unacceptable_absence", kind=text, text=text, known_on="2025-09-02"),
        condition("2025-07-01", "support", text=text),
        circumstance("2025-03-01", "bereavement", text=text),
    )
    return compared(
        made | {"note": text},
        {"kind": "event", "asserts": "happened", "what": "violence", "says": text, "id": text[:40]},
        {
            "kind": "condition",
            "asserts": "serves_no_need",
            "conditions": ["support"],
            "needs": ["emotional_wellbeing"],
            "on": "2025-07-01",
            "says": text,
            "id": "2",
            "attributed_to": "court_officer",
            "action": {"kind": "training", "says": text},
            "provenance": {"cites": text, "assumed": ["says"], "note": text},
        },
        note=text,
    )


ALL_HOSTILE = "".join(HOSTILE)


def test_the_json_is_valid_and_says_what_it_rests_on() -> None:
    done = run(str(FOLDER), str(FOLDER / "early-look.toml"), "--output-format", "json", "--marking", "OFFICIAL")
    assert done.exit_code == 0
    found = json.loads(done.stdout)
    VALIDATOR.validate(found)
    assert found["format"] == "riskcheck.comparison/1"
    assert found["marking"] == "OFFICIAL"
    assert len(found["input_sha256"]) == 64
    assert found["counts"] == {"supported": 2, "contradicted": 2, "not_evidenced": 0, "not_assessable": 0}


def test_the_json_of_anything_is_valid() -> None:
    Draft202012Validator.check_schema(schema("comparison"))
    VALIDATOR.validate(json.loads(report("json", hostile(ALL_HOSTILE))))


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_the_same_each_time_and_has_the_marking(name: str) -> None:
    assert report(name, hostile("x")) == report(name, hostile("x"))
    assert "OFFICIAL-SENSITIVE" in report(name, hostile("x"))
    assert "ab" * 32 in report(name, hostile("x"))


@pytest.mark.parametrize("name", ["docx", "pdf"])
def test_a_file_is_the_same_each_time_and_has_the_marking_and_the_stamp(name: str) -> None:
    data = file(name, hostile("x"))
    assert data == file(name, hostile("x"))
    words = "".join(words_of(data, name).split())
    for said in ("ab" * 16, "2026.1", "no later than 31 August 2025", "known to any agency"):
        assert "".join(said.split()) in words
    if name == "docx":
        made = docx.Document(io.BytesIO(data))
        assert made.sections[0].header.paragraphs[0].text == "OFFICIAL-SENSITIVE"
        assert {info.date_time for info in zipfile.ZipFile(io.BytesIO(data)).infolist()} == {(1980, 1, 1, 0, 0, 0)}
    else:
        pages = PdfReader(io.BytesIO(data)).pages
        assert all(page.extract_text().count("OFFICIAL-SENSITIVE") >= 2 for page in pages)


@pytest.mark.parametrize("name", TEXTS)
def test_details_are_left_out_when_asked(name: str) -> None:
    text = "Struck with a chair leg"
    assert text in report(name, hostile(text))
    assert "chair" in report(name, without_offence(text))
    assert "chair" not in report(name, without_offence(text), hide_details=True)


@pytest.mark.parametrize("name", ["docx", "pdf"])
def test_details_are_left_out_of_files_when_asked(name: str) -> None:
    assert "chair" in words_of(file(name, without_offence("Struck with a chair leg")), name)
    assert "chair" not in words_of(file(name, without_offence("Struck with a chair leg"), hide_details=True), name)


def without_offence(text: str) -> Comparison:
    """As the command has it: names of offences and kinds of contact go before the comparison is made."""
    made = case(
        assessed("2025-06-01"),
        incident("2024-08-01", "assault", text=text),
        circumstance("2025-03-01", "bereavement", text=text),
    )
    return compared(
        made | {"note": text}, {"kind": "event", "asserts": "happened", "what": "violence", "says": text}, note=text
    )


def test_the_page_is_inert_whatever_was_written() -> None:
    for text in HOSTILE:
        shown = report("html", hostile(text))
        assert not {"script", "b"} & {tag for tag, _ in Page(shown).tags}
        assert not set(shown) & set("\u202e\x1b\x07")


def test_files_can_be_made_of_anything() -> None:
    for name in ("docx", "pdf"):
        words = words_of(file(name, hostile(ALL_HOSTILE)), name)
        assert "[U+202E]" in words.replace(" ", "")
        assert "[U+001B]" in words.replace(" ", "")


def test_a_letter_that_the_pdf_cannot_set_is_written_as_its_code_point() -> None:
    words = words_of(file("pdf", hostile("\u5b57 and \u0175")), "pdf")
    assert "[U+5B57]" in words
    assert "\u0175" in words


def test_every_report_says_the_same() -> None:
    found = hostile("x")
    page, text = Page(report("html", found)).words, " ".join(report("text", found).split())
    written = words_of(file("docx", found), "docx")
    printed = words_of(file("pdf", found), "pdf")
    for said in (
        "2 claims: 1 supported and 1 contradicted.",
        "Nothing later than 31 August 2025 counts.",
        "A protective order in force",
    ):
        assert [said in words for words in (page, text, written, printed)] == [True] * 4, said


def test_details_are_left_out_by_the_command(tmp_path: Path) -> None:
    secret = "Chairleg"
    made = case(
        assessed("2025-06-01"),
        conviction("2024-05-01", "violence", offence=secret, text=secret),
        contact("2025-07-01", "unacceptable_absence", kind=secret, text=secret),
    )
    claims = [
        {"id": str(number), "kind": "event", "asserts": "happened", "what": what, "says": secret}
        for number, what in enumerate(("violence", "appointment_missed"))
    ]
    early_look = {"format": "riskcheck.early-look/1", "case_id": "example", "written_on": "2025-09-10"}
    (tmp_path / "case.json").write_text(json.dumps(made | {"note": secret}), encoding="utf-8")
    written = early_look | {"further_offence_on": "2025-09-01", "note": secret, "claims": claims}
    (tmp_path / "look.json").write_text(json.dumps(written), encoding="utf-8")
    for name in FORMATS:
        target = tmp_path / f"out.{name}"
        asked = (str(tmp_path / "case.json"), str(tmp_path / "look.json"), "--output-format", name, "-o", str(target))
        for options, there in (((), True), (("--hide-details",), False)):
            assert run(*asked, *options).exit_code == 0
            data = target.read_bytes()
            words = words_of(data, name) if name in ("docx", "pdf") else data.decode()
            assert (secret in words) is there, name


def test_a_case_that_is_another_is_refused() -> None:
    done = run(str(FOLDER.parent / "sonnex"), str(FOLDER / "early-look.toml"))
    assert done.exit_code == 2
    assert "no record that could be read has the case reference published-mcsweeney" in done.stderr


def test_formats_are_offered_in_the_order_of_the_module() -> None:
    (option,) = [one for one in main.commands["compare"].params if one.name == "output_format"]
    assert tuple(option.type.choices) == FORMATS  # type: ignore[attr-defined]


@pytest.mark.skipif(SOFFICE is None and not REQUIRED, reason="LibreOffice is not installed")
def test_the_word_file_opens_in_libreoffice(tmp_path: Path) -> None:
    (tmp_path / "c.docx").write_bytes(file("docx", hostile(ALL_HOSTILE)))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "c.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120, env={**os.environ, "HOME": str(tmp_path)})
    assert "OFFICIAL-SENSITIVE" in PdfReader(tmp_path / "c.pdf").pages[0].extract_text()


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("which", ["published", "hostile"])
def test_the_page_is_accessible_and_fits(browser: Any, tmp_path: Path, which: str, width: int) -> None:
    path = tmp_path / "page.html"
    if which == "published":
        assert run(str(FOLDER), str(FOLDER / "early-look.toml"), "--output-format", "html", "-o", str(path)).exit_code == 0
    else:
        path.write_text(report("html", hostile(ALL_HOSTILE)), encoding="utf-8", newline="")
    check_page(browser, path, width)
