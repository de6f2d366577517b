"""The ordinary words of the field, a short sentence each: found where they count, and ordinary talk that finds nothing."""

import tomllib
from pathlib import Path

import pytest

from riskcheck.terms import Setting
from riskcheck.text.find import find
from riskcheck.text.mention import Category

SENTENCES = tomllib.loads(Path(__file__).with_name("vocabulary.toml").read_text(encoding="utf-8"))
IN_CUSTODY = {Category.CUSTODY_VIOLENCE}


def _setting(category: Category) -> Setting | None:
    return Setting.CUSTODY if category in IN_CUSTODY else None


@pytest.mark.parametrize("category", [Category(name) for name in SENTENCES["own"]])
def test_what_counts_is_found_in_ordinary_words(category: Category) -> None:
    def counts(text: str) -> bool:
        return any(mention.category is category and mention.counts for mention in find(text, _setting(category)))

    assert [text for text in SENTENCES["own"][category.value] if not counts(text)] == []


@pytest.mark.parametrize("kind", list(SENTENCES["circumstances"]))
def test_circumstances_are_found_in_ordinary_words(kind: str) -> None:
    def counts(text: str) -> bool:
        return any(mention.kind == kind and mention.counts for mention in find(text))

    assert [text for text in SENTENCES["circumstances"][kind] if not counts(text)] == []


@pytest.mark.parametrize("category", [Category(name) for name in SENTENCES["not_own"]])
def test_what_is_doubted_or_anothers_does_not_count(category: Category) -> None:
    def counts(text: str) -> bool:
        return any(mention.category is category and mention.counts for mention in find(text, _setting(category)))

    assert [text for text in SENTENCES["not_own"][category.value] if counts(text)] == []


@pytest.mark.parametrize("setting", [None, Setting.CUSTODY])
def test_ordinary_talk_finds_nothing_that_counts(setting: Setting | None) -> None:
    found = {text: [m.words for m in find(text, setting) if m.counts] for text in SENTENCES["nothing"]["words"]}
    assert {text: words for text, words in found.items() if words} == {}
