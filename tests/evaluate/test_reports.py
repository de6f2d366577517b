"""Text and page: labelled synthetic wherever a figure stands, within their width, with a table under every picture."""

import io
import re
from typing import Any

import msgspec
import pytest

from riskcheck.errors import RecordError
from riskcheck.evaluate.caseload import Caseload
from riskcheck.evaluate.evaluation import evaluate
from riskcheck.evaluate.outcomes import Unanswered
from riskcheck.evaluate.result import Evaluation, Figure
from riskcheck.report.evaluation import FORMATS, plots, tables, write
from riskcheck.terms import Level
from tests.browser import BROWSER, REQUIRED, check_page
from tests.evaluate.made import QUICK, RULES_ONLY, caseload, evaluated, looked
from tests.reports.made import HOSTILE

OURS_NOT = re.compile(r"\b(dangerous|misclassified|will)\b", re.IGNORECASE)


def few() -> Evaluation:
    """A caseload of three, one of them not underrated, too few for anything to be taught; and records in no figure."""
    cases = (looked("a", truth=Level.HIGH, error="local_norm"), looked("b"), looked("c"))
    error = RecordError(source="made.ndjson", line=3, case_id=None, pointer="/case_id", message="is not there")
    return evaluate(Caseload(cases, (Unanswered(case_id="d", why="carries no answer"),), (error,)), **QUICK)


def hostile() -> Evaluation:
    """Every text of the records is hostile."""
    text = "".join(HOSTILE)
    case = looked(text, truth=Level.HIGH, error=text, family=text)
    people = msgspec.structs.replace(case.protected, sex=text, ethnicity=text)
    cases = tuple(msgspec.structs.replace(case, case_id=f"{text}{n}", protected=people) for n in range(12))
    plain = tuple(looked(str(number), family=text) for number in range(12))
    error = RecordError(source=text, line=3, case_id=text, pointer=text, message=text)
    return evaluate(Caseload((*cases, *plain), (Unanswered(case_id=text, why=text),), (error,)), chosen=RULES_ONLY, **QUICK)


MADE = {"synthetic": evaluated, "few": few, "hostile": hostile}
every = pytest.mark.parametrize("name", MADE)


def report(name: str, evaluation: Evaluation) -> str:
    out = io.StringIO(newline="")
    write(name, out, evaluation)
    return out.getvalue()


@pytest.mark.parametrize("output_format", FORMATS)
@every
def test_a_report_is_the_same_each_time_and_can_be_encoded(name: str, output_format: str) -> None:
    text = report(output_format, MADE[name]())
    assert text == report(output_format, MADE[name]())
    assert text.encode("utf-8")


@every
def test_text_fits_its_width(name: str) -> None:
    if name != "hostile":
        assert [line for line in report("text", MADE[name]()).splitlines() if len(line) > 100] == []


def test_synthetic_is_said_of_every_table_and_picture() -> None:
    text, page = (report(name, evaluated()) for name in ("text", "html"))
    titles = [table.title for table in tables_of(evaluated())]
    for title in titles:
        assert f"{title} [synthetic]" in " ".join(text.split()), title
        assert f"{title} (synthetic)</caption>" in page, title
    assert page.count("Synthetic cases.") == len(re.findall(r'<svg class="plot"', page)) == 5
    assert page.startswith("<!DOCTYPE html>")
    assert "<title>Synthetic cases: " in page
    assert "no evidence of accuracy on real cases" in text


def tables_of(evaluation: Evaluation) -> list[tables.Table]:
    return [
        tables.methods(evaluation),
        tables.flags(evaluation),
        tables.budget_curve(evaluation),
        tables.errors_made(evaluation),
        tables.families(evaluation),
        tables.groups(evaluation),
        tables.rules(evaluation),
        tables.people(evaluation),
        *tables.reliabilities(evaluation),
        tables.missed_by_error(evaluation),
    ]


def test_what_is_not_synthetic_is_not_called_so() -> None:
    assert not few().synthetic
    assert not any("ynthetic" in report(name, few()) for name in ("text", "html"))


