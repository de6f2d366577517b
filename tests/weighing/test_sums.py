"""How rows add up: one incident, one row; the largest sum; less for what is analysed or lies before quiet years."""

from typing import Any

import pytest

from riskcheck.harm import recent_harm
from riskcheck.rules.examples import adjudication, case, conviction, registration
from riskcheck.terms import Level, Strength
from riskcheck.weigh import Raised, matched, quiet_since
from tests.evidence.made import label
from tests.rules.seen import view_of
from tests.weighing.made import CUSTODY, HISTORY, ORDERS, PUBLIC, WEAPONS, act, raised, scales, two_strands, way

APRIL, MAY, JUNE, JULY = (f"2024-0{month}-01" for month in (4, 5, 6, 7))
ALREADY = "rests on incidents that other rows already count"
ANALYSED = "the assessment addresses it with reasons"
LATELY = case(*(adjudication(f"2025-05-0{day}", "assault", injury="serious") for day in (1, 2)))
LESS = case(*(adjudication(f"2025-05-0{day}", "assault", injury="minor") for day in (1, 2)))
"""Records with enough recent harm for a strong flag, and with enough only where harm recurs."""
RECURRING = ("TG101", "TG102", "TG103")
QUIET = "nothing harmful is on record for years after it"


def sums(*findings: Raised, **how: Any) -> dict[str, int]:
    """What each row adds, heaviest first."""
    return {row.raised.rule.code: row.adds for row in scales(*findings, **how).rows}


@pytest.mark.parametrize(
    ("codes", "days", "chosen"),
    [
        ("AB", {"A": [MAY], "B": [JUNE]}, {"A", "B"}),
        ("AB", {"A": [MAY], "B": [MAY]}, {"A"}),
        ("AB", {"A": [MAY, JUNE], "B": [MAY]}, {"A", "B"}),
        ("ABC", {"A": [MAY, JUNE], "B": [MAY, JUNE], "C": [MAY, JUNE]}, {"A", "B"}),
        ("ABC", {"A": [APRIL, MAY], "B": [APRIL, JUNE], "C": [APRIL]}, {"A", "B", "C"}),
        ("AB", {"A": [], "B": [MAY]}, {"B"}),
    ],
)
def test_each_finding_has_an_incident_of_its_own_and_as_many_as_possible_do(
    codes: str, days: dict[str, list[str]], chosen: set[str]
) -> None:
    assert matched(codes, days) == chosen


def test_findings_that_rest_on_one_incident_add_up_to_the_heaviest() -> None:
    light, heavy = raised("HI901", HISTORY, 3, act("a")), raised("WE901", WEAPONS, 4, act("b"))
    (first, second) = scales(light, heavy).rows
    assert (first.raised, first.adds, first.because) == (heavy, 4, None)
    assert (second.raised, second.adds, second.because) == (light, 0, ALREADY)


def test_rows_come_heaviest_first_and_then_by_code() -> None:
    made = [
        raised(code, HISTORY, weight, act(code, f"2024-05-0{place}"))
        for place, (code, weight) in enumerate((("HI903", 2), ("HI902", 4), ("HI904", 2), ("HI901", 4)), 1)
    ]
    assert list(sums(*made)) == ["HI901", "HI902", "HI903", "HI904"]


def test_a_light_finding_gives_way_to_a_heavy_one_of_the_same_day_that_has_no_other() -> None:
    """The weights are the order in which incidents are given out, and each keeps one wherever it can."""
    heavy, middle, light = (
        raised("HI901", HISTORY, 4, act("a", MAY), act("b", JUNE)),
        raised("WE901", WEAPONS, 3, act("c", MAY)),
        raised("CU901", CUSTODY, 2, act("d", JUNE)),
    )
    assert sums(light, middle, heavy) == {"HI901": 4, "WE901": 3, "CU901": 0}


def test_of_equal_findings_on_one_incident_the_first_code_has_it() -> None:
    made = [raised("HI902", HISTORY, 3, act("a")), raised("HI901", HISTORY, 3, act("b"))]
    assert sums(*made) == {"HI901": 3, "HI902": 0}


def test_an_order_stands_for_its_strand_beside_an_act_it_cannot_be_about() -> None:
    order = raised("OR901", ORDERS, 4, label(MAY))
    assert sums(order, raised("HI901", HISTORY, 4, act("a", JUNE))) == {"HI901": 4, "OR901": 4}
    before = raised("HI901", HISTORY, 4, act("a", APRIL, victim="ex_partner"))
    assert sorted(sums(order, before).values()) == [0, 4]


