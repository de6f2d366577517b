"""What is asked of every record of a run, and what a block of records comes to: the work of one process for a while.

Everything here can be handed to another process, on this machine or another: a question in words, texts in, results out.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from riskcheck.check import by_rules, with_second_voice
from riskcheck.days import Day
from riskcheck.errors import RecordError, UnusableModel
from riskcheck.predictors import OffenceMapping
from riskcheck.predictors.record import with_categories
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
    by their kinds of harm. ``model`` is the path of a model's file and ``fingerprint`` what the file should have;
    ``offence_mapping`` are the paths of the published mapping's files and ``mapping_sha256`` says what they hold.
    """

    as_of: Day | None
    known_to: KnownTo
    rules: tuple[str, ...]
    hide_details: bool = False
    model: str | None = None
    fingerprint: str | None = None
    offence_mapping: tuple[str, ...] = ()
    mapping_sha256: str | None = None


class Checked(msgspec.Struct, frozen=True):
    """What became of the text of one record: exactly one of its result, which may be :func:`packed`, and the error."""

    result: CaseResult | bytes | None
    error: RecordError | None


def look(asked: Asked, block: Sequence[Text]) -> tuple[Checked, ...]:
    """What becomes of each text of a block, in order. Raises ``UnreadableFile`` and ``UnusableModel``."""
    outcomes = [outcome(text) for text in block]
    results = iter(results_of(asked, [found.record for found in outcomes if found.record is not None]))
    return tuple(Checked(None if found.record is None else next(results), found.error) for found in outcomes)


def look_and_pack(asked: Asked, block: Sequence[Text]) -> tuple[Checked, ...]:
    """The same with results that are packed, as one process hands them to another."""
    looked = look(asked, block)
    return tuple(Checked(None if one.result is None else packed(one.result), one.error) for one in looked)


def results_of(asked: Asked, records: Iterable[CaseRecord], source: str = "") -> Sequence[CaseResult]:
    """The results of records of one source that have been read. Raises ``UnreadableFile`` and ``UnusableModel``."""
    rules = [RULES[code] for code in asked.rules]
    looked = [
        by_rules(
            _as_asked(asked, record),
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


def _as_asked(asked: Asked, record: CaseRecord) -> CaseRecord:
    """The record with what was asked to be left out or added."""
    seen = without_offence_names(record) if asked.hide_details else record
    return with_categories(seen, mapping_of(asked.offence_mapping)) if asked.offence_mapping else seen


@lru_cache(maxsize=1)
def mapping_of(paths: tuple[str, ...]) -> OffenceMapping:
    """The published mapping in some files, read once in each process. Raises ``UnreadableFile`` and ``BadOffenceMapping``."""
    return OffenceMapping.read(map(Path, paths))


def packed(result: CaseResult | bytes) -> bytes:
    """A result in few bytes; as it is, where it is packed."""
    return result if isinstance(result, bytes) else _ENCODER.encode(result)


def unpacked(result: CaseResult | bytes, source: str) -> CaseResult:
    """The result itself, as of a record from this file."""
    whole = _DECODER.decode(result) if isinstance(result, bytes) else result
    return msgspec.structs.replace(whole, source=source)


def second_voice(model: str, fingerprint: str | None = None) -> "LearnedCheck":
    """The learned check of a model's file, loaded once in each process.

    Raises ``UnreadableFile``, and ``UnusableModel`` also where the file is not the one with this fingerprint.
    """
    found = _loaded(model, _stamp(model))
    if fingerprint not in (None, found.fingerprint):
        raise UnusableModel(model, "it was changed while the run went on")
    return found


def _stamp(model: str) -> tuple[int, int] | None:
    """What changes when a file is written anew."""
    try:
        about = Path(model).stat()
    except OSError:
        return None
    return about.st_mtime_ns, about.st_size


@lru_cache(maxsize=1)
def _loaded(model: str, _: tuple[int, int] | None) -> "LearnedCheck":
    from riskcheck.learned.model import load
    from riskcheck.learned.says import LearnedCheck

    return LearnedCheck(load(model))
