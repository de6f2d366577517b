"""How fast synthetic records are made: records a second on one core, by the clock and by the processor's own time.

    python tests/benchmarks/synth.py --json

Other work on the machine slows the clock and not the processor's time. The greatest memory held is printed for two sizes of
caseload, because records are made one at a time and memory should not grow with their number.

The last figures say how far the answers can be known at all: of cases that are high or very high, and of those that are not,
how many a reader of the whole life would put on the other side of the line for high. No check should be expected to do better.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import BinaryIO, cast

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))  # so that it runs from a checkout that is not installed

from riskcheck.synth.cases import cases  # noqa: E402
from riskcheck.synth.misreading import misread  # noqa: E402
from riskcheck.synth.parameters import parameters  # noqa: E402
from riskcheck.synth.truth import overall  # noqa: E402
from riskcheck.synth.write import records, write  # noqa: E402
from riskcheck.terms import Level  # noqa: E402


class _Counted:
    """Takes bytes, keeps none."""

    size = 0

    def write(self, data: bytes) -> int:
        self.size += len(data)
        return len(data)


def knowable(count: int, seed: int) -> dict[str, float]:
    """Per cent of cases that a reader of the whole life would put on the other side of the line for high."""
    chosen = parameters()
    read: dict[bool, list[bool]] = {True: [], False: []}
    for made in cases(count, seed, chosen):
        high = overall(made.plan.truth) in (Level.HIGH, Level.VERY_HIGH)
        read[high].append(misread(made.plan, made.life, chosen) > 0)
    names = {True: "high, read as less, per cent", False: "not high, read as high, per cent"}
    return {names[high]: round(100 * sum(found) / len(found), 1) for high, found in read.items() if found}


def make(count: int, seed: int) -> dict[str, float]:
    """Make so many records and time it."""
    chosen, out = parameters(), _Counted()
    clock, processor = time.perf_counter(), time.process_time()
    made = write(cast(BinaryIO, out), records(count, seed, chosen), lambda _: None)
    taken, used = time.perf_counter() - clock, time.process_time() - processor
    return {
        "records": made,
        "records a second, by the clock": round(made / taken),
        "records a second of processor time": round(made / used),
        "mean bytes a record": round(out.size / made),
        "greatest memory, MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    }


def main() -> None:
    """Run the benchmark and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--once", action="store_true", help="this size only, in this process")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if given.once:
        figures = make(given.records, given.seed)
    else:
        # Each size in a process of its own: the greatest memory of a process never goes down again.
        sizes = {"a tenth": max(20, given.records // 10), "all": given.records}
        figures = {name: _alone(size, given.seed) for name, size in sizes.items()}
        figures["answers"] = knowable(min(given.records, 1000), given.seed)
    print(json.dumps(figures, indent=2 if given.json else None))  # noqa: T201 - a command's output


def _alone(records: int, seed: int) -> dict[str, float]:
    command = [sys.executable, __file__, "--records", str(records), "--seed", str(seed), "--once", "--json"]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    return cast(dict[str, float], json.loads(done.stdout))


if __name__ == "__main__":
    main()
