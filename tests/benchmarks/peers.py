"""How well ratings that are too low are found in real data, beside other methods, and how fairly. Figures are printed.

    python tests/benchmarks/peers.py --json

The data are 16,937 people on parole in Georgia, USA, whose recorded supervision was Standard or High (US National Institute of
Justice, Recidivism Forecasting Challenge). They show whether a method works, never that a threshold is right for England and
Wales. They are read from ``../shared/data`` and are no part of this project; without them the benchmark says so and ends.

* Injected: 7% of Standard are High cases relabelled Standard, at random or those whose points are nearest the Standard mean
  ("mixed"). Models learn from the corrupted labels, out of fold; average precision among those labelled Standard. Natural
  underestimates count as false hits, so the figures are floors.
* The oracle rows know what no check can know: the true labels, how the injection was drawn, or the assessor's own score. They
  show what repairing labels could give this learner on this many cases. They are no proof of what another learner could do.
* Outcome: re-arrest within three years of the 7% of recorded Standard that each method puts first, with a bootstrap interval.
  The default evidence weight was chosen with these outcomes in view, so its own rate is flattered; other weights are beside it.
* Groups: the share of recorded Standard put first, by sex, race and age, with Wilson intervals; none under 10 people.
  Sex and race are never features. Age band is, as in the figures that these are compared with; ``--without-age`` leaves it out.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import logit
from scipy.stats import rankdata
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import StratifiedKFold
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))  # so that it runs from a checkout that is not installed

from riskcheck.learned.peers import PeerConsistency  # noqa: E402

DATA = ROOT.parent / "shared" / "data" / "nij_georgia_parole.csv.gz"
AGES = ["18-22", "23-27", "28-32", "33-37", "38-42", "43-47", "48 or older"]
SCHOOL = ["Less than HS diploma", "High School Diploma", "At least some college"]
YEARS = ["Less than 1 year", "1-2 years", "Greater than 2 to 3 years", "More than 3 years"]
OFFENCES = ["Violent/Non-Sex", "Violent/Sex", "Property", "Drug"]
BUDGET = 0.07

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Scores = Callable[[Floats], Floats]
Method = Callable[[Floats, Ints, int], Scores]


@dataclass(frozen=True)
class People:
    """The rows with a Standard or High rating: features, signs, ratings (1 is High), points, outcome, and who they are."""

    table: pd.DataFrame
    sign: Ints
    high: Ints
    points: Floats
    rearrested: Floats
    risk_score: Floats
    groups: dict[str, list[str]]


def people(path: Path, *, with_age: bool = True) -> People:
    """Read the data and lay out the features."""
    read = pd.read_csv(path)
    read = read[read["supervision_level_first"].isin(["Standard", "High"])].reset_index(drop=True)
    table = pd.DataFrame({"age band": read["age_band"].map(AGES.index), "gang": read["gang_affiliated"].fillna(0)})
    table["education"] = read["education"].map(SCHOOL.index)
    table["dependents"] = read["dependents"]
    for offence in OFFENCES:
        table[f"offence {offence}"] = (read["prison_offence"] == offence).astype(float)
    table["prison years"] = read["prison_years"].map(YEARS.index)
    raises = [name for name in read if name.startswith(("arrests_", "convictions_", "revoked_"))]
    free = [name for name in read if name.startswith("cond_")]
    table = pd.concat([table, read[raises + free]], axis=1).astype(float)
    signs = {"age band": -1, "gang": 1} | dict.fromkeys(raises, 1)
    points = (
        2 * table["gang"]
        + sum(table["arrests_violent"] >= least for least in (1, 3))
        + sum(table["arrests_felony"] >= least for least in (5, 10))
        + table["arrests_gun"]
        + 0.5 * table["arrests_dv"]
        + table["convictions_violent"]
        + table["convictions_gun"]
        + table["revoked_parole"]
        + table["revoked_probation"]
        + (table["arrests_ppviolationcharges"] >= 2)
        + (table["age band"] < 2)
        + 0.5 * table["offence Violent/Non-Sex"]
    )
    if not with_age:
        table = table.drop(columns="age band")
    return People(
        table=table,
        sign=np.array([signs.get(name, 0) for name in table]),
        high=(read["supervision_level_first"] == "High").to_numpy().astype(np.int64),
        points=points.to_numpy(float),
        rearrested=read["recid_3y"].to_numpy(float),
        risk_score=read["risk_score_first"].fillna(-1).to_numpy(float),
        groups={name: read[column].tolist() for name, column in (("sex", "sex"), ("race", "race"), ("age", "age_band"))},
    )


def nearness(who: People) -> Floats:
    """How readily "mixed" picks a case: by how near its points are to the mean of Standard."""
    standard = who.points[who.high == 0]
    found: Floats = np.exp(-(((who.points - standard.mean()) / standard.std()) ** 2) / 2)
    return found


def injected(who: People, kind: str, seed: int) -> tuple[Ints, NDArray[np.bool_]]:
    """The corrupted ratings, and which cases were relabelled."""
    chance, high = np.random.default_rng(seed), np.flatnonzero(who.high == 1)
    odds = nearness(who)[high] if kind == "mixed" else np.ones(len(high))
    chosen = chance.choice(high, round(BUDGET * int((who.high == 0).sum())), replace=False, p=odds / odds.sum())
    ratings, moved = who.high.copy(), np.zeros(len(who.high), dtype=bool)
    ratings[chosen], moved[chosen] = 0, True
    return ratings, moved


def boosted(sign: Ints | None, **other: Any) -> HistGradientBoostingClassifier:
    """The baseline's trees; monotone where ``sign`` is given."""
    fixed = {"learning_rate": 0.05, "max_iter": 200, "max_leaf_nodes": 15, "min_samples_leaf": 40, "l2_regularization": 1.0}
    return HistGradientBoostingClassifier(**fixed | other, monotonic_cst=sign, early_stopping=False)


