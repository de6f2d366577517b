"""A reader of whole lives: more harm never reads as less, and where it is asked for, lives are such that it is right."""

from riskcheck.synth import reader
from riskcheck.synth.cases import cases
from riskcheck.synth.life import misread
from riskcheck.synth.parameters import Parameters, from_table
from riskcheck.synth.person import State
from tests.synth.caseload import chosen

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


def test_lives_that_are_to_be_readable_are_read_rightly_far_more_often() -> None:
    readable = from_table({"truth": {"readable": {"value": 20}}}, "a test")
    assert wrong(readable) * 3 < wrong(chosen())
