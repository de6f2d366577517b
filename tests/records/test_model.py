"""The structs are the schema, field by field."""

import types
import typing
from typing import Any

import msgspec
import pytest

from riskcheck.records import CaseRecord, model
from riskcheck.records.schemas import schema

SCHEMA = schema("case-record")


def resolved(part: dict[str, Any]) -> dict[str, Any]:
    return SCHEMA["$defs"][part["$ref"].rsplit("/", 1)[1]] if "$ref" in part else part


def struct_in(annotation: Any) -> Any:
    """The struct that a field holds, through ``| None`` and ``tuple[..., ...]``; None for a plain value."""
    origin = typing.get_origin(annotation)
    if origin in (typing.Union, types.UnionType):
        (inner,) = (part for part in typing.get_args(annotation) if part is not type(None))
        return struct_in(inner)
    if origin is tuple:
        return struct_in(typing.get_args(annotation)[0])
    held = origin or annotation
    return annotation if isinstance(held, type) and issubclass(held, msgspec.Struct) else None


def pairs(struct: Any, part: dict[str, Any], where: str) -> list[tuple[str, Any, dict[str, Any]]]:
    """Every struct with the object of the schema that it stands for."""
    found = [(where, struct, part)]
    for field in msgspec.structs.fields(struct):
        inner = struct_in(field.type)
        below = resolved(part["properties"].get(field.encode_name, {}))
        if inner is not None:
            below = resolved(below["items"]) if below.get("type") == "array" else below
            found += pairs(inner, below, f"{where}/{field.encode_name}")
    return found


PAIRS = pairs(CaseRecord, SCHEMA, "")


@pytest.mark.parametrize(("struct", "part"), [pair[1:] for pair in PAIRS], ids=[pair[0] or "/" for pair in PAIRS])
def test_a_struct_has_the_fields_that_its_schema_names_and_needs_the_same_ones(struct: Any, part: Any) -> None:
    fields = msgspec.structs.fields(struct)
    assert {field.encode_name for field in fields} == set(part["properties"])
    assert {field.encode_name for field in fields if field.required} == set(part.get("required", []))


def test_every_object_of_the_schema_refuses_unknown_fields() -> None:
    assert all(part["additionalProperties"] is False for _, _, part in PAIRS)


def test_every_section_of_the_schema_is_reached() -> None:
    assert len(PAIRS) > 60
    assert {pair[1] for pair in PAIRS if isinstance(pair[1], type)} >= {model.OrderBreach, model.RecallClock, model.Weapon}
