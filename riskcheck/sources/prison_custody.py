"""Time in custody and releases from the prison timeline; sentences and their offences; the prison record of Prisoner Search."""

from typing import Any

from riskcheck import policy
from riskcheck.sources.account import What
from riskcheck.sources.adapter import Adapter
from riskcheck.sources.characteristics import set_aside
from riskcheck.sources.offences import from_court_code, put_conviction
from riskcheck.sources.part import Part
from riskcheck.sources.prison_alerts import put as put_alert
from riskcheck.sources.reading import Reading
from riskcheck.sources.shape import any_of, first_has, has
from riskcheck.sources.times import Moment
from riskcheck.sources.words import first_match

_WEEKS, _DAYS = 52.0, 365.25
_MONTHS = 12


def read_timeline(reading: Reading) -> None:
    """Read every time in custody, and every release that ended one."""
    root = reading.root
    for part in root.parts("prisonPeriod"):
        part.leave("prisons", "transfers")
        entry, release = part.moment("entryDate"), part.moment("releaseDate")
        movements = part.parts("movementDates")
        if movements:
            _movements(reading, movements)
        elif entry is not None:
            _period(reading, part, entry, None, None, release)
        else:
            part.tell(What.ERROR, "has no day of reception: left out")
    reading.covers("periods", complete=True, why="the prison timeline")
    reading.covers("releases", complete=False, why="the prison timeline: days of release, without plans or addresses")


def _movements(reading: Reading, movements: list[Part]) -> None:
    """A time in custody begins with an admission, and goes on through temporary absences until a release."""
    begun: tuple[Part, Moment, str | None, str | None] | None = None
    outward = policy.words("import_prison", "outward")
    for part in movements:
        came, why = part.moment("dateInToPrison"), part.text("reasonInToPrison")
        place = part.text("admittedIntoPrisonId")
        part.leave("releaseFromPrisonId", "inwardType")
        left, why_left = part.moment("dateOutOfPrison"), part.text("reasonOutOfPrison")
        if begun is None and came is not None:
            begun = (part, came, why, place)
        if part.text("outwardType") not in outward or left is None:
            continue
        if begun is not None:
            _period(reading, begun[0], begun[1], begun[2], begun[3], left)
            begun = None
        kind = first_match("import_prison", "released", why_left) or "not_recorded"
        raw = {"code": "REL", "list": "NOMIS movement", "description": why_left} if why_left else None
        fields = {"date": left.day, "kind": kind, "raw": raw}
        reading.put("releases", part, fields, [("the same day of release", left.day)])
    if begun is not None:
        _period(reading, begun[0], begun[1], begun[2], begun[3], None)


def _period(reading: Reading, part: Part, came: Moment, why: str | None, place: str | None, left: Moment | None) -> None:
    kind = first_match("import_prison", "received", why)
    if why is not None and kind is None:
        part.says("reasonInToPrison", What.NOT_UNDERSTOOD, "is not a reason that is known: the kind of custody is not recorded")
    fields = {
        "date": came.day,
        "ended_on": left.day if left is not None else None,
        "kind": kind or "not_recorded",
        "establishment": place,
        "raw": {"code": "ADM", "list": "NOMIS movement", "description": why} if why else None,
    }
    reading.put("periods", part, fields, [("the same moment of reception", came.second)])


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
            put_offence(reading, offence, code, said, day, decided, sentence, native=offence.code("offenderChargeId"))
    reading.covers("convictions", complete=False, why="prison sentences: not what was dealt with otherwise")


