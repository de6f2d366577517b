"""What a rule finds in an example record."""

from typing import Any

import msgspec

from riskcheck.records import CaseRecord
from riskcheck.rules import RULES, Found
from riskcheck.view import View, view

DAY = "2025-06-01"
"""The day on which the examples are assessed, and looked at unless told otherwise."""


def view_of(made: dict[str, Any], day: str = DAY) -> View:
    return view(msgspec.convert(made, CaseRecord), day)


def found_by(code: str, made: dict[str, Any], day: str = DAY) -> list[Found]:
    return list(RULES[code].find(view_of(made, day)))


def items(code: str, made: dict[str, Any], day: str = DAY) -> set[str]:
    """The ids of what the rule rests on; empty where it is quiet."""
    return {one.known.item_id for one in found_by(code, made, day)}
