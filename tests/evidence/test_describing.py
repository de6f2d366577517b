"""The one line that a person reads for a piece of evidence."""

import pytest

from riskcheck.evidence import Act, Proof, describe
from riskcheck.terms import Setting
from tests.evidence.made import done, label, weapon


@pytest.mark.parametrize(
    ("act", "line"),
    [
        (done(), "Violence, in the community (conviction)"),
        (done(setting=Setting.CUSTODY), "Violence, in custody (conviction)"),
        (done(proof=Proof.ALLEGED), "Alleged: violence, in the community (conviction)"),
        (done(weapon=weapon("carried")), "Violence, in the community; knife carried (conviction)"),
        (done(weapon=weapon("used", "imitation_firearm")), "Violence, in the community; imitation firearm used (conviction)"),
        (done(weapon=weapon("threatened")), "Violence, in the community; threatened with knife (conviction)"),
        (done(weapon=weapon("not_recorded", "improvised")), "Violence, in the community; improvised weapon (conviction)"),
        (done(weapon=weapon("used", "other")), "Violence, in the community; weapon used (conviction)"),
        (done(what=""), ", in the community (conviction)"),
    ],
)
def test_an_act_reads_as_what_where_with_what_and_how_well_established(act: Act, line: str) -> None:
    assert describe(act) == line


def test_a_label_says_whether_it_has_ended() -> None:
    assert describe(label()) == "Restraining order (order)"
    assert describe(label(ended_on="2024-06-01")) == "Restraining order (order, ended)"
