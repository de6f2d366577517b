"""What a sentence mentions: each thing looked for, whose it is and what is doubted of it."""

from collections.abc import Iterator

from riskcheck.text.belonging import belongs_to
from riskcheck.text.kept import Kept
from riskcheck.text.levels import Level
from riskcheck.text.matching import Hit
from riskcheck.text.mention import Category, Mention, Whose
from riskcheck.text.sentence import Sentence
from riskcheck.text.stated import stated_levels
from riskcheck.text.telling import is_quoted, is_said, is_told, is_vow


def mentions(sentence: Sentence, text: str, categories: frozenset[Category]) -> Iterator[Mention]:
    """The mentions in a sentence of a text, category by category, and in order within each."""
    kept = Kept(sentence)
    for category in Category:
        if category not in categories:
            continue
        if category is Category.STATED_LEVEL:
            for level, doubts in stated_levels(sentence):
                whose = sentence.owners.whose(category, level.start, level.end)
                yield _mention(sentence, text, category, level, whose, doubts)
            continue
        for hit in kept.of(category):
            whose, doubts = belongs_to(sentence, category, hit), _doubts(sentence, category, hit)
            made_by_victim = hit.kind == "victim_contacted"
            found = hit._replace(kind="contact_with_victim") if made_by_victim else hit
            yield _mention(sentence, text, category, found, whose, doubts)


def _mention(sentence: Sentence, text: str, category: Category, found: Hit | Level, whose: Whose, doubts: set[str]) -> Mention:
    span = sentence.doc[found.start : found.end]
    first, last = sentence.start + span.start_char, sentence.start + span.end_char
    return Mention(
        category=category,
        kind=found.kind,
        start=first,
        end=last,
        words=text[first:last],
        quote=text[sentence.start : sentence.start + len(sentence.doc.text)].strip(),
        whose=whose,
        **dict.fromkeys(doubts, True),
    )


def _doubts(sentence: Sentence, category: Category, hit: Hit) -> set[str]:
    """The doubts by context, and those that the kind of mention adds or takes away: a threat is made by being said."""
    doubts = sentence.doubts(category, hit.start, hit.end)
    if category is Category.WEAPONS and is_quoted(sentence.words, hit.start, hit.end):
        doubts.add("hearsay")
    if hit.table == "negative" or (hit.kind == "contact_with_victim" and "no" in sentence.words[hit.start : hit.end]):
        doubts.add("negated")
    if _is_made_by_saying(sentence, category, hit):
        doubts -= {"hypothetical"}
    if hit.kind == "bereavement":
        doubts -= {"hearsay"}
    return doubts


def _is_made_by_saying(sentence: Sentence, category: Category, hit: Hit) -> bool:
    """Whether a mention is a threat that is there when it is said, however doubtful it is that the deed follows."""
    before = sentence.words[: hit.start]
    if hit.kind == "threat":
        return {"if", "should", "may", "might", "could"}.isdisjoint(before) or is_said(sentence.words)
    told = category is Category.DOMESTIC_ABUSE and is_told(sentence.words, hit.start)
    return told or (hit.kind == "assault" and is_vow(before))
