"""An item of a record as it stood on one day: without the ends, outcomes and answers that lay ahead."""

from typing import Any, TypeVar

import msgspec

from riskcheck.days import Day
from riskcheck.records.model import (
    Adjudication,
    Alert,
    Assessment,
    CircumstanceRecord,
    Condition,
    Conviction,
    CustodyPeriod,
    Enforcement,
    InformationRequest,
    Item,
    MappaRecord,
    Order,
    RecallClock,
    Registration,
)

T = TypeVar("T", bound=Item)

_REACHED: dict[type[Item], dict[str, dict[str, Any]]] = {
    Assessment: {"countersigned_on": {"countersigned": None}},
    Conviction: {"decided_on": {"outcome": "pending", "sentence": None, "relevance_considered": None}},
    Adjudication: {"heard_on": {"outcome": "pending", "punishment": None}},
    InformationRequest: {"answered_on": {"answered": "no"}, "chased_on": {}},
    Order: {"ended_on": {}},
    **{kind: {"ended_on": {}} for kind in (Alert, Registration, Condition, CircumstanceRecord, CustodyPeriod, MappaRecord)},
}
"""The days on which an item of each kind came to its end, and what was so until then."""


def as_it_stood(item: T, as_of: Day) -> T:
    """The item without what lay ahead on that day; the item itself where nothing did, which is nearly always."""
    changes: dict[str, Any] = {}
    for name, until_then in _REACHED.get(type(item), {}).items():
        day = getattr(item, name)
        if day is not None and day > as_of:
            changes |= {name: None} | until_then
    if isinstance(item, Order) and item.breaches:
        changes["breaches"] = ()
    if isinstance(item, Enforcement) and item.recall is not None:
        clock = _clock_by(item.recall, as_of)
        if clock is not item.recall:
            changes["recall"] = clock
    return msgspec.structs.replace(item, **changes) if changes else item


def _clock_by(clock: RecallClock, as_of: Day) -> RecallClock:
    ahead = {
        name: None
        for name in clock.__struct_fields__
        if name.endswith("_at") and (time := getattr(clock, name)) is not None and time[:10] > as_of
    }
    return msgspec.structs.replace(clock, **ahead) if ahead else clock