def put_offence(
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


_DATES = [
    "sentenceStartDate",
    "sentenceExpiryDate",
    "licenceExpiryDate",
    "homeDetentionCurfewEligibilityDate",
    "homeDetentionCurfewActualDate",
    "homeDetentionCurfewEndDate",
    "topupSupervisionStartDate",
    "topupSupervisionExpiryDate",
    "additionalDaysAwarded",
    "nonDtoReleaseDate",
    "nonDtoReleaseDateType",
    "receptionDate",
    "lastAdmissionDate",
    "paroleEligibilityDate",
    "automaticReleaseDate",
    "postRecallReleaseDate",
    "conditionalReleaseDate",
    "actualParoleDate",
    "tariffDate",
    "releaseOnTemporaryLicenceDate",
    "dischargeDate",
]
_ABOUT = [
    "youthOffender",
    "status",
    "lastMovementTypeCode",
    "lastMovementReasonCode",
    "prisonId",
    "lastPrisonId",
    "prisonName",
    "cellLocation",
    "csra",
    "category",
    "complexityOfNeedLevel",
    "imprisonmentStatus",
    "imprisonmentStatusDescription",
    "convictedStatus",
    "mostSeriousOffence",
    "indeterminateSentence",
    "locationDescription",
    "restrictedPatient",
    "supportingPrisonId",
    "dischargedHospitalId",
    "dischargedHospitalDescription",
    "dischargeDetails",
    "currentIncentive",
]


def read_prisoner(reading: Reading) -> None:
    """Read where the person is, a release that is planned, the offences and the codes of alerts."""
    root = reading.root
    root.leave(*_DATES, *_ABOUT)
    set_aside(root, reading.draft)
    _phase(reading, root)
    for name in policy.topic("import_prison")["planned_dates"]["value"]:
        day = root.day(name)
        if day is not None and day > reading.draft.extracted_on:
            fields = {"date": day, "kind": "not_recorded", "planned": True}
            reading.put("releases", root, fields, [("the same day of release", day)])
            break
    root.leave(*policy.topic("import_prison")["planned_dates"]["value"])
    for part in root.parts("allConvictedOffences"):
        part.leave("statuteCode", "latestBooking", "primarySentence")
        code, words = part.code("offenceCode"), part.text("offenceDescription")
        put_offence(reading, part, code, words, part.day("offenceDate"), part.day("sentenceStartDate"), None)
    _alerts(reading, root)
    reading.covers("convictions", complete=False, why="offences on the prison record")
    reading.covers("alerts", complete=False, why="codes of alerts on the prison record, without days")
    reading.covers("releases", complete=False, why="the prison record: the next release")


def _alerts(reading: Reading, root: Part) -> None:
    """Alerts on the prison record have a code and no day. The record has none without a day, so each is a line."""
    for part in root.parts("alerts"):
        active, expired = part.truth("active"), part.truth("expired")
        part.leave("alertType")
        if active and expired:
            part.tell(What.NOT_UNDERSTOOD, "is said to be active and expired at once")
        code = part.text("alertCode")
        held = [one for one in reading.draft.of("alerts") if one.fields["raw"]["code"] == code]
        if held:
            part.tell(What.LINKED, "is an alert that another payload states with its days")
        else:
            put_alert(reading, part, code, None, None, None, None, None, None)


def _phase(reading: Reading, root: Part) -> None:
    inside = root.text("inOutStatus")
    legal, recalled = root.text("legalStatus"), root.truth("recall")
    if inside is None or inside == "OUT":
        return
    if recalled or legal == "RECALL":
        reading.draft.status.setdefault("phase", "recalled")
    elif legal == "REMAND":
        reading.draft.status.setdefault("phase", "remand")
    elif legal is not None:
        reading.draft.status.setdefault("phase", "custody")


def _is_prisoner(value: Any) -> bool:
    return has(value, "prisonerNumber") and any_of(
        value, "inOutStatus", "legalStatus", "csra", "convictedStatus", "allConvictedOffences"
    )


TIMELINE = Adapter(
    name="prison-timeline",
    says="a prison timeline (prison-api)",
    system="nomis",
    fits=lambda value: has(value, "prisonPeriod"),
    read=read_timeline,
    sections=("periods", "releases"),
    persons=(("prison_number", "prisonerNumber"),),
    not_held=("transfers between prisons and temporary absences",),
    rank=32,
)
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
PRISONER = Adapter(
    name="prisoner",
    says="a prison record (Prisoner Search)",
    system="nomis",
    fits=_is_prisoner,
    read=read_prisoner,
    sections=("releases", "convictions"),
    persons=(("prison_number", "prisonerNumber"),),
    not_held=(
        "cell-sharing risk, security category and incentives have no place in the record",
        "dates of sentence and licence, but for the next release",
    ),
    rank=90,
)
