"""Policy is data: every value says what it is and where it is from, and holds from its day."""

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import msgspec
import pytest

from riskcheck import policy
from riskcheck.days import in_words
from riskcheck.records import CaseRecord
from riskcheck.records.schemas import schema
from riskcheck.rules import RULES
from riskcheck.rules.examples import adjudication, alert, assessed, case, conviction, predictor, raw, recalled, registration
from riskcheck.view import view

DEFINITIONS = schema("case-record")["$defs"]
TOPICS = sorted(
    found.name.removesuffix(".toml") for found in files("riskcheck.policy").iterdir() if found.name.endswith(".toml")
)


DAYS_OF_RECALL: dict[str, list[int]] = {
    "2007-12-31": [],
    "2008-01-01": [120],
    "2008-12-31": [120],
    "2009-01-01": [],
    "2013-07-31": [],
    "2013-08-01": [24],
    "2026-11-22": [24],
}


def found_by(code: str, made: dict[str, Any], day: str = "2025-06-01") -> list[str]:
    return [one.says for one in RULES[code].find(view(msgspec.convert(made, CaseRecord), day))]


def why_not_checked(code: str, made: dict[str, Any], day: str = "2025-06-01") -> str | None:
    unchecked = RULES[code].unchecked
    assert unchecked is not None
    lack = unchecked(view(msgspec.convert(made, CaseRecord), day))
    return lack.why if lack else None


