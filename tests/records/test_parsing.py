"""One JSON text: what is accepted, what is refused, and that nothing ends in a traceback."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskcheck.records import limits
from riskcheck.records.parse import parse
from riskcheck.records.problem import Path, Refused
from tests.records.made import refusal


class Members(list[Any]):
    """An object as its members, so that a name can come twice."""


TEXTS = st.text(st.sampled_from('ab":\\{}[],é\n'), max_size=6)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.lists(st.tuples(TEXTS, inner), max_size=4).map(Members),
    max_leaves=12,
)


def written(value: Any, colon: str, escape: bool) -> str:
    if isinstance(value, Members):
        return "{" + ",".join(f"{quoted(k, escape)}{colon}{written(v, colon, escape)}" for k, v in value) + "}"
    if isinstance(value, list):
        return "[" + ",".join(written(inner, colon, escape) for inner in value) + "]"
    return quoted(value, escape) if isinstance(value, str) else json.dumps(value)


def quoted(text: str, escape: bool) -> str:
    return '"' + "".join(f"\\u{ord(c):04x}" for c in text) + '"' if escape else json.dumps(text)


def repeats(value: Any) -> bool:
    if isinstance(value, Members):
        names = [name for name, _ in value]
        return len(set(names)) < len(names) or any(repeats(inner) for _, inner in value)
    return isinstance(value, list) and any(repeats(inner) for inner in value)


@settings(max_examples=500, deadline=None)
@given(VALUES, st.sampled_from([":", ": ", " : ", "\n:"]), st.booleans())
def test_a_name_given_twice_is_refused_and_nothing_else_is(value: Any, colon: str, escape: bool) -> None:
    text = written(value, colon, escape)
    if repeats(value):
        with pytest.raises(Refused, match="given twice"):
            parse(text.encode())
    else:
        assert parse(text.encode()) == json.loads(text)


@settings(max_examples=500, deadline=None)
@given(st.binary(max_size=60) | st.text(st.sampled_from('{}[]",:\\u0dD8eE+-.19tN\n '), max_size=40).map(str.encode))
def test_any_bytes_are_a_value_or_are_refused(text: bytes) -> None:
    assert refusal(text) != ""


@pytest.mark.parametrize("opening", [b"[", b'{"a":', b'[{"a":'])
@pytest.mark.parametrize("depth", [limits.DEPTH + 1, 1000, 100_000])
def test_deep_nesting_is_refused_whether_or_not_it_is_closed(opening: bytes, depth: int) -> None:
    closing = opening.replace(b"[", b"]").replace(b'{"a":', b"}")[::-1]
    for text in (opening * depth, opening * depth + b"1" + closing * depth):
        with pytest.raises(Refused, match=r"nested more than|cut short"):
            parse(text)


def test_nesting_up_to_the_limit_is_accepted() -> None:
    assert parse(b"[" * limits.DEPTH + b"]" * limits.DEPTH)
    with pytest.raises(Refused, match="nested more than 64 deep"):
        parse(b"[" * (limits.DEPTH + 1) + b"]" * (limits.DEPTH + 1))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b'{"a": "\\ud800"}', "half of a character"),
        (b'{"a": "\\udc00 and more"}', "half of a character"),
        (b'{"a": "\xed\xa0\x80"}', "not UTF-8"),
        (b"-Infinity", "NaN and Infinity"),
        (b"[nan]", "NaN and Infinity"),
        (b"-1e999", "too large"),
        (b"9" * 5000, "too large"),
        (b"\xef\xbb\xbf{}", "not JSON"),
        (b'{"a": "tab\there"}', "control character"),
        (b"{} {}", "text after the end"),
        (b'{"a" 1}', "no colon"),
    ],
)
def test_what_is_wrong_is_said(text: bytes, says: str) -> None:
    with pytest.raises(Refused, match=says):
        parse(text)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (b'{"a": {"b": [1]},}', ("a",)),
        (b'{"a": {"b": [1],}}', ("a", "b")),
        (b'{"a": [{"b": 1}, {"b": 2},]}', ("a", 1)),
        (b'{"a": {"b": 1}} {"a": {"b": 2}}', ()),
    ],
)
def test_the_place_that_is_named_is_the_last_one_before_it_and_not_one_inside_that(text: bytes, path: Path) -> None:
    with pytest.raises(Refused) as refused:
        parse(text)
    assert refused.value.problem.path == path
