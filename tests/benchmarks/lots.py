"""Parameters for a caseload that nobody chose: every number of riskcheck synth's own, drawn by lot.

    python tests/benchmarks/lots.py --seed 4 > lot.toml
    riskcheck synth -n 20000 --seed 4 --parameters lot.toml -o lot.ndjson
    riskcheck evaluate lot.ndjson

Each number is multiplied by a factor of its own between three quarters and four thirds, all equally likely on the scale of
ratios; the numbers of one list share theirs. The one published share, that 7 in 100 mediums should have
been high, stays. So whoever tunes a check cannot choose the caseload that it is then measured on, and a seed that was not drawn
before gives parameters that were never used.
"""

import argparse
import random
import sys
from pathlib import Path
from typing import Any

import tomlkit

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))  # so that it runs from a checkout that is not installed

from riskcheck.synth.parameters import from_table, shipped  # noqa: E402

WIDEST = 4 / 3
"""The greatest factor; one divided by it is the least."""
KEPT = ("caseload.underrated_mediums", "truth.margin")
"""What is published; and a factor that may not be less than 1."""


def drawn(seed: int) -> dict[str, dict[str, Any]]:
    """Parameters by topic and name, as a file given with --parameters has them."""
    lot = random.Random(seed)
    return {
        topic: {
            name: {"value": _other(entry["value"], lot)}
            for name, entry in table.items()
            if f"{topic}.{name}" not in KEPT and _has_numbers(entry["value"])
        }
        for topic, table in shipped().items()
    }


def _has_numbers(value: Any) -> bool:
    if isinstance(value, dict):
        return any(map(_has_numbers, value.values()))
    return isinstance(value, float | int) or (isinstance(value, list) and all(map(_has_numbers, value)))


def _other(value: Any, lot: random.Random) -> Any:
    if isinstance(value, dict):
        return {name: _other(entry, lot) for name, entry in value.items()}
    factor = WIDEST ** lot.uniform(-1, 1)
    return [_times(entry, factor) for entry in value] if isinstance(value, list) else _times(value, factor)


def _times(number: float, factor: float) -> float:
    """The product; what is less than 1 may be a share and becomes 1 at the most, and a whole number stays whole."""
    if isinstance(number, int):
        return max(1, round(number * factor))
    return round(min(number * factor, 1.0) if number < 1 else number * factor, 4)


def main() -> None:
    """Write the parameters to standard output."""
    parser = argparse.ArgumentParser(description="Draw the parameters of riskcheck synth by lot.")
    parser.add_argument("--seed", type=int, required=True, help="which lot")
    given = drawn(parser.parse_args().seed)
    from_table(given, "the lot")
    sys.stdout.write(tomlkit.dumps(given))


if __name__ == "__main__":
    main()
