"""What is wrong with one record, before it is known which file the record came from."""

from dataclasses import dataclass

Path = tuple[str | int, ...]
"""A place in a record: names of fields and positions in lists, outermost first."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One sentence about one place.

    ``path`` is the place to name. ``at`` is the place whose line to give when it is a more exact one (an unknown
    field's line, whose name must not be shown). ``byte`` is the offset, for text that is not JSON and has no places.
    """

    message: str
    path: Path = ()
    at: Path | None = None
    byte: int | None = None


def with_count(problem: Problem, more: int) -> Problem:
    """The problem, saying that the record has more of them."""
    if not more:
        return problem
    count = "1 more problem" if more == 1 else f"{more} more problems"
    return Problem(f"{problem.message} (and {count} in this record)", problem.path, problem.at, problem.byte)


class Refused(Exception):  # noqa: N818 - never shown to a user: it carries a problem up to the reader
    """A record is refused because of its ``problem``."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem
