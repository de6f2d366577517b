"""What a recomputed score says: terms that add up, states that are not lost, and reasons where there is no score."""

from math import fsum

import pytest
from hypothesis import given

from riskcheck.predictors import NAMES, Answer, Inputs, Score, State, Unscored, score
from riskcheck.predictors.bands import ORDER, band
from riskcheck.predictors.inputs import PAST_OFFENCES, known
from riskcheck.predictors.numbers import rounded, sigmoid

from .made import whole_inputs

LOG_ODDS = ("ARP", "VRP", "SVRP", "SNSV", "OGRS3")


@given(inputs=whole_inputs())
def test_the_terms_of_every_score_add_up(inputs: Inputs) -> None:
    for name in NAMES:
        found = score(name, inputs)
        assert isinstance(found, Score), name
        assert fsum(term.adds for term in found.terms) == pytest.approx(found.total, abs=1e-9), name
        assert 0 <= found.percent <= 99.99
        assert found.unknown == ()
        if name in LOG_ODDS:
            assert found.probability == pytest.approx(sigmoid(found.total))
        if found.parts:
            assert found.percent <= rounded(sum(part.percent for part in found.parts) + 0.3801, 2)


@given(inputs=whole_inputs())
def test_what_is_not_known_is_never_taken_for_no(inputs: Inputs) -> None:
    for name, item in (("ARP", "attitudes"), ("VRP", "temper"), ("SVRP", "weapon"), ("SNSV", "domestic_abuse")):
        for state in (State.DONT_KNOW, State.BLANK, State.NOT_APPLICABLE, State.NOT_SUPPLIED):
            without = Inputs({each: inputs[each] for each in inputs.given()} | {item: Answer(state)})
            found = score(name, without)
            assert isinstance(found, Score)
            assert found.kind == "static"
            assert found.lacking == (item,)
            assert found == score(name, without, dynamic=False)
            forced = score(name, without, dynamic=True)
            assert isinstance(forced, Unscored)
            assert forced.lacking == (item,)


@given(inputs=whole_inputs())
def test_a_kind_of_offence_that_is_not_known_is_said(inputs: Inputs) -> None:
    found = score("SVRP", Inputs({each: inputs[each] for each in inputs.given() if each != "past_offences.arson"}))
    assert isinstance(found, Score)
    assert found.kind == "dynamic"
    assert found.unknown == ("past_offences.arson",)
    none = score("SVRP", Inputs({each: inputs[each] for each in inputs.given() if not each.startswith("past_offences")}))
    assert isinstance(none, Score)
    assert none.lacking == ("past_offences",)


@given(inputs=whole_inputs())
def test_a_yes_to_an_offence_or_a_weapon_never_lowers_the_serious_violent_score(inputs: Inputs) -> None:
    for item in ("weapon", *(f"past_offences__{kind}" for kind in PAST_OFFENCES)):
        low, high = (score("SVRP", inputs.answering(**{item: answer})) for answer in ("no", "yes"))
        assert isinstance(low, Score)
        assert isinstance(high, Score)
        assert low.total < high.total


@pytest.mark.parametrize(
    ("name", "changed", "why"),
    [
        ("ARP", {"sex": "other"}, "the calculator has weights for men and women only"),
        ("DC_SRP", {"sex": "other"}, "the calculator has weights for men and women only"),
        ("ARP", {"age_at_first_sanction": 99}, "the age at the first sanction is above the age at the current conviction"),
        ("OGRS3", {"total_sanctions": 0}, "the number of sanctions includes the current one, so it is at least 1"),
        ("VRP", {"violent_sanctions": 9}, "there are more violent sanctions than sanctions"),
        ("OVP", {"violent_sanctions": 9}, "there are more violent sanctions than sanctions"),
        ("OVP", {"age_at_follow_up": 17}, "OVP is not for people under 18"),
        ("SVRP", {"offence_category": "unknown"}, "the category of the current offence is not one that has a weight"),
        ("OGRS3", {"ogrs3_offence_group": "unknown"}, "the group of the current offence is not one that has a weight"),
        (
            "II_SRP",
            dict.fromkeys(
                ("contact_adult_sanctions", "contact_child_sanctions", "image_sanctions", "non_contact_sanctions"), 0
            ),
            "a sexual offence is on record and every count of sexual sanctions is nought",
        ),
        ("CSRP", {"violent_sanctions": 9}, "SVRP: there are more violent sanctions than sanctions"),
        ("OGP", {"total_sanctions": 0}, "the number of sanctions includes the current one, so it is at least 1"),
    ],
)
def test_items_that_no_calculator_accepts_give_no_score(name: str, changed: dict[str, object], why: str) -> None:
    found = score(name, plain(**changed))
    assert isinstance(found, Unscored)
    assert found.why == why


