"""Every case folder comes out as its expectation says. Adding a folder adds a test."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from riskcheck.check import check
from riskcheck.evaluate import differences, evaluate, expectation
from riskcheck.records import CaseRecord, read
from riskcheck.result import CaseResult
from riskcheck.terms import Strand, Strength

FIXTURES = Path(__file__).parents[2] / "fixtures"
FOLDERS = sorted(found.parent for kind in ("published", "unsound", "sound") for found in (FIXTURES / kind).rglob("case.json"))
every_folder = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}/{folder.name}")


def record_in(folder: Path) -> CaseRecord:
    (outcome,) = read([str(folder / "case.json")])
    assert outcome.record is not None, outcome.error
    return outcome.record


def checked(folder: Path) -> CaseResult:
    return check(record_in(folder))


def at(made: Any, pointer: str) -> Any:
    for step in pointer.split("/")[1:]:
        made = made[int(step)] if isinstance(made, list) else made[step]
    return made


@every_folder
def test_a_case_comes_out_as_expected(folder: Path) -> None:
    assert not list(differences(expectation(folder), checked(folder)))


@every_folder
def test_every_pointer_leads_to_the_item_it_names(folder: Path) -> None:
    made = msgspec.json.decode((folder / "case.json").read_bytes())
    result = checked(folder)
    rows = [row for finding in result.findings for row in finding.evidence]
    for row in rows:
        pointed = at(made, row.pointer)
        assert not isinstance(pointed, dict) or pointed["id"] == row.item
    for event in result.timeline:
        assert at(made, event.pointer)["id"] == event.item


@every_folder
def test_every_flag_rests_on_two_strands_and_its_rows_add_up(folder: Path) -> None:
    for flag in checked(folder).flags:
        assert len({reason.strands for reason in flag.reasons if len(reason.strands) == 1}) >= 2
        assert flag.total == sum(reason.weight for reason in flag.reasons)


@every_folder
def test_no_strand_by_itself_makes_a_flag_at_all(folder: Path) -> None:
    """Leaving a record only one strand's evidence leaves no flag, strong or possible."""
    from riskcheck.rules import RULES

    record = record_in(folder)
    for strand in Strand:
        own = [rule for rule in RULES.values() if set(rule.strands) <= {strand}]
        assert not [flag for flag in check(record, rules=own).flags if flag.strength is Strength.STRONG]
        assert not check(record, rules=own).flags


def test_there_are_enough_cases_of_each_kind() -> None:
    count = {kind: sum(folder.parent.name == kind for folder in FOLDERS) for kind in ("published", "unsound", "sound")}
    assert count["published"] >= 6
    assert count["unsound"] >= 12
    assert count["sound"] >= 24


def test_reading_the_strands_together_finds_what_each_alone_misses() -> None:
    compared = evaluate([str(FIXTURES / "unsound")]).comparison
    assert compared.together == compared.expected
    for strand, found in compared.alone.items():
        assert found * 3 <= compared.together, strand


def test_a_sound_case_is_silent_and_an_unsound_one_is_not() -> None:
    for folder in FOLDERS:
        if folder.parent.name == "sound":
            assert not checked(folder).flags, folder
        if folder.parent.name == "unsound":
            assert checked(folder).flags, folder
