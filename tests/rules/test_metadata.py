"""A rule without its citation, its false positive, its question or its reason does not pass."""

import re

import pytest

from riskcheck.rules import MODULES, RULES, Rule, part_of
from riskcheck.terms import Kind, Strand
from riskcheck.view import SECTIONS

PREFIXES = {
    "custody": "CU",
    "weapons": "WE",
    "orders": "OR",
    "history": "HI",
    "rating": "RA",
    "levels": "CF",
    "contradictions": "CF",
    "registers": "CF",
    "information": "IN",
    "codes": "CD",
    "scores": "SC",
    "lowered": "ST",
    "overdue": "ST",
    "carried_forward": "ST",
    "curiosity": "CY",
    "enforcement": "EN",
    "release": "RE",
    "oversight": "OV",
    "wording": "WO",
    "together": "TG",
    "against": "AG",
}
every_rule = pytest.mark.parametrize("rule", list(RULES.values()), ids=lambda rule: rule.code)


@every_rule
def test_a_rule_is_complete(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z]{2}[0-9]{3}", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert len(rule.why) > 80, "says why it matters"
    assert rule.fires
    assert rule.false_positives
    assert re.fullmatch(r"C1[abc]", rule.question)
    assert 1 <= rule.weight <= 5
    assert rule.groups
    assert rule.settings
    assert rule.status in ("preview", "stable", "retired")


@every_rule
def test_a_rule_cites_a_source_and_never_a_lead(rule: Rule) -> None:
    assert rule.sources
    for source in rule.sources:
        assert len(source) > 20
        assert "[K]" not in source


@every_rule
def test_a_rule_that_shows_a_way_says_so_in_words(rule: Rule) -> None:
    assert (rule.way is None) == (rule.shows is None)


@every_rule
def test_a_rule_of_one_strand_is_in_the_module_of_that_strand(rule: Rule) -> None:
    module = rule.find.__module__.rsplit(".", 1)[1]
    assert rule.code.startswith(PREFIXES[module])
    if rule.kind is Kind.EVIDENCE:
        assert [strand.value for strand in rule.strands] == [module]


@every_rule
def test_rules_of_conflict_gap_and_against_never_add_weight_to_a_flag(rule: Rule) -> None:
    if rule.kind in (Kind.CONFLICT, Kind.GAP, Kind.AGAINST):
        assert rule.weight == 1


@every_rule
def test_a_preview_rule_says_what_keeps_it_from_being_relied_on(rule: Rule) -> None:
    assert (rule.status == "preview") == (rule.preview_because is not None)


@every_rule
def test_what_a_rule_needs_is_a_section_of_the_view(rule: Rule) -> None:
    assert set(rule.needs) <= {*SECTIONS, "addressed"}


def test_there_are_at_least_fifty_two_rules() -> None:
    assert len(RULES) >= 52


def test_each_strand_has_three_rules_and_four_join_strands() -> None:
    for strand in Strand:
        assert sum(rule.kind is Kind.EVIDENCE and rule.strands == (strand,) for rule in RULES.values()) >= 3
    assert sum(rule.kind is Kind.TOGETHER and len(rule.strands) > 1 for rule in RULES.values()) >= 4


def test_every_module_of_rules_is_registered() -> None:
    modules = {rule.find.__module__ for rule in RULES.values()}
    assert modules == {module.__name__ for module in MODULES}


def test_each_part_of_the_rulebook_is_called_after_the_head_of_its_module() -> None:
    parts = {rule.find.__module__.rpartition(".")[2]: part_of(rule) for rule in RULES.values()}
    assert parts["custody"] == "Custody behaviour"
    assert parts["orders"] == "Protective orders and domestic abuse"
    assert parts["oversight"] == "Multi-agency oversight (MAPPA)"
    assert parts["against"] == "What points the other way"
    assert len(set(parts.values())) == len(parts) == len(MODULES)
