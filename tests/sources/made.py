"""Payloads for tests: small ones of our own, synthetic cases as payloads, and the published samples where they are."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

from riskcheck.records.model import CaseRecord
from riskcheck.sources.account import Account, What
from riskcheck.sources.case import Options, Payload, read_case
from riskcheck.synth.parameters import parameters
from riskcheck.synth.payloads import Emitted, emit
from riskcheck.synth.write import records

SAMPLES = Path(__file__).parents[3] / "shared" / "reference" / "hmpps-samples"
KEY = b"a key for tests, of no use"
DAY = "2026-11-01"
needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the published samples are not beside this checkout")


def options(**more: Any) -> Options:
    return Options(**{"extracted_on": DAY, "key": KEY, **more})


def read(files: Mapping[str, Any], **more: Any) -> tuple[CaseRecord | None, Account]:
    """Read payloads, each a value to be written as JSON or bytes as they are, as one case."""
    payloads = [Payload(name, one if isinstance(one, bytes) else json.dumps(one).encode()) for name, one in files.items()]
    return read_case("folder", "c-1", payloads, options(**more))


def record_of(files: Mapping[str, Any], **more: Any) -> CaseRecord:
    """The record that payloads make."""
    record, account = read(files, **more)
    assert record is not None, [line.text for line in account.lines]
    return record


def said(account: Account, what: What) -> list[tuple[str, str]]:
    """The pointer and the message of every line of a kind."""
    return [(line.pointer, line.message) for line in account.lines if line.what is what]


def sample(path: str) -> bytes:
    return (SAMPLES / path).read_bytes()


def samples() -> list[Path]:
    return sorted(SAMPLES.rglob("*.json")) if SAMPLES.is_dir() else []


@cache
def synthetic(count: int, seed: int = 7) -> tuple[CaseRecord, ...]:
    return tuple(records(count, seed, parameters(None)))


@cache
def emitted(count: int, seed: int = 7) -> tuple[tuple[CaseRecord, Emitted], ...]:
    return tuple((record, emit(record)) for record in synthetic(count, seed))


def imported(record: CaseRecord, made: Emitted, **more: Any) -> tuple[CaseRecord | None, Account]:
    """What an import makes of the payloads of a synthetic case."""
    return read(made.files, extracted_on=record.extracted_on, purpose="synthetic", protected=True, **more)


def plain(value: Any) -> Any:
    """A value as a record writes it."""
    return msgspec.json.decode(msgspec.json.encode(value))


def rosh(**more: Any) -> dict[str, Any]:
    """A RoSH summary."""
    return {
        "whoIsAtRisk": "A former partner.",
        "natureOfRisk": "Assault.",
        "riskImminence": "When drinking.",
        "riskIncreaseFactors": "Drinking.",
        "riskMitigationFactors": "Work.",
        "riskInCommunity": {"MEDIUM": ["Public", "Known Adult"], "LOW": ["Children", "Staff"]},
        "riskInCustody": {"LOW": ["Public", "Known Adult", "Children", "Staff", "Prisoners"]},
        "assessedOn": "2026-05-19T08:26:31",
        "overallRiskLevel": "MEDIUM",
        **more,
    }


def charge(**more: Any) -> dict[str, Any]:
    """An adjudication: an unauthorised article, proved."""
    return {
        "chargeNumber": "SYN-000001",
        "prisonerNumber": "A0001AA",
        "incidentDetails": {"dateTimeOfIncident": "2025-03-02T10:00:00"},
        "incidentRole": {"roleCode": None},
        "offenceDetails": {"offenceCode": 12002, "offenceRule": {"nomisCode": "51:12A", "withOthersNomisCode": "51:25A"}},
        "incidentStatement": {"statement": "A mobile telephone was found under the mattress.", "completed": True},
        "status": "CHARGE_PROVED",
        "hearings": [{"dateTimeOfHearing": "2025-03-09T10:00:00"}],
        **more,
    }


def registration(code: str, **more: Any) -> dict[str, Any]:
    """A registration of community-api."""
    return {"registrationId": 1, "active": True, "startDate": "2025-06-01", "endDate": None, "type": {"code": code}, **more}


def alert(code: str, **more: Any) -> dict[str, Any]:
    """An alert of the alerts API."""
    return {"alertCode": {"code": code}, "activeFrom": "2025-06-01", "activeTo": None, "isActive": True, **more}
