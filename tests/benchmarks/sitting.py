"""A whole caseload in one sitting: so many synthetic records made, checked as they come, and kept nowhere.

    python tests/benchmarks/sitting.py --records 240000 --jobs 2
    python tests/benchmarks/sitting.py --records 20000 --jobs 2

``riskcheck synth | riskcheck check -``, as two commands on one machine: making the records takes a processor too, and its time
is printed by itself. First a fortieth of the records are done in the same way: from that, the estimate that the measured time
stands beside, and the memory that should be the same. Prints JSON.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]


def sitting(records: int, seed: int, jobs: int) -> dict[str, float]:
    """Make and check so many records: seconds on the wall, processor's seconds of each command, most memory in MB."""
    ours = [sys.executable, "-m", "riskcheck"]
    start = time.monotonic()
    with subprocess.Popen([*ours, "synth", "-n", str(records), "--seed", str(seed)], cwd=ROOT, stdout=subprocess.PIPE) as synth:
        options = ("--jobs", str(jobs), "--output-format", "jsonl", "--fail-on", "never", "-o", os.devnull)
        check = subprocess.Popen([*ours, "check", "-", *options], cwd=ROOT, stdin=synth.stdout, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(check.pid, 0)
        check.returncode = os.waitstatus_to_exitcode(status)
        made = os.wait4(synth.pid, 0)[2]
        synth.returncode = 0
    if check.returncode:
        sys.exit(f"the check ended with {check.returncode}")
    return {
        "seconds": time.monotonic() - start,
        "processor's seconds to check": used.ru_utime + used.ru_stime,
        "processor's seconds to make": made.ru_utime + made.ru_stime,
        "MB of the process that held most": used.ru_maxrss / 1024,
    }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=240_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    few = max(1, given.records // 40)
    first = sitting(few, given.seed, given.jobs)
    whole = sitting(given.records, given.seed, given.jobs)
    figures = {
        "records": given.records,
        "processes": given.jobs,
        "load": round(os.getloadavg()[0], 1),
        "seconds, estimated from a fortieth": round(first["seconds"] * given.records / few),
        **{name: round(value, 1) for name, value in whole.items()},
        "records a second": round(given.records / whole["seconds"]),
        "MB with a fortieth of them": round(first["MB of the process that held most"], 1),
    }
    sys.stdout.write(json.dumps(figures, indent=2) + "\n")


if __name__ == "__main__":
    main()
