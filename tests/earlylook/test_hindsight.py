"""Hindsight: nothing dated or known after the day in question counts, and the further offence never does."""

import random
from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskcheck.earlylook.compare import compare
from riskcheck.earlylook.result import Comparison, Verdict
from riskcheck.rules.examples import (
    assessed,
    case,
    circumstance,
    condition,
    contact,
    conviction,
    enforced,
    order,
    overseen,
    recalled,
    registration,
    release,
)
from tests.earlylook.made import LAST_DAY, OFFENCE, claims, compared, look_of, one, part
from tests.properties.made import practice_items, record_of, with_item
from tests.replay.made import cases_through_time, known

EVENT = {"kind": "event", "asserts": "happened", "what": "appointment_missed"}
EARLY = {"written_on": "2025-12-31"}


def test_a_fact_is_looked_at_on_the_last_day_before_the_offence_and_a_judgement_on_its_own_day() -> None:
    made = case(contact("2025-07-01", "unacceptable_absence"), condition("2025-07-01", "curfew"))
    for claim, day in (
        (EVENT | {"on": "2025-07-01"}, LAST_DAY),
        ({"kind": "part", "asserts": "took_part", "role": "police", "meeting": "mappa_meeting", "on": "2025-07-01"}, LAST_DAY),
        ({"kind": "time_limit", "asserts": "met", "limit": "recall", "on": "2025-07-01"}, LAST_DAY),
        ({"kind": "decision", "asserts": "taken", "step": "recall", "until": "2025-07-01"}, "2025-07-01"),
        ({"kind": "decision", "asserts": "taken", "step": "recall"}, LAST_DAY),
        ({"kind": "condition", "asserts": "included", "conditions": ["curfew"], "on": "2025-07-01"}, "2025-07-01"),
        ({"kind": "condition", "asserts": "included", "conditions": ["curfew"], "item": "lc-1"}, "2025-07-01"),
        ({"kind": "assessment", "asserts": "omits", "topic": "custody", "item": "as-1"}, "2025-06-01"),
        (EVENT | {"as_of": "2025-07-01"}, "2025-07-01"),
        (EVENT | {"as_of": "2025-12-01"}, LAST_DAY),
        (EVENT | {"on": OFFENCE}, LAST_DAY),
    ):
        assert one(made, **claim).as_of == day, claim


@pytest.mark.parametrize(("known_on", "expected"), [("2025-06-30", Verdict.SUPPORTED), ("2025-07-02", Verdict.NOT_EVIDENCED)])
def test_what_became_known_the_day_after_does_not_count_and_is_shown(known_on: str, expected: Verdict) -> None:
    made = part(case(circumstance("2025-06-30", "bereavement", "absent", known_on=known_on)), "circumstances")
    made["conditions"]["items"].append({"id": "lc-1", "date": "2025-07-01", "source": {"system": "cvl"}, "kind": "support"})
    wanted = {"kind": "condition", "asserts": "serves_no_need", "conditions": ["support"], "needs": ["emotional_wellbeing"]}
    found = one(made, **wanted, on="2025-07-01")
    assert found.verdict is expected
    if expected is Verdict.SUPPORTED:
        assert found.afterwards is None
    else:
        assert found.afterwards is not None
        assert found.afterwards.verdict is Verdict.SUPPORTED
        assert [row.known_on for row in found.afterwards.evidence] == [known_on]


def test_a_recall_is_not_late_on_a_day_before_it_was_signed() -> None:
    made = case(
        recalled("2025-07-02", initiated_at="2025-07-02T09:00", signed_at="2025-07-05T09:00", submitted_at="2025-07-05T10:00")
    )
    claim = {"kind": "time_limit", "asserts": "missed", "limit": "recall"}
    assert one(made, **claim, as_of="2025-07-04").verdict is Verdict.NOT_ASSESSABLE
    assert one(made, **claim, as_of="2025-07-05").verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(("day", "seen"), [("2025-08-31", True), ("2025-09-01", False)])
def test_the_day_before_the_offence_counts_and_its_own_day_does_not(day: str, seen: bool) -> None:
    found = compared(part(case(contact(day, "unacceptable_absence")), "contacts"), EVENT)
    assert found.claims[0].verdict is (Verdict.SUPPORTED if seen else Verdict.NOT_EVIDENCED)
    assert found.left_out == int(not seen)


def test_the_offence_itself_and_what_marks_it_are_nowhere() -> None:
    made = case(
        assessed("2025-06-01"),
        conviction(OFFENCE, "homicide", outcome="pending", victim="public", id="cv-sfo"),
        registration("2025-09-05", "serious_further_offence", id="rg-sfo"),
        enforced("2025-09-02", "arrest", id="en-sfo"),
        order("2025-03-01"),
    )
    claimed = [EVENT | {"what": what} for what in ("violence", "weapon", "arrest", "charge", "protective_order")]
    claimed += [{"kind": "assessment", "asserts": "rated_too_low", "on": "2025-06-01"}]
    found = compared(made, *claimed)
    assert found.left_out == 3
    text = msgspec.json.encode((found.claims, found.not_mentioned, found.came_to_light)).decode()
    assert "sfo" not in text
    assert [claim.verdict for claim in found.claims][2:5] == [Verdict.CONTRADICTED, Verdict.CONTRADICTED, Verdict.SUPPORTED]


