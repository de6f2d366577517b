"""Train the model that ships, on synthetic cases: ``python -m tests.learned.default_model``.

The same generator, features and versions of the libraries give the same bytes. Run it again when a test says that the model is
not current; it takes some minutes.
"""

import argparse
import hashlib
import sys
from pathlib import Path

import msgspec
import numpy as np

from riskcheck.caseload.proxies import People
from riskcheck.evaluate.parameters import value
from riskcheck.learned.features import NAMES
from riskcheck.learned.fingerprint import table_fingerprint
from riskcheck.learned.model import MadeFrom, Model, train
from riskcheck.learned.shipped import DEFAULT, path_of
from riskcheck.learned.table import Table, table
from riskcheck.synth.parameters import parameters
from riskcheck.synth.write import records as made
from riskcheck.terms import Level

RECORDS, SEED = 20_000, 2026
BEGINNING = 100
"""Cases whose table is made again by a test, to see whether the model is current."""
COMMAND = "python -m tests.learned.default_model"


def made_from(records: int) -> MadeFrom:
    """From what a model of the first so many cases is made, as things are now."""
    return MadeFrom(
        generator="riskcheck synth",
        seed=SEED,
        records=records,
        parameters=hashlib.sha256(msgspec.json.encode(parameters(), order="deterministic")).hexdigest(),
        beginning=fingerprint_of(table(made(BEGINNING, SEED, parameters()))),
    )


def fingerprint_of(some: Table) -> str:
    """The fingerprint of a table, ratings included."""
    codes = np.array([list(Level).index(level) for level in some.ratings], dtype=np.int64)
    return table_fingerprint(some.values, codes, NAMES, tuple(Level))


def make(path: str, records: int = RECORDS) -> Model:
    """Train on the first so many cases, and write the model."""
    people = People(value("age_bands"), value("suppress_under"))
    found = table(made(records, SEED, parameters()), beside=people.add)
    return train(found, path, seed=1, errors=0, with_peers=False, audit=people.told_by, made_from=made_from(records))


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
