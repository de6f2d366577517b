"""Convictions and supervisions of nDelius. It holds supervised events only: the whole antecedent history is elsewhere."""

from typing import Any

from riskcheck import policy
from riskcheck.sources.account import What
from riskcheck.sources.adapter import Adapter
from riskcheck.sources.delius_mappa import read_mappa
from riskcheck.sources.delius_registrations import read_flag
from riskcheck.sources.draft import Found, raw_code
from riskcheck.sources.offences import from_code, is_home_office, put_conviction
from riskcheck.sources.part import Part
from riskcheck.sources.reading import Reading
from riskcheck.sources.shape import first_has, has
from riskcheck.sources.words import first_match

SUPERVISED = "supervised events only (nDelius)"
_NO_DAY = "has neither the day of the offence nor that of conviction: left out"
_NO_OFFENCE_DAY = "has no day of the offence: the day of conviction is taken"
_MONTHS = {"months": 1.0, "month": 1.0, "years": 12.0, "year": 12.0, "weeks": 12 / 52, "days": 12 / 365.25}


def put_supervised(
    reading: Reading,
    part: Part,
    code: str | None,
    words: str | None,
    day: str | None,
    decided: str | None,
    sentence: dict[str, Any] | None,
    *,
    name: str = "code",
    index: bool = False,
    count: float | None = None,
    native: str | None = None,
) -> Found | None:
    """Add one offence of a supervised event."""
    if day is None and decided is None:
        part.tell(What.ERROR, _NO_DAY)
        return None
    if day is None:
        part.tell(What.CHANGED, _NO_OFFENCE_DAY)
    if day is not None and decided is not None and decided < day:
        part.tell(What.ERROR, "was convicted before the day of the offence: the day of conviction is left out")
        decided = None
    home_office = code if code is None or is_home_office(code) else None
    coded = from_code(part, name, home_office, words)
    if code is not None and home_office is None:
        coded["raw"] = raw_code(code[:64], "nDelius offence")
    stated = {"index": index or None, "count": int(count) if count else None, "sentence": sentence}
    return put_conviction(reading, part, coded, code, words, day or decided or "", decided, stated=stated, native=native)


def sentence_of(words: str | None, length: float | None, unit: str | None) -> dict[str, Any] | None:
    """A sentence by its words and its length."""
    if words is None:
        return None
    made: dict[str, Any] = {"kind": first_match("import_prison", "sentence_kinds", words) or "not_recorded"}
    if length and unit and (factor := _MONTHS.get(unit.strip().lower())) is not None:
        made["months"] = round(length * factor, 1)
    return made


def read_convictions(reading: Reading) -> None:
    """Read the convictions of community-api, with sentences beside the main one that are protective orders."""
    for part in reading.each():
        part.leave("index", "inBreach", "failureToComplyCount", "breachEnd", "referralDate", "latestCourtAppearanceOutcome")
        part.leave("responsibleCourt", "courtAppearance", "orderManagers", "awaitingPsr")
        decided, active, number = part.day("convictionDate"), part.truth("active"), part.code("convictionId")
        sentence = part.part("sentence")
        held = _sentence(reading, part, sentence, decided) if sentence is not None else None
        custody = part.part("custody")
        if custody is not None:
            _custody(reading, custody)
        for offence in part.parts("offences"):
            offence.leave("tics", "verdict", "offenderId", "createdDatetime", "lastUpdatedDatetime")
            detail, main = offence.part("detail"), offence.truth("mainOffence")
            count, day = offence.number("offenceCount"), offence.day("offenceDate")
            code = detail.code("code") if detail is not None else None
            words = None
            if detail is not None:
                words = (
                    detail.text("subCategoryDescription")
                    or detail.text("description")
                    or detail.text("mainCategoryDescription")
                )
                detail.leave_rest()
            native, index = offence.code("offenceId") or number, bool(main and active)
            put_supervised(reading, detail or offence, code, words, day, decided, held, index=index, count=count, native=native)
    reading.covers("convictions", complete=False, why=SUPERVISED)