def values_in(table: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every value of a topic; the lexicons keep theirs one table further in."""
    for key, entry in table.items():
        nested = "value" not in entry and all(isinstance(inner, dict) for inner in entry.values())
        yield from values_in(entry) if nested else [(key, entry)]


@pytest.mark.parametrize("name", TOPICS)
def test_every_value_has_a_title_and_a_citation(name: str) -> None:
    for key, entry in values_in(policy.topic(name)):
        assert len(entry["title"]) > 10, key
        assert len(entry["cites"]) > 20, key
        assert "[K]" not in entry["cites"]


@pytest.fixture
def dated(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = {
        "title": "A limit that was shortened",
        "values": [{"from": "2024-01-01", "value": 3}, {"from": "2010-01-01", "value": 5}],
    }
    topic = policy.topic.__wrapped__

    def with_dated(name: str) -> dict[str, Any]:
        made: dict[str, Any] = topic(name)
        return made | {"recall_returned": entry} if name == "limits" else made

    policy.value.cache_clear()
    monkeypatch.setattr(policy, "topic", with_dated)
    yield
    policy.value.cache_clear()


@pytest.mark.usefixtures("dated")
def test_a_value_changes_on_its_day_and_not_before() -> None:
    assert policy.number("limits.recall_returned", "2010-01-01") == 5
    assert policy.number("limits.recall_returned", "2023-12-31") == 5
    assert policy.number("limits.recall_returned", "2024-01-01") == 3
    with pytest.raises(LookupError, match="no value on 2009-12-31"):
        policy.number("limits.recall_returned", "2009-12-31")


@pytest.mark.usefixtures("dated")
def test_a_rule_reads_the_value_of_the_day_it_looks_from() -> None:
    back = case(recalled("2023-12-27", revoked_at="2023-12-27T12:00", returned_at="2023-12-31T18:00"))
    assert not found_by("EN102", back, "2023-12-31")
    assert found_by("EN102", back, "2024-01-01")


def test_an_entry_that_says_until_when_holds_up_to_that_day() -> None:
    held = {day: [one["hours"] for one in policy.in_force("recall.limits", day)] for day in DAYS_OF_RECALL}
    assert held == DAYS_OF_RECALL


@pytest.mark.parametrize(
    ("began", "signed", "late"),
    [
        ("2013-07-31T12:00", "2013-08-05T12:00", None),
        ("2013-08-01T00:00", "2013-08-02T00:00", False),
        ("2013-08-01T00:00", "2013-08-02T01:00", True),
        ("2008-06-01T12:00", "2008-06-20T12:00", None),
    ],
)
def test_a_recall_is_held_against_the_limit_of_the_day_on_which_it_began(began: str, signed: str, late: bool | None) -> None:
    """Whatever day it is looked from: there is no limit to the signature before 1 August 2013 in the sources read."""
    made = case(recalled(began[:10], initiated_at=began, signed_at=signed))
    for day in (signed[:10], "2025-06-01"):
        assert bool(found_by("EN101", made, day)) is (late is True)
        why = why_not_checked("EN101", made, day)
        assert why == (f"recall: no limit is known for one that began on {in_words(began[:10])}" if late is None else None)


@pytest.mark.parametrize(("day", "out_of_time"), [("2023-12-31", True), ("2024-01-01", False)])
def test_a_charge_of_the_rules_of_2024_can_be_laid_from_its_day(day: str, out_of_time: bool) -> None:
    assert bool(found_by("CD102", case(adjudication(day, "assault", **raw("51:1A (24)"))))) is out_of_time


@pytest.mark.parametrize(("topic", "kind"), [("registers", "registration"), ("alert_codes", "alert")])
def test_every_code_means_a_category_that_records_have(topic: str, kind: str) -> None:
    categories = DEFINITIONS[kind]["properties"]["category"]["enum"]
    for code, entry in policy.topic(topic)["codes"]["value"].items():
        assert entry["category"] in categories, code


def test_every_charge_and_kind_of_harm_is_one_that_records_have() -> None:
    charges = set(DEFINITIONS["adjudication"]["properties"]["charge"]["enum"])
    for code, entry in policy.topic("adjudication_codes")["codes"]["value"].items():
        assert set(entry["charges"]) <= charges, code
    harms = set(DEFINITIONS["harm"]["enum"])
    offences = policy.topic("offence_codes")
    assert offences["tags"]["value"].keys() == offences["accepted"]["value"].keys() <= harms
    for tag, accepted in offences["accepted"]["value"].items():
        assert tag in accepted
        assert set(accepted) <= harms


def test_every_tagged_offence_code_is_in_the_classification() -> None:
    offences = policy.topic("offence_codes")
    known = set(offences["known"]["value"].split())
    assert all(len(code) == 5 and code.isdigit() for code in known)
    for codes in offences["tags"]["value"].values():
        assert set(codes.split()) <= known
    assert not known & set(offences["withdrawn"]["value"].split())


def test_a_code_that_is_in_no_list_is_said_and_never_passed_over() -> None:
    made = case(
        alert("2024-05-01", "violent", **raw("ZZZ9")),
        registration("2024-05-01", "iom", **raw("NOPE")),
        adjudication("2024-05-01", "assault", **raw("0")),
        conviction("2024-05-01", "violence", **raw("TH68047C")),
    )
    said = why_not_checked("CD101", made) or ""
    listed = ("adjudication code 0", "alert code ZZZ9", "offence code TH68047C", "register code NOPE")
    assert said == f"not in the code lists: {'; '.join(listed)}"
    assert not found_by("CD101", made)


@pytest.mark.parametrize(
    ("placed", "day_before", "day"),
    [
        ((alert, "staff_assaulter", "SA"), "2006-07-12", "2006-07-13"),
        ((alert, "gang", "XOCGN"), "2022-09-12", "2022-09-13"),
    ],
)
def test_a_withdrawn_code_is_in_force_up_to_its_day(placed: tuple[Any, str, str], day_before: str, day: str) -> None:
    make, category, code = placed
    assert not found_by("CD102", case(make(day_before, category, **raw(code))))
    assert found_by("CD102", case(make(day, category, **raw(code))))


def test_an_offence_code_is_in_force_until_the_classification_leaves_it_out() -> None:
    withdrawn = raw("03605")
    assert not found_by("CD102", case(conviction("2026-07-21", "violence", **withdrawn)), "2026-09-01")
    (said,) = found_by("CD102", case(conviction("2026-07-22", "violence", **withdrawn)), "2026-09-01")
    assert said == "Home Office code 03605 is not in the classification since 21 July 2026"
    assert not found_by("CD102", case(conviction("2026-07-22", "weapon", **raw("00826"))), "2026-09-01")
    assert why_not_checked("CD102", case(conviction("2024-05-01", "violence", **withdrawn))) is None


@pytest.fixture
def dated_bands(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One entry about bands holds from 2020, and another from 2024."""
    topic = policy.topic.__wrapped__
    key, before, after = request.param
    entry = {key: {"values": [{"from": "2020-01-01", "value": before}, {"from": "2024-01-01", "value": after}]}}
    policy.value.cache_clear()
    monkeypatch.setattr(policy, "topic", lambda name: topic(name) | (entry if name == "predictor_bands" else {}))
    yield
    policy.value.cache_clear()


@pytest.mark.usefixtures("dated_bands")
@pytest.mark.parametrize("dated_bands", [("bands", {"1": {"RSR": {"high": 50}}}, {})], indirect=True)
def test_a_band_is_that_of_the_day_and_of_its_generation() -> None:
    scores = (predictor("2020-05-01", "RSR", 60, "medium"), predictor("2020-05-01", "OVP", 8, "high"))
    made = case(assessed("2020-06-01"), *scores)
    assert found_by("CD103", made, "2023-12-31") == ["RSR (generation 1) 60 is high, recorded as medium"]
    assert found_by("CD103", made, "2024-01-01") == []
    assert found_by("CD104", made, "2023-12-31") == ["RSR (60): high; the highest rating is medium"]
    assert found_by("CD104", made, "2024-01-01") == []
    assert why_not_checked("CD103", made, "2023-12-31") == "the band of these scores could not be worked out: OVP"
    assert why_not_checked("CD103", made, "2024-01-01") == "the band of these scores could not be worked out: OVP, RSR"


@pytest.mark.usefixtures("dated_bands")
@pytest.mark.parametrize("dated_bands", [("percent", {"DC_SRP": {"high": 2}}, {"DC_SRP": {"high": 5}})], indirect=True)
def test_a_band_of_a_share_in_per_cent_is_that_of_the_day() -> None:
    share = predictor("2020-05-01", "DC_SRP", 3, "low", generation=2, unit="percent")
    made = case(assessed("2020-06-01"), share)
    assert found_by("CD103", made, "2023-12-31") == ["DC_SRP (generation 2) 3 is high, recorded as low"]
    assert found_by("CD103", made, "2024-01-01") == []


@pytest.mark.usefixtures("dated_bands")
@pytest.mark.parametrize("dated_bands", [("serious", {"RSR": ["high"]}, {"RSR": ["very_high"]})], indirect=True)
def test_the_bands_that_call_for_a_word_are_those_of_the_day() -> None:
    made = case(assessed("2020-06-01"), predictor("2020-05-01", "RSR", 60, "high"))
    assert found_by("CD104", made, "2023-12-31") == ["RSR (60): high; the highest rating is medium"]
    assert found_by("CD104", made, "2024-01-01") == []


def test_tools_that_have_no_bands_of_scores_are_not_missed() -> None:
    others = (predictor("2025-05-01", name, 3, "high") for name in ("SARA", "OTHER"))
    assert why_not_checked("CD103", case(*others)) is None


@pytest.mark.parametrize(
    ("generation", "name", "score", "band"),
    [
        (1, "RSR", 2.99, "low"),
        (1, "RSR", 3, "medium"),
        (1, "RSR", 6.89, "medium"),
        (1, "RSR", 6.9, "high"),
        (1, "RSR", 40, "high"),
        (2, "CSRP", 0.99, "low"),
        (2, "CSRP", 1, "medium"),
        (2, "CSRP", 3, "high"),
        (2, "CSRP", 6.9, "very_high"),
        (2, "SVRP", 2.99, "medium"),
        (2, "ARP", 49.99, "low"),
        (2, "ARP", 90, "very_high"),
        (2, "VRP", 59.99, "medium"),
        (2, "DC_SRP", 21, "low"),
        (2, "DC_SRP", 22, "medium"),
        (2, "DC_SRP", 36, "very_high"),
    ],
)
def test_the_band_of_a_score_is_that_of_its_generation(generation: int, name: str, score: float, band: str) -> None:
    for said in ("low", "medium", "high", "very_high"):
        raises = bool(found_by("CD103", case(predictor("2025-05-01", name, score, said, generation=generation))))
        lower = {"medium": "low", "high": "medium", "very_high": "high"}.get(band)
        may_be_lower = name == "DC_SRP" and said == lower
        assert raises == (said != band and not may_be_lower), said


def test_a_one_year_score_is_not_checked_and_says_so() -> None:
    made = case(predictor("2025-05-01", "OGRS3", 45, "medium", horizon_years=1))
    assert "OGRS3" in (why_not_checked("CD103", made) or "")
    two_years = case(predictor("2025-05-01", "OGRS3", 45, "medium", horizon_years=2))
    assert found_by("CD103", two_years)
    assert why_not_checked("CD103", two_years) is None
