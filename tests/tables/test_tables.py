"""From tables to records: what is there comes out whole, and what cannot be used is one line in its place."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riskcheck.cli import main
from riskcheck.records import read
from riskcheck.tables import load, make, sheets, template
from riskcheck.tables.fields import fields, sections

from .made import ASSESSMENTS, CASES, OFFENCES, extract, workbook


def run(*arguments: str, **env: str) -> Result:
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False, env=env or None)


def made(folder: Path, *arguments: str) -> tuple[Result, list[dict[str, Any]]]:
    done = run("tables", str(folder / "extract"), "--mapping", str(folder / "mapping.toml"), "--case-id", "column", *arguments)
    return done, [json.loads(line) for line in done.stdout.splitlines()]


def test_the_documented_mapping_makes_records_of_an_extract_that_fits_it(tmp_path: Path) -> None:
    extract(tmp_path)
    done, (first, second) = made(tmp_path)
    assert done.exit_code == 0
    assert done.stderr == "riskcheck: 6 rows of 3 tables; 2 cases, 2 written, 0 not; 0 errors\n"
    assert first == {
        "format": "riskcheck.case-record/1",
        "case_id": "A1",
        "extracted_on": "2025-06-30",
        "purpose": "synthetic",
        "status": {"phase": "licence"},
        "assessments": {
            "coverage": "complete",
            "items": [
                {
                    "id": "assessments-1",
                    "date": "2025-02-01",
                    "completed_on": "2025-02-03",
                    "source": {"system": "oasys"},
                    "type": "full",
                    "status": "complete",
                    "ratings": {"community": {"public": "medium"}, "custody": {"staff": "low"}},
                }
            ],
        },
        "convictions": {
            "coverage": "complete",
            "items": [
                {
                    "id": "convictions-1",
                    "date": "2023-04-09",
                    "decided_on": "2023-06-01",
                    "source": {"system": "pnc"},
                    "raw": {"code": "00857"},
                    "outcome": "convicted",
                    "offence": "Wounding",
                    "harms": ["violence", "weapon"],
                    "victim": "ex_partner",
                    "setting": "community",
                },
                {
                    "id": "convictions-2",
                    "date": "2019-04-10",
                    "source": {"system": "pnc"},
                    "outcome": "acquitted",
                    "offence": "Affray",
                    "harms": ["public_order"],
                    "victim": "public",
                    "setting": "community",
                },
            ],
        },
    }
    assert second["convictions"] == {"coverage": "complete", "items": []}
    assert "custody" not in second["assessments"]["items"][0]["ratings"], "a blank cell alone makes no grid"


def test_the_records_can_be_checked_and_the_same_tables_give_the_same_bytes(tmp_path: Path) -> None:
    extract(tmp_path)
    out = tmp_path / "cases.ndjson"
    done, _ = made(tmp_path, "-o", str(out))
    assert done.exit_code == 0
    assert [outcome.error for outcome in read([str(out)])] == [None, None]
    first = out.read_bytes()
    made(tmp_path, "-o", str(out))
    assert out.read_bytes() == first


def test_references_are_hashed_with_a_key_unless_asked_otherwise(tmp_path: Path) -> None:
    tables = extract(tmp_path)
    asked = ("tables", str(tables), "--mapping", str(tmp_path / "mapping.toml"))
    refused = run(*asked, RISKCHECK_KEY="")
    assert refused.exit_code == 2
    assert "No key was given: case references are keyed hashes." in refused.stderr
    first, again = (run(*asked, RISKCHECK_KEY="a key that is long enough").stdout for _ in range(2))
    other = run(*asked, RISKCHECK_KEY="another key, long enough").stdout
    assert first == again != other
    assert '"A1"' not in first
    key = tmp_path / "key"
    key.write_text("a key that is long enough\n", encoding="utf-8")
    assert run(*asked, "--key", str(key)).stdout == first
    assert run(*asked, "--key", str(tmp_path / "none")).exit_code == 2


WRONG_CELLS = [
    ("03/02/2025", "2025-02-03", 2, "column Completed: is not a day written DD/MM/YYYY: say under days how the days of this"),
    ("03/02/2025", "31/02/2025", 2, "column Completed: is not a day that exists"),
    ("03/02/2025", "3/2/25", 2, "column Completed: is not a day written DD/MM/YYYY"),
    ("03/02/2025", "01/01/2025", 2, "column Completed: is before the day it started"),
    ("03/02/2025", "03/02/2026", 2, "column Completed: is after the day on which the record was extracted"),
    (",3,M", ",2,M", 2, "column Layer: is not one of the words of type (full, standard, rsr_only"),
    ("A1,01/02", ",01/02", 2, "column Case: is blank, and names the case that the row is about"),
    ("03/02/2025", "", 2, "needs the field 'completed_on'"),
]


@pytest.mark.parametrize(("was", "given", "line", "says"), WRONG_CELLS)
def test_a_cell_that_cannot_be_used_is_one_line_with_its_place(
    tmp_path: Path, was: str, given: str, line: int, says: str
) -> None:
    extract(tmp_path, assessments=ASSESSMENTS.replace(was, given, 1))
    done, records = made(tmp_path)
    assert done.exit_code == 2
    told = done.stderr.splitlines()[0]
    assert told.startswith(f"{tmp_path / 'extract' / 'assessments.csv'}:{line}: "), told
    assert says in told
    assert [record["case_id"] for record in records if record["assessments"]["items"]] == ["A2"]
    if given:
        assert given.strip(",") not in told, "an error never quotes what the table says"


WRONG_TABLES = [
    ({"cases": CASES.replace("Officer", "Phase")}, "two columns are called Phase"),
    ({"cases": CASES.replace("Officer", "Team")}, "the column Team is not in the mapping: map it, or name it under not_taken"),
    ({"cases": CASES.replace("Phase", "State")}, "there is no column called Phase, which the mapping names"),
    ({"cases": CASES.replace("somebody", "some,body", 1)}, "cases.csv:2: the row has 4 cells and the header has 3"),
    ({"cases": CASES.replace("somebody", '"some', 1)}, "a quotation mark is not closed, or stands where none can"),
    ({"cases": ""}, "it has no header"),
    ({"cases": CASES.replace(",Officer", ",")}, "cases.csv:2: column 3 has no name in the header, and holds something"),
]


@pytest.mark.parametrize(("changed", "says"), WRONG_TABLES, ids=[says for _, says in WRONG_TABLES])
def test_a_table_that_is_not_plain_is_refused(tmp_path: Path, changed: dict[str, str], says: str) -> None:
    extract(tmp_path, **changed)
    done, records = made(tmp_path)
    assert (done.exit_code, records) == (2, [])
    assert says in done.stderr


def test_text_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    tables = extract(tmp_path)
    (tables / "cases.csv").write_bytes(CASES.replace("somebody", "Zoë").encode("latin-1"))
    assert "it is not UTF-8 text: save it as CSV UTF-8" in made(tmp_path)[0].stderr


def test_a_case_named_twice_is_not_written(tmp_path: Path) -> None:
    extract(tmp_path, cases=CASES + "A1,In custody,x\n")
    done, records = made(tmp_path)
    assert "cases.csv:4: column Case: names a case twice" in done.stderr
    assert [record["case_id"] for record in records] == ["A2"]


def spoilt(folder: Path, spoil: Any) -> str:
    tables = extract(folder)
    book = workbook(tables / "offences.xlsx", OFFENCES)
    spoil(book)
    book.save(tables / "offences.xlsx")
    done, records = made(folder)
    assert (done.exit_code, records) == (2, [])
    return done.stderr


def cell(place: str, value: Any) -> Any:
    def spoil(book: Any) -> None:
        book.active[place] = value

    return spoil


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (cell("D2", '=CONCATENATE("a","b")'), "[Offences]:2: the cell D2 holds a formula: save the sheet with values"),
        (cell("D2", "#REF!"), "[Offences]:2: the cell D2 holds an error of the spreadsheet"),
        (lambda book: book.active.merge_cells("A1:B1"), "cells are merged (A1:B1)"),
        (lambda book: setattr(book.active, "title", "Sheet1"), "it has no sheet called Offences"),
    ],
)
def test_a_sheet_with_formulas_errors_or_merged_cells_is_refused(tmp_path: Path, spoil: Any, says: str) -> None:
    assert says in spoilt(tmp_path, spoil)


def test_of_several_sheets_one_has_to_be_named(tmp_path: Path) -> None:
    tables = extract(tmp_path, mapping=template().replace('sheet = "Offences"\n', ""))
    assert made(tmp_path)[0].exit_code == 0
    book = workbook(tables / "offences.xlsx", OFFENCES)
    book.create_sheet("Notes")
    book.save(tables / "offences.xlsx")
    assert "it has several sheets: name one in the mapping, as sheet" in made(tmp_path)[0].stderr
    (tables / "offences.xlsx").write_text("no workbook", encoding="utf-8")
    assert "it is not an Excel workbook (.xlsx)" in made(tmp_path)[0].stderr


def test_a_code_that_excel_made_a_number_is_refused(tmp_path: Path) -> None:
    tables = extract(tmp_path)
    rows = [list(row) for row in OFFENCES]
    rows[1][4] = 857
    workbook(tables / "offences.xlsx", rows)
    done, _ = made(tmp_path)
    assert "[Offences]:2: column HO code: is a number where a code is expected" in done.stderr


def test_a_time_of_day_goes_only_where_the_mapping_lets_it(tmp_path: Path) -> None:
    extract(tmp_path, mapping=template().replace("drop_times = true\n", ""))
    done, _ = made(tmp_path)
    assert "[Offences]:2: column Offence date: has a time of day where a day is expected" in done.stderr


def parquet_of(folder: Path, frame: pd.DataFrame) -> tuple[Result, list[dict[str, Any]]]:
    tables = folder / "extract"
    tables.mkdir(exist_ok=True)
    frame.to_parquet(tables / "assessments.parquet")
    text = template()
    start = text.index('[[table]]\nfile = "assessments.csv"')
    end = text.index("# Several words in one cell")
    head = text[: text.index("# One row a case")]
    (folder / "mapping.toml").write_text(head + text[start:end].replace(".csv", ".parquet"), encoding="utf-8")
    return made(folder)


def frame(**changed: Any) -> pd.DataFrame:
    columns = {
        "Case": ["A1", "A2"],
        "Started": pd.to_datetime(["2025-02-01", "2025-03-05"]),
        "Completed": pd.to_datetime(["2025-02-03", "2025-03-05"]),
        "Layer": pd.array([3, 1], dtype="Int64"),
        "Public (community)": ["M", "H"],
        "Staff (custody)": ["L", None],
    }
    return pd.DataFrame(columns | changed)


def test_parquet_gives_the_same_as_csv(tmp_path: Path) -> None:
    done, records = parquet_of(tmp_path, frame())
    assert done.exit_code == 0, done.stderr
    csv = tmp_path / "csv"
    csv.mkdir()
    extract(csv)
    _, others = made(csv)
    assert [record["assessments"] for record in records] == [record["assessments"] for record in others]


def test_missing_stays_missing_whatever_the_file_calls_it(tmp_path: Path) -> None:
    for missing in (None, float("nan"), pd.NA, "", "NULL"):
        _, (first, _) = parquet_of(tmp_path, frame(**{"Staff (custody)": pd.Series([missing, "L"], dtype=object)}))
        assert first["assessments"]["items"][0]["ratings"] == {"community": {"public": "medium"}}
    done, _ = parquet_of(tmp_path, frame(Completed=pd.to_datetime([None, "2025-03-05"])))
    assert done.exit_code == 2, "a completed assessment without a day is not given one"


def test_parquet_that_cannot_be_a_table_is_refused(tmp_path: Path) -> None:
    zoned = frame(Started=pd.to_datetime(["2025-02-01", "2025-03-05"]).tz_localize("UTC"))
    assert "a time has a time zone" in parquet_of(tmp_path, zoned)[0].stderr
    nested = frame(Layer=[[3], [1]])
    assert "a cell holds neither text, nor a number, nor a day" in parquet_of(tmp_path, nested)[0].stderr
    (tmp_path / "extract" / "assessments.parquet").write_text("no table", encoding="utf-8")
    assert "it is not a Parquet file, or it is damaged" in made(tmp_path)[0].stderr


@pytest.mark.parametrize(
    ("was", "given", "says"),
    [
        ('format = "riskcheck.tables/1"', 'format = "x"', "its format is not riskcheck.tables/1"),
        ('days = "DD/MM/YYYY"', 'days = "MM/DD/YY"', "days is not one of YYYY-MM-DD, DD/MM/YYYY"),
        ('section = "assessments"', 'section = "assesments"', "no table has the section assessments"),
        (
            'section = "convictions"',
            'section = "conviction"',
            "there is no section called conviction; did you mean convictions?",
        ),
        ('"Started" = "date"', '"Started" = "dat"', "column Started: there is no field called dat; did you mean date?"),
        ('"Started" = "date"', '"Started" = "completed_on"', "the field completed_on is given twice"),
        ('"Started" = "date"\n', "", "no column and no always gives date, which every row needs"),
        ('coverage = "complete"', "", "coverage says whether the extract is complete or partial, and it says neither"),
        ('system = "oasys"', "", "system names the system that the rows were read from"),
        ('"3" = "full"', '"3" = "layer"', "words: what stands for a word is not one of the words of type"),
        ('status = "complete"', 'status = "done"', "always: status is not one of the words of status"),
        ('status = "complete"', 'state = "complete"', "always: there is no field called state; did you mean status?"),
        ('separator = ";"', 'separator = ";", what = 1', "Object contains unknown field what"),
        ('field = "type", words', 'field = "type", separator = ";", words', "there is a separator, and type holds one value"),
        ('not_taken = ["Officer"]', 'not_taken = ["Phase"]', "cases.csv: Phase is mapped and not taken"),
        ("[[table]]", "[[table", "it is not TOML"),
    ],
)
def test_a_mapping_that_cannot_be_used_says_why(tmp_path: Path, was: str, given: str, says: str) -> None:
    assert was in template()
    extract(tmp_path, mapping=template().replace(was, given, 1))
    done, records = made(tmp_path)
    assert (done.exit_code, records) == (2, [])
    assert says in done.stderr


@pytest.mark.parametrize(("sign", "called"), [(";", "semicolons"), ("\t", "tabs")])
def test_a_table_of_another_countrys_spreadsheet_is_refused_by_name(tmp_path: Path, sign: str, called: str) -> None:
    tables = extract(tmp_path)
    path = tables / "cases.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",", sign), encoding="utf-8")
    assert f"cases.csv: its columns are parted by {called}: save it with commas between them." in made(tmp_path)[0].stderr


def test_files_and_tables_that_do_not_meet_are_refused(tmp_path: Path) -> None:
    tables = extract(tmp_path)
    (tables / "other.csv").write_text("a\n", encoding="utf-8")
    assert "other.csv: the mapping has no table for this file" in made(tmp_path)[0].stderr
    (tables / "other.csv").unlink()
    (tables / "cases.csv").unlink()
    assert "cases.csv: no file that was named is called so" in made(tmp_path)[0].stderr
    asked = ("--mapping", str(tmp_path / "mapping.toml"), "--case-id", "column")
    assert "there is no such file or folder" in run("tables", "none", *asked).stderr
    assert run("tables", str(tables), "--mapping", str(tmp_path / "none.toml")).exit_code == 2
    assert run("tables").exit_code == 2


def test_custody_is_complete_only_where_all_of_it_is(tmp_path: Path) -> None:
    extra = """
