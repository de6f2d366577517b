"""From what a store of decisions and a round of scoring give out to the rows of the workbook.

Only the shape of what is given counts: any object with these attributes will do.
"""

from collections.abc import Iterable, Iterator
from typing import Protocol

from riskcheck.report.workbook.panel import AgreementRow, DecisionRow

_KAPPA_NOTE = "Near nought where nearly all cases are of one kind, however many are rated the same; read the three together"


class Decided(Protocol):
    """One decision as a store gives it out. ``stands``: no later one has replaced it."""

    @property
    def case(self) -> str: ...  # noqa: D102 - the shape of another's row
    @property
    def rule(self) -> str: ...  # noqa: D102
    @property
    def key(self) -> str: ...  # noqa: D102
    @property
    def state(self) -> str: ...  # noqa: D102
    @property
    def reason(self) -> str: ...  # noqa: D102
    @property
    def note(self) -> str: ...  # noqa: D102
    @property
    def reviewer(self) -> str: ...  # noqa: D102
    @property
    def on(self) -> str: ...  # noqa: D102
    @property
    def until(self) -> str | None: ...  # noqa: D102
    @property
    def stands(self) -> bool: ...  # noqa: D102


class Agreed(Protocol):
    """How far two agree on one thing: the share that is the same, kappa, and Gwet's AC, each with its interval."""

    @property
    def between(self) -> str: ...  # noqa: D102
    @property
    def about(self) -> str: ...  # noqa: D102
    @property
    def cases(self) -> int: ...  # noqa: D102
    @property
    def same(self) -> float | None: ...  # noqa: D102
    @property
    def same_low(self) -> float | None: ...  # noqa: D102
    @property
    def same_high(self) -> float | None: ...  # noqa: D102
    @property
    def weights(self) -> str: ...  # noqa: D102
    @property
    def kappa(self) -> float | None: ...  # noqa: D102
    @property
    def kappa_low(self) -> float | None: ...  # noqa: D102
    @property
    def kappa_high(self) -> float | None: ...  # noqa: D102
    @property
    def ac(self) -> float | None: ...  # noqa: D102
    @property
    def ac_low(self) -> float | None: ...  # noqa: D102
    @property
    def ac_high(self) -> float | None: ...  # noqa: D102


def decisions(given: Iterable[Decided], today: str) -> tuple[DecisionRow, ...]:
    """Every decision that was given out, replaced ones too: nothing is left out, and which of them stand is said."""
    return tuple(
        DecisionRow(
            case_id=one.case,
            key=one.key,
            rule=one.rule,
            state=one.state,
            reviewer=one.reviewer,
            on=one.on[:10],
            reason="; ".join(filter(None, (one.reason, one.note, "" if one.stands else "replaced by a later decision"))),
            until=one.until,
            expired=one.until is not None and one.until < today,
        )
        for one in given
    )


def agreement(given: Iterable[Agreed]) -> tuple[AgreementRow, ...]:
    """Three figures for each pair and question; never kappa by itself."""
    return tuple(row for one in given for row in _figures(one))


def _figures(one: Agreed) -> Iterator[AgreementRow]:
    plain = one.weights == "none"
    measures = (
        ("Share that is the same", one.same, one.same_low, one.same_high, ""),
        ("Cohen's kappa" if plain else f"Kappa, {one.weights} weights", one.kappa, one.kappa_low, one.kappa_high, _KAPPA_NOTE),
        ("Gwet's AC1" if plain else f"Gwet's AC2, {one.weights} weights", one.ac, one.ac_low, one.ac_high, ""),
    )
    for measure, value, low, high, note in measures:
        yield AgreementRow(
            what=one.about, between=one.between, cases=one.cases, measure=measure, value=value, low=low, high=high, note=note
        )
