"""Lowered ratings: what was on record for it."""

from collections.abc import Iterable

from riskcheck.days import Day
from riskcheck.evidence import Proof
from riskcheck.rules.examples import adjudication, assessed, case, circumstance, overseen
from riskcheck.rules.form import Edge, Found, gap
from riskcheck.rules.sources import DOWNGRADING_2019, SONNEX_2009
from riskcheck.terms import WORDS, Level
from riskcheck.view import View, completed

_ORDER = {level: place for place, level in enumerate(Level)}


@gap(
    code="ST101",
    name="lowered-without-a-reason",
    title="A rating was lowered, and neither new evidence nor a reason is recorded",
    question="C1a",
    sources=(DOWNGRADING_2019, SONNEX_2009),
    needs=(),
    fires={
        "high in March, medium in June, and no reason": case(
            assessed("2025-03-01", "high", id="as-1"), assessed("2025-06-01", "medium", id="as-2")
        ),
    },
    false_positives={
        "The reason is recorded": case(
            assessed("2025-03-01", "high", id="as-1"),
            assessed("2025-06-01", "medium", id="as-2", lowered_because="The allegation was withdrawn and he is settled."),
        ),
        "The reason is in the countersignature": case(
            assessed("2025-03-01", "high", id="as-1"),
            assessed("2025-06-01", "medium", id="as-2"),
            overseen("2025-06-01", "countersignature", decision="Agreed: the order has ended and she has moved away."),
        ),
        "A charge against him was dismissed in between": case(
            assessed("2025-03-01", "high", id="as-1"),
            assessed("2025-06-01", "medium", id="as-2"),
            adjudication("2025-02-01", "assault", outcome="dismissed", heard_on="2025-04-01"),
        ),
        "What raised risk has ended": case(
            assessed("2025-03-01", "high", id="as-1"),
            assessed("2025-06-01", "medium", id="as-2"),
            circumstance("2025-01-01", "alcohol", ended_on="2025-05-01"),
        ),
        "It was raised": case(assessed("2025-03-01", "medium", id="as-1"), assessed("2025-06-01", "high", id="as-2")),
    },
    edge=Edge(
        case=case(assessed("2025-03-01", "high", id="as-1"), assessed("2025-06-01", "medium", id="as-2")), day="2025-06-01"
    ),
)
def lowered_without_a_reason(view: View) -> Iterable[Found]:
    """Lower ratings mean fewer contacts, and staff under pressure of work have said that they lowered them for that.

    A rating that comes down because the facts did is sound; then the facts, or the reason, are on record.
    """
    if view.assessment is None or view.earlier is None or view.assessment.item.lowered_because:
        return
    lowered = [
        rated
        for rated, before in view.earlier_levels.items()
        if rated in view.levels and _ORDER[view.levels[rated]] < _ORDER[before]
    ]
    if lowered and not _points_down(view, completed(view.earlier)):
        group, setting = lowered[0]
        more = f", and {len(lowered) - 1} more" if len(lowered) > 1 else ""
        was, now = view.earlier_levels[group, setting], view.levels[group, setting]
        says = f"{WORDS[group].capitalize()} {WORDS[setting]}: {WORDS[was]} before, {WORDS[now]} now{more}; no reason recorded"
        yield Found(view.assessment.known, tuple(lowered), remark=says)


def _points_down(view: View, since: Day) -> bool:
    """Whether something that speaks for a lower rating came about after the earlier assessment."""
    noted = any(
        seen.item.kind == "countersignature" and seen.item.decision and seen.item.date > since for seen in view.oversight
    )
    ended = any(label.ended_on is not None and label.ended_on > since for label in view.labels)
    eased = any(
        (seen.item.ended_on or "") > since or (seen.item.state == "absent" and seen.item.date > since)
        for seen in view.circumstances
    )
    return noted or ended or eased or _refuted_since(view, since)


def _refuted_since(view: View, since: Day) -> bool:
    decided = {seen.item.id: seen.item.decided_on for seen in view.convictions}
    decided |= {seen.item.id: seen.item.heard_on for seen in view.adjudications}
    return any(
        act.proof is Proof.NOT_PROVED and (decided.get(act.known.item_id) or view.on_record(act.known)) > since
        for act in view.acts
    )
