"""The commands as a person runs them: exit statuses, what goes where, and what a mistake gets."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator, FormatChecker

from riskcheck.cli import main
from riskcheck.cli.talk import unwritten
from riskcheck.records.schemas import schema

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "fixtures"
MCSWEENEY = str(FIXTURES / "published" / "mcsweeney")
SOUND = str(FIXTURES / "published" / "deakin")


def run(*arguments: str, given: bytes | str | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=given, catch_exceptions=False)


def test_exit_status_says_what_was_found() -> None:
    assert run("check", SOUND).exit_code == 0
    assert run("check", MCSWEENEY).exit_code == 1
    assert run("check", MCSWEENEY, str(FIXTURES / "broken" / "empty-file")).exit_code == 2


@pytest.mark.parametrize(
    ("fail_on", "strong", "possible", "cannot_say"),
    [("strong", 1, 0, 0), ("possible", 1, 1, 0), ("any", 1, 1, 1), ("never", 0, 0, 0)],
)
def test_fail_on_chooses_what_counts(tmp_path: Path, fail_on: str, strong: int, possible: int, cannot_say: int) -> None:
    unknown = json.loads((FIXTURES / "published" / "deakin" / "case.json").read_text(encoding="utf-8"))
    unknown["assessments"]["items"][0]["ratings"]["community"]["staff"] = "medium"
    path = tmp_path / "case.json"
    path.write_text(json.dumps(unknown), encoding="utf-8")
    assert run("check", MCSWEENEY, "--fail-on", fail_on).exit_code == strong
    assert run("check", str(FIXTURES / "published" / "sonnex"), "--fail-on", fail_on).exit_code == possible
    assert run("check", str(path), "--fail-on", fail_on).exit_code == cannot_say


def test_the_json_of_the_published_cases_is_valid_and_counts_every_record() -> None:
    found = json.loads(run("check", str(FIXTURES / "published"), "--output-format", "json").stdout)
    Draft202012Validator(schema("report"), format_checker=FormatChecker()).validate(found)
    assert found["summary"]["records"] == found["summary"]["checked"] + found["summary"]["errors"] == 6
    flagged = {case["case_id"] for case in found["cases"] if case["flags"]}
    assert flagged == {"published-mcsweeney", "published-sonnex"}


def test_a_folder_of_good_and_broken_files_gives_a_result_or_an_error_line_for_each(tmp_path: Path) -> None:
    good = (FIXTURES / "published" / "sonnex" / "case.json").read_text(encoding="utf-8")
    broken = [folder for folder in sorted((FIXTURES / "broken").iterdir()) if (folder / "case.json").is_file()][:20]
    assert len(broken) == 20
    for number in range(20):
        text = good.replace('"published-sonnex"', f'"good-{number}"')
        (tmp_path / f"good-{number}.json").write_text(text, encoding="utf-8")
        shutil.copy(broken[number] / "case.json", tmp_path / f"broken-{number}.json")
    done = run("check", str(tmp_path), "--output-format", "json")
    found = json.loads(done.stdout)
    assert done.exit_code == 2
    assert len(found["cases"]) == 20
    assert len(found["errors"]) == 20
    assert found["summary"] == {"records": 40, "checked": 20, "flagged": 20, "cannot_say": 0, "errors": 20}
    text = run("check", str(tmp_path), "--output-format", "concise")
    assert "Traceback" not in text.output
    assert sum("broken-" in line for line in text.stdout.splitlines()) == 20


def test_standard_input_and_a_file_give_the_same_cases() -> None:
    path = FIXTURES / "published" / "mcsweeney" / "case.json"
    from_file = json.loads(run("check", str(path), "--output-format", "json").stdout)
    piped = json.loads(run("check", "-", "--output-format", "json", given=path.read_bytes()).stdout)
    for case in (*from_file["cases"], *piped["cases"]):
        case.pop("source")
    assert from_file["run"].pop("input_sha256") == hashlib.sha256(path.read_bytes()).hexdigest()
    assert piped["run"].pop("input_sha256") is None, "what is piped can be read only once"
    assert from_file == piped


def test_an_output_file_appears_whole_and_standard_output_stays_empty(tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    done = run("check", MCSWEENEY, "--output-format", "html", "-o", str(target))
    assert done.stdout == ""
    assert target.read_text(encoding="utf-8").rstrip().endswith("</html>")
    assert list(tmp_path.iterdir()) == [target]


def test_an_output_folder_that_does_not_exist_is_one_sentence(tmp_path: Path) -> None:
    done = run("check", SOUND, "-o", str(tmp_path / "nowhere" / "report.txt"))
    assert done.exit_code == 2
    assert done.stderr.count("\n") == 1
    assert "cannot be written" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["check", "no-such-folder"], "no-such-folder: there is no such file or folder."),
        (["check", SOUND, "--select", "CU11"], "--select: there is no rule called CU11; did you mean CU101?"),
        (["check", SOUND, "--ignore", "violence-in-custod"], "--ignore: there is no rule called violence-in-custod"),
        (["check", SOUND, "--as-of", "2022-02-30"], "--as-of: 2022-02-30 is not a day that exists"),
        (["check", SOUND, "--as-of", "20220217"], "--as-of: 20220217 is not a day that exists"),
        (["explain", SOUND, "no-such-case"], "no record that could be read has the case reference no-such-case"),
        (["rule", "XX999"], "there is no rule called XX999"),
        (["schema", "case-recrd"], "there is no schema called case-recrd; did you mean case-record?"),
        (["guide", "reviewr"], "there is no guide called reviewr; did you mean reviewer?"),
        (["evaluate", str(FIXTURES / "broken" / "empty-file")], "no expected.toml is there"),
    ],
)
def test_a_mistake_gets_one_sentence_and_status_2(arguments: list[str], says: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert says in done.stderr
    assert "Traceback" not in done.output


def test_as_of_an_earlier_day_sees_the_earlier_assessment() -> None:
    found = json.loads(run("check", MCSWEENEY, "--as-of", "2021-02-28", "--output-format", "json").stdout)
    (case,) = found["cases"]
    assert case["assessment"]["id"] == "as-1"
    assert all(row["known_on"] <= "2021-02-28" for finding in case["findings"] for row in finding["evidence"])


def test_select_and_ignore_choose_rules() -> None:
    def rules_of(*options: str) -> set[str]:
        found = json.loads(run("check", MCSWEENEY, "--output-format", "json", *options).stdout)
        return {finding["rule"] for case in found["cases"] for finding in case["findings"]}

    assert {rule[:2] for rule in rules_of("--select", "CU,WE")} == {"CU", "WE"}
    assert rules_of("--select", "CU", "--ignore", "violence-in-custody") == {"CU102", "CU103", "CU104"}


def test_preview_rules_run_only_when_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from riskcheck.rules import RULES

    monkeypatch.setitem(RULES, "WO101", replace(RULES["WO101"], status="preview", preview_because="a test asks for one"))
    made = json.loads((FIXTURES / "published" / "mcsweeney" / "case.json").read_text(encoding="utf-8"))
    made["assessments"]["items"][-1]["rating_reasons"] = "He poses a high risk of serious harm to staff."
    path = tmp_path / "case.json"
    path.write_text(json.dumps(made), encoding="utf-8")

    def found(*options: str) -> set[str]:
        shown = run("check", str(path), "--output-format", "json", *options).stdout
        return {finding["rule"] for finding in json.loads(shown)["cases"][0]["findings"]}

    assert "WO101" not in found()
    assert found("--preview") == found() | {"WO101"}
    assert found("--select", "WO101") == {"WO101"}


def test_explain_shows_one_case_in_the_order_of_the_design() -> None:
    text = run("explain", MCSWEENEY).stdout
    places = [text.lower().find(part) for part in ("rated medium for", "quoted", "points the other way", "would change")]
    assert text.startswith("riskcheck")
    assert places[0] >= 0
    assert "restraining order" in text.lower()


def test_hide_details_leaves_out_what_the_record_says_in_words() -> None:
    shown, hidden = run("explain", MCSWEENEY).stdout, run("explain", MCSWEENEY, "--hide-details").stdout
    assert "tuna tin" in shown
    assert "tuna tin" not in hidden


MARK = "zq7"
IN_WORDS = frozenset(
    {
        "analysis",
        "assumed",
        "cites",
        "comment",
        "description",
        "increases_risk",
        "lowered_because",
        "nature_of_risk",
        "note",
        "notes",
        "offence",
        "prohibits",
        "punishment",
        "rating_reasons",
        "reasons",
        "reduces_risk",
        "statement",
        "text",
        "when_greatest",
        "who_is_at_risk",
    }
)
"""Fields of a record in which people write what they like."""


def marked(part: object, name: str = "") -> object:
    """The same document with a mark in everything that somebody wrote in words."""
    if isinstance(part, dict):
        return {key: marked(inner, key) for key, inner in part.items()}
    if isinstance(part, list):
        return [marked(inner, name) for inner in part]
    free = name in IN_WORDS and isinstance(part, str)
    return f"{part} {MARK}" if free else part


@pytest.mark.parametrize("case", ["published/mcsweeney", "published/sonnex", "unsound/blade-only-in-the-words-of-the-charge"])
@pytest.mark.parametrize(
    "command",
    ["check text", "check concise", "check json", "check csv", "check html", "explain text", "explain html", "replay html"],
)
def test_with_details_hidden_nothing_that_was_written_in_words_is_shown(case: str, command: str, tmp_path: Path) -> None:
    made = json.loads((FIXTURES / case / "case.json").read_text(encoding="utf-8"))
    path = tmp_path / "case.json"
    path.write_text(json.dumps(marked(made)), encoding="utf-8")
    name, output_format = command.split()
    done = run(name, str(path), "--output-format", output_format, "--hide-details")
    assert done.exit_code in (0, 1), done.output
    assert MARK not in done.stdout
    assert MARK in run("check", str(path), "--output-format", "json").stdout


@pytest.mark.parametrize("output_format", ["text", "concise", "json", "jsonl", "csv", "html"])
def test_the_same_input_gives_the_same_bytes_under_two_hash_seeds(output_format: str) -> None:
    def printed(seed: str) -> bytes:
        command = [sys.executable, "-m", "riskcheck", "check", "fixtures/published", "--output-format", output_format]
        environment = os.environ | {"PYTHONHASHSEED": seed}
        return subprocess.run(command, capture_output=True, check=False, cwd=ROOT, env=environment).stdout

    first = printed("1")
    assert len(first) > 500
    assert first == printed("2")


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_has_help(command: str) -> None:
    done = run(command, "--help")
    assert done.exit_code == 0
    assert "Usage:" in done.stdout
    assert len(done.stdout) > 120


def test_rules_lists_every_rule_and_rule_explains_one() -> None:
    from riskcheck.rules import RULES

    listed = run("rules").stdout
    assert all(code in listed for code in RULES)
    assert {entry["code"] for entry in json.loads(run("rules", "--output-format", "json").stdout)["rules"]} == set(RULES)
    page = run("rule", "tg101").stdout
    assert RULES["TG101"].title in page
    assert "Sources:" in page
    assert run("rule", "harm-in-custody-and-in-the-community").stdout == page


def test_schema_prints_a_schema_that_is_valid() -> None:
    for name in run("schema").stdout.split():
        Draft202012Validator.check_schema(json.loads(run("schema", name).stdout))


def test_evaluate_prints_the_comparison_of_the_strands() -> None:
    done = run("evaluate", str(FIXTURES / "published"))
    assert done.exit_code == 0
    assert "6 of 6 cases came out as expected." in done.stdout
    assert "the strands read together" in done.stdout
    found = json.loads(run("evaluate", str(FIXTURES / "published"), "--output-format", "json").stdout)
    assert found["comparison"]["together"] == 6


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="uses /dev/full")
@pytest.mark.parametrize("arguments", [("--help",), ("check", "--help"), ("guide", "reviewer"), ("schema", "case-record")])
def test_what_is_only_to_be_read_tells_of_a_full_disk_in_one_line_too(arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        told = subprocess.run(
            [sys.executable, "-m", "riskcheck", *arguments],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (told.returncode, told.stderr) == (2, "riskcheck: standard output: cannot be written (No space left on device).\n")


def test_a_file_that_no_command_expected_to_be_refused_is_named() -> None:
    assert str(unwritten(PermissionError(13, "Permission denied", "kept"))) == "kept: cannot be read (Permission denied)."
