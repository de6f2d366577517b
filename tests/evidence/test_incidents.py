"""Two records rest on different incidents only if the two alone make it certain."""

import pytest

from riskcheck.evidence import Act, Label, same_incident
from riskcheck.terms import Setting
from tests.evidence.made import done, label

DAY, EVE, MORROW = "2024-05-01", "2024-04-30", "2024-05-02"


def may(one: Label, other: Act) -> bool:
    """Whether they may be one incident, whichever is asked first."""
    assert same_incident(one, other) == same_incident(other, one)
    return same_incident(one, other)


@pytest.mark.parametrize(("day", "about_it"), [(EVE, True), (DAY, True), (MORROW, False)])
def test_a_label_may_be_about_an_act_until_its_own_day(day: str, about_it: bool) -> None:
    assert may(label(DAY), done(day, victim="partner")) is about_it


def test_a_label_is_not_about_property() -> None:
    assert not may(label(DAY), done(EVE, "theft", victim="partner"))


def test_an_order_is_not_about_harm_to_another_group() -> None:
    assert not may(label(DAY, protects="partner"), done(EVE, victim="prisoner"))
    assert may(label(DAY, protects="partner"), done(EVE, victim="family"))


def test_an_order_may_be_about_harm_to_nobody_named() -> None:
    assert may(label(DAY, protects="partner"), done(EVE, victim="not_recorded"))
    assert may(label(DAY, protects="partner"), done(EVE, "weapon", victim="none"))


@pytest.mark.parametrize("harm", ["violence", "threats"])
def test_violence_and_threats_to_nobody_are_not_harm_to_people(harm: str) -> None:
    nobody = done(EVE, harm, victim="none")
    assert not nobody.harmful
    assert not nobody.violent
    assert done(EVE, harm, victim="not_recorded").harmful


def test_an_order_that_names_nobody_may_be_about_any_harm() -> None:
    assert may(label(DAY, protects="not_recorded"), done(EVE, victim="prisoner"))


@pytest.mark.parametrize(("decided", "about_it"), [(EVE, False), (DAY, True), (MORROW, False), (None, False)])
def test_an_order_made_the_day_a_case_was_decided_may_be_about_it_whoever_it_protects(
    decided: str | None, about_it: bool
) -> None:
    assert may(label(DAY, protects="partner"), done("2024-01-01", victim="public", decided=decided)) is about_it


def test_a_weapons_label_may_be_about_any_harm_before_it() -> None:
    weapons = label(DAY, about="weapons", protects="partner")
    assert may(weapons, done(EVE, victim="prisoner"))
    assert not may(weapons, done(MORROW, victim="prisoner"))
    assert not may(weapons, done(EVE, "theft"))


def test_a_label_that_the_record_links_to_an_act_counts_under_its_day() -> None:
    linked = label(MORROW, incident=EVE)
    assert same_incident(linked, done(EVE, victim="public"))
    assert not may(linked, done(DAY, victim="partner"))
    assert not same_incident(linked, label(MORROW, incident=DAY))


def test_two_acts_are_one_incident_if_and_only_if_their_days_agree() -> None:
    assert same_incident(done(DAY), done(DAY, "threats"))
    assert not same_incident(done(DAY), done(MORROW))
    assert same_incident(done(DAY), done(MORROW, incident=DAY))


def test_two_labels_are_never_certainly_apart() -> None:
    assert same_incident(label(DAY, about="weapons"), label("2020-01-01"))
    assert same_incident(label(DAY, incident=DAY), label("2020-01-01"))


def test_an_order_may_be_about_what_was_only_reported_before_it() -> None:
    reported = done(EVE, victim="prisoner", offence=False)
    assert may(label(DAY, protects="partner"), reported)
    assert not may(label(EVE, protects="partner"), done(DAY, victim="prisoner", offence=False))


def test_an_order_is_not_about_harm_to_another_group_in_custody_though_it_was_no_court_s() -> None:
    inside = done(EVE, victim="prisoner", offence=False, setting=Setting.CUSTODY)
    assert not may(label(DAY, protects="partner"), inside)
    assert may(label(DAY, protects="not_recorded"), inside)
