"""Why an object does not fit the case record's schema: the first reason, in one sentence that says what to do.

No sentence holds a value out of the record. Words come from the schema: what it allows, not what was found.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any

from riskcheck.records.problem import Path, Problem, with_count
from riskcheck.records.schemas import CASE_RECORD, schema

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator, ValidationError

_KINDS = {
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "an object",
    "null": "null",
}
_MOST_SHOWN = 12
_IDENTIFIER = re.compile(r"[a-z_]{1,40}")
_DAY_LIKE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_DAY_AND_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]", re.ASCII)

# Of several reasons at one place, the one that explains the others.
_FIRST_SAID = ("type", "const", "enum", "format", "pattern")


@dataclass(frozen=True, slots=True)
class _Reason:
    place: Path
    said: int
    problem: Problem
    explains: Path | None = None


def explain(value: object) -> Problem | None:
    """The first thing wrong with the object, in the order of its text, and how many more there are.

    None when jsonschema finds nothing wrong.
    """
    if not isinstance(value, dict):
        return Problem(f"a record should be an object, not {_KINDS[_kind(value)]}")
    first_at: dict[Path, _Reason] = {}
    for error in _validator().iter_errors(value):
        for reason in _reasons(error):
            known = first_at.get(reason.place)
            if known is None or reason.said < known.said:
                first_at[reason.place] = reason
    for misspelt in [reason.explains for reason in first_at.values()]:
        if misspelt is not None:
            first_at.pop(misspelt, None)
    if not first_at:
        return None
    if wrong_format := first_at.get(("format",)):
        return wrong_format.problem
    reasons = sorted(first_at.values(), key=lambda reason: _position(value, reason.place))
    return with_count(reasons[0].problem, len(reasons) - 1)


@cache
def _validator() -> "Draft202012Validator":
    from jsonschema import Draft202012Validator

    return Draft202012Validator(schema(CASE_RECORD), format_checker=Draft202012Validator.FORMAT_CHECKER)


def _position(value: object, place: Path) -> tuple[int, ...]:
    """Where a place is in the text: by the order of fields. What is missing comes after what its object has."""
    positions: list[int] = []
    for part in place:
        if isinstance(value, dict):
            names = list(value)
            positions.append(names.index(part) if part in value else len(names))
            value = value.get(part)
        elif isinstance(value, list) and isinstance(part, int):
            positions.append(part)
            value = value[part]
    return tuple(positions)


def _reasons(error: "ValidationError") -> Iterator[_Reason]:
    path: Path = tuple(error.absolute_path)
    keyword = str(error.validator)
    said = _FIRST_SAID.index(keyword) if keyword in _FIRST_SAID else len(_FIRST_SAID)
    rules: dict[str, Any] = error.schema if isinstance(error.schema, dict) else {}
    if keyword == "required":
        for name in rules["required"]:
            if name not in error.instance:  # type: ignore[operator]
                yield _Reason((*path, name), said, Problem(f"needs the field '{name}'{_when(rules)}", path))
    elif keyword == "additionalProperties":
        for name in error.instance:  # type: ignore[union-attr]
            if name not in rules.get("properties", {}):
                yield _unknown(name, rules, error.instance, path)
    else:
        yield _Reason(path, said, Problem(_says(keyword, rules, error.instance), path))


def _when(rules: dict[str, Any]) -> str:
    """For a field that is needed only sometimes: when."""
    for definition in schema(CASE_RECORD)["$defs"].values():
        if definition.get("then") is rules:
            asked = definition["if"]["properties"].items()
            return " when " + " and ".join(f"its {name} is {_either(rule)}" for name, rule in asked)
    return ""


def _either(rule: dict[str, Any]) -> str:
    return " or ".join(str(choice) for choice in rule.get("enum", [rule.get("const")]))


def _unknown(name: object, rules: dict[str, Any], instance: object, path: Path) -> _Reason:
    """Of a field that the schema does not have. Its name is shown only when it can hardly be anything but a slip.

    Otherwise its number among the fields is, as they stand in the text: a whole record may be one line.
    """
    place = (*path, str(name))
    missing = [known for known in rules.get("properties", {}) if known not in instance]  # type: ignore[operator]
    if isinstance(name, str) and _IDENTIFIER.fullmatch(name):
        near = get_close_matches(name, missing, n=1, cutoff=0.75)
        if near:
            message = f"has an unknown field '{name}'; did you mean '{near[0]}'?"
            return _Reason(place, len(_FIRST_SAID), Problem(message, path, place), (*path, near[0]))
    number = list(instance).index(name) + 1  # type: ignore[call-overload]
    message = (
        f"has an unknown field, number {number} of its fields: take it out (riskcheck schema case-record lists the fields)"
    )
    return _Reason(place, len(_FIRST_SAID), Problem(message, path, place))


def _says(keyword: str, rules: dict[str, Any], instance: object) -> str:
    rule = rules.get(keyword)
    if keyword == "type":
        return _wrong_type(str(rule), instance)
    if keyword == "const":
        return f"should be {rule}: this version reads no other format"
    if keyword == "enum":
        return _wrong_choice([str(choice) for choice in rules["enum"]], instance)
    if rules.get("format") == "date":
        return _wrong_day(instance)
    if keyword == "pattern":
        return _wrong_pattern(str(rule))
    sentences = {
        "minimum": f"should be {rule} or more",
        "maximum": f"should be {rule} or less",
        "maxLength": f"should be no longer than {rule} characters",
        "maxItems": f"should have no more than {rule} entries",
        "minItems": "should have at least one entry",
        "uniqueItems": "has an entry twice: keep one",
    }
    return sentences.get(keyword, "does not fit the schema (riskcheck schema case-record shows it)")


def _wrong_type(wanted: str, instance: object) -> str:
    if instance is None:
        return f"should be {_KINDS[wanted]}, not null: leave the field out when it is not known"
    if wanted == "integer" and _kind(instance) == "number":
        return "should be a whole number"
    return f"should be {_KINDS[wanted]}, not {_KINDS[_kind(instance)]}"


def _kind(instance: object) -> str:
    kinds = ((bool, "boolean"), ((int, float), "number"), (str, "string"), (list, "array"), (dict, "object"))
    return next((name for types, name in kinds if isinstance(instance, types)), "null")


def _wrong_choice(choices: list[str], instance: object) -> str:
    if len(choices) <= _MOST_SHOWN:
        allowed = f"should be one of {', '.join(choices)}"
    else:
        allowed = f"should be one of the {len(choices)} words that riskcheck schema case-record lists"
    if not isinstance(instance, str) or len(instance) > 100:
        return allowed
    simple = re.sub(r"[^a-z0-9]+", "_", instance.strip().lower())
    near = get_close_matches(simple, choices, n=1, cutoff=0.75)
    return f"{allowed}; did you mean {near[0]}?" if near else allowed


def _wrong_day(instance: object) -> str:
    day = instance if isinstance(instance, str) else ""
    if _DAY_LIKE.fullmatch(day):
        return "is not a day that exists (write YYYY-MM-DD)"
    if _DAY_AND_TIME.match(day):
        return "should be a day without a time (write YYYY-MM-DD)"
    return "should be a day in figures (write YYYY-MM-DD)"


def _wrong_pattern(pattern: str) -> str:
    definitions = schema(CASE_RECORD)["$defs"]
    if pattern == definitions["id"]["pattern"]:
        return "should be a reference without spaces: up to 64 letters, digits, dots, dashes, underscores and colons"
    if pattern == definitions["time"]["pattern"]:
        return "should be a local day and time (write YYYY-MM-DDTHH:MM)"
    return "is not written as the schema asks (riskcheck schema case-record shows it)"
