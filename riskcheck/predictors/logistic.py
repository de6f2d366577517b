"""ARP, VRP, SVRP and SNSV, which are one formula with four sets of weights, and OGRS3, which is a shorter one."""

from collections.abc import Iterator, Mapping
from math import fsum, log
from typing import Any

from riskcheck import policy
from riskcheck.predictors.bands import band
from riskcheck.predictors.inputs import Inputs, State
from riskcheck.predictors.numbers import answered, sigmoid, step, two_places, whole
from riskcheck.predictors.scored import Score, Term, Unscored, lacks, words

Weights = Mapping[str, Any]


def weights(name: str, kind: str, variant: bool = False) -> Weights:
    """The weights of a predictor, ``static`` or ``dynamic``. ``variant``: as the other published table of SNSV has them."""
    topic = policy.topic("predictor_weights_before_2026" if name == "SNSV" else "predictor_weights")
    found: Weights = topic[f"{name.lower()}_{kind}"]["value"]
    if variant and name == "SNSV" and kind == "dynamic":
        return {**found, "offence": found["offence"] | topic["snsv_variants"]["value"]}
    return found


def score(name: str, inputs: Inputs, dynamic: bool | None = None, *, variant: bool = False) -> Score | Unscored:
    """ARP, VRP, SVRP or SNSV: dynamic where every dynamic item is known, else static, unless one of them is asked for."""
    items = policy.topic("predictor_items")
    missing = inputs.lacking(items["static"]["value"][name])
    if missing:
        return lacks(name, missing)
    if (why := impossible(name, inputs)) is not None:
        return Unscored(name=name, why=why)
    lacking = inputs.lacking(items["dynamic"]["value"][name])
    if dynamic and lacking:
        return lacks(name, lacking)
    kind = "static" if lacking or dynamic is False else "dynamic"
    found = weights(name, kind, variant)
    if inputs.value("offence_category") not in found["offence"]:
        return Unscored(name=name, why="the category of the current offence is not one that has a weight")
    terms = tuple(_terms(found, inputs))
    total = fsum(term.adds for term in terms)
    percent = two_places(sigmoid(total))
    return Score(
        name=name,
        kind=kind,
        unit="log-odds",
        terms=terms,
        total=total,
        probability=sigmoid(total),
        percent=percent,
        band=band(name, percent),
        unknown=tuple(term.item for term in terms if term.state is not State.KNOWN),
        lacking=lacking if kind == "static" else (),
    )


def impossible(name: str, inputs: Inputs) -> str | None:
    """Why these static items cannot be those of one person; ``None`` where they can."""
    if inputs.value("sex") not in ("male", "female"):
        return "the calculator has weights for men and women only"
    if inputs.number("age_at_first_sanction") > inputs.number("age_at_conviction"):
        return "the age at the first sanction is above the age at the current conviction"
    if inputs.number("total_sanctions") < 1:
        return "the number of sanctions includes the current one, so it is at least 1"
    if name not in ("ARP", "OGRS3") and inputs.number("violent_sanctions") > inputs.number("total_sanctions"):
        return "there are more violent sanctions than sanctions"
    return None


def _terms(found: Weights, inputs: Inputs) -> Iterator[Term]:
    sex = str(inputs.value("sex"))
    yield Term("constant", "constant, two years ahead", found["constant"])
    yield Term("age_at_follow_up", words("age_at_follow_up"), _powers(found[f"age_{sex}"], inputs.number("age_at_follow_up")))
    yield Term("sex", f"{words('sex')}: {sex}", found["female"] if sex == "female" else 0.0)
    category = str(inputs.value("offence_category"))
    says = f"{words('offence_category')}: {category.replace('_', ' ')}"
    yield Term("offence_category", says, fsum(found["offence"][category]))
    yield from _sanctions(found, inputs, sex)
    yield Term(
        "months_offence_free",
        words("months_offence_free"),
        _powers(found["months_offence_free"], inputs.number("months_offence_free")),
    )
    if "per_violent" in found:
        yield from _violent(found, inputs, sex)
    for table, prefix in (("items", ""), ("drugs", "drugs."), ("past_offences", "past_offences.")):
        for item, weight in found.get(table, {}).items():
            number, state = answered(inputs, prefix + item)
            yield Term(prefix + item, words(prefix + item), weight * number + 0.0, state)


