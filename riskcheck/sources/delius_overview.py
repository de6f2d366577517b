"""The overview of consider-a-recall: flags, the last release and recall, and the active convictions, in one payload."""

from typing import Any

from riskcheck.sources.account import What
from riskcheck.sources.adapter import Adapter
from riskcheck.sources.delius_conditions import put_condition
from riskcheck.sources.delius_convictions import phase, put_supervised, sentence_of
from riskcheck.sources.delius_person import DETAILS, personal_details
from riskcheck.sources.delius_recall import read_release
from riskcheck.sources.delius_registrations import by_words
from riskcheck.sources.part import Part
from riskcheck.sources.reading import Reading
from riskcheck.sources.shape import any_of, has


def read_overview(reading: Reading) -> None:
    """Read an overview, or the licence conditions, of consider-a-recall: flags, last release and recall, convictions."""
    root = reading.root
    personal_details(reading)
    _flags(reading, root)
    last = root.part("lastRelease")
    if last is not None:
        read_release(reading, last, "releaseDate", "recallDate")
    for part in root.parts("activeConvictions"):
        _active(reading, part)
    reading.covers("convictions", complete=False, why="active supervised events only (nDelius)")


def _flags(reading: Reading, root: Part) -> None:
    """Flags have neither a code nor a day: each that no registration shows is a line, because the record needs a day."""
    held = {one.fields["raw"]["code"] for one in reading.draft.of("registrations")}
    for words, pointer in root.texts("registerFlags"):
        code = by_words().get(words.strip().lower())
        if code is None:
            reading.line(pointer, What.NOT_UNDERSTOOD, "is a register that is not known by its words: left out")
        elif code in held:
            reading.line(pointer, What.LINKED, f"is the register {code}, which another payload states with its day")
        else:
            reading.line(pointer, What.ERROR, f"is the register {code} without a day, and no payload states its day: left out")


def _active(reading: Reading, part: Part) -> None:
    part.leave("number")
    sentence = part.part("sentence")
    held = None
    if sentence is not None:
        held = sentence_of(sentence.text("description"), sentence.number("length"), sentence.text("lengthUnits"))
        if sentence.truth("isCustodial"):
            phase(reading, sentence.code("custodialStatusCode"), None)
        sentence.leave_rest()
    for number, offence in enumerate(
        [one for one in (part.part("mainOffence"), *part.parts("additionalOffences")) if one is not None]
    ):
        code, words, day = offence.code("code"), offence.text("description"), offence.day("date")
        put_supervised(reading, offence, code, words, day, None, held, index=number == 0)
    conditions = part.parts("licenceConditions")
    for condition in conditions:
        put_condition(reading, condition, "mainCategory", "subCategory", condition.text("notes"))
    if conditions:
        reading.covers("conditions", complete=False, why="licence conditions of active sentences (nDelius)")


def _is_overview(value: Any) -> bool:
    return has(value, "activeConvictions") and any_of(value, "registerFlags", "lastRelease", "personalDetails")


OVERVIEW = Adapter(
    name="overview",
    says="an overview with flags, or licence conditions (consider-a-recall)",
    system="ndelius",
    fits=_is_overview,
    read=read_overview,
    sections=("convictions", "conditions", "releases", "enforcement"),
    persons=DETAILS,
    not_held=("when registrations began: flags are words without a day",),
    rank=65,
)
