"""The full text and the exit status of every error that a user can cause."""

import inspect

import pytest

from riskcheck import errors
from riskcheck.errors import RecordError, RiskcheckError
from riskcheck.records.schemas import schema, schema_names

TEXTS: dict[str, RiskcheckError] = {
    "a.json: there is no such file or folder.": errors.NoSuchPath("a.json"),
    "cases: no file of records is there; they end in .json, .ndjson, .jsonl, these and .gz, or .parquet.": errors.NoRecords(
        "cases"
    ),
    "d.toml: the decisions cannot be used, because it is not TOML.": errors.BadDecisions("d.toml", "it is not TOML"),
    "p.toml: the parameters cannot be used, because it is not TOML.": errors.BadParameters("p.toml", "it is not TOML"),
    "riskcheck.toml: the settings cannot be used, because it is not TOML.": errors.BadSettings(
        "riskcheck.toml", "it is not TOML"
    ),
    "cases: no expected.toml is there; it lies beside the case.json that it is about.": errors.NoExpectations("cases"),
    "a, b: no expected.toml is there, and no record that could be read carries an answer.": errors.NoAnswers(["a", "b"]),
    "No case with an answer is rated medium overall, and the figures are about those.": errors.NoMediums(),
    "--output-format: expectations are not reported as html; choose text or json.": errors.NoSuchReport(
        "html", "expectations", ("text", "json")
    ),
    "a.json: no expected.toml is there, and under another path there is; evaluate one after the other.": (
        errors.MixedEvaluation("a.json")
    ),
    "m.json: the model cannot be used, because it was changed after it was written.": errors.UnusableModel(
        "m.json", "it was changed after it was written"
    ),
    "No model can be trained, because all records are rated high.": errors.CannotTrain("all records are rated high"),
    "m.toml: the mapping cannot be used, because it is not TOML.": errors.BadTableMapping("m.toml", "it is not TOML"),
    "a.csv:3: the row has 2 cells and the header has 3.": errors.BadTable(
        "a.csv:3", "the row has 2 cells and the header has 3"
    ),
    "pyarrow is needed to read Parquet files, and is not installed: install it, or riskcheck[tables].": errors.NotInstalled(
        "pyarrow", "to read Parquet files"
    ),
    "m.json: the mapping of offence codes cannot be used, because it has no rows.": errors.BadOffenceMapping(
        "m.json", "it has no rows"
    ),
    "a.json: cannot be read (Permission denied).": errors.UnreadableFile("a.json", "Permission denied"),
    "out.json: cannot be written (Is a directory).": errors.UnwritableFile("out.json", "Is a directory"),
    "there is no command called chek; did you mean check?": errors.UnknownName("command", "chek", ["check", "rule"]),
    "--select: there is no rule called CU11; did you mean CU101?": errors.UnknownRule("CU11", ["CU101", "WE7"], "--select"),
    "there is no schema called zzz; choose from case-record, report.": errors.UnknownSchema("zzz", ["report", "case-record"]),
    "there is no guide called revew; did you mean review?": errors.NoSuchGuide("revew", ["review", "data"]),
    "a.json: no record that could be read has the case reference c-9.": errors.UnknownCase("a.json", "c-9"),
    "e.docx: the early look cannot be used, because it needs case_id.": errors.BadEarlyLook("e.docx", "it needs case_id"),
    "e.docx: the early look is about another case than the record; its case_id should be the record's.": errors.OtherCase(
        "e.docx"
    ),
    "pages: something is there already; name a folder that is new or empty.": errors.FolderInUse("pages"),
    "--output-format pdf is no text for a screen: name where to write it with -o.": errors.NeedsFile("pdf"),
    "cases: no file is there; put the payloads of each case in a folder of its own.": errors.NoPayloads("cases"),
    "No key was given: case references are keyed hashes. Name a file that holds one with --key, or set RISKCHECK_KEY; "
    "openssl rand -hex 32 makes one. Keep it: another key gives other references.": errors.NoKey("RISKCHECK_KEY"),
    "key.txt: the key is shorter than 16 bytes, and could be guessed.": errors.BadKey("key.txt", 16),
    "--as-of: 2021-02-30 is not a day that exists; write YYYY-MM-DD, or assessment, or today.": errors.BadDay(
        "--as-of", "2021-02-30", ["assessment", "today"]
    ),
    "--output-format docx is a document of at most 1,000 records, and there are more: use html, pages, xlsx, csv or json, or "
    "name fewer.": errors.TooManyForDocument("docx", 1000),
    "A process of the run was ended from outside, perhaps for lack of memory: run it again, with fewer --jobs.": (
        errors.LostProcess()
    ),
    "Parquet tables: pyarrow is needed and is not installed; install riskcheck[tables].": errors.MissingLibrary(
        "Parquet tables", "pyarrow", "tables"
    ),
    "r.kept: the results cannot be kept there, because another run is using it.": errors.UnusableState(
        "r.kept", "another run is using it"
    ),
    "r.db: there is no store there; riskcheck review decide and riskcheck review draw make one.": errors.NoSuchStore("r.db"),
    "r.db: the store cannot be used, because its file is damaged.": errors.BadStore("r.db", "its file is damaged"),
    "Entry 12 of the trail cannot be read, and was not written by riskcheck; go back to a copy from before it.": (
        errors.UnreadableEntry(12)
    ),
    "A sealed text does not open with this pass: it is for somebody else, or was changed since.": errors.CannotOpen(),
    "R1.pass: the pass cannot be used, because it is not a pass.": errors.BadPass("R1.pass", "it is not a pass"),
    "c-1: the answers cannot be kept, because C9 is not a question.": errors.BadAnswers("c-1", "C9 is not a question"),
    "The round does not allow it, because it is closed.": errors.BadRound("it is closed"),
    "No sample can be drawn, because there are 5 cases and 9 were asked for.": errors.CannotDraw(
        "there are 5 cases and 9 were asked for"
    ),
    "Places cannot be compared, because the cases are all of one place.": errors.CannotCompare(
        "the cases are all of one place"
    ),
    "w.csv: the workload bands cannot be used, because it is not CSV.": errors.BadWorkloads("w.csv", "it is not CSV"),
    "--head: 7 is not a head; write it as riskcheck audit prints it, NUMBER:HASH.": errors.BadHead("7"),
}


@pytest.mark.parametrize(("text", "error"), TEXTS.items(), ids=[type(error).__name__ for error in TEXTS.values()])
def test_an_error_says_what_is_wrong_and_ends_with_2(text: str, error: RiskcheckError) -> None:
    assert str(error) == text
    assert error.exit_code == 2


def test_every_error_has_its_text_tested() -> None:
    classes = {c for _, c in inspect.getmembers(errors, inspect.isclass) if issubclass(c, RiskcheckError)}
    assert classes - {RiskcheckError} == {type(error) for error in TEXTS.values()}


def test_the_line_about_a_record_leaves_out_what_is_not_known() -> None:
    error = RecordError(source="a.json", line=7, case_id=None, pointer="/case_id", message="is wrong")
    assert error.text == "a.json:7: /case_id: is wrong"
    assert RecordError(source="-", line=None, case_id=None, pointer="", message="is wrong").text == "-: is wrong"


def test_schemas_are_found_by_name_and_an_unknown_one_offers_the_nearest() -> None:
    assert "case-record" in schema_names()
    with pytest.raises(errors.UnknownSchema, match="there is no schema called case-recor; did you mean case-record"):
        schema("case-recor")
