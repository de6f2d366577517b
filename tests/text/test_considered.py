"""The degrees in which an assessment's texts deal with a piece of evidence."""

import pytest

from riskcheck.text.considered import Degree, Sought, considered
from riskcheck.text.mention import Category

KNIFE = Sought(frozenset({Category.WEAPONS}), "knife", "2022-03-04")


@pytest.mark.parametrize(
    ("texts", "degree"),
    [
        ([], Degree.CANNOT_TELL),
        (["  "], Degree.CANNOT_TELL),
        (["He likes football."], Degree.NOT_MENTIONED),
        (["He was found with a knife."], Degree.MENTIONED),
        (["He was found with a knife. The risk to the public is therefore assessed as high."], Degree.WITH_REASONS),
        (["He was found with a knife, which shows that the risk is not limited to burglary."], Degree.WITH_REASONS),
        (["He was found with a knife. He likes football. The risk is therefore high."], Degree.MENTIONED),
        (["He has no history of knives."], Degree.NOT_MENTIONED),
        (["His cellmate had a knife."], Degree.NOT_MENTIONED),
        (["If he carries a knife the risk will therefore be high."], Degree.NOT_MENTIONED),
        (["He was found with a gun in 2022."], Degree.NOT_MENTIONED),
        (["He was found with a knife in 2015."], Degree.NOT_MENTIONED),
        (["He was found with a weapon in 2022."], Degree.MENTIONED),
    ],
)
def test_the_degree(texts: list[str], degree: Degree) -> None:
    assert considered(texts, KNIFE) is degree