def test_the_earliest_of_several_orders_stands_for_all() -> None:
    orders = raised("OR901", ORDERS, 4, label(JULY), label(MAY))
    between = raised("HI901", HISTORY, 4, act("a", JUNE, victim="ex_partner"))
    assert sums(orders, between) == {"HI901": 4, "OR901": 4}


def test_labels_about_other_people_each_get_their_chance_to_stand() -> None:
    partner, nobody = label(MAY, protects="partner"), label(APRIL, protects="not_recorded")
    stranger = raised("HI901", HISTORY, 4, act("a", APRIL))
    for order in ((partner, nobody), (nobody, partner)):
        assert sums(raised("OR901", ORDERS, 4, *order), stranger) == {"HI901": 4, "OR901": 4}


def test_only_one_label_stands_because_two_may_be_about_one_incident() -> None:
    order, register = raised("OR901", ORDERS, 4, label(MAY)), raised("WE901", WEAPONS, 3, label(MAY, about="weapons"))
    assert sums(order, register) == {"OR901": 4, "WE901": 0}
    after = raised("HI901", HISTORY, 4, act("a", JUNE))
    assert sums(register, order, after) == {"HI901": 4, "OR901": 4, "WE901": 0}


def test_a_label_that_stands_leaves_the_incidents_of_its_strand_aside() -> None:
    order, abuse = raised("OR901", ORDERS, 4, label(MAY)), raised("OR902", ORDERS, 3, act("a", JULY, victim="partner"))
    history = raised("HI901", HISTORY, 4, act("b", JUNE))
    assert sums(order, abuse, history) == {"HI901": 4, "OR901": 4, "OR902": 0}


def test_a_label_that_the_record_links_to_an_incident_counts_under_it() -> None:
    linked = raised("OR901", ORDERS, 4, label(JUNE, incident=MAY))
    assert linked.labels == ()
    assert linked.days == {MAY}
    assert sorted(sums(linked, raised("HI901", HISTORY, 4, act("a", MAY))).values()) == [0, 4]
    assert sums(linked, raised("HI901", HISTORY, 4, act("a", JULY))) == {"HI901": 4, "OR901": 4}


def test_evidence_that_is_wholly_analysed_counts_for_two_less() -> None:
    analysed = case(evidence_addressed=[{"items": ["a"], "how": "with_reasons"}])
    only = raised("HI901", HISTORY, 4, act("a"))
    (row,) = scales(only, made=analysed).rows
    assert (row.adds, row.because) == (2, ANALYSED)
    (row,) = scales(raised("HI901", HISTORY, 4, act("a"), act("b", JUNE)), made=analysed).rows
    assert (row.adds, row.because) == (4, None)
    mentioned = case(evidence_addressed=[{"items": ["a"], "how": "mentioned"}])
    assert scales(only, made=mentioned).points(only) == 4


def test_points_never_fall_below_nothing() -> None:
    analysed = case(evidence_addressed=[{"items": ["a"], "how": "with_reasons"}])
    for weight, points in ((1, 0), (2, 0), (3, 1)):
        one = raised("HI901", HISTORY, weight, act("a"))
        assert scales(one, made=analysed).points(one) == points


@pytest.mark.parametrize(("day", "points"), [("2020-05-31", 2), ("2020-06-01", 4)])
def test_evidence_before_the_quiet_years_counts_for_two_less(day: str, points: int) -> None:
    one = raised("HI901", HISTORY, 4, act("a", day))
    assert scales(one).points(one) == points


def test_both_reductions_add_up_and_are_both_told() -> None:
    made = case(evidence_addressed=[{"items": ["a"], "how": "with_reasons"}])
    (row,) = scales(raised("HI901", HISTORY, 5, act("a", "2018-01-01")), made=made).rows
    assert (row.adds, row.because) == (1, f"{ANALYSED}; {QUIET}")


def test_a_label_is_never_taken_for_something_that_ended_before_the_quiet_years() -> None:
    for evidence in ((label("2018-01-01"),), (label("2018-01-01"), act("a", "2017-01-01"))):
        one = raised("OR901", ORDERS, 4, *evidence)
        assert scales(one).points(one) == 4


