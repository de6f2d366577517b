"""The case that the project exists for: what the review found, and how the reasons change when evidence is taken away."""

from pathlib import Path
from typing import Any

import msgspec
from click.testing import CliRunner

from riskcheck.check import check
from riskcheck.cli import main
from riskcheck.records import CaseRecord
from riskcheck.report.rows import case_rows
from riskcheck.result import CaseResult, Tool
from riskcheck.terms import Group, KnownTo, Setting, Status, Strand, Strength, Way

CASE = Path(__file__).parents[2] / "fixtures" / "published" / "mcsweeney" / "case.json"
REVIEW = {Group.PUBLIC, Group.STAFF, Group.PRISONERS, Group.KNOWN_ADULT}


def made() -> dict[str, Any]:
    found: dict[str, Any] = msgspec.json.decode(CASE.read_bytes())
    return found


def result(record: dict[str, Any], **how: Any) -> CaseResult:
    return check(msgspec.convert(record, CaseRecord), **how)


def reasons(found: CaseResult) -> set[str]:
    return {reason.rule for flag in found.flags for reason in flag.reasons}


def strands(found: CaseResult) -> set[Strand]:
    return {reason.strands[0] for flag in found.flags for reason in flag.reasons if len(reason.strands) == 1}


def test_the_groups_that_the_review_named_are_flagged_strongly_as_at_june_2022() -> None:
    found = result(made())
    assert found.as_of == "2022-06-10"
    assert {flag.group for flag in found.flags} == REVIEW
    assert {(flag.recorded, flag.indicated, flag.strength) for flag in found.flags} == {("medium", "high", Strength.STRONG)}
    assert strands(found) == set(Strand)
    for flag in found.flags:
        assert {Way.NO_CHANGE_NEEDED, Way.NOT_IN_VIEW} <= set(flag.ways)


def test_nothing_that_became_known_after_the_assessment_is_used() -> None:
    found = result(made())
    rows = [row for finding in found.findings for row in finding.evidence]
    assert rows
    assert all(row.known_on <= "2022-06-10" and not row.after_assessment for row in rows)


def test_without_the_custody_section_the_custody_ratings_cannot_be_said_and_its_reports_are_gone() -> None:
    before, record = result(made()), made()
    del record["custody"]
    found = result(record)
    assert {"CU101", "WE102"} <= reasons(before) - reasons(found)
    assert "CU104" in reasons(found), "the convictions for offences in custody are still on record"
    assert {flag.setting for flag in found.flags} == {Setting.COMMUNITY}
    custody = [rating.status for rating in found.ratings if rating.setting is Setting.CUSTODY and rating.recorded]
    assert set(custody) == {Status.CANNOT_SAY}


def test_custody_marked_not_supplied_reads_cannot_say_even_where_items_are_left_in() -> None:
    record = made()
    record["custody"]["coverage"] = "not_supplied"
    found = result(record)
    custody = [rating.status for rating in found.ratings if rating.setting is Setting.CUSTODY and rating.recorded]
    assert custody
    assert set(custody) == {Status.CANNOT_SAY}
    assert {"CU101", "CU103"} <= {line.rule for line in found.not_checked}


def test_without_the_order_and_the_offence_behind_it_the_known_adult_is_not_flagged() -> None:
    record = made()
    record["orders"]["items"] = []
    record["convictions"]["items"] = [item for item in record["convictions"]["items"] if item["id"] != "cv-known-female"]
    record["orders"]["coverage"] = record["convictions"]["coverage"] = "complete"
    found = result(record)
    assert {flag.group for flag in found.flags} == REVIEW - {Group.KNOWN_ADULT}
    assert Strand.ORDERS not in strands(found)


def test_what_probation_itself_knew_is_less_than_what_the_prison_knew() -> None:
    anyone, probation = result(made()), result(made(), known_to=KnownTo.PROBATION)
    seen = {row.item for finding in probation.findings for row in finding.evidence}
    assert {"in-3", "in-5"} <= {row.item for finding in anyone.findings for row in finding.evidence} - seen
    assert probation.flags, "the convictions of April 2022 were before the court and known to probation"


