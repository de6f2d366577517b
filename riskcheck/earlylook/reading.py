"""From a file to an early look: JSON, TOML, or the Word or Excel form filled in.

An error says what is wrong and where, and never repeats what was written: an early look is about people.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from jsonschema import Draft202012Validator, ValidationError

from riskcheck import by_hand
from riskcheck.earlylook.model import FORMAT, KINDS, EarlyLook
from riskcheck.errors import BadEarlyLook, UnreadableFile
from riskcheck.records.parse import parse
from riskcheck.records.problem import Refused
from riskcheck.records.schemas import schema

SCHEMA = "early-look"
LARGEST = 10_000_000
"""Bytes: an early look is some pages."""

_KINDS = {"string": "text", "array": "a list", "object": "an object"}
_SENTENCES: dict[str, Callable[[Any], str]] = {
    "required": lambda rule: f"needs {_listed(rule)}",
    "additionalProperties": lambda _: "has a field that it should not have",
    "enum": lambda rule: f"should be one of {_listed(rule)}",
    "const": lambda rule: f"should be {rule}",
    "type": lambda rule: f"should be {_KINDS.get(rule, rule)}",
    "minLength": lambda _: "should not be empty",
    "maxLength": lambda rule: f"should be no longer than {rule} characters",
    "minItems": lambda _: "should have at least one entry",
    "maxItems": lambda rule: f"should have no more than {rule} entries",
    "uniqueItems": lambda _: "has an entry twice",
    "pattern": lambda _: "should be a day, written YYYY-MM-DD",
    "format": lambda _: "should be a day that exists, written YYYY-MM-DD",
}
_NAMES = frozenset(kind.of for kind in KINDS)


def read_early_look(path: str) -> EarlyLook:
    """The early look in a file, by the ending of its name: .json, .toml, .docx or .xlsx.

    Raises ``UnreadableFile`` and ``BadEarlyLook``.
    """
    readers = {".json": _from_json, ".toml": _from_toml, ".docx": _from_word, ".xlsx": _from_excel}
    reader = readers.get(Path(path).suffix.lower())
    if reader is None:
        raise BadEarlyLook(path, "its name should end in .json, .toml, .docx or .xlsx")
    try:
        data = Path(path).read_bytes()
    except OSError as fault:
        raise UnreadableFile(path, fault.strerror or type(fault).__name__) from None
    if len(data) > LARGEST:
        raise BadEarlyLook(path, f"it has more than {LARGEST:,} bytes")
    return early_look(reader(path, data), path)


def early_look(value: object, path: str) -> EarlyLook:
    """The early look that an object holds. Raises ``BadEarlyLook``."""
    if (why := _fault(value)) is not None:
        raise BadEarlyLook(path, why)
    found = msgspec.convert(value, EarlyLook)
    _consistent(found, path)
    return found


def _fault(value: object) -> str | None:
    """What of the schema an object does not fit, in words; a claim is held against its own kind."""
    outer = next(iter(sorted(_outer().iter_errors(value), key=_depth)), None)
    if outer is not None:
        return _says(outer, "")
    claims: list[object] = value["claims"] if isinstance(value, dict) else []
    for number, claim in enumerate(claims, 1):
        kind = claim.get("kind") if isinstance(claim, dict) else None
        if kind not in _NAMES:
            return f"claim {number} should have a kind, one of {_listed(sorted(_NAMES))}"
        fault = next(iter(sorted(_claim(kind).iter_errors(claim), key=_depth)), None)
        if fault is not None:
            return _says(fault, f"claim {number}")
    return None


def _depth(error: ValidationError) -> tuple[int, list[str]]:
    return len(error.absolute_path), [str(step) for step in error.absolute_path]


@cache
def _outer() -> Draft202012Validator:
    rules = schema(SCHEMA)
    claims = {**rules["properties"]["claims"], "items": {"type": "object"}}
    properties = {**rules["properties"], "claims": claims}
    return _validator({**rules, "properties": properties})


@cache
def _claim(kind: str) -> Draft202012Validator:
    return _validator({"$defs": schema(SCHEMA)["$defs"], "$ref": f"#/$defs/{kind}_claim"})


def _validator(rules: dict[str, Any]) -> Draft202012Validator:
    return Draft202012Validator(rules, format_checker=Draft202012Validator.FORMAT_CHECKER)


def _says(error: ValidationError, where: str) -> str:
    known = [str(step) if isinstance(step, str) else f"entry {step + 1}" for step in error.absolute_path]
    rule: Any = error.validator_value
    if error.validator == "required" and isinstance(error.instance, dict):
        rule = [name for name in rule if name not in error.instance]
    sentence = _SENTENCES.get(str(error.validator), lambda _: "does not fit the schema")(rule)
    return f"{', '.join(filter(None, (where, *known))) or 'it'} {sentence}"


def _listed(words: Iterable[object]) -> str:
    return ", ".join(map(str, words))


def _consistent(found: EarlyLook, path: str) -> None:
    """What a schema cannot say. Raises ``BadEarlyLook``."""
    if found.written_on < found.further_offence_on:
        raise BadEarlyLook(path, "it was written before the further offence")
    seen: set[str] = set()
    for number, claim in enumerate(found.claims, 1):
        if claim.id in seen:
            raise BadEarlyLook(path, f"claim {number} has the number of another claim")
        seen.add(claim.id)
        if claim.on is not None and (claim.from_ is not None or claim.until is not None):
            raise BadEarlyLook(path, f"claim {number} names a day and a span: keep one")
        if claim.from_ is not None and claim.until is not None and claim.until < claim.from_:
            raise BadEarlyLook(path, f"claim {number} ends before it starts")


def _from_json(path: str, data: bytes) -> object:
    try:
        return parse(data)
    except Refused as refused:
        raise BadEarlyLook(path, f"it {refused.problem.message}") from None


def _from_toml(path: str, data: bytes) -> object:
    try:
        return _with_days(by_hand.parsed(data))
    except by_hand.NotToml as fault:
        raise BadEarlyLook(path, fault.why) from None


def _with_days(value: object) -> object:
    """TOML has days of its own; a record has them as text."""
    if isinstance(value, dict):
        return {name: _with_days(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_with_days(part) for part in value]
    return value.isoformat() if isinstance(value, date | datetime) else value


def _from_word(path: str, data: bytes) -> object:
    from riskcheck.earlylook.forms.word import read

    return {"format": FORMAT, **read(path, data)}


def _from_excel(path: str, data: bytes) -> object:
    from riskcheck.earlylook.forms.excel import read

    return {"format": FORMAT, **read(path, data)}
