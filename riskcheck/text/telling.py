"""What is said in a sentence to somebody: vows, threats that are told, words in quotation marks."""

from riskcheck.text.lexicon import grammar

_SAID = grammar("said")
_WILL = frozenset(("would", "will", "'ll", "'d"))
_MAYBE = frozenset(("if", "could", "might"))


def is_said(words: list[str]) -> bool:
    """Whether the words, in lower case, tell of speech."""
    return not _SAID.isdisjoint(words)


def is_vow(before: list[str]) -> bool:
    """Whether what follows some words is what somebody said he would do, which is a threat."""
    return is_said(before) and not _WILL.isdisjoint(before) and _MAYBE.isdisjoint(before)


def is_told(words: list[str], place: int) -> bool:
    """Whether somebody is told of what stands at a place."""
    return not (_SAID - {"i"}).isdisjoint(words[: place + 1])


def is_told_to_come(words: list[str], start: int, end: int) -> bool:
    """Whether somebody is told that what stands from ``start`` to before ``end`` will be."""
    return is_told(words, start) and not _WILL.isdisjoint(words[:end])


def is_quoted(words: list[str], start: int, end: int) -> bool:
    """Whether a thing is only named in quotation marks, or the sentence opens with somebody's words."""
    before = [place for place in range(start) if words[place] == '"']
    if len(before) % 2 == 0 or "i" in words:
        return False
    return before[-1] == 0 or (before[-1] == start - 1 and words[end : end + 1] == ['"'])
