"""Local norms: what was planted is found within its intervals, and falls are counted.

``python -m tests.caseload.planted`` plants strictness in 3,000 synthetic cases, forty times for each of four spreads.
"""

import json
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from scipy.special import expit

from riskcheck.caseload.lowered import lowered, workloads
from riskcheck.caseload.norms import FEWEST, Rated, fit, norms
from riskcheck.errors import BadWorkloads, CannotCompare
from riskcheck.records.model import CaseRecord
from riskcheck.rules.examples import assessed, case
from tests.commands import run


def caseload(number: int, strictness: list[float], seed: int) -> tuple[Rated, np.ndarray]:
    """Cases with evidence of two kinds, rated with an area's strictness; their log-odds without it."""
    chance = np.random.default_rng(seed)
    evidence = chance.normal(size=(number, 2))
    odds = -1.2 + evidence @ [1.2, 0.6]
    where = chance.integers(0, len(strictness), number)
    high = chance.random(number) < expit(odds + np.array(strictness)[where])
    return Rated(evidence, tuple(f"Area {at:02}" for at in where), high, 0, number), odds


def test_planted_strictness_is_within_its_intervals() -> None:
    """The line in the score alone, many times: 480 intervals at a known score."""
    held = 0
    for seed in range(40):
        strictness = np.random.default_rng([1, seed]).normal(0, 0.5, 12)
        strictness -= strictness.mean()
        cases, odds = caseload(900, list(strictness), seed)
        where = np.array([int(place.split()[1]) for place in cases.places])
        fitted = fit(odds, where, cases.high, 12)
        held += int((np.abs(fitted.effects - strictness) <= fitted.reach * fitted.errors).sum())
    assert held / 480 > 0.94


def test_planted_strictness_is_found_where_the_score_is_learned_too() -> None:
    strictness = [-1.2, 0.9, *([0.0] * 6)]
    cases, _ = caseload(2400, strictness, 3)
    rows = norms(cases)
    assert rows[0].place == "Area 00"
    assert rows[-1].place == "Area 01"
    assert {"Area 00", "Area 01"} <= {row.place for row in rows if row.unlike}
    planted = np.array(strictness) - np.mean(strictness)
    assert sum(row.low <= planted[int(row.place[-2:])] <= row.high for row in rows) >= 7
    assert rows[0].of_100 < rows[0].average < rows[-1].of_100
    assert rows[0].rated_high < rows[0].as_all
    assert sum(row.cases for row in rows) == 2400


def test_where_areas_do_not_differ_hardly_any_is_called_unlike() -> None:
    called = sum(row.unlike for seed in range(5) for row in norms(caseload(600, [0.0] * 10, seed)[0]))
    assert called <= 1


def test_three_cases_do_not_make_an_area_strict() -> None:
    """All three of a small area are rated high; among many of like evidence that would be a strict area."""
    cases, odds = caseload(900, [0.0, -0.5, 0.5, 0.2], 5)
    where = np.array([int(place.split()[1]) for place in cases.places])
    few = np.flatnonzero((where == 0) & (odds < 0))[:3]
    where[few] = 4
    fitted = fit(odds, where, cases.high | (where == 4), 5)
    assert 0 < fitted.effects[4] < fitted.reach * fitted.errors[4]
    assert fitted.errors[4] > 1.5 * fitted.errors[:4].max()


def test_an_area_where_nobody_is_rated_high_has_an_effect_all_the_same() -> None:
    cases, odds = caseload(600, [0.0, 0.0, 0.0], 5)
    where = np.array([int(place.split()[1]) for place in cases.places])
    fitted = fit(odds, where, cases.high & (where != 2), 3)
    assert np.isfinite(fitted.effects).all()
    assert fitted.effects[2] < -1


@pytest.mark.parametrize(
    ("cases", "says"),
    [
        (caseload(300, [0.0], 1)[0], "the cases are all of one place"),
        (caseload(FEWEST - 1, [0.0, 0.0], 1)[0], "there are fewer than 100 rated cases"),
    ],
)
def test_what_cannot_be_compared_says_why(cases: Rated, says: str) -> None:
    with pytest.raises(CannotCompare, match=says):
        norms(cases)


def test_the_command_compares_areas_and_teams(tmp_path: Path) -> None:
    made = str(tmp_path / "made.ndjson")
    run("synth", "-n", "120", "--seed", "2", "-o", made)
    done = run("norms", made, "--output-format", "json")
    assert done.exit_code == 0
    rows = json.loads(done.stdout)
    assert len(rows) == 12
    assert sum(row["cases"] for row in rows) == 120
    assert "120 cases compared (120 synthetic), 0 without ratings" in done.stderr
    assert run("norms", made).stdout.splitlines()[0].split()[:3] == ["place", "cases", "rated"]
    teams = json.loads(run("norms", made, "--by", "team", "--output-format", "json").stdout)
    assert len(teams) > 12


