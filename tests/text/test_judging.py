"""The weights by which mentions are judged: what they were trained on, and that anybody can make them again."""

from pathlib import Path

import pytest

from riskcheck.text.judge import NONE, Weights, judge, shipped
from riskcheck.text.measure import FOLDER, labelled
from riskcheck.text.mention import Because, Category
from riskcheck.text.train import as_json, fingerprint_of_lexicons, fingerprint_of_sentences, fit, rows, train

HERE = Path(__file__).parents[2] / FOLDER / "tuning"
AGAIN = "run python -m riskcheck.text.train"


def test_the_weights_are_of_these_sentences_and_lexicons() -> None:
    assert shipped().sentences == fingerprint_of_sentences(HERE), AGAIN
    assert shipped().lexicons == fingerprint_of_lexicons(), AGAIN


def test_every_author_was_left_out_once_and_every_reason_can_be_given() -> None:
    assert set(shipped().left_out) == set(labelled(HERE))
    assert set(shipped().reasons) == {*Because, NONE}
    assert {len(row) for row in shipped().weights.values()} == {len(shipped().reasons)} == {len(shipped().start)}


def test_training_again_gives_the_same_weights_within_rounding() -> None:
    reasons, start, weights = fit(row for found in rows(HERE).values() for row in found)
    assert reasons == shipped().reasons
    assert all(abs(one - other) <= 2 for one, other in zip(start, shipped().start, strict=True))
    nothing = (0,) * len(reasons)
    for fact in weights.keys() | shipped().weights.keys():
        pairs = zip(weights.get(fact, nothing), shipped().weights.get(fact, nothing), strict=True)
        assert all(abs(one - other) <= 2 for one, other in pairs), fact


def test_a_fact_is_of_classes_and_never_of_a_text() -> None:
    known = {"shank", "napalm", "machete", "spice", "hooch", "wife", "kettle", "headbutted"}
    assert not {word for fact in shipped().weights for word in fact.split()} & known


def _weights(**changes: object) -> Weights:
    made = {
        "format": "x",
        "about": "x",
        "sentences": "",
        "lexicons": "",
        "penalty": 1.0,
        "at_least": 1,
        "needed": dict.fromkeys(Category, 0.6),
        "left_out": {},
        "reasons": ("negated", "none", "own"),
        "start": (0, 0, 0),
        "weights": {"a knife": (0, 0, 300), "no": (400, 0, -300), "a story": (0, 500, 0), "perhaps": (0, 0, 60)},
    }
    return Weights(**(made | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "because"),
    [
        (["a knife"], Because.OWN),
        (["a knife", "no"], Because.NEGATED),
        (["a knife", "a story"], None),
        (["a knife", "a fact without a weight"], Because.OWN),
    ],
)
def test_the_weights_of_the_facts_add_up(facts: list[str], because: Because | None) -> None:
    assert judge(Category.WEAPONS, facts, _weights()) is because


def test_own_needs_more_than_to_be_the_likeliest() -> None:
    assert judge(Category.WEAPONS, ["perhaps"], _weights()) is Because.NEGATED
    assert judge(Category.WEAPONS, ["perhaps"], _weights(needed=dict.fromkeys(Category, 0.4))) is Because.OWN


def test_a_file_of_weights_can_be_read_line_by_line() -> None:
    lines = as_json(_weights()).decode().splitlines()
    assert '  "a knife": [0, 0, 300],' in lines


def test_nothing_can_be_learnt_from_nothing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        train(tmp_path)
