"""Recent harm: each incident once, by how grave, how recent and where; more evidence never makes it smaller."""

from typing import Any

import pytest
from hypothesis import given, settings

from riskcheck import policy
from riskcheck.harm import recent_harm
from riskcheck.rules.examples import (
    IMPROVISED,
    KNIFE,
    KNIFE_SHOWN,
    Placed,
    adjudication,
    case,
    circumstance,
    conviction,
    incident,
    order,
    registration,
    report,
)
from riskcheck.view import view
from tests.properties.made import ASSESSED, adverse_items, cases, record_of, with_item
from tests.rules.seen import view_of

DAY = "2025-06-01"
GRAVE, VIOLENT, OTHER, INSIDE, YEARS, GRAVE_YEARS, ADDRESSED, ALLEGED, OTHERS, OUT_OF_REACH = (
    policy.number(f"weighing.harm_{name}", DAY)
    for name in (
        *("grave", "violent", "other", "in_custody", "halves", "halves_grave"),
        *("addressed", "alleged", "of_others", "out_of_reach"),
    )
)


def harm(*items: Placed, **about: Any) -> float:
    return recent_harm(view_of(case(*items, **about), DAY))


@pytest.mark.parametrize(
    ("item", "points"),
    [
        (conviction(DAY, "serious_violence", decided_on=DAY), GRAVE),
        (conviction(DAY, "violence", decided_on=DAY), VIOLENT),
        (conviction(DAY, "violence", seriousness="serious", decided_on=DAY), GRAVE),
        (conviction(DAY, "threats", decided_on=DAY), OTHER),
        (conviction(DAY, "weapon", victim="none", weapon=KNIFE, decided_on=DAY), OTHER),
        (conviction(DAY, "robbery", decided_on=DAY), VIOLENT),
        (conviction(DAY, "robbery", weapon=KNIFE_SHOWN, decided_on=DAY), GRAVE),
        (conviction(DAY, "robbery", "strangulation", decided_on=DAY), GRAVE),
        (adjudication(DAY, "assault", injury="serious", heard_on=DAY), GRAVE * INSIDE),
        (adjudication(DAY, "weapon", victim="none", weapon=IMPROVISED, heard_on=DAY), OTHER * INSIDE),
        (adjudication(DAY, "assault", outcome="dismissed", heard_on=DAY), 0),
        (conviction(DAY, "violence", outcome="acquitted", decided_on=DAY), 0),
        (conviction(DAY, "theft", decided_on=DAY), 0),
        (conviction(DAY, "theft", victim="none", weapon=KNIFE, decided_on=DAY), OTHER),
        (report(DAY, "domestic_abuse"), OTHER / ALLEGED),
        (report(DAY, "violence", outcome="charged"), VIOLENT / ALLEGED),
        (report(DAY, "violence", outcome="unfounded"), 0),
        (incident(DAY, "assault", role="victim"), 0),
        (order(DAY), 0),
    ],
)
def test_an_incident_of_the_day_counts_by_how_grave_it_is_and_where(item: Placed, points: float) -> None:
    assert harm(item) == points


def test_it_halves_with_every_few_years() -> None:
    old = f"{2025 - YEARS}-06-01"
    assert harm(conviction(old, "violence")) == pytest.approx(VIOLENT / 2, rel=1e-3)
    assert harm(conviction(f"{2025 - 2 * YEARS}-06-01", "violence")) == pytest.approx(VIOLENT / 4, rel=1e-3)


def test_what_is_grave_halves_more_slowly() -> None:
    assert GRAVE_YEARS > YEARS
    old = conviction(f"{2025 - GRAVE_YEARS}-06-01", "serious_violence", decided_on=DAY)
    assert harm(old) == pytest.approx(GRAVE / 2, rel=1e-3)
    lesser = report(f"{2025 - GRAVE_YEARS}-06-01", "violence", outcome="substantiated")
    assert harm(old, lesser) == harm(old), "the gravest record of an incident says how long it lasts"


def test_an_incident_counts_once_for_the_gravest_of_its_records() -> None:
    grave, lesser = conviction(DAY, "serious_violence", decided_on=DAY), report(DAY, "violence", outcome="substantiated")
    assert harm(grave, lesser) == harm(grave) == GRAVE
    assert harm(lesser, conviction("2025-05-31", "violence", decided_on=DAY)) > VIOLENT


def test_an_incident_is_armed_by_any_of_its_records() -> None:
    robbery, knife = conviction(DAY, "robbery", decided_on=DAY), report(DAY, "weapon", outcome="substantiated", weapon=KNIFE)
    assert harm(robbery, knife) == GRAVE


def test_what_is_addressed_with_reasons_is_divided_and_what_is_mentioned_is_not() -> None:
    one = conviction(DAY, "violence", decided_on=DAY, id="cv-1")
    for how, points in (("with_reasons", VIOLENT / ADDRESSED), ("mentioned", VIOLENT)):
        assert harm(one, evidence_addressed=[{"items": ["cv-1"], "how": how}]) == points


def test_what_is_established_and_alleged_of_an_incident_counts_as_whichever_is_more() -> None:
    proved, grave = conviction(DAY, "threats", decided_on=DAY), report(DAY, "serious_violence")
    assert GRAVE / ALLEGED > OTHER
    assert harm(proved, grave) == GRAVE / ALLEGED
    assert harm(conviction(DAY, "serious_violence", decided_on=DAY), report(DAY, "threats")) == GRAVE


