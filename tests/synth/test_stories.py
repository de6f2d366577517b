"""Each record is a story that could be: its offences are of their day, and its words, days and appointments agree."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from riskcheck.synth import law
from riskcheck.synth.cases import Made
from riskcheck.synth.lived import HARMFUL, Act
from riskcheck.synth.payloads.emitted import codes
from riskcheck.synth.phrases import offence, phrases
from riskcheck.synth.schedule import iso
from tests.synth.caseload import caseload, last

WITHIN = ("convicted", "proved")
EDGED_VERB = re.compile(r"\b([Ss]tab|[Ss]lash|[Cc]ut\b(?! that| of two| lip))")
MONTHS = {"Driving while disqualified": 6, "Driving with excess alcohol": 6, "Aggravated vehicle taking": 24}


def convictions(made: Made) -> tuple[Any, ...]:
    return made.record.convictions.items if made.record.convictions else ()


def words(value: Any) -> Iterator[str]:
    """Every string of a record."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from words(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from words(one)


def test_no_offence_is_older_than_its_law() -> None:
    names = Counter()
    for made in caseload():
        for one in convictions(made):
            names[one.offence] += 1
            if one.offence == "Intentional strangulation":
                assert one.date >= "2022-06-07", (made.record.case_id, one.id)
            if one.offence == "Assault on an emergency worker":
                assert one.date >= "2018-11-13", (made.record.case_id, one.id)
            if one.offence == "Controlling or coercive behaviour":
                assert one.date >= "2015-12-29", (made.record.case_id, one.id)
    assert names["Intentional strangulation"]
    assert names["Attempting to strangle with intent to commit an indictable offence"]


def test_no_custody_is_longer_than_the_law_allows() -> None:
    served = 0
    for made in caseload():
        for one in convictions(made):
            if one.sentence is not None and one.sentence.kind == "custody":
                served += 1
                assert law.allows(one.offence, _day(one.date), one.sentence.months), (made.record.case_id, one.id)
                assert one.sentence.months <= MONTHS.get(one.offence, 120), (made.record.case_id, one.id)
    assert served > 500


def _day(text: str) -> int:
    from datetime import date

    return date.fromisoformat(text).toordinal()


@pytest.mark.parametrize("name", law.known())
def test_a_name_of_the_law_ends_in_one_that_can_stand(name: str) -> None:
    """No name is used instead of itself, every one has its source, and payloads have a code for it."""
    seen = []
    while name in law.known() and "instead" in law.known()[name]:
        assert name not in seen
        seen.append(name)
        assert law.known()[name]["cites"]
        name = law.known()[name]["instead"]
        assert name in codes("offences")
    assert seen or law.known()[name]["cites"]


def test_the_longest_custody_follows_the_day() -> None:
    worker = "Assault on an emergency worker"
    assert not law.allows(worker, _day("2018-11-12"), 0)
    assert law.allows(worker, _day("2018-11-13"), 12)
    assert not law.allows(worker, _day("2022-06-27"), 13)
    assert law.allows(worker, _day("2022-06-28"), 24)
    assert law.allows("Robbery", _day("2001-01-01"), 200)


def test_a_countersignature_has_one_day() -> None:
    logged = 0
    for made in caseload():
        for one in made.record.oversight.items if made.record.oversight else ():
            if one.kind == "countersignature":
                logged += 1
                assert last(made.record).countersigned == "yes", made.record.case_id
                assert one.date == last(made.record).countersigned_on, made.record.case_id
    assert logged > 50


def test_a_recall_follows_appointments_that_agree_with_its_reason() -> None:
    recalled, missing = 0, 0
    for made in caseload():
        on, contacts, steps = made.plan.days.recalled, made.record.contacts, made.record.enforcement
        if on is None or contacts is None or contacts.coverage.value != "complete":
            continue
        recalled += 1
        seen = [one for one in contacts.items if one.source.system == "ndelius" and one.date < iso(on)]
        assert seen, made.record.case_id
        assert all(one.date >= iso(made.plan.days.releases[0]) for one in seen)
        for step in steps.items if steps else ():
            if step.kind == "recall" and "issed" in step.reasons:
                missing += 1
                assert seen[-1].outcome == "unacceptable_absence", (made.record.case_id, step.id)
                assert "Drinking" not in step.reasons or made.plan.path.at(on).alcohol
    assert recalled > 20
    assert missing > 5


