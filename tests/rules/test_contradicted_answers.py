"""Answers that a score was worked out with, and what the record shows instead: which, and by which records."""

from typing import Any

import msgspec
import pytest

from riskcheck.records import CaseRecord
from riskcheck.rules import RULES
from riskcheck.rules.examples import (
    IMPROVISED,
    KNIFE,
    SCORED,
    Placed,
    adjudication,
    conviction,
    incident,
    itemised,
    recorded,
)
from riskcheck.view import view

PAST = SCORED["past_offences"]
WEAPON, CARRIED = "offences now or in the past (R1.2): weapon", "carrying or using a weapon (2.2)"
ROBBERY = "offences now or in the past (R1.2): robbery"
WOUNDING, ABUSE = "offences now or in the past (R1.2): wounding", "evidence of domestic abuse as perpetrator (6.7)"

TEN = "number of sanctions, the current one included (1.32): 9, and the record shows 10"
ABUSED = {"domestic_abuse_partner": "yes"}
ARP = {"score": "ARP", "activities": "no_problems"}


def contradicted(*placed: Placed, score: str = "SVRP", **items: Any) -> tuple[str, list[str]]:
    """What a score counts that the record contradicts, in words, and the ids of the records that show it."""
    generation = {"generation": 1} if score == "RSR" else {}
    made = itemised(*placed, recorded(score, {"ARP": 41.39}.get(score, 1.72), **generation), **items)
    found = list(RULES["SC103"].find(view(msgspec.convert(made, CaseRecord), "2025-12-31")))
    if not found:
        return "", []
    said = found[0].says.partition(" counts ")[2].partition(". With what")[0]
    return said, [one.known.item_id for one in found[1:]]


def knife(day: str, **fields: Any) -> Placed:
    return conviction(day, "weapon", victim="none", weapon=KNIFE, **fields)


def thefts(*years: int, **fields: Any) -> tuple[Placed, ...]:
    return tuple(conviction(f"20{year}-05-01", "theft", victim="none", **fields) for year in years)


def yes(*names: str) -> str:
    return "; ".join(f"{name}: no, and the record shows yes" for name in names)


@pytest.mark.parametrize(
    ("placed", "items", "says", "shown_by"),
    [
        ((knife("2024-05-01", index=True),), {}, yes(CARRIED, WEAPON), ["cv-1"]),
        ((knife("2020-05-01"),), {}, yes(CARRIED, WEAPON), ["cv-1"]),
        ((knife("2020-05-01"), conviction("2024-05-01", "violence", index=True)), {}, yes(WEAPON), ["cv-1"]),
        ((knife("2020-05-01", outcome="acquitted"),), {}, "", []),
        ((knife("2020-05-01", decided_on="2025-09-01"),), {}, "", []),
        ((knife("2025-05-01", known_on="2025-09-01"),), {}, "", []),
        ((incident("2024-05-01", "find", role="in_possession", victim="none", weapon=IMPROVISED),), {}, "", []),
        ((adjudication("2024-05-01", "weapon"),), {}, "", []),
        ((knife("2020-05-01", decided_on="2025-06-01"),), {}, yes(CARRIED, WEAPON), ["cv-1"]),
        ((knife("2020-05-01", decided_on="2025-06-02"),), {}, "", []),
        ((conviction("2019-05-01", "serious_violence"),), {}, yes(WOUNDING), ["cv-1"]),
        ((conviction("2019-05-01", "serious_violence"),), {"past_offences": PAST | {"homicide": "yes"}}, "", []),
        ((conviction("2019-05-01", "robbery"),), {"past_offences": PAST | {"homicide": "yes"}}, yes(ROBBERY), ["cv-1"]),
        ((conviction("2019-05-01", "theft", victim="none"),), {}, "", []),
        ((conviction("2023-05-01", "violence", victim="ex_partner"),), {"score": "RSR"}, yes(ABUSE), ["cv-1"]),
        ((conviction("2023-05-01", "violence", victim="partner"),), {"score": "RSR"}, yes(ABUSE), ["cv-1"]),
        ((conviction("2023-05-01", "violence", victim="family"),), {"score": "RSR"}, "", []),
        ((conviction("2023-05-01", "violence", victim="family"),), ARP, yes(ABUSE), ["cv-1"]),
        ((conviction("2023-05-01", "violence", victim="family"),), ARP | {"violent_sanctions": None}, yes(ABUSE), ["cv-1"]),
        ((conviction("2023-05-01", "violence", victim="ex_partner"),), {"score": "RSR", "answers": ABUSED}, "", []),
        ((conviction("2023-05-01", "violence", victim="known_adult"),), {"score": "RSR"}, "", []),
        ((conviction("2023-05-01", "theft", victim="partner"),), {"score": "RSR"}, "", []),
        (thefts(*range(10, 20)), {}, TEN, [f"cv-{number}" for number in range(1, 11)]),
        (thefts(*range(10, 20), decided_on=None), {}, TEN, [f"cv-{number}" for number in range(1, 11)]),
        (thefts(*range(10, 19)), {}, "", []),
        (thefts(*range(10, 20), decided_on="2020-06-01"), {}, "", []),
    ],
)
def test_what_a_score_counts_and_the_record_contradicts(
    placed: tuple[Placed, ...], items: dict[str, Any], says: str, shown_by: list[str]
) -> None:
    assert contradicted(*placed, **items) == (says, shown_by)
