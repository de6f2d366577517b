"""Breaches of a sentence, which nDelius holds as NSIs."""

from riskcheck import policy
from riskcheck.sources.account import What
from riskcheck.sources.adapter import Adapter
from riskcheck.sources.reading import Reading
from riskcheck.sources.shape import first_has

_NO_DAY = "has no day: left out"


def read_breaches(reading: Reading) -> None:
    """Read breaches. Their status, kind and outcome share their codes, so words are read and never codes."""
    for part in reading.root.parts("nsis"):
        kind, sub, status, ending = (part.part(name) for name in ("nsiType", "nsiSubType", "nsiStatus", "nsiOutcome"))
        number, notes = part.code("nsiId"), part.text("notes")
        day = part.day("actualStartDate") or part.day("referralDate")
        part.leave(
            "statusDateTime",
            "lengthUnit",
            "length",
            "active",
            "nsiManagers",
            "intendedProvider",
            "softDeleted",
            "actualEndDate",
        )
        part.leave("expectedStartDate", "expectedEndDate", "referralDate")
        said = {
            name: one.text("description")
            for name, one in (("status", status), ("outcome", ending), ("sub", sub))
            if one is not None
        }
        code = kind.code("code") if kind is not None else None
        for one in (kind, sub, status, ending):
            if one is not None:
                one.leave_rest()
        if code != "BRE":
            part.says("nsiType", What.NOT_UNDERSTOOD, "is not a breach: left out")
            continue
        if day is None:
            part.tell(What.ERROR, _NO_DAY)
            continue
        outcome = said.get("outcome") or said.get("status")
        ended = (outcome or "").lower()
        if any(words in ended for words in policy.words("import_ndelius", "breach_statuses")):
            part.tell(What.NOT_HELD, "is a breach that ended without proof: not recorded as one")
            continue
        fields = {"date": day, "kind": "breach", "reasons": notes, "outcome": outcome}
        key = ("the same breach", number) if number else ("the same breach and day", day)
        reading.put("enforcement", part, fields, [key], native=number)
    reading.covers("enforcement", complete=False, why="breaches of one sentence")


BREACHES = Adapter(
    name="breaches",
    says="breaches of a sentence (community-api NSIs)",
    system="ndelius",
    fits=lambda value: first_has(value.get("nsis"), "nsiType") if isinstance(value, dict) else False,
    read=read_breaches,
    sections=("enforcement",),
    rank=51,
)