def test_harm_to_one_kind_of_people_counts_in_full_and_to_the_others_less() -> None:
    public, partner = (
        conviction(DAY, "serious_violence", decided_on=DAY),
        conviction("2025-05-31", "violence", victim="partner", decided_on=DAY),
    )
    assert harm(public, partner) == pytest.approx(GRAVE + VIOLENT / OTHERS, rel=1e-2)
    child = conviction("2025-05-30", "violence", victim="child", decided_on=DAY)
    assert harm(public, partner, child) == pytest.approx(GRAVE + 2 * VIOLENT / OTHERS, rel=1e-2)
    prisoner = adjudication("2025-05-29", "assault", heard_on=DAY)
    assert harm(public, prisoner) == pytest.approx(GRAVE + VIOLENT * INSIDE, rel=1e-2), "both are whoever he meets"


def test_what_is_alleged_and_addressed_is_divided_twice() -> None:
    alleged = report(DAY, "threats", id="rp-1")
    assert harm(alleged, evidence_addressed=[{"items": ["rp-1"], "how": "with_reasons"}]) == OTHER / ALLEGED / ADDRESSED


ABUSE = conviction("2025-01-01", "violence", victim="partner", decided_on="2025-02-01")
AWAY = order("2025-02-01", protected_person_out_of_reach="yes")


def test_harm_to_a_known_adult_counts_less_where_the_order_says_that_they_are_out_of_reach() -> None:
    assert harm(ABUSE, AWAY) == harm(ABUSE) / OUT_OF_REACH
    since = conviction("2025-04-01", "violence", victim="partner", decided_on="2025-05-01")
    assert harm(ABUSE, AWAY, since) == harm(ABUSE) / OUT_OF_REACH + harm(since)
    same_day = conviction("2025-02-01", "violence", victim="partner", decided_on="2025-02-01")
    assert harm(same_day, AWAY) == harm(same_day) / OUT_OF_REACH
    public = conviction("2025-01-01", "violence", decided_on="2025-02-01")
    assert harm(public, AWAY) == harm(public)
    assert harm(ABUSE, public, AWAY) == harm(ABUSE, public), "somebody else was harmed in the same incident"


@pytest.mark.parametrize(
    "somebody",
    [
        order("2025-03-01", protected_person_out_of_reach="dont_know"),
        order("2024-03-01", protected_person_out_of_reach="no"),
        circumstance("2025-05-01", "new_relationship", "present"),
    ],
)
def test_it_counts_in_full_where_somebody_is_within_reach(somebody: Placed) -> None:
    assert harm(ABUSE, AWAY, somebody) == harm(ABUSE)


@pytest.mark.parametrize(
    "nobody",
    [
        order("2024-03-01", ended_on="2025-01-15"),
        order("2024-03-01", protected_person_out_of_reach="yes"),
        registration("2025-03-01", "weapons"),
        circumstance("2025-05-01", "new_relationship", "absent"),
        circumstance("2025-04-01", "new_relationship", "present", ended_on="2025-05-01"),
        circumstance("2025-05-01", "drugs", "present"),
        circumstance("2025-05-01", "drugs", "absent"),
    ],
)
def test_it_counts_less_where_nobody_else_is_on_record(nobody: Placed) -> None:
    assert harm(ABUSE, AWAY, nobody) == harm(ABUSE) / OUT_OF_REACH


def test_it_counts_in_full_after_the_last_order_for_somebody_out_of_reach() -> None:
    ended = order("2025-03-01", ended_on="2025-05-15")
    between = conviction("2025-02-15", "violence", victim="partner", decided_on="2025-02-20")
    assert harm(between, AWAY, ended) == harm(between)


def test_the_day_of_the_view_decides_how_old_it_is() -> None:
    made = case(conviction("2020-05-01", "violence", decided_on="2020-06-01"))
    assert recent_harm(view_of(made, "2020-04-30")) == 0
    assert recent_harm(view_of(made, "2020-05-31")) == pytest.approx(VIOLENT / ALLEGED, rel=0.05)
    assert recent_harm(view_of(made, "2020-06-01")) > recent_harm(view_of(made, DAY)) > 0


@settings(max_examples=300)
@given(cases(), adverse_items())
def test_more_adverse_evidence_never_makes_it_smaller(made: dict[str, Any], more: Placed) -> None:
    before, after = (recent_harm(view(record_of(one), ASSESSED)) for one in (made, with_item(made, more, "added-1")))
    assert after >= before


@settings(max_examples=100)
@given(cases())
def test_the_order_of_the_record_does_not_matter(made: dict[str, Any]) -> None:
    turned = {
        name: section | {"items": section["items"][::-1]} if isinstance(section, dict) and "items" in section else section
        for name, section in made.items()
    }
    assert recent_harm(view(record_of(turned), ASSESSED)) == recent_harm(view(record_of(made), ASSESSED))


def test_an_incident_of_several_records_counts_for_the_gravest_of_them() -> None:
    threat = conviction(DAY, "threats", decided_on=DAY)
    assert harm(threat, conviction(DAY, "violence", decided_on=DAY)) == VIOLENT
    assert harm(threat, conviction(DAY, "serious_violence", decided_on=DAY)) == GRAVE
