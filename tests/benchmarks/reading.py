"""How fast records are read, validated and checked, beside the same job done with ``json`` and ``jsonschema`` alone.

    python tests/benchmarks/reading.py --json

One caseload is made by repeating the fixtures under new case references, written as NDJSON, and gone through by each way
in turn, in the same run, several times; ratios are medians over the rounds. The peers only read and validate: they do not
check anything, so every ratio but the first is against less work than ours.

* ``validate()``: ``json.loads`` and ``jsonschema.validate`` for each record, as its documentation shows. It checks the
  schema and builds the validator anew each time.
* ``validator kept``: ``json.loads`` and one ``Draft202012Validator`` kept for all records, with ``iter_errors``.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import jsonschema

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))  # so that it runs from a checkout that is not installed

from riskcheck.check import check  # noqa: E402
from riskcheck.records import read  # noqa: E402
from riskcheck.records.schemas import schema  # noqa: E402

FIXTURES = ROOT / "fixtures"


def caseload(path: Path, records: int) -> None:
    """Write ``records`` records: the valid fixtures over and over, each under a case reference of its own."""
    found = sorted(path for kind in ("published", "unsound", "sound") for path in (FIXTURES / kind).rglob("case.json"))
    made = [json.loads(path.read_text(encoding="utf-8")) for path in found]
    with path.open("w", encoding="utf-8") as out:
        for number in range(records):
            record = made[number % len(made)] | {"case_id": f"case-{number}"}
            out.write(json.dumps(record, ensure_ascii=False) + "\n")


def ours_whole(path: Path) -> int:
    """Read, validate and check, with everything that a report shows."""
    return sum(check(outcome.record) is not None for outcome in read([str(path)]) if outcome.record is not None)


def ours_reading(path: Path) -> int:
    """Read and validate."""
    return sum(outcome.record is not None for outcome in read([str(path)]))


def validate_each(path: Path) -> int:
    """Peer: ``jsonschema.validate`` for each record."""
    formats = jsonschema.FormatChecker()
    with path.open(encoding="utf-8") as lines:
        count = 0
        for line in lines:
            count += 1
            jsonschema.validate(
                json.loads(line), schema("case-record"), cls=jsonschema.Draft202012Validator, format_checker=formats
            )
    return count


def validator_kept(path: Path) -> int:
    """Peer: one validator kept for all records."""
    validator = jsonschema.Draft202012Validator(schema("case-record"), format_checker=jsonschema.FormatChecker())
    with path.open(encoding="utf-8") as lines:
        return sum(not list(validator.iter_errors(json.loads(line))) for line in lines)


def seconds(way: Callable[[Path], int], path: Path, expected: int) -> float:
    """How long one way takes to go through the caseload. Raises ``SystemExit`` where it loses a record."""
    start = time.perf_counter()
    done = way(path)
    taken = time.perf_counter() - start
    if done != expected:
        sys.exit(f"{way.__name__} went through {done} of {expected} records")
    return taken


def main() -> None:
    """Run the benchmark and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    few = max(20, given.records // 20)
    with tempfile.TemporaryDirectory() as folder:
        whole, part = Path(folder) / "whole.ndjson", Path(folder) / "part.ndjson"
        caseload(whole, given.records)
        caseload(part, few)
        size = whole.stat().st_size / given.records
        rounds = []
        for _ in range(given.rounds):
            rounds.append(
                {
                    "ours, whole job": seconds(ours_whole, whole, given.records) / given.records,
                    "ours, reading and validating": seconds(ours_reading, whole, given.records) / given.records,
                    "validate()": seconds(validate_each, part, few) / few,
                    "validator kept": seconds(validator_kept, whole, given.records) / given.records,
                }
            )

    def ratio(slow: str, fast: str) -> float:
        return round(statistics.median(one[slow] / one[fast] for one in rounds), 1)

    figures = {
        "records": given.records,
        "mean bytes a record": round(size),
        "microseconds a record (median)": {
            way: round(statistics.median(one[way] for one in rounds) * 1e6) for way in rounds[0]
        },
        "ratios (median)": {
            "validate() : ours, whole job": ratio("validate()", "ours, whole job"),
            "validate() : ours, reading and validating": ratio("validate()", "ours, reading and validating"),
            "validator kept : ours, reading and validating": ratio("validator kept", "ours, reading and validating"),
            "validator kept : ours, whole job": ratio("validator kept", "ours, whole job"),
        },
        "note": f"validate() was run on {few} of the records; figures are for this machine and this run only",
    }
    print(json.dumps(figures, indent=2) if given.json else "\n".join(_lines(figures)))  # noqa: T201 - a command's output


def _lines(figures: dict[str, object], indent: str = "") -> list[str]:
    lines = []
    for name, value in figures.items():
        inner = _lines(value, indent + "  ") if isinstance(value, dict) else []
        lines += [f"{indent}{name}:", *inner] if inner else [f"{indent}{name}: {value}"]
    return lines


if __name__ == "__main__":
    main()
