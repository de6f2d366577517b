"""From the rows of a store of decisions and of a round of scoring to those of the workbook."""

from collections.abc import Iterable, Iterator

from riskcheck.report.workbook.panel import AgreementRow, DecisionRow
from riskcheck.review import rows

_KAPPA_NOTE = "Near nought where nearly all cases are of one kind, however many are rated the same; read the three together"


def decisions(given: Iterable[rows.DecisionRow], today: str) -> Iterator[DecisionRow]:
    """Every decision that is given, as it comes: of one that was replaced it is said."""
    for one in given:
        yield DecisionRow(
            case_id=one.case,
            key=one.key,
            rule=one.rule,
            state=one.state,
            reviewer=one.reviewer,
            on=one.on[:10],
            reason="; ".join(
                filter(None, (one.reason, one.note, "replaced by a later decision" if one.standing == "replaced" else ""))
            ),
            until=one.until,
            expired=one.until is not None and one.until < today,
        )


def agreement(given: Iterable[rows.AgreementRow]) -> tuple[AgreementRow, ...]:
    """Three figures for each pair and question; never kappa by itself."""
    return tuple(row for one in given for row in _figures(one))


def _figures(one: rows.AgreementRow) -> Iterator[AgreementRow]:
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