def test_a_weapon_does_what_it_can() -> None:
    """Nobody is stabbed, slashed or cut with something that has no edge."""
    blunt = [*phrases("manners.blunt"), *phrases("manners.corrosive")]
    armed = 0
    for made in caseload():
        for text in words(msgspec.to_builtins(made.record)):
            for sentence in re.split(r"(?<=\.) ", text):
                if any(weapon.lower() in sentence.lower() for weapon in blunt):
                    armed += 1
                    assert EDGED_VERB.search(sentence) is None, (made.record.case_id, sentence)
    assert armed > 50


def test_every_weapon_has_its_manner() -> None:
    kinds = ("knife", "blunt", "other", "imitation_firearm", "firearm", "corrosive", "improvised")
    named = {one for kind in kinds for one in phrases(f"weapons.{kind}")}
    assert {*phrases("manners.blunt"), *phrases("manners.corrosive")} <= named
    assert set(phrases("weapons.blunt")) <= set(phrases("manners.blunt"))
    assert not set(phrases("weapons.knife")) & set(phrases("manners.blunt"))


def test_a_prison_deals_by_itself_with_what_is_no_crime() -> None:
    for made in caseload():
        for one in made.record.custody.adjudications if made.record.custody else ():
            if one.outcome == "referred_to_police":
                assert one.charge not in ("disobedience", "drugs_or_alcohol"), (made.record.case_id, one.id)


def test_nobody_is_hurt_where_it_is_said_that_nobody_was() -> None:
    for made in caseload():
        custody = made.record.custody
        for one in (*custody.adjudications, *custody.incidents) if custody else ():
            if one.injury in ("minor", "serious"):
                said = getattr(one, "statement", None) or getattr(one, "text", None) or ""
                assert "was hurt" not in said, (made.record.case_id, one.id)
                assert "nobody" not in said.lower(), (made.record.case_id, one.id)


def test_the_same_injury_is_not_told_of_two_acts_while_there_is_another_to_tell() -> None:
    several = 0
    for made in caseload():
        reports = made.record.reports
        if reports is None or {reports.coverage.value, made.record.convictions.coverage.value} != {"complete"}:
            continue
        for key in ("partner_4", "street_4"):
            listed = offence(key)["text"]
            told = Counter(phrase for one in convictions(made) for phrase in listed if _ending(phrase) in (one.text or ""))
            there = {phrase for one in reports.items for phrase in listed if _ending(phrase) in (one.text or "")} | set(told)
            several += len(told) > 1
            assert len(there) == len(listed) or max(told.values(), default=1) == 1, (made.record.case_id, told)
    assert several > 10


def test_a_final_warning_follows_a_warning() -> None:
    final = 0
    for made in caseload():
        steps = [one.kind for one in made.record.enforcement.items] if made.record.enforcement else []
        if "final_warning" in steps:
            final += 1
            assert "warning" in steps[: steps.index("final_warning")], made.record.case_id
    assert final > 5


def _ending(phrase: str) -> str:
    """What follows the last gap of a phrase."""
    return phrase.split("}")[-1]


def test_no_assessor_finds_no_sign_of_harm_in_somebody_sentenced_for_it() -> None:
    low = 0
    for made in caseload():
        index = next(act for act in made.life.acts if act.index)
        for one in made.record.assessments.items:
            if one.overall == "low" and _grave(index):
                low += 1
                said = json.dumps(msgspec.to_builtins(one)).lower()
                for none in ("no indicators", "nothing on record", "no indication", "no specific harm"):
                    assert none not in said, (made.record.case_id, one.id)
    assert low


def _grave(act: Act) -> bool:
    found = act.ending is not None and act.ending.outcome in WITHIN
    return found and (act.kind == "sexual" or (act.gravity == 4 and act.kind in HARMFUL))


def test_a_court_is_told_what_staff_told_of_an_act() -> None:
    """An act that the prison charged and a court dealt with is one account, not two."""
    both = 0
    for made in caseload():
        charged = {
            one.date: one.statement
            for one in (made.record.custody.adjudications if made.record.custody else ())
            if one.charge in ("assault", "threats_or_abuse")
        }
        for one in convictions(made):
            if one.setting == "custody" and not one.index and one.date in charged:
                both += 1
                assert one.text == charged[one.date], (made.record.case_id, one.id)
    assert both > 5
