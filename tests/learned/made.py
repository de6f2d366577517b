"""Made tables of cases with a known truth, and ratings of which some are too low."""

import numpy as np
import pandas as pd

NAMES = ["weapons found", "assaults", "order breaches", "years since violence", "programmes", "appointments"]
SIGNS = {"weapons found": 1, "assaults": 1, "order breaches": 1, "years since violence": -1}


def caseload(cases: int = 1500, seed: int = 1, lowered: float = 0.07) -> tuple[pd.DataFrame, np.ndarray, np.ndarray]:
    """A table with missing values, its ratings in words, and which of the mediums were lowered from high."""
    chance = np.random.default_rng(seed)
    table = pd.DataFrame(chance.poisson([0.8, 1.5, 0.6, 3.0, 1.0, 6.0], (cases, 6)).astype(float), columns=NAMES)
    harm = (
        1.2 * table["weapons found"] + 0.8 * table["assaults"] + table["order breaches"] - 0.4 * table["years since violence"]
    )
    harm = harm + 0.6 * table["weapons found"] * table["order breaches"] + chance.logistic(0, 0.7, cases)
    ratings = np.array(["low", "medium", "high", "very_high"])[np.digitize(harm, [-1.0, 1.3, 4.5])]
    high = np.flatnonzero(ratings == "high")
    moved = np.zeros(cases, dtype=bool)
    moved[chance.choice(high, round(lowered * (ratings == "medium").sum()), replace=False)] = True
    ratings[moved] = "medium"
    return table.mask(chance.random(table.shape) < 0.08), ratings, moved