def trees(sign: Ints | None) -> Method:
    """Plain or monotone gradient boosting."""
    return lambda table, ratings, seed: boosted(sign, random_state=seed).fit(table, ratings).decision_function


def logistic(table: Floats, ratings: Ints, seed: int) -> Scores:
    """Logistic regression."""
    made = make_pipeline(SimpleImputer(strategy="median", add_indicator=True), StandardScaler(), LogisticRegression(C=0.3))
    found: Scores = made.fit(table, ratings).decision_function
    return found


def nearest(table: Floats, ratings: Ints, seed: int) -> Scores:
    """The share of the 25 nearest that is rated High."""
    made = make_pipeline(StandardScaler(), KNeighborsClassifier(25)).fit(table, ratings)
    return lambda rows: made.predict_proba(rows)[:, 1]


def held_out(table: Floats, ratings: Ints, sign: Ints | None, seed: int) -> Floats:
    """P(High) of the training cases themselves, over four inner folds."""
    found = np.zeros(len(ratings))
    for others, fold in StratifiedKFold(4, shuffle=True, random_state=100 + seed).split(table, ratings):
        model = boosted(sign, random_state=seed).fit(table[others], ratings[others])
        found[fold] = model.predict_proba(table[fold])[:, 1]
    return found


def relabelled(sign: Ints) -> Method:
    """The 7% of Standard with the highest P(High) are taken for High, and the trees grown again."""

    def method(table: Floats, ratings: Ints, seed: int) -> Scores:
        likely = held_out(table, ratings, sign, seed)
        again = np.where(likely > np.quantile(likely[ratings == 0], 1 - BUDGET), 1, ratings)
        return trees(sign)(table, again, seed)

    return method


def robust_loss(sign: Ints) -> Method:
    """Standard cases count by how well they agree with their peers (generalised cross-entropy, one side only)."""

    def method(table: Floats, ratings: Ints, seed: int) -> Scores:
        weight = np.where(ratings == 0, 1 - held_out(table, ratings, sign, seed), 1.0)
        found: Scores = boosted(sign, random_state=seed).fit(table, ratings, sample_weight=weight).decision_function
        return found

    return method


def noise_corrected(sign: Ints, rate: float = 0.1) -> Method:
    """Each Standard case counts as High by its chance of being one, if that share of High is recorded as Standard."""

    def method(table: Floats, ratings: Ints, seed: int) -> Scores:
        true = np.clip(held_out(table, ratings, sign, seed) / (1 - rate), 0, 0.98)
        standard = ratings == 0
        lowered = (rate * true / (1 - true * (1 - rate)))[standard]
        weight = np.r_[np.where(standard, 0.0, 1.0), lowered]
        weight[: len(ratings)][standard] = 1 - lowered
        twice, both = np.vstack([table, table[standard]]), np.r_[ratings, np.ones(int(standard.sum()), dtype=np.int64)]
        found: Scores = boosted(sign, random_state=seed).fit(twice, both, sample_weight=weight).decision_function
        return found

    return method


