"""What a case is when a payload, an adapter or a mapping is taken away: never lower, and never surer."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from riskcheck import policy
from riskcheck.records.model import CaseRecord
from riskcheck.terms import Level

ORDER = [level.value for level in Level]
COVERAGE = ["not_supplied", "partial", "complete"]
SECTIONS = (
    "assessments",
    "predictors",
    "convictions",
    "custody",
    "registrations",
    "orders",
    "conditions",
    "contacts",
    "enforcement",
    "releases",
    "mappa",
    "oversight",
)
MAPPINGS = [
    (f"import_{topic}", name)
    for topic in ("oasys", "prison", "ndelius")
    for name in policy.topic(f"import_{topic}")
    if isinstance(policy.topic(f"import_{topic}")[name]["value"], dict | list)
]


def rated(record: CaseRecord) -> dict[tuple[str, str, str], str]:
    """Every rating, by the assessment's day of completion, setting and group; and the overall levels."""
    found = {}
    for one in record.assessments.items:
        for setting in ("community", "custody"):
            column = getattr(one.ratings, setting, None)
            for group in column.__struct_fields__ if column is not None else ():
                if (level := getattr(column, group)) is not None:
                    found[one.completed_on or "", setting, group] = level
        if one.overall is not None:
            found[one.completed_on or "", "", "overall"] = one.overall
    return found


def levels(record: CaseRecord) -> Iterator[str]:
    """Every level that a record states of anybody: ratings, overall levels, registrations and bands."""
    yield from (level for level in rated(record).values() if level in ORDER)
    for section in (record.registrations, record.predictors):
        for item in section.items if section is not None else ():
            level = getattr(item, "level", None) or getattr(item, "band", None)
            if level in ORDER:
                yield str(level)


def coverage(record: CaseRecord) -> dict[str, int]:
    """How much of each section was supplied, as a number that grows with it."""
    held = {name: getattr(record, name) for name in SECTIONS}
    return {name: COVERAGE.index(one.coverage) if one is not None else 0 for name, one in held.items()}


def without_mapping(topic: str, name: str) -> Any:
    """``policy.topic``, with one mapping empty."""
    whole = policy.topic

    @cache
    def emptied(asked: str) -> dict[str, Any]:
        made: dict[str, Any] = whole(asked)
        if asked != topic:
            return made
        held = made[name]["value"]
        return {**made, name: {**made[name], "value": {} if isinstance(held, dict) else []}}

    return emptied


def no_lower(before: CaseRecord, after: CaseRecord | None, *, surer: bool = False) -> None:
    """Nothing is lower than before; and, unless ``surer`` is allowed, nothing is supplied in fuller measure."""
    if after is None:
        return
    was, now = rated(before), rated(after)
    for key, level in now.items():
        if level in ORDER:
            assert key in was, key
            assert ORDER.index(level) >= ORDER.index(was[key]) if was[key] in ORDER else False, (key, was[key], level)
    more, less = coverage(before), coverage(after)
    assert surer or all(less[name] <= more[name] for name in SECTIONS)
