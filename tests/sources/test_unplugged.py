"""Taking away a system, a payload, an adapter or a mapping never lowers a rating, and never makes a case look surer."""

from functools import cache
from typing import Any

import msgspec
import pytest

from riskcheck import offence_codes, policy
from riskcheck.check import check
from riskcheck.records.model import CaseRecord
from riskcheck.rules import RULES
from riskcheck.sources import delius_registrations, personal, times
from riskcheck.sources.registry import ADAPTERS, kind_of
from riskcheck.terms import Status
from tests.sources.made import alert, charge, emitted, imported, plain, read, record_of, registration, rosh, samples
from tests.sources.unplugged import MAPPINGS, coverage, no_lower, rated, without_mapping

CASES = 12
PRISON = ("adjudications", "alerts", "incidents", "prison-timeline")
SYSTEMS = {
    "OASys": ("oasys-", "predictors"),
    "adjudications": ("adjudications",),
    "alerts": ("alerts",),
    "incidents": ("incidents",),
    "prison": PRISON,
    "convictions": ("convictions", "supervisions", "prison-sentences", "prisoner"),
    "registrations": ("registrations", "supervisions", "contacts"),
    "contacts": ("contacts",),
}


@cache
def cases() -> list[tuple[Any, Any, Any]]:
    found = []
    for record, made in emitted(CASES):
        back, _ = imported(record, made)
        assert back is not None
        found.append((record, made, back))
    return found


def not_sure(record: CaseRecord | None) -> None:
    """No rating of low or medium is called consistent."""
    for rating in check(record).ratings if record is not None else ():
        assert rating.status is not Status.CONSISTENT or rating.recorded in ("high", "very_high")


def without(made: Any, beginnings: tuple[str, ...]) -> Any:
    kept = {name: payload for name, payload in made.files.items() if not name.startswith(beginnings)}
    return msgspec.structs.replace(made, files=kept)


@pytest.mark.parametrize(
    ("system", "section", "supplied"),
    [
        ("OASys", "assessments", "no rule needs it"),
        ("OASys", "predictors", "not at all"),
        ("adjudications", "custody", "in part"),
        ("alerts", "custody", "in part"),
        ("incidents", "custody", "in part"),
        ("prison", "custody", "in part"),
        ("convictions", "convictions", "not at all"),
        ("registrations", "registrations", "not at all"),
        ("contacts", "contacts", "not at all"),
    ],
)
def test_without_a_system_coverage_is_less_and_its_checks_are_not_made(system: str, section: str, supplied: str) -> None:
    fewer = unchecked = 0
    for record, made, whole in cases():
        back, account = imported(record, without(made, SYSTEMS[system]))
        assert back is not None, [line.text for line in account.errors]
        no_lower(whole, back)
        before, after = coverage(whole)[section], coverage(back)[section]
        assert after < 2
        fewer += after < before
        if before and not after:
            lacking = {code for code, rule in RULES.items() if section in rule.needs and rule.status == "stable"}
            result = check(back)
            found = {finding.rule for finding in result.findings}
            assert lacking <= found | {one.rule for one in result.not_checked}
            unchecked += bool(lacking)
    assert fewer >= 8
    assert unchecked >= 8 if supplied == "not at all" else unchecked == 0


def test_without_all_prison_systems_custody_is_not_supplied_and_its_rules_are_not_checked() -> None:
    met = 0
    for record, made, whole in cases():
        back, _ = imported(record, without(made, (*PRISON, "prisoner", "prison-")))
        assert back is not None
        assert back.custody is None
        if coverage(whole)["custody"] == 2:
            met += 1
            before, after = ({one.rule for one in check(one).not_checked} for one in (whole, back))
            assert {"CU101", "CU102", "CU103"} <= after
            assert not {"CU101", "CU102", "CU103"} & before
    assert met >= 7


