"""What a round of scoring shows: agreement as it was before adjudication, and the caseload behind the sample."""

from collections.abc import Iterator, Mapping
from itertools import combinations

from riskcheck.caseload.agreement import Agreement, agreement
from riskcheck.caseload.estimates import share, side
from riskcheck.caseload.sampling import Sample
from riskcheck.review.answers import Answers
from riskcheck.review.drawing import sample_of
from riskcheck.review.entries import Adjudicated, ToolSaid
from riskcheck.review.passes import PANEL
from riskcheck.review.questions import LEVELS, RATED, questions, scale
from riskcheck.review.rounds import Round
from riskcheck.review.rows import AgreementRow, AnswerRow, CaseRow, ConfusionRow, EstimateRow, RoundReport

TOOL = "riskcheck"
HIGHEST = "highest level"
SIDES = ("below high", "high or above")
HIGH_OR_ABOVE = "whether high or above"

_HIGH = LEVELS.index("high")


def report(round_: Round, head: str) -> RoundReport:
    """The report of a round, for the panel's pass. Figures on the caseload rest on the cases that are settled."""
    design, tool = round_.design(), round_.tool()
    submitted, settled = round_.submitted(), round_.adjudicated()
    sample = sample_of(design, settled)
    cases = tuple(_case(case, settled[case], tool[case], sample) for case in sorted(settled))
    compared = list(_compared(submitted, settled, tool))
    return RoundReport(
        round=round_.plan.round,
        version=round_.plan.version,
        rules=round_.plan.rules,
        seed=round_.plan.seed,
        population=round_.plan.population,
        drawn=round_.plan.cases,
        submitted=len(submitted),
        blind=round_.plan.blind,
        synthetic=round_.plan.synthetic,
        head=head,
        cases=cases,
        answers=tuple(_answers(submitted, settled)),
        agreement=tuple(_agreement(between, about, found) for between, about, found in compared),
        confusion=tuple(row for between, about, found in compared for row in _confusion(between, about, found)),
        estimates=tuple(_estimates(sample, cases, settled)) if cases else (),
    )


def agreed(round_: Round) -> tuple[AgreementRow, ...]:
    """How far those who scored a round agree, for the panel's pass: before anything was settled."""
    compared = _compared(round_.submitted(), round_.adjudicated(), round_.tool())
    return tuple(_agreement(between, about, found) for between, about, found in compared)


def _case(case: str, settled: Adjudicated, said: ToolSaid, sample: Sample) -> CaseRow:
    stratum = next(one for one in sample.strata if case in one.drawn)
    recorded = [level for level in said.recorded.values() if level is not None]
    return CaseRow(
        case=case,
        stratum=stratum.name,
        weight=round(stratum.weight, 4),
        flagged=said.flagged,
        recorded=max(recorded, key=LEVELS.index) if recorded else None,
        settled=settled.answers.highest,
        too_low=any(_too_low(said.recorded.get(rated), settled.answers.levels.get(rated)) for rated in RATED),
        how=settled.how,
    )


def _too_low(recorded: str | None, settled: str | None) -> bool:
    """Whether a rating is low or medium on record and was settled as high or above."""
    if recorded not in LEVELS or settled not in LEVELS:
        return False
    return LEVELS.index(recorded) < _HIGH <= LEVELS.index(settled)


