"""The reports of a replay: valid, the same each time, accessible, and without what was asked to be left out."""

import io
import json
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from jsonschema import Draft202012Validator, FormatChecker

from riskcheck.cli import main
from riskcheck.records.schemas import schema
from riskcheck.replay.look import replay
from riskcheck.report.replay import FORMATS, write
from riskcheck.report.replay.lanes import LEFT, picture
from riskcheck.report.timeline import RIGHT
from riskcheck.result import Tool
from riskcheck.rules.examples import adjudication, assessed, case, conviction, incident
from tests.browser import BROWSER, REQUIRED, check_page
from tests.properties.made import record_of
from tests.replay.made import cases_through_time, recall
from tests.reports.made import HOSTILE

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT / "fixtures" / "published"
TOOL = Tool(version="0.1.0", rules="2026.1")
VALIDATOR = Draft202012Validator(schema("replay"), format_checker=FormatChecker())
OURS_NOT = re.compile(r"\b(dangerous|misclassified|will)\b", re.IGNORECASE)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["replay", *arguments], catch_exceptions=False)


def report(name: str, made: dict[str, Any], **options: bool) -> str:
    out = io.StringIO(newline="")
    write(name, out, replay(record_of(made), source="cases.ndjson"), TOOL, **options)
    return out.getvalue()


def published(name: str) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.json.decode((PUBLISHED / name / "case.json").read_bytes())
    return found


def hostile(text: str) -> dict[str, Any]:
    """A record whose every free text is hostile."""
    made = case(
        conviction("2022-05-01", "robbery", offence=text, text=text),
        adjudication("2024-05-01", "assault", statement=text, known_to=[{"agency": "prison"}]),
        incident("2025-09-01", "assault", text=text),
        assessed("2025-06-01", rating_reasons=text),
    )
    return made | {"note": text}


PAGES = {
    "mcsweeney": published("mcsweeney"),
    "sonnex": published("sonnex"),
    "never": published("deakin"),
    "no rating": case(assessed("2025-06-01", ratings={})),
    "no times": recall(),
    "hostile": hostile("".join(HOSTILE)),
}


@pytest.mark.parametrize("folder", sorted(PUBLISHED.iterdir()), ids=lambda folder: folder.name)
def test_the_json_is_valid(folder: Path) -> None:
    done = run(str(folder), "--output-format", "json")
    assert done.exit_code == 0
    found = json.loads(done.stdout)
    VALIDATOR.validate(found)
    assert found["format"] == "riskcheck.replay/1"


@settings(max_examples=100)
@given(cases_through_time())
def test_the_json_of_any_replay_is_valid_and_every_report_can_be_written(made: dict[str, Any]) -> None:
    VALIDATOR.validate(json.loads(report("json", made)))
    assert report("text", made)
    assert report("html", made)


@settings(max_examples=100)
@given(cases_through_time())
def test_what_is_drawn_stays_in_its_place(made: dict[str, Any]) -> None:
    drawn = picture(replay(record_of(made)))
    for lane in drawn.lanes if drawn else ():
        for row in lane.rows:
            assert all(bar.x >= LEFT and bar.width >= 0 and bar.x + bar.width <= RIGHT + 0.2 for bar in row.bars)
            assert lane.y <= row.y <= lane.y + lane.height
    assert drawn is None or all(LEFT <= chance.x <= RIGHT and chance.y < drawn.top for chance in drawn.chances)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_record_gives_the_same_bytes(name: str) -> None:
    assert report(name, published("mcsweeney")) == report(name, published("mcsweeney"))


@pytest.mark.parametrize("name", FORMATS)
def test_details_are_left_out_when_asked(name: str) -> None:
    text = "Struck with a chair leg"
    shown, hidden = report(name, hostile(text)), report(name, hostile(text), hide_details=True)
    assert text in shown
    assert hidden.count(text) == hidden.count(f"{text}, in the community"), "the offence itself is not free text"


def test_the_text_can_be_read_in_a_minute() -> None:
    text = report("text", published("mcsweeney"))
    assert len(text.splitlines()) < 170
    assert max(map(len, text.splitlines())) <= 100
    for words in (
        "the public in the community     24 February 2021*, strong",
        "a known adult in the community  15 September 2021*, strong 13 April 2022*, strong     +210 days",
        "Restraining order made",
        "RSR only",
        "17 June 2022: Released",
        "due 23 June 2022",
        "A rating can have been right when it was written.",
        "no answer is recorded",
    ):
        assert words in text