@pytest.mark.parametrize(
    ("placed", "since"),
    [
        (conviction("2020-05-31", "violence"), "2020-06-01"),
        (conviction("2020-06-01", "violence"), None),
        (conviction("2024-01-01", "violence", outcome="acquitted"), "2020-06-01"),
        (conviction("2024-01-01", "theft"), "2020-06-01"),
        (conviction("2024-01-01", "violence", outcome="pending"), None),
        (registration("2020-05-31", "weapons"), "2020-06-01"),
        (registration("2020-06-01", "weapons"), None),
    ],
)
def test_five_years_are_quiet_without_harm_and_without_a_label(placed: Any, since: str | None) -> None:
    assert quiet_since(view_of(case(placed))) == since


@pytest.mark.parametrize("section", ["custody", "convictions"])
def test_what_was_supplied_in_part_is_not_known_to_be_quiet(section: str) -> None:
    made = case()
    made[section]["coverage"] = "partial"
    assert quiet_since(view_of(made)) is None
    assert quiet_since(view_of(case())) == "2020-06-01"


def strength(*findings: Raised, harm: Any = LATELY) -> tuple[int, int, Strength]:
    weighed = scales(*findings, made=harm).weigh(PUBLIC)
    return weighed.total, weighed.incidents, weighed.strength


def test_a_flag_is_strong_from_twelve_points_on_three_incidents() -> None:
    third = raised("CU901", CUSTODY, 4, act("c", JULY))
    assert strength(*two_strands(4, 4), third) == (12, 3, Strength.STRONG)
    assert strength(*two_strands(4, 3), third) == (11, 3, Strength.POSSIBLE)
    assert strength(*two_strands(5, 4), way()) == (12, 2, Strength.POSSIBLE)
    assert strength(*two_strands(4, 4), third, harm=case()) == (12, 3, Strength.POSSIBLE)


def test_less_recent_harm_is_enough_where_all_of_the_patterns_show_that_it_recurs() -> None:
    third = raised("CU901", CUSTODY, 4, act("c", JULY))
    patterns = [way(code, weight=0) for code in RECURRING]
    assert strength(*two_strands(4, 4), third, harm=LESS) == (12, 3, Strength.POSSIBLE)
    assert strength(*two_strands(4, 4), third, *patterns, harm=LESS) == (12, 3, Strength.STRONG)
    assert strength(*two_strands(4, 4), third, *patterns, harm=case()) == (12, 3, Strength.POSSIBLE)
    for lacking in RECURRING:
        some = [pattern for pattern in patterns if pattern.rule.code != lacking]
        assert strength(*two_strands(4, 4), third, *some, harm=LESS) == (12, 3, Strength.POSSIBLE)


def test_only_serious_findings_count_as_incidents_of_a_flag_and_there_are_two_at_least() -> None:
    light = raised("CU901", CUSTODY, 2, act("c", JULY))
    assert strength(*two_strands(5, 5), light) == (12, 2, Strength.POSSIBLE)
    order = raised("OR901", ORDERS, 4, label(MAY))
    assert strength(order, raised("HI901", HISTORY, 4, act("a", JUNE))) == (8, 2, Strength.POSSIBLE)


def test_a_pattern_adds_its_weight_after_the_rows_of_the_strands() -> None:
    all_of_it = scales(*two_strands(), way(weight=3))
    weighed = all_of_it.weigh(PUBLIC)
    assert weighed.recent_harm == int(recent_harm(all_of_it.view))
    assert [(row.raised.rule.code, row.adds) for row in weighed.rows] == [("HI901", 4), ("WE901", 4), ("TG101", 3)]
    assert (weighed.rated, weighed.recorded, weighed.total) == (PUBLIC, Level.MEDIUM, 11)
    assert weighed.ways == (way(weight=3),)


def test_a_pattern_that_is_analysed_says_why_it_adds_less() -> None:
    made = case(evidence_addressed=[{"items": ["a"], "how": "with_reasons"}])
    (*_, row) = scales(*two_strands(), way(weight=3), made=made).weigh(PUBLIC).rows
    assert (row.adds, row.because) == (1, ANALYSED)


def test_conflicts_gaps_and_what_points_the_other_way_are_not_weighed() -> None:
    weighed = scales(*two_strands(), way("RA102"), way("AG101"), way("CF101")).weigh(PUBLIC)
    assert {row.raised.rule.code for row in weighed.rows} == {"WE901", "HI901"}


def test_a_group_that_is_not_rated_cannot_be_weighed() -> None:
    made = case()
    del made["assessments"]["items"][0]["ratings"]["community"]["public"]
    unrated = scales(*two_strands(), way(), made=made)
    assert not unrated.flags(PUBLIC)
    with pytest.raises(ValueError, match=r"^a group that is not rated cannot be weighed$"):
        unrated.weigh(PUBLIC)
