"""The records of a case agree: on the same person, the same incidents and the same days."""

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import msgspec
import pytest

from riskcheck.records.model import CaseRecord, Item
from riskcheck.synth.assessor import QUIET_DAYS
from riskcheck.synth.cases import Made
from riskcheck.synth.gaps import CUSTODY, SECTIONS
from riskcheck.synth.lived import HARMFUL, Act
from riskcheck.synth.schedule import INSIDE, iso
from riskcheck.synth.truth import overall
from tests.synth.caseload import caseload, in_custody, inside_items, last, supplied

NAMES = re.compile(r"\b(Mr|Mrs|Ms|Miss|Dr|HMP) [A-Z]")
ALERTED = {"violent": "prisoner", "staff_assaulter": "staff"}


def having(error: str) -> list[Made]:
    found = [made for made in caseload() if made.plan.error == error]
    assert found, f"no case of {error} among the {len(caseload())}: use another seed"
    return found


def items(record: CaseRecord) -> Iterator[Any]:
    for name in SECTIONS:
        yield from getattr(record, name).items
    for name in CUSTODY:
        yield from getattr(record.custody, name)


def test_what_is_done_in_custody_is_done_in_a_time_in_custody() -> None:
    seen = 0
    for made in caseload():
        if made.record.custody is not None and made.record.custody.periods:
            for item in inside_items(made.record):
                seen += 1
                assert in_custody(made.record, item.date), (made.record.case_id, item.id)
    assert seen > 500


def test_nobody_without_a_time_in_custody_has_a_prison_record() -> None:
    for made in caseload():
        if not made.life.custody:
            assert inside_items(made.record) == []


def test_what_is_done_outside_is_not_done_from_custody() -> None:
    for made in caseload():
        for conviction in made.record.convictions.items if made.record.convictions else ():
            if conviction.setting == "community" and made.record.custody is not None and made.record.custody.periods:
                assert not in_custody(made.record, conviction.date), (made.record.case_id, conviction.id)


def test_office_visits_are_not_in_custody() -> None:
    for made in caseload():
        for contact in made.record.contacts.items if made.record.contacts else ():
            inside = any(held.start <= _day(contact.date) < (held.end or 10**7) for held in made.life.custody)
            assert inside is (contact.source.system == "nomis"), (made.record.case_id, contact.id)


def _day(text: str) -> int:
    from datetime import date

    return date.fromisoformat(text).toordinal()


def test_times_in_custody_do_not_overlap() -> None:
    for made in caseload():
        held = sorted(made.life.custody, key=lambda one: one.start)
        for one, following in pairwise(held):
            assert one.end is not None
            assert one.start < one.end <= following.start, made.record.case_id


def test_phase_and_custody_agree_on_the_last_day() -> None:
    for made in caseload():
        days = made.plan.days
        assert days.inside(days.extracted - 1) is (days.phase in INSIDE)


def test_days_follow_one_another() -> None:
    for made in caseload():
        days = made.plan.days
        assert days.born < days.start < days.index < days.sentenced < days.previous
        assert days.previous < days.begun <= days.completed < days.extracted
        assert days.start - days.born >= 15 * 365


def test_releases_are_ends_of_times_in_custody() -> None:
    for made in caseload():
        ends = {iso(held.end) for held in made.life.custody if held.end is not None}
        for release in made.record.releases.items if made.record.releases else ():
            assert release.planned or release.date in ends
            assert not release.planned or release.date > made.record.extracted_on


def test_every_case_has_one_index_offence_and_its_sentence() -> None:
    for made in caseload():
        index = [act for act in made.life.acts if act.index]
        assert len(index) == 1
        if made.record.convictions is not None and made.record.convictions.coverage.value != "not_supplied":
            recorded = [one for one in made.record.convictions.items if one.index]
            assert [one.date for one in recorded] == [iso(made.plan.days.index)]
            assert recorded[0].decided_on == iso(made.plan.days.sentenced)


def test_sentences_of_custody_are_served_or_run_with_another() -> None:
    served = 0
    for made in caseload():
        for act in made.life.acts:
            if act.ending is not None and act.ending.sentence is not None and act.ending.sentence.kind == "custody":
                served += 1
                day = act.ending.decided
                assert any(held.start <= day <= (held.end or 10**7) for held in made.life.custody), made.record.case_id
    assert served > 100


def test_breaches_are_in_the_life_of_their_order() -> None:
    breaches = 0
    for made in caseload():
        for order in made.record.orders.items if made.record.orders else ():
            for breach in order.breaches:
                breaches += 1
                assert order.date < breach.date < (order.ends_on or "9")
                assert breach.date <= made.record.extracted_on
    assert breaches > 10


def test_alerts_are_about_an_incident_of_the_days_before_and_say_who_was_harmed() -> None:
    seen = 0
    for made in caseload():
        custody = made.record.custody
        if custody is None or not supplied(made):
            continue
        for alert in custody.alerts:
            if alert.category not in ALERTED:
                continue
            about = [one for one in (*custody.adjudications, *custody.incidents) if 0 <= _day(alert.date) - _day(one.date) <= 7]
            assert any(one.victim == ALERTED[alert.category] for one in about), (made.record.case_id, alert.id)
            seen += 1
    assert seen > 30


def test_every_record_of_an_act_says_the_same_of_its_victim() -> None:
    for made in caseload():
        by_day: dict[str, set[str]] = {}
        for item in items(made.record):
            if getattr(item, "same_incident_as", None) is not None:
                by_day.setdefault(item.date, set()).add(item.id)
        linked = {item.id: item for item in items(made.record)}
        for item in items(made.record):
            other = linked.get(getattr(item, "same_incident_as", None) or "")
            if other is not None:
                assert item.date == other.date, (made.record.case_id, item.id)
                assert item.victim == other.victim or "none" in (item.victim, other.victim), (made.record.case_id, item.id)


