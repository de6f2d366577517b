"""From an object to a case record: the schema first, fast; its reasons only for a record that does not fit."""

from functools import cache

import jsonschema_rs
import msgspec

from riskcheck.records.model import CaseRecord
from riskcheck.records.problem import Problem, Refused
from riskcheck.records.schemas import CASE_RECORD, schema

_DOES_NOT_FIT = "does not fit the schema (riskcheck schema case-record shows it)"


@cache
def gate() -> jsonschema_rs.Draft202012Validator:
    """The compiled validator of the case record, made once. It refuses dates that do not exist."""
    return jsonschema_rs.Draft202012Validator(schema(CASE_RECORD), validate_formats=True)


def validated(value: object) -> CaseRecord:
    """The case record that an object holds. Raises :class:`Refused` when it does not fit the schema."""
    if not gate().is_valid(value):
        from riskcheck.records.explain import explain  # slow to import, and most runs never need it

        raise Refused(explain(value) or Problem(_DOES_NOT_FIT))
    try:
        # Not strict, because a whole number may be written 1.0 in JSON; the gate has refused every other mixture.
        return msgspec.convert(value, CaseRecord, strict=False)
    except msgspec.ValidationError:
        raise Refused(Problem(_DOES_NOT_FIT)) from None
