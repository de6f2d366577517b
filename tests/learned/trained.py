"""A model trained once for all of these tests, on synthetic cases; with its file, its table and its records."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from riskcheck.learned.model import load, train
from riskcheck.learned.says import LearnedCheck
from riskcheck.learned.table import Table, table
from riskcheck.records import CaseRecord
from riskcheck.synth.cases import cases
from riskcheck.synth.parameters import parameters

COUNT, SEED = 400, 5
_KEPT = TemporaryDirectory()


@cache
def records() -> tuple[CaseRecord, ...]:
    return tuple(made.record for made in cases(COUNT, SEED, parameters()))


@cache
def made_table() -> Table:
    return table(records())


@cache
def model_file(*, with_peers: bool = False) -> Path:
    path = Path(_KEPT.name) / f"model-{with_peers}.json"
    train(made_table(), str(path), seed=1, errors=0, with_peers=with_peers)
    return path


@cache
def learned_check(*, with_peers: bool = False) -> LearnedCheck:
    return LearnedCheck(load(str(model_file(with_peers=with_peers))))
