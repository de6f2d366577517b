"""How fast a caseload is checked: beside the floor under the job, and beside what one would put together without riskcheck.

    python tests/benchmarks/caseload.py --json
    python tests/benchmarks/caseload.py --renew     also writes the table and the chart of the guide to a caseload

All of it on the same synthetic records, in one run, each way in turn, several rounds; figures are medians of the processor's
own time in one process, in microseconds a case, because other work on a machine disturbs the clock on the wall.

The floor is the least that could be done, by the fastest libraries for it: parse (msgspec), validate against the whole schema
with formats (jsonschema-rs, compiled once), the model's scores in blocks and exact contributions for the flagged (tables of
its trees), results written (msgspec). No record is kept, and garbage is looked for as rarely as riskcheck does. It reads no
text and looks for nothing: no way can reach it, and the ratio says what the rest costs.

The naive way is what the libraries' first pages show: ``json``, ``jsonschema.validate`` with formats, ten rules over each item
in a general rule engine (rule-engine), the model one case at a time and ``shap.Explainer`` for every case. Its rules look for
less than riskcheck's. What it costs with one validator that is kept, as their later pages advise, is given beside it.

riskcheck is measured as a person runs it, ``riskcheck check`` into JSON lines as a process, over two sizes of caseload: the
difference is what a record costs, and the rest is the start. Memory is the most that the process held.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import jsonschema
import msgspec

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))  # so that it runs from a checkout that is not installed

from riskcheck import check as checking  # noqa: E402
from riskcheck import considered  # noqa: E402
from riskcheck.caseload.kept import Kept  # noqa: E402
from riskcheck.caseload.looking import Asked, results_of  # noqa: E402
from riskcheck.caseload.processes import rarely_collecting  # noqa: E402
from riskcheck.caseload.run import found as found_in  # noqa: E402
from riskcheck.learned.features import NAMES, row  # noqa: E402
from riskcheck.learned.model import load, train  # noqa: E402
from riskcheck.learned.table import table  # noqa: E402
from riskcheck.records import CaseRecord, read  # noqa: E402
from riskcheck.records.read import outcome, texts  # noqa: E402
from riskcheck.records.schemas import schema  # noqa: E402
from riskcheck.records.validate import gate  # noqa: E402
from riskcheck.report.as_json import case_text  # noqa: E402
from riskcheck.result import CaseResult  # noqa: E402
from riskcheck.rules import STABLE  # noqa: E402
from riskcheck.synth.parameters import parameters  # noqa: E402
from riskcheck.synth.write import records as made_records  # noqa: E402
from riskcheck.terms import KnownTo  # noqa: E402
from riskcheck.text import weapons  # noqa: E402
from riskcheck.view import latest_assessment, view  # noqa: E402
from tests.benchmarks.replay import record as record_of_items  # noqa: E402

TRAINED_ON = 400
ASKED = Asked(as_of=None, known_to=KnownTo.ANYONE, rules=tuple(rule.code for rule in STABLE))
GUIDE = ROOT / "riskcheck" / "guide" / "caseload.md"
CHART = GUIDE.with_suffix(".svg")
START, END = "<!-- figures -->", "<!-- end of figures -->"
MOST_ITEMS = (100, 300, 1000, 3000, 5000)

RULES = (
    'kind == "assault" and role == "perpetrator"',
    'charge == "assault" and outcome == "proved"',
    'charge == "weapon"',
    'charge == "threats_or_abuse" and outcome == "proved"',
    'outcome == "convicted" and seriousness == "serious"',
    'outcome == "convicted" and victim == "known_adult"',
    'kind == "restraining"',
    'kind == "non_molestation"',
    'outcome == "unacceptable_absence"',
    'state == "present" and kind == "alcohol"',
)
"""What the naive way looks for in each item: of the kind of riskcheck's rules, and much less than they do."""


