"""Train the model that ships, on synthetic cases: ``python -m tests.learned.default_model``.

The same generator, features, training and versions of the libraries give the same bytes. Run it again when a test says that
the model is not current; it takes some minutes.
"""

import argparse
import hashlib
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import numpy as np

from riskcheck.caseload.proxies import People
from riskcheck.evaluate.parameters import value
from riskcheck.learned.features import NAMES
from riskcheck.learned.fingerprint import table_fingerprint
from riskcheck.learned.model import MadeFrom, Model, train
from riskcheck.learned.shipped import DEFAULT, path_of
from riskcheck.learned.table import Table, table
from riskcheck.records import CaseRecord
from riskcheck.synth.parameters import parameters
from riskcheck.synth.write import records as made
from riskcheck.terms import Level

RECORDS, SEED = 20_000, 2026
BEGINNING = 200
"""Cases of which a test makes a model again, to see whether the one that ships is current."""
COMMAND = "python -m tests.learned.default_model"


def make(path: str, records: int = RECORDS) -> Model:
    """Train on the first so many cases, and write the model."""
    return _trained(made(records, SEED, parameters()), path, made_from(records))


def made_from(records: int) -> MadeFrom:
    """From what a model of the first so many cases is made, as things are now."""
    beginning, trial = _beginning()
    given = msgspec.json.encode(parameters(), order="deterministic")
    return MadeFrom(
        generator="riskcheck synth",
        seed=SEED,
        records=records,
        parameters=hashlib.sha256(given).hexdigest(),
        beginning=beginning,
        trial=trial,
    )


@cache
def _beginning() -> tuple[str, str]:
    """The fingerprints of the table of the first cases, and of what a model trained on them says of them."""
    found = table(made(BEGINNING, SEED, parameters()))
    codes = np.array([list(Level).index(level) for level in found.ratings], dtype=np.int64)
    with TemporaryDirectory() as folder:
        scorer = train(found, f"{folder}/trial.json", seed=1, errors=0, with_peers=False).check.scorer()
    told = scorer.priority(found.values, scorer.decision(found.values))
    thousandths = (np.round(told, 3) + 0.0).astype("<f8")  # not every bit, which another processor may give otherwise
    return table_fingerprint(found.values, codes, NAMES, tuple(Level)), hashlib.sha256(thousandths.tobytes()).hexdigest()


def _trained(records: Iterable[CaseRecord], path: str, origin: MadeFrom) -> Model:
    people = People(value("age_bands"), value("suppress_under"))
    found: Table = table(records, beside=people.add)
    return train(found, path, seed=1, errors=0, with_peers=False, audit=people.told_by, made_from=origin)


def main() -> None:
    """Write the model where it ships, or another where it is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=RECORDS)
    parser.add_argument("-o", "--output", default=path_of(DEFAULT))
    given = parser.parse_args()
    model = make(given.output, given.records)
    size = Path(given.output).stat().st_size
    sys.stdout.write(f"wrote {given.output}: {model.about.cases:,} cases, {size:,} bytes, fingerprint {model.fingerprint}\n")


if __name__ == "__main__":
    main()
