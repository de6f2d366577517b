"""The learned check in reports: told apart from the flags, in words and bars, and never in their place."""

import csv
import io
import json
from typing import Any

import msgspec
import pytest

from riskcheck.report import FORMATS
from riskcheck.report.learned import MIDDLE, REACH, against_the_usual, voice_of
from riskcheck.result import CaseResult
from riskcheck.terms import Level, Strand
from riskcheck.voice import Learned
from tests.reports.made import EVERYTHING, HOSTILE, MODEL, case, compared_with, feature, five_flags, learned, peers, report
from tests.reports.test_html import Page

UNLIKE = case("C-9", learned=learned())
FLAGGED = five_flags("C-5", learned=learned(agrees=True, peers=peers()))
QUIET = case("C-3", learned=learned(stands_out=False, agrees=True))


def words(name: str, *outcomes: CaseResult, **options: bool) -> str:
    return " ".join(report(name, *outcomes, **options).split())


@pytest.mark.parametrize("name", FORMATS)
def test_what_the_rules_say_reads_the_same_with_and_without_it(name: str) -> None:
    without = json.loads(report("json", *EVERYTHING))
    withit = json.loads(
        report(
            "json",
            *(msgspec.structs.replace(one, learned=learned()) if isinstance(one, CaseResult) else one for one in EVERYTHING),
        )
    )
    assert withit["summary"] == without["summary"]
    for one, other in zip(withit["cases"], without["cases"], strict=True):
        assert one | {"learned": None} == other
    assert report(name, UNLIKE, FLAGGED) == report(name, UNLIKE, FLAGGED), "the same bytes"


def test_the_short_text_says_it_apart_and_counts_the_cases_unlike_their_peers() -> None:
    text = words("text", UNLIKE, QUIET, FLAGGED)
    line = next(part for part in report("text", UNLIKE, QUIET, FLAGGED).split("\n\n") if part.startswith("C-9"))
    assert (
        "Unlike its peers. About 6 in 10 comparable cases are rated high. The highest rating of this one is medium."
        in " ".join(line.split())
    )
    assert "The learned check, apart from the flags About 6 in 10 comparable cases are rated high." in text
    assert text.index("What would change it") < text.index("The learned check, apart from the flags")
    assert "By the learned check, 1 case without a flag is unlike its peers. It compares ratings" in text
    assert "trained on synthetic cases only" in text
    assert f"learned check {MODEL[:12]}." in text
    assert "No learned check ran." not in text
    assert "By the learned check, 2 cases without a flag are unlike their peers." in words("text", UNLIKE, UNLIKE)


def test_the_full_text_has_it_in_the_sixth_part_without_decimals() -> None:
    text = words("text", FLAGGED, full=True)
    part = text.split("6. The learned check")[1].split("The ratings")[0]
    for says in (
        "The case is unlike its peers, and the rules flag it too.",
        "Custody behaviour: much more than usual (number of assaults: 3; number of incidents: 4).",
        "Weapons: more than usual (number of weapons: 2).",
        "Protective orders and domestic abuse: a little less than usual (not supplied: number of breaches).",
        "Offence history: much less than usual (number of offences: 1).",
        "Everything else: about as usual (nothing on record).",
        "7 are comparable, rated 2 medium and 5 high.",
        "Near case 1: rated high; differs in number of weapons, 2 here and 1 there.",
        "Near case 2: rated medium; differs in nothing that counts.",
        "It changes no flag.",
    ):
        assert says in part
    assert not any(f".{digit}" in part or f"{digit}." in part for digit in range(10))


@pytest.mark.parametrize(
    ("changes", "flagged", "says"),
    [
        ({"stands_out": True}, False, "The case is unlike its peers, and no rule flags it. That is a reason to read the case"),
        ({"stands_out": False}, False, "The case does not stand out from its peers, and no rule flags it."),
        ({"stands_out": False}, True, "The case does not stand out from its peers, which takes nothing from its flags."),
        ({"stands_out": False, "rated": Level.HIGH}, False, "It asks only about cases whose highest rating is low or medium."),
        ({"stands_out": False, "rated": None}, False, "No rating is on record to compare with theirs."),
    ],
)
def test_how_the_two_voices_meet_is_said(changes: dict[str, Any], flagged: bool, says: str) -> None:
    said = learned(**changes)
    voice = voice_of(five_flags(learned=said) if flagged else case(learned=said))
    assert voice is not None
    assert voice.meets.startswith(says)
    assert voice.unlike is (said.stands_out and not flagged)


