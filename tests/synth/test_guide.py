"""The guide is true: its stories are of the records that its seed gives, and its tables have every error and family."""

import re
from functools import cache

import pytest

from riskcheck.guide import guide_text
from riskcheck.records.model import CaseRecord, Item
from riskcheck.synth.assessor import TOO_HIGH, TOO_LOW
from riskcheck.synth.cases import Made, case
from riskcheck.synth.families import FAMILIES, NEAR_MISS
from riskcheck.synth.gaps import CUSTODY, SECTIONS
from riskcheck.terms import Group, Level, Setting
from tests.synth.caseload import chosen, last

GUIDE = guide_text("synthetic")
STORY = re.compile(r"^### synth-(\d+)-(\d{6}): ", re.MULTILINE)
ROW = re.compile(r"^\| `([a-z]+-\d+)` \| ([\d-]{10}) \| (.+) \| (yes|no) \|$", re.MULTILINE)
STORIES = [(int(found[1]), int(found[2]) - 1) for found in STORY.finditer(GUIDE)]


@cache
def told(seed: int, number: int) -> Made:
    return case(number, seed, chosen())


def items(record: CaseRecord) -> dict[str, Item]:
    found = [item for name in SECTIONS for item in getattr(record, name).items]
    return {item.id: item for item in (*found, *(item for name in CUSTODY for item in getattr(record.custody, name)))}


def test_there_are_two_stories() -> None:
    assert len(STORIES) == 2


@pytest.mark.parametrize(("seed", "number"), STORIES)
def test_every_fact_of_a_story_is_in_its_record(seed: int, number: int) -> None:
    text = GUIDE.split(f"### synth-{seed}-{number + 1:06d}: ")[1].split("\n#")[0]
    record = told(seed, number).record
    there, day = items(record), last(record).completed_on
    rows = ROW.findall(text)
    assert len(rows) >= 6
    for name, on, _, knew in rows:
        assert there[name].date == on
        known = [one.on for one in there[name].known_to or () if one.agency == "probation"]
        ours = there[name].source.system in ("oasys", "ndelius")
        assert (ours or any(one is not None and one <= day for one in known)) is (knew == "yes"), name


def test_the_stories_have_the_answers_that_they_tell() -> None:
    first, second = (told(*story) for story in STORIES)
    assert first.plan.error == "custody_not_seen"
    high = {rated for rated, level in first.plan.truth.items() if level is Level.HIGH}
    public, prisoners = (Group.PUBLIC, Setting.COMMUNITY), (Group.PRISONERS, Setting.CUSTODY)
    assert high == {public, prisoners}
    assert second.plan.family == "victim_in_custody"
    assert second.plan.truth[Group.KNOWN_ADULT, Setting.COMMUNITY] is Level.MEDIUM
    assert second.plan.truth[prisoners] is Level.LOW


@pytest.mark.parametrize("name", [*TOO_LOW, *TOO_HIGH, *FAMILIES, NEAR_MISS])
def test_the_guide_has_every_error_and_family(name: str) -> None:
    assert f"`{name}`" in GUIDE
