"""What would change a flag, and what would settle a check that could not be made: exact, and bounded."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import assume, given

from riskcheck import changes
from riskcheck.check import check, run
from riskcheck.evidence import Rated
from riskcheck.lacks import Correction
from riskcheck.records import CaseRecord
from riskcheck.records.schemas import schema
from riskcheck.result import NotChecked
from riskcheck.rules import RULES, STABLE, examples
from riskcheck.terms import Kind
from riskcheck.view import view
from riskcheck.weigh import Scales
from tests.properties.made import cases, record_of

WEIGHED = (Kind.EVIDENCE, Kind.TOGETHER)
"""Kinds of finding that add to a flag, also those that cannot make it."""

FEW = 9
"""With so many pieces or fewer, every set is tried: 512 at the most."""


def smallest_by_trying_all(record: CaseRecord) -> dict[Rated, tuple[int, set[frozenset[str]]]]:
    """For each flagged rating, the size of the smallest sets and the sets, found without any search."""
    seen = view(record, record.extracted_on)
    raised = run(seen, STABLE)
    scales = Scales(seen, raised)
    units = changes._units(seen, [one for one in raised if one.rule.kind in WEIGHED or one.rule.way is not None])
    assume(len(units) <= FEW)
    found: dict[Rated, tuple[int, set[frozenset[str]]]] = {}
    for rated in (rated for rated in seen.levels if scales.flags(rated)):
        for size in range(1, len(units) + 1):
            cleared = set()
            for some in combinations(units, size):
                items = frozenset().union(*(unit.items for unit in some))
                without = seen.without(items)
                if not Scales(without, run(without, STABLE)).flags(rated):
                    cleared.add(items)
            if cleared:
                found[rated] = size, cleared
                break
    return found


@given(cases())
def test_the_smallest_sets_are_all_the_smallest_sets(made: dict[str, Any]) -> None:
    record = record_of(made)
    wanted = smallest_by_trying_all(record)
    flags = check(record, as_of=record.extracted_on).flags
    assert {(flag.group, flag.setting) for flag in flags} == set(wanted)
    for flag in flags:
        size, sets = wanted[flag.group, flag.setting]
        assert flag.no_fewer_than == size
        assert {frozenset(change.without) for change in flag.would_change} == sets
        assert {change.pieces for change in flag.would_change} == {size}


def many_incidents(count: int) -> CaseRecord:
    days = [(date(2016, 1, 1) + timedelta(days=3 * place)).isoformat() for place in range(2 * count)]
    acts = [examples.adjudication(day, "assault") for day in days[::2]]
    outside = [examples.conviction(day, "robbery") for day in days[1::2]]
    return msgspec.convert(examples.case(*acts, *outside), CaseRecord)


def test_on_a_large_record_the_work_is_bounded_and_what_it_does_not_know_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = 0
    weigh = changes._Looks.flagged_without

    def counted(self: Any, items: frozenset[str]) -> frozenset[Rated]:
        nonlocal looks
        looks += 1
        return weigh(self, items)

    monkeypatch.setattr(changes._Looks, "flagged_without", counted)
    record = many_incidents(400)
    flags = check(record).flags
    strands = 2**4
    assert looks <= changes.MOST_LOOKS + strands * len(flags)
    assert flags
    for flag in flags:
        (change,) = flag.would_change
        assert change.pieces > flag.no_fewer_than > 1
        assert f"a set of fewer than {flag.no_fewer_than} pieces of evidence would not do" in change.says


def test_two_copies_of_an_order_are_one_piece() -> None:
    made = examples.case(
        examples.order("2022-05-01", id="or-1"),
        examples.order("2022-05-01", id="or-2", same_incident_as="or-1"),
        examples.adjudication("2024-05-01", "assault"),
    )
    (first, *_) = check(msgspec.convert(made, CaseRecord)).flags
    assert {frozenset(change.without) for change in first.would_change} >= {frozenset({"or-1", "or-2"})}


SUPPLIED: dict[str, Any] = {
    "evidence_addressed": [{"items": ["a"], "how": "with_reasons"}],
    "sources_used": ["interview"],
    "relevance_considered": "yes",
    "horizon_years": 2,
    "score": 10,
}
"""What is recorded at the end of a pointer when a correction is made as it says."""


def corrected(document: dict[str, Any], pointer: str, says: str) -> None:
    """Make a correction in a document."""
    *path, last = pointer.removeprefix("/").split("/")
    place: Any = document
    day = ""
    for name in path:
        place = place[int(name)] if isinstance(place, list) else place.setdefault(name, {})
        day = place.get("date", day) if isinstance(place, dict) else day
    if last == "coverage":
        place |= {**EMPTY[path[0]], **place, "coverage": "complete"}
    elif last == "items":
        place["items"] = [*place.get("items", []), examples.assessed("2025-01-01")[1] | {"id": "as-made"}]
    elif last == "code":
        place["code"] = CODES[path[0] if path[0] != "custody" else path[1]]
    elif last.endswith("_at"):
        place[last] = f"{day}T12:00"
    elif last == "assessment":
        place[last] = document["assessments"]["items"][-1]["id"]
    elif last == "scored_items":
        place |= {"scored_items": ITEMS, "answers": place.get("answers", {}) | examples.ANSWERED}
    elif last == "generation":
        place[last] = says.removeprefix("the generation of the score: ").split(" or ")[0]
    else:
        place[last] = SUPPLIED[last]


ITEMS: dict[str, Any] = {
    **examples.SCORED,
    "ogrs3_offence_group": "violence",
    "recognises_impact": "yes",
    "no_fixed_abode": "no",
    "activities": "no_problems",
    "drugs": {"heroin": "no"},
    "current_drug_misuse": "no_problems",
    "drug_motivation": "full",
    "psychiatric_treatment": "no",
    "problem_solving": "no_problems",
    "awareness_of_consequences": "yes",
    "understands_others": "no_problems",
}
"""What every predictor is worked out from, but for the answers."""

EMPTY: dict[str, dict[str, Any]] = {name: part for name, part in examples.case().items() if isinstance(part, dict)}
"""Each section as one without items."""

CODES = {"convictions": "00501", "adjudications": "51:1A", "alerts": "XA", "registrations": "WEAP"}


def not_checked(document: dict[str, Any], codes: Iterable[str] = RULES) -> dict[str, NotChecked]:
    result = check(msgspec.convert(document, CaseRecord), rules=[RULES[code] for code in codes])
    return {line.rule: line for line in result.not_checked}


RECORDS = [
    msgspec.json.decode(path.read_bytes())
    for kind in ("published", "unsound", "sound")
    for path in sorted((Path(__file__).parents[2] / "fixtures" / kind).glob("*/case.json"))
]


@pytest.mark.parametrize("made", RECORDS, ids=lambda made: made["case_id"])
def test_corrections_made_as_told_settle_each_check_and_none_of_them_can_be_spared(made: dict[str, Any]) -> None:
    together: dict[tuple[Correction, ...], set[str]] = {}
    for rule, line in not_checked(made).items():
        together.setdefault(line.settled_by, set()).add(rule)
    for corrections, rules in together.items():
        for left_out in (None, *corrections):
            document = msgspec.json.decode(msgspec.json.encode(made))
            for correction in corrections:
                if correction != left_out:
                    corrected(document, correction.pointer, correction.says)
            settled = rules - set(not_checked(document, rules))
            assert settled == (rules if left_out is None and corrections else set()), (corrections, left_out)


def test_the_places_named_are_places_of_the_schema() -> None:
    names = set(schema("case-record")["$defs"]) | set(schema("case-record")["properties"])
    for made in RECORDS:
        for line in not_checked(made).values():
            assert {correction.pointer.split("/")[1] for correction in line.settled_by} <= names
