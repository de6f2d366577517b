"""The degrees in which an assessment's own words deal with a piece of evidence, and what follows in a view."""

from typing import Any

import msgspec
import pytest

from riskcheck.check import check
from riskcheck.considered import Considered, Degree, considered
from riskcheck.evidence import Act, Label
from riskcheck.records import CaseRecord
from riskcheck.records.model import Assessment
from riskcheck.rules.examples import adjudication, assessed, case, conviction, order
from riskcheck.terms import Setting
from riskcheck.view import view
from tests.evidence.made import done, label, weapon

KNIFE = done("2022-03-04", "weapon", weapon=weapon())
ROBBERY = done("2019-04-11", "robbery")
IN_PRISON = done("2022-03-04", "violence", setting=Setting.CUSTODY, victim="prisoner")
ORDER = label("2024-03-08")


def assessment(**fields: Any) -> Assessment:
    made = {"id": "as-1"} | assessed(**fields)[1]
    del made["evidence_addressed"]
    return msgspec.convert(made, Assessment)


@pytest.mark.parametrize(
    ("analysis", "evidence", "degree"),
    [
        ("He likes football.", KNIFE, Degree.NOT_MENTIONED),
        ("He was found with a knife.", KNIFE, Degree.MENTIONED),
        ("He was found with a knife. The risk to the public is therefore assessed as high.", KNIFE, Degree.WITH_REASONS),
        ("He was found with a knife, which shows that the risk is not limited to burglary.", KNIFE, Degree.WITH_REASONS),
        ("He was found with a knife. He likes football. The risk is therefore high.", KNIFE, Degree.MENTIONED),
        ("He has no history of knives.", KNIFE, Degree.NOT_MENTIONED),
        ("His cellmate had a knife.", KNIFE, Degree.NOT_MENTIONED),
        ("If he carries a knife the risk will therefore be high.", KNIFE, Degree.NOT_MENTIONED),
        ("He was found with a gun in 2022.", done("2022-03-04", "violence", weapon=weapon()), Degree.NOT_MENTIONED),
        ("He was found with a knife in 2015.", KNIFE, Degree.NOT_MENTIONED),
        ("The robbery in 2019 was for money.", ROBBERY, Degree.MENTIONED),
        ("The robbery in 2019 was for money, so the risk to the public is medium.", ROBBERY, Degree.WITH_REASONS),
        ("Because of one earlier robbery the risk is medium.", ROBBERY, Degree.MENTIONED),
        ("There is no robbery on record.", ROBBERY, Degree.NOT_MENTIONED),
        ("He robbed a man on the wing.", ROBBERY, Degree.NOT_MENTIONED),
        ("He assaulted a man in the street.", IN_PRISON, Degree.NOT_MENTIONED),
        ("He assaulted a prisoner.", IN_PRISON, Degree.MENTIONED),
        ("The assault in March 2022 was over a debt.", IN_PRISON, Degree.MENTIONED),
        ("He is subject to a restraining order.", ORDER, Degree.MENTIONED),
        ("A restraining order is in force, so the risk to known adults is high.", ORDER, Degree.WITH_REASONS),
        ("He has never been subject to a restraining order.", ORDER, Degree.NOT_MENTIONED),
    ],
)
def test_the_degree(analysis: str, evidence: Act | Label, degree: Degree) -> None:
    found = considered(assessment(summary={"analysis": analysis}), evidence)
    assert found.degree is degree
    if degree in (Degree.MENTIONED, Degree.WITH_REASONS):
        assert found.quote == analysis
        assert found.span is not None
        assert analysis[slice(*found.span)].strip() in analysis


def test_the_box_for_reasons_gives_reasons() -> None:
    words = "The robbery of 2019 was for a debt that is paid."
    assert considered(assessment(rating_reasons=words), ROBBERY).degree is Degree.WITH_REASONS
    assert (
        considered(assessment(summary={"nature_of_risk": words}, rating_reasons="Medium."), ROBBERY).degree is Degree.MENTIONED
    )


def test_without_a_box_for_reasoning_it_cannot_be_told() -> None:
    assert considered(assessment(), ROBBERY) == Considered(Degree.CANNOT_TELL)
    assert considered(assessment(summary={"who_is_at_risk": "The public."}), ROBBERY) == Considered(Degree.CANNOT_TELL)
    assert considered(assessment(summary={"analysis": "  "}), ROBBERY) == Considered(Degree.CANNOT_TELL)


def test_an_offence_that_the_offence_analysis_is_about_is_mentioned() -> None:
    made = assessment(offence_analysis={"about": ["it-1"], "text": "He went in at night."})
    assert considered(made, ROBBERY) == Considered(Degree.MENTIONED)


def test_the_words_stand_in_for_a_list_and_never_beside_one() -> None:
    items = (conviction("2019-04-11", "robbery", id="cv-1"), order("2024-03-08", id="or-1"))
    words = {"rating_reasons": "The robbery of 2019 was for a debt that is paid."}
    listed = msgspec.convert(case(*items, **words), CaseRecord)
    assert view(listed, "2025-06-01").addressed("with_reasons") == frozenset()
    made = case(*items, **words)
    del made["assessments"]["items"][0]["evidence_addressed"]
    seen = view(msgspec.convert(made, CaseRecord), "2025-06-01")
    assert seen.addressed("with_reasons") == {"cv-1"}
    assert seen.addressed("mentioned") == frozenset()
    result = check(msgspec.convert(made, CaseRecord))
    against = [row for finding in result.findings if finding.rule == "AG101" for row in finding.evidence]
    assert [row.quote for row in against] == [words["rating_reasons"]]
    assert {finding.rule for finding in result.findings} >= {"RA103", "AG101"}
    assert not {"RA103", "RA104"} & {line.rule for line in result.not_checked}


def test_records_of_one_incident_share_the_furthest_degree() -> None:
    made = case(
        adjudication("2024-05-01", "assault", id="ad-1"),
        conviction("2024-05-01", "violence", setting="custody", victim="prisoner", id="cv-1", same_incident_as="ad-1"),
        rating_reasons="The assault on a prisoner in 2024 was over a debt.",
    )
    del made["assessments"]["items"][0]["evidence_addressed"]
    assert view(msgspec.convert(made, CaseRecord), "2025-06-01").addressed("with_reasons") == {"ad-1", "cv-1"}