@pytest.mark.parametrize(
    ("how", "says"), [("all", "trained on synthetic cases only"), ("some", "trained partly on synthetic cases"), ("none", None)]
)
def test_a_model_trained_on_synthetic_cases_says_so_wherever_it_speaks(how: str, says: str | None) -> None:
    for name in ("text", "html"):
        shown = words(name, case("C-9", learned=learned(trained_on_synthetic=how)))
        assert (says in shown) if says else ("synthetic" not in shown.lower())
    assert (says or "synthetic") in words("text", FLAGGED, full=True) or says != "trained on synthetic cases only"


BY_REVIEWERS = {"taught_by": "reviewers", "band": "about 4 in 10 comparable cases were underrated, reviewers said"}


def test_a_model_taught_by_reviewers_says_so_and_not_that_it_follows_habit() -> None:
    taught = learned(**BY_REVIEWERS, compared_with=compared_with(high=0.07))
    text = words("text", case("C-9", learned=taught), five_flags("C-5", learned=taught))
    for says in (
        "Like cases that reviewers found underrated. About 4 in 10 comparable cases were underrated, reviewers said.",
        "1 case without a flag is like cases that reviewers found underrated.",
        "It learned from what reviewers said of other cases, and so looks for what they looked for. It changes no flag.",
        "7 in 100 found by reviewers to be high or above.",
    ):
        assert says in text
    full = words("text", five_flags("C-5", learned=taught_with_peers()), full=True)
    assert "The case is like cases that reviewers found underrated, and the rules flag it too." in full
    assert "7 are comparable, found 2 medium and 5 high." in full
    assert "Near case 1: found high;" in full
    page = Page(report("html", case("C-9", learned=taught))).words
    assert "Like cases that reviewers found underrated, with no flag" in page
    assert "Counts towards being found underrated" in page
    lines = report("concise", case("C-9", learned=taught))
    assert lines.splitlines()[0].endswith(
        "Like cases that reviewers found underrated. " + BY_REVIEWERS["band"].capitalize() + "."
    )
    assert "like cases that reviewers found underrated, by the learned check" in words(
        "statistics", case("C-9", learned=taught)
    )
    for shown in (text, full, page, lines):
        assert "peers" not in shown
        assert "habit" not in shown


def taught_with_peers() -> Learned:
    return learned(**BY_REVIEWERS, peers=peers())


@pytest.mark.parametrize(
    ("model", "says"),
    [
        ({}, "Compared with synthetic cases of Northshire."),
        ({"area": None, "same_area": None}, "Compared with synthetic cases of Northshire."),
        (
            {"area": "Southshire", "same_area": False},
            "Compared with synthetic cases of Northshire; this one is of Southshire, where like cases may be treated "
            "otherwise.",
        ),
        (
            {"area": "Southshire", "same_area": None, "areas": "North and East"},
            "Compared with synthetic cases of North and East; this one is of Southshire, and whether any of them is, is not on "
            "record.",
        ),
        ({"areas": None, "area": None, "same_area": None}, "Compared with synthetic cases whose area is not on record."),
    ],
)
def test_the_whole_of_a_case_says_with_whom_it_is_compared(model: dict[str, Any], says: str) -> None:
    one = five_flags("C-5", learned=learned(compared_with=compared_with(**model)))
    for shown in (words("text", one, full=True), Page(report("html", one)).words):
        assert says in shown


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ("some", "Compared with cases, some of them synthetic, of Northshire."),
        ("none", "Compared with cases of Northshire."),
    ],
)
def test_with_whom_it_is_compared_says_how_many_are_made_up(how: str, says: str) -> None:
    assert says in words("text", five_flags(learned=learned(trained_on_synthetic=how)), full=True)


def test_a_run_says_in_what_its_cases_differ_from_those_of_the_model() -> None:
    here = [learned()] * 3 + [learned(rated=Level.HIGH, stands_out=False)] * 6
    there = learned(compared_with=compared_with(area="Southshire", same_area=False), rated=Level.HIGH, stands_out=False)
    cases = [case(f"C-{number}", learned=said) for number, said in enumerate([*here, there])]
    says = (
        "Compared with 400 synthetic cases of Northshire, assessed 5 January 2023 to 30 June 2025, 21 in 100 rated high or "
        "above. Of the cases here 70 in 100 are rated high or above. 1 of the 10 cases here is of an area that it was not "
        "trained on."
    )
    assert says in words("text", *cases)
    assert says in Page(report("html", *cases)).words
    assert "not trained on" not in words("text", *cases[:3])
    assert "Of the cases here" not in words("text", *cases[:9])
    found = json.loads(report("json", *cases))
    assert [one["learned"]["compared_with"]["same_area"] for one in found["cases"]] == [True] * 9 + [False]


