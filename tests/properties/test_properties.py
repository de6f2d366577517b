"""What must hold for every record, whatever is in it."""

import random
import re
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskcheck.check import check
from riskcheck.result import CaseResult
from riskcheck.rules import RULES
from riskcheck.rules.examples import Placed
from riskcheck.terms import Kind, KnownTo, Status
from riskcheck.view import ITEMS, view
from tests.properties.made import ASSESSED, adverse_items, cases, days, listed, record_of, with_item
from tests.records.made import at

HELD = tuple(name for name in ITEMS if name not in ("acts", "labels"))
DAY = re.compile(r"(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}(T|$)")


def totals(result: CaseResult) -> dict[tuple[str, str], int]:
    return {(flag.group, flag.setting): flag.total for flag in result.flags}


def encoded(result: CaseResult) -> bytes:
    return msgspec.json.encode(result)


@given(cases(), adverse_items())
def test_more_adverse_evidence_never_clears_a_flag_nor_lowers_its_total(made: dict[str, Any], more: Placed) -> None:
    before = totals(check(record_of(made)))
    after = totals(check(record_of(with_item(made, more, "added-1"))))
    assert before.keys() <= after.keys()
    assert all(after[rated] >= total for rated, total in before.items())


@given(cases(), adverse_items())
def test_more_adverse_evidence_never_makes_a_strong_flag_weaker(made: dict[str, Any], more: Placed) -> None:
    def strong(result: CaseResult) -> set[tuple[str, str]]:
        return {(flag.group, flag.setting) for flag in result.flags if flag.strength == "strong"}

    assert strong(check(record_of(made))) <= strong(check(record_of(with_item(made, more, "added-1"))))


@given(cases(), days, days, st.sampled_from(KnownTo))
def test_an_earlier_day_never_sees_more(made: dict[str, Any], one: str, other: str, known_to: KnownTo) -> None:
    earlier, later = sorted((one, other))
    record = record_of(made)
    first, second = view(record, earlier, known_to), view(record, later, known_to)
    assert {seen.known.item_id for seen in first.evidence} <= {seen.known.item_id for seen in second.evidence}
    for name in (*HELD, "assessments"):
        assert {seen.item.id for seen in getattr(first, name)} <= {seen.item.id for seen in getattr(second, name)}, name
    assert first.earlier is None or first.earlier.item.id in {seen.item.id for seen in second.assessments}


AHEAD = {"ends_on", "next_review_on"}
"""Days that are set in advance."""


@given(cases(), days, st.sampled_from(KnownTo))
def test_a_view_holds_no_end_outcome_answer_or_time_that_came_later(made: dict[str, Any], day: str, known_to: KnownTo) -> None:
    seen_then = view(record_of(made), day, known_to)
    for name in (*HELD, "assessments"):
        for seen in getattr(seen_then, name):
            if known_to is KnownTo.ANYONE:
                assert seen.known.anyone <= day
            item = msgspec.to_builtins(seen.item)
            assert not [text for text in _days_in(item, AHEAD | {"known_on", "known_to"}) if text[:10] > day], name


def _days_in(value: Any, but: set[str]) -> list[str]:
    if isinstance(value, dict):
        return [found for key, part in value.items() if key not in but for found in _days_in(part, but)]
    if isinstance(value, list | tuple):
        return [found for part in value for found in _days_in(part, but)]
    return [value] if isinstance(value, str) and DAY.match(value) else []


@given(cases(), st.none() | days)
def test_conflicts_and_gaps_that_show_no_way_change_no_flag_and_no_total(made: dict[str, Any], day: str | None) -> None:
    asking = {Kind.CONFLICT, Kind.GAP}
    others = [rule for rule in RULES.values() if rule.kind not in asking or rule.way is not None]
    record = record_of(made)
    all_of_them, without = check(record, as_of=day, rules=RULES.values()), check(record, as_of=day, rules=others)
    assert all_of_them.ratings == without.ratings
    assert all_of_them.flags == without.flags


@given(cases())
def test_gaps_and_conflicts_that_show_a_way_add_nothing_to_a_total(made: dict[str, Any]) -> None:
    for flag in check(record_of(made)).flags:
        assert {RULES[reason.rule].kind for reason in flag.reasons} <= {Kind.EVIDENCE, Kind.TOGETHER}


@given(cases(), days)
def test_probation_never_knew_more_than_all_agencies(made: dict[str, Any], day: str) -> None:
    record = record_of(made)
    narrow, wide = view(record, day, KnownTo.PROBATION), view(record, day, KnownTo.ANYONE)
    assert {seen.known.item_id for seen in narrow.evidence} <= {seen.known.item_id for seen in wide.evidence}
    for name in HELD:
        assert {seen.item.id for seen in getattr(narrow, name)} <= {seen.item.id for seen in getattr(wide, name)}


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_lists_and_keys_changes_nothing(made: dict[str, Any], chance: random.Random) -> None:
    shuffled = _shuffled(made, chance)
    assert _by_item(check(record_of(made)), made) == _by_item(check(record_of(shuffled)), shuffled)


