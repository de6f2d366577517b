"""Expectations written beside cases, and how much of them the strands find together and alone.

A case folder holds ``case.json`` and ``expected.toml``: why, and the ratings that should be flagged, with their strength
(``strong``, ``possible`` or ``any``). The comparison answers the question of the whole tool: what does reading the strands
together find that reading each of them alone does not?
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from riskcheck.check import check, run
from riskcheck.errors import NoExpectations, RecordError
from riskcheck.evaluate.alone import flagged_alone, rules_of, scales_of
from riskcheck.records import CaseRecord, read
from riskcheck.result import CaseResult
from riskcheck.rules import RULES
from riskcheck.terms import WORDS, Strand
from riskcheck.view import latest_assessment, view

EXPECTED = "expected.toml"
FORMATS = ("text", "json")


class Expectation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a case should come to: ``{"public/community": "strong"}`` and, where that is the point, what cannot be said."""

    why: str
    flagged: dict[str, str]
    cannot_say: tuple[str, ...] = ()


class Outcome(msgspec.Struct, frozen=True):
    """One case against its expectation; ``differences`` are sentences, and none means that it came out as expected."""

    case_id: str
    source: str
    differences: tuple[str, ...]


class Comparison(msgspec.Struct, frozen=True):
    """Ratings expected to be flagged, and how many are found together and by each strand alone."""

    cases: int
    expected: int
    together: int
    alone: dict[str, int]
    unexpected_together: int
    unexpected_alone: dict[str, int]


class Evaluation(msgspec.Struct, frozen=True):
    """The outcome of every case, the comparison, and records that could not be read."""

    outcomes: tuple[Outcome, ...]
    comparison: Comparison
    errors: tuple[RecordError, ...]

    @property
    def as_expected(self) -> bool:
        """Whether every case was read and came out as expected."""
        return not self.errors and not any(outcome.differences for outcome in self.outcomes)


def evaluate(paths: Iterable[str]) -> Evaluation:
    """Check every case that has an expectation beside it. Raises ``NoExpectations`` where none is found."""
    outcomes, errors = [], []
    counts = {"expected": 0, "together": 0, "unexpected": 0}
    alone = dict.fromkeys(Strand, 0)
    unexpected_alone = dict.fromkeys(Strand, 0)
    for folder in _folders(paths):
        for found in read([str(folder / "case.json")]):
            if found.record is None:
                if found.error is not None:
                    errors.append(found.error)
                continue
            expected = expectation(folder)
            result = check(found.record, source=found.source)
            outcomes.append(Outcome(result.case_id, found.source, tuple(differences(expected, result))))
            wanted, flagged = set(expected.flagged), {name(flag.group, flag.setting) for flag in result.flags}
            counts["expected"] += len(wanted)
            counts["together"] += len(wanted & flagged)
            counts["unexpected"] += len(flagged - wanted)
            for strand, ratings in by_strand_alone(found.record).items():
                alone[strand] += len(wanted & ratings)
                unexpected_alone[strand] += len(ratings - wanted)
    comparison = Comparison(
        len(outcomes),
        counts["expected"],
        counts["together"],
        {strand.value: alone[strand] for strand in Strand},
        counts["unexpected"],
        {strand.value: unexpected_alone[strand] for strand in Strand},
    )
    return Evaluation(tuple(outcomes), comparison, tuple(errors))


def has_expectations(path: str) -> bool:
    """Whether some case in a folder has an expectation beside it."""
    return next(Path(path).rglob(EXPECTED), None) is not None


def expectation(folder: Path) -> Expectation:
    """What the case in a folder should come to."""
    return msgspec.convert(tomllib.loads((folder / EXPECTED).read_text(encoding="utf-8")), Expectation)


def name(*rated: str) -> str:
    """A rating as expectations name it: ``staff/custody``."""
    return "/".join(rated)


def differences(expected: Expectation, result: CaseResult) -> Iterator[str]:
    """What came out otherwise than expected, one sentence each."""
    flagged: Mapping[str, str] = {name(flag.group, flag.setting): flag.strength.value for flag in result.flags}
    for rating in sorted(expected.flagged.keys() - flagged.keys()):
        yield f"{rating} should be flagged and is not"
    for rating in sorted(flagged.keys() - expected.flagged.keys()):
        yield f"{rating} is flagged and should not be"
    for rating in sorted(expected.flagged.keys() & flagged.keys()):
        if expected.flagged[rating] not in ("any", flagged[rating]):
            yield f"{rating} should be flagged {expected.flagged[rating]} and is flagged {flagged[rating]}"
    cannot_say = {name(rating.group, rating.setting) for rating in result.ratings if rating.status == "cannot_say"}
    if expected.cannot_say and set(expected.cannot_say) != cannot_say:
        yield f"cannot say should be {sorted(expected.cannot_say)} and is {sorted(cannot_say)}"


def by_strand_alone(record: CaseRecord) -> dict[Strand, set[str]]:
    """The ratings that each strand's own rules would flag, were a second strand not needed."""
    found = latest_assessment(record)
    if found is None or found[1].completed_on is None:
        return {strand: set() for strand in Strand}
    seen = view(record, found[1].completed_on)
    raised = run(seen, [rule for strand in Strand for rule in rules_of(strand, RULES.values())])
    return {strand: {name(*rated) for rated in flagged_alone(scales_of(strand, seen, raised))} for strand in Strand}


def _folders(paths: Iterable[str]) -> list[Path]:
    folders: list[Path] = []
    for path in paths:
        found = sorted(expected.parent for expected in Path(path).rglob(EXPECTED))
        if not found:
            raise NoExpectations(path)
        folders.extend(found)
    return folders


def lines(evaluation: Evaluation) -> Iterator[str]:
    """The evaluation as text: what came out otherwise, then the comparison."""
    for outcome in evaluation.outcomes:
        for difference in outcome.differences:
            yield f"{outcome.source}: {difference}"
    for error in evaluation.errors:
        yield error.text
    compared = evaluation.comparison
    right = sum(not outcome.differences for outcome in evaluation.outcomes)
    yield f"{right} of {compared.cases} cases came out as expected."
    yield ""
    yield f"{'':44} {'found':>12} {'not expected':>13}"
    yield f"{'the strands read together':44} {_of(compared.together, compared.expected)} {compared.unexpected_together:>13}"
    for strand in Strand:
        found, wrong = compared.alone[strand.value], compared.unexpected_alone[strand.value]
        yield f"{WORDS[strand] + ' alone':44} {_of(found, compared.expected)} {wrong:>13}"
    yield ""
    yield "Counted in ratings. A strand alone needs no second strand: two serious findings of its own, on"
    yield "different incidents, that the assessment does not address."


def as_json(evaluation: Evaluation) -> str:
    """The evaluation as JSON."""
    return msgspec.json.format(msgspec.json.encode(evaluation), indent=2).decode()


def _of(found: int, expected: int) -> str:
    return f"{found:>5} of {expected:<3}"
