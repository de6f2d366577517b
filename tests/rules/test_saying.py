"""What the rules say on their examples is what the page says that they say."""

import pytest

from riskcheck.rules import RULES
from tests.rules.saying import SAID, said_by

PAGE = SAID.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", list(RULES))
def test_a_rule_says_what_the_page_says(code: str) -> None:
    assert f"\n\n{said_by(code)}\n" in PAGE + "\n", "if this is what it should say: python -m tests.rules.saying"


def test_the_page_says_no_more() -> None:
    assert PAGE.count("\n") == sum(said_by(code).count("\n") + 2 for code in RULES) + 1