def _compared(
    submitted: Mapping[str, Mapping[str, Answers]], settled: Mapping[str, Adjudicated], tool: Mapping[str, ToolSaid]
) -> Iterator[tuple[str, str, Agreement]]:
    """Everything that two gave: reviewers between each other, each reviewer and riskcheck, the panel and riskcheck."""
    reviewers = sorted({name for answers in submitted.values() for name in answers})
    given = {name: {case: answers[name] for case, answers in submitted.items() if name in answers} for name in reviewers}
    for one, other in combinations(reviewers, 2):
        both = [case for case in given[one] if case in given[other]]
        pairs = [(given[one][case], given[other][case]) for case in both]
        highest = [(a.highest, b.highest) for a, b in pairs if a.highest and b.highest]
        yield f"{one} and {other}", HIGHEST, agreement([(a, b) for a, b in highest if a and b], LEVELS, "quadratic")
        for about, categories in {**dict.fromkeys(RATED, LEVELS), **{code: scale(code) for code in questions()}}.items():
            values = [(a.values().get(about), b.values().get(about)) for a, b in pairs]
            rated = [(a, b) for a, b in values if a is not None and b is not None]
            yield f"{one} and {other}", about, agreement(rated, categories, "quadratic" if len(categories) > 2 else "none")
    panel = {case: one.answers for case, one in settled.items()}
    for name, answers in (*given.items(), (PANEL, panel)):
        sides = [
            (_side(one.highest), SIDES[1] if tool[case].flagged or _rated_high(tool[case]) else SIDES[0])
            for case, one in answers.items()
            if one.highest
        ]
        yield f"{name} and {TOOL}", HIGH_OR_ABOVE, agreement(sides, SIDES)


def _side(level: str | None) -> str:
    return SIDES[level in LEVELS and LEVELS.index(level) >= _HIGH]


def _rated_high(said: ToolSaid) -> bool:
    return any(level in LEVELS and LEVELS.index(level) >= _HIGH for level in said.recorded.values())


def _agreement(between: str, about: str, found: Agreement) -> AgreementRow:
    return AgreementRow(
        between=between,
        about=about,
        cases=found.cases,
        same=found.same.value,
        same_low=found.same.low,
        same_high=found.same.high,
        weights=found.weights,
        kappa=found.kappa.value,
        kappa_low=found.kappa.low,
        kappa_high=found.kappa.high,
        ac=found.ac.value,
        ac_low=found.ac.low,
        ac_high=found.ac.high,
    )


def _confusion(between: str, about: str, found: Agreement) -> Iterator[ConfusionRow]:
    for one, row in zip(found.categories, found.table, strict=True):
        for other, cases in zip(found.categories, row, strict=True):
            if cases:
                yield ConfusionRow(between, about, one, other, cases)


def _answers(submitted: Mapping[str, Mapping[str, Answers]], settled: Mapping[str, Adjudicated]) -> Iterator[AnswerRow]:
    for case in sorted(submitted):
        by = {**submitted[case], **({PANEL: settled[case].answers} if case in settled else {})}
        for name, answers in by.items():
            for rated in RATED:
                yield AnswerRow(case, name, rated, answers.levels.get(rated), "", ())
            for code in questions():
                score = answers.questions[code]
                yield AnswerRow(case, name, code, score.score, score.why, score.evidence)


def _estimates(sample: Sample, cases: tuple[CaseRow, ...], settled: Mapping[str, Adjudicated]) -> Iterator[EstimateRow]:
    too_low = {row.case for row in cases if row.too_low}
    flagged = {row.case for row in cases if row.flagged}
    for says, found in (
        ("cases with a rating that is too low", share(sample, too_low.__contains__)),
        ("flagged cases with a rating that is too low", share(side(sample, flagged=True), too_low.__contains__)),
        ("unflagged cases with a rating that is too low", share(side(sample, flagged=False), too_low.__contains__)),
        ("cases with a rating that is too low that are flagged", share(sample, flagged.__contains__, too_low.__contains__)),
    ):
        yield EstimateRow(says, found.cases, found.share, found.low, found.high)
    for code in questions():
        given = {case: one.answers.values().get(code) for case, one in settled.items()}
        worst = {case for case, score in given.items() if score in scale(code)[: len(scale(code)) // 2]}
        scored = {case for case, score in given.items() if score is not None}
        found = share(sample, worst.__contains__, scored.__contains__)
        words = " or ".join(word.replace("_", " ") for word in scale(code)[: len(scale(code)) // 2])
        yield EstimateRow(f"cases in which {code} is {words}", found.cases, found.share, found.low, found.high)