def _powers(weights: list[float], at: float) -> float:
    return fsum(weight * at**power for power, weight in enumerate(weights, start=1))


def _years_since_first(inputs: Inputs) -> float:
    return inputs.number("age_at_conviction") - inputs.number("age_at_first_sanction")


def _sanctions(found: Weights, inputs: Inputs, sex: str) -> Iterator[Term]:
    total, years = inputs.number("total_sanctions"), _years_since_first(inputs)
    yield Term("total_sanctions", words("total_sanctions"), found["per_sanction"] * total)
    if total == 1:
        yield Term("total_sanctions", "the first sanction", found["first_sanction"])
    elif total == 2:
        yield Term("total_sanctions", "the second sanction", found["second_sanction"])
        says = "years between the first sanction and the second"
        yield Term("age_at_first_sanction", says, found[f"years_to_second_{sex}"] * years)
    else:
        pace = log(total / (years + found["pace_added_years"]))
        says = "pace of sanctions since the first"
        yield Term("age_at_first_sanction", says, _powers(found[f"pace_{sex}"], pace))


def _violent(found: Weights, inputs: Inputs, sex: str) -> Iterator[Term]:
    violent = inputs.number("violent_sanctions")
    if violent == 0:
        yield Term("violent_sanctions", "no violent sanction", found[f"never_violent_{sex}"])
        return
    once = found["once_violent"] if violent == 1 else 0.0
    yield Term("violent_sanctions", words("violent_sanctions"), found["per_violent"] * violent + once)
    pace = log(violent / (_years_since_first(inputs) + found["violent_pace_added_years"]))
    yield Term("violent_sanctions", "pace of violent sanctions since the first", found["violent_pace"] * pace)


def ogrs3(inputs: Inputs, variants: Weights | None = None) -> Score | Unscored:
    """OGRS3, one and two years ahead. ``variants``: some of the other published values, as their policy file has them."""
    other = variants or {}
    missing = inputs.lacking(policy.topic("predictor_items")["static"]["value"]["OGRS3"])
    if missing:
        return lacks("OGRS3", missing)
    if (why := impossible("OGRS3", inputs)) is not None:
        return Unscored(name="OGRS3", why=why)
    found: Weights = policy.topic("predictor_weights_before_2026")["ogrs3"]["value"]
    group = str(inputs.value("ogrs3_offence_group"))
    if group not in found["offence"]:
        return Unscored(name="OGRS3", why="the group of the current offence is not one that has a weight")
    terms = tuple(_ogrs3_terms(found, other, inputs, group))
    log_odds = fsum(term.adds for term in terms)
    percent = whole(sigmoid(log_odds))
    return Score(
        name="OGRS3",
        kind="static",
        unit="log-odds",
        terms=terms,
        total=log_odds,
        probability=sigmoid(log_odds),
        percent=percent,
        one_year=whole(sigmoid(log_odds - found["two_years"] + found["one_year"])),
        band=band("OGRS3", percent),
    )


def _ogrs3_terms(found: Weights, other: Weights, inputs: Inputs, group: str) -> Iterator[Term]:
    sex, every, years = str(inputs.value("sex")), inputs.number("total_sanctions"), _years_since_first(inputs)
    total = every if other.get("uncapped") else min(every, found["sanctions_capped_at"])
    age = step(found["ages_up_to"], found[f"age_{sex}"], inputs.number("age_at_follow_up"))
    status = found["first_conviction"] if total == 1 else found["earlier_sanctions"]
    pace = found["pace"] * log(total / (years + found["pace_added_years"]))
    offence = f"{words('ogrs3_offence_group')}: {group.replace('_', ' ')}"
    yield Term("constant", "constant, two years ahead", found["two_years"])
    yield Term("age_at_follow_up", f"{words('age_at_follow_up')} ({sex})", age)
    yield Term("total_sanctions", "a first conviction" if total == 1 else "sanctions before this one", status)
    yield Term("age_at_first_sanction", "pace of sanctions since the first", pace)
    yield Term("ogrs3_offence_group", offence, float(other.get(group, found["offence"][group])))
