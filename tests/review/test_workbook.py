"""What reviewers add to the workbook of a run: how far they agreed, and every decision on its cases."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import Result
from openpyxl import load_workbook

from tests.review.made import Played, run

FOLDER = Path(__file__).parents[2] / "fixtures" / "published"
SONNEX = str(FOLDER / "sonnex")
MEASURES = {"share that is the same": "same", "kappa": "kappa", "gwet": "ac"}


def workbook(path: str, *arguments: str, target: Path) -> Result:
    return run("check", path, "--output-format", "xlsx", "-o", str(target), "--fail-on", "never", *arguments)


def table(data: bytes, name: str) -> list[dict[str, Any]]:
    head, *rows = [[cell.value for cell in row] for row in load_workbook(io.BytesIO(data))[name].iter_rows()]
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_the_agreement_of_a_round_is_that_of_its_report(played: Played, tmp_path: Path) -> None:
    assert played.draw().exit_code == 0
    played.submits("R1", 1)
    played.submits("R2", 2)
    target = tmp_path / "panel.xlsx"
    given = ("--decisions", played.where, "--agreement", played.pass_of("panel"))
    assert workbook(played.records, *given, target=target).exit_code == 0
    rows = table(target.read_bytes(), "Agreement")
    report = json.loads(played.review("report", "--output-format", "json", who="panel").stdout)
    assert len(rows) == 3 * len(report["agreement"]) > 0
    found = {
        (row["Between"], row["What"], next(MEASURES[name] for name in MEASURES if name in row["Measure"].lower())): row
        for row in rows
    }
    for one in report["agreement"]:
        for measure in MEASURES.values():
            row = found[one["between"], one["about"], measure]
            assert row["Cases"] == one["cases"]
            assert [row["Value"], row["From"], row["To"]] == [one[measure], one[f"{measure}_low"], one[f"{measure}_high"]]
    again = tmp_path / "again.xlsx"
    workbook(played.records, *given, target=again)
    assert again.read_bytes() == target.read_bytes()
    workbook(played.records, "--decisions", played.where, target=tmp_path / "without.xlsx")
    assert "Agreement" not in load_workbook(tmp_path / "without.xlsx").sheetnames


def test_only_the_panel_can_take_the_agreement_out(played: Played, tmp_path: Path) -> None:
    played.draw()
    target = tmp_path / "panel.xlsx"
    refused = workbook(played.records, "--decisions", played.where, "--agreement", played.pass_of("R1"), target=target)
    assert refused.exit_code == 2
    assert "the pass cannot be used" in refused.stderr
    assert not target.exists()


def test_agreement_without_a_workbook_or_a_store_is_refused(tmp_path: Path) -> None:
    asked = ("--agreement", str(tmp_path / "panel.pass"))
    said = "use it with --output-format xlsx and --decisions STORE"
    for arguments in (
        ("--output-format", "xlsx", "-o", str(tmp_path / "a.xlsx")),
        ("--decisions", str(tmp_path / "a.db"), "--output-format", "json"),
        ("--decisions", str(tmp_path / "a.db"), "--output-format", "xlsx", "--statistics"),
    ):
        refused = run("check", SONNEX, *asked, *arguments)
        assert refused.exit_code == 2
        assert said in " ".join(refused.stderr.split())


def test_every_decision_on_the_cases_of_the_run_is_there_once(new_store: Callable[[], str], tmp_path: Path) -> None:
    where = new_store()
    (sonnex,) = json.loads(run("check", SONNEX, "--output-format", "json").stdout)["cases"]
    (other,) = json.loads(run("check", str(FOLDER / "mcsweeney"), "--output-format", "json").stdout)["cases"]
    first, second = (one["key"] for one in sonnex["findings"][:2])
    for path, key, state, reason in (
        (SONNEX, first, "agreed", "evidence_stands"),
        (SONNEX, first, "cannot_tell", "records_missing"),
        (SONNEX, second, "agreed", "evidence_stands"),
        (str(FOLDER / "mcsweeney"), other["findings"][0]["key"], "agreed", "evidence_stands"),
    ):
        made = run("review", "decide", path, "--key", key, "--state", state, "--reason", reason, "--by", "R1", "--store", where)
        assert made.exit_code == 0, made.stderr
    target = tmp_path / "panel.xlsx"
    assert workbook(SONNEX, "--decisions", where, target=target).exit_code == 0
    rows = [(row["Case"], row["Key"], row["State"]) for row in table(target.read_bytes(), "Decisions")]
    case = sonnex["case_id"]
    assert sorted(rows) == sorted([(case, first, "cannot tell"), (case, second, "agreed"), (case, first, "agreed")])
    (replaced,) = [row for row in table(target.read_bytes(), "Decisions") if "replaced by a later decision" in row["Reason"]]
    assert (replaced["Key"], replaced["State"]) == (first, "agreed")