def test_the_referral_that_said_high_is_a_conflict_and_raises_nothing() -> None:
    record = made()
    conflict = [finding for finding in result(record).findings if finding.rule == "CF101"]
    assert [row.item for finding in conflict for row in finding.evidence] == ["sl-1"]
    record["stated_levels"]["items"] = []
    without = result(record)
    assert [flag.total for flag in without.flags] == [flag.total for flag in result(made()).flags]


def test_every_item_says_what_is_published_and_what_is_assumed() -> None:
    def items(value: Any) -> Any:
        if isinstance(value, dict):
            if "id" in value and "source" in value:
                yield value
            for inner in value.values():
                yield from items(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from items(inner)

    found = list(items(made()))
    assert len(found) > 40
    for item in found:
        where = item["provenance"]
        assert where["basis"] in ("published", "assumed")
        assert where.get("cites"), item["id"]
        if where["basis"] == "assumed" or "date" in where.get("assumed", ()):
            assert where.get("note") or where.get("earliest"), item["id"]
        assert where.get("earliest", "0") <= item["date"] <= where.get("latest", "9"), item["id"]


def explained(*options: str) -> str:
    """The text of ``riskcheck explain``, as words."""
    shown = CliRunner().invoke(main, ["explain", str(CASE), *options], catch_exceptions=False)
    return " ".join(shown.stdout.split())


def test_each_piece_of_evidence_says_what_of_it_is_assumed() -> None:
    for options in ((), ("--hide-details",)):
        text = explained(*options)
        assert "43 items have assumed facts" in text
        assert "[1] 15 August 2014*: " in text
        assert "Assumed, not published: the day, the day it was decided and who knew of it." in text
        assert "[6] 8 November 2019*: " in text
        assert "Assumed: all of it. The published source does not state that there was such an item." in text
    assert "8 November 2019*" in explained("--output-format", "html")
    assert "(The day is not published" not in explained("--hide-details")


def test_evidence_that_was_not_in_view_is_counted_once_and_can_be_found() -> None:
    text = explained()
    not_shared = text[text.index("Serious evidence that probation did not have") :][:140]
    assert not_shared.startswith("Serious evidence that probation did not have (5 records, 6 April 2021 to 30 September 2021)")
    assert "(RA105) Evidence 11, 13, 15, 18, 20." in not_shared
    for number in (11, 13, 15, 18, 20):
        item = text[text.index(f"[{number}] ") : text.index(f"[{number + 1}] ")]
        assert "not known to probation by 10 June 2022" in item
        assert "Shown in RA101" in item
        assert "RA105" in item


def test_sections_that_were_not_supplied_are_called_as_people_call_them() -> None:
    shown = CliRunner().invoke(main, ["explain", str(CASE.parents[1] / "campbell")], catch_exceptions=False)
    assert "MAPPA: not supplied." in shown.stdout
    assert "Information requests: not supplied." in shown.stdout
    assert "Stated_levels" not in shown.stdout


def test_what_checks_lacked_is_said_once_each_and_every_check_is_under_it() -> None:
    record = made()
    found = result(record)
    rows = case_rows(found, Tool(version="0", rules="0"), {})
    assert len(rows.not_checked) < 20
    assert [line for line in rows.not_checked if "(/custody/coverage)" in line] == [
        "18 checks lacked the rest of custody, so that the section is complete (/custody/coverage): AG103, CF104, CF108, "
        "CF110, CU101, CU102, CU103, IN103, RA101, RA102, TG101, TG102, TG103, TG104, WE102, WE103, WE104, WE106."
    ]
    told = " ".join(rows.not_checked)
    assert [entry.rule for entry in found.not_checked if entry.rule not in told] == []
    assert rows.not_checked[-1] == "What was supplied in part was checked as far as it goes."
