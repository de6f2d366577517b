"""What every report has in common: how it is told what was found, and what it leaves out when asked to."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO
from typing import Any, BinaryIO, TextIO, TypeVar

import msgspec

from riskcheck.errors import RecordError
from riskcheck.report.wording import ASSUMED_FIELDS
from riskcheck.result import AssumedItem, CaseResult, EvidenceRow, Flag, Run, Summary, Tool
from riskcheck.rulebook import RuleCard

Holder = TypeVar("Holder", bound=msgspec.Struct)


@dataclass(frozen=True)
class Options:
    """How a report was asked for."""

    hide_details: bool = False
    full: bool = False
    colour: bool = False


class Writer(ABC):
    """Writes one report: ``start``, then ``case`` and ``error`` in the order of the records, then ``end``."""

    def __init__(self, out: TextIO, options: Options) -> None:
        self.out = out
        self.options = options

    @abstractmethod
    def start(self, tool: Tool, run: Run, cards: Mapping[str, RuleCard]) -> None:
        """Say which riskcheck ran, how it was asked, and which rules were in force."""

    def case(self, result: CaseResult) -> None:
        """Report one case."""
        named = msgspec.structs.replace(result, source=encodable(result.source))
        self.show(without_details(named) if self.options.hide_details else named)

    @abstractmethod
    def show(self, result: CaseResult) -> None:
        """Write one case as it is given: what should be left out has been."""

    def error(self, error: RecordError) -> None:
        """Report one record or file that could not be read."""
        self.show_error(msgspec.structs.replace(error, source=encodable(error.source)))

    @abstractmethod
    def show_error(self, error: RecordError) -> None:
        """Write one error."""

    @abstractmethod
    def end(self, summary: Summary) -> None:
        """Report the counts, and finish."""


class Gathering(Writer):
    """A report whose errors, and what it says of the run, wait for its end."""

    def __init__(self, out: TextIO, options: Options) -> None:
        super().__init__(out, options)
        self._errors: list[RecordError] = []

    def start(self, tool: Tool, run: Run, cards: Mapping[str, RuleCard]) -> None:
        """Keep what is said of the run."""
        self._tool, self._run, self._cards = tool, run, cards

    def show_error(self, error: RecordError) -> None:
        """Keep one error."""
        self._errors.append(error)


class FileWriter(Gathering):
    """Writes a report that is not text, to ``file``; nothing is written before ``end``."""

    def __init__(self, file: BinaryIO, options: Options) -> None:
        super().__init__(StringIO(), options)
        self.file = file


def encodable(source: str) -> str:
    """A file's name as text that can be written: bytes of it that are no text are written as escapes."""
    return source.encode("utf-8", "backslashreplace").decode()


def without_details(result: CaseResult) -> CaseResult:
    """The same result without quotes and without the free text of the record."""
    return msgspec.structs.replace(
        result,
        assessment=result.assessment and msgspec.structs.replace(result.assessment, provenance=None),
        flags=tuple(_flag(flag) for flag in result.flags),
        findings=tuple(map(unquoted, result.findings)),
        assumed=without_notes(result.assumed),
        assumed_items=without_free_fields(result.assumed_items),
        note=None,
    )


def without_notes(assumed: tuple[str, ...]) -> tuple[str, ...]:
    """Of which items something is assumed, without the record's own words for it: a reference holds no space."""
    return tuple(f"{line.partition(': ')[0]}: left out with the details" for line in assumed)


def without_free_fields(assumed: tuple[AssumedItem, ...]) -> tuple[AssumedItem, ...]:
    """Of which items something is assumed, with the fields by their names where these are known ones."""
    return tuple(_assumed_item(one) for one in assumed)


def _assumed_item(one: AssumedItem) -> AssumedItem:
    known = tuple(field for field in one.fields if field in ASSUMED_FIELDS)
    return msgspec.structs.replace(one, fields=known if len(known) == len(one.fields) else (*known, "other"))


def _flag(flag: Flag) -> Flag:
    return msgspec.structs.replace(flag, reasons=tuple(map(unquoted, flag.reasons)))


def unquoted(holder: Holder) -> Holder:
    """Whatever rests on ``evidence``, without the words of the record."""
    rests_on: Any = holder
    return msgspec.structs.replace(holder, evidence=without_quotes(rests_on.evidence))


def without_quotes(rows: tuple[EvidenceRow, ...]) -> tuple[EvidenceRow, ...]:
    """The same evidence without the words of the record."""
    return tuple(msgspec.structs.replace(row, quote=None, span=None) for row in rows)
