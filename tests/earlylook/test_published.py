"""The published early look comes out as the inspectors found."""

import tomllib
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from riskcheck.cli import main
from riskcheck.earlylook.compare import compare
from riskcheck.earlylook.reading import read_early_look
from riskcheck.earlylook.result import Cause, Comparison, Verdict
from riskcheck.records import CaseRecord

FOLDER = Path(__file__).parents[2] / "fixtures" / "published" / "mcsweeney"
EARLY_LOOK = FOLDER / "early-look.toml"


@pytest.fixture(scope="module")
def found() -> Comparison:
    record = msgspec.convert(msgspec.json.decode((FOLDER / "case.json").read_bytes()), CaseRecord)
    return compare(record, read_early_look(str(EARLY_LOOK)))


def test_the_managers_part_in_the_discussion_of_22_june_is_contradicted(found: Comparison) -> None:
    claim = found.claims[3]
    assert claim.verdict is Verdict.CONTRADICTED
    assert not claim.supports
    (row,) = claim.contradicts.evidence
    assert (row.item, row.on) == ("ov-2", "2022-06-22")
    assert claim.action_rests == "The record contradicts what it rests on."


def test_the_court_assessment_is_inaccurate_and_the_process_caused_it(found: Comparison) -> None:
    claim = found.claims[0]
    assert claim.verdict is Verdict.SUPPORTED
    (row,) = claim.supports.evidence
    assert row.item == "as-2"
    assert "burglary" in row.says
    assert claim.attribution is not None
    assert claim.attribution.cause is Cause.PROCESS
    assert claim.attribution.verdict is Verdict.CONTRADICTED
    assert claim.attribution.cites is not None
    assert "the correct process was followed here" in claim.attribution.cites


def test_the_criticism_of_the_licence_condition_is_not_supported(found: Comparison) -> None:
    claim = found.claims[1]
    assert claim.verdict is Verdict.CONTRADICTED
    assert not claim.supports
    assert [row.item for row in claim.contradicts.evidence] == ["ci-relationship"]


def test_it_is_not_supported_without_the_need_that_is_assumed_either() -> None:
    early_look = tomllib.loads(EARLY_LOOK.read_text(encoding="utf-8"))
    assert early_look["claims"][1]["provenance"]["assumed"] == ["needs"]
    record = msgspec.convert(msgspec.json.decode((FOLDER / "case.json").read_bytes()), CaseRecord)
    written = read_early_look(str(EARLY_LOOK))
    narrower = msgspec.structs.replace(written.claims[1], needs=("emotional_wellbeing",))
    claim = compare(record, msgspec.structs.replace(written, claims=(narrower,))).claims[0]
    assert claim.verdict is Verdict.NOT_EVIDENCED


def test_that_curfew_and_tag_were_left_out_is_supported(found: Comparison) -> None:
    claim = found.claims[2]
    assert claim.verdict is Verdict.SUPPORTED
    assert [row.item for row in claim.supports.evidence] == ["re-2"]


def test_what_it_does_not_mention_starts_with_the_level_and_has_the_order_and_the_custody_behaviour(found: Comparison) -> None:
    first = found.not_mentioned[0]
    assert (first.rank, first.what) == (1, "level")
    assert "first on 24 February 2021" in first.says
    by_title = {one.title: {row.item for row in one.evidence} for one in found.not_mentioned if one.what == "evidence"}
    assert "or-1" in by_title["Protective orders and domestic abuse"]
    assert {"in-3", "in-5", "cv-custody-weapon-1"} <= by_title["Custody behaviour"]
    kinds = [one.what for one in found.not_mentioned]
    assert kinds.index("level") < kinds.index("evidence") < kinds.index("gap")


def test_what_a_claim_is_about_is_not_listed_as_not_mentioned(found: Comparison) -> None:
    rows = {row.item for one in found.not_mentioned for row in one.evidence}
    about = {row.item for claim in found.claims for side in (claim.supports, claim.contradicts) for row in side.evidence}
    assert {"as-2", "ov-2"} <= about
    assert rows
    assert not rows & {"as-2", "ov-2", "lc-1"}


def test_nothing_of_the_day_of_the_offence_or_later_is_in_it(found: Comparison) -> None:
    assert found.last_day == "2022-06-25"
    assert found.left_out == 0
    sides = [side for claim in found.claims for side in (claim.supports, claim.contradicts)]
    rows = [row for side in sides for row in side.evidence]
    rows += [row for one in found.not_mentioned for row in one.evidence]
    assert rows
    assert all(row.known_on < "2022-06-26" for row in rows)


def test_every_claim_says_what_is_published_and_what_is_assumed() -> None:
    claims = tomllib.loads(EARLY_LOOK.read_text(encoding="utf-8"))["claims"]
    assert len(claims) == 4
    for claim in claims:
        where = claim["provenance"]
        assert "section 14" in where["cites"]
        if where.get("assumed"):
            assert where["note"]
            assert set(where["assumed"]) <= set(claim)


def test_what_an_answer_rests_on_says_there_what_of_it_is_assumed() -> None:
    for options in ((), ("--hide-details",)):
        shown = CliRunner().invoke(main, ["compare", str(FOLDER), str(EARLY_LOOK), *options])
        text = " ".join(shown.stdout.split())
        assert "45 items and claims have assumed facts" in text
        assert "1 March 2022*: New relationship: present" in text
        assert "Known: Probation from 1 March 2022. Assumed, not published: the day." in text
        assert ("Assumed, not published: which needs it was to serve." in text) is (not options)
