"""Each record is a story that could be: its offences are of their day, and its words, days and appointments agree."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from riskcheck.synth import law, release
from riskcheck.synth.cases import Made
from riskcheck.synth.chance import Chance
from riskcheck.synth.lived import HARMFUL, Act
from riskcheck.synth.payloads.emitted import codes
from riskcheck.synth.phrases import offence, phrases
from riskcheck.synth.schedule import iso, schedule
from riskcheck.synth.whereabouts import Whereabouts
from riskcheck.text.find import find
from tests.synth.caseload import caseload, chosen, last

WITHIN = ("convicted", "proved")
BROKEN = re.compile(r"[Bb]roken (jaw|ribs|leg|hip|arm|shin|cheekbone)|[Ff]ractured|[Bb]leeding to the brain")
EDGED = re.compile(r"([Ss]tabbed|[Ss]lashed|[Cc]ut \w|scarring to the face)")
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


INDEX = ("street_2", "street_3", "partner_2", "partner_3", "staff_2", "staff_3", "robbery", "burglary", "supply", "driving")
LONGEST = 120.0
"""Months that no sentence made here is longer than."""


@pytest.mark.parametrize("key", INDEX)
def test_there_is_a_name_for_the_longest_sentence_of_an_index_offence(key: str) -> None:
    for word in offence(key)["words"]:
        name = word
        while not law.allows(name, _day("2018-06-01"), LONGEST):
            name = law.known()[name]["instead"]
        assert name in codes("offences")


def test_no_sentence_is_longer_than_names_are_sure_to_be_there_for() -> None:
    for number in range(3000):
        days = schedule(Chance(5, number, "longest"), chosen().caseload.last_day, chosen().caseload.phase)
        served, released = Whereabouts(days).served_of_index()
        for violent in (False, True):
            assert release.sentence_months(served, released, violent=violent, sexual=False) <= LONGEST


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
                said = (one.text or "").removeprefix("Case pending; as charged: ")
                assert said[1:] == charged[one.date][1:], (made.record.case_id, one.id)
    assert both > 5


def test_a_grave_offence_is_named_after_the_injury() -> None:
    """Wounding breaks the skin; grievous bodily harm need not; neither is said of the other's facts, nor of a strangling."""
    wounded, broken = 0, 0
    for made in caseload():
        for one in convictions(made):
            text, name = one.text or "", one.offence.lower()
            if "ounding" in name:
                wounded += 1
                assert BROKEN.search(text) is None, (made.record.case_id, one.id, text)
                assert not text or EDGED.search(text), (made.record.case_id, one.id, text)
            if "grievous" in name:
                broken += 1
                assert EDGED.search(text) is None, (made.record.case_id, one.id, text)
                assert "throat" not in text, (made.record.case_id, one.id)
                assert "round the neck" not in text, (made.record.case_id, one.id)
            if "strang" in name:
                assert not text or "throat" in text or "neck" in text, (made.record.case_id, one.id)
            if one.offence == "Assault on an emergency worker":
                assert "broken nose" not in text, (made.record.case_id, one.id)
            if "Nobody was touched" in text:
                assert one.offence not in ("Assault by beating", "Battery"), (made.record.case_id, one.id)
    assert wounded > 10
    assert broken > 50


def test_intent_is_in_the_name_where_the_sentence_says_so() -> None:
    told = Counter()
    for made in caseload():
        for one in convictions(made):
            if one.sentence is None or not ("grievous" in one.offence or "ounding" in one.offence):
                continue
            long = one.sentence.kind == "custody" and one.sentence.months > 36
            told[long] += 1
            assert ("intent" in one.offence) is long, (made.record.case_id, one.id, one.offence)
    assert min(told.values()) > 10


