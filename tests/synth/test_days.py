"""The days of a case are those that the law and the calendar allow: sentences, recalls, licences, offices, hearings."""

from collections import Counter
from datetime import date
from functools import cache

from riskcheck.synth import release
from riskcheck.synth.chance import Chance
from riskcheck.synth.schedule import Schedule, schedule, working
from tests.synth.caseload import caseload, chosen
from tests.synth.test_stories import convictions

YEAR = 365.25
SCHEDULES = 4000


@cache
def schedules() -> tuple[Schedule, ...]:
    load = chosen().caseload
    return tuple(schedule(Chance(3, number, "days"), load.last_day, load.phase) for number in range(SCHEDULES))


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def test_a_fixed_term_recall_lasts_as_long_as_the_law_says() -> None:
    kinds = Counter()
    for made in caseload():
        again = [held for held in made.life.custody if held.kind == "recall"]
        for step in made.record.enforcement.items if made.record.enforcement else ():
            if step.kind == "recall":
                kinds[step.recall.kind] += 1
                if step.recall.kind == "fixed_term":
                    assert again[0].served == release.FIXED, (made.record.case_id, step.id)
                else:
                    assert again[0].end is None or again[0].served > release.FIXED, (made.record.case_id, step.id)
    assert min(kinds["fixed_term"], kinds["standard"]) > 5


def test_who_is_recalled_for_longer_was_recalled_before_the_law_changed_or_serves_four_years() -> None:
    longer = 0
    for days in schedules():
        for held in days.custody:
            if held.kind == "recall" and (held.end is None or held.served > release.FIXED):
                longer += 1
                assert held.start < day("2025-09-02")
    assert longer > 100


def test_a_licence_runs_as_long_as_somebody_is_on_it() -> None:
    """The licence is at least as long as the time served, so it outlasts the last day; supervision after it ends in a year."""
    seen = Counter()
    for days in schedules():
        served = sum(held.served for held in days.custody if held.kind in ("sentence", "remand"))
        if not days.releases:
            continue
        seen[days.phase] += 1
        out = days.releases[0]
        if days.phase == "post_sentence_supervision":
            assert days.extracted - out <= 365
            assert days.completed - out > 1.5 * served, "the licence was over when the assessment was completed"
        else:
            assert days.extracted - out <= served
        if days.recalled is not None:
            assert served >= 183
    assert min(seen.values()) > 100


def test_half_of_a_sentence_is_served_or_two_fifths_as_the_day_of_release_has_it() -> None:
    assert release.sentence_months(365, day("2024-09-09"), violent=False, sexual=False) == 24
    assert release.sentence_months(365, day("2024-09-10"), violent=False, sexual=False) == 30
    assert release.sentence_months(365, day("2024-09-10"), violent=False, sexual=True) == 24
    assert release.sentence_months(600, day("2024-09-10"), violent=True, sexual=False) == 47
    assert release.sentence_months(800, day("2024-09-10"), violent=True, sexual=False) == 53


def test_days_on_remand_are_part_of_the_sentence() -> None:
    remanded = 0
    for made in caseload():
        index = next(act for act in made.life.acts if act.index)
        held = made.plan.days.custody
        if made.plan.days.releases and index.ending is not None and held[0].kind == "remand":
            remanded += 1
            served = sum(one.served for one in held if one.kind in ("remand", "sentence"))
            share = served / (index.ending.sentence.months * 30.4)
            assert 0.36 < share < 0.56, (made.record.case_id, share)
    assert remanded > 30


def test_an_order_of_the_court_still_runs_on_the_last_day() -> None:
    orders = 0
    for made in caseload():
        if made.plan.days.phase in ("community_order", "suspended_sentence"):
            orders += 1
            sentence = next(act for act in made.life.acts if act.index).ending.sentence
            assert made.plan.days.extracted - made.plan.days.sentenced < sentence.months * 30.4, made.record.case_id
    assert orders > 50


def test_nothing_petty_brings_years() -> None:
    petty = Counter()
    for made in caseload():
        for one in convictions(made):
            if one.sentence is not None and one.sentence.kind in ("custody", "suspended"):
                if one.offence.startswith(("Theft", "Possession of a class", "Criminal damage", "Common assault", "Battery")):
                    petty[one.sentence.kind] += 1
                    assert one.sentence.months <= 6, (made.record.case_id, one.id, one.offence)
                if one.offence == "Burglary other than a dwelling":
                    assert one.sentence.months <= 30, (made.record.case_id, one.id)
    assert min(petty.values()) > 10


