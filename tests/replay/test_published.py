"""What the published reviews found, found again; and no assumed day decides it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskcheck.records import CaseRecord
from riskcheck.records.consistency import check as consistent
from riskcheck.replay.look import replay
from riskcheck.replay.result import Chance, RatingReplay, Replay
from riskcheck.terms import Group, Setting
from tests.replay.bounds import FOLDER, MOVES, ORIGINAL, items, moved, names

FEBRUARY = ("2021-02-01", "2021-02-28")
FOUR = (
    (Group.PUBLIC, Setting.COMMUNITY),
    (Group.STAFF, Setting.COMMUNITY),
    (Group.STAFF, Setting.CUSTODY),
    (Group.PRISONERS, Setting.CUSTODY),
)
KNOWN_ADULT = (Group.KNOWN_ADULT, Setting.COMMUNITY)
CUSTODY_REPORTS = {"in-1", "in-3", "in-4", "in-5", "in-6"}


def replayed(made: dict[str, Any]) -> Replay:
    record = msgspec.convert(made, CaseRecord)
    consistent(record)
    return replay(record)


def mcsweeney() -> Replay:
    return replayed(msgspec.json.decode(ORIGINAL))


def sonnex() -> Replay:
    return replayed(msgspec.json.decode((FOLDER.parent / "sonnex" / "case.json").read_bytes()))


def rating(found: Replay, rated: tuple[Group, Setting]) -> RatingReplay:
    return next(one for one in found.ratings if (one.group, one.setting) == rated)


def first_days(found: Replay, rated: tuple[Group, Setting]) -> tuple[str | None, str | None]:
    one = rating(found, rated)
    return one.anyone.first and one.anyone.first.on, one.probation.first and one.probation.first.on


def chance(found: Replay, kind: str, words: str) -> Chance:
    return next(one for one in found.chances if any(what.kind == kind and words in what.says for what in one.happened))


def as_the_review_found(found: Replay) -> None:
    """The answers that do not hang on an assumed day."""
    for rated in FOUR:
        anyone, probation = first_days(found, rated)
        assert anyone is not None
        assert probation is not None
        assert FEBRUARY[0] <= anyone <= FEBRUARY[1], rated
        assert anyone <= probation <= FEBRUARY[1], rated
        assert rating(found, rated).anyone.stayed
    known_adult = rating(found, KNOWN_ADULT)
    assert known_adult.anyone.first is not None
    assert known_adult.anyone.first.on[:4] == "2021"
    assert not known_adult.anyone.first.when_written
    assert known_adult.anyone.stayed
    assert known_adult.gap is not None, "probation's day is later"
    assert known_adult.gap.days is None or known_adult.gap.days > 0
    assert {"cv-known-female", "or-1"} & set(known_adult.gap.items)
    held = {one.evidence.item: one for one in found.not_held}
    assert {"or-1", "cv-known-female"} | CUSTODY_REPORTS <= {name for name, one in held.items() if one.counted}
    assert all(held[name].waited is None for name in CUSTODY_REPORTS)
    assert [(one.item, one.answered_on, one.chased_on) for one in found.requests] == [("rq-1", None, None)]
    for kind, words, month in (
        ("recall", "Recall", "2021-02"),
        ("order", "Restraining order", "2021-"),
        ("assessment", "RSR only", "2022-04"),
        ("release", "Released", "2022-06-17"),
    ):
        missed = chance(found, kind, words)
        assert missed.on.startswith(month)
        assert set(FOUR) <= set(missed.anyone.flagged), kind
        assert missed.probation.flagged or kind == "recall", kind
    (clock,) = (one for one in found.recalls if one.on == "2022-06-22")
    times = {time.name: time.at for time in clock.times}
    assert (times["initiated"] or "")[:10] == "2022-06-22"
    assert (clock.due or "")[:10] == "2022-06-23"
    assert (times["signed"] or "")[:10] == "2022-06-24"
    assert clock.met == "late"


def test_mcsweeney_comes_out_as_the_review_found() -> None:
    found = mcsweeney()
    as_the_review_found(found)
    assert first_days(found, (Group.PUBLIC, Setting.COMMUNITY)) == ("2021-02-24", "2021-02-24")
    assert first_days(found, KNOWN_ADULT) == ("2021-09-15", "2022-04-13")
    gap = rating(found, KNOWN_ADULT).gap
    assert gap is not None
    assert gap.days == 210
    assert set(gap.items) == {"or-1", "cv-known-female"} | CUSTODY_REPORTS
    assert gap.requests == ("rq-1",)
    assert gap.not_stated == ()


def test_the_order_came_after_the_assessment_and_is_marked_so() -> None:
    new = {row.item: row for row in chance(mcsweeney(), "order", "Restraining").anyone.new}
    assert new["or-1"].after_assessment
    held = {one.evidence.item: one.evidence for one in mcsweeney().not_held}
    assert held["or-1"].after_assessment


def test_what_the_record_assumes_is_named() -> None:
    assert {"as-1", "or-1", "cv-known-female", "in-3"} <= set(mcsweeney().assumed_items)
    assert "re-2" not in mcsweeney().assumed_items
    assert mcsweeney().assumed


def moved_days() -> list[str]:
    return sorted(set(names()))


@pytest.mark.parametrize("end", [min, max], ids=["earliest", "latest"])
def test_every_assumed_day_at_one_end_changes_no_answer(end: Callable[[str, str], str]) -> None:
    as_the_review_found(replayed(moved(lambda _, low, high: end(low, high))))


@pytest.mark.parametrize("name", moved_days())
def test_one_assumed_day_at_its_ends_changes_no_answer(name: str) -> None:
    for alone in (0, 1):
        for others in (0, 1):
            made = moved(lambda which, low, high, a=alone, o=others: (low, high)[a if which == name else o])  # type: ignore[misc]
            as_the_review_found(replayed(made))


@settings(max_examples=300)
@given(st.data())
def test_no_choice_of_assumed_days_changes_an_answer(data: st.DataObject) -> None:
    from datetime import date

    def pick(_: str, low: str, high: str) -> str:
        return data.draw(st.dates(date.fromisoformat(low), date.fromisoformat(high))).isoformat()

    as_the_review_found(replayed(moved(pick)))


def test_every_assumed_day_of_evidence_is_moved() -> None:
    """An assumed day that no bound covers would be a day that no test moves."""
    moves = {f"{name}.{move['field']}" for move in MOVES for name in move["items"]}
    fixed = {"as-3", "en-2"}
    for name, item in items(msgspec.json.decode(ORIGINAL)).items():
        for field in set(item.get("provenance", {}).get("assumed", ())) & {"date", "completed_on", "decided_on", "known_on"}:
            if name not in fixed | {"lb-1"}:
                assert f"{name}.{field}" in moves


def test_probation_may_never_have_learnt_of_the_order() -> None:
    made = msgspec.json.decode(ORIGINAL)
    for name in ("or-1", "cv-known-female"):
        items(made)[name]["known_to"] = [{"agency": "police"}]
    found = rating(replayed(made), KNOWN_ADULT)
    assert found.probation.first is None
    assert found.gap is not None
    assert found.gap.days is None


def test_what_hangs_on_whether_the_prison_shared_its_adjudications() -> None:
    """The review does not say. If it did not, staff and prisoners in custody have a later day; the community has not."""
    made = msgspec.json.decode(ORIGINAL)
    for name in ("ad-1", "ad-2", "ad-3"):
        items(made)[name]["known_to"] = [{"agency": "prison"}]
    found = replayed(made)
    for rated in FOUR[2:]:
        assert first_days(found, rated) == ("2021-02-24", "2022-04-13")
    for rated in FOUR[:2]:
        assert first_days(found, rated)[0] == "2021-02-24"


def test_sonnex_stands_with_a_conflict_an_information_gap_and_a_late_recall() -> None:
    found = sonnex()
    public = rating(found, (Group.PUBLIC, Setting.COMMUNITY))
    assert public.anyone.first is not None
    assert public.anyone.stayed
    (conflict,) = (one for one in found.noted if one.rule == "CF101")
    assert conflict.anyone_from == "2008-02-04"
    assert "high; the assessment says medium" in conflict.evidence[0].says
    (doctor,) = (one for one in found.not_held if one.evidence.item == "rp-doctor")
    assert [known.agency for known in doctor.evidence.known_by] == ["health"]
    assert doctor.evidence.on[:7] == "2004-05"
    assert doctor.waited is None
    assert not doctor.counted
    (recall,) = found.recalls
    assert recall.limit is not None
    assert recall.limit.hours == 5 * 24
    assert recall.met == "late"
    assert recall.late_minutes == 28 * 24 * 60
    assert recall.assumed


@pytest.mark.parametrize("folder", sorted(FOLDER.parent.iterdir()), ids=lambda folder: folder.name)
def test_a_case_that_the_reviews_did_not_fault_is_never_hard_to_support(folder: Path) -> None:
    found = replayed(msgspec.json.decode((folder / "case.json").read_bytes()))
    assert bool(found.flagged) == (folder.name in ("mcsweeney", "sonnex"))
