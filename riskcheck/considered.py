"""Whether an assessment's own words deal with a piece of evidence, by degrees, where no list of what it addresses is on record.

*With reasons*: a sentence that names this very piece (its year, its kind of weapon, its order), and there or in the next
sentence words that give a reason for the rating, or the box is that for the reasons of the ratings. *Mentioned*: any other
sentence about it. *Not mentioned*: the boxes for reasoning are filled in, and no sentence is about it. *Cannot tell*: they
are not.

A sentence is about a piece of evidence if it names its kind of harm, its weapon or its order as the person's own, is about
the same setting, and names no other year. This reads words and not thoughts: it is shown with the words that it rests on.
"""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache, lru_cache

import msgspec

from riskcheck import policy
from riskcheck.evidence import Evidence, Label, Span
from riskcheck.records.model import Assessment
from riskcheck.terms import Setting
from riskcheck.text.find import find
from riskcheck.text.mention import Category, Mention, Whose

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SENTENCE = re.compile(r"[^.!?;\n]+[.!?;\n]*")
_WORDS_DENIED = 6
"""How many words before a word for harm may a word that denies it stand (the reach of a cue in NegEx)."""
_UNSAID = frozenset({"not_recorded", "other", None})
_LABELS = {"weapons": Category.WEAPONS, "domestic_abuse": Category.DOMESTIC_ABUSE, "order": Category.ORDERS}
_READ = frozenset({Category.WEAPONS, Category.CUSTODY_VIOLENCE, Category.ORDERS, Category.DOMESTIC_ABUSE})
_TEXTS_REMEMBERED = 512


class Degree(StrEnum):
    """How far the words deal with a piece of evidence."""

    WITH_REASONS = "with_reasons"
    MENTIONED = "mentioned"
    NOT_MENTIONED = "not_mentioned"
    CANNOT_TELL = "cannot_tell"


class Considered(msgspec.Struct, frozen=True):
    """The degree, and the words that it rests on: the box's text and the place of the sentence in it."""

    degree: Degree
    quote: str | None = None
    span: Span | None = None


class _Sentence(msgspec.Struct, frozen=True):
    """A sentence of an assessment: its words in lower case, what it mentions, and whether a reason is given for the rating."""

    words: str
    span: Span
    mentions: tuple[Mention, ...]
    reasoned: bool

    @property
    def about_prison(self) -> bool:
        return bool(_any_of("custody").search(self.words))


def considered(assessment: Assessment, evidence: Evidence) -> Considered:
    """How far the words of an assessment deal with a piece of evidence."""
    if not _reasoning(assessment):
        return Considered(Degree.CANNOT_TELL)
    best = Considered(Degree.NOT_MENTIONED)
    for text, gives_reasons in _boxes(assessment):
        for sentence in _sentences(text):
            if _is_about(sentence, evidence):
                if (gives_reasons or sentence.reasoned) and _names_this_one(sentence, evidence):
                    return Considered(Degree.WITH_REASONS, text, sentence.span)
                if best.degree is Degree.NOT_MENTIONED:
                    best = Considered(Degree.MENTIONED, text, sentence.span)
    if best.degree is Degree.NOT_MENTIONED and _analysed_as_offence(assessment, evidence):
        return Considered(Degree.MENTIONED)
    return best


def _reasoning(assessment: Assessment) -> bool:
    """Whether a box is filled in where an assessor would deal with evidence; a line on who is at risk is none."""
    analysis = assessment.summary.analysis if assessment.summary is not None else None
    return any(text and text.strip() for text in (analysis, assessment.rating_reasons, _offence_analysis(assessment)))


def _boxes(assessment: Assessment) -> Iterator[tuple[str, bool]]:
    """Each text, and whether its box is the one for the reasons of the ratings."""
    for text in (assessment.rating_reasons, assessment.lowered_because):
        if text:
            yield text, True
    summary = assessment.summary
    for name in summary.__struct_fields__ if summary is not None else ():
        if text := getattr(summary, name):
            yield text, False
    if text := _offence_analysis(assessment):
        yield text, False


def _offence_analysis(assessment: Assessment) -> str | None:
    return assessment.offence_analysis.text if assessment.offence_analysis is not None else None


def _analysed_as_offence(assessment: Assessment, evidence: Evidence) -> bool:
    analysis = assessment.offence_analysis
    return analysis is not None and evidence.known.item_id in (analysis.about or ())


@lru_cache(maxsize=_TEXTS_REMEMBERED)
def _sentences(text: str) -> tuple[_Sentence, ...]:
    """The sentences of a text, with what each mentions. A list parted by semicolons is as many sentences."""
    mentions = find(text, None, _READ)
    places = [match.span() for match in _SENTENCE.finditer(text)]
    made = []
    for number, (start, stop) in enumerate(places):
        following = text[slice(*places[number + 1])] if number + 1 < len(places) else ""
        words = text[start:stop].lower()
        here = tuple(mention for mention in mentions if start <= mention.start < stop)
        made.append(_Sentence(words, (start, stop), here, _gives_reason(words) or _gives_reason(following.lower())))
    return tuple(made)


def _gives_reason(words: str) -> bool:
    return bool(_any_of("connectives").search(words) and _any_of("about_the_rating").search(words))


def _is_about(sentence: _Sentence, evidence: Evidence) -> bool:
    years = set(_YEAR.findall(sentence.words))
    if years and evidence.on[:4] not in years:
        return False
    if isinstance(evidence, Label):
        return any(mention.category is _LABELS[evidence.about] for mention in _usable(sentence.mentions))
    in_custody = evidence.setting is Setting.CUSTODY
    if sentence.about_prison is not in_custody and not years:
        return False
    return _names_the_weapon(sentence, evidence.weapon_kind) or _names_a_harm(sentence.words, evidence.harms)


def _names_this_one(sentence: _Sentence, evidence: Evidence) -> bool:
    """Whether a sentence about such evidence can only mean this piece: "one earlier threat" is named, and not analysed."""
    if _YEAR.search(sentence.words) or isinstance(evidence, Label):
        return True
    kind = evidence.weapon_kind
    return kind not in _UNSAID and any(mention.kind == kind for mention in _usable(sentence.mentions))


def _usable(mentions: Iterable[Mention]) -> Iterator[Mention]:
    return (
        mention
        for mention in mentions
        if not (mention.negated or mention.hypothetical or mention.whose in (Whose.OTHER, Whose.VICTIM))
    )


def _names_the_weapon(sentence: _Sentence, kind: str | None) -> bool:
    return kind is not None and any(
        mention.category is Category.WEAPONS and (mention.kind == kind or bool({mention.kind, kind} & _UNSAID))
        for mention in _usable(sentence.mentions)
    )


def _names_a_harm(words: str, harms: frozenset[str]) -> bool:
    """Whether a word for one of the kinds of harm stands in the sentence without a word before it that denies it."""
    for harm in sorted(harms):
        pattern = _harm(harm)
        for match in pattern.finditer(words) if pattern is not None else ():
            before = " ".join(words[: match.start()].split()[-_WORDS_DENIED:])
            if not _any_of("before").search(before):
                return True
    return False


@cache
def _harm(harm: str) -> re.Pattern[str] | None:
    beginnings = policy.topic("lexicon_considered")["harms"]["value"].get(harm)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, beginnings)) + ")") if beginnings else None


@cache
def _any_of(name: str) -> re.Pattern[str]:
    words = policy.topic("lexicon_considered")[name]["value"]
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b")
