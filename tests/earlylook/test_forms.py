"""The form: empty, filled in, and read back the same; and what it refuses."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from openpyxl import load_workbook

from riskcheck import packed
from riskcheck.earlylook.forms import excel, text, word
from riskcheck.earlylook.forms.fields import answered, claim, day, head, written
from riskcheck.earlylook.model import EarlyLook
from riskcheck.earlylook.reading import early_look, read_early_look
from riskcheck.errors import BadEarlyLook
from tests.earlylook.made import claims, look_of

EARLY_LOOK = Path(__file__).parents[2] / "fixtures" / "published" / "mcsweeney" / "early-look.toml"
FORMS = {"docx": word, "xlsx": excel}


def without_provenance(found: EarlyLook) -> EarlyLook:
    """What a form holds of an illustrative early look."""
    plain = tuple(msgspec.structs.replace(one, provenance=None) for one in found.claims)
    return msgspec.structs.replace(found, claims=plain, purpose="casework")


@pytest.mark.parametrize("name", FORMS)
def test_the_published_early_look_goes_through_a_form_and_back(name: str, tmp_path: Path) -> None:
    published = read_early_look(str(EARLY_LOOK))
    path = tmp_path / f"early-look.{name}"
    path.write_bytes(FORMS[name].write(published))
    assert read_early_look(str(path)) == without_provenance(published)


@settings(max_examples=100)
@given(claims())
def test_any_claim_goes_through_the_answers_and_back(made: dict[str, Any]) -> None:
    found = look_of(made, written_on="2025-12-31")
    top, answers = written(found)
    assert early_look({"format": found.format, **answered(top, answers)}, "e") == found


@pytest.mark.parametrize("name", FORMS)
def test_the_same_form_has_the_same_bytes(name: str) -> None:
    assert FORMS[name].write() == FORMS[name].write()


@pytest.mark.parametrize("name", FORMS)
def test_an_empty_form_is_read_as_an_early_look_that_says_nothing(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"early-look.{name}"
    path.write_bytes(FORMS[name].write())
    with pytest.raises(BadEarlyLook, match="needs case_id, written_on, further_offence_on"):
        read_early_look(str(path))


def test_an_empty_json_form_has_a_claim_of_each_kind() -> None:
    value = json.loads(text.write())
    assert [one["kind"] for one in value["claims"]] == ["assessment", "event", "decision", "part", "condition", "time_limit"]
    assert json.loads(text.write(look_of({"kind": "time_limit", "asserts": "met", "limit": "recall"})))["claims"][0]["limit"]


def test_every_field_of_a_claim_is_in_the_form() -> None:
    from riskcheck.records.schemas import schema

    definitions = schema("early-look")["$defs"]
    fields = {name for kind, rules in definitions.items() if kind.endswith("_claim") for name in rules["properties"]}
    assert {field.name for field in claim()} - {"action_kind", "action_says"} == fields - {"action", "provenance"}
    assert {field.name for field in head()} == set(schema("early-look")["properties"]) - {"format", "purpose", "claims"}


def test_days_are_read_as_people_write_them() -> None:
    assert [day(text) for text in ("2022-06-13", "13/06/2022", "3.6.2022", "13 June 2022", "13 june 2022")] == [
        "2022-06-13",
        "2022-06-13",
        "2022-06-03",
        "2022-06-13",
        "2022-06-13",
    ]
    assert day("soon") == "soon"
    assert day("13 Brumaire 2022") == "13 Brumaire 2022"


def test_a_day_in_a_cell_of_its_own_kind_is_a_day(tmp_path: Path) -> None:
    from datetime import date, datetime

    book = load_workbook(io.BytesIO(excel.write(look_of({"kind": "time_limit", "asserts": "met", "limit": "recall"}))))
    book["Early look"]["B2"] = datetime(2025, 9, 12)  # noqa: DTZ001 - a cell has no time zone
    book["Claims"]["E2"] = date(2025, 7, 1)
    path = tmp_path / "e.xlsx"
    book.save(path)
    found = read_early_look(str(path))
    assert found.written_on == "2025-09-12"
    assert found.claims[0].on == "2025-07-01"


def test_a_formula_in_the_form_is_refused(tmp_path: Path) -> None:
    book = load_workbook(io.BytesIO(excel.write()))
    book["Claims"]["C2"] = "=1+1"
    path = tmp_path / "e.xlsx"
    book.save(path)
    with pytest.raises(BadEarlyLook, match="row 2 of its sheet Claims has a formula"):
        read_early_look(str(path))


def test_words_that_look_like_formulas_stay_words() -> None:
    made = look_of({"kind": "time_limit", "asserts": "met", "limit": "recall", "says": "=HYPERLINK(1)"})
    cells = [cell for sheet in load_workbook(io.BytesIO(excel.write(made))) for row in sheet.iter_rows() for cell in row]
    assert "=HYPERLINK(1)" in {cell.value for cell in cells}
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    sheet = excel.read("e.xlsx", excel.write(made))
    assert sheet["claims"][0]["says"] == "=HYPERLINK(1)"


def test_a_workbook_or_document_that_is_another_is_refused(tmp_path: Path) -> None:
    from docx import Document
    from openpyxl import Workbook

    Workbook().save(tmp_path / "e.xlsx")
    Document().save(str(tmp_path / "e.docx"))
    with pytest.raises(BadEarlyLook, match="it needs the sheets Early look and Claims"):
        read_early_look(str(tmp_path / "e.xlsx"))
    with pytest.raises(BadEarlyLook, match="it has no table with the questions about the whole"):
        read_early_look(str(tmp_path / "e.docx"))


def test_an_archive_that_unpacks_to_far_more_than_pages_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "_LARGEST_WHOLE", 1_000)
    for name in FORMS:
        path = tmp_path / f"bomb.{name}"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("part", b"0" * 1_001)
        with pytest.raises(BadEarlyLook, match="it unpacks to more than an early look can be"):
            read_early_look(str(path))


def test_an_entity_in_a_document_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("a secret", encoding="utf-8")
    published = word.write(read_early_look(str(EARLY_LOOK)))
    path = tmp_path / "e.docx"
    entity = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]>'
    with zipfile.ZipFile(io.BytesIO(published)) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            part = old.read(name).decode(errors="surrogateescape")
            if name == "word/document.xml":
                part = part.replace("?>", f"?>{entity}", 1).replace("published-mcsweeney", "&x;", 1)
            new.writestr(name, part.encode(errors="surrogateescape"))
    with pytest.raises(BadEarlyLook) as raised:
        read_early_look(str(path))
    assert "secret" not in str(raised.value)
