"""The benchmark on real data runs, where the data are."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data" / "nij_georgia_parole.csv.gz"


def run(*arguments: str) -> str:
    command = [sys.executable, "tests/benchmarks/peers.py", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout


def test_without_the_data_it_says_so(tmp_path: Path) -> None:
    assert run("--data", str(tmp_path / "none.csv.gz")).startswith("skipped: ")


@pytest.mark.skipif(not DATA.is_file(), reason="the real data set is not beside the checkout")
def test_the_points_find_injected_cases_as_measured_before() -> None:
    found = json.loads(run("--json", "--injected-only", "--methods", "points"))["injected"]["points"]
    assert found["random"]["average precision"] == pytest.approx(0.072, abs=0.004)
    assert found["mixed"]["average precision"] == pytest.approx(0.062, abs=0.005)
