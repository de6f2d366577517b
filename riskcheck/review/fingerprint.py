"""What the evidence of a finding says in the record, as a short hash: a decision is on this evidence and no other.

A finding's key names its evidence; this is about what that evidence holds. The two differ where an item keeps its id and is
corrected: a hearing's outcome, a day, a statement.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from riskcheck.records.model import CaseRecord


class Prints:
    """The fingerprints of one record's evidence."""

    def __init__(self, record: CaseRecord) -> None:
        self._items = dict(_items(record))

    def of(self, items: Iterable[str]) -> str:
        """The fingerprint of some items, named by id, in any order: 16 hex digits."""
        said = [(item, self._items.get(item, "")) for item in sorted(set(items))]
        return hashlib.sha256(msgspec.json.encode(said)).hexdigest()[:16]


def _items(record: CaseRecord) -> Iterator[tuple[str, str]]:
    """Every item by its id, as JSON; the breaches of an order are items too."""
    for name in record.__struct_fields__:
        section = getattr(record, name)
        for part in getattr(section, "__struct_fields__", ()):
            for item in _listed(getattr(section, part)):
                yield item.id, _json(item)
                for breach in getattr(item, "breaches", ()):
                    yield breach.id, _json(breach)


def _listed(value: object) -> Iterator[Any]:
    if isinstance(value, tuple):
        yield from (item for item in value if hasattr(item, "id"))


def _json(item: msgspec.Struct) -> str:
    return msgspec.json.encode(item, order="deterministic").decode()
