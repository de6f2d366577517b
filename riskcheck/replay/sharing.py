"""What another agency had before probation did: the evidence behind the gap between the two readings."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from riskcheck.check import evidence_rows
from riskcheck.days import Day
from riskcheck.evidence import Act, Evidence, Known, Proof
from riskcheck.records.model import CaseRecord
from riskcheck.replay.result import Asked, Gap, NotHeld
from riskcheck.result import EvidenceRow
from riskcheck.rules.form import found
from riskcheck.terms import Group, KnownTo, Setting
from riskcheck.view import view


class Counted(NamedTuple):
    """A day on which some ratings were hard to support as known to any agency, and the items that counted on it."""

    day: Day
    flagged: frozenset[tuple[Group, Setting]]
    known: dict[str, Known]


def gap(
    first: Day, probation_first: Day | None, held: Sequence[tuple[Day, dict[str, Known]]], asked: Sequence[Asked]
) -> Gap | None:
    """What lies between the first days of a rating in the two readings; ``None`` where they are the same day.

    ``held`` are the days on which the rating was hard to support as known to any agency, with what counted on each.
    """
    if first == probation_first:
        return None
    lacked: dict[str, bool] = {}
    for day, counted in held:
        if probation_first is None or day < probation_first:
            lacked.update((item, known.stated) for item, known in counted.items() if _lacked(known, day))
    return Gap(
        from_=first,
        until=probation_first,
        days=_days(first, probation_first) if probation_first else None,
        items=tuple(sorted(item for item, stated in lacked.items() if stated)),
        not_stated=tuple(sorted(item for item, stated in lacked.items() if not stated)),
        requests=tuple(one.item for one in asked if _open_between(one, first, probation_first)),
    )


def _lacked(known: Known, day: Day) -> bool:
    return known.probation is None or known.probation > day


def _open_between(asked: Asked, first: Day, until: Day | None) -> bool:
    ended = asked.answered_on
    return (until is None or asked.on < until) and (ended is None or ended > first)


def not_held(record: CaseRecord, counted: Sequence[Counted], rated_from: Day | None) -> tuple[NotHeld, ...]:
    """Evidence of harm that probation still lacked when the first rating was made or later, by the day it came on record.

    What was refuted is left out, and so is what is neither harmful nor ever counted.
    """
    seen = view(record, record.extracted_on, KnownTo.ANYONE)
    last_counted: dict[str, list[Day]] = {}
    for one in counted:
        for item in one.known:
            last_counted.setdefault(item, []).append(one.day)
    rows = []
    for evidence in seen.evidence:
        known = evidence.known
        if known.probation is not None and (known.probation == known.anyone or known.probation <= (rated_from or "")):
            continue
        if not _matters(evidence, known.item_id in last_counted):
            continue
        (row,) = evidence_rows(seen, frozenset(), [found(evidence)])
        after = rated_from is not None and known.anyone > rated_from
        waited = _days(known.anyone, known.probation) if known.probation else None
        before = any(known.probation is None or day < known.probation for day in last_counted.get(known.item_id, ()))
        rows.append(NotHeld(evidence=_marked(row, after), waited=waited, counted=before))
    return tuple(sorted(rows, key=lambda one: (one.evidence.known_on, one.evidence.item)))


def _matters(evidence: Evidence, counts: bool) -> bool:
    if isinstance(evidence, Act):
        return counts or (evidence.harmful and evidence.proof is not Proof.NOT_PROVED)
    return True


def _marked(row: EvidenceRow, after: bool) -> EvidenceRow:
    return msgspec.structs.replace(row, after_assessment=after)


def _days(first: Day, last: Day) -> int:
    return date.fromisoformat(last).toordinal() - date.fromisoformat(first).toordinal()
