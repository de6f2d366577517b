"""A weapon that only the words of a record name: whose acts it arms, which labels it makes, and where its words stand."""

from typing import Any

import msgspec
import pytest

from riskcheck.check import check
from riskcheck.evidence import Act, Label, describe
from riskcheck.records import CaseRecord
from riskcheck.rules.examples import Placed, adjudication, alert, case, conviction, incident, registration, report
from riskcheck.terms import Setting
from riskcheck.view import view

SHANK = "He had a shank in his waistband."
KNIFE = "He produced a kitchen knife and pointed it at her."


def read(placed: Placed) -> Act | Label | None:
    seen = view(msgspec.convert(case(placed), CaseRecord), "2025-06-01")
    return seen.evidence[0] if seen.evidence else None


@pytest.mark.parametrize(
    ("placed", "kind"),
    [
        (adjudication("2024-05-01", "unauthorised_article", victim="none", statement=SHANK), "improvised"),
        (adjudication("2024-05-01", "assault", statement=SHANK), "improvised"),
        (incident("2024-05-01", "other", role="perpetrator", victim="none", text=SHANK), "improvised"),
        (conviction("2024-05-01", "violence", text=KNIFE), "knife"),
        (report("2024-05-01", "domestic_abuse", text=KNIFE), "knife"),
    ],
)
def test_the_words_arm_an_act_and_say_so(placed: Placed, kind: str) -> None:
    act = read(placed)
    assert isinstance(act, Act)
    assert (act.armed, act.weapon_kind, act.weapon_use) == (True, kind, "not_recorded")
    assert act.span is not None
    assert act.quote is not None
    assert act.quote[slice(*act.span)] in ("shank", "a shank", "kitchen knife", "a kitchen knife")
    assert "by the words of the record" in describe(act)


@pytest.mark.parametrize(
    "placed",
    [
        adjudication("2024-05-01", "assault", statement="The other prisoner had a shank in his hand."),
        adjudication("2024-05-01", "assault", statement="No weapon was found on him."),
        adjudication("2024-05-01", "unauthorised_article", victim="none", statement="A razor blade; he had cut himself."),
        conviction("2024-05-01", "violence", text="He denied that he had a knife."),
        conviction("2024-05-01", "theft", victim="none", text="Served in the armed forces until 2010."),
        conviction("2024-05-01", "violence"),
        conviction("2024-05-01", "violence", text=""),
    ],
)
def test_other_words_arm_nobody(placed: Placed) -> None:
    act = read(placed)
    assert act is None or (isinstance(act, Act) and (act.armed, act.span) == (False, None))


def test_a_field_that_names_a_weapon_is_taken_and_the_words_are_not_read() -> None:
    field = {"kind": "firearm", "use": "carried"}
    act = read(adjudication("2024-05-01", "unauthorised_article", victim="none", weapon=field, statement=SHANK))
    assert isinstance(act, Act)
    assert (act.weapon_kind, act.weapon_use, act.span) == ("firearm", "carried", None)


def test_a_report_in_which_the_person_was_the_victim_stays_no_act() -> None:
    assert read(incident("2024-05-01", "assault", role="victim", text=SHANK)) is None


@pytest.mark.parametrize(
    ("placed", "setting"),
    [
        (alert("2024-05-01", "other", comment="Found with an improvised weapon in his cell last week."), Setting.CUSTODY),
        (registration("2024-05-01", "other", notes="He carries a knife when he goes out."), Setting.COMMUNITY),
    ],
)
def test_a_comment_makes_a_label_about_weapons_and_never_an_incident(placed: Placed, setting: Setting) -> None:
    label = read(placed)
    assert isinstance(label, Label)
    assert (label.about, label.incident) == ("weapons", None)
    assert label.span is not None
    assert {where for _, where in label.concerns} == {setting}
    assert describe(label).startswith("Other; a weapon by the words of the record (")


def test_an_entry_that_is_about_weapons_by_its_category_needs_no_words() -> None:
    label = read(alert("2024-05-01", "weapons", comment="Found with an improvised weapon in his cell last week."))
    assert isinstance(label, Label)
    assert label.span is None


def rows(made: dict[str, Any]) -> list[Any]:
    return [row for finding in check(msgspec.convert(made, CaseRecord)).findings for row in finding.evidence]


def test_a_report_points_to_the_words_it_read() -> None:
    found = rows(case(adjudication("2024-05-01", "unauthorised_article", victim="none", statement=SHANK)))
    assert found
    for row in found:
        assert row.span is not None
        assert "shank" in row.quote[slice(*row.span)]
