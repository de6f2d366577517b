"""The page: well formed, inert, the same bytes every time, and with the numbers of the rows."""

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from riskcheck.report import FORMATS
from riskcheck.report.rows import case_rows
from riskcheck.result import CaseResult
from riskcheck.terms import Kind
from tests.reports.made import CARDS, EVERYTHING, HOSTILE, SCRIPT, TOOL, card, five_flags, hostile, many_events, report

VOID = {"meta", "br", "hr", "img", "input", "link"}
SVG_EMPTY = {"rect", "line", "path", "circle"}


class Page(HTMLParser):
    """Reads a page strictly: every element closed, in order."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        assert len(attrs) == len(dict(attrs))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in SVG_EMPTY
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] != "style":
            self.text.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attrs for name, attrs in self.tags if name == tag]

    @property
    def words(self) -> str:
        return " ".join("".join(self.text).split())


def page(*outcomes: CaseResult) -> Page:
    return Page(report("html", *outcomes))


ALL = Page(report("html", *EVERYTHING))


def test_headings_go_down_one_at_a_time_under_one_h1() -> None:
    levels = [int(tag[1]) for tag, _ in ALL.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_ids_are_unique_and_every_link_arrives() -> None:
    ids = [attrs["id"] for _, attrs in ALL.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    for attrs in ALL.all("a"):
        assert attrs["href"].startswith("#")
        assert attrs["href"][1:] in ids
    for _, attrs in ALL.tags:
        for name in attrs.get("aria-labelledby", "").split():
            assert name in ids


def test_tables_have_captions_and_headers_have_a_scope() -> None:
    tags = [tag for tag, _ in ALL.tags]
    assert tags.count("caption") == tags.count("table")
    assert all(attrs.get("scope") in ("row", "col") for attrs in ALL.all("th"))


def test_the_page_needs_nothing_and_runs_nothing() -> None:
    assert not ALL.all("script")
    assert not ALL.all("link")
    assert not ALL.all("img")
    for _, attrs in ALL.tags:
        assert not any(name.startswith("on") or name in ("src", "style", "srcset", "action", "xlink:href") for name in attrs)
    text = report("html", *EVERYTHING)
    assert "http" not in text.replace("http-equiv", "")
    assert "url(" not in text
    assert "@import" not in text
    policy = next(attrs["content"] for attrs in ALL.all("meta") if attrs.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:")


def test_the_page_says_what_it_must() -> None:
    for words in (
        "About 7 in 100 medium ratings in one inspection were judged too low.",
        "Points are expert judgement",
        "a person decides",
        "No learned check ran.",
        "Synthetic",
        "1 item has assumed facts",
        "Checked as at 10 June 2022",
        "cases.ndjson, line 14, case C-14",
        "Not rated there",
    ):
        assert words in ALL.words
    for words in ("dangerous", "misclassified", "None", "[]"):
        assert words not in ALL.words


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_inert(text: str) -> None:
    cards = {text: card(text, Kind.EVIDENCE, (), text)}
    shown = report("html", hostile(text), cards=cards)
    tags = {tag for tag, _ in Page(shown).tags}
    assert "script" not in tags
    assert "b" not in tags
    assert SCRIPT not in shown
    assert not set(shown) & set("\u202e\x1b\x07")
    if text == "{{ 7*7 }}":
        assert "49" not in Page(shown).words


def test_characters_that_act_unseen_are_shown() -> None:
    assert "user[U+202E]gnp.exe" in page(hostile("user\u202egnp.exe")).words


def test_the_numbers_of_the_page_are_those_of_the_rows() -> None:
    one = five_flags()
    rows = case_rows(one, TOOL, CARDS)
    shown = report("html", one)
    case_part = shown.split('id="case-1"')[1].split('id="rules"')[0]
    points = [int(found) for found in re.findall(r'<td class="number">(\d+)</td>', case_part)]
    expected = [number for account in rows.accounts for number in (*(row.weight for row in account.rows), account.total)]
    assert points == expected
    assert [attrs["id"] for attrs in Page(shown).all("li") if "id" in attrs] == [f"case-1-{item.number}" for item in rows.items]
    words = Page(shown).words
    for sentence in (rows.headline, *(account.claims[0] for account in rows.accounts), *(item.known for item in rows.items)):
        assert sentence in words


def test_strong_flags_with_the_most_points_come_first() -> None:
    order = re.findall(r'<h2 id="case-\d+">Case (\S+)</h2>', report("html", *EVERYTHING))
    assert order == ["C-5", "C-7", "C-6"]


@pytest.mark.parametrize("name", FORMATS)
def test_same_input_same_bytes(name: str) -> None:
    assert report(name, *EVERYTHING) == report(name, *EVERYTHING)


def test_the_seed_of_hashes_changes_nothing() -> None:
    code = (
        "import hashlib; from riskcheck.report import FORMATS; from tests.reports.made import EVERYTHING, report\n"
        "texts = [report(name, *EVERYTHING, full=full) for name in FORMATS for full in (False, True)]\n"
        "print([hashlib.sha256(text.encode()).hexdigest() for text in texts])"
    )
    root = Path(__file__).parents[2]
    printed = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, cwd=root, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1


def test_only_the_page_needs_jinja_and_no_report_needs_the_rules() -> None:
    code = (
        "import sys; from tests.reports.made import EVERYTHING, report\n"
        "[report(name, *EVERYTHING) for name in ('text', 'concise', 'json', 'jsonl', 'csv')]\n"
        "assert 'jinja2' not in sys.modules\n"
        "report('html', *EVERYTHING)\n"
        "assert not {'riskcheck.rules', 'riskcheck.view', 'riskcheck.records'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=True)


def test_150_events_are_drawn() -> None:
    one = EVERYTHING[5]
    assert isinstance(one, CaseResult)
    assert len(many_events(150, 10)) == len(one.timeline) == 150
    assert report("html", one).count('<tr><th scope="row" class="date">') == 150


def test_the_page_has_the_rules_that_spoke_and_those_that_lacked_input_and_says_where_the_others_are() -> None:
    cards = {**CARDS, "OR104": card("OR104", Kind.EVIDENCE, ()), "HI105": card("HI105", Kind.EVIDENCE, ())}
    page = report("html", five_flags(), cards=cards)
    table, lacked = page[page.index('id="rules"') :].split("1 rule that lacked input in a case, and found nothing")
    assert re.findall(r'id="rule-(\w+)"', table) == ["CF101", "CU101", "OR101", "TG101", "WE102"]
    assert re.findall(r'id="rule-(\w+)"', lacked) == ["OR104"]
    assert "7 rules in force. <code>riskcheck rules</code> lists all of them" in page
    assert "HI105" not in page
