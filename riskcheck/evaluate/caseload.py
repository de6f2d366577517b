"""A caseload out of files: every record looked at, in the order of the input, by one process or by several."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from riskcheck.caseload.each import of_each
from riskcheck.errors import RecordError
from riskcheck.evaluate.outcomes import Looked, Unanswered, look
from riskcheck.records.read import texts


@dataclass(frozen=True)
class Caseload:
    """Every record of the input: looked at, without an answer, or not readable."""

    cases: tuple[Looked, ...]
    unanswered: tuple[Unanswered, ...]
    errors: tuple[RecordError, ...]

    @property
    def records(self) -> int:
        """How many records there were."""
        return len(self.cases) + len(self.unanswered) + len(self.errors)


def caseload(
    paths: Sequence[str], stdin: BinaryIO | None = None, *, jobs: int = 1, speak: Callable[[int], None] = lambda _: None
) -> Caseload:
    """Look at every record of some files with ``jobs`` processes; the result does not depend on how many there are.

    Raises ``NoSuchPath`` and ``NoRecords``, as reading does.
    """
    errors: list[RecordError] = []
    cases: list[Looked] = []
    unanswered: list[Unanswered] = []
    for number, looked in enumerate(of_each(look, texts(paths, stdin), jobs=jobs), 1):
        if isinstance(looked, RecordError):
            errors.append(looked)
        elif isinstance(looked, Looked):
            cases.append(looked)
        else:
            unanswered.append(looked)
        speak(number)
    return Caseload(tuple(cases), tuple(unanswered), tuple(errors))