def test_nobody_under_eighteen_has_a_suspended_sentence_and_nobody_under_twenty_one_is_in_a_prison_for_adults() -> None:
    young = Counter()
    for made in caseload():
        born = made.plan.days.born
        for one in convictions(made):
            if one.sentence is not None and day(one.date) - born < 18 * YEAR:
                young["sentenced"] += 1
                assert one.sentence.kind != "suspended", (made.record.case_id, one.id)
        for one in made.record.custody.periods if made.record.custody else ():
            if one.kind == "sentence" and day(one.date) - born < 21 * YEAR:
                young["held"] += 1
                assert one.establishment == "young offender institution", (made.record.case_id, one.id)
        for act in made.life.acts:
            if act.kind in ("partner", "child"):
                assert act.index or act.day - born >= 17 * YEAR, made.record.case_id
    assert min(young.values()) > 10


def test_mappa_follows_the_offence_and_the_sentence() -> None:
    recorded = Counter()
    for made in caseload():
        index = next(act for act in made.life.acts if act.index)
        sentence = index.ending.sentence
        violent = index.gravity >= 3 or index.kind == "robbery"
        long = sentence.kind in ("custody", "suspended") and sentence.months >= 12
        due = 1 if index.kind == "sexual" else 2 if violent and long else 0
        for one in made.record.mappa.items if made.record.mappa else ():
            recorded[one.category] += 1
            assert one.category == due, made.record.case_id
        for one in made.record.registrations.items if made.record.registrations else ():
            if one.category == "not_mappa_eligible":
                recorded["not"] += 1
                assert due == 0, made.record.case_id
    assert recorded[2] > 20
    assert recorded["not"] > 20


def test_offices_and_courts_work_on_working_days() -> None:
    assert working(day("2025-11-22")) == day("2025-11-21")
    assert working(day("2025-11-23")) == day("2025-11-21")
    assert working(day("2025-12-26")) == day("2025-12-24")
    assert working(day("2025-11-24")) == day("2025-11-24")
    seen = 0
    for made in caseload():
        days = [one.decided_on for one in convictions(made) if one.outcome == "convicted"]
        days += [one.date for one in (made.record.contacts.items if made.record.contacts else ())]
        days += [one.date for one in (made.record.releases.items if made.record.releases else ())]
        days += [on for one in made.record.assessments.items for on in (one.completed_on, one.countersigned_on) if on]
        for text in days:
            seen += 1
            assert date.fromisoformat(text).weekday() < 5, (made.record.case_id, text)
            assert text[5:] not in ("12-25", "12-26", "01-01"), (made.record.case_id, text)
    assert seen > 5000


def test_a_charge_is_heard_while_the_person_is_there() -> None:
    heard = 0
    for made in caseload():
        for one in made.record.custody.adjudications if made.record.custody else ():
            if one.heard_on is not None:
                heard += 1
                out = made.life.released(day(one.date))
                assert one.date < one.heard_on, (made.record.case_id, one.id)
                assert day(one.heard_on) <= max(out, day(one.date) + 1), (made.record.case_id, one.id)
    assert heard > 1000


def test_an_alert_of_the_prison_does_not_outlast_the_time_in_it() -> None:
    ended = 0
    for made in caseload():
        for one in made.record.custody.alerts if made.record.custody else ():
            if one.ended_on is not None:
                ended += 1
                assert day(one.ended_on) <= made.life.released(day(one.date)), (made.record.case_id, one.id)
    assert ended > 50


def test_a_registration_of_an_order_ends_with_the_order() -> None:
    ended = 0
    for made in caseload():
        untils = [order.until for order in made.life.orders if order.kind == "restraining"]
        over = bool(untils) and all(until is not None and until <= made.plan.days.extracted for until in untils)
        for one in made.record.registrations.items if made.record.registrations else ():
            if one.category == "restraining_order" and over:
                ended += 1
                assert one.ended_on is not None, (made.record.case_id, one.id)
    assert ended > 5


def test_somebody_comes_out_of_a_standard_recall_by_the_parole_board() -> None:
    kinds = Counter()
    for made in caseload():
        out = {held.end: held for held in made.plan.days.custody if held.kind == "recall"}
        for one in made.record.releases.items if made.record.releases else ():
            if not one.planned:
                held = out.get(day(one.date))
                standard = held is not None and held.served > release.FIXED
                kinds[one.kind] += 1
                assert (one.kind == "parole") is standard, (made.record.case_id, one.id)
    assert min(kinds["parole"], kinds["automatic"]) > 5
