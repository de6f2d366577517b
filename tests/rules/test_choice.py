"""Which rules run: stable ones, and preview ones only when asked."""

from dataclasses import replace

import msgspec
import pytest

from riskcheck.check import check
from riskcheck.errors import UnknownRule
from riskcheck.records import CaseRecord
from riskcheck.rules import RULES, STABLE, Rule
from riskcheck.rules.choose import choose


@pytest.fixture
def preview(monkeypatch: pytest.MonkeyPatch) -> Rule:
    """A rule put in preview for the test."""
    rule = replace(RULES["CU101"], status="preview", preview_because="a test asks for one")
    monkeypatch.setitem(RULES, rule.code, rule)
    return rule


def test_preview_rules_are_left_out_unless_asked_for(preview: Rule) -> None:
    assert preview not in choose()
    assert {rule.code for rule in choose(preview=True)} == {rule.code for rule in choose()} | {preview.code}
    assert {rule.code for rule in STABLE} == {rule.code for rule in choose(preview=True)}


def test_a_preview_rule_runs_when_it_is_named_whole_and_not_by_the_start_of_its_code(preview: Rule) -> None:
    assert choose([preview.code]) == (preview,)
    assert choose([preview.name]) == (preview,)
    assert choose([preview.code.lower()]) == (preview,)
    assert preview not in choose([preview.code[:2]])
    assert preview in choose([preview.code[:2]], preview=True)
    assert choose([preview.code], [preview.code]) == ()


def test_a_rule_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UnknownRule):
        choose(["XX999"], preview=True)


def test_a_check_leaves_preview_rules_out(preview: Rule) -> None:
    for made in preview.fires.values():
        record = msgspec.convert(made, CaseRecord)
        assert preview.code not in {finding.rule for finding in check(record, rules=choose()).findings}
        assert preview.code in {finding.rule for finding in check(record, rules=choose(preview=True)).findings}
