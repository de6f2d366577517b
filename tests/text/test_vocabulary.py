"""The ordinary words of the field, a short sentence each: found where they count, and ordinary talk that finds nothing."""

import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from riskcheck import policy
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


@pytest.mark.parametrize("topic", ["lexicon_sets", "lexicon_grammar"])
def test_every_set_of_words_is_asked_for(topic: str) -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in files("riskcheck.text").iterdir() if path.name.endswith(".py"))
    lexicons = "".join(
        path.read_text(encoding="utf-8") for path in files("riskcheck.policy").iterdir() if path.name.startswith("lexicon_")
    )
    asked = {"lexicon_sets": r"(?:word_set|beginnings)", "lexicon_grammar": "grammar"}[topic]
    by_code = set(re.findall(rf'{asked}\("(\w+)"\)|\["(\w+)"\]', code))
    asked_for = {name for found in by_code for name in found} | set(re.findall(r"@(\w+)", lexicons))
    assert set(policy.topic(topic)) - asked_for == set()
