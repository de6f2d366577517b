"""Text for people: short and full, wrapped, safe on a terminal, in the order of the records."""

import re

import pytest

from riskcheck.report.rows import case_rows
from riskcheck.terms import Status
from tests.reports.made import (
    CARDS,
    ERROR,
    EVERYTHING,
    HOSTILE,
    TOOL,
    cannot_say,
    case,
    evidence,
    five_flags,
    flag,
    hostile,
    reason,
    report,
)

BLOCK = """\
C-5  flagged, strong
  The evidence on record points to a higher level for 5 of 9 ratings.
  Assessment of 10 June 2022 (full). Checked as at 10 June 2022. cases.ndjson

  Strong: the public, a known adult and staff in the community, and staff and prisoners in custody
    Rated medium for the public, a known adult and staff in the community, and staff and prisoners
    in custody on 10 June 2022; the evidence on record points to high.
    No change is needed. (TG101)
    Not all of it was in view. (CU101)
       5  TG101  What TG101 found.
       4  CU101  What CU101 found.
       4  WE102  What WE102 found.
      13  points, resting on 4 different incidents, recent harm 11. 1 more finding adds nothing.

  Points the other way
    - A charge was dismissed.
  Missing or not known
    - Police reports: not supplied.
    - 1 check lacked some or all of their input.
  What would change it
    - Without the assaults.
  Other ratings
    The public in custody: medium, consistent; a known adult in custody: medium, consistent;
    children in the community: medium, consistent; children in custody: medium, consistent.
  1 other finding: CF101.
"""

END = """\

About 7 in 100 medium ratings in one inspection were judged too low. Points are expert judgement,
not measured chances. riskcheck raises questions about ratings; a person decides.
No learned check ran.
7 records: 6 checked (3 flagged, 1 cannot say, 2 not flagged), 1 could not be read.
riskcheck explain PATH CASE shows a case in full; riskcheck rule CODE explains a rule.
"""


def test_a_flagged_case_is_a_block() -> None:
    assert BLOCK in report("text", five_flags())


def test_the_end_says_what_flags_mean_and_teaches_the_next_command() -> None:
    assert report("text", *EVERYTHING).endswith(END)


def test_other_cases_and_errors_are_lines_in_their_place() -> None:
    text = report("text", *EVERYTHING)
    lines = (
        "C-1  consistent.",
        "cases.ndjson:14: /assessments",
        "C-2  cannot say. Custody records",
        "C-5  flagged",
        "C-8  not rated.",
    )
    assert sorted(lines, key=text.index) == list(lines)
    assert all(text.count(line) == 1 for line in lines)


def test_concise_is_a_line_for_each_flag_case_and_error() -> None:
    lines = report("concise", *EVERYTHING).splitlines()
    assert lines[0].startswith("cases.ndjson: C-1 consistent: ")
    assert lines[1] == ERROR.text
    assert lines[2] == "cases.ndjson: C-2 cannot say: Custody records: not supplied."
    assert lines[3].startswith("cases.ndjson: C-5 public/community medium->high strong, 13 points: ")
    assert lines[3].endswith(": CU101,WE102,TG101,OR101")
    assert len(lines) == 3 + 5 + 1 + 1 + 1 + 1


def test_full_text_keeps_the_order_of_an_explanation() -> None:
    text = report("text", case("C-7", (flag(),), synthetic=True, assumed=("ad-1: date",)), full=True)
    order = [
        "Synthetic: ",
        "1 item has assumed facts",
        "1. What does not fit",
        "2. The evidence",
        "[1] 1 February 2018",
        "3. Why together",
        "TG101  What TG101 looks for.",
        "4. What would change it",
        "Without the assaults. Evidence 3, 4.",
        "5. What points the other way",
        "5 January 2020.",
        "6. The learned check",
        "No learned check ran.",
        "The ratings",
        "Other findings",
        "Assumed: ",
        "About 7 in 100 medium ratings",
    ]
    assert sorted(order, key=text.index) == order
    assert "prison from 3 May 2021; not known to probation by 10 June 2022." in " ".join(text.split())
    assert "“He struck him with a kettle.”" in text
    assert "custody, adjudications, entry 2 (/custody/adjudications/1)" in text


def test_not_knowing_is_said_only_where_the_record_says_who_knew() -> None:
    one = flag(reasons=(reason("CU101", 13, evidence(known_by_stated=False)),))
    text = report("text", case("C-7", (one,)), full=True)
    assert "not known to probation" not in text
    assert "does not say when probation knew" in " ".join(text.split())


@pytest.mark.parametrize("full", [False, True])
def test_lines_fit(full: bool) -> None:
    for line in report("text", *EVERYTHING, *(hostile(text) for text in HOSTILE), full=full).splitlines():
        assert len(line) <= 100


@pytest.mark.parametrize("name", ["text", "concise"])
@pytest.mark.parametrize("text", HOSTILE)
def test_a_terminal_is_not_told_anything(name: str, text: str) -> None:
    shown = report(name, hostile(text), full=name == "text")
    assert not set(shown) & set("\x1b\x07\u202e\t\r")


def test_colour_adds_only_emphasis() -> None:
    plain, coloured = report("text", *EVERYTHING), report("text", *EVERYTHING, colour=True)
    assert re.sub("\x1b\\[[0-9]+m", "", coloured) == plain
    assert "\x1b" not in plain


def test_rows_add_up() -> None:
    for account in case_rows(five_flags(), TOOL, CARDS).accounts:
        assert sum(row.weight for row in account.rows) == account.total


def test_flags_with_the_same_reasons_are_told_once() -> None:
    assert len(case_rows(five_flags(), TOOL, CARDS).accounts) == 1
    other = case("C-3", (*five_flags().flags[:2], flag(reasons=(reason("CU101", 13, evidence()),))))
    accounts = case_rows(other, TOOL, CARDS).accounts
    assert [len(account.rows) for account in accounts] == [4, 1]


def test_a_case_is_consistent_only_where_all_of_it_could_be_judged() -> None:
    rows = case_rows(cannot_say(), TOOL, CARDS)
    assert rows.status is Status.CANNOT_SAY
    assert rows.headline == "Custody records: not supplied."