[[table]]
file = "charges.csv"
section = "custody.adjudications"
case = "Case"
coverage = "complete"
system = "adjudications"
[table.columns]
"Day" = "date"
"Charge" = "charge"
"Result" = "outcome"
"Against" = "victim"
"Weapon" = "weapon.kind"
"Use" = { field = "weapon.use", words = { "" = "not_recorded" } }
"""
    tables = extract(tmp_path, mapping=template() + extra)
    lines = (
        "Case,Day,Charge,Result,Against,Weapon,Use",
        "A1,01/03/2024,assault,proved,prisoner,,",
        "A1,02/03/2024,weapon,proved,none,knife,",
    )
    (tables / "charges.csv").write_text("\n".join(lines), encoding="utf-8")
    done, (first, second) = made(tmp_path)
    assert done.exit_code == 0, done.stderr
    assert first["custody"]["coverage"] == second["custody"]["coverage"] == "partial"
    plain, armed = first["custody"]["adjudications"]
    assert "weapon" not in plain
    assert armed["weapon"] == {"kind": "knife", "use": "not_recorded"}


def test_the_template_and_the_fields_are_printed() -> None:
    assert run("tables", "--template").stdout == template()
    for section in ("case", *sections()):
        done = run("tables", "--fields", section)
        assert done.exit_code == 0
        assert len(done.stdout.splitlines()) == len(fields(section))
    assert "protected.name" not in fields("case")
    assert "did you mean convictions?" in run("tables", "--fields", "conviction").stderr


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    row=st.integers(1, 2),
    column=st.integers(0, 5),
    value=st.one_of(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12),
        st.sampled_from(["M", "01/02/2025", "NULL", "3"]),
    ),
)
def test_any_cell_gives_a_record_or_a_line_and_never_a_level_that_no_cell_states(
    tmp_path_factory: pytest.TempPathFactory, row: int, column: int, value: str
) -> None:
    import csv
    import io

    folder = tmp_path_factory.mktemp("any")
    tables = extract(folder)
    lines = list(csv.reader(io.StringIO(ASSESSMENTS)))
    lines[row][column] = value
    with (tables / "assessments.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(lines)
    mapping = load(str(folder / "mapping.toml"))
    words = {"L": "low", "M": "medium", "H": "high", "VH": "very_high"}
    stated = {line[0].strip(): {words.get(cell.strip(), cell.strip()) for cell in line[4:]} for line in lines[1:]}
    found = list(make(mapping, sheets(mapping, [str(tables)]), lambda case: "c-1"))
    assert any(one.record is not None for one in found), "one cell spoils one case at the most"
    for one in found:
        assert (one.record is None) == bool(one.errors)
        items = one.record.assessments.items if one.record else ()
        grids = [grid for item in items if item.ratings for grid in (item.ratings.community, item.ratings.custody)]
        levels = {level for grid in grids if grid for level in (grid.public, grid.staff) if level}
        assert levels <= stated.get(one.case, set()) | {"not_recorded"}
