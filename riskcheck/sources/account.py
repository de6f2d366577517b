"""The account of an import: what was read, what was not understood, what was changed on the way, and what coverage results.

No line carries a value out of a payload: a value can be a name. A code and a field's name are shown only where they look
like one.
"""

import re
from collections.abc import Iterator
from enum import StrEnum

import msgspec

from riskcheck import policy

FORMAT = "riskcheck.import/1"
_LISTS = ("registers", "alert_codes", "adjudication_codes")

_CODE = re.compile(r"[A-Z0-9]{1,4}|(?=[A-Z_:-]*[0-9_])[A-Z0-9_:-]{1,30}(?: \(24\))?", re.ASCII)
_FIELD = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,59}", re.ASCII)


class What(StrEnum):
    """What a line of the account is about."""

    READ = "read"
    ERROR = "error"
    NOT_UNDERSTOOD = "not understood"
    CHANGED = "changed"
    NOT_HELD = "not held"
    LINKED = "linked"
    COVERAGE = "coverage"


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line: the payload's file, a JSON pointer into it, what the line is about, and a sentence."""

    file: str
    pointer: str
    what: What
    message: str

    @property
    def text(self) -> str:
        """The line shown to people: ``file: pointer: what: message``, without the parts that are empty."""
        return ": ".join(part for part in (self.file, self.pointer, self.what.value, self.message) if part)


class Covered(msgspec.Struct, frozen=True, kw_only=True):
    """How much of one section results, and why."""

    section: str
    coverage: str
    why: str


class Account(msgspec.Struct, kw_only=True):
    """What became of one case: its folder, its reference (none where no record could be made), its lines and its coverage."""

    folder: str
    case_id: str | None = None
    lines: list[Line] = []
    coverage: list[Covered] = []

    @property
    def errors(self) -> list[Line]:
        """The lines that say that something could not be read."""
        return [line for line in self.lines if line.what is What.ERROR]

    def add(self, file: str, pointer: str, what: What, message: str) -> None:
        """Add a line, once."""
        line = Line(file=file, pointer=pointer, what=what, message=message)
        if line not in self.lines[-8:]:
            self.lines.append(line)


def texts(account: Account) -> Iterator[str]:
    """The account as lines of text; lines of one file that say the same are one, with how many there are."""
    named = account.case_id or "no record"
    yield f"{account.folder}: {named}"
    counted: dict[tuple[str, What, str], list[str]] = {}
    for line in account.lines:
        counted.setdefault((line.file, line.what, line.message), []).append(line.pointer)
    for (file, what, message), pointers in counted.items():
        first = Line(file=file, pointer=pointers[0], what=what, message=message).text
        yield f"  {first}" + (f" (and at {len(pointers) - 1} more places)" if len(pointers) > 1 else "")
    for covered in account.coverage:
        yield f"  coverage: {covered.section}: {covered.coverage.replace('_', ' ')}: {covered.why}"


def shown_code(code: str) -> str:
    """A code as it can be shown: itself where it looks like one, else nothing of it."""
    return code if looks_like_a_code(code) else "of an unusual form"


def looks_like_a_code(code: str) -> bool:
    """Whether a text is a known code or has the form of one: what has not could be anything, a name among them."""
    return _CODE.fullmatch(code) is not None or any(code in policy.topic(name)["codes"]["value"] for name in _LISTS)


def shown_field(name: str) -> str:
    """A field's name as it can be shown in a pointer: itself where it looks like one, else a star."""
    return name if _FIELD.fullmatch(name) else "*"


def as_json(account: Account) -> bytes:
    """The account of one case as JSON."""
    return msgspec.json.encode({"format": FORMAT, **msgspec.to_builtins(account)})


class Totals(msgspec.Struct):
    """How many cases were read, how many records they made, and how many lines say that something could not be read."""

    cases: int = 0
    records: int = 0
    errors: int = 0

    def take(self, account: Account) -> None:
        """Count one case."""
        self.cases += 1
        self.records += account.case_id is not None
        self.errors += len(account.errors)

    @property
    def text(self) -> str:
        """The totals in a line."""
        return f"{self.cases} cases: {self.records} records, {self.errors} errors"
