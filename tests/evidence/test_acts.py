"""What the kinds of harm make of an act, and which ratings it is about."""

import pytest

from riskcheck.evidence import Proof, incidents, ratings_concerned, strand_of_label, victim_group
from riskcheck.terms import Group, Setting, Strand
from tests.evidence.made import done, label, weapon

COMMUNITY, CUSTODY = Setting.COMMUNITY, Setting.CUSTODY


def test_violence_threats_and_property_are_told_apart() -> None:
    hit, threat, theft = done(), done("2024-05-01", "threats"), done("2024-05-01", "theft")
    assert [hit.violent, threat.violent, theft.violent] == [True, False, False]
    assert [hit.harmful, threat.harmful, theft.harmful] == [True, True, False]


def test_an_act_is_grave_by_its_kind_or_because_a_harmful_one_is_recorded_as_serious() -> None:
    assert done("2024-05-01", "robbery").grave
    assert done("2024-05-01", "violence", serious=True).grave
    assert not done("2024-05-01", "violence").grave
    assert not done("2024-05-01", "fraud", serious=True).grave


def test_an_act_is_armed_by_its_weapon_or_by_its_kind() -> None:
    assert done("2024-05-01", "violence", weapon=weapon()).armed
    assert done("2024-05-01", "weapon").armed
    assert not done().armed


def test_abuse_is_harm_of_some_kinds_towards_a_known_adult() -> None:
    assert done(victim="partner").abusive
    assert not done(victim="public").abusive
    assert not done("2024-05-01", "theft", victim="partner").abusive


@pytest.mark.parametrize(("use", "turned"), [("used", True), ("threatened", True), ("carried", False), ("not_recorded", False)])
def test_a_weapon_is_turned_on_somebody_when_it_is_used_or_pointed(use: str, turned: bool) -> None:
    made = done(weapon=weapon(use, "blunt"))
    assert made.weapon_turned_on_somebody is turned
    assert (made.weapon_kind, made.weapon_use) == ("blunt", use)
    assert (done().weapon_kind, done().weapon_use) == (None, None)


@pytest.mark.parametrize("proof", list(Proof))
def test_what_is_established_is_proved_or_reported_by_those_who_dealt_with_it(proof: Proof) -> None:
    made = done(proof=proof)
    assert made.proved is (proof is Proof.PROVED)
    assert made.established is (proof in (Proof.PROVED, Proof.REPORTED))


@pytest.mark.parametrize(
    ("setting", "victim", "rated"),
    [
        (COMMUNITY, "public", [(Group.PUBLIC, COMMUNITY)]),
        (COMMUNITY, "none", [(Group.PUBLIC, COMMUNITY)]),
        (COMMUNITY, "partner", [(Group.KNOWN_ADULT, COMMUNITY)]),
        (COMMUNITY, "child", [(Group.CHILDREN, COMMUNITY)]),
        (COMMUNITY, "staff", [(Group.STAFF, COMMUNITY)]),
        (COMMUNITY, "emergency_worker", [(Group.STAFF, COMMUNITY), (Group.PUBLIC, COMMUNITY)]),
        (COMMUNITY, "prisoner", [(Group.PRISONERS, CUSTODY)]),
        (CUSTODY, "none", [(Group.PRISONERS, CUSTODY), (Group.STAFF, CUSTODY)]),
        (CUSTODY, "prisoner", [(Group.PRISONERS, CUSTODY)]),
        (CUSTODY, "staff", [(Group.STAFF, CUSTODY), (Group.STAFF, COMMUNITY)]),
        (CUSTODY, "emergency_worker", [(Group.STAFF, CUSTODY), (Group.STAFF, COMMUNITY)]),
        (CUSTODY, "partner", [(Group.KNOWN_ADULT, CUSTODY), (Group.KNOWN_ADULT, COMMUNITY)]),
    ],
)
def test_conduct_is_about_the_ratings_of_its_victim_and_setting(
    setting: Setting, victim: str, rated: list[tuple[Group, Setting]]
) -> None:
    assert list(ratings_concerned(setting, victim)) == rated
    assert list(done(setting=setting, victim=victim).concerns) == rated


def test_every_kind_of_victim_has_its_group_and_none_has_none() -> None:
    groups = {"family": Group.KNOWN_ADULT, "child": Group.CHILDREN, "none": None, "not_recorded": None}
    assert {victim: victim_group(victim) for victim in groups} == groups


def test_acts_of_one_day_are_one_incident() -> None:
    assert incidents([done("2024-05-01"), done("2024-05-01", "threats"), done("2024-05-02")]) == 2


def test_weapons_labels_are_of_the_weapons_strand_and_others_of_orders() -> None:
    assert strand_of_label(label(about="weapons")) is Strand.WEAPONS
    assert strand_of_label(label(about="order")) is Strand.ORDERS
    assert strand_of_label(label(about="domestic_abuse")) is Strand.ORDERS
