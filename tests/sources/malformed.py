"""Payloads with something wrong in them, and what has to hold of every one of them."""

import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

from hypothesis import strategies as st

from riskcheck import policy
from riskcheck.records.consistency import check as consistent
from riskcheck.records.model import CaseRecord
from riskcheck.records.validate import validated
from riskcheck.sources import levels
from riskcheck.sources.account import Account, What
from riskcheck.sources.delius_registrations import by_words
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


@cache
def corpus() -> tuple[tuple[str, str], ...]:
    """Every payload to be damaged, as text: the published samples where they are, and payloads of synthetic cases."""
    found = {path.name: path.read_text(encoding="utf-8") for path in samples()}
    for _, made in emitted(6):
        found.update({name: json.dumps(plain(payload)) for name, payload in made.files.items()})
    return tuple(sorted(found.items()))


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
def payloads(draw: st.DrawFn) -> tuple[str, str, bytes]:
    """A file's name, its text, and its text with something wrong in it."""
    name, text = draw(st.sampled_from(corpus()))
    how = draw(st.sampled_from(("wrong", "wrong", "wrong", "renamed", "removed", "twice", "cut", "bytes")))
    if how == "cut":
        return name, text, text.encode()[: draw(st.integers(0, max(0, len(text) - 2)))]
    if how == "bytes":
        at, more = draw(st.integers(0, len(text))), draw(st.sampled_from((b"\xff", b"NaN", b'"', b"{", b"]", b"\\", b"1e999")))
        return name, text, text.encode()[:at] + more + text.encode()[at:]
    value = json.loads(text)
    path = draw(st.sampled_from(list(places(value))))
    return name, text, json.dumps(damaged(value, path, how, draw(st.sampled_from(WRONG)))).encode()


def hold(name: str, text: str, bad: bytes, counts: Counter[str]) -> None:
    """A damaged payload gives a sound record or none, no level that it does not state, and a line for what it changed."""
    before, was = _sound(name, text)
    after, account = read({name: bad})
    if after is not None:
        consistent(validated(plain(after)))
        assert set(levels_of(after)) <= stated(bad)
    new = {line.text for line in account.lines if line.what in SPEAKS} - was
    same = after is not None and before is not None and _said(after) == _said(before)
    counts["payloads"] += 1
    counts["with an error line" if account.errors and new else "with another line" if new else "nothing was read there"] += 1
    if after is None:
        assert account.errors or any(line.what is What.NOT_UNDERSTOOD for line in account.lines)
    elif not same and not new:
        # What changed is then another valid statement: the damage put a word or a number that the field may have.
        counts["another statement"] += 1
        assert _is_json(bad)


@cache
def _sound(name: str, text: str) -> tuple[CaseRecord | None, frozenset[str]]:
    record, account = read({name: text.encode()})
    return record, frozenset(line.text for line in account.lines if line.what in SPEAKS)


def _said(record: CaseRecord) -> str:
    return json.dumps(plain(record), sort_keys=True)


def _is_json(text: bytes) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


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


__all__ = ["Account", "hold", "payloads"]
