"""Which rules run for ``--select`` and ``--ignore``, and the form that every rule has to have."""

import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import riskcheck
from riskcheck.errors import UnknownRule
from riskcheck.evidence import describe
from riskcheck.rules import RULES, Found, form, rules_version
from riskcheck.rules.choose import choose, named
from riskcheck.view import View
from tests.evidence.made import done


def codes(*select: str, ignore: tuple[str, ...] = ()) -> list[str]:
    return [rule.code for rule in choose(select, ignore)]


def test_every_rule_runs_unless_told_otherwise() -> None:
    assert codes() == sorted(code for code, rule in RULES.items() if rule.status == "stable")


def test_rules_are_chosen_by_code_by_name_and_by_the_start_of_a_code() -> None:
    assert codes("CU101") == codes("cu101") == codes("violence-in-custody") == ["CU101"]
    assert codes("CU") == codes("cu") == [code for code in RULES if code.startswith("CU")]
    assert codes("WE101", "CU101") == ["CU101", "WE101"]


def test_what_is_ignored_is_left_out_of_what_is_selected() -> None:
    assert codes("CU", ignore=("CU101", "HI")) == [code for code in RULES if code.startswith("CU") and code != "CU101"]
    assert set(codes(ignore=("CU",))) == {code for code in codes() if not code.startswith("CU")}


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_a_rule_that_does_not_exist_is_an_error_that_names_its_option(option: str) -> None:
    wanted = {"--select": ["CU109"], "--ignore": []}[option]
    with pytest.raises(UnknownRule) as raised:
        choose(wanted, ["CU109"])
    assert str(raised.value).startswith(f"{option}: there is no rule called CU109; did you mean CU1")


def test_a_single_rule_is_found_by_code_or_name_only() -> None:
    assert named("cu101") is named("violence-in-custody") is RULES["CU101"]
    with pytest.raises(UnknownRule, match="violence-in-custody"):
        named("violence-in-custodi")


def test_the_version_of_the_rules_changes_with_what_they_are_and_say() -> None:
    rules = list(RULES.values())
    versions = {rules_version(rules), rules_version(rules[1:])}
    for change in ({"code": "ZZ101"}, {"name": "other"}, {"weight": 5}, {"status": "retired"}, {"why": "Because."}):
        versions.add(rules_version([replace(rules[0], **change), *rules[1:]]))
    assert len(versions) == 7
    assert all(len(version) == 12 for version in versions)
    assert rules_version(rules) == rules_version(list(rules))


@pytest.mark.parametrize(
    "changed", ["policy/weighing.toml", "policy/lookbacks.toml", "rules/custody.py", "weigh.py", "acts.py"]
)
def test_the_version_changes_with_the_logic_and_the_policy_behind_the_rules(changed: str, tmp_path: Path) -> None:
    package = Path(riskcheck.__file__).parent
    shutil.copytree(package, tmp_path / "riskcheck", ignore=shutil.ignore_patterns("__pycache__"))
    copied = version_of_a_copy(tmp_path)
    assert copied == rules_version(RULES.values())
    with (tmp_path / "riskcheck" / changed).open("a", encoding="utf-8") as file:
        file.write("# one line more\n")
    assert version_of_a_copy(tmp_path) != copied


def version_of_a_copy(folder: Path) -> str:
    asks = "from riskcheck.rules import RULES, rules_version; print(rules_version(RULES.values()))"
    done = subprocess.run([sys.executable, "-c", asks], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_what_a_rule_finds_says_what_it_is_and_quotes_the_record() -> None:
    act = done(quote="He hit him")
    shown = form.found(act)
    assert (shown.known, shown.concerns, shown.evidence) == (act.known, act.concerns, act)
    assert (shown.says, shown.quote) == (describe(act), "He hit him")
    assert Found(act.known, evidence=act, remark="No address").says == "No address"
    assert Found(act.known).says == ""


def metadata(**changes: Any) -> dict[str, Any]:
    like = RULES["CU101"]
    copied = {name: getattr(like, name) for name in like.__dataclass_fields__ if name not in ("find", "why")}
    return copied | {"code": "ZZ101", "name": "made-for-a-test"} | changes


def quiet(view: View) -> Iterable[Found]:
    """It matters,
    on two lines."""
    return ()


def test_a_function_with_a_reason_becomes_a_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(form, "_RULES", dict(form._RULES))
    made = form.rule(**metadata())(quiet)
    assert (made.code, made.find, made.why) == ("ZZ101", quiet, "It matters, on two lines.")
    assert form.registered() == (*RULES.values(), made)
    first = form.rule(**metadata(code="AA101", name="made-for-a-test-too"))(quiet)
    assert form.registered() == (first, *RULES.values(), made)


@pytest.mark.parametrize("changes", [{"code": "CU101"}, {"name": "violence-in-custody"}])
def test_two_rules_cannot_share_a_code_or_a_name(changes: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(form, "_RULES", dict(form._RULES))
    with pytest.raises(ValueError, match="two rules are called"):
        form.rule(**metadata(**changes))(quiet)


def test_a_rule_without_a_reason_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def speechless(view: View) -> Iterable[Found]:
        return ()

    monkeypatch.setattr(form, "_RULES", dict(form._RULES))
    with pytest.raises(ValueError, match="ZZ101 does not say why"):
        form.rule(**metadata())(speechless)
