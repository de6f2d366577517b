"""Made-up items of a calculation, and a strategy for them."""

from typing import Any

from hypothesis import strategies as st

from riskcheck import policy
from riskcheck.predictors.inputs import PAST_OFFENCES, Inputs, known

PROBLEMS = ("no_problems", "some_problems", "significant_problems")
YES_NO = ("yes", "no")
CATEGORIES = tuple(policy.topic("predictor_weights")["arp_static"]["value"]["offence"])
GROUPS = tuple(policy.topic("predictor_weights_before_2026")["ogrs3"]["value"]["offence"])
DRUGS = (
    *("heroin", "methadone", "other_opiate", "crack", "powder_cocaine", "prescribed", "benzodiazepines", "cannabis"),
    *("steroids", "other", "ketamine", "spice", "hallucinogens", "solvents"),
)

ANSWERS: dict[str, tuple[Any, ...]] = {
    "sex": ("male", "female"),
    "offence_category": CATEGORIES,
    "ogrs3_offence_group": GROUPS,
    "ever_sexual_offence": YES_NO,
    "stranger_victim": YES_NO,
    "weapon": YES_NO,
    "recognises_impact": YES_NO,
    "no_fixed_abode": YES_NO,
    "unemployed": YES_NO,
    "domestic_abuse": YES_NO,
    "psychiatric_treatment": YES_NO,
    "relationship_status": ("living_together", "not_living_together", "not_in_relationship"),
    "drug_motivation": ("full", "partial", "none"),
    "awareness_of_consequences": ("yes", "sometimes", "no"),
    **dict.fromkeys(
        (
            *("accommodation", "relationship_with_partner", "activities", "current_drug_misuse", "drinking"),
            *("binge_drinking", "impulsivity", "temper", "problem_solving", "understands_others", "attitudes"),
        ),
        PROBLEMS,
    ),
    **dict.fromkeys((f"past_offences.{kind}" for kind in PAST_OFFENCES), YES_NO),
    **dict.fromkeys((f"drugs.{kind}" for kind in DRUGS), YES_NO),
}


@st.composite
def whole_inputs(draw: st.DrawFn) -> Inputs:
    """Every item, all known, and possible together."""
    first = draw(st.integers(10, 40))
    convicted = first + draw(st.integers(0, 40))
    total = draw(st.integers(1, 120))
    numbers = {
        "age_at_first_sanction": first,
        "age_at_conviction": convicted,
        "age_at_follow_up": max(convicted + draw(st.integers(0, 10)), 18),
        "months_offence_free": draw(st.integers(0, 36)),
        "total_sanctions": total,
        "violent_sanctions": draw(st.integers(0, total)),
        "image_sanctions": draw(st.integers(1, 4)),
        "contact_adult_sanctions": draw(st.integers(0, 4)),
        "contact_child_sanctions": draw(st.integers(0, 4)),
        "non_contact_sanctions": draw(st.integers(0, 4)),
        "age_at_last_sexual_offence": draw(st.integers(10, 80)),
    }
    answers = {item: draw(st.sampled_from(values)) for item, values in ANSWERS.items()}
    return Inputs({item: known(value) for item, value in (numbers | answers).items()})