def unlabelled(sign: Ints, rounds: int = 6) -> Method:
    """Positive-unlabelled bagging: High against 30% of Standard at a time, averaged."""

    def method(table: Floats, ratings: Ints, seed: int) -> Scores:
        chance, high, rest = np.random.default_rng(seed), np.flatnonzero(ratings == 1), np.flatnonzero(ratings == 0)
        models = []
        for number in range(rounds):
            rows = np.r_[high, chance.choice(rest, int(0.3 * len(rest)), replace=False)]
            models.append(boosted(sign, random_state=seed * 100 + number).fit(table[rows], ratings[rows]))
        return lambda asked: np.mean([model.decision_function(asked) for model in models], axis=0)

    return method


def out_of_fold(method: Method, who: People, ratings: Ints, seed: int, learn_from: Ints | None = None) -> Floats:
    """Scores over five stratified folds; ``learn_from`` are other labels to learn from, for an oracle."""
    table, found = who.table.to_numpy(), np.zeros(len(ratings))
    labels = ratings if learn_from is None else learn_from
    for others, fold in StratifiedKFold(5, shuffle=True, random_state=seed).split(table, ratings):
        found[fold] = method(table[others], labels[others], seed)(table[fold])
    return found


def peers(who: People, ratings: Ints, seed: int, sign: Ints | None) -> PeerConsistency:
    """The check itself, on the same folds."""
    folds = StratifiedKFold(5, shuffle=True, random_state=seed)
    return PeerConsistency(monotonic=sign, folds=folds, random_state=seed, budget=BUDGET).fit(who.table, ratings)


def found_at(scores: Floats, ratings: Ints, moved: NDArray[np.bool_], seed: int) -> tuple[float, float]:
    """Average precision and precision at k among those labelled Standard, equal scores in random order."""
    shuffled = np.random.default_rng(1000 + seed).permutation(np.flatnonzero(ratings == 0))
    hits, ranked = moved[shuffled], np.argsort(-scores[shuffled], kind="stable")
    return float(average_precision_score(hits, scores[shuffled])), float(hits[ranked[: int(moved.sum())]].mean())


def rows(who: People) -> dict[str, Callable[[Ints, str, int], dict[str, Floats]]]:
    """Every method of the table: from corrupted ratings, kind and seed to scores by name."""
    sign = who.sign

    def by(name: str, method: Method) -> Callable[[Ints, str, int], dict[str, Floats]]:
        return lambda ratings, kind, seed: {name: out_of_fold(method, who, ratings, seed)}

    def by_peers(name: str, constraints: Ints | None) -> Callable[[Ints, str, int], dict[str, Floats]]:
        def scores(ratings: Ints, kind: str, seed: int) -> dict[str, Floats]:
            check = peers(who, ratings, seed, constraints)
            return {
                f"{name}: decision function": check.out_of_fold_decision_,
                f"{name}: priority for review": check.out_of_fold_priority_,
            }

        return scores

    def ranks(ratings: Ints, kind: str, seed: int) -> dict[str, Floats]:
        both = [out_of_fold(method, who, ratings, seed) for method in (logistic, trees(sign))]
        return {"mean rank of logistic and monotone HGB": np.mean([rankdata(one) for one in both], axis=0)}

    def oracles(ratings: Ints, kind: str, seed: int) -> dict[str, Floats]:
        free = out_of_fold(trees(None), who, ratings, seed, learn_from=who.high)
        bound = out_of_fold(trees(sign), who, ratings, seed, learn_from=who.high)
        drawn = np.log(nearness(who)) if kind == "mixed" else 0.0
        share = pd.Series(who.high).groupby(who.risk_score).transform("mean").to_numpy()
        return {
            "oracle: HGB that knows the true labels": free,
            "oracle: monotone HGB that knows the true labels": bound,
            "oracle: HGB that knows the true labels and how they were drawn": free + drawn,
            "oracle: the assessor's own risk score is known": share,
        }

    return {
        "HGB": by("HGB", trees(None)),
        "monotone HGB": by("monotone HGB", trees(sign)),
        "logistic": by("logistic", logistic),
        "25 nearest": by("25 nearest", nearest),
        "points": lambda ratings, kind, seed: {"points": who.points},
        "ranks": ranks,
        "relabelled": by("monotone HGB, most doubtful 7% relabelled", relabelled(sign)),
        "robust loss": by("monotone HGB, one-sided robust loss", robust_loss(sign)),
        "noise-corrected": by("monotone HGB, one-sided noise correction", noise_corrected(sign)),
        "unlabelled": by("monotone HGB, positive-unlabelled bagging", unlabelled(sign)),
        "peers": by_peers("PeerConsistency, monotone", sign),
        "free peers": by_peers("PeerConsistency, no constraints", None),
        "oracles": oracles,
    }


