"""How a text calls the person it is about: he or she, P, the accused, or a name such as Mr X."""

from riskcheck.text.lexicon import grammar, word_set

CALLED = word_set("called")
"""Words that statements have for the person."""
TITLES = frozenset(("mr", "ms", "mrs", "miss"))
_ON_PROBATION = frozenset(("p", "pop", "accused", "defendant"))
_MALE = frozenset(("he", "p", "pop"))
_FEMALE = frozenset(("she", "her", "hers"))
_HER_MAN = word_set("her_man")
_PARTNER_OR_VICTIM = word_set("partner") | {"victim", "complainant"}
_HARM = word_set("harm")
_BEFORE_AN_OBJECT = grammar("preposition") | _HARM | word_set("others")


def is_man(words: list[str]) -> bool:
    """Whether a text writes of the person as he or as P, so that "she" is somebody else.

    A woman who is named before the first "she" is the one it speaks of; "her partner" before any "he" speaks of a man.
    """
    female = next((place for place, word in enumerate(words) if word in _FEMALE), len(words))
    before = words[:female]
    named_only = {"he", "him", "his"}.isdisjoint(words) or _MALE.isdisjoint(before)
    if named_only and not _HER_MAN.isdisjoint(words[female + 1 : female + 2]):
        return False
    if not _MALE.isdisjoint(words):
        return True
    return not {"him", "his"}.isdisjoint(before) or not _PARTNER_OR_VICTIM.isdisjoint(before)


def person_named(words: list[str], custody: bool) -> str:
    """The name by which a text calls the person, as in "Mr X", or nothing where it calls him otherwise.

    ``words``: the text's words in lower case. ``custody``: whether the text is a prison's.

    A statement that speaks of "the accused", or of "he" before anybody is named, names other people by letters. Where X is
    named among others, X is the person, as forms have it; else it is who is named first. Somebody who only does harm to a
    "him" who is not named is not the person.
    """
    named = [place for place in range(len(words) - 1) if words[place] in TITLES and words[place + 1].isalpha()]
    called = CALLED if custody else _ON_PROBATION
    untitled = [word for place, word in enumerate(words) if not place or words[place - 1] not in TITLES]
    if not named or not called.isdisjoint(untitled) or "you" in _unquoted(words):
        return ""
    everybody = {words[place + 1] for place in named}
    names = [
        words[place + 1] for place in named if not _is_object(words, place) or (words[place + 1] == "x" and len(everybody) > 1)
    ]
    if custody or "x" not in names:
        before = words[: named[0]] if words[0] not in ("as", "when", "while", "whilst", "after", "before", "on") else []
        if not names or not {"he", "she", "his", "him"}.isdisjoint(before):
            return ""
        if custody and len(everybody) == 1 and _strikes_him(words, named[0]):
            return ""
    return "x" if "x" in names else names[0]


def _strikes_him(words: list[str], named: int) -> bool:
    """Whether who is named at a place does harm to a "him" whom nobody has named: "Mr X ran in and stabbed him"."""
    return any(
        word == "him" and words[place - 1] in _HARM and {"he", "who", "they"}.isdisjoint(words[named:place])
        for place, word in enumerate(words)
    )


def _unquoted(words: list[str]) -> list[str]:
    """What stands before anybody is quoted."""
    return words[: words.index('"')] if '"' in words else words


def _is_object(words: list[str], place: int) -> bool:
    """Whether somebody named at a place is one to whom something is done, or is said to be somebody else."""
    return place > 0 and words[place - 1] in _BEFORE_AN_OBJECT