def test_the_text_of_sonnex_says_who_had_the_report_and_how_late_the_recall_was() -> None:
    text = " ".join(report("text", published("sonnex")).split())
    assert "Known to health services only; to probation: not by 20 June 2008." in text
    assert "Prison database: high; the assessment says medium" in text
    assert "Late by 28 days" in text
    assert "33 days to recall against a limit of 5" in text


@pytest.mark.parametrize("name", ["text", "html"])
@pytest.mark.parametrize("page", ["mcsweeney", "sonnex", "never", "no rating", "no times"])
def test_no_report_says_what_is_not_ours_to_say(name: str, page: str) -> None:
    assert not OURS_NOT.findall(report(name, PAGES[page]))


def test_no_character_acts_without_being_seen() -> None:
    text = report("text", PAGES["hostile"])
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    page = report("html", PAGES["hostile"])
    assert "<script" not in page
    assert "{{" in page, "what looks like a template stays text"


def test_exit_status_is_0_and_2_where_it_cannot_be_read(tmp_path: Path) -> None:
    assert run(str(PUBLISHED / "mcsweeney")).exit_code == 0
    assert run(str(PUBLISHED), "published-sonnex").exit_code == 0
    for arguments in (
        [str(tmp_path / "nothing.json")],
        [str(PUBLISHED), "no-such-case"],
        [str(PUBLISHED), "--select", "XX999"],
    ):
        done = run(*arguments)
        assert done.exit_code == 2
        assert "riskcheck: " in done.stderr
    assert run(str(ROOT / "fixtures" / "broken" / "truncated")).exit_code == 2


def test_rules_can_be_chosen_and_the_report_goes_to_a_file(tmp_path: Path) -> None:
    target = tmp_path / "replay.json"
    done = run(str(PUBLISHED / "mcsweeney"), "--select", "HI", "--output-format", "json", "-o", str(target))
    assert done.exit_code == 0
    assert done.stdout == ""
    found = json.loads(target.read_text(encoding="utf-8"))
    assert not any(rating["anyone"]["first"] for rating in found["ratings"]), "one strand is not enough"


in_a_browser = pytest.mark.skipif(BROWSER is None and not REQUIRED, reason="no Chromium is installed")


@pytest.fixture(params=PAGES)
def page_file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(report("html", PAGES[request.param]), encoding="utf-8", newline="")
    return path


@in_a_browser
@pytest.mark.parametrize("width", [1280, 320])
def test_the_page_is_accessible_and_fits_without_a_request(browser: Any, page_file: Path, width: int) -> None:
    check_page(browser, page_file, width)


@in_a_browser
def test_the_page_prints_on_a4_with_details_opened(browser: Any, page_file: Path) -> None:
    page = browser.new_page()
    page.goto(page_file.as_uri())
    pdf = page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox\s*\[0 0 ([0-9.]+) ([0-9.]+)\]", pdf)
    assert boxes
    assert all(abs(float(wide) - 595) < 2 and abs(float(high) - 842) < 2 for wide, high in boxes)
    page.close()


def test_an_agency_that_knew_no_sooner_than_probation_is_not_among_those_that_had_it_before() -> None:
    text = " ".join(report("text", published("mcsweeney")).split())
    assert "(conviction). Known to the police and the prison; to probation: 13 April 2022." in text
    assert "Restraining order protecting a known adult (order). Known to the court and the police; to probation" in text


def test_a_recall_whose_day_is_assumed_is_marked_and_its_month_keeps_its_capital() -> None:
    text, page = report("text", published("mcsweeney")), report("html", published("mcsweeney"))
    assert "Recall of 24 February 2021*" in text
    assert "Recall of 22 June 2022 (standard)" in text
    assert "Steps of the recall of 24 February 2021*" in page
    assert "Steps of the recall of 22 June 2022 (standard)" in page


def test_a_chance_says_what_it_raised_and_that_no_new_harm_is_not_that_nothing_came() -> None:
    text = " ".join(report("text", published("mcsweeney")).split())
    released = text[text.index("17 June 2022: Released") : text.index("20 June 2022*: Case discussion")]
    assert "no new evidence of harm had come on record" in released
    assert "Questions first raised that day: RA106, RE101, RE102 and RE103 (section 5)." in released
    assert "nothing new was on record" not in text
    assert "Questions first raised that day: RA106" in report("html", published("mcsweeney"))


@pytest.mark.parametrize("name", ["text", "html"])
def test_how_many_items_have_assumed_facts_is_told_with_the_details_left_out_too(name: str) -> None:
    for hidden in (False, True):
        assert "43 items have assumed facts" in report(name, published("mcsweeney"), hide_details=hidden)
