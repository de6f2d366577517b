"""Parameters drawn by lot: the same lot is the same parameters, and every lot can be used."""

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from riskcheck.synth.parameters import from_table, shipped

ROOT = Path(__file__).parents[2]


def drawn(seed: int) -> dict[str, Any]:
    command = [sys.executable, "tests/benchmarks/lots.py", "--seed", str(seed)]
    return tomllib.loads(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)


@pytest.fixture(scope="module")
def lot() -> dict[str, Any]:
    return drawn(4)


def numbers(value: Any) -> list[float]:
    if isinstance(value, dict):
        return [number for _, entry in sorted(value.items()) for number in numbers(entry)]
    return [number for entry in value for number in numbers(entry)] if isinstance(value, list) else [float(value)]


def test_a_lot_is_drawn_once(lot: dict[str, Any]) -> None:
    assert drawn(4) == lot
    assert drawn(5) != lot


def test_every_number_is_within_the_bounds_and_the_published_share_stays(lot: dict[str, Any]) -> None:
    assert from_table(lot, "the lot").caseload.underrated_mediums == shipped()["caseload"]["underrated_mediums"]["value"]
    for topic, table in lot.items():
        for name, entry in table.items():
            pairs = list(zip(numbers(shipped()[topic][name]["value"]), numbers(entry["value"]), strict=True))
            assert all(0.7 <= now / before <= 1.4 for before, now in pairs if before > 0.001), (topic, name)
            assert all(now == 0 for before, now in pairs if before == 0)