def test_nothing_is_substantiated_or_told_as_fact_while_it_is_pending() -> None:
    pending, reported = 0, 0
    for made in caseload():
        open_ = {(act.day, act.kind) for act in made.life.acts if act.ending and act.ending.decided > made.plan.days.extracted}
        days = {iso(day) for day, _ in open_} - {iso(act.day) for act in made.life.acts if (act.day, act.kind) not in open_}
        for one in convictions(made):
            if one.outcome == "pending":
                pending += one.text is not None
                assert one.text is None or one.text.startswith("Case pending; as charged: "), (made.record.case_id, one.id)
                assert one.sentence is None, (made.record.case_id, one.id)
            else:
                assert "pending" not in (one.text or ""), (made.record.case_id, one.id)
        for one in made.record.reports.items if made.record.reports else ():
            if one.date in days:
                reported += 1
                assert one.outcome != "substantiated", (made.record.case_id, one.id)
    assert pending > 10
    assert reported > 10


def test_no_note_of_a_contact_is_made_twice() -> None:
    seen = 0
    for made in caseload():
        contacts = made.record.contacts.items if made.record.contacts else ()
        for outcome in ("attended_complied", "acceptable_absence", "not_applicable"):
            notes = [one.text for one in contacts if one.outcome == outcome]
            seen += len(notes)
            assert len(set(notes)) == len(notes), (made.record.case_id, Counter(notes).most_common(1))
        missed = [one.text for one in contacts if one.outcome == "unacceptable_absence"]
        assert max(Counter(missed).values(), default=0) <= 2, made.record.case_id
    assert seen > 5000


CIRCUMSTANCE = {
    "drinking": "alcohol",
    "using": "drugs",
    "homeless": "accommodation_loss",
    "breakdown": "relationship_breakdown",
}


def test_notes_of_contacts_say_what_their_lists_are_for_and_nothing_else() -> None:
    """Ordinary talk is of little that counts; notes of drink, drugs, housing or a parting are read as that, or not at all."""
    for name in ("attended", "first", "inside", "excused"):
        for text in phrases_of(name):
            assert {one.words for one in find(text) if one.counts} <= {"substance misuse", "bereavement"}, text
    for name, kind in CIRCUMSTANCE.items():
        talked, left = phrases(f"contacts.{name}")
        read = [{one.kind for one in find(text) if one.counts} for text in talked]
        assert all(kinds <= {kind} for kinds in read), name
        assert sum(kinds == {kind} for kinds in read) > len(read) / 2, name
        for text in left:
            assert {one.kind for one in find(text) if one.counts} <= {kind}, text


def phrases_of(name: str) -> list[str]:
    found = phrases(f"contacts.{name}")
    return list(found) if isinstance(found[0], str) else [*found[0], *found[1]]


def test_nothing_that_was_one_event_is_said_of_several() -> None:
    one_event = 0
    for made in caseload():
        for assessment in made.record.assessments.items:
            for addressed in assessment.evidence_addressed or ():
                if "one event" in (addressed.text or "") and made.record.convictions.coverage.value == "complete":
                    one_event += 1
                    assert len(addressed.items) == 1, made.record.case_id
    assert one_event


def test_an_arrest_is_told_as_it_could_be() -> None:
    """Nobody was released under investigation before April 2017, and no child or officer was in a fight outside a bar."""
    told = Counter()
    for made in caseload():
        for one in made.record.reports.items if made.record.reports else ():
            if one.kind == "arrest":
                under = "under investigation" in one.text
                told[under] += 1
                assert not under or one.date >= "2017-04-03", (made.record.case_id, one.id)
                assert "police bail" not in one.text or one.date < "2017-04-03", (made.record.case_id, one.id)
                assert "outside a bar" not in one.text or one.victim == "public", (made.record.case_id, one.id)
    assert min(told.values()) > 10


def test_a_fight_is_a_fight_in_every_record() -> None:
    fights = 0
    for made in caseload():
        custody = made.record.custody
        charges = {one.id: one.charge for one in custody.adjudications} if custody else {}
        for one in custody.adjudications if custody else ():
            assert one.charge != "fight" or one.outcome != "referred_to_police", (made.record.case_id, one.id)
        for one in custody.incidents if custody else ():
            if one.same_incident_as in charges:
                fights += charges[one.same_incident_as] == "fight"
                assert (charges[one.same_incident_as] == "fight") is (one.kind == "fight"), (made.record.case_id, one.id)
    assert fights > 5


