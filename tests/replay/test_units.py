"""The parts of a replay: its days, its chances, the recall's clock, and what it says where there is nothing to say."""

from typing import Any

import pytest

from riskcheck.replay.chances import chances
from riskcheck.replay.look import replay
from riskcheck.replay.moments import changes
from riskcheck.replay.recalls import limit_on, recalls
from riskcheck.report.replay.clock import clock, hours, length
from riskcheck.report.wording import MARK
from riskcheck.rules.examples import adjudication, assessed, case, conviction, incident, order, registration, release, request
from riskcheck.terms import Group, KnownTo, Setting
from tests.properties.made import record_of
from tests.replay.made import recall


def test_the_days_are_those_on_which_something_became_known_or_was_decided() -> None:
    made = case(
        adjudication("2024-01-01", "assault", heard_on="2024-01-09", known_to=[{"agency": "prison"}]),
        conviction("2024-02-01", "violence", decided_on="2024-05-01", known_on="2024-02-03"),
        order("2024-03-01", ends_on="2027-01-01", breaches=[{"id": "br-1", "date": "2024-04-01", "outcome": "proved"}]),
        request("2024-06-01", "prison", "custody_behaviour", "yes", answered_on="2024-07-01"),
    )
    found = changes(record_of(made))
    expected = ("2024-01-01", "2024-01-09", "2024-02-03", "2024-03-01", "2024-04-01", "2024-05-01", "2024-06-01", "2024-07-01")
    assert found[KnownTo.ANYONE] == (*expected, "2025-06-01")
    assert found[KnownTo.PROBATION] == ("2024-06-01", "2024-07-01", "2025-06-01")


def test_what_a_review_found_later_is_not_a_day() -> None:
    made = case()
    label = {"id": "lb-1", "date": "2025-08-01", "source": {"system": "other"}, "finding": "underestimated"}
    made["labels"] = {"coverage": "complete", "items": [label]}
    assert changes(record_of(made))[KnownTo.ANYONE] == ("2025-06-01",)


def test_each_kind_of_chance_is_found_on_its_day() -> None:
    made = case(
        assessed("2024-01-01", id="as-1", countersigned_on="2024-01-08", countersigned="yes"),
        assessed("2024-02-01", id="as-2", type="rsr_only", ratings={}),
        assessed("2024-02-02", id="as-3", status="in_progress"),
        order("2024-03-01", kind="non_molestation"),
        release("2024-04-01", "settled"),
        release("2026-04-01", "settled", planned=True),
        registration("2024-05-01", "rosh_high"),
        registration("2024-05-02", "victim_contact"),
    )
    period = {"source": {"system": "nomis"}, "kind": "remand"}
    made["custody"]["periods"] = [
        period | {"id": "cp-1", "date": "2024-06-01", "ended_on": "2024-07-01"},
        period | {"id": "cp-2", "date": "2024-07-01", "kind": "sentence"},
    ]
    source = {"source": {"system": "ndelius"}}
    made["oversight"] = {
        "coverage": "complete",
        "items": [source | {"id": "ov-1", "date": "2024-08-01", "kind": "iom_meeting"}],
    }
    made["enforcement"] = {
        "coverage": "complete",
        "items": [
            source | {"id": "en-1", "date": "2024-09-01", "kind": "recall"},
            source | {"id": "en-2", "date": "2024-09-02", "kind": "warning"},
        ],
    }
    found = {day: [one.says for one in happened] for day, happened in chances(record_of(made)).items()}
    assert found == {
        "2024-01-01": ["Assessment completed (full)"],
        "2024-01-08": ["Assessment countersigned"],
        "2024-02-01": ["Assessment completed (RSR only: made to calculate a score, without a review of risk)"],
        "2024-03-01": ["Non-molestation order made"],
        "2024-04-01": ["Released"],
        "2024-05-01": ["Registered: high risk of serious harm"],
        "2024-06-01": ["Received into custody (remand)"],
        "2024-07-01": ["Moved in custody (sentence)"],
        "2024-08-01": ["IOM meeting"],
        "2024-09-01": ["Recall"],
    }


