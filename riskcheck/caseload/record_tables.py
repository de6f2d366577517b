"""Case records as Parquet tables: one row a record, with its text, and one row a dated item, for questions in SQL.

``records`` can be checked as it is. ``items`` is only for asking: each item's own fields are JSON in one column.
"""

from collections.abc import Iterable, Iterator

import msgspec

from riskcheck.errors import RecordError
from riskcheck.parquet import Row, Table, new_folder
from riskcheck.records.model import CaseRecord, CustodySection, Item, Section
from riskcheck.records.read import Cases, Text, outcome

RECORDS = {"case_id": "text", "extracted_on": "day", "purpose": "word", "record": "text"}
ITEMS = {
    "section": "word",
    "case_id": "text",
    "item": "text",
    "on": "day",
    "known_on": "day",
    "same_incident_as": "text",
    "system": "word",
    "pointer": "text",
    "fields": "text",
}
"""The columns of the two tables and what they hold; ``items`` has a folder for each section."""

RECORDS_AT_A_TIME = 256
"""Records in one group of rows: each is about 25 kB."""


def write(texts: Iterable[Text], folder: str) -> Iterator[RecordError | None]:
    """Write records as tables into a new folder; yields ``None`` for each that is written, and the error of each that is not.

    The text of a record is kept to the byte. Raises ``MissingLibrary`` and ``UnwritableFile``.
    """
    cases = Cases()
    with new_folder(folder) as part:
        records = Table(part / "records", RECORDS, {}, rows=RECORDS_AT_A_TIME)
        items = Table(part / "items", ITEMS, {}, by="section")
        whole = False
        try:
            for text in texts:
                found = outcome(text)
                record, error = found.record, found.error
                if record is not None:
                    error = cases.repeated(record.case_id, found.source, found.line)
                if record is not None and error is None:
                    records.add(_record(record, text.piece.text))
                    for row in _items(record):
                        items.add(row)
                yield error
            whole = True
        finally:
            records.close(whole=whole)
            items.close(whole=whole)


def _record(record: CaseRecord, text: bytes) -> Row:
    return {
        "case_id": record.case_id,
        "extracted_on": record.extracted_on,
        "purpose": record.purpose,
        "record": text.decode(),
    }


def _items(record: CaseRecord) -> Iterator[Row]:
    for name in record.__struct_fields__:
        section = getattr(record, name)
        if isinstance(section, Section):
            yield from _rows(record.case_id, name, f"/{name}/items", section.items)
        elif isinstance(section, CustodySection):
            for part in section.__struct_fields__:
                value = getattr(section, part)
                if isinstance(value, tuple):
                    yield from _rows(record.case_id, f"{name}_{part}", f"/{name}/{part}", value)


def _rows(case_id: str, section: str, pointer: str, items: Iterable[object]) -> Iterator[Row]:
    for place, item in enumerate(items):
        if isinstance(item, Item):
            yield {
                "section": section,
                "case_id": case_id,
                "item": item.id,
                "on": item.date,
                "known_on": item.known_on or item.date,
                "same_incident_as": item.same_incident_as,
                "system": item.source.system,
                "pointer": f"{pointer}/{place}",
                "fields": msgspec.json.encode(item).decode(),
            }