class Caseload:
    """Synthetic records in files, with a model trained on others of them."""

    def __init__(self, folder: Path, records: int, seed: int) -> None:
        made = list(made_records(TRAINED_ON + records, seed, parameters(None)))
        self.model = folder / "model.json"
        train(table(made[:TRAINED_ON]), str(self.model), seed=1, errors=0, with_peers=False)
        self.records = records
        lines = [msgspec.json.encode(record) + b"\n" for record in made[TRAINED_ON:]]
        self.bytes_a_record = sum(map(len, lines)) / records
        self.whole, self.part = folder / "whole.ndjson", folder / "part.ndjson"
        self.size_of_part = max(1, records // 4)
        self.whole.write_bytes(b"".join(lines))
        self.part.write_bytes(b"".join(lines[: self.size_of_part]))
        self.few = lines[: max(10, records // 50)]
        self.lines = lines

    @cached_property
    def results(self) -> list[CaseResult]:
        """What the rules say of each record: what the floor writes."""
        return list(results_of(ASKED, [found.record for found in read([str(self.whole)]) if found.record is not None]))

    @cached_property
    def rows(self) -> Any:
        """The features of each record."""
        import numpy as np

        found = [one.record for one in read([str(self.whole)]) if one.record is not None]
        return np.array([row(view(one, _day(one))) for one in found])


def _day(record: CaseRecord) -> str:
    found = latest_assessment(record)
    return (found[1].completed_on if found else None) or record.extracted_on


def spent(job: Callable[[], object]) -> float:
    """The processor's time that a job takes in this process."""
    start = time.process_time()
    job()
    return time.process_time() - start


# The floor.


def floor(caseload: Caseload) -> dict[str, float]:
    """Each stage of the floor, in seconds a case."""
    decoder, encoder, validator = msgspec.json.Decoder(), msgspec.json.Encoder(), gate()
    scorer = load(str(caseload.model)).check.scorer()
    flagged = [number for number, result in enumerate(caseload.results) if result.flagged]
    scorer.forest.contributions(caseload.rows[:10])  # the tables of the trees are made once
    stages = {
        "parse and validate": lambda: all(validator.is_valid(decoder.decode(line)) for line in caseload.lines),
        "write": lambda: sum(len(encoder.encode(result)) for result in caseload.results),
        "score": lambda: scorer.forest.score(caseload.rows),
        "contributions of the flagged": lambda: scorer.forest.contributions(caseload.rows[flagged]),
    }
    with rarely_collecting():
        return {name: spent(stage) / caseload.records for name, stage in stages.items()}


# The naive way.


KEPT = "validate, with a validator that is kept"
"""A stage of the naive way that stands in place of another."""


def naive(caseload: Caseload) -> dict[str, float]:
    """Each stage of the naive way, in seconds a case, on a few of the records."""
    import pandas as pd
    import rule_engine
    import shap
    from sklearn.ensemble import HistGradientBoostingClassifier

    form, formats = schema("case-record"), jsonschema.FormatChecker()
    validator = jsonschema.Draft202012Validator(form, format_checker=formats)
    context = rule_engine.Context(default_value=None)
    rules = [rule_engine.Rule(rule, context=context) for rule in RULES]
    frame = pd.DataFrame(caseload.rows, columns=list(NAMES))
    labels = [result.flagged for result in caseload.results]
    model = HistGradientBoostingClassifier(max_iter=200, random_state=1).fit(frame, labels)
    explainer = shap.Explainer(model)
    few = [frame.iloc[[number]] for number in range(len(caseload.few))]
    parsed = [json.loads(line) for line in caseload.few]
    stages: dict[str, Callable[[], object]] = {
        "parse": lambda: [json.loads(line) for line in caseload.few],
        "validate": lambda: [jsonschema.validate(record, form, format_checker=formats) for record in parsed],
        KEPT: lambda: [list(validator.iter_errors(record)) for record in parsed],
        "rules": lambda: [[list(rule.filter(_items(record))) for rule in rules] for record in parsed],
        "score": lambda: [model.predict_proba(one) for one in few],
        "contributions": lambda: [explainer(one) for one in few],
        "write": lambda: [json.dumps(msgspec.to_builtins(result)) for result in caseload.results[: len(few)]],
    }
    return {name: spent(stage) / len(few) for name, stage in stages.items()}


def _items(record: dict[str, Any]) -> list[dict[str, Any]]:
    sections = [section for section in record.values() if isinstance(section, dict)]
    return [
        item
        for section in sections
        for part in section.values()
        if isinstance(part, list)
        for item in part
        if isinstance(item, dict)
    ]


# riskcheck.


def run(path: Path, out: Path, *options: str) -> tuple[float, float, float]:
    """Run ``riskcheck check``: the processor's seconds, the seconds on the wall, and the most memory in MB of a process."""
    code = (
        "import os,resource,subprocess,sys\n"
        "done=subprocess.run(sys.argv[1:],stderr=subprocess.PIPE)\n"
        "assert done.returncode in (0,1),done.stderr\n"
        "used=resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(used.ru_utime+used.ru_stime,used.ru_maxrss)"
    )
    command = [sys.executable, "-m", "riskcheck", "check", str(path), "--output-format", "jsonl", "-o", str(out), *options]
    start = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code, *command], cwd=ROOT, capture_output=True, text=True, check=True)
    passed = time.monotonic() - start
    processor, memory = (float(part) for part in done.stdout.split())
    return processor, passed, memory / 1024


class Cost:
    """What riskcheck costs by two runs over caseloads of two sizes, each of one process unless the options say otherwise."""

    def __init__(self, caseload: Caseload, part: Path, whole: Path, out: Path, *options: str) -> None:
        small, large = run(part, out, *options), run(whole, out, *options)
        more = caseload.records - caseload.size_of_part
        self.a_record = (large[0] - small[0]) / more
        self.on_the_wall = (large[1] - small[1]) / more
        self.start = max(0.0, small[0] - caseload.size_of_part * self.a_record)
        self.memory = (small[2], large[2])


def riskcheck(caseload: Caseload, out: Path) -> dict[str, float]:
    """What a record costs, with the rules only and with the model, in seconds; what a second run costs; memory in MB."""
    plain = Cost(caseload, caseload.part, caseload.whole, out)
    model = Cost(caseload, caseload.part, caseload.whole, out, "--model", str(caseload.model))
    two = Cost(caseload, caseload.part, caseload.whole, out, "--jobs", "2")
    return {
        "rules only": plain.a_record,
        "with the model": model.a_record,
        "start": plain.start,
        "again with 1% changed : full run": again(caseload, out.with_suffix(".kept")),
        "wall, one process : two": plain.on_the_wall / two.on_the_wall,
        "MB, a quarter of the records": plain.memory[0],
        "MB, all of them": plain.memory[1],
        "MB, with the model": model.memory[1],
    }


def again(caseload: Caseload, path: Path) -> float:
    """The time of a second run with one record in a hundred changed, over that of a full one: in this process, once started.

    The full run has read all of the texts before, which makes it look quicker than it would be.
    """
    path.unlink(missing_ok=True)
    changed = path.with_suffix(".changed")
    changed.write_bytes(b"".join(_changed(line, number) for number, line in enumerate(caseload.lines)))
    kept = Kept(str(path), ASKED)
    _lines(caseload.whole, kept)
    second, second_lines = _timed(lambda: _lines(changed, kept))
    full, full_lines = _timed(lambda: _lines(changed, None))
    kept.close()
    if second_lines != full_lines:
        sys.exit("a run with results kept gave other bytes than a full run")
    return second / full


def _timed(job: Callable[[], list[str]]) -> tuple[float, list[str]]:
    start = time.process_time()
    lines = job()
    return time.process_time() - start, lines


def _lines(path: Path, kept: Kept | None) -> list[str]:
    """A report's lines."""
    return [case_text(one.result) for one in found_in(texts([str(path)]), ASKED, kept=kept) if one.result is not None]


def _changed(line: bytes, number: int) -> bytes:
    """Every hundredth record, extracted on another day."""
    if number % 100:
        return line
    return msgspec.json.encode(msgspec.json.decode(line) | {"extracted_on": "2026-12-31"}) + b"\n"


def stages(caseload: Caseload) -> dict[str, float]:
    """Where riskcheck's time goes, in seconds a case: in this process, each record once, after others to warm up on."""
    for found in read([str(caseload.part)]):
        results_of(ASKED, [found.record] if found.record is not None else [])
    rest = list(texts([str(caseload.whole)]))[caseload.size_of_part :]
    clocks: dict[str, float] = {}
    start = time.process_time()
    outcomes = [outcome(text) for text in rest]
    clocks["read, validate, check for consistency"] = time.process_time() - start
    with (
        _clocked(clocks, "read text", (weapons, "find"), (considered, "find")),
        _clocked(clocks, "what would change a flag", (checking, "would_change")),
    ):
        start = time.process_time()
        results = [results_of(ASKED, [found.record])[0] for found in outcomes if found.record is not None]
        inside = clocks["read text"] + clocks["what would change a flag"]
        clocks["view, rules, weighing, explanations"] = time.process_time() - start - inside
    start = time.process_time()
    sum(len(case_text(result)) for result in results)
    clocks["write"] = time.process_time() - start
    return {name: seconds / len(rest) for name, seconds in clocks.items()}


@contextmanager
def _clocked(clocks: dict[str, float], name: str, *places: tuple[Any, str]) -> Any:
    """Count the time inside some functions, called by those names in those modules, under one name."""
    clocks[name] = 0.0
    real = [getattr(module, function) for module, function in places]

    def wrapped(function: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any, **named: Any) -> Any:
            start = time.process_time()
            try:
                return function(*args, **named)
            finally:
                clocks[name] += time.process_time() - start

        return timed

    for (module, function), found in zip(places, real, strict=True):
        setattr(module, function, wrapped(found))
    try:
        yield
    finally:
        for (module, function), found in zip(places, real, strict=True):
            setattr(module, function, found)


def growth() -> dict[int, float]:
    """Milliseconds for one record of so many items, read and checked; the median of three."""
    found = {}
    for items in MOST_ITEMS:
        text = msgspec.json.encode(record_of_items(items))
        path = Path(tempfile.mkdtemp()) / "one.json"
        path.write_bytes(text)

        def once(path: Path = path) -> None:
            for one in read([str(path)]):
                if one.record is None:
                    sys.exit(f"the record of many items is refused: {one.error}")
                results_of(ASKED, [one.record])

        found[items] = 1000 * statistics.median(spent(once) for _ in range(3))
        path.unlink()
        path.parent.rmdir()
    return found


# All of it.


def medians(rounds: Sequence[dict[str, float]]) -> dict[str, float]:
    """The median of each figure over the rounds."""
    return {name: statistics.median(one[name] for one in rounds) for name in rounds[0]}


def measured(records: int, rounds: int, seed: int) -> dict[str, Any]:
    """The figures: seconds become microseconds, and ratios are medians over the rounds."""
    with tempfile.TemporaryDirectory() as folder:
        caseload = Caseload(Path(folder), records, seed)
        where = stages(caseload)
        each = [(floor(caseload), naive(caseload), riskcheck(caseload, Path(folder) / "out.jsonl")) for _ in range(rounds)]
    model_only = ("score", "contributions of the flagged", "contributions")

    def total(stages: dict[str, float], *, model: bool, instead: str = KEPT) -> float:
        return sum(seconds for name, seconds in stages.items() if name != instead and (model or name not in model_only))

    def ratio(over: Callable[[Any], float], under: Callable[[Any], float]) -> float:
        return round(statistics.median(over(one) / under(one) for one in each), 2)

    def one_of(way: int, name: str) -> Callable[[Any], float]:
        return lambda one: one[way][name]

    ours = medians([one[2] for one in each])
    return {
        "day": datetime.now(UTC).date().isoformat(),
        "machine": f"{os.cpu_count()} cores, Python {platform.python_version()}",
        "load": round(os.getloadavg()[0], 1),
        "records": records,
        "bytes a record": round(caseload.bytes_a_record),
        "flagged": sum(result.flagged for result in caseload.results),
        "microseconds a case": {
            "floor": _micro(medians([one[0] for one in each])),
            "naive": _micro(medians([one[1] for one in each])),
            "riskcheck": _micro({name: ours[name] for name in ("rules only", "with the model")}),
            "riskcheck by stage": _micro(where),
        },
        "ratios": {
            "riskcheck : floor, rules only": ratio(lambda one: one[2]["rules only"], lambda one: total(one[0], model=False)),
            "riskcheck : floor, with the model": ratio(
                lambda one: one[2]["with the model"], lambda one: total(one[0], model=True)
            ),
            "naive : riskcheck, with the model": ratio(
                lambda one: total(one[1], model=True), lambda one: one[2]["with the model"]
            ),
            "the same, the naive way's validator kept": ratio(
                lambda one: total(one[1], model=True, instead="validate"), lambda one: one[2]["with the model"]
            ),
            "again with 1% changed : full run": round(ours["again with 1% changed : full run"], 3),
            "wall, one process : two": round(ours["wall, one process : two"], 2),
        },
        "cases a second, one process": round(1 / ours["rules only"]),
        "seconds to start": round(ours["start"], 2),
        "minutes for 240,000 on two cores, if they share the work": round(240_000 * ours["rules only"] / 2 / 60, 1),
        "MB": {name.removeprefix("MB, "): round(ours[name]) for name in ours if name.startswith("MB, ")},
        "milliseconds a record by items": {items: round(taken, 1) for items, taken in growth().items()},
    }


def _micro(seconds: dict[str, float]) -> dict[str, int]:
    return {name: round(1e6 * one) for name, one in seconds.items()}


# The guide.


def lines_of(figures: dict[str, Any]) -> list[str]:
    """The table of the guide."""
    costs, ratios = figures["microseconds a case"], figures["ratios"]
    floors, naive_way, ours = costs["floor"], costs["naive"], costs["riskcheck"]
    with_model = sum(floors.values())
    rules_only = floors["parse and validate"] + floors["write"]
    naively = sum(naive_way.values()) - naive_way[KEPT]
    return [
        f"Measured on {figures['day']} ({figures['machine']}, shared with other work) on {figures['records']:,} synthetic",
        f"records of {figures['bytes a record'] / 1000:.0f} kB, {figures['flagged']} of them flagged; processor's time of one",
        "process, medians.",
        "",
        "| way | microseconds a case, rules only | with the model |",
        "|---|---|---|",
        f"| the floor | {rules_only:,} | {with_model:,} |",
        f"| riskcheck | {ours['rules only']:,} | {ours['with the model']:,} |",
        f"| the naive way | {naively - naive_way['score'] - naive_way['contributions']:,} | {naively:,} |",
        "",
        "![A bar for each way, in microseconds a case with the model](caseload.svg)",
        "",
        *(f"- {name}: {value}" for name, value in ratios.items()),
        f"- minutes for 240,000 records on two cores, by arithmetic: "
        f"{figures['minutes for 240,000 on two cores, if they share the work']}",
        *(f"- most memory, {name}: {value} MB" for name, value in figures["MB"].items()),
        "",
        "| stage of riskcheck | microseconds a case |",
        "|---|---|",
        *(f"| {name} | {value:,} |" for name, value in costs["riskcheck by stage"].items()),
        "",
        "| items in a record | milliseconds |",
        "|---|---|",
        *(f"| {items:,} | {taken:,} |" for items, taken in figures["milliseconds a record by items"].items()),
    ]


def chart(figures: dict[str, Any]) -> str:
    """The three ways as bars on a scale of tens, with their figures beside them."""
    from math import log10

    costs = figures["microseconds a case"]
    ways = {
        "The floor": sum(costs["floor"].values()),
        "riskcheck": costs["riskcheck"]["with the model"],
        "The naive way": sum(costs["naive"].values()) - costs["naive"][KEPT],
    }
    said = "; ".join(f"{name}: {value:,}" for name, value in ways.items())
    bars = []
    for place, (name, value) in enumerate(ways.items()):
        top, width = 40 + 40 * place, round(90 * (log10(value) - 1))
        bars.append(f'<text x="10" y="{top + 18}">{name}</text>')
        bars.append(f'<rect x="130" y="{top}" width="{width}" height="26" fill="#1d70b8"/>')
        bars.append(f'<text x="{140 + width}" y="{top + 18}">{value:,}</text>')
    return "\n".join(
        [
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 170" role="img" font-family="Arial, sans-serif" '
            f'font-size="15"><title>Microseconds a case, with the model; each step of 90 is ten times as much. {said}.</title>',
            '<rect width="640" height="170" fill="#ffffff"/>',
            '<text x="10" y="22">Microseconds a case, with the model (each step is ten times as much)</text>',
            *bars,
            "</svg>",
            "",
        ]
    )


def renew(figures: dict[str, Any]) -> None:
    """Write the figures into the guide and its chart."""
    text = GUIDE.read_text(encoding="utf-8")
    before, rest = text.split(f"{START}\n")
    after = rest.split(f"{END}\n")[1]
    GUIDE.write_text("\n".join([before + START, *lines_of(figures), END, ""]) + after, encoding="utf-8")
    CHART.write_text(chart(figures), encoding="utf-8")


def main() -> None:
    """Run the benchmark and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--renew", action="store_true")
    given = parser.parse_args()
    figures = measured(given.records, given.rounds, given.seed)
    if given.renew:
        renew(figures)
    printed = json.dumps(figures, indent=2) if given.json else "\n".join(lines_of(figures))
    sys.stdout.write(printed + "\n")


if __name__ == "__main__":
    main()
