"""A model trained once for all of these tests, on synthetic cases; with its file, its table and its records."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from riskcheck.caseload.proxies import People
from riskcheck.evaluate.parameters import value
from riskcheck.evaluate.reviewed import corrected
from riskcheck.learned.model import load, train
from riskcheck.learned.says import LearnedCheck
from riskcheck.learned.table import Table, table
from riskcheck.records import CaseRecord
from riskcheck.records.model import Label, Section, Source
from riskcheck.synth.answers import answer
from riskcheck.synth.cases import cases
from riskcheck.synth.parameters import parameters
from riskcheck.terms import Coverage, Level

COUNT, SEED = 400, 5
_KEPT = TemporaryDirectory()


@cache
def records() -> tuple[CaseRecord, ...]:
    return tuple(made.record for made in cases(COUNT, SEED, parameters()))


@cache
def made_table() -> Table:
    return table(records())


@cache
def made_people() -> People:
    people = People(value("age_bands"), value("suppress_under"))
    table(records(), beside=people.add)
    return people


@cache
def model_file(*, with_peers: bool = False) -> Path:
    path = Path(_KEPT.name) / f"model-{with_peers}.json"
    audit = made_people().told_by
    train(made_table(), str(path), seed=1, errors=0, with_peers=with_peers, audit=audit)
    return path


@cache
def learned_check(*, with_peers: bool = False) -> LearnedCheck:
    return LearnedCheck(load(str(model_file(with_peers=with_peers))))


@cache
def reviewed() -> tuple[CaseRecord, ...]:
    """The same records with reviewers' labels in place of the generator's answers: nine in ten reviewed, and rightly."""
    return tuple(_reviewed(record) if number % 10 else with_labels(record) for number, record in enumerate(records()))


def _reviewed(record: CaseRecord) -> CaseRecord:
    known, day = answer(record), record.assessments.items[-1].completed_on
    assert known is not None
    assert day is not None
    low = bool(known.underrated)
    should_be = Level.HIGH if low else None
    label = Label(
        id="rv-1",
        date=day,
        source=Source(system="other"),
        finding="underestimated" if low else "right",
        groups=tuple({group for group, _ in known.underrated}),
        should_be=should_be,
    )
    return with_labels(record, label)


def with_labels(record: CaseRecord, *labels: Label) -> CaseRecord:
    """The record with these labels and no others."""
    return msgspec.structs.replace(record, labels=Section(coverage=Coverage.COMPLETE, items=labels))


@cache
def reviewed_table() -> Table:
    return table(reviewed(), corrected=corrected)


@cache
def reviewed_file(*, with_peers: bool = False) -> Path:
    path = Path(_KEPT.name) / f"reviewed-{with_peers}.json"
    train(reviewed_table(), str(path), seed=1, errors=0, with_peers=with_peers)
    return path