def test_nothing_is_known_before_it_happened_or_after_the_extraction() -> None:
    for made in caseload():
        for item in items(made.record):
            assert isinstance(item, Item)
            for known in (item.known_on, *(one.on for one in item.known_to or ())):
                assert known is None or item.date <= known <= made.record.extracted_on, (made.record.case_id, item.id)


def test_assessments_deal_only_with_what_probation_knew_on_their_day() -> None:
    for made in caseload():
        there = {item.id: item for item in items(made.record)}
        for assessment in made.record.assessments.items:
            for addressed in assessment.evidence_addressed or ():
                for name in addressed.items:
                    item = there[name]
                    on = [one.on for one in item.known_to or () if one.agency == "probation"]
                    assert on, (made.record.case_id, name)
                    assert on[0] is None or on[0] <= assessment.completed_on


def test_the_overall_level_is_the_highest_and_the_last_rating_is_the_plan_s() -> None:
    for made in caseload():
        found = last(made.record)
        assert found.overall == overall(made.plan.recorded).value
        for (group, setting), level in made.plan.recorded.items():
            assert getattr(getattr(found.ratings, setting.value), group.value) == level.value


def test_an_error_of_sight_leaves_its_mark_on_the_assessment() -> None:
    for error, unseen in (
        ("custody_not_seen", ("ad-", "in-")),
        ("order_not_shared", ("or-",)),
        ("index_offence_only", ("or-", "ad-", "in-")),
    ):
        for made in having(error):
            if error == "index_offence_only" and made.plan.traits.offending == "domestic":
                continue
            names = {name for one in last(made.record).evidence_addressed or () for name in one.items}
            assert not [name for name in names if name.startswith(unseen)], made.record.case_id


def test_what_an_error_did_not_see_is_there_to_be_seen() -> None:
    for error, kinds in (("custody_not_seen", ("prisoners", "staff", "weapon")), ("order_not_shared", ("partner",))):
        for made in having(error):
            hidden = [act for act in made.life.acts if _counts(act, kinds, made, inside=error == "custody_not_seen")]
            assert len(hidden) >= 2, made.record.case_id


def _counts(act: Act, kinds: tuple[str, ...], made: Made, *, inside: bool) -> bool:
    return act.kind in kinds and act.noticed and act.day < made.plan.days.completed and act.inside is inside


def test_a_copied_assessment_says_what_the_one_before_said() -> None:
    for made in having("copied_forward"):
        one, two = sorted(made.record.assessments.items, key=lambda one: one.completed_on or "")
        assert one.ratings == two.ratings
        assert one.summary == two.summary
        assert one.rating_reasons == two.rating_reasons


def test_a_quiet_month_is_quiet() -> None:
    for made in having("optimism_after_quiet_month"):
        days = made.plan.days
        harm = [act for act in made.life.acts if act.kind in (*HARMFUL, "weapon")]
        assert [act for act in harm if days.completed - QUIET_DAYS <= act.day <= days.completed] == []


def test_a_level_lowered_under_workload_was_higher_before() -> None:
    for made in having("lowered_under_workload"):
        assert made.plan.workload == "heavy"
        assert overall(made.plan.before).value in ("high", "very_high")
        assert overall(made.plan.recorded).value == "medium"


def test_a_lenient_norm_is_only_where_the_norm_is_lenient() -> None:
    for made in having("local_norm"):
        assert made.record.status is not None
        assert made.record.status.area == made.plan.area
        assert made.plan.area in ("Fenland", "Kestrel")


def test_some_weapons_are_in_the_words_only_and_some_are_late_in_one_system_or_twice() -> None:
    records = [made.record for made in caseload()]
    words = [
        one
        for made in caseload()
        for one in _charges(made.record)
        if one.weapon is None and "toothbrush with a razor" in (one.statement or "")
    ]
    assert words
    everything = [item for record in records for item in items(record)]
    assert any(item.known_on is not None for item in everything)
    assert any(item.known_to is None and item.source.system == "prison_incidents" for item in everything)
    assert any(item.same_incident_as is not None for item in everything)
    coverages = {getattr(record, name).coverage.value for record in records for name in SECTIONS}
    assert coverages == {"complete", "partial", "not_supplied"}


def _charges(record: CaseRecord) -> tuple[Any, ...]:
    return record.custody.adjudications if record.custody is not None else ()


@pytest.mark.parametrize("gap", ["{who}", "{weapon}", "{triggers}", "{level}"])
def test_no_gap_of_a_phrase_is_left_open(gap: str) -> None:
    for made in caseload():
        assert gap not in msgspec.json.encode(made.record).decode(), made.record.case_id


def test_free_text_names_nobody() -> None:
    for made in caseload():
        assert NAMES.search(json.dumps(msgspec.to_builtins(made.record))) is None


def test_every_record_says_that_it_is_synthetic() -> None:
    for made in caseload():
        assert made.record.purpose == "synthetic"
        assert (made.record.note or "").startswith("Synthetic")


def test_an_order_that_was_not_shared_was_made() -> None:
    for made in having("order_not_shared"):
        assert any(order.day < made.plan.days.completed for order in made.life.orders), made.record.case_id


def test_what_a_family_rules_out_does_not_happen() -> None:
    ruling = 0
    for made in caseload():
        never = made.plan.recipe.never
        ruling += bool(never)
        for act in made.life.acts:
            ruled_out = act.kind in never or (act.inside and f"{act.kind} inside" in never)
            assert act.index or not ruled_out, (made.record.case_id, act.kind)
    assert ruling > 10