CLOCKS: dict[str, tuple[dict[str, str], str, int | None]] = {
    "in time, to the minute": (
        {"initiated_at": "2025-06-10T09:00", "signed_at": "2025-06-10T12:00", "submitted_at": "2025-06-11T09:00"},
        "in_time",
        None,
    ),
    "a minute late": (
        {"initiated_at": "2025-06-10T09:00", "signed_at": "2025-06-10T12:00", "submitted_at": "2025-06-11T09:01"},
        "late",
        1,
    ),
    "signed in time, submission not recorded": (
        {"initiated_at": "2025-06-10T09:00", "signed_at": "2025-06-10T12:00"},
        "not_recorded",
        None,
    ),
    "signed late, submission not recorded": (
        {"initiated_at": "2025-06-10T09:00", "signed_at": "2025-06-12T09:00"},
        "late",
        1440,
    ),
    "from the decision where the start is not recorded": (
        {"decided_at": "2025-06-10T09:00", "signed_at": "2025-06-10T10:00", "submitted_at": "2025-06-10T11:00"},
        "in_time",
        None,
    ),
    "nothing recorded": ({}, "not_recorded", None),
    "no limit on file": ({"initiated_at": "2010-06-10T09:00", "revoked_at": "2010-07-10T09:00"}, "no_limit", None),
    "the day before there was a limit to the signature": (
        {"initiated_at": "2013-07-31T23:59", "signed_at": "2013-08-05T12:00", "submitted_at": "2013-08-05T12:00"},
        "no_limit",
        None,
    ),
    "the first day on which there was one": (
        {"initiated_at": "2013-08-01T00:00", "signed_at": "2013-08-02T00:01", "submitted_at": "2013-08-02T00:01"},
        "late",
        1,
    ),
    "five days, in 2008": ({"initiated_at": "2008-06-10T09:00", "revoked_at": "2008-06-15T09:00"}, "in_time", None),
}


@pytest.mark.parametrize("name", CLOCKS)
def test_the_recall_clock(name: str) -> None:
    times, met, late = CLOCKS[name]
    (found,) = recalls(record_of(recall(**times)))
    assert (found.met, found.late_minutes) == (met, late)
    shown = clock(found, frozenset())
    assert shown.late == (met == "late")
    assert all(when for _, when in shown.steps)
    assert shown.verdict
    assert clock(found, frozenset({found.item})).title.count(MARK) == 1 + shown.title.count(MARK)


def test_the_limits_hold_from_their_day() -> None:
    assert limit_on("2013-07-31") is None
    found = limit_on("2013-08-01")
    assert found is not None
    assert found.hours == 24
    assert limit_on("2009-01-01") is None
    assert hours(24) == "24 hours"
    assert hours(120) == "5 days"
    assert length(1440) == "24 hours"
    assert length(28 * 1440) == "28 days"
    assert length(61) == "1 hour and 1 minute"


def test_a_record_without_ratings_has_no_rating_to_be_hard_to_support() -> None:
    found = replay(record_of(case(adjudication("2024-01-01", "assault"), assessed("2024-02-01", ratings={}))))
    assert (found.rated_from, found.last_day, found.days, found.chances) == (None, None, 0, ())
    assert not found.flagged
    assert all(rating.anyone.spans == () and rating.probation.spans == () for rating in found.ratings)


EVIDENCE = (
    conviction("2022-05-01", "robbery", known_to=[{"agency": "police"}, {"agency": "probation"}]),
    conviction("2023-05-01", "violence", known_to=[{"agency": "police"}, {"agency": "probation"}]),
)


def public(made: dict[str, Any]) -> Any:
    found = replay(record_of(made))
    return next(one for one in found.ratings if (one.group, one.setting) == (Group.PUBLIC, Setting.COMMUNITY))


def test_a_rating_that_was_right_when_written_says_so() -> None:
    later = adjudication("2025-09-01", "assault", known_to=[{"agency": "prison"}, {"agency": "probation", "on": "2025-10-01"}])
    one = public(case(*EVIDENCE, later))
    assert one.anyone.first.on == "2025-09-01"
    assert not one.anyone.first.when_written
    began = {row.item: row.after_assessment for row in one.anyone.first.came}
    assert began == {"ad-1": True, "cv-2": False}, "the assault in prison makes the earlier one count, and only it came later"
    assert one.probation.first.on == "2025-10-01"
    assert (one.gap.days, one.gap.items) == (30, ("ad-1",))


def test_a_higher_rating_ends_the_span() -> None:
    before = adjudication("2024-09-01", "assault", known_to=[{"agency": "prison"}, {"agency": "probation"}])
    rated = (assessed("2025-01-01", id="as-1"), assessed("2025-06-01", "high", id="as-2"))
    one = public(case(*EVIDENCE, before, *rated))
    assert one.anyone.first.when_written
    assert not one.anyone.stayed
    assert [(span.from_, span.until, span.status.value) for span in one.anyone.spans] == [
        ("2025-01-01", "2025-05-31", "flagged"),
        ("2025-06-01", None, "consistent"),
    ]


def test_where_the_record_does_not_say_who_knew_the_gap_says_that() -> None:
    one = public(case(*EVIDENCE, adjudication("2024-09-01", "assault")))
    assert one.gap.items == ()
    assert one.gap.not_stated == ("ad-1",)


def test_a_request_that_was_open_in_the_gap_is_named() -> None:
    later = incident("2025-09-01", "assault", known_to=[{"agency": "prison"}])
    more = incident("2025-09-05", "assault", known_to=[{"agency": "prison"}])
    asked = request("2025-10-01", "prison", "custody_behaviour", "no")
    answered = request("2025-07-01", "prison", "custody_behaviour", "yes", answered_on="2025-08-01")
    not_said = request("2025-10-01", "police", "other", "not_recorded")
    one = public(case(*EVIDENCE, later, more, answered, asked, not_said))
    assert one.gap.until is None
    assert one.gap.requests == ("rq-2",)
