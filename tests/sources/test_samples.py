"""Every published sample is recognised and read, or refused with a sentence. Skipped where the samples are not at hand."""

from pathlib import Path

import pytest

from riskcheck.records.parse import parse
from riskcheck.sources.account import What
from riskcheck.sources.registry import ADAPTERS, kind_of
from riskcheck.terms import Level
from tests.sources.made import SAMPLES, needs_samples, plain, read, said, samples

READ = {
    "hmpps-assess-risks-and-needs/doc-all-predictors-v1-v2.json": "oasys-scores",
    "hmpps-assess-risks-and-needs/doc-needs-oasys.json": "oasys-needs",
    "hmpps-incident-reporting-api/incident-report-with-details.json": "incidents",
    "hmpps-integration-api/arns-get-needs.json": "oasys-needs",
    "hmpps-integration-api/arns-get-risks.json": "oasys-rosh-full",
    "hmpps-integration-api/arns-predictors-v1-and-v2.json": "oasys-scores",
    "hmpps-integration-api/integrationapi-delius-contacts.json": "integration-contacts",
    "hmpps-integration-api/integrationapi-person-prison-probation-offences.json": "integration-offences",
    "hmpps-integration-api/integrationapi-person-risk-scores-v1-and-v2.json": "integration-scores",
    "hmpps-integration-api/integrationapi-risk-serious-harm.json": "integration-rosh",
    "hmpps-integration-api/ndelius-get-supervisions.json": "supervisions",
    "hmpps-integration-api/prisonapi-timeline-for-person.json": "prison-timeline",
    "hmpps-integration-api/prisonersearch-prisoner.json": "prisoner",
    "hmpps-manage-adjudications-api/reported-adjudications-list.json": "adjudications",
    "hmpps-manage-supervisions/arns-risks-full.json": "oasys-rosh-full",
    "hmpps-manage-supervisions/capi-contact-summary.json": "contacts",
    "hmpps-manage-supervisions/capi-convictions.json": "convictions",
    "hmpps-manage-supervisions/capi-nsis.json": "breaches",
    "hmpps-manage-supervisions/capi-registrations-risk-subset.json": "registrations",
    "hmpps-manage-supervisions/capi-requirements.json": "requirements",
    "hmpps-probation-integration-services/oasys-A000003-medium-rosh.trimmed.json": "oasys-extract",
    "hmpps-probation-integration-services/oasys-A000010-multiple-risks.trimmed.json": "oasys-extract",
    "hmpps-probation-integration-services/oasys-A000020-one-medium.trimmed.json": "oasys-extract",
    "make-recall-decision-api/arns-current-scores.json": "oasys-scores",
    "make-recall-decision-api/arns-offence-assessments.json": "oasys-offences",
    "make-recall-decision-api/arns-risk-management-plan.json": "oasys-plan",
    "make-recall-decision-api/arns-rosh-summary.json": "oasys-rosh-summary",
    "make-recall-decision-api/cvl-licence-by-id.json": "licence",
    "make-recall-decision-api/delius-contact-history.json": "contact-history",
    "make-recall-decision-api/delius-licence-conditions.json": "overview",
    "make-recall-decision-api/delius-mappa-and-rosh-history.json": "rosh-history",
    "make-recall-decision-api/delius-overview.json": "overview",
    "make-recall-decision-api/prisonapi-prison-timeline.json": "prison-timeline",
    "make-recall-decision-api/prisonapi-sentences-offences.json": "prison-sentences",
}
REFUSED = {
    "hmpps-alerts-api/alert-reference-data-prod-2024-02-20.json": "alert-codes",
    "hmpps-arns-risk-actuarial-api/riskscore-e2e-response.json": "actuarial-calculation",
    "hmpps-arns-risk-actuarial-api/riskscore-request-custody.json": "actuarial-calculation",
    "hmpps-integration-api/ras-sentenced-court-cases.json": "court-cases",
    "hmpps-manage-supervisions/capi-contact-outcome-types-COAP.json": "outcome-types",
    "hmpps-manage-supervisions/ndelius-register-types.json": "register-types",
}
KINDS = {**READ, **REFUSED}


@needs_samples
def test_every_sample_is_expected_here() -> None:
    assert {str(path.relative_to(SAMPLES)) for path in samples()} == set(KINDS)


@needs_samples
@pytest.mark.parametrize("name", KINDS)
def test_a_sample_is_of_one_kind_by_its_content(name: str) -> None:
    value = parse((SAMPLES / name).read_bytes())
    assert [one.name for one in ADAPTERS if one.fits(value)] == [KINDS[name]]
    kind = kind_of(value, "anything.json")
    assert kind is not None
    assert kind.name == KINDS[name]


@needs_samples
@pytest.mark.parametrize("name", READ)
def test_a_sample_that_is_read_makes_a_record_and_says_what_was_read(name: str) -> None:
    path = SAMPLES / name
    record, account = read({path.name: path.read_bytes()})
    assert record is not None
    assert len(said(account, What.READ)) == 1
    assert all(len(one.message) > 20 for one in account.lines)
    stated = {level.value for level in Level} | {"not_recorded"}
    for assessment in record.assessments.items:
        assert assessment.overall in stated | {None}


@needs_samples
@pytest.mark.parametrize("name", REFUSED)
def test_a_sample_that_is_refused_says_why(name: str) -> None:
    path = SAMPLES / name
    record, account = read({path.name: path.read_bytes()})
    assert record is None
    assert len(said(account, What.NOT_UNDERSTOOD)) == 1
    (refused,) = [one.refused for one in ADAPTERS if one.name == REFUSED[name]]
    assert refused is not None
    assert account.lines[0].message.endswith(refused)


@needs_samples
def test_no_name_in_a_sample_enters_a_record() -> None:
    names = ("Bloggs", "Edwin", "Larsen", "Jane Doe", "SAR1234", "X098092", "JG123POE", "1980-07-24", "S10 1BP", "john.smith@")
    held = "".join(path.read_text(encoding="utf-8") for path in samples())
    assert [name for name in names if name not in held] == []
    for path in samples():
        record, account = read({path.name: path.read_bytes()})
        written = str(plain(record)) + str(account)
        assert [name for name in names if name in written.replace(str(path.name), "")] == [], Path(path).name
