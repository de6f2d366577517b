"""Settings in a file, decisions beside findings, and counts in place of cases."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from riskcheck.cli import main

CASE = str(Path(__file__).parents[2] / "fixtures" / "published" / "mcsweeney")


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False)


def found(*options: str) -> dict[str, Any]:
    (case,) = json.loads(run("check", CASE, "--output-format", "json", *options).stdout)["cases"]
    return {finding["rule"]: finding for finding in case["findings"]}


def decision(key: str, **changes: str) -> str:
    fields = {"key": key, "state": "disagreed", "reviewer": "R12", "on": "2025-06-03", "reason": "It was a drill"} | changes
    return "[[decision]]\n" + "".join(
        f"{name} = {value}\n" if name in ("on", "until") else f'{name} = "{value}"\n' for name, value in fields.items()
    )


@pytest.mark.parametrize(
    ("name", "head"), [("riskcheck.toml", ""), ("pyproject.toml", "[tool.riskcheck]\n")], ids=["its own", "shared"]
)
def test_settings_hold_for_the_folder_and_those_below_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, head: str
) -> None:
    (tmp_path / name).write_text(f'{head}fail-on = "never"\nselect = ["CU"]\n', encoding="utf-8")
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    assert run("check", CASE).exit_code == 0
    assert {rule[:2] for rule in found()} == {"CU"}
    assert {rule[:2] for rule in found("--select", "WE")} == {"WE"}, "an option goes before a setting"


def test_show_settings_says_where_each_comes_from(tmp_path: Path) -> None:
    (tmp_path / "riskcheck.toml").write_text('fail-on = "never"\n', encoding="utf-8")
    shown = run("check", CASE, "--show-settings", "--known-to", "probation").stdout
    assert "fail-on = never  (settings file)" in shown
    assert "known-to = probation  (command line)" in shown
    assert "as-of = assessment  (default)" in shown


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('fail-onn = "never"\n', "there is no setting called fail-onn; did you mean fail-on?"),
        ("fail-on = \n", "the settings cannot be used, because it is not TOML."),
        ('fail-on = "sometimes"\n', "'sometimes' is not one of"),
    ],
)
def test_a_wrong_setting_is_one_sentence(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "riskcheck.toml").write_text(text, encoding="utf-8")
    done = run("check", CASE)
    assert done.exit_code == 2
    assert says in done.stderr
    assert "Traceback" not in done.output


def test_a_decided_finding_is_shown_as_decided_and_nothing_is_hidden(tmp_path: Path) -> None:
    before = found()
    (tmp_path / "decisions.toml").write_text(decision(before["CU101"]["key"]), encoding="utf-8")
    after = found("--decisions", "decisions.toml")
    assert after["CU101"].pop("decision") == {
        "state": "disagreed",
        "reviewer": "R12",
        "on": "2025-06-03",
        "reason": "It was a drill",
        "until": None,
        "expired": False,
    }
    before["CU101"].pop("decision")
    assert after == before
    assert run("check", CASE, "--decisions", "decisions.toml").exit_code == 1
    for shown in (run("check", CASE, "--decisions", "decisions.toml"), run("explain", CASE, "--decisions", "decisions.toml")):
        assert "CU101: disagreed by R12 on 3 June 2025: It was a drill." in " ".join(shown.stdout.split())
    page = run("check", CASE, "--decisions", "decisions.toml", "--output-format", "html").stdout
    assert "CU101: disagreed by R12 on 3 June 2025" in page


def test_a_decision_past_its_day_says_so(tmp_path: Path) -> None:
    (tmp_path / "d.toml").write_text(decision(found()["CU101"]["key"], until="2025-12-31"), encoding="utf-8")
    assert found("--decisions", "d.toml")["CU101"]["decision"]["expired"] is True


def test_a_decision_that_meets_no_finding_is_reported(tmp_path: Path) -> None:
    (tmp_path / "d.toml").write_text(decision("0123456789abcdef"), encoding="utf-8")
    assert "on 0123456789abcdef (2025-06-03) met no finding" in run("check", CASE, "--decisions", "d.toml").stderr


def test_a_decision_made_on_older_evidence_no_longer_applies(tmp_path: Path) -> None:
    (tmp_path / "d.toml").write_text(decision(found()["CU101"]["key"]), encoding="utf-8")
    earlier = found("--decisions", "d.toml", "--as-of", "2021-05-30")
    assert earlier["CU101"]["decision"] is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (decision("a", state="maybe"), "decision 1 has a state that is not one of agreed, disagreed"),
        (decision("a") + decision("a"), "decision 2 is on the same finding as decision 1"),
        ('[[decision]]\nkey = "a"\n', "missing required field"),
        ("[[decision]\n", "it is not TOML"),
    ],
)
def test_wrong_decisions_are_one_sentence(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "d.toml").write_text(text, encoding="utf-8")
    done = run("check", CASE, "--decisions", "d.toml")
    assert done.exit_code == 2
    assert says in done.stderr


def test_statistics_count_cases_by_rule() -> None:
    shown = run("check", CASE, "--statistics")
    assert "      1  CU101   violence-in-custody" in shown.stdout.splitlines()
    assert "      1  known_adult/community strong" in shown.stdout.splitlines()
    assert shown.exit_code == 1
