"""The prison record of Prisoner Search: where the person is, a planned release, offences, and codes of alerts."""

from typing import Any

from riskcheck import policy
from riskcheck.sources.account import What
from riskcheck.sources.adapter import Adapter
from riskcheck.sources.characteristics import set_aside
from riskcheck.sources.part import Part
from riskcheck.sources.prison_alerts import put as put_alert
from riskcheck.sources.prison_sentences import put_sentenced
from riskcheck.sources.reading import Reading
from riskcheck.sources.shape import any_of, has

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
        put_sentenced(reading, part, code, words, part.day("offenceDate"), part.day("sentenceStartDate"), None)
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
            put_alert(reading, part, code)


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
