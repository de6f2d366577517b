"""Every rule speaks on at least one fixture that is not its own example, on some day of it."""

import re
from pathlib import Path

import pytest

from riskcheck.check import run
from riskcheck.records import read
from riskcheck.rules import RULES
from riskcheck.view import view

FIXTURES = Path(__file__).parents[2] / "fixtures"
CASES = sorted(path for kind in ("published", "unsound", "sound") for path in (FIXTURES / kind).rglob("case.json"))
DAY = re.compile(r'"((?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2})')


@pytest.fixture(scope="session")
def speaking() -> set[str]:
    """The rules that speak on some fixture; a rule that has spoken once is not asked again."""
    silent = dict(RULES)
    for path in CASES:
        if not silent:
            break
        (outcome,) = read([str(path)])
        assert outcome.record is not None, outcome.error
        record = outcome.record
        days = {day for day in DAY.findall(path.read_text(encoding="utf-8")) if day <= record.extracted_on}
        for day in sorted(days | {record.extracted_on}, reverse=True):
            for raised in run(view(record, day), tuple(silent.values())):
                del silent[raised.rule.code]
    return RULES.keys() - silent.keys()


@pytest.mark.parametrize("code", list(RULES))
def test_a_rule_speaks_on_a_fixture(code: str, speaking: set[str]) -> None:
    assert code in speaking, f"no fixture shows {code} {RULES[code].name}: add one"
