"""The mapping file: which table holds which section, and which column which field, in the words of the case record."""

from collections.abc import Iterator
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from riskcheck import by_hand
from riskcheck.errors import BadTableMapping, UnreadableFile
from riskcheck.tables.fields import Field, fields, sections
from riskcheck.tables.values import DAY_FORMS, Unusable, value_of

FORMAT = "riskcheck.tables/1"
CASE = "case"
"""The section of a table with one row a case, for what belongs to the whole record, such as ``status.phase``."""


class Column(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a column means. ``words``: what stands for what; ``separator``: between several words in one cell."""

    field: str
    words: dict[str, Any] | None = None
    separator: str | None = None


class Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One table. ``file`` may hold ``*``. ``always``: fields that have the same value in every row."""

    file: str
    section: str
    case: str
    columns: dict[str, str | Column]
    sheet: str | None = None
    coverage: str | None = None
    system: str | None = None
    always: dict[str, Any] = {}
    not_taken: tuple[str, ...] = ()
    days: str | None = None
    drop_times: bool = False

    @property
    def meanings(self) -> dict[str, Column]:
        """What each column means."""
        return {name: Column(given) if isinstance(given, str) else given for name, given in self.columns.items()}


class Mapping(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole mapping. ``blank``: cells that say nothing; ``days``: how a day is written where it is text."""

    format: str
    extracted_on: str
    table: tuple[Table, ...]
    blank: tuple[str, ...] = ("",)
    days: str = "YYYY-MM-DD"
    purpose: str | None = None


def template() -> str:
    """A documented mapping to start from."""
    return files("riskcheck.tables").joinpath("template.toml").read_text(encoding="utf-8")


def load(path: str) -> Mapping:
    """Read a mapping and hold it against the case record.

    Raises ``UnreadableFile`` and ``BadTableMapping``.
    """
    try:
        mapping = msgspec.convert(by_hand.parsed(Path(path).read_bytes()), Mapping)
    except OSError as fault:
        raise UnreadableFile(path, fault.strerror or type(fault).__name__) from None
    except by_hand.NotToml as fault:
        raise BadTableMapping(path, fault.why) from None
    except msgspec.ValidationError as fault:
        raise BadTableMapping(path, str(fault).replace("`", "").rstrip(".")) from None
    for why in faults(mapping):
        raise BadTableMapping(path, why)
    return mapping


def faults(mapping: Mapping) -> Iterator[str]:
    """What keeps a mapping from being used, held against the case record."""
    if mapping.format != FORMAT:
        yield f"its format is not {FORMAT}"
    if not any(table.section == "assessments" for table in mapping.table):
        yield "no table has the section assessments"
    for days in (mapping.days, *(table.days for table in mapping.table if table.days)):
        if days not in DAY_FORMS:
            yield f"days is not one of {', '.join(DAY_FORMS)}"
    for table in mapping.table:
        yield from (f"{table.file}: {why}" for why in _faults_of(table))


def _faults_of(table: Table) -> Iterator[str]:
    if table.section != CASE and table.section not in sections():
        yield f"there is no section called {table.section}{_near(table.section, sections())}"
        return
    known = fields(table.section)
    if table.section != CASE and table.coverage not in ("complete", "partial"):
        yield "coverage says whether the extract is complete or partial, and it says neither"
    if table.section != CASE and table.system is None and "source.system" not in _given(table):
        yield "system names the system that the rows were read from"
    used: set[str] = set()
    for name, column in table.meanings.items():
        if column.field not in known:
            yield f"column {name}: there is no field called {column.field}{_near(column.field, known)}"
            return
        if column.field in used or column.field in table.always:
            yield f"column {name}: the field {column.field} is given twice"
        used.add(column.field)
        yield from (f"column {name}: {why}" for why in _faults_of_words(known[column.field], column))
    for name, given in table.always.items():
        if name not in known:
            yield f"always: there is no field called {name}{_near(name, known)}"
        elif (why := _unfit(known[name], given)) is not None:
            yield f"always: {name} {why}"
    both = {table.case, *table.columns} & set(table.not_taken)
    if both:
        yield f"{sorted(both)[0]} is mapped and not taken"
    lacking = [
        field.name for field in known.values() if field.needed and field.name not in _given(table) | {"id", "source.system"}
    ]
    if lacking:
        yield f"no column and no always gives {', '.join(sorted(lacking))}, which every row needs"


def _given(table: Table) -> set[str]:
    return {column.field for column in table.meanings.values()} | set(table.always)


def _faults_of_words(field: Field, column: Column) -> Iterator[str]:
    for given in (column.words or {}).values():
        if (why := _unfit(field, given)) is not None:
            yield f"words: what stands for a word {why}"
            return
    if column.separator is not None and not field.several:
        yield f"there is a separator, and {field.name} holds one value"


def _unfit(field: Field, given: Any) -> str | None:
    """Why a value of the mapping itself does not fit its field."""
    for each in given if isinstance(given, list) and field.several else [given]:
        try:
            value_of(each, field, "YYYY-MM-DD", drop_times=False)
        except Unusable as fault:
            return str(fault)
    return None


def _near(name: str, names: Any) -> str:
    found = get_close_matches(name, list(names), 1)
    return f"; did you mean {found[0]}?" if found else ""
