"""A reader of whole lives: more harm never reads as less, and where it is asked for, lives are such that it is right."""

import pytest

from riskcheck.records.model import Weapon
from riskcheck.synth import reader
from riskcheck.synth.assessor import TOO_LOW
from riskcheck.synth.cases import cases
from riskcheck.synth.lived import Act, Ending
from riskcheck.synth.misreading import as_seen, misread
from riskcheck.synth.parameters import Parameters, from_table
from riskcheck.synth.person import State
from riskcheck.synth.truth import overall
from riskcheck.terms import Level
from tests.synth.caseload import caseload, chosen

YEARS = 40
OUT = [False] * YEARS
STATES = [State(1.0, partner=True)] * YEARS


def near(*acts: reader.Seen, inside: list[bool] = OUT) -> float:
    return reader.nearness(acts, inside, STATES, chosen())


def wrong(parameters: Parameters) -> int:
    return sum(misread(made.plan, made.life, parameters) > 0 for made in cases(300, 41, parameters))


def test_more_harm_reads_as_nearer() -> None:
    one = reader.Seen(400, "street", 2)
    assert near() < near(one) < near(one, reader.Seen(900, "street", 2))
    assert near(one) < near(reader.Seen(400, "street", 4))


def test_recent_harm_reads_as_nearer_than_old() -> None:
    assert near(reader.Seen(3000, "partner", 3)) < near(reader.Seen(100, "partner", 3))


def test_weapons_and_robbery_count_and_theft_does_not() -> None:
    assert near() == near(reader.Seen(100, "theft", 0))
    one = reader.Seen(100, "street", 2)
    assert near(one) < near(one, reader.Seen(50, "weapon", 2))
    assert near(reader.Seen(100, "robbery", 2)) == near(one)


def test_time_in_which_nothing_could_be_done_is_no_good_conduct() -> None:
    one = reader.Seen(100, "street", 3)
    assert near(one, inside=[True] * YEARS) > near(one)


def test_what_was_not_proved_reads_as_less_than_what_was() -> None:
    half, whole = (near(reader.Seen(400, "street", 4, counts)) for counts in (0.5, 1.0))
    assert near() < half < whole


def test_hardly_a_life_is_misread_unless_that_is_not_asked() -> None:
    unasked = from_table({"truth": {"readable": {"value": 0}}}, "a test")
    assert wrong(chosen()) <= 3
    assert wrong(unasked) > 30


def test_what_counts_as_too_low_is_read_as_over_the_line_by_the_margin() -> None:
    margin, seen = chosen().truth.margin, 0
    wider = from_table({"truth": {"margin": {"value": margin + 0.5}}}, "a test")
    for made in caseload():
        if made.plan.error in TOO_LOW and overall(made.plan.truth) is Level.HIGH:
            seen += 1
            assert misread(made.plan, made.life, chosen()) == 0
            over = misread(made.plan, made.life, wider)
            assert 0 <= over <= 0.5
    assert seen > 10


def test_a_robbery_with_a_weapon_and_a_sexual_offence_read_as_grave() -> None:
    knife = Weapon(kind="knife", use="threatened")
    for act, gravity in (
        (Act(100, "robbery", 2, False, "public", knife), 4),
        (Act(100, "robbery", 2, False, "public"), 2),
        (Act(100, "sexual", 3, False, "public"), 4),
        (Act(100, "street", 3, False, "public", knife), 3),
    ):
        assert as_seen(act, 200, chosen()).gravity == gravity


@pytest.mark.parametrize(("outcome", "counts"), [("convicted", 1.0), ("proved", 1.0), ("acquitted", 0.5), ("dismissed", 0.5)])
def test_what_came_to_nothing_counts_as_the_parameter_says(outcome: str, counts: float) -> None:
    assert as_seen(Act(100, "street", 3, False, "public", ending=Ending(outcome, 150)), 200, chosen()).counts == counts
