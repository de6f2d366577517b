"""The facts of a sentence that bear on a candidate: cues, people and acts, and where each stands to it by clause.

A fact is a short string, such as ``negated before`` or ``own subject before weapons``. Facts name classes of the lexicons and
never a word of the text.
"""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from riskcheck import policy
from riskcheck.text.matching import Hit
from riskcheck.text.parts import Part
from riskcheck.text.people import Person

_VERBS = ("holds", "takes_out", "makes", "gives_up", "finds", "hurts", "throws", "threatens", "charged", "says", "asks")
"""Classes of acts of which the nearest before a candidate in its clause is what governs it."""
_EVIDENCE = frozenset(("holds", "takes_out", "makes", "gives_up", "finds", "hurts", "throws", "threatens", "charged", "kept"))
_SHORT, _LONG = 10, 25
_TURNS = ("turned", "turned_before", "confesses")


class Scene(NamedTuple):
    """What is known of a sentence before any candidate is looked at."""

    words: list[str]
    clause: list[int]
    cues: list[Hit]
    turns: list[Hit]
    people: list[Person]
    before: "Scene | None"
    after: "Scene | None"
    marks: frozenset[str]


class Candidate(NamedTuple):
    """A phrase that may be a mention: its category, table and kind, and its tokens from ``start`` to before ``end``."""

    category: str
    table: str
    kind: str
    start: int
    end: int


def facts(of: Candidate, scene: Scene) -> frozenset[str]:
    """Every fact about a candidate."""
    return frozenset(
        chain(
            _itself(of, scene),
            _cues(of, scene),
            _people(of, scene),
            _acts(of, scene),
            _neighbours(of, scene),
        )
    )


def _where(of: Candidate, scene: Scene, start: int, end: int) -> str:
    """Where the tokens from ``start`` stand to a candidate."""
    if start < of.end and of.start < end:
        return "in"
    if end <= of.start:
        apart = scene.clause[of.start] - scene.clause[end - 1]
        return ("before", "clause before", "far before")[min(apart, 2)]
    apart = scene.clause[start] - scene.clause[of.end - 1]
    return ("after", "clause after", "far after")[min(apart, 2)]


def _itself(of: Candidate, scene: Scene) -> Iterator[str]:
    yield f"is {of.category}"
    yield f"is {of.category} {of.table}"
    yield f"is {of.category} {of.table} {of.kind}"
    yield f"long {min(of.end - of.start, 5)} {of.category}"
    if scene.clause[of.start] != scene.clause[of.end - 1]:
        yield f"over clauses {of.category}"
    if "," in scene.words[of.start : of.end]:
        yield f"over a comma {of.category}"
    length = len(scene.words)
    if length <= _SHORT or length > _LONG:
        yield "short" if length <= _SHORT else "long"
    for mark in scene.marks:
        yield mark
        yield f"{mark} {of.category}"


def _cues(of: Candidate, scene: Scene) -> Iterator[str]:
    for cue in scene.cues:
        where = _where(of, scene, cue.start, cue.end)
        yield f"{cue.table} {where}"
        yield f"{cue.table} {where} {of.category}"
        yield f"{cue.table} {cue.kind} {where}"
        if cue.end == of.start or cue.start == of.end:
            yield f"{cue.table} next to"
    for turn in scene.turns:
        where = _where(of, scene, turn.start, turn.end)
        subject = _subject(scene, turn.start)
        yield f"{turn.table} {where}"
        yield f"{turn.table} {where} of {subject.role if subject else 'nobody'}"


def _subject(scene: Scene, place: int) -> Person | None:
    """The subject nearest before a place, or at it."""
    before = [one for one in scene.people if one.part is Part.SUBJECT and one.start <= place]
    return before[-1] if before else None


def _people(of: Candidate, scene: Scene) -> Iterator[str]:
    for one in scene.people:
        where = _where(of, scene, one.start, one.end)
        yield f"{one.role} {one.part} {where}"
        yield f"{one.role} {one.part} {where} {of.category}"
        if one.end == of.start or one.start == of.end or (one.part is Part.OWNER and of.start - 4 <= one.end <= of.start):
            yield f"{one.role} {one.part} next to"
            yield f"{one.role} {one.part} next to {of.category}"
    subject = _subject(scene, of.start)
    named = f"{subject.role} {_where(of, scene, subject.start, subject.end)}" if subject else "nobody"
    voice = _voice(of, scene)
    yield f"subject {named} {voice}"
    yield f"subject {named} {voice} {of.category}"
    yield f"subject {named} {voice} {_governor(of, scene)} {of.category}"
    subjects = [one.role for one in scene.people if one.part is Part.SUBJECT]
    yield f"first {subjects[0] if subjects else 'nobody'}"
    if not scene.people:
        yield f"nobody named {of.category}"


