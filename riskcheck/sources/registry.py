"""Every kind of payload that is known, and which one a payload is: by its content, or for an empty list by its file's name."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from riskcheck.sources import (
    delius_breaches,
    delius_conditions,
    delius_contacts,
    delius_convictions,
    delius_overview,
    delius_recall,
    delius_registrations,
    integration,
    licence,
    oasys_assessments,
    oasys_extract,
    oasys_rosh,
    oasys_scores,
    prison_adjudications,
    prison_alerts,
    prison_custody,
    prison_incidents,
    prison_sentences,
    prisoner,
)
from riskcheck.sources.adapter import Adapter
from riskcheck.sources.shape import any_of, first_has, has

_OF_NOBODY = "it is a list of codes and is about nobody, so nothing is read from it"
_REFERENCE = (
    Adapter(
        name="alert-codes",
        says="reference data of alerts",
        system="prison_alerts",
        fits=lambda value: has(value, "types", "codes"),
        refused=_OF_NOBODY,
    ),
    Adapter(
        name="register-types",
        says="reference data of registers",
        system="ndelius",
        fits=lambda value: first_has(value, "code", "reviewMonths"),
        refused=_OF_NOBODY,
    ),
    Adapter(
        name="outcome-types",
        says="reference data of contact outcomes",
        system="ndelius",
        fits=lambda value: has(value, "outcomeTypes"),
        refused=_OF_NOBODY,
    ),
    Adapter(
        name="actuarial-calculation",
        says="a calculation of the actuarial service",
        system="oasys",
        fits=lambda value: has(value, "request") and any_of(value.get("request"), "currentOffenceCode", "assessmentDate"),
        refused="it is a question to a calculator and its answer, and no record of an assessment; supply the predictors of "
        "assess-risks-and-needs",
    ),
    Adapter(
        name="court-cases",
        says="court cases (remand and sentencing)",
        system="nomis",
        fits=lambda value: has(value, "courtCases"),
        refused="its outcomes were seen only as placeholders, so what they mean is not known; supply sentences and offences of "
        "prison-api",
    ),
)

ADAPTERS: tuple[Adapter, ...] = (
    oasys_extract.EXTRACT,
    oasys_assessments.OFFENCES,
    oasys_assessments.PLAN,
    oasys_assessments.TIMELINE,
    oasys_assessments.NEEDS,
    oasys_scores.SCORES,
    oasys_rosh.SUMMARY,
    oasys_rosh.FULL,
    delius_registrations.REGISTRATIONS,
    prison_adjudications.ADJUDICATIONS,
    prison_alerts.ALERTS,
    prison_custody.TIMELINE,
    prison_incidents.INCIDENTS,
    delius_convictions.CONVICTIONS,
    delius_convictions.SUPERVISIONS,
    prison_sentences.SENTENCES,
    prisoner.PRISONER,
    delius_conditions.REQUIREMENTS,
    delius_recall.RECALL,
    licence.LICENCE,
    delius_contacts.CONTACTS,
    delius_breaches.BREACHES,
    delius_registrations.HISTORY,
    delius_registrations.TIER,
    delius_registrations.LISTED,
    integration.MAPPA,
    delius_overview.OVERVIEW,
    delius_contacts.HISTORY,
    oasys_rosh.INTEGRATION,
    oasys_scores.BANDS,
    prison_alerts.FLAT,
    delius_contacts.EVENTS,
    licence.INTEGRATION,
    integration.RISKS,
    integration.OFFENCES,
    *_REFERENCE,
)
"""Every kind of payload that is known."""


def kind_of(value: Any, file: str, adapters: Sequence[Adapter] = ADAPTERS) -> Adapter | None:
    """Which kind of payload this is; nothing where it is none that is known.

    An empty list, or an empty page, has no content to know it by: then the file's name says what it is a list of.
    """
    if _empty(value):
        stem = PurePath(file).stem.lower()
        return next((one for one in adapters if stem in one.file_names), None)
    return next((one for one in adapters if one.fits(value)), None)


def _empty(value: Any) -> bool:
    return value == [] or (isinstance(value, dict) and value.get("content") == [])
