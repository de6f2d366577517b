"""Each rule fires on what it says it fires on, is quiet on its false positives, and sees nothing a day too early."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from riskcheck.records import CaseRecord
from riskcheck.records.consistency import check as check_consistency
from riskcheck.records.validate import validated
from riskcheck.rules import RULES, Rule
from riskcheck.view import view

LATEST = "2025-06-01"


def fires(rule: Rule, case: dict[str, Any], day: str = LATEST) -> bool:
    return bool(tuple(rule.find(view(msgspec.convert(case, CaseRecord), day))))


def cases(which: str) -> Iterator[Any]:
    for rule in RULES.values():
        for name, case in getattr(rule, which).items():
            yield pytest.param(rule, case, id=f"{rule.code}-{name}")


@pytest.mark.parametrize(("rule", "case"), list(cases("fires")))
def test_a_rule_fires_on_its_example(rule: Rule, case: dict[str, Any]) -> None:
    assert fires(rule, case)


@pytest.mark.parametrize(("rule", "case"), list(cases("false_positives")))
def test_a_rule_is_quiet_on_its_false_positive(rule: Rule, case: dict[str, Any]) -> None:
    assert not fires(rule, case)


@pytest.mark.parametrize("rule", list(RULES.values()), ids=lambda rule: rule.code)
def test_a_rule_sees_nothing_before_the_day_it_became_known(rule: Rule) -> None:
    eve = (date.fromisoformat(rule.edge.day) - timedelta(days=1)).isoformat()
    assert not fires(rule, rule.edge.case, eve)
    assert fires(rule, rule.edge.case, rule.edge.day)


@pytest.mark.parametrize(("rule", "case"), [*cases("fires"), *cases("false_positives")])
def test_an_example_is_a_whole_valid_record(rule: Rule, case: dict[str, Any]) -> None:
    check_consistency(validated(case))
    check_consistency(validated(rule.edge.case))
