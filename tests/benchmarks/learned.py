"""What the learned check costs beside the rules: time for each record, and the greatest memory held.

    python tests/benchmarks/learned.py --json

Synthetic records are made, a model is trained on some of them, and the others are checked without it and with it, in turn,
record by record, several times; figures are medians over the rounds, in the processor's own time. What the rules cost includes
the view, which both need. Reading the model's file is not in it, and is printed by itself.

Then ``riskcheck check --model`` is run on a tenth of the records and on all of them, each in a process of its own, and the
greatest memory that each held is printed: records are read, checked and written one at a time, so it should not grow with
their number.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))  # so that it runs from a checkout that is not installed

from riskcheck.check import SecondVoice, check  # noqa: E402
from riskcheck.learned.model import load, train  # noqa: E402
from riskcheck.learned.says import LearnedCheck  # noqa: E402
from riskcheck.learned.table import table  # noqa: E402
from riskcheck.records import CaseRecord  # noqa: E402
from riskcheck.synth.cases import cases  # noqa: E402
from riskcheck.synth.parameters import parameters  # noqa: E402
from riskcheck.synth.write import records as made_records  # noqa: E402
from riskcheck.synth.write import write  # noqa: E402

TRAINED_ON = 400


def spent(records: Sequence[CaseRecord], learned: SecondVoice | None) -> tuple[float, int]:
    """Processor seconds to check the records, and how many of them the learned check explained."""
    start, explained = time.process_time(), 0
    for record in records:
        said = check(record, learned=learned).learned
        explained += said is not None and said.withheld is None
    return time.process_time() - start, explained


def measured(number: int, rounds: int) -> dict[str, float]:
    """The figures."""
    made = [one.record for one in cases(TRAINED_ON + number, 7, parameters())]
    records = made[TRAINED_ON:]
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model.json")
        train(table(made[:TRAINED_ON]), path, seed=1, errors=0, with_peers=False)
        start = time.process_time()
        learned = LearnedCheck(load(path))
        loaded = time.process_time() - start
    spent(records[:1], learned)
    times = [(spent(records, None), spent(records, learned)) for _ in range(rounds)]
    rules = statistics.median(without for (without, _), _ in times)
    both = statistics.median(asked for _, (asked, _) in times)
    return {
        "records": number,
        "explained": times[0][1][1],
        "rules_ms_a_record": round(1000 * rules / number, 3),
        "learned_ms_a_record": round(1000 * (both - rules) / number, 3),
        "learned_to_rules": round((both - rules) / rules, 3),
        "reading_the_model_s": round(loaded, 3),
        "greatest_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    }


def greatest_memory(number: int, model: str, folder: str) -> float:
    """The greatest memory, in MB, of ``riskcheck check --model`` on so many records, in a process of its own."""
    file = Path(folder) / f"{number}.ndjson"
    with file.open("wb") as out:
        write(out, made_records(number, 8, parameters()), lambda _: None)
    asked = ("check", str(file), "--model", model, "--output-format", "jsonl", "-o", os.devnull, "--fail-on", "never")
    running = subprocess.Popen([sys.executable, "-m", "riskcheck", *asked], cwd=ROOT, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise RuntimeError(f"riskcheck check ended with {running.returncode}")
    return round(used.ru_maxrss / 1024, 1)


def flatness(number: int) -> dict[str, float]:
    """The greatest memory of a check with a model, on a tenth of the records and on all."""
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model.json")
        train(table(one.record for one in cases(TRAINED_ON, 7, parameters())), path, seed=1, errors=0, with_peers=False)
        sizes = {"a_tenth": max(20, number // 10), "all": number}
        return {f"check_with_model_memory_mb_{name}": greatest_memory(size, path, folder) for name, size in sizes.items()}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = measured(given.records, given.rounds) | flatness(given.records)
    sys.stdout.write(
        json.dumps(found) + "\n" if given.json else "".join(f"{name:36} {value}\n" for name, value in found.items())
    )


if __name__ == "__main__":
    main()
