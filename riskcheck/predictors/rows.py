"""Recorded scores beside the recomputed ones, as rows: what the reports of them show."""

import msgspec


class TermRow(msgspec.Struct, frozen=True):
    """One term of a score: the item, what it is in words, what it adds in the unit of the score, and the state of its item."""

    item: str
    says: str
    adds: float
    state: str


class WorkedOut(msgspec.Struct, frozen=True, kw_only=True):
    """A recomputed score. The terms add up to ``total``, in ``unit``; ``parts`` are the scores that a combined one sums."""

    predictor: str
    kind: str
    percent: float
    unit: str
    total: float
    terms: tuple[TermRow, ...]
    band: str | None = None
    points: int | None = None
    one_year: float | None = None
    parts: tuple["WorkedOut", ...] = ()


class ScoreRow(msgspec.Struct, frozen=True, kw_only=True):
    """One recorded score. ``outcome``: reproduced, differs or not_checked; ``changes``: answers with which it would follow."""

    predictor: str
    date: str
    pointer: str
    outcome: str
    recorded: float | None = None
    recorded_band: str | None = None
    recorded_kind: str | None = None
    assessment: str | None = None
    recomputed: WorkedOut | None = None
    why: str | None = None
    changes: tuple[str, ...] = ()
    contradictions: tuple[str, ...] = ()


class CaseScores(msgspec.Struct, frozen=True, kw_only=True):
    """The recorded scores of one case, by day."""

    case_id: str
    source: str
    scores: tuple[ScoreRow, ...]
    synthetic: bool = False