def injected_table(who: People, seeds: range, chosen: list[str]) -> dict[str, Any]:
    """Average precision and precision at k of each method, on both kinds of injection: mean and deviation over the seeds."""
    found: dict[str, dict[str, list[tuple[float, float]]]] = {}
    for name, scores in rows(who).items():
        if chosen and name not in chosen:
            continue
        for kind in ("random", "mixed"):
            for seed in seeds:
                ratings, moved = injected(who, kind, seed)
                for row, scored in scores(ratings, kind, seed).items():
                    found.setdefault(row, {}).setdefault(kind, []).append(found_at(scored, ratings, moved, seed))
        print(f"{name} done", file=sys.stderr, flush=True)  # noqa: T201 - talk
    table = {
        row: {
            kind: {
                "average precision": round(float(np.mean([one[0] for one in each])), 4),
                "deviation": round(float(np.std([one[0] for one in each])), 4),
                "precision at k": round(float(np.mean([one[1] for one in each])), 3),
            }
            for kind, each in kinds.items()
        }
        for row, kinds in found.items()
    }
    if {"HGB", "monotone HGB"} <= set(table):
        for kind in ("random", "mixed"):
            better = max(table[row][kind]["average precision"] for row in ("HGB", "monotone HGB"))
            for row in table.values():
                row[kind]["times the better HGB"] = round(row[kind]["average precision"] / better, 3)
    return table


def learning_curve(who: People, seeds: range) -> dict[str, Any]:
    """What more data would give: HGB that knows the true labels, from fewer cases, on the random injection."""
    found = {}
    for size in (1700, 3400, 6800, 13549):

        def method(table: Floats, ratings: Ints, seed: int, size: int = size) -> Scores:
            some = np.random.default_rng(seed).permutation(len(ratings))[:size]
            return trees(None)(table[some], ratings[some], seed)

        each = []
        for seed in seeds:
            ratings, moved = injected(who, "random", seed)
            each.append(found_at(out_of_fold(method, who, ratings, seed, learn_from=who.high), ratings, moved, seed)[0])
        found[f"{size:,} cases"] = round(float(np.mean(each)), 4)
    return found


def first_seven(scores: Floats, standard: Ints) -> Ints:
    """The 7% of recorded Standard that come first, equal scores in random order."""
    shuffled = np.random.default_rng(0).permutation(standard)
    first: Ints = shuffled[np.argsort(-scores[shuffled], kind="stable")[: round(BUDGET * len(standard))]]
    return first


def outcomes(who: People, scores: dict[str, Floats]) -> dict[str, Any]:
    """Re-arrest among the 7% put first, with a bootstrap interval over cases, and against the points where paired."""
    standard = np.flatnonzero(who.high == 0)
    found: dict[str, Any] = {"all recorded Standard": round(float(who.rearrested[standard].mean()), 3)}
    chance = np.random.default_rng(0)
    drawn = [chance.choice(standard, len(standard)) for _ in range(500)]
    rates = {name: [who.rearrested[first_seven(scored, some)].mean() for some in drawn] for name, scored in scores.items()}
    for name, scored in scores.items():
        above = np.array(rates[name]) - np.array(rates["points"])
        found[name] = {
            "rate": round(float(who.rearrested[first_seven(scored, standard)].mean()), 3),
            "interval": np.round(np.quantile(rates[name], [0.025, 0.975]), 3).tolist(),
            "above points": np.round(np.quantile(above, [0.025, 0.975]), 3).tolist(),
        }
    return found


def by_weight(checks: list[PeerConsistency], weight: float) -> Floats:
    """The priority there would be at another evidence weight."""
    each = [
        log_odds + weight * (check.out_of_fold_priority_ - log_odds) / check.evidence_weight
        for check in checks
        for log_odds in [logit(check.out_of_fold_probability_)]
    ]
    found: Floats = np.mean(each, axis=0)
    return found


def by_group(who: People, scores: dict[str, Floats]) -> dict[str, Any]:
    """The share of each group's recorded Standard cases that is among the 7% put first."""
    standard = np.flatnonzero(who.high == 0)
    found: dict[str, Any] = {}
    for name, scored in scores.items():
        flagged = np.zeros(len(who.high), dtype=bool)
        flagged[first_seven(scored, standard)] = True
        found[name] = {}
        for group, values in who.groups.items():
            of_group = np.array(values)
            for value in sorted(set(values)):
                members = standard[of_group[standard] == value]
                found[name][f"{group} {value}"] = share(int(flagged[members].sum()), len(members))
    return found


