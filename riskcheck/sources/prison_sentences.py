"""Sentences of the prison record, and their offences, by the codes of the courts."""

from typing import Any

from riskcheck import policy
from riskcheck.sources.account import What
from riskcheck.sources.adapter import Adapter
from riskcheck.sources.offences import from_court_code, put_conviction
from riskcheck.sources.part import Part
from riskcheck.sources.reading import Reading
from riskcheck.sources.shape import first_has
from riskcheck.sources.words import first_match

_WEEKS, _DAYS = 52.0, 365.25
_MONTHS = 12


def read_sentences(reading: Reading) -> None:
    """Read the offences of every sentence."""
    for part in reading.each():
        part.leave("bookingId", "sentenceSequence", "lineSequence", "caseSequence", "consecutiveToSequence", "courtDescription")
        part.leave("sentenceStatus", "sentenceCategory", "sentenceStartDate", "sentenceEndDate", "fineAmount")
        decided, kind = part.day("sentenceDate"), part.code("sentenceCalculationType")
        words = part.text("sentenceTypeDescription")
        months = _months(part)
        indeterminate = "yes" if kind in policy.words("import_prison", "indeterminate") else "not_recorded"
        sentence: dict[str, Any] = {"kind": first_match("import_prison", "sentence_kinds", words) or "not_recorded"}
        if sentence["kind"] == "custody":
            sentence["indeterminate"] = indeterminate
        if months:
            sentence["months"] = months
        for offence in part.parts("offences"):
            offence.leave("offenceStatute", "indicators", "offenceEndDate")
            code, said, day = offence.code("offenceCode"), offence.text("offenceDescription"), offence.day("offenceStartDate")
            put_sentenced(reading, offence, code, said, day, decided, sentence, native=offence.code("offenderChargeId"))
    reading.covers("convictions", complete=False, why="prison sentences: not what was dealt with otherwise")


def put_sentenced(
    reading: Reading,
    part: Part,
    code: str | None,
    words: str | None,
    day: str | None,
    decided: str | None,
    sentence: dict[str, Any] | None,
    *,
    native: str | None = None,
) -> None:
    """Add a conviction with a code of the courts. Where the day of the offence is not known that of the sentence is taken."""
    if day is None:
        if decided is None:
            part.tell(What.ERROR, "has neither the day of the offence nor that of the sentence: left out")
            return
        part.tell(What.CHANGED, "has no day of the offence: the day of the sentence is taken")
    coded, stated = from_court_code(part, "offenceCode", code, words), {"sentence": sentence}
    put_conviction(reading, part, coded, code, words, day or decided or "", decided, stated=stated, native=native)


def _months(part: Part) -> float | None:
    """The months of imprisonment of a sentence, without what is served on licence."""
    total = 0.0
    for term in part.parts("terms"):
        years, months = term.number("years") or 0, term.number("months") or 0
        weeks, days = term.number("weeks") or 0, term.number("days") or 0
        if term.text("code") in (None, "IMP"):
            total += years * _MONTHS + months + weeks * _MONTHS / _WEEKS + days * _MONTHS / _DAYS
    return round(total, 1) if total > 0 else None


SENTENCES = Adapter(
    name="prison-sentences",
    says="sentences and offences (prison-api)",
    system="nomis",
    fits=lambda value: first_has(value, "sentenceSequence", "offences") or first_has(value, "sentenceCalculationType"),
    read=read_sentences,
    sections=("convictions",),
    not_held=(
        "the Home Office code: courts use others, and the table between them is not published with the service",
        "who the victim was, and where the offence was committed",
    ),
    rank=42,
)
