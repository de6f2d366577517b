"""Damage many payloads and import each: how many gave an error line, and whether anything that must hold did not.

    python tests/benchmarks/malformed.py --payloads 2000

Every example is drawn by Hypothesis from the published samples, where they are beside the checkout, and from payloads of
synthetic cases: so many malformed ones, and as many with anything else changed. It stops at the first that gives a traceback,
a record that is not sound or a level that no payload states, and at a malformed one without a line that says so.
"""

import argparse
import json
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import SearchStrategy

from tests.sources.malformed import Damaged, corpus, damaged_payloads, hold, malformed_payloads


def main() -> None:
    """Run and print the counts."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--payloads", type=int, default=2000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    begun = time.perf_counter()

    for kind in (malformed_payloads, damaged_payloads):
        _run(kind(), options.payloads, counts)
    found = {"of payloads": len(corpus()), **counts, "seconds": round(time.perf_counter() - begun, 1)}
    shown = json.dumps(found) if options.json else "\n".join(f"{name}: {value}" for name, value in found.items())
    sys.stdout.write(f"{shown}\n")


def _run(kind: SearchStrategy[Damaged], number: int, counts: Counter[str]) -> None:
    """So many payloads of a kind, the same ones every time."""

    @settings(max_examples=number, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(kind)
    def run(payload: Damaged) -> None:
        hold(payload, counts)

    run()


if __name__ == "__main__":
    main()