def share(flagged: int, members: int) -> dict[str, Any] | str:
    """A share with its Wilson interval, 95%."""
    if members < 10:
        return "fewer than 10"
    z, rate = 1.96, flagged / members
    middle, half = rate + z * z / (2 * members), z * sqrt(rate * (1 - rate) / members + z * z / (4 * members**2))
    ends = [(middle - half) / (1 + z * z / members), (middle + half) / (1 + z * z / members)]
    return {"n": members, "flagged": flagged, "share": round(rate, 3), "interval": [round(end, 3) for end in ends]}


def explanations(check: PeerConsistency, who: People) -> dict[str, Any]:
    """Contributions on 100,000 rows with a tenth of the values missing: how far from the decision function, how fast."""
    chance = np.random.default_rng(0)
    many = who.table.to_numpy()[chance.integers(0, len(who.table), 100_000)]
    many[chance.random(many.shape) < 0.1] = np.nan
    many = pd.DataFrame(many, columns=who.table.columns)
    start = time.process_time()
    decision = check.decision_function(many)
    scored = time.process_time()
    found = check.contributions(many)
    explained = time.process_time()
    return {
        "rows": len(many),
        "withheld": int((~found.adds_up).sum()),
        "furthest from the decision function": float(np.abs(found.start + found.values.sum(axis=1) - decision).max()),
        "seconds to score": round(scored - start, 2),
        "seconds to explain": round(explained - scored, 2),
    }


def figures(who: People, seeds: range, chosen: list[str]) -> dict[str, Any]:
    """Everything that is printed."""
    found: dict[str, Any] = {
        "injected": injected_table(who, seeds, chosen),
        "what more cases would give (true labels known, average precision, random)": learning_curve(who, seeds[:2]),
    }
    checks = [peers(who, who.high, seed, who.sign) for seed in range(2)]
    scores = {
        "points": who.points,
        "HGB": np.mean([out_of_fold(trees(None), who, who.high, seed) for seed in range(2)], axis=0),
        "monotone HGB": np.mean([out_of_fold(trees(who.sign), who, who.high, seed) for seed in range(2)], axis=0),
        "amount of evidence alone, no ratings": checks[0]._scorer.amount.of(who.table.to_numpy()),
        "PeerConsistency, decision function": np.mean([check.out_of_fold_decision_ for check in checks], axis=0),
        "PeerConsistency, priority for review": np.mean([check.out_of_fold_priority_ for check in checks], axis=0),
    }
    weights = {f"priority at evidence weight {weight}": by_weight(checks, weight) for weight in (0.0, 0.1, 0.2, 0.3)}
    standard = who.high == 0
    return found | {
        "outcome of the first 7%": outcomes(who, scores | weights),
        "calibration error out of fold": [round(check.calibration_error_, 4) for check in checks],
        "share of Standard that stands out, cut-off from other folds": [
            round(float(check.out_of_fold_stands_out_[standard].mean()), 4) for check in checks
        ],
        "groups": by_group(who, {name: scores[name] for name in list(scores) if name != "HGB"}),
        "contributions": explanations(checks[0], who),
    }


def main() -> None:
    """Run the benchmark and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--seeds", type=int, default=4)
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--injected-only", action="store_true", help="only the table of injected cases")
    parser.add_argument("--methods", nargs="*", default=[], help="only these rows of the table of injected cases")
    parser.add_argument("--without-age", action="store_true")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if not given.data.is_file():
        print(  # noqa: T201 - a command's output
            f"skipped: {given.data} is not here; the benchmark needs that data set and nothing else does."
        )
        return
    with threadpool_limits(limits=1):
        who, seeds = people(given.data, with_age=not given.without_age), range(given.first_seed, given.first_seed + given.seeds)
        if given.injected_only:
            found: dict[str, Any] = {"injected": injected_table(who, seeds, given.methods)}
        else:
            found = figures(who, seeds, given.methods)
    found["note"] = "real people in Georgia, USA, 2013-15; no evidence of accuracy in England and Wales"
    print(json.dumps(found, indent=2) if given.json else "\n".join(lines(found)))  # noqa: T201


def lines(found: dict[str, Any], indent: str = "") -> list[str]:
    """The figures as indented text."""
    made = []
    for name, value in found.items():
        if isinstance(value, dict):
            made += [f"{indent}{name}", *lines(value, indent + "  ")]
        else:
            made.append(f"{indent}{name}: {value}")
    return made


if __name__ == "__main__":
    main()
