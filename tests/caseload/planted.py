"""Plant how strict each area is in a synthetic caseload, and see whether it is found: ``python -m tests.caseload.planted``.

Synthetic cases are made once. Then, again and again, areas are given a strictness at random, every case is put in an area at
random and rated anew: high or above with the chance that its evidence had, moved by the area's strictness. What comes out is
compared with what was planted, which is against the average of the areas: how strict all are together nothing can say. At the
end the generator's own lenient areas are looked for.
"""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from riskcheck.caseload.norms import Rated, evidence_score, in_order, norms, rated
from riskcheck.records import read
from riskcheck.records.model import CaseRecord

Floats = NDArray[np.float64]
AREAS = 12
SPREAD = 0.6
"""The standard deviation of planted strictness in log-odds: at 0.6 the odds of like cases differ by 1.8 either way."""


@dataclass
class Found:
    """How many planted strictnesses were within their intervals, and what the estimates came to."""

    intervals: int = 0
    held: int = 0
    held_of_100: int = 0
    called_unlike: int = 0
    called_the_wrong_way: int = 0

    @property
    def share(self) -> float:
        """The share within their intervals."""
        return self.held / self.intervals


def plant(cases: Rated, times: int, seed: int, spread: float = SPREAD, areas: int = AREAS) -> Found:
    """Plant and look, so many times."""
    odds = evidence_score(cases.evidence, cases.high, seed)
    found = Found()
    for number in range(times):
        chance = np.random.default_rng([seed, number])
        strictness = chance.normal(0, spread, areas)
        strictness -= strictness.mean()
        where = chance.integers(0, areas, len(odds))
        high = chance.random(len(odds)) < expit(odds + strictness[where])
        names = tuple(f"Area {at:02}" for at in where)
        rows = norms(Rated(cases.evidence, names, high, 0, len(odds)), seed)
        for row in rows:
            at = int(row.place.split()[1])
            truth = strictness[at]
            of_100 = 100 * float(expit(odds + truth).mean())
            found.intervals += 1
            found.held += row.low <= truth <= row.high
            found.held_of_100 += row.of_100_low <= of_100 <= row.of_100_high
            found.called_unlike += row.unlike
            found.called_the_wrong_way += row.unlike and (row.effect > 0) != (truth > 0)
    return found


def made(number: int, seed: int, parameters: str | None = None) -> Iterable[CaseRecord]:
    """Synthetic records, as ``riskcheck synth`` makes them."""
    from click.testing import CliRunner

    from riskcheck.cli import main as riskcheck

    with TemporaryDirectory() as folder:
        path, options = Path(folder) / "made.ndjson", []
        if parameters:
            (Path(folder) / "p.toml").write_text(parameters, encoding="utf-8")
            options = ["--parameters", str(Path(folder) / "p.toml")]
        how = ["synth", "-n", str(number), "--seed", str(seed), "-o", str(path), *options]
        assert CliRunner().invoke(riskcheck, how, catch_exceptions=False).exit_code == 0
        yield from (outcome.record for outcome in read([str(path)], BytesIO()) if outcome.record is not None)


LENIENT = """
[caseload.underrated_mediums]
value = 0.30
[caseload.errors]
value = { index_offence_only = 0.0, custody_not_seen = 0.0, order_not_shared = 0.0, copied_forward = 0.0, \
optimism_after_quiet_month = 0.0, local_norm = 1.0, lowered_under_workload = 0.0 }
"""
"""Parameters under which three in ten mediums should be high, and all of these are rated where the norm is lenient."""


@click.command()
@click.option("--records", default=3000, help="Synthetic cases.")
@click.option("--times", default=40, help="How often strictness is planted in them.")
@click.option("--seed", default=1)
def main(records: int, times: int, seed: int) -> None:
    """Print how often the intervals held what was planted; exit status 1 where that is less than 94 in 100."""
    cases = rated(made(records, seed))
    out = StringIO()
    worst = 1.0
    for spread in (0.0, 0.3, SPREAD, 1.0):
        found = plant(cases, times, seed, spread)
        worst = min(worst, found.share)
        out.write(
            f"strictness of standard deviation {spread}: {found.held} of {found.intervals} within their intervals "
            f"({100 * found.share:.1f}%), of 100 cases {100 * found.held_of_100 / found.intervals:.1f}%; "
            f"{found.called_unlike} called unlike, {found.called_the_wrong_way} of them the wrong way\n"
        )
    rows = norms(rated(made(records, seed, LENIENT)), seed)
    out.write(f"the generator's lenient areas are Fenland and Kestrel; most lenient first: {', '.join(in_order(rows)[:4])}\n")
    for row in rows[:3]:
        out.write(
            f"    {row.place}: {row.effect} ({row.low} to {row.high}); of 100 cases {row.of_100}, average {row.average}\n"
        )
    click.echo(out.getvalue().rstrip("\n"))
    sys.exit(0 if worst >= 0.94 and set(in_order(rows)[:2]) == {"Fenland", "Kestrel"} else 1)


if __name__ == "__main__":
    main()