@pytest.mark.parametrize("name", NAMES)
def test_without_any_item_there_is_no_score_and_it_says_what_is_lacking(name: str) -> None:
    found = score(name, Inputs({}))
    assert isinstance(found, Unscored)
    assert found.lacking
    assert "not known: " in found.why


def plain(**changed: object) -> Inputs:
    problems = ("accommodation", "relationship_with_partner", "activities", "current_drug_misuse", "drinking", "binge_drinking")
    problems += ("impulsivity", "temper", "problem_solving", "understands_others", "attitudes")
    answers: dict[str, object] = {
        "sex": "male",
        "age_at_first_sanction": 20,
        "age_at_conviction": 30,
        "age_at_follow_up": 31,
        "months_offence_free": 0,
        "total_sanctions": 5,
        "violent_sanctions": 1,
        "offence_category": "criminal_damage",
        "ogrs3_offence_group": "criminal_damage",
        "ever_sexual_offence": "yes",
        "image_sanctions": 1,
        "contact_adult_sanctions": 0,
        "contact_child_sanctions": 0,
        "non_contact_sanctions": 0,
        "age_at_last_sexual_offence": 25,
        "relationship_status": "not_in_relationship",
        "drug_motivation": "full",
        "awareness_of_consequences": "yes",
        "recognises_impact": "yes",
        **dict.fromkeys(("no_fixed_abode", "unemployed", "psychiatric_treatment", "weapon", "domestic_abuse"), "no"),
        **dict.fromkeys(problems, "no_problems"),
        **dict.fromkeys((f"past_offences.{kind}" for kind in PAST_OFFENCES), "no"),
    }
    return Inputs({item: known(value) for item, value in (answers | changed).items()})  # type: ignore[arg-type]


def test_a_woman_with_a_sexual_offence_is_given_the_share_of_women_and_no_points() -> None:
    found = score("CSRP", plain(sex="female"))
    assert isinstance(found, Score)
    assert [term.adds for term in found.terms[1:]] == [0.0, 0.0, 0.38]
    assert [part.band for part in found.parts[1:]] == ["not_applicable", "not_applicable"]


def test_other_drugs_are_one_flag() -> None:
    def other(**drugs: str) -> tuple[float, State]:
        found = score("ARP", plain().answering(**{f"drugs__{kind}": answer for kind, answer in drugs.items()}))
        assert isinstance(found, Score)
        return next((term.adds, term.state) for term in found.terms if term.item == "drugs.other")

    assert other() == (0.0, State.NOT_SUPPLIED)
    assert other(other="no", ketamine="no", spice="no", hallucinogens="no", solvents="no") == (0.0, State.KNOWN)
    assert other(spice="yes") == other(other="yes") == other(spice="yes", solvents="yes")
    assert other(spice="yes")[0] > 0


def test_the_other_published_values_differ_where_they_are_said_to_and_nowhere_else() -> None:
    for name, changed, differs in (
        ("OGRS3", {"ogrs3_offence_group": "sexual_not_against_child"}, True),
        ("OGRS3", {"total_sanctions": 80}, True),
        ("OGRS3", {"ogrs3_offence_group": "theft"}, False),
        ("SNSV", {"offence_category": "other_offences"}, True),
        ("SNSV", {"offence_category": "theft_non_motor"}, False),
        ("ARP", {"offence_category": "other_offences"}, False),
    ):
        ours, other = (score(name, plain(**changed), variant=variant) for variant in (False, True))
        assert isinstance(ours, Score)
        assert isinstance(other, Score)
        assert (ours.total != other.total) is differs, (name, changed)


def test_a_band_is_of_its_own_version() -> None:
    assert [band(name, 4.0) for name in ("RSR", "CSRP", "SNSV", "II_SRP")] == ["medium", "high", None, None]
    assert [band("OSP_DC", points) for points in (21, 22, 30, 36)] == list(ORDER)


@pytest.mark.parametrize(("value", "places", "expected"), [(0.125, 2, 0.13), (2.675, 2, 2.68), (0.5, 0, 1.0), (1e-12, 2, 0.0)])
def test_numbers_are_rounded_half_up(value: float, places: int, expected: float) -> None:
    assert rounded(value, places) == expected


def test_a_probability_does_not_overflow() -> None:
    assert sigmoid(-1000) == 0.0
    assert sigmoid(1000) == 1.0


def test_a_number_that_is_not_known_is_a_mistake_of_ours() -> None:
    with pytest.raises(TypeError, match="total_sanctions is not a number"):
        Inputs({}).number("total_sanctions")