def _shuffled(value: Any, chance: random.Random) -> Any:
    if isinstance(value, dict):
        keys = list(value)
        chance.shuffle(keys)
        return {key: _shuffled(value[key], chance) for key in keys}
    if isinstance(value, list):
        items = [_shuffled(item, chance) for item in value]
        chance.shuffle(items)
        return items
    return value


def _by_item(result: CaseResult, made: dict[str, Any]) -> Any:
    """The result with each pointer replaced by what it points to: the place in a list is all that an order may change."""

    def replaced(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: _identity(made, item) if key == "pointer" and item else replaced(item) for key, item in value.items()}
        return [replaced(item) for item in value] if isinstance(value, list | tuple) else value

    return replaced(msgspec.to_builtins(result))


def _identity(made: dict[str, Any], pointer: str) -> Any:
    """What a pointer points to, by its id; of a field that is not there yet, the item and the field."""
    holder, _, last = pointer.rpartition("/")
    found = at(made, holder)
    if isinstance(found, dict) and "id" in found:
        return found["id"], last
    item = found[int(last)] if isinstance(found, list) else found.get(last)
    return item["id"] if isinstance(item, dict) and "id" in item else (pointer if item is None else item)


PROTECTED = ("name", "sex", "ethnicity", "religion", "disability", "postcode", "neurodiversity", "mental_health", "nationality")


@given(cases(), st.dictionaries(st.sampled_from(PROTECTED), st.text(max_size=30)))
def test_a_protected_characteristic_changes_nothing(made: dict[str, Any], protected: dict[str, str]) -> None:
    assert encoded(check(record_of(made | {"protected": protected}))) == encoded(check(record_of(made)))


@given(cases())
def test_the_same_record_gives_the_same_bytes(made: dict[str, Any]) -> None:
    assert encoded(check(record_of(made))) == encoded(check(record_of(made)))


@given(cases())
def test_every_pointer_resolves_and_rows_add_up(made: dict[str, Any]) -> None:
    result = check(record_of(made))
    rows = [row for finding in result.findings for row in finding.evidence]
    rows += [row for flag in result.flags for reason in flag.reasons for row in reason.evidence]
    for row in rows:
        assert at(made, row.pointer) is not None
    for flag in result.flags:
        assert flag.total == sum(reason.weight for reason in flag.reasons)
        strands = {reason.strands for reason in flag.reasons if len(reason.strands) == 1}
        assert len(strands) >= 2
        assert any(reason.direct for reason in flag.reasons)
        assert flag.ways


@given(cases())
def test_a_second_record_of_the_same_day_is_not_a_second_incident(made: dict[str, Any]) -> None:
    """A report by another system of what is already on record as proved, on that day, adds no weight and no flag."""
    convictions = [item for item in made["convictions"]["items"] if item["outcome"] == "convicted"]
    if not convictions:
        return
    first = convictions[0]
    fields = {name: first[name] for name in ("date", "harms", "victim", "setting", "weapon") if name in first}
    again = with_item(made, ("reports", fields | {"kind": "arrest", "outcome": "substantiated"}), "again-1")
    assert totals(check(record_of(again))).keys() == totals(check(record_of(made))).keys()


@given(cases())
def test_raising_the_ratings_to_high_clears_every_flag(made: dict[str, Any]) -> None:
    raised = msgspec.json.decode(msgspec.json.encode(made))
    for column in raised["assessments"]["items"][0]["ratings"].values():
        column.update(dict.fromkeys(column, "high"))
    assert not check(record_of(raised)).flags


@pytest.mark.parametrize("section", ["convictions", "custody", "orders"])
@given(made=cases())
def test_what_was_not_supplied_is_never_called_consistent(section: str, made: dict[str, Any]) -> None:
    without = {name: value for name, value in made.items() if name != section}
    for entry in without["assessments"]["items"][0].get("evidence_addressed", ()):
        entry["items"] = entry["items"][:1]
    for rating in check(record_of(without)).ratings:
        assert rating.status is not Status.CONSISTENT or rating.recorded in ("high", "very_high")


@given(cases())
def test_taking_away_what_would_change_a_flag_clears_it(made: dict[str, Any]) -> None:
    result = check(record_of(made))
    for flag in result.flags:
        assert flag.would_change
        for change in flag.would_change:
            left = msgspec.json.decode(msgspec.json.encode(made))
            for holder, item in listed(left):
                if item["id"] in change.without:
                    holder.remove(item)
            assert (flag.group, flag.setting) not in totals(check(record_of(left), as_of=ASSESSED))


@given(cases())
def test_findings_of_conflict_gap_and_against_are_never_reasons(made: dict[str, Any]) -> None:
    result = check(record_of(made))
    kinds = {finding.rule: finding.kind for finding in result.findings}
    for flag in result.flags:
        assert all(kinds[reason.rule] in (Kind.EVIDENCE, Kind.TOGETHER) for reason in flag.reasons)