def test_what_came_to_light_after_the_offence_is_shown_apart_and_counts_nowhere() -> None:
    made = part(case(contact("2025-08-01", "unacceptable_absence", known_on="2025-09-03")), "contacts")
    found = compared(made, EVENT)
    assert found.claims[0].verdict is Verdict.NOT_EVIDENCED
    assert [row.item for row in found.came_to_light] == ["co-1"]


def test_what_probation_did_not_have_is_said() -> None:
    made = case(order("2025-03-01", known_to=[{"agency": "court"}]))
    found = one(part(made, "orders"), kind="event", asserts="happened", what="protective_order")
    assert found.verdict is Verdict.SUPPORTED
    assert found.probation is Verdict.NOT_EVIDENCED


def by_claim(found: Comparison) -> Any:
    """What must not change: everything that is said of a claim on its day. Places in a list may."""
    rows = msgspec.to_builtins(found.claims)

    def without_places(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: without_places(inner) for name, inner in value.items() if name not in ("pointer", "afterwards")}
        return [without_places(inner) for inner in value] if isinstance(value, list | tuple) else value

    return without_places(rows)


def next_day(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


@st.composite
def more(draw: st.DrawFn) -> Any:
    items = practice_items() | st.sampled_from(
        [
            overseen("2024-05-01", took_part=["senior_probation_officer"], considered=["recall"]),
            overseen("2024-05-01", informed=["senior_probation_officer"], not_considered=["recall"]),
            release("2024-05-01", "settled", conditions_absent=["curfew", "gps_tag"]),
            contact("2024-05-01", "unacceptable_absence"),
            circumstance("2024-05-01", "bereavement"),
            condition("2024-05-01", "curfew"),
        ]
    )
    return draw(known(draw(items)))


@settings(max_examples=300)
@given(cases_through_time(), st.lists(more(), max_size=4), claims(), more())
def test_what_becomes_known_later_never_changes_a_verdict(
    made: dict[str, Any], items: list[Any], claim: dict[str, Any], later: Any
) -> None:
    for number, item in enumerate(items):
        made = with_item(made, item, f"more-{number}")
    early_look = look_of(claim, **EARLY)
    before = compare(record_of(made), early_look)
    day = next_day(before.claims[0].as_of)
    section, fields = later
    fields = {name: value for name, value in fields.items() if name not in ("known_to", "ended_on")}
    as_it_came = fields | {"known_on": max(day, fields["date"]), "date": min(day, fields["date"])}
    if section == "assessments":  # an assessment is known from the day on which it was completed
        as_it_came["completed_on"] = as_it_came["known_on"]
    after = compare(record_of(with_item(made, (section, as_it_came), "later-1")), early_look)
    assert by_claim(before) == by_claim(after)


@settings(max_examples=200)
@given(
    cases_through_time(),
    st.lists(more(), max_size=4),
    st.lists(claims(), min_size=1, max_size=3),
    st.randoms(use_true_random=False),
)
def test_the_order_of_items_and_of_claims_changes_nothing(
    made: dict[str, Any], items: list[Any], wanted: list[dict[str, Any]], chance: random.Random
) -> None:
    for number, item in enumerate(items):
        made = with_item(made, item, f"more-{number}")
    numbered = [claim | {"id": str(number)} for number, claim in enumerate(wanted)]
    shuffled = chance.sample(numbered, len(numbered))
    other = msgspec.json.decode(msgspec.json.encode(made))
    for section in other.values():
        for name in ("items", "adjudications", "incidents", "periods", "alerts"):
            if isinstance(section, dict) and name in section:
                chance.shuffle(section[name])
    one_way = compare(record_of(made), look_of(*numbered, **EARLY))
    other_way = compare(record_of(other), look_of(*shuffled, **EARLY))
    assert sorted(by_claim(one_way), key=lambda claim: claim["id"]) == sorted(
        by_claim(other_way), key=lambda claim: claim["id"]
    )
    assert [(found.title, {row.item for row in found.evidence}) for found in one_way.not_mentioned] == [
        (found.title, {row.item for row in found.evidence}) for found in other_way.not_mentioned
    ]


@settings(max_examples=200)
@given(cases_through_time(), st.lists(more(), max_size=4), claims())
def test_no_row_is_later_than_the_day_in_question(made: dict[str, Any], items: list[Any], claim: dict[str, Any]) -> None:
    for number, item in enumerate(items):
        made = with_item(made, item, f"more-{number}")
    found = compare(record_of(made), look_of(claim, **EARLY))
    (only,) = found.claims
    for side in (only.supports, only.contradicts):
        assert all(row.known_on <= only.as_of for row in side.evidence)
    assert only.as_of <= found.last_day
    assert all(row.known_on <= found.last_day for one_found in found.not_mentioned for row in one_found.evidence)
    if only.verdict is Verdict.SUPPORTED:
        assert only.supports
        assert not only.contradicts
    if only.verdict is Verdict.CONTRADICTED:
        assert only.contradicts
        assert not only.supports
