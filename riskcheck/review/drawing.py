"""A drawn sample as a round holds it: what anybody may know, how it was drawn, and who is given which case."""

import random
from collections.abc import Mapping, Sequence
from math import ceil

from riskcheck import __version__
from riskcheck.caseload.frame import Frame
from riskcheck.caseload.sampling import FLAGGED, Sample, Stratum
from riskcheck.review.entries import Design, Plan, keyed_hash
from riskcheck.review.passes import Pass
from riskcheck.rules import STABLE, rules_version


def plan_of(sample: Sample, frame: Frame, panel: Pass, reviewers: Sequence[str], *, blind: bool) -> Plan:
    """The plan of a new round. ``frame`` is what the sample was drawn from; the plan has a keyed hash of it."""
    return Plan(
        round=panel.round,
        blind=blind,
        seed=sample.seed,
        cases=len(sample.cases),
        population=sample.population,
        reviewers=tuple(reviewers),
        version=__version__,
        rules=rules_version(STABLE),
        synthetic=any(one.synthetic for one in frame.cases),
        frame=keyed_hash(panel.key, sorted((one.case, one.flagged, one.area, one.sex, one.setting) for one in frame.cases)),
        design="",
    )


def design_of(sample: Sample) -> Design:
    """How a sample was drawn, for the panel alone."""
    return Design(
        by=sample.by,
        strata=tuple((one.name, one.cases, len(one.drawn)) for one in sample.strata),
        of={case: one.name for one in sample.strata for case in one.drawn},
    )


def sample_of(design: Design, settled: Mapping[str, object]) -> Sample:
    """The sample as far as it is settled: the cases of a stratum that are stand for those that are not yet."""
    drawn: dict[str, list[str]] = {}
    for case, name in design.of.items():
        if case in settled:
            drawn.setdefault(name, []).append(case)
    strata = tuple(
        Stratum(name, name.split(", ")[0] == FLAGGED, population, tuple(sorted(drawn[name])))
        for name, population, _ in design.strata
        if name in drawn
    )
    return Sample(seed=0, by=design.by, population=sum(one.cases for one in strata), strata=strata)


def given_out(sample: Sample, reviewers: Sequence[str], second: float) -> dict[str, tuple[str, ...]]:
    """Who scores each case: the first reviewer every one, the others the share ``second`` of each stratum, rounded up."""
    chance = random.Random(f"{sample.seed}/second")  # noqa: S311 - a sample, not a secret
    strata = (sorted(one.drawn) for one in sample.strata)
    others = {case for drawn in strata for case in chance.sample(drawn, ceil(second * len(drawn)))}
    return {case: tuple(reviewers if case in others else reviewers[:1]) for case in sample.cases}
