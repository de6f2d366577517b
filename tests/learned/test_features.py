"""The learned check's features: from the view only, about evidence only, and never lower for more of it."""

from math import isnan
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskcheck.learned.features import FEATURES, NAMES, row
from riskcheck.records import CaseRecord
from riskcheck.rules.examples import (
    Placed,
    adjudication,
    assessed,
    case,
    conviction,
    mappa,
    order,
    predictor,
    registration,
    report,
    stated,
)
from riskcheck.terms import Coverage, Strand
from riskcheck.view import View, view
from tests.properties.made import ASSESSED, adverse_items, cases, record_of, with_item


def seen(made: dict[str, Any]) -> View:
    return view(msgspec.convert(made, CaseRecord), ASSESSED)


@given(cases(), adverse_items())
def test_more_adverse_evidence_moves_no_feature_against_its_sign(made: dict[str, Any], more: Placed) -> None:
    before = row(view(record_of(made), ASSESSED))
    after = row(view(record_of(with_item(made, more, "added-1")), ASSESSED))
    for feature, one, other in zip(FEATURES, before, after, strict=True):
        assert feature.sign * (other - one) >= 0, feature.name


@given(cases(), st.sampled_from(("low", "medium", "high", "very_high")))
def test_no_feature_restates_a_rating(made: dict[str, Any], level: str) -> None:
    before = row(view(record_of(made), ASSESSED))
    made["assessments"]["items"][0] |= {"ratings": assessed(level=level)[1]["ratings"], "overall": level}
    for placed in (
        registration("2024-01-01", f"rosh_{level}"),
        registration("2024-01-01", "mappa"),
        stated("2024-01-01", level),
        predictor("2024-01-01", "RSR", 9.5, "high"),
        mappa("2024-01-01", 2, 3),
    ):
        made = with_item(made, placed, f"restating-{placed[0]}-{placed[1].get('category')}")
    assert row(view(record_of(made), ASSESSED)) == before


def test_protected_characteristics_are_nowhere_in_a_view() -> None:
    assert not {"protected", "labels_of_reviews", "sex", "ethnicity"} & set(View.__struct_fields__)
    with_protected = case(conviction("2024-05-01", "violence")) | {
        "protected": {"sex": "female", "date_of_birth": "1950-01-01"}
    }
    assert row(seen(with_protected)) == row(seen(case(conviction("2024-05-01", "violence"))))


def test_what_was_not_supplied_is_missing_and_never_nought() -> None:
    made = case(conviction("2024-05-01", "violence"))
    for name in ("custody", "orders", "registrations", "reports", "circumstances", "contacts", "enforcement", "convictions"):
        made[name] |= {"coverage": Coverage.NOT_SUPPLIED.value}
    made["convictions"]["items"] = []
    assert all(isnan(value) for value in row(seen(made)))


@pytest.mark.parametrize(
    ("placed", "raised"),
    [
        (
            [adjudication("2024-05-01", "assault", victim="staff")],
            {"violence_in_custody": 1, "harm_to_staff_in_custody": 1, "harm_in_custody": 1},
        ),
        ([adjudication("2024-05-01", "assault", outcome="dismissed")], {}),
        ([adjudication("2010-05-01", "assault")], {}),
        ([conviction("2024-05-01", "robbery")], {"violent_offences": 1, "grave_offences": 1, "harm_in_custody": 0}),
        ([conviction("2024-05-01", "theft", victim="none")], {"violent_offences": 0, "kinds_of_harm": 0}),
        (
            [conviction("2024-05-01", "violence"), adjudication("2024-05-02", "assault")],
            {"harm_in_both_settings": 1, "harm_in_two_years": 2},
        ),
        (
            [registration("2024-05-01", "weapons"), registration("2024-05-01", "domestic_abuse_perpetrator")],
            {"weapons_registered": 1, "abuse_registered": 1},
        ),
        (
            [order("2023-05-01"), order("2024-02-01", "non_molestation", protected_person_out_of_reach="yes")],
            {"protective_orders": 2, "protective_orders_within_reach": 1},
        ),
        (
            [
                report("2024-05-01", "violence"),
                report("2024-03-01", "violence", outcome="unfounded"),
                report("2018-05-01", "violence"),
            ],
            {"alleged_harm": 1},
        ),
        ([report("2024-05-01", "violence", outcome="substantiated")], {"alleged_harm": 0, "harm_in_two_years": 1}),
    ],
)
def test_what_a_feature_counts(placed: list[Placed], raised: dict[str, int]) -> None:
    nothing, found = dict(zip(NAMES, row(seen(case())), strict=True)), dict(zip(NAMES, row(seen(case(*placed))), strict=True))
    for name, value in raised.items():
        assert found[name] == value, name
    if not raised:
        assert found == nothing


def test_every_feature_has_a_name_for_people_and_a_place() -> None:
    assert len(set(NAMES)) == len(NAMES) == len({feature.says for feature in FEATURES})
    assert {feature.strand for feature in FEATURES} == {*Strand, None}
    assert all(feature.says[0].isupper() and not feature.says.endswith(".") for feature in FEATURES)
    assert all(feature.sign in (1, -1) for feature in FEATURES)
