"""Whether an assessment's texts deal with a piece of evidence, by degrees.

*With reasons*: a mention of it, and in the same or the next sentence words that give a reason for the rating. *Mentioned*: a
mention only. *Not mentioned*: texts, and no mention. *Cannot tell*: no texts. A mention that is negated, hypothetical or
another person's does not deal with what the person did; one that names another weapon or another year does not deal with
this one.
"""

import re
from collections.abc import Iterable
from enum import StrEnum

import msgspec

from riskcheck import policy
from riskcheck.records.model import Assessment
from riskcheck.text.find import find
from riskcheck.text.mention import Category, Mention, Whose

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_UNSAID = frozenset({"not_recorded", "other", ""})


class Degree(StrEnum):
    """How far the texts deal with a piece of evidence."""

    WITH_REASONS = "with_reasons"
    MENTIONED = "mentioned"
    NOT_MENTIONED = "not_mentioned"
    CANNOT_TELL = "cannot_tell"


class Sought(msgspec.Struct, frozen=True):
    """What is looked for in the texts: any of the categories, the kind where it is known, and the day it happened."""

    categories: frozenset[Category]
    kind: str | None = None
    on: str | None = None


def texts_of(assessment: Assessment) -> tuple[str, ...]:
    """The texts in which an assessment can deal with evidence: summary, reasons for the ratings, offence analysis."""
    summary = assessment.summary
    parts = [getattr(summary, name) for name in summary.__struct_fields__] if summary is not None else []
    parts.append(assessment.rating_reasons)
    parts.append(assessment.offence_analysis.text if assessment.offence_analysis is not None else None)
    return tuple(part for part in parts if part and part.strip())


def considered(texts: Iterable[str], sought: Sought) -> Degree:
    """How far the texts deal with what is sought."""
    present = [text for text in texts if text.strip()]
    if not present:
        return Degree.CANNOT_TELL
    best = Degree.NOT_MENTIONED
    for text in present:
        for mention in find(text, None, sought.categories):
            if not deals_with(mention, sought):
                continue
            if gives_reasons(text, mention):
                return Degree.WITH_REASONS
            best = Degree.MENTIONED
    return best


def deals_with(mention: Mention, sought: Sought) -> bool:
    """Whether a mention can be of what is sought: the person's, not negated, and not plainly of another kind or year."""
    if mention.negated or mention.hypothetical or mention.whose in (Whose.OTHER, Whose.VICTIM):
        return False
    if (
        sought.kind
        and not {sought.kind, mention.kind} & _UNSAID
        and mention.category is Category.WEAPONS
        and sought.kind != mention.kind
    ):
        return False
    years = set(_YEAR.findall(mention.quote))
    return sought.on is None or not years or sought.on[:4] in years


def gives_reasons(text: str, mention: Mention) -> bool:
    """Whether the sentence of a mention, or the next, reasons about the rating."""
    place = text.find(mention.quote, max(0, mention.start - len(mention.quote)))
    after = text[place + len(mention.quote) :].lstrip()
    following = re.split(r"(?<=[.!?])\s|\n", after, maxsplit=1)[0]
    return any(_reasons(sentence.lower()) for sentence in (mention.quote, following))


def _reasons(sentence: str) -> bool:
    return bool(_any_of("connectives").search(sentence) and _any_of("about_the_rating").search(sentence))


def _any_of(name: str) -> re.Pattern[str]:
    words = policy.topic("lexicon_reasons")[name]["value"]
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b")
