"""Ratings that fell from one assessment to the next with no new evidence and no reason on record, by area and workload band.

Staff under pressure of work have said that ratings were lowered to lessen contact. Whether a fall was explained is asked as
rule ST101 asks it. A record has no workload; bands come from a file with the columns ``case_id`` and ``band``.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from riskcheck.caseload.frame import area_of
from riskcheck.errors import BadWorkloads, UnreadableFile
from riskcheck.records.model import CaseRecord
from riskcheck.rules import RULES
from riskcheck.shares import wilson
from riskcheck.terms import Level
from riskcheck.view import View, latest_assessment, view

NOT_GIVEN = "not given"
EVERYWHERE = "everywhere"

_RULE = "ST101"

_ORDER = tuple(Level)


@dataclass(frozen=True)
class LoweredRow:
    """Cases of one area and workload band that have two assessments with ratings.

    ``fell``: in how many a rating fell; ``unexplained``: in how many of these nothing on record explains it. ``share`` is that
    of all the cases, with Wilson's 95 per cent interval. ``examples`` are the cases, for each area with each band.
    """

    area: str
    workload: str
    cases: int
    fell: int
    unexplained: int
    share: float
    low: float
    high: float
    examples: tuple[str, ...]


def lowered(records: Iterable[CaseRecord], workloads: Mapping[str, str]) -> tuple[LoweredRow, ...]:
    """Each area with each workload band, then each band everywhere, then all. ``workloads``: the band of a case."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    which: dict[tuple[str, str], list[str]] = {}
    for record in records:
        last = latest_assessment(record)
        if last is None or last[1].completed_on is None:
            continue
        seen = view(record, last[1].completed_on)
        if seen.earlier is None:
            continue
        area, band = area_of(record, seen), workloads.get(record.case_id, NOT_GIVEN)
        fell = _fell(seen)
        unexplained = fell and any(True for _ in RULES[_RULE].find(seen))
        for key in dict.fromkeys(((area, band), (EVERYWHERE, band), (EVERYWHERE, "all"))):
            counts.setdefault(key, Counter()).update(cases=1, fell=int(fell), unexplained=int(unexplained))
            if unexplained and key[0] == area:
                which.setdefault(key, []).append(record.case_id)
    return tuple(
        _row(key, counts[key], which.get(key, []))
        for key in sorted(counts, key=lambda key: (key[0] == EVERYWHERE, key[1] == "all", key))
    )


def _fell(seen: View) -> bool:
    return any(
        rated in seen.levels and _ORDER.index(seen.levels[rated]) < _ORDER.index(before)
        for rated, before in seen.earlier_levels.items()
    )


def _row(key: tuple[str, str], counted: Counter[str], which: list[str]) -> LoweredRow:
    share = counted["unexplained"] / counted["cases"]
    low, high = wilson(share, counted["cases"])
    return LoweredRow(
        area=key[0],
        workload=key[1],
        cases=counted["cases"],
        fell=counted["fell"],
        unexplained=counted["unexplained"],
        share=round(share, 4),
        low=low,
        high=high,
        examples=tuple(sorted(which)),
    )


def workloads(path: str) -> dict[str, str]:
    """The bands of a CSV file with the columns ``case_id`` and ``band``. Raises ``UnreadableFile`` and ``BadWorkloads``."""
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
    except OSError as fault:
        raise UnreadableFile(path, fault.strerror or type(fault).__name__) from None
    except (UnicodeDecodeError, csv.Error):
        raise BadWorkloads(path, "it is not CSV in UTF-8") from None
    if not rows or not {"case_id", "band"} <= rows[0].keys():
        raise BadWorkloads(path, "it needs the columns case_id and band, with commas between them")
    bands: dict[str, str] = {}
    for number, row in enumerate(rows, 2):
        if bands.setdefault(row["case_id"], row["band"] or NOT_GIVEN) != (row["band"] or NOT_GIVEN):
            raise BadWorkloads(path, f"row {number} gives a case another band than a row before it")
    return bands
