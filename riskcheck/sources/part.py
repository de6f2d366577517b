"""One object of a payload while it is read: every look at a field is remembered, so that no field is passed over silently.

A field of another type than expected is an error line and counts as absent. Null, an empty text and a missing field are the
same: nothing was stated.
"""

from collections.abc import Iterator
from typing import Any, TypeVar

from riskcheck.sources.account import Account, What, shown_field
from riskcheck.sources.times import Moment, moment, placeholder

Kind = TypeVar("Kind")

NOT_TEXT = "is not text: left out"
NOT_A_NUMBER = "is not a number: left out"
NOT_YES_OR_NO = "is neither true nor false: left out"
NOT_AN_OBJECT = "is not an object: left out"
NOT_A_LIST = "is not a list: left out"
NOT_A_DAY = "is not a day that exists: left out"
PLACEHOLDER = "is a day that stands for one that nobody knows: taken as not recorded"


class Trace:
    """What the reading of one payload leaves: its lines in the account of the case, and the parts that were looked at."""

    __slots__ = ("account", "errors", "file", "local_times", "parts")

    def __init__(self, file: str, account: Account) -> None:
        self.file = file
        self.account = account
        self.parts: list[Part] = []
        self.local_times = 0
        self.errors = 0

    def line(self, pointer: str, what: What, message: str) -> None:
        """Add a line to the account."""
        self.errors += what is What.ERROR
        self.account.add(self.file, pointer, what, message)


class Part:
    """An object of a payload, with the pointer to it. ``fields`` are the names that were looked at or left on purpose."""

    __slots__ = ("fields", "pointer", "trace", "value", "whole")

    def __init__(self, value: dict[str, Any], pointer: str, trace: Trace) -> None:
        self.value = value
        self.pointer = pointer
        self.trace = trace
        self.fields: set[str] = set()
        self.whole = False
        trace.parts.append(self)

    def at(self, name: str) -> str:
        """The pointer to a field."""
        return f"{self.pointer}/{shown_field(name)}"

    def tell(self, what: What, message: str) -> None:
        """Add a line about this object to the account."""
        self.trace.line(self.pointer, what, message)

    def says(self, name: str, what: What, message: str) -> None:
        """Add a line about a field to the account."""
        self.trace.line(self.at(name), what, message)

    def raw(self, name: str) -> Any:
        """What a field holds, whatever it is; nothing where it is absent, null or an empty text."""
        self.fields.add(name)
        found = self.value.get(name)
        return None if isinstance(found, str) and not found.strip() else found

    def leave(self, *names: str) -> None:
        """Fields that the case record has no place for, and that bear on no rating."""
        self.fields.update(names)

    def leave_rest(self) -> None:
        """Leave every field that is not looked at: what this object is was said, and the record has no place for it."""
        self.whole = True

    def text(self, name: str) -> str | None:
        """A text, as it stands."""
        return self._of(str, name, NOT_TEXT)

    def code(self, name: str) -> str | None:
        """A code, which some systems write as text and some as a whole number."""
        found = self.raw(name)
        if found is None or isinstance(found, str):
            return found.strip() if found else None
        if isinstance(found, int) and not isinstance(found, bool):
            return str(found)
        self._wrong(name, NOT_TEXT)
        return None

    def number(self, name: str) -> float | None:
        """A number."""
        found = self.raw(name)
        if found is None or (isinstance(found, int | float) and not isinstance(found, bool)):
            return found
        self._wrong(name, NOT_A_NUMBER)
        return None

    def truth(self, name: str) -> bool | None:
        """True or false."""
        return self._of(bool, name, NOT_YES_OR_NO)

    def moment(self, name: str) -> Moment | None:
        """A day, or a day with a time; a placeholder counts as absent, with a line that says so."""
        found = self.raw(name)
        if found is None:
            return None
        try:
            read = moment(found) if isinstance(found, str) else None
        except ValueError:
            read = None
        if read is None:
            self._wrong(name, NOT_A_DAY)
            return None
        if placeholder(read.day):
            self.says(name, What.CHANGED, PLACEHOLDER)
            return None
        if read.time is not None and not read.zoned:
            self.trace.local_times += 1
        return read

    def day(self, name: str) -> str | None:
        """The day of a moment."""
        found = self.moment(name)
        return found.day if found is not None else None

    def part(self, name: str) -> "Part | None":
        """An object inside this one."""
        found = self._of(dict, name, NOT_AN_OBJECT)
        return Part(found, self.at(name), self.trace) if found is not None else None

    def parts(self, name: str) -> list["Part"]:
        """The objects of a list inside this one; what in it is no object is an error line."""
        return list(objects(self._of(list, name, NOT_A_LIST) or [], self.at(name), self.trace))

    def texts(self, name: str) -> list[tuple[str, str]]:
        """The texts of a list inside this one, each with its pointer."""
        kept = []
        for number, inner in enumerate(self._of(list, name, NOT_A_LIST) or ()):
            if isinstance(inner, str):
                kept.append((inner, f"{self.at(name)}/{number}"))
            else:
                self.trace.line(f"{self.at(name)}/{number}", What.ERROR, NOT_TEXT)
        return kept

    def unread(self) -> Iterator[str]:
        """The names that were not looked at."""
        if not self.whole:
            yield from (name for name in self.value if name not in self.fields)

    def _of(self, kind: type[Kind], name: str, otherwise: str) -> Kind | None:
        """What a field holds, where it is of this type; else an error line."""
        found = self.raw(name)
        if found is None or isinstance(found, kind):
            return found
        self._wrong(name, otherwise)
        return None

    def _wrong(self, name: str, message: str) -> None:
        self.says(name, What.ERROR, message)


def objects(found: list[Any], pointer: str, trace: Trace) -> Iterator[Part]:
    """The objects of a list, as parts; what in it is no object is an error line."""
    for number, inner in enumerate(found):
        if isinstance(inner, dict):
            yield Part(inner, f"{pointer}/{number}", trace)
        else:
            trace.line(f"{pointer}/{number}", What.ERROR, NOT_AN_OBJECT)
