"""The published actuarial scores, worked out again from their inputs, with every term shown.

ARP, VRP, SVRP, CSRP, DC-SRP and IIC-SRP of 2026, and OGRS3, OGP, OVP, SNSV, RSR and OSP, which most case files still carry.
The formulas are short and their weights are data (``riskcheck/policy/predictor_*.toml``). A score that is worked out again is
"recomputed", never "true": the weights are regressions on past policing. No score becomes a rating, and none cancels a flag.
"""

from riskcheck.predictors.inputs import Answer, Inputs, State
from riskcheck.predictors.offences import OffenceMapping
from riskcheck.predictors.score import NAMES, score
from riskcheck.predictors.scored import Score, Term, Unscored

__all__ = ["NAMES", "Answer", "Inputs", "OffenceMapping", "Score", "State", "Term", "Unscored", "score"]
