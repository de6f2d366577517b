"""What can be read as an early look, and what is said of what cannot; never with a word of what was written."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from riskcheck.earlylook.model import KINDS, EarlyLook
from riskcheck.earlylook.reading import early_look, read_early_look
from riskcheck.errors import BadEarlyLook, UnreadableFile
from riskcheck.records.schemas import schema
from tests.earlylook.made import claims

SCHEMA = schema("early-look")
SOUND: dict[str, Any] = {
    "format": "riskcheck.early-look/1",
    "case_id": "example",
    "written_on": "2025-09-10",
    "further_offence_on": "2025-09-01",
    "claims": [{"id": "1", "kind": "event", "says": "Missed.", "asserts": "happened", "what": "appointment_missed"}],
}


def with_claim(**fields: Any) -> dict[str, Any]:
    return SOUND | {"claims": [SOUND["claims"][0] | fields]}


def test_json_and_toml_say_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(SOUND), encoding="utf-8")
    toml = (
        'format = "riskcheck.early-look/1"\ncase_id = "example"\nwritten_on = 2025-09-10\nfurther_offence_on = "2025-09-01"\n'
        '[[claims]]\nid = "1"\nkind = "event"\nsays = "Missed."\nasserts = "happened"\nwhat = "appointment_missed"\n'
    )
    (tmp_path / "a.toml").write_text(toml, encoding="utf-8")
    assert read_early_look(str(tmp_path / "a.json")) == read_early_look(str(tmp_path / "a.toml"))


SECRET = "Arthur Pewty"
BROKEN: dict[str, tuple[Any, str]] = {
    "no object": ([], "it should be an object"),
    "a field missing": ({name: value for name, value in SOUND.items() if name != "case_id"}, "it needs case_id"),
    "another format": (SOUND | {"format": "x"}, "format should be riskcheck.early-look/1"),
    "no claims": (SOUND | {"claims": []}, "claims should have at least one entry"),
    "a claim without a kind": (SOUND | {"claims": [{"id": "1"}]}, "claim 1 should have a kind, one of assessment, condition, "),
    "a kind that is none": (with_claim(kind=SECRET), "claim 1 should have a kind, one of assessment"),
    "a field of another kind": (with_claim(role="police"), "claim 1 has a field that it should not have"),
    "an unknown word": (with_claim(what=SECRET), "claim 1, what should be one of appointment_missed, "),
    "a field of a claim missing": (
        SOUND | {"claims": [{"id": "1", "kind": "event", "says": "Missed.", "asserts": "happened"}]},
        "claim 1 needs what",
    ),
    "no words": (with_claim(says=""), "claim 1, says should not be empty"),
    "a day in words": (with_claim(on="1 July"), "claim 1, on should be a day"),
    "a day that does not exist": (with_claim(on="2025-02-30"), "claim 1, on should be a day that exists"),
    "a day and a span": (with_claim(on="2025-07-01", until="2025-07-02"), "claim 1 names a day and a span"),
    "a span the wrong way": ({**with_claim(until="2025-07-01", **{"from": "2025-07-02"})}, "claim 1 ends before it starts"),
    "a number twice": (SOUND | {"claims": SOUND["claims"] * 2}, "claim 2 has the number of another claim"),
    "written before the offence": (SOUND | {"written_on": "2025-08-31"}, "it was written before the further offence"),
}


@pytest.mark.parametrize(("value", "why"), BROKEN.values(), ids=BROKEN)
def test_what_is_wrong_is_said_with_its_place_and_not_its_words(value: Any, why: str) -> None:
    with pytest.raises(BadEarlyLook) as raised:
        early_look(value, "e.json")
    assert f"because {why}" in str(raised.value)
    assert SECRET not in str(raised.value)


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.json", b"{", "ends before the record is complete"),
        ("a.json", b'{"a": 1, "a": 2}', "is given twice in one object"),
        ("a.toml", b"= 1", "it is not TOML: see line 1 "),
        ("a.toml", b"\n\non = 2022-02-30", "it is not TOML: see line 3 "),
        ("a.toml", b"\xef\xbb\xbfa = 1", "it needs|should not have"),
        ("a.toml", b"\xff", "it is not TOML"),
        ("a.txt", b"", "its name should end in .json, .toml, .docx or .xlsx"),
        ("a.json", b" " * 10_000_001, "it has more than 10,000,000 bytes"),
        ("a.docx", b"not a zip", "it is not a Word file"),
        ("a.xlsx", b"not a zip", "it is not an Excel workbook"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path: Path, name: str, data: bytes, why: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(BadEarlyLook, match=why):
        read_early_look(str(tmp_path / name))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        read_early_look(str(tmp_path / "none.json"))


@given(claims())
def test_what_the_schema_allows_is_read_and_comes_back_the_same(claim: dict[str, Any]) -> None:
    value = SOUND | {"written_on": "2025-12-31", "claims": [claim]}
    Draft202012Validator(SCHEMA).validate(value)
    found = early_look(value, "e.json")
    assert early_look(msgspec.json.decode(msgspec.json.encode(found)), "e.json") == found


def test_the_structs_are_the_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert {field.encode_name for field in msgspec.structs.fields(EarlyLook)} == set(SCHEMA["properties"])
    for kind in KINDS:
        fields = msgspec.structs.fields(kind)
        rules = SCHEMA["$defs"][f"{kind.of}_claim"]
        assert {field.encode_name for field in fields} | {"kind"} == set(rules["properties"])
        assert {field.encode_name for field in fields if field.required} | {"kind"} == set(rules["required"])
        allowed = msgspec.json.schema(kind)["$defs"]
        for name in ("asserts",):
            mine = next(part["properties"][name]["enum"] for part in allowed.values() if name in part.get("properties", {}))
            assert sorted(mine) == sorted(rules["properties"][name]["enum"])


def test_roles_and_conditions_are_those_of_a_case_record() -> None:
    record = schema("case-record")["$defs"]
    definitions = SCHEMA["$defs"]
    assert definitions["role"]["enum"] == record["role"]["enum"]
    assert definitions["condition_claim"]["properties"]["conditions"]["items"]["enum"] == record["condition_kind"]["enum"]
    assert definitions["decision_claim"]["properties"]["step"]["enum"] == record["step"]["enum"]
    meetings = definitions["part_claim"]["properties"]["meeting"]["enum"]
    assert {*meetings, "other"} == set(record["oversight"]["properties"]["kind"]["enum"])
