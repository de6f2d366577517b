"""The start of a round: its entries, and what must not be in the same store."""

from collections.abc import Sequence

import msgspec

from riskcheck.errors import BadRound
from riskcheck.review.decisions import KIND as DECISION
from riskcheck.review.decisions import Recorded
from riskcheck.review.entries import (
    ANSWERS_SIZE,
    ASSIGNED,
    CLOSED,
    FLAGS,
    RELEASED,
    ROUND,
    SHEET_SIZE,
    Design,
    Drawn,
    Held,
    Plan,
    entry_for,
    keyed_hash,
    sealed_for,
    size_of_flags,
)
from riskcheck.review.passes import PANEL, Pass
from riskcheck.review.store import Store
from riskcheck.review.trail import Draft


def open_round(store: Store, panel: Pass, plan: Plan, design: Design, drawn: Sequence[Drawn], at: str) -> None:
    """Write a new round into a store: its plan, the sheets and the flags, all sealed. Raises ``BadRound``.

    The cases are given out in an order that says nothing of how they were drawn.
    """
    refuse_what_would_tell(store, plan.round, {one.sheet.case for one in drawn})
    in_order = sorted(drawn, key=lambda one: keyed_hash(panel.key, one.sheet.case))
    size = size_of_flags(one.said for one in drawn)
    sealed = sealed_for(panel, PANEL, ROUND, plan.round, design, ANSWERS_SIZE)
    told = msgspec.structs.replace(plan, design=sealed)
    drafts = [Draft.of(told, at=at, by=PANEL, kind=ROUND, about=plan.round)]
    for one in in_order:
        case = one.sheet.case
        drafts.append(entry_for(panel, PANEL, FLAGS, case, one.said, size, at=at, by=PANEL))
        for reviewer in one.reviewers:
            drafts.append(entry_for(panel, reviewer, ASSIGNED, case, one.sheet, SHEET_SIZE, at=at, by=PANEL))
            if not plan.blind:
                drafts.append(entry_for(panel, reviewer, RELEASED, case, one.said, size, at=at, by=PANEL))
    store.add(drafts)


def refuse_what_would_tell(store: Store, name: str, cases: set[str]) -> None:
    """A decision on a finding says that there is a finding; so such a case cannot be scored blind out of the same store.

    Raises ``BadRound``, also where the store has a round of this name.
    """
    if any(True for _ in store.entries(ROUND, about=name)):
        raise BadRound(f"there is a round called {name} already")
    decided = {entry.read(Recorded).case for entry in store.entries(DECISION)}
    if cases & decided:
        raise BadRound(
            f"decisions on {len(cases & decided)} of the cases are in the same store and would show what was found; "
            "use a new store for the round"
        )


def refuse_while_scored(store: Store, cases: set[str]) -> None:
    """While a case is scored, no decision on its findings is written where reviewers can read it. Raises ``BadRound``."""
    closed = {entry.about for entry in store.entries(CLOSED)}
    scored = {entry.about for entry in store.entries(ASSIGNED) if entry.read(Held).round not in closed}
    if cases & scored:
        raise BadRound(f"{len(cases & scored)} of the cases are being scored in this store; decide once the round is closed")
