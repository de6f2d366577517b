"""What must hold of every replay, whatever is in the record."""

import random
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from riskcheck.check import check
from riskcheck.replay.look import replay
from riskcheck.replay.result import Replay
from riskcheck.terms import KnownTo, Status
from tests.properties.made import record_of
from tests.properties.test_properties import _by_item, _shuffled
from tests.replay.made import cases_through_time

few = settings(max_examples=150)


def ends(found: Replay) -> Any:
    return msgspec.structs.replace(found, extracted_on="", source="")


@few
@given(cases_through_time())
def test_probation_never_finds_a_rating_hard_to_support_before_any_agency(made: dict[str, Any]) -> None:
    for rating in replay(record_of(made)).ratings:
        if rating.probation.first is not None:
            assert rating.anyone.first is not None
            assert rating.anyone.first.on <= rating.probation.first.on
        assert (rating.gap is None) == (
            rating.anyone.first is None
            or (rating.probation.first is not None and rating.anyone.first.on == rating.probation.first.on)
        )


@few
@given(cases_through_time(), st.randoms(use_true_random=False))
def test_the_order_of_lists_and_keys_changes_nothing(made: dict[str, Any], chance: random.Random) -> None:
    shuffled = _shuffled(made, chance)
    assert _by_item(replay(record_of(made)), made) == _by_item(replay(record_of(shuffled)), shuffled)


@few
@given(cases_through_time())
def test_a_day_after_the_last_known_day_changes_nothing(made: dict[str, Any]) -> None:
    later = made | {"extracted_on": "2026-01-31"}
    assert ends(replay(record_of(made))) == ends(replay(record_of(later)))


@few
@given(cases_through_time())
def test_every_span_is_what_check_says_of_its_first_day(made: dict[str, Any]) -> None:
    record = record_of(made)
    found = replay(record)
    for reading in KnownTo:
        for day in {span.from_ for rating in found.ratings for span in getattr(rating, reading.value).spans}:
            result = check(record, as_of=day, known_to=reading)
            for rating, checked in zip(found.ratings, result.ratings, strict=True):
                spans = [span for span in getattr(rating, reading.value).spans if span.from_ <= day <= (span.until or "9999")]
                assert [(span.status, span.strength, span.recorded) for span in spans] == (
                    [(checked.status, checked.strength, checked.recorded)] if getattr(rating, reading.value).spans else []
                )


@few
@given(cases_through_time())
def test_spans_follow_one_another_without_a_hole_and_a_first_day_starts_one(made: dict[str, Any]) -> None:
    from datetime import date

    found = replay(record_of(made))
    for rating in found.ratings:
        for lane in (rating.anyone, rating.probation):
            for one, other in zip(lane.spans, lane.spans[1:], strict=False):
                assert one.until is not None
                assert date.fromisoformat(other.from_).toordinal() == date.fromisoformat(one.until).toordinal() + 1
            flagged = [span.from_ for span in lane.spans if span.status is Status.FLAGGED]
            assert (lane.first.on if lane.first else None) == (flagged[0] if flagged else None)
            assert all(span.from_ >= (found.rated_from or "") for span in lane.spans)
            if lane.first is not None:
                assert lane.stayed == all(span.status is Status.FLAGGED for span in lane.spans if span.from_ >= lane.first.on)


@few
@given(cases_through_time())
def test_what_makes_a_gap_is_what_probation_did_not_have(made: dict[str, Any]) -> None:
    found = replay(record_of(made))
    held = {one.evidence.item: one for one in found.not_held}
    for rating in found.ratings:
        for item in (*rating.gap.items, *rating.gap.not_stated) if rating.gap else ():
            knew = held[item].evidence.probation_knew_on
            assert held[item].counted
            assert knew is None or knew > (rating.gap.from_ if rating.gap else "")
            assert held[item].evidence.known_by_stated == (rating.gap is not None and item in rating.gap.items)


@few
@given(cases_through_time(), st.dictionaries(st.sampled_from(("name", "sex", "ethnicity")), st.text(max_size=20)))
def test_a_protected_characteristic_changes_nothing(made: dict[str, Any], protected: dict[str, str]) -> None:
    assert replay(record_of(made | {"protected": protected})) == replay(record_of(made))
