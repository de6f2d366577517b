"""Make synthetic cases, write each as payloads of the real systems, import them, and compare field by field.

    python tests/benchmarks/round_trip.py --cases 500

Prints how many items and fields came back, how often each listed loss was met, and every difference that no loss explains.
"""

import argparse
import json
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from riskcheck.check import check
from riskcheck.synth.parameters import parameters
from riskcheck.synth.payloads import emit
from riskcheck.synth.payloads.emitted import losses
from riskcheck.synth.write import records
from tests.sources.made import imported
from tests.sources.round_trip import round_trip


def main() -> None:
    """Run and print the counts; exit status 1 where something is not explained, or a loss is listed and never met."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--cases", type=int, default=500)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--flags", action="store_true", help="Also count what is flagged before and after.")
    options = parser.parse_args()
    begun = time.perf_counter()
    made = list(records(options.cases, options.seed, parameters(None)))
    compared = round_trip(made)
    found = {
        "cases": len(made),
        "items": compared.items,
        "fields": compared.fields,
        "unexplained": len(compared.unexplained),
        "losses_listed": len(losses()),
        "losses_never_met": sorted(set(losses()) - set(compared.met)),
        "losses_met": dict(compared.met.most_common()),
        "seconds": round(time.perf_counter() - begun, 1),
    }
    if options.flags:
        found["flags"] = dict(_flags(made))
    shown = json.dumps(found) if options.json else "\n".join(f"{name}: {value}" for name, value in found.items())
    sys.stdout.write(f"{shown}\n")
    for difference in compared.unexplained[:20]:
        sys.stderr.write(f"{difference}\n")
    sys.exit(bool(compared.unexplained or found["losses_never_met"]))


def _flags(made: list) -> Counter[str]:  # type: ignore[type-arg]
    """How many cases have a flag in the record, and how many still have one in what the payloads make of it."""
    counts: Counter[str] = Counter()
    for record in made:
        back, _ = imported(record, emit(record))
        before = any(rating.status == "flagged" for rating in check(record).ratings)
        after = back is not None and any(rating.status == "flagged" for rating in check(back).ratings)
        counts[f"{'flagged' if before else 'not flagged'}, then {'flagged' if after else 'not flagged'}"] += 1
    return counts


if __name__ == "__main__":
    main()
