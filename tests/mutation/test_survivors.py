"""The list of survivors holds one reason for each, and names code that is there. The command checks that they survive."""

import tomllib
from importlib import import_module
from pathlib import Path

import pytest

LISTED = tomllib.loads(Path(__file__).with_name("survivors.toml").read_text(encoding="utf-8"))["survivor"]


@pytest.mark.parametrize("entry", LISTED, ids=lambda entry: entry["function"])
def test_a_survivor_has_a_reason_and_its_line_is_in_the_code(entry: dict[str, str]) -> None:
    assert set(entry) == {"module", "function", "old", "new", "why"}
    assert len(entry["why"]) > 20
    assert entry["old"] != entry["new"]
    code = Path(import_module(entry["module"]).__file__ or "").read_text(encoding="utf-8")
    assert entry["old"] in " ".join(code.split())


def test_no_survivor_is_listed_twice() -> None:
    keys = [(entry["module"], entry["function"], entry["old"], entry["new"]) for entry in LISTED]
    assert len(keys) == len(set(keys))