def _governor(of: Candidate, scene: Scene) -> str:
    """The class of the verb nearest before a candidate in its clause."""
    for place in range(of.start - 1, -1, -1):
        if scene.clause[place] != scene.clause[of.start]:
            break
        for name in _VERBS:
            if name in classes(scene.words[place]):
                return name
    return "nothing"


def _voice(of: Candidate, scene: Scene) -> str:
    """Whether a verb of harm in or before the candidate, in its clause, is suffered or done."""
    words = scene.words
    for place in range(of.end - 1, max(-1, of.start - 10), -1):
        if scene.clause[place] != scene.clause[of.start]:
            break
        if _HARMS.isdisjoint(classes(words[place])) or words[place].endswith("ing"):
            continue
        if not _BE.isdisjoint(words[max(0, place - 3) : place]):
            return "suffers"
        if words[place + 1 : place + 2] in (["by"], ["with"], ["at"]) and (place == 0 or words[place - 1] in (".", ",", ";", ":", "-")):
            return "may suffer"
    return "does"


_HARMS = frozenset(("hurts", "throws", "threatens"))
_BE = frozenset(("was", "were", "been", "being", "is", "are", "got", "be", "get", "gets", "getting"))


def _acts(of: Candidate, scene: Scene) -> Iterator[str]:
    follows = ""
    seen: set[str] = set()
    about = f"{of.category} {of.table}" if of.category == "weapons" else of.category
    for place, word in enumerate(scene.words):
        found = classes(word)
        if not found:
            continue
        where = _where(of, scene, place, place + 1)
        seen.update(found)
        for name in found:
            yield f"{name} {where} {about}"
        verb = next((name for name in _VERBS if name in found), "")
        if verb and where == "after" and not follows:
            follows = verb
    yield f"governed by {_governor(of, scene)} {about}"
    yield f"followed by {follows or 'nothing'} {about}"
    if seen.isdisjoint(_EVIDENCE):
        yield f"no act {about}"
    for name in ("ordinary", "self", "common", "asks"):
        if name in seen:
            yield f"{name} anywhere {about}"
            if seen.isdisjoint(("hurts", "throws", "threatens", "charged")):
                yield f"{name} and no harm {about}"


def _neighbours(of: Candidate, scene: Scene) -> Iterator[str]:
    for name, other in (("sentence before", scene.before), ("sentence after", scene.after)):
        if other is None:
            yield f"no {name}"
            continue
        short = "short " if len(other.words) <= _SHORT else ""
        for cue in other.cues:
            yield f"{cue.table} {cue.kind if cue.table == 'verdict' else ''}{short}{name}"
        subjects = [one.role for one in other.people if one.part is Part.SUBJECT]
        yield f"{subjects[-1] if subjects else 'nobody'} {name}"
        if name == "sentence after" and short:
            for found in {found for word in other.words for found in classes(word)}:
                yield f"{found} short {name}"


@cache
def _classes() -> tuple[dict[str, frozenset[str]], dict[int, dict[str, frozenset[str]]]]:
    whole: dict[str, set[str]] = {}
    beginnings: dict[int, dict[str, set[str]]] = {}
    for name, entry in policy.topic("lexicon_acts").items():
        for word in entry["value"]:
            stem = word.rstrip("*")
            (beginnings.setdefault(len(stem), {}) if word.endswith("*") else whole).setdefault(stem, set()).add(name)
    return (
        {word: frozenset(names) for word, names in whole.items()},
        {length: {stem: frozenset(names) for stem, names in stems.items()} for length, stems in beginnings.items()},
    )


@lru_cache(maxsize=8192)
def classes(word: str) -> tuple[str, ...]:
    """The classes of ``lexicon_acts`` that a word is of, in alphabetical order."""
    whole, beginnings = _classes()
    found = set(whole.get(word, ()))
    for length, stems in beginnings.items():
        found.update(stems.get(word[:length], ()) if len(word) >= length else ())
    return tuple(sorted(found))


def every(scenes: Iterable[frozenset[str]]) -> list[str]:
    """All the facts in several sets, in order."""
    return sorted(set(chain.from_iterable(scenes)))
