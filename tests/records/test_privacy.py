"""No message carries anything out of a record."""

import copy
import json
from typing import Any

import pytest

from riskcheck.records.explain import _validator
from riskcheck.records.schemas import schema

from .made import example, line, messages, places

MARK = "Zebedee Quillfeather"
OTHER_MARKS = ("ZQ-1234567", "zebedee_quillfeather", "zebedee", "1987-06-05", "\u202eZebedee", "../Zebedee", "<b>Zebedee</b>")


def with_change(record: Any, path: tuple[Any, ...], change: Any) -> Any:
    changed = copy.deepcopy(record)
    holder = changed
    for part in path[:-1]:
        holder = holder[part]
    change(holder, path[-1])
    return changed


def renamed(mark: str) -> Any:
    def change(holder: Any, key: Any) -> None:
        holder[mark if isinstance(holder, dict) else key] = holder.pop(key) if isinstance(holder, dict) else mark

    return change


def replaced(mark: Any) -> Any:
    def change(holder: Any, key: Any) -> None:
        holder[key] = mark

    return change


@pytest.mark.parametrize("mark", [MARK, *OTHER_MARKS])
def test_no_message_shows_a_value_or_an_unknown_name(mark: str) -> None:
    record = example()
    hidden = mark.strip("\u202e./<b>")
    said: list[str] = []
    for path in list(places(record))[1:]:
        for change in (renamed(mark), replaced(mark), replaced({mark: mark}), replaced([mark, [mark]])):
            said += messages(line(with_change(record, path, change)))
    assert len(said) > 50
    assert not [text for text in said if hidden.lower() in text.lower()]


@pytest.mark.parametrize("damage", [b"", b"NaN", b"'", b",", b"\\x", b"\xff", b"1e999", b"\\ud800", b"{", b"]"])
def test_no_message_about_text_that_is_not_json_shows_any_of_it(damage: bytes) -> None:
    marked = {f"{MARK} {key}": value for key, value in example().items()} | {MARK: [{MARK: MARK}]}
    text = json.dumps(marked, indent=1).replace("example", MARK).encode()
    said: list[str] = []
    for at in range(0, len(text), 23):
        said += messages(text[:at] + damage + (text[at:] if damage else b""))
    assert said
    assert not [line for line in said if "zebedee" in line.lower() or "quill" in line.lower()]


def test_a_case_reference_is_shown_only_when_it_is_one() -> None:
    from .made import read_bytes

    for given, shown in (("case-7", "case-7"), (MARK, None), (f"x\n{MARK}", None), (7, None)):
        (outcome,) = read_bytes(line(example(case_id=given, purpose="art")))
        assert outcome.error
        assert outcome.error.case_id == shown


def test_the_explaining_validator_is_the_schema_with_formats() -> None:
    assert _validator().schema is schema("case-record")
    assert _validator().format_checker is not None
