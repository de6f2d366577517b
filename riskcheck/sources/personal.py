"""What is personal in payloads: found in its fields wherever they are, and taken out of every text that enters a record.

A name that stands in no field of any payload of the case cannot be known to be one: only people can take it out.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from riskcheck import policy

_WORD = re.compile(r"[^\W\d_][\w'\u2019-]*")
_CODES = ("id", "code", "record_id", "same_incident_as", "system")


@cache
def personal_fields() -> frozenset[str]:
    """The names of fields that hold a name, a number, an address, or what no section of a record has."""
    topic = policy.topic("import_personal")
    return frozenset().union(*(topic[key]["value"] for key in ("name_fields", "number_fields", "other_fields")))


class Personal:
    """The names and numbers in the payloads of one case."""

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._numbers: set[str] = set()
        self._pattern: re.Pattern[str] | None = None

    def collect(self, payload: object) -> None:
        """Take in the names and numbers of a payload, wherever in it they are."""
        self._pattern = None
        for name, value in _fields(payload):
            if name in policy.words("import_personal", "name_fields"):
                for text in _strings(value):
                    self._names.update(word for word in _WORD.findall(text) if self._is_name(word))
            elif name in policy.words("import_personal", "number_fields"):
                self._numbers.update(text.strip() for text in _strings(value) if len(text.strip()) >= _shortest("number"))

    def clean(self, text: str) -> str:
        """A text without the names and numbers that were found, and without what looks like a number or an address."""
        if self._pattern is None:
            self._pattern = self._compiled()
        for looks_like, written in _patterns():
            text = looks_like.sub(written, text)
        return self._pattern.sub(_mark(), text)

    def cleaned(self, value: Any, name: str = "") -> Any:
        """A value of a record with every text in it cleaned; references and codes stay as they are."""
        if isinstance(value, str):
            return value if name in _CODES or name.endswith("_on") or name == "date" else self.clean(value)
        if isinstance(value, dict):
            return {key: self.cleaned(inner, key) for key, inner in value.items()}
        return [self.cleaned(inner, name) for inner in value] if isinstance(value, list | tuple) else value

    def _is_name(self, word: str) -> bool:
        return len(word) >= _shortest("name") and word[0].isupper()

    def _compiled(self) -> re.Pattern[str]:
        found = sorted(
            (*self._numbers, *self._names, *(name.upper() for name in self._names)), key=lambda one: (-len(one), one)
        )
        return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, found)) + r")(?!\w)" if found else r"(?!)")


def _fields(value: object) -> Iterator[tuple[str, object]]:
    waiting = [value]
    while waiting:
        held = waiting.pop()
        if isinstance(held, dict):
            for name, inner in held.items():
                yield name, inner
                waiting.append(inner)
        elif isinstance(held, list):
            waiting.extend(held)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, int) and not isinstance(value, bool):
        yield str(value)
    else:
        for _, inner in _fields(value):
            if isinstance(inner, str):
                yield inner


def _shortest(what: str) -> int:
    shortest: int = policy.topic("import_personal")[f"shortest_{what}"]["value"]
    return shortest


def _mark() -> str:
    mark: str = policy.topic("import_personal")["name_mark"]["value"]
    return mark


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(one), written) for one, written in policy.topic("import_personal")["patterns"]["value"])
