"""The card says what a model is, what it was trained on, and what it is not for."""

import json
from dataclasses import replace

import msgspec
import pytest

from riskcheck.learned.card import as_json, as_text, card
from riskcheck.learned.features import FEATURES, NAMES
from riskcheck.learned.model import Model, load
from tests.learned.trained import COUNT, model_file


def described(**changes: int) -> str:
    model = load(str(model_file()))
    return " ".join(as_text(card(replace(model, about=msgspec.structs.replace(model.about, **changes)))).split())


def test_the_text_has_everything_that_a_reader_needs() -> None:
    model, text = load(str(model_file())), described()
    for words in (
        f"{COUNT} cases by the highest level among their ratings",
        "All of these cases are synthetic: made up, fitted to no real person, and no evidence of accuracy on real cases.",
        "The file holds no case.",
        "What it must not be used for",
        "Deciding a rating",
        "It learned ratings, never outcomes.",
        "It adds no flag, strengthens none and silences none.",
        "Never: protected characteristics",
        "about 7 in 100 of the cases rated below high stand out",
        model.fingerprint,
        model.check.data_fingerprint_,
    ):
        assert words in text
    for feature in FEATURES:
        assert feature.says[1:] in text


@pytest.mark.parametrize(
    ("synthetic", "says"), [(0, "None of these cases is marked as synthetic."), (1, "Some of these cases are synthetic")]
)
def test_it_says_how_many_of_its_cases_were_made_up(synthetic: int, says: str) -> None:
    assert says in described(synthetic=synthetic)


def test_records_that_were_left_out_are_on_it() -> None:
    assert "410 records were given: 7 without ratings and 3 that could not be read were left out." in described(
        records=410, unrated=7, errors=3
    )


def test_a_file_with_cases_says_so() -> None:
    model: Model = load(str(model_file(with_peers=True)))
    assert "treat it as case data" in " ".join(as_text(card(model)).split())


def test_the_json_has_the_same_and_its_figures_are_the_model_s() -> None:
    model = load(str(model_file()))
    found = json.loads(as_json(card(model)))
    assert found["format"] == "riskcheck.model-card/1"
    assert found["fingerprint"] == model.fingerprint
    assert [feature["name"] for feature in found["features"]] == list(NAMES)
    assert (found["synthetic"], found["trained_on"]["cases"], found["peers"]) == ("all", COUNT, False)
    assert (found["calibration_error"], found["cutoff"], found["budget"]) == (
        model.check.calibration_error_,
        model.check.cutoff_,
        model.check.budget,
    )
    assert sum(band["cases"] for band in found["calibration"]) == COUNT


def test_the_text_is_wrapped() -> None:
    assert all(len(line) <= 100 for line in as_text(card(load(str(model_file())))).splitlines())