def test_contributions_that_are_withheld_are_not_drawn() -> None:
    one = five_flags(learned=learned(contributions=(), withheld="It is not shown."))
    assert "It is not shown." in words("text", one, full=True)
    page = report("html", one)
    assert "It is not shown." in page
    assert 'class="bars"' not in page


def test_the_page_draws_the_bars_with_a_sentence_and_a_table_and_names_the_unlike_apart() -> None:
    text = report("html", UNLIKE, QUIET, FLAGGED)
    page = Page(text)
    assert len([attrs for attrs in page.all("svg") if attrs["class"] == "bars"]) == 2
    assert "Custody behaviour and weapons count more than usual towards a high rating; protective orders" in page.words
    assert "Unlike their peers, with no flag" in page.words
    assert text.index('id="overview"') < text.index('id="unlike"') < text.index('id="others"')
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    tags = [tag for tag, _ in page.tags]
    assert tags.count("caption") == tags.count("table")
    without = Page(report("html", *EVERYTHING))
    assert "Unlike their peers" not in without.words


def test_bars_stay_in_the_picture_on_their_side_of_the_line() -> None:
    voice = voice_of(UNLIKE)
    assert voice is not None
    assert len(voice.bars) == len(Strand) + 1 <= 6
    for bar, one in zip(voice.bars, learned().contributions, strict=True):
        assert MIDDLE - REACH <= bar.x <= MIDDLE
        assert bar.x + bar.width <= MIDDLE + REACH
        assert bar.kind == ("more" if one.log_odds >= 0 else "less")
        assert bar.x == MIDDLE or bar.x + bar.width == pytest.approx(MIDDLE)
    assert max(bar.width for bar in voice.bars) == REACH


def test_words_for_a_bar_never_say_that_evidence_speaks_in_favour() -> None:
    assert [against_the_usual(size) for size in (2, 0.5, 0.2, 0.01, 0, -0.01, -0.2, -0.5, -2)] == [
        "much more than usual",
        "more than usual",
        "a little more than usual",
        "about as usual",
        "about as usual",
        "about as usual",
        "a little less than usual",
        "less than usual",
        "much less than usual",
    ]


def test_the_sheet_has_it_in_columns_of_its_own() -> None:
    sheet = list(csv.DictReader(io.StringIO(report("csv", UNLIKE, QUIET, case("C-4"))[1:], newline="")))
    row = next(row for row in sheet if row["case_id"] == "C-9")
    assert (row["learned_p_high"], row["learned_stands_out"], row["learned_agrees"]) == ("0.580", "yes", "no")
    assert row["learned_review_order"] == "11.32"
    assert row["learned_band"] == "about 6 in 10 comparable cases are rated high"
    assert row["riskcheck_model"] == MODEL
    assert next(row for row in sheet if row["case_id"] == "C-4")["learned_p_high"] == ""
    assert row["strength"] == row["points"] == ""


def test_one_line_a_case_names_the_unlike_and_counts_count_them() -> None:
    lines = report("concise", UNLIKE, QUIET).splitlines()
    assert lines[0].endswith("Unlike its peers. About 6 in 10 comparable cases are rated high.")
    assert "peers" not in lines[1]
    counts = words("statistics", UNLIKE, QUIET, FLAGGED)
    assert "unlike their peers, by the learned check 1 flagged too 1 not flagged" in counts
    assert "peers" not in words("statistics", QUIET)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_in_it_are_inert(text: str) -> None:
    one = learned(band=text, withheld=text, peers=peers(text))
    two = learned(
        compared_with=compared_with(areas=text, area=text, same_area=False),
        band=text,
        peers=peers(text),
        contributions=tuple(
            msgspec.structs.replace(part, features=(feature("x", 1.0, 0.1, says=text, reads=text),))
            for part in one.contributions
        ),
    )
    for said in (one, two):
        for name in ("text", "concise", "csv", "html"):
            shown = report(name, case("C-9", learned=said), five_flags("C-5", learned=said), full=True)
            assert name != "html" or "<script>" not in shown
            assert not set(shown) & set("\u202e\x1b\x07")
        Page(report("html", case("C-9", learned=said), five_flags("C-5", learned=said)))
