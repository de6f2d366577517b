"""Who is said to have said the words that are quoted."""

from importlib.resources import files
from pathlib import Path

import pytest

from riskcheck.rules import RULES

PUBLISHED = Path("fixtures/published/mcsweeney")
OF_THE_STATEMENT = ("reviewed in isolation", "displayed violent and racially aggravated behaviour")
"""Words of January 2023 that are in the Chief Inspector's statement on the review, and nowhere in the review."""


@pytest.mark.parametrize("words", OF_THE_STATEMENT)
def test_the_chief_inspector_s_statement_is_not_cited_as_the_review(words: str) -> None:
    policy = [path.read_text() for path in files("riskcheck.policy").iterdir() if path.name.endswith(".toml")]
    written = [line for text in (*policy, *(path.read_text() for path in PUBLISHED.iterdir())) for line in text.splitlines()]
    cited = [line for line in (*written, *(source for rule in RULES.values() for source in rule.sources)) if words in line]
    assert cited
    assert all("statement" in line for line in cited)
