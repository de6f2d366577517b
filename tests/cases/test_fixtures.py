"""Every case folder comes out as its expectation says. Adding a folder adds a test.

A sound case that draws a flag all the same is listed in ``fixtures/known-flags.toml`` with its reason.
"""

import re
import tomllib
from pathlib import Path

import msgspec
import pytest

from riskcheck.check import check
from riskcheck.evaluate.assure import differences, evaluate, expectation
from riskcheck.records import CaseRecord, read
from riskcheck.result import CaseResult
from riskcheck.terms import Strand, Strength
from tests.records.made import at

FIXTURES = Path(__file__).parents[2] / "fixtures"
FOLDERS = sorted(
    found.parent for kind in ("published", "unsound", "sound", "known-flags") for found in (FIXTURES / kind).rglob("case.json")
)
SOUND = [folder for folder in FOLDERS if folder.parent.name in ("sound", "known-flags")]


class KnownFlag(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sound case that is flagged: what is flagged, by which rules, and why an inspector would disagree."""

    name: str
    flagged: dict[str, str]
    rules: tuple[str, ...]
    why: str


def known_flags() -> list[KnownFlag]:
    listed = tomllib.loads((FIXTURES / "known-flags.toml").read_text(encoding="utf-8"))
    return msgspec.convert(listed["case"], list[KnownFlag])


KNOWN_FLAGS = {known.name: known for known in known_flags()}
KNOWN_FLAGS_AT_MOST = 0
"""How many sound cases are listed as flagged. This number goes down with the list and never up."""

every_folder = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}/{folder.name}")


def record_in(folder: Path) -> CaseRecord:
    (outcome,) = read([str(folder / "case.json")])
    assert outcome.record is not None, outcome.error
    return outcome.record


def checked(folder: Path) -> CaseResult:
    return check(record_in(folder))


@every_folder
def test_a_case_comes_out_as_expected(folder: Path) -> None:
    known = KNOWN_FLAGS.get(folder.name) if folder in SOUND else None
    listed = [f"{rating} is flagged and should not be" for rating in sorted(known.flagged)] if known else []
    assert list(differences(expectation(folder), checked(folder))) == listed


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
    assert count["sound"] >= 120


def test_reading_the_strands_together_finds_what_each_alone_misses() -> None:
    compared = evaluate([str(FIXTURES / "unsound")]).comparison
    assert compared.together == compared.expected
    for strand, found in compared.alone.items():
        assert found * 3 <= compared.together, strand


@pytest.mark.parametrize("folder", SOUND, ids=lambda folder: folder.name)
def test_a_sound_case_is_silent_unless_it_is_a_known_flag(folder: Path) -> None:
    flagged = {f"{flag.group}/{flag.setting}": flag.strength.value for flag in checked(folder).flags}
    known = KNOWN_FLAGS.get(folder.name)
    assert flagged == (known.flagged if known else {}), "known-flags.toml may only shrink: take out what is no longer flagged"


@pytest.mark.parametrize("known", KNOWN_FLAGS.values(), ids=lambda known: known.name)
def test_a_known_flag_names_the_rules_behind_it(known: KnownFlag) -> None:
    reasons = {reason.rule for flag in checked(FIXTURES / "known-flags" / known.name).flags for reason in flag.reasons}
    assert known.why
    assert known.rules
    assert set(known.rules) <= reasons


def test_known_flags_are_few_and_may_only_become_fewer() -> None:
    names = [known.name for known in known_flags()]
    assert len(set(names)) == len(names) == KNOWN_FLAGS_AT_MOST
    assert set(names) == {folder.name for folder in SOUND if folder.parent.name == "known-flags"}
    assert len(names) * 50 <= len(SOUND)


def test_what_is_sound_is_expected_to_be_silent() -> None:
    for folder in SOUND:
        assert not expectation(folder).flagged, folder


def test_each_sound_case_tells_another_story() -> None:
    notes = [record_in(folder).note for folder in SOUND]
    whys = [expectation(folder).why for folder in SOUND]
    assert len(set(notes)) == len(notes)
    assert len(set(whys)) == len(whys)


def test_an_unsound_case_is_not_silent() -> None:
    for folder in FOLDERS:
        if folder.parent.name == "unsound":
            assert checked(folder).flags, folder


@pytest.mark.parametrize("folder", [one for one in FOLDERS if one.parent.name == "published"], ids=lambda folder: folder.name)
def test_what_a_published_case_does_not_have_from_its_source_is_said_or_left_out(folder: Path) -> None:
    record = record_in(folder)
    assert "Which system holds an item is assumed unless the source names it." in (record.note or "")
    if folder.name != "mcsweeney":
        assert record.status is None or record.status.area is None, "only of one case is the area published"
    text = (folder / "case.json").read_text(encoding="utf-8")
    if "(Scotland)" in text:
        assert set(re.findall(r'"system": "(\w+)"', text)) <= {"pnc", "other"}, "the others are of England and Wales"
