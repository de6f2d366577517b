"""Any predictor by its name."""

from riskcheck import policy
from riskcheck.predictors import combined, logistic, points, sexual
from riskcheck.predictors.inputs import Inputs
from riskcheck.predictors.scored import Score, Unscored

NAMES = ("ARP", "VRP", "SVRP", "CSRP", "DC_SRP", "II_SRP", "OGRS3", "OGP", "OVP", "SNSV", "RSR", "OSP_DC", "OSP_II")
"""The predictors that can be worked out, as the case record calls them; SNSV is the violent part of RSR."""


def score(name: str, inputs: Inputs, *, dynamic: bool | None = None, variant: bool = False) -> Score | Unscored:
    """Work out one predictor. ``dynamic``: ask for that version only; ``None`` takes the dynamic one where it can be had.

    ``variant``: with the other published values of OGRS3, SNSV or RSR, where two published calculators differ.
    Raises ``KeyError`` for a name that is not in ``NAMES``.
    """
    if name in ("CSRP", "RSR"):
        return combined.score(name, inputs, dynamic, variant=variant)
    if name == "OGRS3":
        return logistic.ogrs3(
            inputs, policy.topic("predictor_weights_before_2026")["ogrs3_variants"]["value"] if variant else None
        )
    if name in ("ARP", "VRP", "SVRP", "SNSV"):
        return logistic.score(name, inputs, dynamic, variant=variant)
    if name in ("DC_SRP", "OSP_DC"):
        return sexual.direct_contact(name, inputs)
    if name in ("II_SRP", "OSP_II"):
        return sexual.images(name, inputs)
    return {"OGP": points.ogp, "OVP": points.ovp}[name](inputs)
