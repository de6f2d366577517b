"""A row for each record that has ratings: what was on record on the assessment's day, and the highest level given."""

from typing import Any

import msgspec
import numpy as np

from riskcheck.learned.features import NAMES
from riskcheck.learned.table import highest, table
from riskcheck.records import CaseRecord
from riskcheck.rules.examples import Placed, adjudication, assessed, case, conviction
from riskcheck.terms import Group, Level, Setting
from tests.learned.trained import COUNT, made_table


def record(*placed: Placed, **changes: Any) -> CaseRecord:
    return msgspec.convert(case(*placed) | changes, CaseRecord)


def test_a_row_is_the_view_on_the_assessment_s_day() -> None:
    made = table([record(assessed("2024-06-01"), conviction("2024-05-01", "violence"), adjudication("2024-09-01", "assault"))])
    found = dict(zip(NAMES, made.values[0], strict=True))
    assert (found["violent_offences"], found["violence_in_custody"]) == (1, 0)
    assert made.ratings == (Level.MEDIUM,)
    assert (made.first, made.last) == ("2024-06-01", "2024-06-01")


def test_the_rating_is_the_highest_that_the_assessment_gives() -> None:
    assert (
        highest({(Group.PUBLIC, Setting.COMMUNITY): Level.MEDIUM, (Group.STAFF, Setting.CUSTODY): Level.VERY_HIGH})
        == "very_high"
    )
    assert highest({}) is None


def test_records_without_ratings_are_counted_and_the_others_used() -> None:
    unrated = record()
    unrated = msgspec.structs.replace(unrated, assessments=msgspec.structs.replace(unrated.assessments, items=()))
    made = table([unrated, record(assessed("2024-06-01"), purpose=None), record(assessed("2023-06-01"), purpose="synthetic")])
    assert (len(made.ratings), made.unrated, made.synthetic) == (2, 1, 1)
    assert (made.first, made.last) == ("2023-06-01", "2024-06-01")


def test_no_records_make_an_empty_table() -> None:
    made = table([])
    assert made.values.shape == (0, len(NAMES))
    assert (made.ratings, made.first, made.unrated) == ((), None, 0)


def test_every_synthetic_record_is_a_row() -> None:
    made = made_table()
    assert made.values.shape == (COUNT, len(NAMES))
    assert made.synthetic == COUNT == sum(made.rated.values())
    assert np.isnan(made.values).any(), "some sections are not supplied"
