"""The predictors of sexual reoffending: direct contact by points, images and indirect contact by a table."""

from collections.abc import Iterator, Mapping
from typing import Any

from riskcheck import policy
from riskcheck.predictors.bands import band
from riskcheck.predictors.inputs import Inputs, State
from riskcheck.predictors.numbers import answered, rounded, sigmoid, step
from riskcheck.predictors.scored import Score, Term, Unscored, lacks, words

COUNTS = ("image_sanctions", "contact_adult_sanctions", "contact_child_sanctions", "non_contact_sanctions")
"""The four counts of sexual sanctions."""


def direct_contact(name: str, inputs: Inputs) -> Score | Unscored:
    """DC-SRP (before 2026: OSP/DC). Only for men with a sexual offence on record; otherwise nought and not applicable."""
    asked = _asked(name, inputs)
    if asked is not None:
        return asked
    found: Mapping[str, Any] = policy.topic("predictor_points")["direct_contact"]["value"]
    terms = tuple(_points(found, inputs))
    total = int(sum(term.adds for term in terms))
    probability = sigmoid(found["constant"] + found["per_point"] * total) if total else 0.0
    return Score(
        name=name,
        kind="static",
        unit="points",
        terms=terms,
        total=total,
        points=total,
        probability=probability,
        percent=rounded(100 * probability, 2),
        band=band(name, total),
        unknown=tuple(term.item for term in terms if term.state is not State.KNOWN),
    )


def _asked(name: str, inputs: Inputs) -> Score | Unscored | None:
    """What can be said before the counts are asked for: not known, not applicable, or ``None`` where they are needed."""
    items = policy.topic("predictor_items")
    missing = inputs.lacking(items["static"]["value"][name])
    if missing:
        return lacks(name, missing)
    if inputs.value("sex") not in ("male", "female"):
        return Unscored(name=name, why="the calculator has weights for men and women only")
    if inputs.value("sex") == "female" or inputs.value("ever_sexual_offence") == "no":
        return Score(name=name, kind="static", unit="points", terms=(), total=0, percent=0.0, band="not_applicable")
    missing = inputs.lacking(items["sexual"]["value"][name])
    if missing:
        return lacks(name, missing)
    if not any(inputs.number(item) for item in COUNTS):
        return Unscored(name=name, why="a sexual offence is on record and every count of sexual sanctions is nought")
    return None


def _points(found: Mapping[str, Any], inputs: Inputs) -> Iterator[Term]:
    for item, table in (
        ("contact_adult_sanctions", "contact_adult"),
        ("contact_child_sanctions", "contact_child"),
        ("non_contact_sanctions", "non_contact"),
    ):
        yield Term(item, words(item), found[table][min(int(inputs.number(item)), 3)])
    yield Term("age_at_follow_up", words("age_at_follow_up"), age_points(inputs.number("age_at_follow_up")))
    last, state = answered(inputs, "age_at_last_sexual_offence")
    adds = step(found["last_offence_up_to"], found["last_offence"], last)
    yield Term("age_at_last_sexual_offence", words("age_at_last_sexual_offence"), adds, state)
    several = inputs.number("total_sanctions") >= 2
    yield Term("total_sanctions", "two sanctions or more", found["two_sanctions"] * several)
    stranger = inputs["stranger_victim"]
    yield Term("stranger_victim", words("stranger_victim"), found["stranger"] * (stranger.value == "yes"), stranger.state)


def age_points(age: float) -> int:
    """The points of DC-SRP for the age at the start of follow-up."""
    found = policy.topic("predictor_points")["direct_contact"]["value"]
    if age >= found["age_none_from"]:
        return 0
    return int(found["age_points"] - max(0, (age - found["age_from"]) // found["age_step"]))


def images(name: str, inputs: Inputs) -> Score | Unscored:
    """IIC-SRP (before 2026: OSP/IIC): a share by the kind and number of sanctions, for men with a sexual offence on record."""
    asked = _asked(name, inputs)
    if asked is not None:
        return asked
    others = inputs.number("contact_adult_sanctions") + inputs.number("non_contact_sanctions")
    for row in policy.topic("predictor_points")["images"]["value"]:
        number = others if row["item"] == "other_sexual_sanctions" else inputs.number(row["item"])
        if number >= row["least"]:
            says = f"{row['least']} or more: {row['item'].replace('_', ' ')}"
            percent = rounded(100 * row["share"], 2)
            return Score(
                name=name,
                kind="static",
                unit="per cent",
                terms=(Term(row["item"], says, percent),),
                total=percent,
                probability=row["share"],
                percent=percent,
                band=row["band"],
            )
    raise AssertionError("one of the counts is above nought, and every count has a row")
