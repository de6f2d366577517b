"""OGP and OVP, which were in use before 2026: points first, then per cent."""

from collections.abc import Iterator, Mapping
from math import ceil
from typing import Any

from riskcheck import policy
from riskcheck.predictors.bands import band
from riskcheck.predictors.inputs import Inputs
from riskcheck.predictors.logistic import ogrs3
from riskcheck.predictors.numbers import answered, rounded, sigmoid, step, whole
from riskcheck.predictors.scored import Score, Term, Unscored, lacks, words


def ogp(inputs: Inputs) -> Score | Unscored:
    """OGP, one and two years ahead, from OGRS3 (recomputed, or ``ogrs3_percent`` where it is known) and nine answers."""
    missing = inputs.lacking(policy.topic("predictor_items")["static"]["value"]["OGP"])
    given = inputs.value("ogrs3_percent")
    static = None if given is not None else ogrs3(inputs)
    if missing or isinstance(static, Unscored):
        more = static.lacking if isinstance(static, Unscored) else ()
        return lacks("OGP", (*missing, *more)) if missing or more else Unscored(name="OGP", why=getattr(static, "why", ""))
    found = _table("ogp")
    percent = float(given) if given is not None else (static.percent if static is not None else 0.0)
    return _of_points("OGP", found, tuple(_ogp(found, inputs, percent)))


def _table(name: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = policy.topic("predictor_weights_before_2026")[name]["value"]
    return found


def _number(inputs: Inputs, item: str) -> float:
    """The level of a problem, or 1 for yes and 0 for no, unemployment included: points are not doubled for it."""
    number, _ = answered(inputs, item)
    return min(number, 1) if item == "unemployed" else number


def _ogp(found: Mapping[str, Any], inputs: Inputs, percent: float) -> Iterator[Term]:
    yield Term("ogrs3", f"OGRS3 two years ahead, {percent:g} per cent", rounded(found["per_ogrs3_percent"] * percent))
    for item in ("no_fixed_abode", "unemployed"):
        yield Term(item, words(item), found[item] * _number(inputs, item))
    yield Term("activities", words("activities"), found["activities"][int(_number(inputs, "activities"))])
    drugs = _number(inputs, "current_drug_misuse") + _number(inputs, "drug_motivation")
    yield Term("current_drug_misuse", "current drug misuse and motivation to tackle it", rounded(found["drugs_each"] * drugs))
    thinking = sum(_number(inputs, item) for item in ("problem_solving", "understands_others")) + _awareness(inputs)
    says = "problem solving, awareness of consequences, understanding of others"
    yield Term("problem_solving", says, rounded(found["thinking_each"] * thinking))
    yield Term("attitudes", words("attitudes"), found["attitudes"][int(_number(inputs, "attitudes"))])


def _awareness(inputs: Inputs) -> float:
    return {"yes": 0.0, "sometimes": 1.0, "no": 2.0}[str(inputs.value("awareness_of_consequences"))]


def ovp(inputs: Inputs) -> Score | Unscored:
    """OVP, one and two years ahead, from sanctions, age, sex and seven answers."""
    missing = inputs.lacking(policy.topic("predictor_items")["static"]["value"]["OVP"])
    if missing:
        return lacks("OVP", missing)
    found = _table("ovp")
    if inputs.number("age_at_follow_up") < found["youngest"]:
        return Unscored(name="OVP", why="OVP is not for people under 18")
    if inputs.number("violent_sanctions") > inputs.number("total_sanctions"):
        return Unscored(name="OVP", why="there are more violent sanctions than sanctions")
    return _of_points("OVP", found, tuple(_ovp(found, inputs)))


def _ovp(found: Mapping[str, Any], inputs: Inputs) -> Iterator[Term]:
    total, violent = inputs.number("total_sanctions"), inputs.number("violent_sanctions")
    yield Term("total_sanctions", "any sanction, the current one included", found["any_sanction"] if total > 0 else 0)
    yield Term("violent_sanctions", words("violent_sanctions"), step(found["violent_up_to"], found["violent"], violent))
    yield Term("total_sanctions", "sanctions without violence", step(found["other_up_to"], found["other"], total - violent))
    age = inputs.number("age_at_follow_up")
    yield Term("age_at_follow_up", words("age_at_follow_up"), step(found["age_up_to"], found["age"], age))
    sex = inputs.value("sex")
    yield Term("sex", f"{words('sex')}: {sex}", found["male"] if sex == "male" else 0)
    impact = inputs.value("recognises_impact") == "no"
    yield Term("recognises_impact", "does not recognise the impact of offending", found["impact_not_recognised"] * impact)
    for item in ("no_fixed_abode", "unemployed", "psychiatric_treatment"):
        yield Term(item, words(item), found[item] * _number(inputs, item))
    alcohol = _number(inputs, "drinking") + _number(inputs, "binge_drinking")
    yield Term("drinking", "alcohol (9.1 and 9.2)", ceil(found["alcohol_each"] * alcohol))
    for item in ("temper", "attitudes"):
        yield Term(item, words(item), found[f"{item}_each"] * _number(inputs, item))


def _of_points(name: str, found: Mapping[str, Any], terms: tuple[Term, ...]) -> Score:
    total = sum(term.adds for term in terms)
    odds = found["per_point"] * total
    percent = whole(sigmoid(found["two_years"] + odds))
    return Score(
        name=name,
        kind="dynamic",
        unit="points",
        terms=terms,
        total=total,
        points=int(total),
        probability=sigmoid(found["two_years"] + odds),
        percent=percent,
        one_year=whole(sigmoid(found["one_year"] + odds)),
        band=band(name, percent),
    )
