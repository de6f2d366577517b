"""A look-back of years counts evidence of that very day and not of the day before it; ends count from their own day."""

import pytest

from riskcheck.rules.examples import (
    KNIFE,
    KNIFE_USED,
    Placed,
    adjudication,
    case,
    circumstance,
    contact,
    conviction,
    order,
    registration,
    request,
    stated,
)
from tests.rules.seen import items

FIVE, EVE_OF_FIVE = "2020-06-01", "2020-05-31"
TEN, EVE_OF_TEN = "2015-06-01", "2015-05-31"
LONG_AGO = tuple(conviction(day, "violence") for day in ("2016-01-01", "2017-01-01"))

LAST_DAYS: list[tuple[str, tuple[Placed, ...], tuple[Placed, ...]]] = [
    (code, (*before, make(last)), (*before, make(eve)))
    for code, last, eve, make, before in (
        ("CU101", FIVE, EVE_OF_FIVE, lambda day: adjudication(day, "assault"), ()),
        ("WE101", FIVE, EVE_OF_FIVE, lambda day: conviction(day, "weapon", victim="none", weapon=KNIFE), ()),
        ("WE102", TEN, EVE_OF_TEN, lambda day: conviction(day, "weapon", weapon=KNIFE_USED), ()),
        ("WE105", FIVE, EVE_OF_FIVE, lambda day: registration("2014-01-01", "weapons", ended_on=day), ()),
        ("OR101", FIVE, EVE_OF_FIVE, lambda day: order("2014-01-01", ended_on=day), ()),
        ("OR102", TEN, EVE_OF_TEN, lambda day: conviction(day, "breach_of_order", victim="partner"), ()),
        ("OR103", TEN, EVE_OF_TEN, lambda day: conviction(day, "violence", victim="partner"), ()),
        ("OR105", TEN, EVE_OF_TEN, lambda day: registration(day, "domestic_abuse_perpetrator"), ()),
        ("HI101", FIVE, EVE_OF_FIVE, lambda day: conviction(day, "violence"), LONG_AGO),
        ("HI102", TEN, EVE_OF_TEN, lambda day: conviction(day, "robbery"), ()),
        ("HI104", "2023-06-01", "2023-05-31", lambda day: conviction(day, "robbery"), LONG_AGO),
        ("HI105", FIVE, EVE_OF_FIVE, lambda day: conviction(day, "hate"), ()),
        ("CF101", "2024-12-01", "2024-11-30", lambda day: stated(day, "high"), ()),
    )
]


@pytest.mark.parametrize(("code", "in_time", "too_old"), LAST_DAYS, ids=[code for code, _, _ in LAST_DAYS])
def test_evidence_counts_on_the_last_day_of_its_look_back_and_not_before(
    code: str, in_time: tuple[Placed, ...], too_old: tuple[Placed, ...]
) -> None:
    assert items(code, case(*in_time))
    assert not items(code, case(*too_old))


def test_a_missed_appointment_of_six_months_ago_counts_and_an_older_one_does_not() -> None:
    for day, counts in (("2024-12-01", True), ("2024-11-30", False)):
        made = case(contact(day, "unacceptable_absence"), raises_risk=["missed_appointments"])
        assert bool(items("RA106", made)) is counts


@pytest.mark.parametrize(("last_harm", "quiet"), [("2023-05-31", True), ("2023-06-01", False)])
def test_quiet_begins_two_years_after_the_last_harm(last_harm: str, quiet: bool) -> None:
    made = case(conviction("2015-01-01", "violence"), conviction(last_harm, "violence"))
    assert items("AG103", made) == ({"cv-2"} if quiet else set())


@pytest.mark.parametrize(("fourth", "persistent"), [("2024-02-10", True), ("2024-02-11", False)])
def test_four_incidents_in_twelve_months_to_the_day_are_persistent(fourth: str, persistent: bool) -> None:
    days = ("2023-02-10", "2023-05-10", "2023-08-10", fourth)
    made = case(*(adjudication(day, "threats_or_abuse") for day in days))
    assert bool(items("CU103", made)) is persistent


@pytest.mark.parametrize(("ended_on", "in_force"), [("2025-05-31", False), ("2025-06-01", False), ("2025-06-02", True)])
def test_what_ends_on_the_day_has_ended(ended_on: str, in_force: bool) -> None:
    registered = case(registration("2025-01-01", "rosh_high", ended_on=ended_on))
    homeless = case(circumstance("2025-01-01", "accommodation_loss", ended_on=ended_on), raises_risk=["accommodation_loss"])
    assert bool(items("CF101", registered)) is in_force
    assert bool(items("RA106", homeless)) is in_force


@pytest.mark.parametrize(("answered_on", "late"), [("2025-06-01", False), ("2025-06-02", True)])
def test_an_answer_on_the_day_of_the_assessment_came_in_time(answered_on: str, late: bool) -> None:
    made = case(request("2025-02-10", "prison", "custody_behaviour", "yes", answered_on=answered_on))
    assert bool(items("IN101", made, "2025-07-01")) is late


@pytest.mark.parametrize(("asked_on", "asked_in_time"), [("2025-06-01", True), ("2025-06-02", False)])
def test_a_request_counts_when_it_was_made_by_the_day_of_the_assessment(asked_on: str, asked_in_time: bool) -> None:
    made = case(request(asked_on, "prison", "custody_behaviour", "no"))
    assert bool(items("IN101", made, "2025-07-01")) is asked_in_time
