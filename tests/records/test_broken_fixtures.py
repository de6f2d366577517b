"""Every folder of fixtures/broken: one bad input, and the exact lines that a user sees. Adding a folder adds a test."""

from pathlib import Path

import pytest

from riskcheck.records import read

BROKEN = Path(__file__).parents[2] / "fixtures" / "broken"
FOLDERS = sorted(folder for folder in BROKEN.iterdir() if folder.is_dir())


def test_there_are_broken_fixtures() -> None:
    assert len(FOLDERS) >= 32


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_broken_input_gives_exactly_the_expected_lines(folder: Path) -> None:
    (case,) = (file for file in folder.iterdir() if file.name != "expected.txt")
    errors = [outcome.error for outcome in read([str(case)]) if outcome.error]
    said = [error.text.replace(str(case), case.name) for error in errors]
    assert said == (folder / "expected.txt").read_text(encoding="utf-8").splitlines()
