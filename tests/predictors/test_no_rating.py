"""A score never becomes a rating: whatever is recorded or worked out again, flags, levels and strengths stay as they are."""

from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskcheck.check import check
from riskcheck.records import CaseRecord
from riskcheck.result import CaseResult
from riskcheck.rules import RULES
from riskcheck.rules.examples import ANSWERED, SCORED
from riskcheck.terms import Kind

FIXTURES = Path(__file__).parents[2] / "fixtures"
FOLDERS = sorted((FIXTURES / "unsound").iterdir())[:6] + sorted((FIXTURES / "sound").iterdir())[:2]
NAMES = ("OGRS3", "OGP", "OVP", "RSR", "OSP_DC", "OSP_II", "ARP", "VRP", "SVRP", "CSRP", "DC_SRP", "II_SRP", "SARA")


@cache
def made_of(folder: Path) -> dict[str, Any]:
    made: dict[str, Any] = msgspec.json.decode((folder / "case.json").read_bytes())
    return made


def weighed(result: CaseResult) -> Any:
    """What a reader takes as the answer: levels, strengths and the rows that add up."""
    rows = [
        (flag.group, flag.setting, flag.indicated, flag.strength, flag.total, [(row.rule, row.weight) for row in flag.reasons])
        for flag in result.flags
    ]
    return rows, [(rating.recorded, rating.status, rating.indicated, rating.strength) for rating in result.ratings]


@st.composite
def scores(draw: st.DrawFn) -> dict[str, Any]:
    name = draw(st.sampled_from(NAMES))
    return {
        "id": f"score-{name}",
        "date": "2019-01-01",
        "source": {"system": "oasys"},
        "name": name,
        "generation": draw(st.sampled_from((1, 2))),
        "score": draw(st.sampled_from((0, 0.01, 1.72, 3.5, 7.0, 36, 99))),
        "band": draw(st.sampled_from(("low", "medium", "high", "very_high", "not_recorded"))),
        "static_or_dynamic": draw(st.sampled_from(("static", "dynamic"))),
    }


@settings(max_examples=60)
@given(
    folder=st.sampled_from(FOLDERS),
    recorded=st.lists(scores(), max_size=4, unique_by=lambda made: made["id"]),
    weapon=st.booleans(),
)
def test_no_score_high_or_low_changes_a_flag_or_a_level(folder: Path, recorded: list[dict[str, Any]], weapon: bool) -> None:
    made = made_of(folder)
    assessments = made["assessments"] | {
        "items": [
            item | {"scored_items": SCORED, "answers": item.get("answers", {}) | (ANSWERED if weapon else {})}
            for item in made["assessments"]["items"]
        ]
    }
    last = assessments["items"][-1]
    placed = [one | {"date": last.get("completed_on", last["date"]), "assessment": last["id"]} for one in recorded]
    bare = made | {"predictors": {"coverage": "complete", "items": []}}
    scored = made | {"assessments": assessments, "predictors": {"coverage": "complete", "items": placed}}
    without, with_scores = (check(msgspec.convert(one, CaseRecord)) for one in (bare, scored))
    assert weighed(without) == weighed(with_scores)


@pytest.mark.parametrize("code", ["SC101", "SC102", "SC103", "SC104", "CD103", "CD104"])
def test_the_rules_about_scores_show_no_way_and_add_no_points(code: str) -> None:
    rule = RULES[code]
    assert rule.kind in (Kind.CONFLICT, Kind.GAP)
    assert rule.way is None
    assert rule.weight == 1
    assert rule.strands == ()


def test_only_the_rules_about_scores_read_the_scored_items() -> None:
    readers = [
        path.stem
        for path in (Path(__file__).parents[2] / "riskcheck" / "rules").glob("*.py")
        if "scored_items" in path.read_text(encoding="utf-8") and path.stem != "examples"
    ]
    assert readers == ["scores"]