def test_a_caseload_that_is_part_synthetic_says_that() -> None:
    cases = (looked("a", truth=Level.HIGH, synthetic=True), looked("b"))
    text = report("text", evaluate(Caseload(cases, (), ()), chosen=RULES_ONLY, **QUICK))
    assert "Some of these cases are synthetic" in text


@every
def test_a_table_has_a_cell_for_every_column(name: str) -> None:
    for table in (*tables_of(MADE[name]()), tables.precision_recall(MADE[name]()), tables.missed_cases(MADE[name]())):
        assert {len(row) for row in table.rows} <= {len(table.columns)}, table.title


def test_methods_that_could_not_score_say_why() -> None:
    for name in ("text", "html"):
        words = " ".join(report(name, few()).split())
        assert "Logistic regression could not score these cases: too few cases" in words
        assert "d carries no answer" in words
        assert "made.ndjson:3: /case_id: is not there" in words


def test_words_that_are_not_ours() -> None:
    for name in ("text", "html"):
        assert OURS_NOT.findall(re.sub(r"<style>.*?</style>", "", report(name, evaluated()), flags=re.DOTALL)) == []


@pytest.mark.parametrize(
    ("figure", "says"),
    [
        (Figure(value=0.224, low=0.156, high=0.304, of=165), "22% (16-30)"),
        (Figure(value=None, low=None, high=None, of=0), "-"),
        (Figure(value=None, low=None, high=None, of=None), "too few"),
        (Figure(value=0.5, low=None, high=None, of=3), "50%"),
    ],
)
def test_how_a_figure_reads(figure: Figure, says: str) -> None:
    assert tables.percent(figure) == says


def test_a_picture_says_what_its_table_says() -> None:
    plot = plots.budget_curve(evaluated())
    for one in tables.shown(evaluated()):
        assert f"{one.title} {100 * (one.recall.value or 0):.0f}%" in plot.describes
    assert len(plot.lines) == len(tables.shown(evaluated())) <= 6


def test_lines_stay_in_their_frame() -> None:
    for plot in (plots.budget_curve(evaluated()), plots.precision_recall(evaluated())):
        for line in plot.lines:
            for x, y in re.findall(r"[ML]([\d.]+) ([\d.]+)", line.path):
                assert plots.LEFT <= float(x) <= plots.RIGHT
                assert plots.TOP <= float(y) <= plots.BOTTOM
        heights = [float(y) for _, y in re.findall(r"[ML]([\d.]+) ([\d.]+)", plots.budget_curve(evaluated()).lines[0].path)]
        assert heights == sorted(heights, reverse=True)


@every
def test_the_page_has_no_script_and_asks_for_nothing(name: str) -> None:
    page = report("html", MADE[name]())
    assert "<script" not in page.lower().replace("&lt;script", "")
    assert not re.findall(r"(?:src|href)=\"(?!#)", page)


def test_the_caseload_of_these_tests_has_every_kind() -> None:
    assert len(caseload().cases) == evaluated().counts.answered
    assert evaluated().counts.underrated >= 8


@pytest.mark.skipif(BROWSER is None and not REQUIRED, reason="no Chromium is installed")
@pytest.mark.parametrize("width", [1280, 320])
@every
def test_the_page_is_accessible_and_fits(browser: Any, tmp_path: Any, name: str, width: int) -> None:
    path = tmp_path / "page.html"
    path.write_text(report("html", MADE[name]()), encoding="utf-8", newline="")
    check_page(browser, path, width)


@pytest.mark.skipif(BROWSER is None and not REQUIRED, reason="no Chromium is installed")
def test_lines_and_marks_stay_visible_with_forced_colours(browser: Any, tmp_path: Any) -> None:
    path = tmp_path / "page.html"
    path.write_text(report("html", evaluated()), encoding="utf-8", newline="")
    page = browser.new_page()
    page.emulate_media(forced_colors="active")
    page.goto(path.as_uri())
    strokes = "[...document.querySelectorAll('svg .mark, svg .line')].map(one => getComputedStyle(one).stroke)"
    found = page.evaluate(strokes)
    assert found
    assert "none" not in found
    page.close()
