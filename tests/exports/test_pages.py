"""A run as a folder of pages: one a case, an index that leads to each, and nothing in a name that says whom it is about."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from riskcheck.cli import main
from riskcheck.report.html import environment
from riskcheck.report.pages import PagesWriter
from riskcheck.report.writing import Options
from tests.browser import check_page
from tests.exports.made import DIGEST, EVERYTHING, MARKING, hostile, told
from tests.reports.made import HOSTILE, case, flag, report
from tests.reports.test_html import Page

ROOT = Path(__file__).parents[2]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", *arguments, "--output-format", "pages"], catch_exceptions=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    told(PagesWriter(tmp_path, Options()), (*EVERYTHING, *(hostile(text) for text in HOSTILE)))
    return tmp_path


def test_the_index_leads_to_a_page_for_each_case_and_each_page_back(folder: Path) -> None:
    index = Page((folder / "index.html").read_text(encoding="utf-8"))
    pages = [link["href"] for link in index.all("a") if not link["href"].startswith("#")]
    cases = sum(hasattr(one, "ratings") for one in EVERYTHING) + len(HOSTILE)
    assert len(pages) == len(set(pages)) == cases
    assert sorted([*pages, "index.html"]) == sorted(path.name for path in folder.iterdir())
    for name in pages:
        page = Page((folder / name).read_text(encoding="utf-8"))
        assert {"href": "index.html"} in page.all("a")


def test_no_file_is_named_after_a_case(folder: Path) -> None:
    assert all(re.fullmatch(r"index\.html|case-\d{6}\.html", path.name) for path in folder.iterdir())


def test_every_page_states_its_marking_and_what_it_was_made_from(folder: Path) -> None:
    for path in folder.iterdir():
        words = Page(path.read_text(encoding="utf-8")).words
        assert words.count(MARKING) >= 3, path.name
        assert DIGEST in words
        assert "2026.1" in words


def test_the_strongest_flags_come_first(folder: Path) -> None:
    text = (folder / "index.html").read_text(encoding="utf-8")
    assert re.findall(r">(C-[567])<", text) == ["C-5", "C-7", "C-6"]


def test_the_index_and_the_page_of_all_cases_have_one_order(tmp_path: Path) -> None:
    recent, more = flag(total=13, recent_harm=19), flag(total=30, recent_harm=4)
    told(PagesWriter(tmp_path, Options()), (case("C-8", (more,)), case("C-9", (recent,))))
    assert re.findall(r">(C-[89])<", (tmp_path / "index.html").read_text(encoding="utf-8")) == ["C-9", "C-8"]
    assert re.findall(r'"#case-[0-9]+">(C-[89])<', report("html", case("C-8", (more,)), case("C-9", (recent,)))) == [
        "C-9",
        "C-8",
    ]


def test_what_a_killed_run_left_is_in_nobodys_way(tmp_path: Path) -> None:
    left = tmp_path / ".out.part"
    left.mkdir()
    (left / "case-000001.html").write_text("half", encoding="utf-8")
    done = run(str(ROOT / "fixtures" / "published" / "deakin"), "-o", str(tmp_path / "out"))
    assert done.exit_code == 0, done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]


def test_the_templates_are_read_once_however_many_pages_there_are() -> None:
    assert environment() is environment()


def test_hostile_text_is_inert_in_the_index(folder: Path) -> None:
    text = (folder / "index.html").read_text(encoding="utf-8")
    assert "<script>alert(1)</script>" in Page(text).words, "it is there, as text"
    assert not {"script", "b"} & {tag for tag, _ in Page(text).tags}
    assert not set(text) & set("\u202e\x1b\x07")


def test_the_command_writes_a_new_folder_and_no_other(tmp_path: Path) -> None:
    target = tmp_path / "pages"
    assert run(str(ROOT / "fixtures" / "published"), "-o", str(target), "--marking", MARKING).exit_code == 1
    first = {path.name: path.read_bytes() for path in target.iterdir()}
    again = run(str(ROOT / "fixtures" / "published"), "-o", str(target))
    assert again.exit_code == 2
    assert "something is there already" in again.stderr
    assert first == {path.name: path.read_bytes() for path in target.iterdir()}
    (tmp_path / "empty").mkdir()
    assert run(str(ROOT / "fixtures" / "published"), "-o", str(tmp_path / "empty"), "--marking", MARKING).exit_code == 1
    assert first == {path.name: path.read_bytes() for path in (tmp_path / "empty").iterdir()}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "pages"]


def test_the_page_of_a_case_without_a_flag_shows_what_was_found_all_the_same(tmp_path: Path) -> None:
    case = str(ROOT / "fixtures" / "published" / "deakin")
    assert run(case, "-o", str(tmp_path / "pages")).exit_code == 0
    found = json.loads(CliRunner().invoke(main, ["check", case, "--output-format", "json"]).stdout)["cases"][0]["findings"]
    words = Page((tmp_path / "pages" / "case-000001.html").read_text(encoding="utf-8")).words
    assert found
    assert [row["pointer"] for finding in found for row in finding["evidence"] if row["pointer"] not in words] == []


def test_pages_need_a_place() -> None:
    done = run(str(ROOT / "fixtures" / "published" / "sonnex"))
    assert done.exit_code == 2
    assert "name where to write it with -o" in done.stderr


def test_a_marking_in_the_settings_is_the_default(tmp_path: Path) -> None:
    (tmp_path / "riskcheck.toml").write_text('marking = "OFFICIAL"\n', encoding="utf-8")
    case = str(ROOT / "fixtures" / "published" / "sonnex")
    config = ["--config", str(tmp_path / "riskcheck.toml")]
    for given, shown in (([], "OFFICIAL"), (["--marking", "SECRET"], "SECRET")):
        asked = [*config, "check", case, "--output-format", "html", *given]
        words = Page(CliRunner().invoke(main, asked, catch_exceptions=False).stdout).words
        assert f"Marking{shown} riskcheck" in words
        assert {marking for marking in ("OFFICIAL", "SECRET") if marking in words} == {shown}


@pytest.mark.parametrize("width", [1280, 320])
def test_the_index_is_accessible_and_fits(browser: Any, folder: Path, width: int) -> None:
    check_page(browser, folder / "index.html", width)
