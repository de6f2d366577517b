"""What is asked of every record of a run, and what a block of records comes to: the work of one process for a while.

Everything here can be handed to another process, on this machine or another: a question in words, texts in, results out.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from riskcheck.check import by_rules, with_second_voice
from riskcheck.days import Day
from riskcheck.errors import RecordError, UnusableModel
from riskcheck.records.hide import without_offence_names
from riskcheck.records.model import CaseRecord
from riskcheck.records.read import Text, outcome
from riskcheck.result import CaseResult
from riskcheck.rules import RULES
from riskcheck.terms import KnownTo

if TYPE_CHECKING:
    from riskcheck.learned.says import LearnedCheck

_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(CaseResult)


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of every record.

    ``as_of`` is a day, or ``None`` for the day of each last assessment. ``rules`` are codes. ``hide_details`` calls offences
    by their kinds of harm. ``model`` is the path of a model's file and ``fingerprint`` what the file should have.
    """

    as_of: Day | None
    known_to: KnownTo
    rules: tuple[str, ...]
    hide_details: bool = False
    model: str | None = None
    fingerprint: str | None = None


class Checked(msgspec.Struct, frozen=True):
    """What became of the text of one record: the result, written out by :func:`written`, or the error."""

    result: bytes | None
    error: RecordError | None


def look(asked: Asked, block: Sequence[Text]) -> tuple[Checked, ...]:
    """What becomes of each text of a block, in order. Raises ``UnreadableFile`` and ``UnusableModel``."""
    outcomes = [outcome(text) for text in block]
    results = iter(results_of(asked, [found.record for found in outcomes if found.record is not None]))
    return tuple(Checked(None if found.record is None else written(next(results)), found.error) for found in outcomes)


def results_of(asked: Asked, records: Iterable[CaseRecord], source: str = "") -> Sequence[CaseResult]:
    """The results of records of one source that have been read. Raises ``UnreadableFile`` and ``UnusableModel``."""
    rules = [RULES[code] for code in asked.rules]
    looked = [
        by_rules(
            without_offence_names(record) if asked.hide_details else record,
            source=source,
            as_of=asked.as_of,
            known_to=asked.known_to,
            rules=rules,
        )
        for record in records
    ]
    if asked.model is None:
        return [result for result, _ in looked]
    return with_second_voice(looked, second_voice(asked.model, asked.fingerprint))


def written(result: CaseResult) -> bytes:
    """A result in few bytes."""
    return _ENCODER.encode(result)


def read_back(body: bytes, source: str) -> CaseResult:
    """The result that was written, as of a record from this file. Raises ``msgspec.DecodeError``."""
    return msgspec.structs.replace(_DECODER.decode(body), source=source)


@lru_cache(maxsize=1)
def second_voice(model: str, fingerprint: str | None = None) -> "LearnedCheck":
    """The learned check of a model's file, loaded once in each process.

    Raises ``UnreadableFile``, and ``UnusableModel`` also where the file is not the one with this fingerprint.
    """
    from riskcheck.learned.model import load
    from riskcheck.learned.says import LearnedCheck

    found = LearnedCheck(load(model))
    if fingerprint not in (None, found.fingerprint):
        raise UnusableModel(model, "it was changed while the run went on")
    return found
