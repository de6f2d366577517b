"""What else the integration API passes on: registers, MAPPA, offences. Each is a part of what its source holds."""

from typing import Any

from riskcheck.sources.adapter import Adapter
from riskcheck.sources.delius_convictions import put_supervised
from riskcheck.sources.delius_mappa import read_mappa
from riskcheck.sources.delius_registrations import read_flag
from riskcheck.sources.offences import is_home_office
from riskcheck.sources.prison_sentences import put_sentenced
from riskcheck.sources.reading import Reading
from riskcheck.sources.shape import first_has, has

_NO_ORDERS = (
    "of the registers only ten are passed on: none for restraining orders, stalking protection orders, domestic abuse or the "
    "groups at risk, and very high is asked for by a misspelt code, so its absence says nothing",
)


def read_risks(reading: Reading) -> None:
    """Read the registers that are passed on."""
    for part in reading.each():
        read_flag(reading, part)
    reading.covers("registrations", complete=False, why="ten registers that the integration API passes on")


def read_mappa_detail(reading: Reading) -> None:
    """Read one MAPPA record, with or without the wrapper of the integration API."""
    root = reading.root
    read_mappa(reading, (root.part("data") or root) if has(reading.value, "data") else root)
    reading.covers("mappa", complete=False, why="the latest MAPPA record")


def read_offences(reading: Reading) -> None:
    """Read offences of prison and probation together."""
    for part in reading.each():
        part.leave("serviceSource", "systemSource", "courtName", "statuteCode", "endDate")
        home_office, courts, words = part.code("hoCode"), part.code("cjsCode"), part.text("description")
        day = part.day("startDate")
        decided = max((text[:10] for text, _ in part.texts("courtDates")), default=None)
        decided = decided if decided is not None and day is not None and decided >= day else None
        if home_office is not None and is_home_office(home_office):
            put_supervised(reading, part, home_office, words, day, decided, None, name="hoCode")
        else:
            put_sentenced(reading, part, courts, words, day, decided, None)
    reading.covers("convictions", complete=False, why="offences that the integration API passes on")


def _is_mappa(value: Any) -> bool:
    return has(value, "level", "category") and not has(value, "registrations")


RISKS = Adapter(
    name="integration-risks",
    says="dynamic risks (integration API)",
    system="ndelius",
    fits=lambda value: first_has(value, "code", "startDate", "reviewDate"),
    read=read_risks,
    sections=("registrations",),
    not_held=_NO_ORDERS,
    rank=85,
)
MAPPA = Adapter(
    name="mappa-detail",
    says="a MAPPA record (integration API or community-api)",
    system="ndelius",
    fits=lambda value: _is_mappa(value) or (isinstance(value, dict) and _is_mappa(value.get("data"))),
    read=read_mappa_detail,
    sections=("mappa",),
    rank=63,
)
OFFENCES = Adapter(
    name="integration-offences",
    says="offences (integration API)",
    system="nomis",
    fits=lambda value: first_has(value, "cjsCode", "hoCode"),
    read=read_offences,
    sections=("convictions",),
    not_held=("the sentence, who the victim was, and where the offence was committed",),
    rank=86,
)
