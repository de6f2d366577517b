"""The recorded scores of one case as rows, each beside the same score worked out again."""

from collections.abc import Iterator

import msgspec

from riskcheck.predictors.inconsistent import contradictions
from riskcheck.predictors.recompute import Outcome, recompute
from riskcheck.predictors.record import assessment_of, inputs_of
from riskcheck.predictors.rows import CaseScores, ScoreRow, TermRow, WorkedOut
from riskcheck.predictors.scored import Score
from riskcheck.records.model import Assessment, CaseRecord, Predictor, items_of

_NO_ITEMS = "the items that it is worked out from were not supplied"
_NO_ASSESSMENT = "the record does not say in which assessment it was calculated"


def scores_of(record: CaseRecord, source: str) -> CaseScores:
    """Every recorded score of a record, by day and then by name."""
    rows = sorted(_rows(record), key=lambda row: (row.date, row.predictor, row.pointer))
    synthetic = record.purpose == "synthetic"
    return CaseScores(case_id=record.case_id, source=source, scores=tuple(rows), synthetic=synthetic)


def _rows(record: CaseRecord) -> Iterator[ScoreRow]:
    by_id = {item.id: item for item in record.assessments.items}
    for place, item in enumerate(items_of(record.predictors)):
        of = assessment_of(item, ((name, each.completed_on) for name, each in by_id.items()))
        yield _row(item, f"/predictors/items/{place}", by_id.get(of or ""))


def _row(item: Predictor, pointer: str, of: Assessment | None) -> ScoreRow:
    recorded = ScoreRow(
        predictor=item.name,
        date=item.date,
        pointer=pointer,
        outcome=Outcome.NOT_CHECKED,
        recorded=item.score,
        recorded_band=item.band,
        recorded_kind=item.static_or_dynamic,
        assessment=of.id if of else None,
        why=_NO_ASSESSMENT if of is None else _NO_ITEMS,
    )
    if of is None or of.scored_items is None:
        return recorded
    inputs = inputs_of(of, item.name, item.date)
    again = recompute(item, inputs)
    guess = f"the category of the offence is not known; the recorded score follows with {again.category}".replace("_", " ")
    tried = "the category of the offence is not known, and every category was tried"
    return msgspec.structs.replace(
        recorded,
        outcome=again.outcome,
        recomputed=_worked_out(again.score) if again.score else None,
        why=(guess if again.category else tried) if again.guessed else again.why,
        changes=tuple(change.says for change in again.changes),
        contradictions=tuple(contradictions(inputs)),
    )


def _worked_out(found: Score) -> WorkedOut:
    return WorkedOut(
        predictor=found.name,
        kind=found.kind,
        percent=found.percent,
        unit=found.unit,
        total=found.total,
        terms=tuple(TermRow(term.item, term.says, term.adds, term.state.value) for term in found.terms),
        band=found.band,
        points=found.points,
        one_year=found.one_year,
        parts=tuple(_worked_out(part) for part in found.parts),
    )
