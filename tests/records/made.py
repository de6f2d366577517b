"""Case records made for tests: the schema's own example, and copies of it with changes."""

import copy
import io
import json
from collections.abc import Iterator
from typing import Any

from riskcheck.records import Outcome, read
from riskcheck.records.parse import parse
from riskcheck.records.problem import Refused
from riskcheck.records.schemas import schema

Json = dict[str, Any]


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every place in an object, its own (empty) first."""
    yield path
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from places(inner, (*path, key))


def at(record: Any, pointer: str) -> Any:
    """What a JSON pointer points to; fails where it points to nothing."""
    for step in pointer.split("/")[1:]:
        record = record[int(step)] if isinstance(record, list) else record[step]
    return record


def example(**changes: Any) -> Json:
    return {**copy.deepcopy(schema("case-record")["examples"][0]), **changes}


def line(record: Any) -> bytes:
    return json.dumps(record, ensure_ascii=False).encode()


def lines(*records: Any) -> bytes:
    return b"".join(line(record) + b"\n" for record in records)


def read_bytes(text: bytes) -> list[Outcome]:
    return list(read(["-"], io.BytesIO(text)))


def messages(text: bytes) -> list[str]:
    return [outcome.error.text for outcome in read_bytes(text) if outcome.error]


def case_ids(text: bytes) -> list[str]:
    return [outcome.record.case_id for outcome in read_bytes(text) if outcome.record]


def refusal(text: bytes) -> str | None:
    try:
        parse(text)
    except Refused as refused:
        return refused.problem.message
    return None
