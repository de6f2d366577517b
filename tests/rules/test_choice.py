"""Which rules run: stable ones, and preview ones only when asked."""

import pytest

from riskcheck.check import check
from riskcheck.errors import UnknownRule
from riskcheck.rules import RULES, STABLE
from riskcheck.rules.choose import choose

PREVIEW = [rule for rule in RULES.values() if rule.status == "preview"]


def test_preview_rules_are_left_out_unless_asked_for() -> None:
    assert PREVIEW
    assert choose() == STABLE
    assert {rule.code for rule in choose(preview=True)} == {rule.code for rule in (*STABLE, *PREVIEW)}


def test_a_preview_rule_runs_when_it_is_named_whole_and_not_by_the_start_of_its_code() -> None:
    (first, *_) = PREVIEW
    assert choose([first.code]) == (first,)
    assert choose([first.name]) == (first,)
    assert choose([first.code.lower()]) == (first,)
    assert choose([first.code[:2]]) == ()
    assert choose([first.code[:2]], preview=True) == (first,)
    assert choose([first.code], [first.code]) == ()


def test_a_rule_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UnknownRule):
        choose(["XX999"], preview=True)


@pytest.mark.parametrize("rule", PREVIEW, ids=lambda rule: rule.code)
def test_a_check_leaves_preview_rules_out(rule: object) -> None:
    import msgspec

    from riskcheck.records import CaseRecord
    from riskcheck.rules.form import Rule

    assert isinstance(rule, Rule)
    for made in rule.fires.values():
        record = msgspec.convert(made, CaseRecord)
        assert rule.code not in {finding.rule for finding in check(record).findings}
        assert rule.code in {finding.rule for finding in check(record, rules=choose(preview=True)).findings}
