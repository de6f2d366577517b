"""One payload of a case while an adapter reads it."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from riskcheck.sources.account import What, shown_field
from riskcheck.sources.draft import Draft, Found, Key
from riskcheck.sources.part import NOT_AN_OBJECT, Part, Trace, objects
from riskcheck.sources.personal import personal_fields
from riskcheck.sources.shape import entries

_REFERENCE = re.compile(r"(?=[^0-9]*[0-9])[A-Za-z0-9_-]{1,64}", re.ASCII)
_NOT_KNOWN = "is a field that riskcheck does not know: not read"


class Coverage:
    """How much of one part of the record one payload supplies, and in what words."""

    __slots__ = ("complete", "part", "why")

    def __init__(self, part: str, *, complete: bool, why: str) -> None:
        self.part = part
        self.complete = complete
        self.why = why


class Reading:
    """What an adapter works with: the payload, the system it is of, the draft that it adds to, and what it has to say.

    ``persons`` are the person's own numbers, by what they are, in all payloads of the case.
    """

    def __init__(self, trace: Trace, value: Any, system: str, draft: Draft, persons: dict[str, set[str]]) -> None:
        self.trace = trace
        self.value = value
        self.system = system
        self.draft = draft
        self.persons = persons
        self.covered: list[Coverage] = []
        self.counts: dict[str, int] = {}

    def line(self, pointer: str, what: What, message: str) -> None:
        """Add a line to the account."""
        self.trace.line(pointer, what, message)

    @cached_property
    def root(self) -> Part:
        """The payload, where it is an object: always the same part, so that what was looked at of it adds up."""
        return Part(self.value, "", self.trace)

    def each(self) -> Iterator[Part]:
        """The objects of the payload, where it is a list or a page of one; or the payload itself."""
        found = entries(self.value)
        if found is None:
            if isinstance(self.value, dict):
                yield self.root
            else:
                self.line("", What.ERROR, NOT_AN_OBJECT)
            return
        pointer = ""
        if isinstance(self.value, dict):
            page = self.root
            name = "content" if isinstance(self.value.get("content"), list) else "data"
            page.leave(name, "pageable", "sort", "size", "number", "numberOfElements", "first", "empty", "totalElements")
            page.leave("last", "totalPages", "pagination", "metadata", "totalResults", "page")
            pointer = f"/{name}"
        yield from objects(found, pointer, self.trace)

    @property
    def whole(self) -> bool:
        """Whether this is all of it: not one page of several."""
        if not isinstance(self.value, dict):
            return True
        pages = self.value.get("pagination")
        if isinstance(pages, dict):
            return pages.get("isLastPage") is True and pages.get("page") == 1
        if "content" not in self.value:
            return True
        one_page = self.value.get("totalPages") in (0, 1)
        return one_page or (self.value.get("first") is True and self.value.get("last") is True)

    def covers(self, part: str, *, complete: bool, why: str) -> None:
        """Say how much of a part of the record this payload supplies."""
        self.covered.append(Coverage(part, complete=complete, why=why))

    def covers_each(self, part: str, one: str) -> None:
        """Say that this payload supplies a part of the record: all of it as a list, or one entry, and others may be."""
        listed = isinstance(self.value, list) or "content" in self.value
        why = f"the list of {one}s" if listed else f"one {one}: whether there are others is not known"
        self.covers(part, complete=listed and self.whole, why=why)

    def put(
        self,
        section: str,
        part: Part,
        fields: dict[str, Any],
        keys: Sequence[Key],
        *,
        native: str | None = None,
        otherwise: dict[str, Any] | None = None,
        system: str | None = None,
    ) -> Found:
        """Add an item, read at a part. ``native``, its own reference, is kept where it looks like one.

        ``keys`` begin with the words that say what makes two records the same one.
        """
        self.counts[section] = self.counts.get(section, 0) + 1
        return self.draft.put(
            Found(
                section=section,
                system=system or self.system,
                keys=list(keys),
                fields={name: value for name, value in fields.items() if value is not None},
                otherwise=otherwise or {},
                native=native if native and _REFERENCE.fullmatch(native) else None,
                places=[(self.trace.file, part.pointer)],
            )
        )

    def left_over(self) -> None:
        """A line for every field that nobody looked at and that is not personal."""
        for part in self.trace.parts:
            for name in part.unread():
                if name not in personal_fields():
                    self.line(f"{part.pointer}/{shown_field(name)}", What.NOT_UNDERSTOOD, _NOT_KNOWN)
