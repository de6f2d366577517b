"""Completed years and months, at the edges."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskcheck.predictors.days import completed_months
from tests.predictors.service.checks import three_months_after
from tests.predictors.service.request import completed_years, inputs


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        ("2000-02-29", "2018-02-28", 17),
        ("2000-02-29", "2018-03-01", 18),
        ("2000-02-29", "2020-02-29", 20),
        ("1990-06-15", "2020-06-14", 29),
        ("1990-06-15", "2020-06-15", 30),
    ],
)
def test_a_birthday_of_29_february_is_kept_on_1_march(born: str, on: str, years: int) -> None:
    assert completed_years(date.fromisoformat(born), date.fromisoformat(on)) == years


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2024-01-31", "2024-02-29", 0),
        ("2024-01-31", "2024-03-31", 2),
        ("2024-01-15", "2025-01-14", 11),
        ("2025-01-01", "2024-01-01", -12),
    ],
)
def test_a_month_is_complete_on_its_day(start: str, end: str, months: int) -> None:
    assert completed_months(date.fromisoformat(start), date.fromisoformat(end)) == months


@given(start=st.dates(date(1990, 1, 1), date(2040, 1, 1)))
def test_months_free_of_offences_are_within_nought_and_36(start: date) -> None:
    made = inputs({"dateAtStartOfFollowup": start.isoformat()}, None, date(2025, 1, 1))
    assert 0 <= made.number("months_offence_free") <= 36


@pytest.mark.parametrize(
    ("on", "later"),
    [("2025-11-30", "2026-02-28"), ("2025-01-15", "2025-04-15"), ("2023-11-29", "2024-02-29"), ("2025-10-01", "2026-01-01")],
)
def test_three_months_on_ends_with_the_month(on: str, later: str) -> None:
    assert three_months_after(date.fromisoformat(on)) == date.fromisoformat(later)