def _sentence(reading: Reading, part: Part, sentence: Part, decided: str | None) -> dict[str, Any] | None:
    words = sentence.text("description")
    length, unit = sentence.number("originalLength"), sentence.text("originalLengthUnits")
    for more in sentence.parts("additionalSentences"):
        kind, notes = more.part("type"), more.text("notes")
        said = kind.text("description") if kind is not None else None
        order = first_match("import_ndelius", "order_registers", said)
        if kind is not None:
            kind.leave_rest()
        more.leave_rest()
        if order is not None and decided is not None:
            fields = {
                "date": decided,
                "kind": order,
                "made_after": "conviction",
                "protects": "not_recorded",
                "prohibits": notes,
            }
            reading.put("orders", more, fields, [("the same kind of order and day", order, decided)])
            reading.covers("orders", complete=False, why="orders entered beside a sentence in nDelius")
    sentence.leave_rest()
    del part
    return sentence_of(words, length, unit)


def _custody(reading: Reading, custody: Part) -> None:
    status = custody.part("status")
    code = status.code("code") if status is not None else None
    words = status.text("description") if status is not None else None
    custody.leave_rest()
    phase(reading, code, words)


def phase(reading: Reading, code: str | None, words: str | None) -> None:
    """Where the person is, by the status of a custodial sentence."""
    found = policy.topic("import_ndelius")["custody_status"]["value"].get(code)
    found = found or first_match("import_ndelius", "custody_words", words)
    if found is not None:
        reading.draft.status.setdefault("phase", found)


def read_supervisions(reading: Reading) -> None:
    """Read the supervisions that external-api-and-delius gives, with MAPPA and the registers it passes on."""
    root = reading.root
    manager = root.part("communityManager")
    if manager is not None:
        manager.leave_rest()
    mappa = root.part("mappaDetail")
    if mappa is not None:
        read_mappa(reading, mappa)
        reading.covers("mappa", complete=False, why="the latest MAPPA record")
    for name in ("dynamicRisks", "personStatus"):
        for part in root.parts(name):
            read_flag(reading, part)
        if name in root.value:
            reading.covers(
                "registrations", complete=False, why="a choice of registers: without orders, abuse and groups at risk"
            )
    for part in root.parts("supervisions"):
        _supervision(reading, part)
    reading.covers("convictions", complete=False, why=SUPERVISED)


def _supervision(reading: Reading, part: Part) -> None:
    part.leave("number", "custodial")
    active = part.truth("active")
    sentence = part.part("sentence")
    held, decided = None, None
    if sentence is not None:
        decided = sentence.day("date")
        held = sentence_of(sentence.text("description"), sentence.number("length"), sentence.text("lengthUnits"))
        sentence.leave_rest()
    for appearance in part.parts("courtAppearances"):
        appearance.leave_rest()
    main = part.part("mainOffence")
    for number, offence in enumerate([one for one in (main, *part.parts("additionalOffences")) if one is not None]):
        code, day, count = offence.code("code"), offence.day("date"), offence.number("count")
        words = _without_code(offence.text("description"))
        offence.leave("mainCategory", "subCategory")
        index = bool(active) and number == 0 and main is not None
        put_supervised(reading, offence, code, words, day, decided, held, index=index, count=count)


def _without_code(words: str | None) -> str | None:
    """The name of an offence without the code that one service puts after it."""
    if words is None:
        return None
    head, dash, tail = words.rpartition(" - ")
    return head.strip() if dash and is_home_office(tail.strip()) else words


CONVICTIONS = Adapter(
    name="convictions",
    says="convictions (community-api)",
    system="ndelius",
    fits=lambda value: first_has(value, "convictionId") or first_has(value, "convictionDate", "offences"),
    read=read_convictions,
    sections=("convictions", "orders"),
    file_names=("convictions",),
    not_held=(
        "who the victim was, where the offence was committed, and what a weapon was, but for what its code says",
        "outcomes other than conviction are not held by nDelius",
    ),
    rank=40,
)
SUPERVISIONS = Adapter(
    name="supervisions",
    says="supervisions (external-api-and-delius)",
    system="ndelius",
    fits=lambda value: has(value, "supervisions"),
    read=read_supervisions,
    sections=("convictions", "mappa", "registrations"),
    not_held=(
        "who the victim was, and where the offence was committed",
        "the manager of the case, without a day of allocation",
    ),
    rank=41,
)
