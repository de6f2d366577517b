"""A reviewer's answers on one case: their own level for each rating, and a score for each question with its evidence."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from riskcheck.errors import BadAnswers, UnreadableFile
from riskcheck.review.questions import CANNOT_TELL, LEVELS, RATED, questions, scale

_LONGEST = 8000
_BYTE = re.compile(r"\(byte (\d+)\)")


class Score(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The answer to one question. ``evidence``: ids of items of the sheet that it rests on; ``why``: in words."""

    score: str | None = None
    why: str = ""
    evidence: tuple[str, ...] = ()


class Answers(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A reviewer's answers on one case, finished or not. ``levels`` are by rating, such as ``public/community``."""

    case: str
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


def load(path: str) -> list[Answers]:
    """The answers of a JSON file: one case, or a list of them. Raises ``UnreadableFile`` and ``BadAnswers``."""
    try:
        data = Path(path).read_bytes().removeprefix(BOM_UTF8)
    except OSError as fault:
        raise UnreadableFile(path, fault.strerror or type(fault).__name__) from None
    try:
        found = msgspec.json.decode(data, type=Answers | list[Answers])
    except msgspec.ValidationError as fault:
        raise BadAnswers(path, f"the file is not answers ({fault})") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as fault:
        raise BadAnswers(path, _malformed(data, str(fault))) from None
    answers = found if isinstance(found, list) else [found]
    cases = [one.case for one in answers]
    if again := next((case for case in cases if cases.count(case) > 1), None):
        raise BadAnswers(path, f"{again} is answered twice in it")
    return answers
