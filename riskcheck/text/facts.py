"""The facts of a sentence that bear on a candidate: cues, people and acts, and where each stands to it by clause.

A fact is a short string, such as ``negated before`` or ``holds before weapons always``. Facts name classes of the lexicons and
never a word of the text.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from riskcheck import policy
from riskcheck.text.clauses import DETERMINERS, words_that
from riskcheck.text.matching import Hit
from riskcheck.text.parts import Part
from riskcheck.text.people import Person

_VERBS = ("holds", "takes_out", "makes", "gives_up", "finds", "hurts", "throws", "threatens", "charged", "says", "asks")
"""Classes of acts of which the nearest before a candidate in its clause governs it."""
_EVIDENCE = frozenset(("holds", "takes_out", "makes", "gives_up", "finds", "hurts", "throws", "threatens", "charged", "kept"))
_HARMS = frozenset(("hurts", "throws", "threatens"))
_PLACES = frozenset(("on", "in", "under", "from", "behind", "inside", "beneath", "to", "of"))
"""Words that join a thing to whose it is or where: "on his cellmate", "in the accused's cell", "belonged to him"."""
_SHORT = 10
"""A sentence of so many words at most may be only a verdict on the one before it."""
_REACH = 10
"""How many words before a candidate the verb may stand that says whether it is done or suffered."""


class Scene(NamedTuple):
    """What is known of a sentence before any candidate is looked at; ``signs`` are the phrases that mark a whole sentence."""

    words: list[str]
    clause: list[int]
    cues: list[Hit]
    turns: list[Hit]
    signs: list[Hit]
    people: list[Person]
    after: "Scene | None"


class Candidate(NamedTuple):
    """A phrase that may be a mention: its category, table and kind, and its tokens from ``start`` to before ``end``."""

    category: str
    table: str
    kind: str
    start: int
    end: int


def facts(of: Candidate, scene: Scene) -> frozenset[str]:
    """Every fact about a candidate."""
    told = (_itself(of, scene), _cues(of, scene), _signs(of, scene), _people(of, scene), _acts(of, scene), _verdict(scene))
    return frozenset(chain.from_iterable(told))


def _where(of: Candidate, scene: Scene, start: int, end: int) -> str:
    """Where the tokens from ``start`` stand to a candidate."""
    if start < of.end and of.start < end:
        return "in"
    if end <= of.start:
        return ("before", "clause before", "far before")[min(scene.clause[of.start] - scene.clause[end - 1], 2)]
    return ("after", "clause after", "far after")[min(scene.clause[start] - scene.clause[of.end - 1], 2)]


def _itself(of: Candidate, scene: Scene) -> Iterator[str]:
    yield f"is {of.category}"
    yield f"is {of.category} {of.table}"
    yield f"is {of.category} {of.table} {of.kind}"
    yield f"long {min(of.end - of.start, 5)} {of.category}"
    if scene.clause[of.start] != scene.clause[of.end - 1]:
        yield f"over clauses {of.category}"
    if "," in scene.words[of.start : of.end]:
        yield f"over a comma {of.category}"
    if scene.words[: of.start].count('"') % 2:
        yield "in quotation marks"


def _cues(of: Candidate, scene: Scene) -> Iterator[str]:
    for cue in scene.cues:
        where = _where(of, scene, cue.start, cue.end)
        yield f"{cue.table} {where}"
        yield f"{cue.table} {where} {of.category}"
        yield f"{cue.table} {cue.kind} {where}"
        if cue.end == of.start or cue.start == of.end:
            yield f"{cue.table} next to"
    for turn in scene.turns:
        yield f"{turn.table} {_where(of, scene, turn.start, turn.end)}"


def _signs(of: Candidate, scene: Scene) -> Iterator[str]:
    """Where words of use or hiding, of tools, of another sense, of prison or elsewhere stand."""
    for sign in scene.signs:
        if sign.table == "custody" or not (sign.start <= of.start and of.end <= sign.end):
            yield f"{sign.table} {_where(of, scene, sign.start, sign.end)} {of.category}"
        yield f"{sign.table} said {of.category} {of.table}"


def _people(of: Candidate, scene: Scene) -> Iterator[str]:
    for one in scene.people:
        yield f"{one.role} {one.part} {_where(of, scene, one.start, one.end)}"
        owns = one.part is Part.OWNER and of.start - 4 <= one.end <= of.start
        if owns or one.end == of.start or one.start == of.end:
            yield f"{one.role} {one.part} next to"
            yield f"{one.role} {one.part} next to {of.category}"
        if one.start >= of.end and scene.clause[one.start] == scene.clause[of.end - 1]:
            link = scene.words[one.start - 1]
            if link in DETERMINERS:
                link = scene.words[one.start - 2]
            if link in _PLACES:
                yield f"at {one.role} {of.category}"
    subjects = [one for one in scene.people if one.part is Part.SUBJECT and one.start <= of.start]
    named = f"{subjects[-1].role} {_where(of, scene, *subjects[-1][2:])}" if subjects else "nobody"
    voice = _voice(of, scene)
    yield f"subject {named} {voice}"
    yield f"subject {named} {voice} {of.category}"
    yield f"subject {named} {voice} {_governor(of, scene)} {of.category}"
    if not scene.people:
        yield f"nobody named {of.category}"


def _governor(of: Candidate, scene: Scene) -> str:
    """The class of the verb nearest before a candidate in its clause."""
    for place in range(of.start - 1, -1, -1):
        if scene.clause[place] != scene.clause[of.start]:
            break
        found = classes(scene.words[place])
        for name in _VERBS:
            if name in found:
                return name
    return "nothing"


def _voice(of: Candidate, scene: Scene) -> str:
    """Whether the verb of harm nearest before a candidate in its clause, or in it, is done or suffered."""
    words = scene.words
    for place in range(of.end - 1, max(-1, of.start - _REACH), -1):
        if scene.clause[place] != scene.clause[of.start]:
            break
        if words[place].endswith("ing") or _HARMS.isdisjoint(classes(words[place])):
            continue
        if not words_that("be").isdisjoint(words[max(0, place - 3) : place]):
            return "suffers"
        begins = place == 0 or words[place - 1] in (".", ",", ";", ":", "-")
        if begins and words[place + 1 : place + 2] in (["by"], ["with"], ["at"]):
            return "may suffer"
    return _undergoes(of, scene)


def _undergoes(of: Candidate, scene: Scene) -> str:
    """What is done to a thing that is itself the subject: "a plate was thrown", "the blade was found"."""
    words = scene.words
    if words_that("be").isdisjoint(words[of.end : of.end + 2]):
        return "does"
    for word in words[of.end + 1 : of.end + 5]:
        for name in _VERBS:
            if name in classes(word):
                return f"undergoes {name}"
    return "does"


def _acts(of: Candidate, scene: Scene) -> Iterator[str]:
    about = f"{of.category} {of.table}" if of.category == "weapons" else of.category
    seen: set[str] = set()
    for place, word in enumerate(scene.words):
        found = classes(word)
        if found:
            seen.update(found)
            where = _where(of, scene, place, place + 1)
            for name in found:
                yield f"{name} {where} {about}"
    if seen.isdisjoint(_EVIDENCE):
        yield f"no act {about}"


def _verdict(scene: Scene) -> Iterator[str]:
    """What a short sentence after says of the one before it: "Not proved."."""
    if scene.after is None or len(scene.after.words) > _SHORT:
        return
    for cue in scene.after.cues:
        yield f"then {cue.table} {cue.kind}" if cue.table == "verdict" else f"then {cue.table}"


@cache
def _classes() -> tuple[dict[str, set[str]], dict[int, dict[str, set[str]]]]:
    """The classes of whole words, and of words by their beginnings of each length."""
    whole: dict[str, set[str]] = {}
    beginnings: dict[int, dict[str, set[str]]] = {}
    for name, entry in policy.topic("lexicon_acts").items():
        for word in entry["value"]:
            stem = word.rstrip("*")
            (beginnings.setdefault(len(stem), {}) if word.endswith("*") else whole).setdefault(stem, set()).add(name)
    return whole, beginnings


@lru_cache(maxsize=8192)
def classes(word: str) -> tuple[str, ...]:
    """The classes of ``lexicon_acts`` that a word is of, in alphabetical order."""
    whole, beginnings = _classes()
    found = set(whole.get(word, ()))
    for length, stems in beginnings.items():
        found.update(stems.get(word[:length], ()) if len(word) >= length else ())
    return tuple(sorted(found))
