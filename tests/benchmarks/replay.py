"""How long one large record takes to explain and to replay. The figures are printed, never asserted.

    python tests/benchmarks/replay.py --items 1000

The record is made: adjudications, incidents, convictions, appointments and circumstances on different days over nine
years, a third of them not known to probation or known to it later, under four assessments. ``explain`` is reading,
checking and writing the whole text of one case; ``replay`` is both readings on every day, and its text.
"""

import argparse
import io
import json
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec

sys.path.insert(0, str(Path(__file__).parents[2]))  # so that it runs from a checkout that is not installed

from riskcheck.check import card, check
from riskcheck.records import CaseRecord
from riskcheck.replay.look import replay
from riskcheck.report import writer
from riskcheck.report.replay import write
from riskcheck.result import Run, Summary, Tool
from riskcheck.rules import RULES, examples
from riskcheck.terms import KnownTo

TOOL = Tool(version="benchmark", rules="all")


def record(items: int, seed: int = 1) -> CaseRecord:
    """A record of so many items; the same for the same seed."""
    chance = random.Random(seed)
    rated = [examples.assessed(f"{year}-06-01") for year in (2016, 2019, 2022, 2024)]
    made = examples.case(*rated, *(_item(chance) for _ in range(items - len(rated))))
    return msgspec.convert(made, CaseRecord)


def _item(chance: random.Random) -> examples.Placed:
    day = date(2016, 6, 1) + timedelta(days=chance.randrange(3400))
    iso, later = day.isoformat(), min(day + timedelta(days=chance.randrange(200)), date(2025, 12, 31)).isoformat()
    known = chance.choice(([], [], [{"agency": "prison"}], [{"agency": "prison"}, {"agency": "probation", "on": later}]))
    fields: dict[str, Any] = {"known_to": known} if known else {}
    kind = chance.randrange(10)
    if kind < 3:
        charge = chance.choice(("assault", "disobedience", "threats_or_abuse", "weapon"))
        return examples.adjudication(iso, charge, outcome=chance.choice(("proved", "dismissed")), **fields)
    if kind < 5:
        return examples.incident(iso, chance.choice(("assault", "find", "threats", "drugs_or_alcohol")), **fields)
    if kind < 6:
        return examples.conviction(iso, chance.choice(("violence", "theft", "weapon", "burglary")), **fields)
    if kind < 9:
        return examples.contact(iso, chance.choice(("attended_complied", "unacceptable_absence")))
    return examples.circumstance(iso, "alcohol", chance.choice(("present", "absent")))


def explained(found: CaseRecord) -> None:
    """Check the record, and write the whole of it as text."""
    report = writer("text", io.StringIO(), full=True)
    report.start(TOOL, Run(as_of="assessment", known_to=KnownTo.ANYONE), {code: card(rule) for code, rule in RULES.items()})
    report.case(check(found))
    report.end(Summary(records=1, checked=1, flagged=1, cannot_say=0, errors=0))


def replayed(found: CaseRecord) -> None:
    """Replay the record, and write it as text."""
    write("text", io.StringIO(), replay(found), TOOL)


def seconds(job: Callable[[CaseRecord], None], found: CaseRecord, rounds: int) -> float:
    """The median of several rounds."""
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        job(found)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--items", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    found = record(chosen.items)
    figures = {
        "items": chosen.items,
        "days": replay(found).days,
        "explain_seconds": round(seconds(explained, found, chosen.rounds), 3),
        "replay_seconds": round(seconds(replayed, found, chosen.rounds), 3),
    }
    lines = [json.dumps(figures)] if chosen.json else [f"{name}: {figure}" for name, figure in figures.items()]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