@pytest.mark.parametrize("instead", [None, {}, [], {"content": []}], ids=["missing", "object", "list", "page"])
def test_a_missing_or_empty_payload_is_never_lower_nor_surer(instead: Any) -> None:
    for record, made, whole in cases()[:3]:
        for name in made.files:
            files = {**made.files, name: instead}
            if instead is None:
                del files[name]
            back, _ = imported(record, msgspec.structs.replace(made, files=files))
            # An empty list that is known by its file's name states that there is nothing; the others state nothing.
            no_lower(whole, back, surer=isinstance(instead, list) or instead == {"content": []})
            if isinstance(instead, list):
                not_sure(back)


@pytest.mark.parametrize("adapter", [one for one in ADAPTERS if one.read], ids=lambda one: one.name)
def test_without_an_adapter_nothing_is_lower_and_its_payload_is_an_error(adapter: Any) -> None:
    others = tuple(one for one in ADAPTERS if one is not adapter)
    for record, made, whole in cases()[:4]:
        back, account = imported(record, made, adapters=others)
        no_lower(whole, back)
        its_own = [name for name, payload in made.files.items() if kind_of(plain(payload), name) is adapter]
        assert {line.file for line in account.errors} == set(its_own)
    for path in samples():
        whole, _ = read({path.name: path.read_bytes()})
        back, account = read({path.name: path.read_bytes()}, adapters=others)
        assert back is None or (whole is not None and rated(back) == rated(whole))


@pytest.mark.parametrize(("topic", "name"), MAPPINGS, ids=str)
def test_without_a_mapping_nothing_is_lower(topic: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    held = cases()[:2]
    forget = (
        delius_registrations.by_words,
        offence_codes._harms,
        offence_codes._codes,
        personal.personal_fields,
        personal._patterns,
        times._zone,
        policy.words,
    )
    monkeypatch.setattr(policy, "topic", without_mapping(topic, name))
    for one in forget:
        one.cache_clear()
    try:
        for record, made, whole in held:
            back, _ = imported(record, made)
            no_lower(whole, back)
    finally:
        monkeypatch.undo()
        for one in forget:
            one.cache_clear()


def test_no_import_of_these_systems_alone_calls_a_rating_consistent() -> None:
    """The whole antecedent history and the orders of courts are in none of them."""
    for _, _, back in cases():
        not_sure(back)


BLADE = {"statement": "A toothbrush with a razor blade melted into the handle was found in his waistband."}
STRUCK = {"statement": "He slashed another prisoner on the arm with a razor blade melted into a toothbrush."}


def together() -> dict[str, Any]:
    """A weapon that is in the words of adjudications only, and an order that is a registration only."""
    assault = {"offenceCode": 1002, "offenceRule": {"nomisCode": "51:1B"}}
    return {
        "rosh.json": rosh(),
        "adjudications.json": [
            charge(incidentStatement=BLADE),
            charge(
                chargeNumber="SYN-000002",
                offenceDetails=assault,
                incidentStatement=STRUCK,
                incidentDetails={"dateTimeOfIncident": "2025-08-20T15:00:00"},
                hearings=[{"dateTimeOfHearing": "2025-08-29T10:00:00"}],
            ),
        ],
        "registrations.json": {"registrations": [registration("RSTO", startDate="2024-11-02")]},
    }


def flagged(files: dict[str, Any]) -> set[tuple[str, str]]:
    result = check(record_of(files))
    return {(one.group, one.setting) for one in result.ratings if one.status is Status.FLAGGED}


def test_a_weapon_in_a_statement_and_an_order_in_a_register_are_flagged_together_and_apart_are_not() -> None:
    files = together()
    assert flagged(files)
    assert not flagged({name: payload for name, payload in files.items() if name != "registrations.json"})
    assert not flagged({name: payload for name, payload in files.items() if name != "adjudications.json"})
    rules = {one.rule for one in check(record_of(files)).findings}
    assert {"OR101"} < rules
    assert any(rule.startswith("WE") for rule in rules)


def test_an_alert_beside_them_changes_nothing_but_what_it_says() -> None:
    files = together()
    assert flagged({**files, "alerts.json": [alert("XVL")]}) == flagged(files)
