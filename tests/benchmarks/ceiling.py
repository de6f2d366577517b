"""How much of what is underrated the evidence can show at all: a method that is taught the answers, beside those that are not.

    python tests/benchmarks/ceiling.py made.ndjson --json

Boosted trees are taught which mediums are underrated, from all that the other methods see: the learned check's features, recent
harm, the points of each strand, and the flags. Each case is scored by what was taught without it. Nobody has the answers of
real cases, so this is no method to use. It says how much room there is above a check, and about what ratio between two of them
a caseload allows. Trees of another kind, or taught more cases, could find a little more.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.model_selection import GroupKFold, cross_val_predict

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))  # so that it runs from a checkout that is not installed

from riskcheck.evaluate.caseload import caseload  # noqa: E402
from riskcheck.evaluate.methods import METHODS, scored  # noqa: E402
from riskcheck.evaluate.selection import picked  # noqa: E402
from riskcheck.evaluate.table import Bools, Floats, Table, Whole, kin_numbers, table  # noqa: E402
from riskcheck.synth.answers import at_least_high  # noqa: E402
from riskcheck.terms import Level, Strand  # noqa: E402

BUDGET = 0.07


def taught_the_answers(seen: Table, underrated: Bools, kin: Whole) -> Floats:
    """The chance of being underrated, each case and its kin by trees that were taught without them."""
    evidence = np.column_stack(
        [seen.features, seen.harm, *(points for _, points in seen.alone.values()), seen.possible, seen.strong]
    )
    trees = HistGradientBoostingClassifier(
        max_iter=150, learning_rate=0.05, max_leaf_nodes=15, min_samples_leaf=40, l2_regularization=5, random_state=0
    )
    chance: Floats = cross_val_predict(trees, evidence, underrated, groups=kin, cv=GroupKFold(5), method="predict_proba")[:, 1]
    return chance


def main() -> None:
    """Print what share of the underrated each method finds, and the ratios to it of the one that is taught the answers."""
    parser = argparse.ArgumentParser(description="How much of what is underrated the evidence can show.")
    parser.add_argument("file", help="a caseload whose records carry answers, as riskcheck synth makes")
    parser.add_argument("--jobs", type=int, default=2, help="processes that read the records; 2 unless said")
    parser.add_argument("--json", action="store_true", help="print JSON instead of words")
    options = parser.parse_args()
    cases = caseload([options.file], jobs=options.jobs).cases
    medium = np.array([case.known.overall is Level.MEDIUM for case in cases])
    underrated = np.array([at_least_high(case.known.truly) for case in cases])[medium]
    made, could_not = scored(METHODS, table(cases, kin_numbers(cases), seed=1))
    mediums = [case for case, is_medium in zip(cases, medium, strict=True) if is_medium]
    kin = kin_numbers(mediums)
    orders = {name: scores.order[medium] for name, scores in made.items()}
    orders["taught the answers"] = taught_the_answers(table(mediums, kin, seed=1), underrated, kin)
    found = {name: float(picked(order, BUDGET) @ underrated / underrated.sum()) for name, order in orders.items()}
    strand = max((one.value for one in Strand), key=found.__getitem__)
    at_most = {name: found["taught the answers"] / found[name] for name in (strand, "rules", "learned", "together")}
    if options.json:
        told = {"mediums": len(mediums), "underrated": int(underrated.sum()), "recall": found, "at_most": at_most}
        sys.stdout.write(json.dumps(told | {"could_not": could_not}, indent=2) + "\n")
        return
    lines = [f"{name:20} {share:.3f}" for name, share in found.items()]
    lines += [f"taught the answers, times {name}: {times:.2f}" for name, times in at_most.items()]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