def test_a_condition_names_no_order_that_probation_did_not_know_of() -> None:
    named = 0
    for made in caseload():
        orders, conditions = made.record.orders, made.record.conditions
        if orders is None or conditions is None or orders.coverage.value != "complete":
            continue
        for one in conditions.items:
            if one.kind == "no_contact":
                named += 1
                known = [
                    by.on
                    for order in orders.items
                    for by in order.known_to or ()
                    if by.agency == "probation" and by.on is not None
                ]
                assert any(on <= one.date for on in known), (made.record.case_id, one.id)
    assert named > 20


def test_an_assessor_says_only_what_there_is_to_say() -> None:
    said = Counter()
    for made in caseload():
        days = made.plan.days
        for assessment in made.record.assessments.items:
            text = assessment.summary.analysis or ""
            day = _day(assessment.completed_on)
            copied = made.record.assessments.items.index(assessment) > 0 and assessment.summary == first(made).summary
            if copied:
                continue
            if "weapons are a thing of the past" in text:
                said["weapons"] += 1
                assert any(act.weapon is not None and act.day < day for act in made.life.acts), made.record.case_id
            if "relationship was never violent" in text:
                said["relationship"] += 1
                assert any(act.kind == "partner" and act.day < day for act in made.life.acts), made.record.case_id
            if "Behaviour in custody is reported" in text:
                said["custody"] += 1
                assert any(held.start < day for held in days.custody), made.record.case_id
            if "since youth" in text:
                said["youth"] += 1
                young = [act for act in made.life.acts if act.day - days.born < 18 * 365.25]
                assert len(young) > 1, made.record.case_id
            if "Completed a programme" in (assessment.lowers_risk or ()):
                said["programme"] += 1
                assert day - days.sentenced >= 150, made.record.case_id
            if "Stable accommodation" in (assessment.lowers_risk or ()):
                assert not days.inside(day), made.record.case_id
            if "first weeks after release" in (assessment.summary.when_greatest or ""):
                said["release"] += 1
                out = [day - one for one in days.releases if one <= day]
                assert days.inside(day) or min(out) <= 42, made.record.case_id
            if "drinking has stopped" in (assessment.lowered_because or ""):
                assert not made.plan.path.at(day).alcohol, made.record.case_id
    assert min(said.values()) >= 3, said
    assert len(said) == 6, said


def first(made: Made) -> Any:
    return min(made.record.assessments.items, key=lambda one: one.completed_on)


def test_offending_with_drugs_is_not_called_theft() -> None:
    drugs = 0
    for made in caseload():
        if made.plan.traits.offending == "drugs":
            drugs += 1
            for one in made.record.assessments.items:
                said = f"{one.rating_reasons} {one.summary.who_is_at_risk} {one.summary.nature_of_risk}"
                assert "cquisitive" not in said, made.record.case_id
                assert "Theft" not in said, made.record.case_id
                assert "Shop workers" not in said, made.record.case_id
    assert drugs > 20


def test_a_chased_request_does_not_say_that_nobody_pursued_it() -> None:
    chased = 0
    for made in caseload():
        for one in made.record.information_requests.items if made.record.information_requests else ():
            chased += one.chased_on is not None
            assert one.chased_on is None or "not pursued" not in one.text, (made.record.case_id, one.id)
    assert chased > 5


def test_punishments_fit_what_was_done() -> None:
    hard = Counter()
    for made in caseload():
        for one in made.record.custody.adjudications if made.record.custody else ():
            if one.punishment is not None:
                hard[one.injury == "serious"] += 1
                grave = one.injury == "serious"
                assert not grave or "canteen" not in one.punishment, (made.record.case_id, one.id)
                assert one.charge != "disobedience" or "cellular" not in one.punishment, (made.record.case_id, one.id)
    assert min(hard.values()) > 10


def test_sentences_begin_with_capital_letters() -> None:
    for made in caseload():
        for one in (*convictions(made), *(made.record.reports.items if made.record.reports else ())):
            assert re.search(r"[a-z]\. [a-z]", one.text or "") is None, (made.record.case_id, one.id, one.text)
