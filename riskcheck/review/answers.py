"""A reviewer's answers on one case: their own level for each rating, and a score for each question with its evidence."""

import json
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from riskcheck.errors import BadAnswers, UnreadableFile
from riskcheck.records.locate import byte_of, lines_before
from riskcheck.records.problem import Path as Place
from riskcheck.review.questions import CANNOT_TELL, LEVELS, RATED, questions, scale

_LONGEST = 8000
_NOT_A_FORM = "it is not a form, nor a list of them: riskcheck review form writes one"
_BYTE = re.compile(r"\(byte (\d+)\)")
_UNKNOWN = re.compile(r"unknown field `(.*?)`", re.DOTALL)
_MISSING = re.compile(r"missing required field `(\w+)`")
_FIELD = re.compile(r"at `\$\.(\w+)")


class Score(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The answer to one question. ``evidence``: ids of items of the sheet that it rests on; ``why``: in words."""

    score: str | None = None
    why: str = ""
    evidence: tuple[str, ...] = ()


class Answers(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A reviewer's answers on one case, finished or not. ``levels`` are by rating, such as ``public/community``.

    ``reviewer``: whose form it is, where the form says so.
    """

    case: str
    reviewer: str = ""
    levels: dict[str, str | None] = {}
    questions: dict[str, Score] = {}
    note: str = ""

    @property
    def highest(self) -> str | None:
        """The highest level given; ``None`` where none is."""
        given = [level for level in self.levels.values() if level in LEVELS]
        return max(given, key=LEVELS.index) if given else None

    def values(self) -> dict[str, str]:
        """Every answer by what it is to: ratings and questions; those that were left out, or cannot be told, are left out."""
        scores = {code: one.score for code, one in self.questions.items()}
        return {name: given for name, given in {**self.levels, **scores}.items() if given and given != CANNOT_TELL}


def blank(case: str) -> Answers:
    """A form: nothing answered yet."""
    return Answers(case=case, levels=dict.fromkeys(RATED), questions={code: Score() for code in questions()})


def faults(answers: Answers, items: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with answers, finished or not. ``items``: what the sheet has, by id."""
    for rated, level in answers.levels.items():
        if rated not in RATED:
            yield f"{rated} is not a rating"
        elif level is not None and level not in (*LEVELS, CANNOT_TELL):
            yield f"the level for {rated} is not one of {', '.join((*LEVELS, CANNOT_TELL))}"
    for code, given in answers.questions.items():
        if code not in questions():
            yield f"{code} is not a question"
            continue
        if given.score is not None and given.score not in (*scale(code), CANNOT_TELL):
            yield f"the score for {code} is not one of {', '.join((*scale(code), CANNOT_TELL))}"
        if any(item not in items for item in given.evidence):
            yield f"{code} names evidence that is not on the sheet"
        if len(given.why) > _LONGEST:
            yield f"the words for {code} are more than {_LONGEST:,} characters"
    if len(answers.note) > _LONGEST:
        yield f"the note is more than {_LONGEST:,} characters"


def lacking(answers: Answers) -> Iterator[str]:
    """What answers still lack before they can be submitted."""
    for rated in RATED:
        if answers.levels.get(rated) is None:
            yield f"no level for {rated}"
    for code in questions():
        given = answers.questions.get(code, Score())
        if given.score is None:
            yield f"no score for {code}"
        elif given.score != CANNOT_TELL and not given.evidence:
            yield f"no evidence for {code}"
        elif given.score in (CANNOT_TELL, scale(code)[0]) and not given.why.strip():
            yield f"no words for {code}, which is {given.score}"


def _malformed(data: bytes, fault: str) -> str:
    """Where a file is not JSON, by its line."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return "the file is UTF-16: save it as UTF-8"
    found = _BYTE.search(fault)
    line = data.count(b"\n", 0, int(found[1]) if found else len(data.rstrip())) + 1
    return f"the file is not JSON from line {line} on: start again from riskcheck review form if need be"


def _unlike_a_form(data: bytes) -> str:
    """Which line of a file that is JSON is not as the form has it, and why. Holds nothing of the file."""
    try:
        given = json.loads(data)
    except (ValueError, RecursionError):
        return _NOT_A_FORM
    forms: dict[Place, Any] = {(number,): one for number, one in enumerate(given)} if isinstance(given, list) else {(): given}
    if not all(isinstance(one, dict) for one in forms.values()):
        return _NOT_A_FORM
    path, fault = next((faulty for above, one in forms.items() for faulty in _faulty(above, one)), ((), ""))
    field, says = _in_words(fault)
    line = lines_before(data, byte_of(data, (*path, *field))) + 1
    return f"line {line} {says}: riskcheck review form writes the form"


def _faulty(above: Place, form: dict[str, Any]) -> Iterator[tuple[Place, str]]:
    """The pieces of a form that are not as they should be, the smaller before the whole, and what msgspec says of each."""
    pieces: list[tuple[Place, object, Any]] = []
    whole = dict(form)
    for name, kind in (("levels", str | None), ("questions", Score)):
        if isinstance(form.get(name), dict):
            pieces += [((*above, name, key), value, kind) for key, value in form[name].items()]
            whole[name] = {}
    for path, value, kind in [*pieces, (above, whole, Answers)]:
        try:
            msgspec.convert(value, kind)
        except msgspec.ValidationError as fault:
            yield path, str(fault)


def _in_words(fault: str) -> tuple[Place, str]:
    """The field within a piece that is at fault, and what is wrong with it."""
    if unknown := _UNKNOWN.search(fault):
        return (unknown[1],), "has a field that the form does not have"
    if missing := _MISSING.search(fault):
        return (), f"begins a part without its field '{missing[1]}'"
    at = _FIELD.search(fault)
    return ((at[1],) if at else ()), "has an answer of another kind than the form asks for"


def load(path: str) -> list[Answers]:
    """The answers of a JSON file: one case, or a list of them. Raises ``UnreadableFile`` and ``BadAnswers``."""
    try:
        data = Path(path).read_bytes().removeprefix(BOM_UTF8)
    except OSError as fault:
        raise UnreadableFile(path, fault.strerror or type(fault).__name__) from None
    try:
        msgspec.json.decode(data, type=msgspec.Raw)
        found = msgspec.json.decode(data, type=Answers | list[Answers])
    except (msgspec.ValidationError, RecursionError):
        raise BadAnswers(path, _unlike_a_form(data)) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as fault:
        raise BadAnswers(path, _malformed(data, str(fault))) from None
    answers = found if isinstance(found, list) else [found]
    cases = [one.case for one in answers]
    if again := next((case for case in cases if cases.count(case) > 1), None):
        raise BadAnswers(path, f"{again} is answered twice in it")
    return answers