def test_what_cannot_be_read_is_told_of_though_nothing_can_be_compared(tmp_path: Path) -> None:
    (tmp_path / "empty.json").touch()
    done = run("norms", str(tmp_path / "empty.json"))
    assert done.exit_code == 2
    assert "empty.json:1: is empty" in done.stderr
    assert "there are fewer than 100 rated cases" in done.stderr


def record(number: int, area: str, *assessments: dict[str, Any]) -> CaseRecord:
    made = case(*assessments) | {"case_id": f"c{number}"}
    for one in made["assessments"]["items"]:
        one["area"] = area
    return msgspec.convert(made, CaseRecord)


def fell(number: int, area: str = "North", **last: Any) -> CaseRecord:
    return record(number, area, assessed("2025-03-01", "high", id="as-1"), assessed("2025-06-01", "medium", id="as-2", **last))


def same(number: int, area: str = "North") -> CaseRecord:
    return record(number, area, assessed("2025-03-01", "medium", id="as-1"), assessed("2025-06-01", "medium", id="as-2"))


def test_falls_without_a_reason_are_counted_by_area_and_workload() -> None:
    records = [
        fell(1),
        fell(2, lowered_because="He has moved away from her."),
        same(3),
        fell(4, "South"),
        record(5, "South", assessed("2025-03-01", "medium", id="as-1")),
    ]
    rows = {(row.area, row.workload): row for row in lowered(records, {"c1": "heavy", "c2": "heavy", "c4": "light"})}
    counts = {key: (row.cases, row.fell, row.unexplained, row.examples) for key, row in rows.items()}
    assert counts == {
        ("North", "heavy"): (2, 2, 1, ("c1",)),
        ("North", "not given"): (1, 0, 0, ()),
        ("South", "light"): (1, 1, 1, ("c4",)),
        ("everywhere", "heavy"): (2, 2, 1, ()),
        ("everywhere", "light"): (1, 1, 1, ()),
        ("everywhere", "not given"): (1, 0, 0, ()),
        ("everywhere", "all"): (4, 3, 2, ()),
    }
    assert (rows["everywhere", "all"].share, rows["everywhere", "all"].low, rows["everywhere", "all"].high) == (
        *(0.5, 0.15, 0.85),  # Wilson, 2 of 4
    )


def test_workload_bands_come_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "w.csv"
    path.write_text("\ufeffcase_id,band\nc1,heavy\nc2,\n", encoding="utf-8")
    assert workloads(str(path)) == {"c1": "heavy", "c2": "not given"}
    path.write_text("case,band\nc1,heavy\n", encoding="utf-8")
    with pytest.raises(BadWorkloads, match="it needs the columns case_id and band"):
        workloads(str(path))
    path.write_text("case_id;band\nc1;heavy\n", encoding="utf-8")
    with pytest.raises(BadWorkloads, match="with commas between them"):
        workloads(str(path))
    path.write_text("case_id,band\nc1,heavy\nc1,heavy\nc1,light\n", encoding="utf-8")
    with pytest.raises(BadWorkloads, match="row 4 gives a case another band than a row before it"):
        workloads(str(path))
    path.write_bytes(b"case_id,band\n\xff\xfe,heavy\n")
    with pytest.raises(BadWorkloads, match="it is not CSV in UTF-8"):
        workloads(str(path))


def test_the_command_counts_falls(tmp_path: Path) -> None:
    made, bands = tmp_path / "made.ndjson", tmp_path / "w.csv"
    run("synth", "-n", "60", "--seed", "2", "-o", str(made))
    cases = [json.loads(line)["case_id"] for line in made.read_text(encoding="utf-8").splitlines()]
    bands.write_text("case_id,band\n" + "".join(f"{one},heavy\n" for one in cases), encoding="utf-8")
    done = run("norms", str(made), "--lowered", "--workload", str(bands), "--output-format", "csv")
    assert done.exit_code == 0
    assert '"everywhere","all"' in done.stdout
    assert '"everywhere","heavy"' in done.stdout
    assert "not among" not in done.stderr
    bands.write_text("case_id,band\nnobody,heavy\n", encoding="utf-8")
    unmet = run("norms", str(made), "--lowered", "--workload", str(bands))
    assert "1 of 1 cases in it are not among these records." in unmet.stderr
