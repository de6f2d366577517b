"""Settings in a file, decisions beside findings, and counts in place of cases."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from tests.commands import run

CASE = str(Path(__file__).parents[2] / "fixtures" / "published" / "mcsweeney")


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def found(*options: str) -> dict[str, Any]:
    (case,) = json.loads(run("check", CASE, "--output-format", "json", *options).stdout)["cases"]
    return {finding["rule"]: finding for finding in case["findings"]}


def decision(key: str, **changes: str) -> str:
    fields = {
        "key": key,
        "state": "disagreed",
        "reviewer": "R12",
        "on": "2025-06-03",
        "reason": "not_what_it_says",
        "note": "It was a drill",
    } | changes
    return "[[decision]]\n" + "".join(
        f"{name} = {value}\n" if name in ("on", "until") else f'{name} = "{value}"\n' for name, value in fields.items()
    )


def decide(text: str, *options: str) -> Result:
    Path("d.toml").write_text(text, encoding="utf-8")
    return run("review", "decide", CASE, "--from", "d.toml", "--store", "review.db", *options)


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
        ("fail-on = \n", "the settings cannot be used, because it is not TOML: see line 1 (text goes"),
        ('fail-on = "sometimes"\n', "'sometimes' is not one of"),
    ],
)
def test_a_wrong_setting_is_one_sentence(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "riskcheck.toml").write_text(text, encoding="utf-8")
    done = run("check", CASE)
    assert done.exit_code == 2
    assert says in done.stderr
    assert "Traceback" not in done.output


SAID = "The words or the code do not mean what they were taken to mean. It was a drill."


def test_a_decided_finding_is_shown_as_decided_and_nothing_is_hidden() -> None:
    before = found()
    assert decide(decision(before["CU101"]["key"])).exit_code == 0
    after = found("--decisions", "review.db")
    assert after["CU101"].pop("decision") == {
        "state": "disagreed",
        "reviewer": "R12",
        "on": "2025-06-03",
        "reason": "the words or the code do not mean what they were taken to mean. It was a drill",
        "until": None,
        "expired": False,
        "reopened": False,
    }
    before["CU101"].pop("decision")
    assert after == before
    assert run("check", CASE, "--decisions", "review.db").exit_code == 1
    for shown in (run("check", CASE, "--decisions", "review.db"), run("explain", CASE, "--decisions", "review.db")):
        assert f"CU101: disagreed by R12 on 3 June 2025: {SAID}" in " ".join(shown.stdout.split())
    page = run("check", CASE, "--decisions", "review.db", "--output-format", "html").stdout
    assert "CU101: disagreed by R12 on 3 June 2025" in page


def test_a_report_with_a_decision_fits_its_schema() -> None:
    from jsonschema import Draft202012Validator

    from riskcheck.records.schemas import schema

    decide(decision(found()["CU101"]["key"]))
    report = json.loads(run("check", CASE, "--output-format", "json", "--decisions", "review.db").stdout)
    assert [one for case in report["cases"] for one in case["findings"] if one["decision"]]
    Draft202012Validator(schema("report")).validate(report)


def test_a_decision_past_its_day_says_so() -> None:
    decide(decision(found()["CU101"]["key"], until="2025-12-31"))
    assert found("--decisions", "review.db")["CU101"]["decision"]["expired"] is True


def test_a_decision_that_meets_no_finding_is_reported() -> None:
    decide(decision(found()["CU101"]["key"]))
    assert "(2025-06-03) met no finding" in run("check", CASE, "--decisions", "review.db", "--ignore", "CU").stderr


def test_a_decision_made_on_other_evidence_is_open_again() -> None:
    decide(decision(found()["CU101"]["key"]))
    assert found("--decisions", "review.db", "--hide-details")["CU101"]["decision"]["reopened"] is False
    assert found("--decisions", "review.db", "--as-of", "2021-05-30")["CU101"]["decision"]["reopened"] is True
    shown = run("explain", CASE, "--decisions", "review.db", "--as-of", "2021-05-30").stdout
    assert "Its evidence has changed since, so it is open again." in " ".join(shown.split())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (decision("a", state="maybe"), "decision 1 has a state that is not one of open, agreed, disagreed"),
        (decision("a") + decision("a"), "decision 2 is on the same finding as decision 1"),
        (decision("a"), "decision 1 is on a, which is no finding in these records"),
        ('[[decision]]\nkey = "a"\n', "decision 1 needs state"),
        ('[decision]\nkey = "a"\n', "it should have a [[decision]] for each of them"),
        (decision("a") + 'kee = "a"\n', "decision 1 has a field that no decision has: those of one are key, state, reason"),
        (decision("a") + "until = 5\n", "decision 1 should have until as a day that exists, as 2025-06-03"),
        (decision("a", until="2025-06-02"), "decision 1 applies until a day before the one on which it was taken"),
        (decision("a").replace("2025-06-03", "2999-06-03"), "decision 1 is dated after today"),
        (decision("a") + "until = 2025-02-30\n", "it is not TOML: see line"),
        ("[[decision]\n", "it is not TOML: see line 1 (text goes in double quotes; a day has none, and exists)"),
    ],
)
def test_wrong_decisions_are_one_sentence(text: str, says: str) -> None:
    done = decide(text)
    assert done.exit_code == 2
    assert says in done.stderr
    assert run("review", "decisions", "--store", "review.db").exit_code in (0, 2)


def test_what_an_editor_puts_before_decisions_is_passed_over() -> None:
    assert decide("\ufeff" + decision(found()["CU101"]["key"])).exit_code == 0


def test_a_decision_is_recorded_by_options_listed_counted_and_audited() -> None:
    key = found()["CU101"]["key"]
    how = ("review", "decide", CASE, "--key", key, "--store", "review.db", "--by", "R1", "--until", "2030-01-01")
    assert "needs a note" in run(*how, "--state", "disagreed", "--reason", "victim_here").stderr
    assert "--state and --reason must be given" in run(*how).stderr
    done = run(*how, "--state", "agreed", "--reason", "evidence_stands")
    assert done.exit_code == 0
    head = done.stderr.split()[-1]
    (row,) = json.loads(run("review", "decisions", "--store", "review.db", "--output-format", "json").stdout)
    assert (row["rule"], row["state"], row["until"], row["standing"]) == ("CU101", "agreed", "2030-01-01", "stands")
    (rule,) = json.loads(run("review", "precision", "--store", "review.db", "--output-format", "json").stdout)
    assert (rule["rule"], rule["right"], rule["wrong"]) == ("CU101", 1, 0)
    whole = run("audit", "review.db", "--head", head)
    assert whole.exit_code == 0
    assert f"The trail is whole, and it holds the head {head}." in whole.stdout
    assert "cut entries off the end" in whole.stdout
    other = run("audit", "review.db", "--head", f"2:{'0' * 64}")
    assert other.exit_code == 1
    assert "had 2 entries when its head was kept" in other.stdout
    assert "The trail is not what was written." in other.stdout


def test_the_reasons_to_choose_from_are_listed() -> None:
    assert "    victim_here             the person was the victim" in run("review", "reasons").stdout.splitlines()


def test_statistics_count_cases_by_rule() -> None:
    shown = run("check", CASE, "--statistics")
    assert "      1  CU101   violence-in-custody" in shown.stdout.splitlines()
    assert "      1  known_adult/community strong" in shown.stdout.splitlines()
    assert shown.exit_code == 1
