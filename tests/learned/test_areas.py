"""A model says of which areas its cases are, and that a case is of another: what is usual there may not be usual here."""

from collections import Counter
from functools import cache

import msgspec
import pytest

from riskcheck.check import check
from riskcheck.learned.card import as_text, card
from riskcheck.learned.model import About, load, train
from riskcheck.learned.says import LearnedCheck, areas_in_words, compared_with
from riskcheck.learned.table import table
from riskcheck.records import CaseRecord
from tests.learned.trained import COUNT, model_file, records


def placed(record: CaseRecord, area: str | None) -> CaseRecord:
    """The record with every assessment made in one area; ``None``: in none that is on record."""
    items = tuple(msgspec.structs.replace(item, area=area) for item in record.assessments.items)
    return msgspec.structs.replace(record, assessments=msgspec.structs.replace(record.assessments, items=items))


@cache
def about() -> About:
    return load(str(model_file())).about


def test_a_model_counts_its_cases_by_area() -> None:
    expected = Counter(record.assessments.items[-1].area for record in records())
    assert about().areas == dict(expected)
    assert sum(about().areas.values()) == COUNT


def test_an_area_that_is_given_is_that_of_assessments_that_name_none() -> None:
    some = [placed(record, "North" if number % 2 else None) for number, record in enumerate(records()[:20])]
    assert table(some).areas == {"North": 10}
    assert table(some, area="South").areas == {"North": 10, "South": 10}
    assert table(some, area="North").areas == {"North": 20}


@pytest.mark.parametrize(
    ("areas", "area", "same"),
    [
        ({"North": COUNT}, "North", True),
        ({"North": COUNT}, "South", False),
        ({"North": COUNT}, None, None),
        ({}, "South", None),
        ({"North": COUNT - 1}, "North", True),
        ({"North": COUNT - 1}, "South", None),
    ],
)
def test_a_case_is_of_another_area_only_where_all_of_the_cases_say_theirs(
    areas: dict[str, int], area: str | None, same: bool | None
) -> None:
    found = compared_with(msgspec.structs.replace(about(), areas=areas), area)
    assert (found.area, found.same_area, found.cases) == (area, same, COUNT)
    assert (found.first, found.last, found.high) == (about().first, about().last, about().share_high)


def test_a_check_says_of_which_area_the_case_and_the_model_are() -> None:
    learned = LearnedCheck(load(str(model_file())))
    found = {
        area: check(placed(records()[0], area), rules=(), learned=learned).learned
        for area in (*about().areas, "Elsewhere", None)
    }
    said = {area: one.compared_with.same_area for area, one in found.items() if one is not None}
    assert said == {**dict.fromkeys(about().areas, True), "Elsewhere": False, None: None}
    assert len({one.decision for one in found.values() if one is not None}) == 1, "an area is no feature"


@pytest.mark.parametrize(
    ("areas", "says"),
    [((), None), (("A",), "A"), (("A", "B"), "A and B"), (("A", "B", "C"), "A, B and C"), (tuple("ABCD"), "4 areas")],
)
def test_a_few_areas_are_named_and_many_are_counted(areas: tuple[str, ...], says: str | None) -> None:
    assert areas_in_words(areas) == says


def test_the_card_counts_the_cases_of_each_area_and_those_of_none() -> None:
    model = load(str(model_file()))
    half = msgspec.structs.replace(model.about, areas={"North": 150, "So\u202euth": 50})
    text = " ".join(as_text(card(type(model)(model.check, half, model.fingerprint, model.made_by))).split())
    assert f"150 of North, 50 of So uth, {COUNT - 200} of no area on record." in text


def test_another_name_of_an_area_changes_the_label_and_nothing_that_is_learned(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("areas")
    bare = [placed(record, None) for record in records()[:200]]
    made = [
        train(table(bare, area=area), str(folder / f"{area}.json"), seed=1, errors=0, with_peers=False)
        for area in (None, "North")
    ]
    assert [model.about.areas for model in made] == [{}, {"North": 200}]
    assert msgspec.structs.replace(made[0].about, areas={"North": 200}) == made[1].about
    assert made[0].check.data_fingerprint_ == made[1].check.data_fingerprint_
    assert made[0].check.cutoff_ == made[1].check.cutoff_
