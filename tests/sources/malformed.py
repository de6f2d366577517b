"""Payloads with something wrong in them, and what has to hold of every one of them."""

import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import strategies as st

from riskcheck import policy
from riskcheck.records.consistency import check as consistent
from riskcheck.records.model import CaseRecord
from riskcheck.records.validate import validated
from riskcheck.sources import levels
from riskcheck.sources.account import What
from riskcheck.sources.delius_registrations import by_words
from riskcheck.sources.part import Part
from tests.sources.made import emitted, plain, read, samples
from tests.sources.unplugged import levels as levels_of

SPEAKS = (What.ERROR, What.NOT_UNDERSTOOD, What.CHANGED, What.NOT_HELD, What.LINKED)
WRONG: tuple[Any, ...] = (
    None,
    True,
    -7,
    3.5,
    "",
    "no such word",
    [],
    {},
    [1],
    {"a": 1},
    "2026-02-31",
    "9999-01-01",
    "Very Grave",
)


OTHER_TYPES: dict[str, tuple[Any, ...]] = {
    "text": ({"a": 1}, [1], True, 3.5),
    "number": ({"a": 1}, [1], True),
    "truth": ({"a": 1}, [1], 3.5, "no such word"),
    "object": ([1], True, 3.5, "no such word"),
    "list": ({"a": 1}, True, 3.5, "no such word"),
    "null": ({"a": [1]}, [[1]]),
}
"""Values of another type than a field has, by the type that it has."""


def type_of(value: Any) -> str:
    kinds: dict[type, str] = {str: "text", bool: "truth", int: "number", float: "number", dict: "object", list: "list"}
    return kinds.get(type(value), "null")


def at_path(value: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        value = value[key]
    return value


class Damaged:
    """A payload's file name, its text, its text with something wrong in it, and whether that can be no statement."""

    def __init__(self, name: str, text: str, bad: bytes, *, malformed: bool = False) -> None:
        self.name, self.text, self.bad, self.malformed = name, text, bad, malformed

    def __repr__(self) -> str:
        return f"{self.name}: {self.bad[:400]!r}"


@cache
def corpus() -> tuple[tuple[str, str], ...]:
    """Every payload to be damaged, as text: the published samples where they are, and payloads of synthetic cases."""
    found = {path.name: path.read_text(encoding="utf-8") for path in samples()}
    for _, made in emitted(6):
        found.update({name: json.dumps(plain(payload)) for name, payload in made.files.items()})
    return tuple(sorted(found.items()))


@cache
def looked_at(name: str, text: str) -> tuple[tuple[Any, ...], ...]:
    """The path to every value that is read of a payload; none where the kind of payload is refused."""
    seen: list[str] = []
    raw = Part.raw

    def noting(part: Part, field: str) -> Any:
        seen.append(f"{part.pointer}/{field}")
        return raw(part, field)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Part, "raw", noting)
        read({name: text.encode()})
    every = {"".join(f"/{key}" for key in path): path for path in places(json.loads(text))}
    return tuple(every[pointer] for pointer in dict.fromkeys(seen) if pointer in every)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path to every value of a payload."""
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, held in inner:
        yield from places(held, (*path, key))


def damaged(value: Any, path: tuple[Any, ...], how: str, wrong: Any) -> Any:
    """The payload with one place damaged."""
    if not path:
        return wrong
    key, *rest = path
    made = value.copy()
    if rest:
        made[key] = damaged(made[key], tuple(rest), how, wrong)
    elif how == "renamed" and isinstance(made, dict):
        made = {(f"{name}Was" if name == key else name): held for name, held in made.items()}
    elif how == "removed":
        del made[key]
    elif how == "twice" and isinstance(made, list):
        made.insert(key, made[key])
    else:
        made[key] = wrong
    return made


@st.composite
def damaged_payloads(draw: st.DrawFn) -> "Damaged":
    """A payload with anything changed: some of these are sound payloads that state something else."""
    name, text = draw(st.sampled_from(corpus()))
    how = draw(st.sampled_from(("word", "renamed", "removed", "twice", "bytes")))
    if how == "bytes":
        at, more = draw(st.integers(0, len(text))), draw(st.sampled_from((b"\xff", b"NaN", b'"', b"{", b"]", b"\\", b"1e999")))
        return Damaged(name, text, text.encode()[:at] + more + text.encode()[at:])
    value = json.loads(text)
    path = draw(st.sampled_from(list(places(value))))
    return Damaged(name, text, json.dumps(damaged(value, path, how, draw(st.sampled_from(WRONG)))).encode())


@st.composite
def malformed_payloads(draw: st.DrawFn) -> "Damaged":
    """A payload that is cut short, or in which something that is read is of another type than it can be."""
    name, text = draw(st.sampled_from([one for one in corpus() if looked_at(*one)]))
    if draw(st.integers(0, 9)) == 0:
        return Damaged(name, text, text.encode()[: draw(st.integers(0, max(0, len(text.rstrip()) - 1)))], malformed=True)
    value = json.loads(text)
    path = draw(st.sampled_from(looked_at(name, text)))
    wrong = draw(st.sampled_from(OTHER_TYPES[type_of(at_path(value, path))]))
    return Damaged(name, text, json.dumps(damaged(value, path, "type", wrong)).encode(), malformed=True)


def hold(payload: "Damaged", counts: Counter[str]) -> None:
    """A damaged payload gives a sound record or none, and no level that it does not state.

    One that is malformed, so that nobody can take it for a statement, has a line that says so.
    """
    name, text, bad, malformed = payload.name, payload.text, payload.bad, payload.malformed
    before, was = _sound(name, text)
    after, account = read({name: bad})
    if after is not None:
        consistent(validated(plain(after)))
        assert set(levels_of(after)) <= stated(bad)
    new = {line.text for line in account.lines if line.what in SPEAKS} - was
    same = after is before is None or (after is not None and before is not None and _said(after) == _said(before))
    kind = "an error line" if new and account.errors else "another line" if new else "no line" if same else "another statement"
    counts["malformed" if malformed else "otherwise damaged"] += 1
    counts[f"{'malformed' if malformed else 'otherwise damaged'}: {kind}"] += 1
    assert account.errors or new or not malformed, payload
    if after is None:
        assert account.errors or any(line.what is What.NOT_UNDERSTOOD for line in account.lines)


@cache
def _sound(name: str, text: str) -> tuple[CaseRecord | None, frozenset[str]]:
    record, account = read({name: text.encode()})
    return record, frozenset(line.text for line in account.lines if line.what in SPEAKS)


def _said(record: CaseRecord) -> str:
    return json.dumps(plain(record), sort_keys=True)


def stated(text: bytes) -> set[str]:
    """Every level that a payload states: in a word, in a letter, as a register, or as the level of one."""
    found: set[str] = set()
    topic = policy.topic("import_ndelius")
    registers = policy.topic("registers")["codes"]["value"]
    for word in words(json.loads(text)):
        code = topic["respelt"]["value"].get(word, word)
        code = by_words().get(word.strip().lower(), code)
        events = topic["register_events"]["value"].get(word[3:]) if word.startswith("RGN") else None
        category = registers.get(events or code, {}).get("category")
        for level in (
            levels.level(word),
            levels.letter(word),
            topic["register_levels"]["value"].get(word),
            topic["level_registers"]["value"].get(category),
        ):
            found.add(level or "")
    return found


def words(value: Any) -> Iterator[str]:
    """Every text and every field's name of a payload."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from words(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from words(inner)
