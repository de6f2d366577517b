"""The timeline holds from two events to 150, and from one day to thirty years."""

from itertools import combinations, pairwise

import pytest

from riskcheck.report.timeline import HIGHEST, LEFT, RIGHT, STEP, Timeline, timeline
from riskcheck.result import AssumedItem
from riskcheck.terms import Strand
from tests.reports.made import case, event, many_events

SPANS = [(2, 0), (2, 1), (150, 0), (150, 1), (150, 10), (150, 100), (150, 1000), (150, 11000)]


def drawn(count: int, days: int) -> Timeline:
    found = timeline(case(timeline=many_events(count, days), assessment=None, as_of=None))
    assert found is not None
    return found


@pytest.mark.parametrize(("count", "days"), SPANS)
def test_marks_stand_apart_inside_their_lanes(count: int, days: int) -> None:
    line = drawn(count, days)
    for lane in line.lanes:
        for one, other in combinations(lane.marks, 2):
            assert abs(one.x - other.x) >= STEP or abs(one.y - other.y) >= STEP
        for mark in lane.marks:
            assert LEFT <= mark.x <= RIGHT
            assert lane.y < mark.y - 5
            assert mark.y + 5 < lane.y + lane.height
    assert line.height < 60 + 5 * (HIGHEST + 2) * STEP + 40


@pytest.mark.parametrize(("count", "days"), SPANS)
def test_every_event_is_drawn_or_counted_and_is_in_the_table(count: int, days: int) -> None:
    line = drawn(count, days)
    assert sum(mark.more or 1 for lane in line.lanes for mark in lane.marks) == count
    assert len(line.entries) == count
    assert line.describes.startswith(f"{count} items from ")


@pytest.mark.parametrize(("count", "days"), SPANS)
def test_ticks_are_few_and_do_not_collide(count: int, days: int) -> None:
    ticks = drawn(count, days).ticks
    assert 1 <= len(ticks) <= 11
    assert all(later.x - earlier.x > 40 for earlier, later in pairwise(ticks))
    assert len({tick.label for tick in ticks}) == len(ticks)


def test_numbers_have_no_noise() -> None:
    line = drawn(150, 1000)
    numbers = [number for lane in line.lanes for mark in lane.marks for number in (mark.x, mark.y)]
    assert all(number == round(number, 1) for number in numbers)


def test_what_came_later_and_what_does_not_count_is_said() -> None:
    line = timeline(case())
    assert line is not None
    assert line.describes == (
        "5 items from 1 February 2018 to 1 September 2022: custody behaviour 2, weapons 1, orders and domestic abuse 0, "
        "offence history 1 and other landmarks 1. The assessment was completed on 10 June 2022: 3 pieces of evidence were "
        "on record by then, 1 came on record later. 3 count towards a finding."
    )
    kinds = {entry.on: entry.stands for entry in line.entries}
    assert kinds["1 September 2022"] == "came on record after the assessment; counts"
    assert kinds["4 May 2021"] == "on record by the assessment; does not count"
    assert kinds["1 June 2022"] == "a landmark, not evidence"
    assert line.assessed is not None
    assert line.checked is None


def test_a_day_of_check_that_is_not_the_assessments_is_marked_too() -> None:
    line = timeline(case(as_of="2022-12-01"))
    assert line is not None
    assert line.checked is not None
    assert line.checked.label == "Checked as at 1 December 2022"


def test_the_order_of_events_changes_nothing() -> None:
    events = many_events(150, 400)
    assert timeline(case(timeline=events)) == timeline(case(timeline=events[::-1]))


def test_a_case_without_events_has_no_timeline() -> None:
    assert timeline(case(timeline=())) is None
    assert timeline(case(timeline=(event("2020-02-29", Strand.ORDERS),))) is not None


def test_an_assumed_day_is_marked_in_the_picture_and_in_the_table() -> None:
    events = (
        event("2020-01-01", Strand.CUSTODY, item="ad-1", known_on="2020-03-01"),
        event("2021-01-01", Strand.CUSTODY, item="ad-2", known_on="2021-03-01"),
        event("2022-01-01", Strand.CUSTODY, item="ad-3", known_on="2022-03-01"),
    )
    assumed = (AssumedItem(item="ad-1", fields=("date", "victim")), AssumedItem(item="ad-2", fields=("known_to",)))
    line = timeline(case(timeline=events, assumed_items=assumed))
    assert line is not None
    assert [(one.on, one.known_on) for one in line.entries] == [
        ("1 January 2020*", "1 March 2020"),
        ("1 January 2021", "1 March 2021*"),
        ("1 January 2022", "1 March 2022"),
    ]
    marks = line.lanes[0].marks
    assert [(one.assumed, one.says.startswith("1 January 2020*: ")) for one in marks] == [
        (True, True),
        (False, False),
        (False, False),
    ]
    assert line.marked
    plain = timeline(case(timeline=events))
    assert plain is not None
    assert not plain.marked
