"""CSRP and, before 2026, RSR: the serious violent score and the two sexual ones, added up in per cent."""

from math import fsum

from riskcheck import policy
from riskcheck.predictors import logistic, sexual
from riskcheck.predictors.bands import band
from riskcheck.predictors.inputs import Inputs
from riskcheck.predictors.numbers import rounded
from riskcheck.predictors.scored import Score, Term, Unscored, words

_VIOLENT = {"CSRP": "SVRP", "RSR": "SNSV"}
_SEXUAL = {"CSRP": ("DC_SRP", "II_SRP"), "RSR": ("OSP_DC", "OSP_II")}


def score(name: str, inputs: Inputs, dynamic: bool | None = None, *, variant: bool = False) -> Score | Unscored:
    """The sum of three scores, each rounded first as the tool prints it. Static or dynamic follows the violent part.

    ``variant``: with the other published table of SNSV.
    """
    contact, image = _SEXUAL[name]
    parts = (
        logistic.score(_VIOLENT[name], inputs, dynamic, variant=variant),
        sexual.direct_contact(contact, inputs),
        sexual.images(image, inputs),
    )
    failed = [part for part in parts if isinstance(part, Unscored)]
    if failed:
        why = "; ".join(f"{part.name}: {part.why}" for part in failed)
        return Unscored(name=name, why=why, lacking=tuple(dict.fromkeys(item for part in failed for item in part.lacking)))
    scored = tuple(part for part in parts if isinstance(part, Score))
    woman = inputs.value("sex") == "female" and inputs.value("ever_sexual_offence") == "yes"
    added = policy.topic("predictor_points")["women"]["value"] if woman else 0.0
    terms = (
        *(Term(part.name.lower(), part.name, part.percent) for part in scored),
        Term("ever_sexual_offence", f"a woman with {words('ever_sexual_offence')}", added),
    )
    total = fsum(term.adds for term in terms)
    percent = min(rounded(total, 2), 99.99)
    return Score(
        name=name,
        kind=scored[0].kind,
        unit="per cent",
        terms=terms,
        total=total,
        percent=percent,
        band=band(name, percent),
        unknown=scored[0].unknown,
        lacking=scored[0].lacking,
        parts=scored,
    )
