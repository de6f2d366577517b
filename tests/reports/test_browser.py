"""The page in a browser: accessible at two widths, without a request, and on paper."""

import io
import re
from pathlib import Path
from typing import Any

import pytest

from riskcheck.catalogue import catalogue
from riskcheck.report.catalogue import write
from riskcheck.rules import RULES
from tests.browser import BROWSER, REQUIRED, check_page
from tests.reports.made import EVERYTHING, HOSTILE, case, five_flags, hostile, learned, peers, report

pytestmark = pytest.mark.skipif(BROWSER is None and not REQUIRED, reason="no Chromium is installed")


def catalogue_page() -> str:
    out = io.StringIO()
    write(out, catalogue(RULES.values()))
    return out.getvalue()


PAGES = {
    "everything": EVERYTHING,
    "nothing": (),
    "hostile": tuple(hostile(text) for text in HOSTILE),
    "not flagged": EVERYTHING[:3],
    "with a learned check": (five_flags(learned=learned(peers=peers())), case("C-9", learned=learned())),
}


@pytest.fixture(params=[*PAGES, "catalogue"])
def page_file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    outcomes = PAGES.get(request.param)
    text = catalogue_page() if outcomes is None else report("html", *outcomes)
    path.write_text(text, encoding="utf-8", newline="")
    return path


@pytest.mark.parametrize("width", [1280, 320])
def test_the_page_is_accessible_and_fits(browser: Any, page_file: Path, width: int) -> None:
    check_page(browser, page_file, width)


def test_the_keyboard_reaches_the_content_first(browser: Any, page_file: Path) -> None:
    page = browser.new_page()
    page.goto(page_file.as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.close()


def test_the_page_prints_on_a4_with_details_opened(browser: Any, page_file: Path) -> None:
    page = browser.new_page()
    page.goto(page_file.as_uri())
    pdf = page.pdf(prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF")
    boxes = re.findall(rb"/MediaBox\s*\[0 0 ([0-9.]+) ([0-9.]+)\]", pdf)
    assert boxes
    assert all(abs(float(wide) - 595) < 2 and abs(float(high) - 842) < 2 for wide, high in boxes)
    page.emulate_media(media="print")
    inside = "[...document.querySelectorAll('details > :not(summary)')]"
    hidden = f"{inside}.filter(one => !one.checkVisibility({{contentVisibilityAuto: true}})).length"
    assert page.wait_for_function(f"{hidden} === 0", timeout=5000), "the change of medium takes a frame to be seen"
    page.close()


@pytest.mark.parametrize("media", [{"forced_colors": "active"}, {"reduced_motion": "reduce"}])
def test_marks_stay_visible_in_other_modes(browser: Any, page_file: Path, media: dict[str, str]) -> None:
    page = browser.new_page()
    page.emulate_media(**media)
    page.goto(page_file.as_uri())
    assert page.evaluate("[...document.querySelectorAll('svg .mark')].every(one => getComputedStyle(one).stroke !== 'none')")
    page.close()
