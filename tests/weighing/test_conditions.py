"""The four conditions of a flag, each at its edge."""

from dataclasses import replace

import pytest

from riskcheck.rules.examples import case, conviction
from riskcheck.rules.form import Found
from riskcheck.terms import Group, Setting, Way
from riskcheck.weigh import Raised, two_strands_apart
from tests.evidence.made import known, label
from tests.weighing.made import (
    CUSTODY,
    HISTORY,
    ORDERS,
    PUBLIC,
    PUBLIC_INSIDE,
    WEAPONS,
    act,
    raised,
    scales,
    two_strands,
    way,
)

STAFF = (Group.STAFF, Setting.COMMUNITY)


def test_two_strands_and_a_way_make_a_flag() -> None:
    assert scales(*two_strands(), way()).flags(PUBLIC)
    assert not scales(*two_strands()).flags(PUBLIC)
    assert not scales(two_strands()[0], way()).flags(PUBLIC)


@pytest.mark.parametrize(("weight", "flagged"), [(3, True), (2, False)])
def test_evidence_is_serious_from_three_points(weight: int, flagged: bool) -> None:
    assert scales(*two_strands(weight, 4), way()).flags(PUBLIC) is flagged


@pytest.mark.parametrize(("level", "flagged"), [("low", True), ("medium", True), ("high", False), ("very_high", False)])
def test_only_low_and_medium_are_flagged(level: str, flagged: bool) -> None:
    assert scales(*two_strands(), way(), made=case(level=level)).flags(PUBLIC) is flagged


def test_a_rating_without_evidence_directly_about_it_is_not_flagged() -> None:
    assert not scales(*two_strands(), way()).flags(STAFF)
    assert scales(*two_strands(), way()).direct(STAFF) is False


def test_a_finding_of_the_greatest_weight_says_nothing_about_a_rating_that_it_does_not_concern() -> None:
    lately = case(conviction("2024-05-01", "violence"))
    assert not scales(*two_strands(5, 5), made=lately).direct(STAFF)


@pytest.mark.parametrize(("coverage", "flagged"), [("complete", True), ("partial", True), ("not_supplied", False)])
def test_a_rating_in_custody_is_flagged_wherever_custody_records_were_supplied(coverage: str, flagged: bool) -> None:
    inside = [
        raised("CU901", CUSTODY, 4, act("a", setting=Setting.CUSTODY, victim="staff")),
        raised("HI901", HISTORY, 4, act("b", "2024-06-01", victim="staff")),
    ]
    made = case()
    made["custody"]["coverage"] = coverage
    weighed = scales(*inside, way(), made=made)
    assert weighed.flags((Group.STAFF, Setting.CUSTODY)) is flagged
    assert weighed.flags(STAFF), "the community column does not wait for custody records"


def test_only_the_part_of_the_evidence_that_is_about_the_rating_counts_as_direct() -> None:
    """What the assessment analyses about one group does not make another group's evidence lighter."""
    mixed = raised("HI901", HISTORY, 4, act("a"), act("b", "2024-06-01", victim="staff"))
    addressed = [{"items": ["a"], "how": "with_reasons"}]
    weighed = scales(mixed, made=case(evidence_addressed=addressed))
    assert not weighed.direct(PUBLIC)
    assert weighed.direct(STAFF)


def test_later_evidence_can_be_the_direct_one() -> None:
    other = raised("CU901", CUSTODY, 4, act("c", setting=Setting.CUSTODY, victim="prisoner"))
    assert scales(other, *two_strands()).direct(PUBLIC)
    assert not scales(other).direct(PUBLIC)


def test_what_is_not_in_view_shows_a_way_only_if_it_is_serious() -> None:
    not_addressed = way("RA102")
    assert scales(*two_strands(), not_addressed).ways(PUBLIC) == (not_addressed,)
    about_the_minor_one = way("RA102", evidence=(act("c", "2024-07-01"),))
    minor = raised("WE902", WEAPONS, 2, act("c", "2024-07-01"))
    assert scales(*two_strands(), minor, about_the_minor_one).ways(PUBLIC) == ()


def test_a_change_that_has_happened_shows_a_way_for_the_ratings_it_concerns() -> None:
    changed = Raised(way("RA106").rule, (Found(known("2024-07-01", "ci-1"), (PUBLIC,)),))
    assert scales(*two_strands(), changed).ways(PUBLIC) == (changed,)
    assert scales(*two_strands(), changed).ways(PUBLIC_INSIDE) == ()
    assert scales(*two_strands(), changed).weigh(PUBLIC).ways == (changed,)


def test_what_recurs_shows_a_way_for_every_rating() -> None:
    assert way().rule.way is Way.NO_CHANGE_NEEDED
    assert scales(*two_strands(), way()).ways(STAFF) == (way(),)


def test_findings_of_one_strand_are_never_apart() -> None:
    one, other = two_strands()
    same = Raised(replace(other.rule, strands=one.rule.strands), other.evidence)
    assert two_strands_apart(one, other) is True
    assert two_strands_apart(one, same) is False


def test_findings_of_two_strands_on_one_day_are_one_incident() -> None:
    one = raised("WE901", WEAPONS, 4, act("a"))
    assert not two_strands_apart(one, raised("HI901", HISTORY, 4, act("b")))
    assert two_strands_apart(one, raised("HI901", HISTORY, 4, act("b"), act("c", "2024-06-01")))


def test_an_order_is_apart_from_an_act_that_it_cannot_be_about() -> None:
    order = raised("OR901", ORDERS, 4, label("2024-05-15"))
    before = raised("HI901", HISTORY, 4, act("a", "2024-05-01", victim="ex_partner"))
    after = raised("HI901", HISTORY, 4, act("a", "2024-06-01", victim="ex_partner"))
    stranger = raised("HI901", HISTORY, 4, act("a", "2024-05-01"))
    assert not two_strands_apart(order, before)
    assert two_strands_apart(order, after)
    assert two_strands_apart(stranger, order)
    both = raised("HI901", HISTORY, 4, *before.acts, *after.acts)
    assert two_strands_apart(order, both)


def test_an_order_is_not_apart_from_several_acts_that_it_may_be_about() -> None:
    order = raised("OR901", ORDERS, 4, label("2024-05-15"))
    acts = (act("a", "2024-04-01", victim="ex_partner"), act("b", "2024-05-01", victim="ex_partner"))
    abuse = raised("HI901", HISTORY, 4, *acts)
    assert not two_strands_apart(order, abuse)
    assert not two_strands_apart(abuse, order)


def test_two_labels_are_never_apart() -> None:
    order = raised("OR901", ORDERS, 4, label("2024-05-15"))
    weapons = raised("WE901", WEAPONS, 4, label("2020-01-01", about="weapons"))
    assert not two_strands_apart(order, weapons)


def test_a_fact_that_is_no_act_is_not_an_incident() -> None:
    fact = Raised(raised("WE902", WEAPONS, 4).rule, (Found(known("2020-01-01"), remark="No address"),))
    assert not two_strands_apart(fact, two_strands()[1])
    assert not two_strands_apart(two_strands()[1], fact)
    assert (fact.days, fact.acts, fact.labels) == (frozenset(), (), ())
    assert [row.adds for row in scales(fact, *two_strands()).rows] == [4, 4, 0]
