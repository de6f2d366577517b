"""The rulebook as JSON and as a page: whole, valid, and inert."""

import json

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from riskcheck.cli import main
from riskcheck.records.schemas import schema
from riskcheck.rules import MODULES, RULES, part_of
from riskcheck.terms import Kind, Strand, Way
from tests.reports.test_html import Page

VALIDATOR = Draft202012Validator(schema("rules"))


def printed(*arguments: str) -> str:
    return CliRunner().invoke(main, arguments, catch_exceptions=False).output


def test_the_rulebook_as_json_is_of_its_schema_and_whole() -> None:
    Draft202012Validator.check_schema(schema("rules"))
    found = json.loads(printed("rules", "--output-format", "json"))
    VALIDATOR.validate(found)
    assert {rule["code"] for rule in found["rules"]} == set(RULES)
    for entry in found["rules"]:
        rule = RULES[entry["code"]]
        assert entry["weight"] == (rule.weight if rule.kind in (Kind.EVIDENCE, Kind.TOGETHER) else None)
        assert entry["fires_on"] == list(rule.fires)
        assert entry["quiet_where"] == list(rule.false_positives)


def test_one_rule_as_json_is_of_the_same_schema() -> None:
    found = json.loads(printed("rule", "TG101", "--output-format", "json"))
    VALIDATOR.validate(found)
    assert [rule["name"] for rule in found["rules"]] == ["harm-in-custody-and-in-the-community"]


def test_the_schema_knows_every_kind_strand_and_way() -> None:
    fields = schema("rules")["$defs"]["rule"]["properties"]
    assert set(fields["kind"]["enum"]) == set(Kind)
    assert set(fields["strands"]["items"]["enum"]) == set(Strand)
    assert set(fields["way"]["anyOf"][0]["enum"]) == set(Way)


def test_each_module_of_rules_is_a_part_with_a_name_of_its_own() -> None:
    parts = [part_of(next(rule for rule in RULES.values() if rule.find.__module__ == module.__name__)) for module in MODULES]
    assert len(set(parts)) == len(MODULES)
    assert all(2 < len(part) < 60 for part in parts)


def test_the_page_has_every_rule_and_every_link_leads_somewhere() -> None:
    page = Page(printed("rules", "--output-format", "html"))
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(set(ids)) == len(ids)
    assert set(RULES) <= set(ids)
    assert all(attrs["href"].removeprefix("#") in ids for attrs in page.all("a"))
    for rule in RULES.values():
        assert rule.title in page.words
        assert " ".join(rule.why.split()) in page.words
    assert not page.all("script")


@pytest.mark.parametrize("output_format", ["text", "json", "html"])
def test_the_same_rules_give_the_same_bytes(output_format: str) -> None:
    assert printed("rules", "--output-format", output_format) == printed("rules", "--output-format", output_format)
