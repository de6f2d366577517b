"""An early look beside a case record: each claim on its day, then what no claim mentions.

A verdict rests on what was on record at the end of the day in question and on nothing else. The further offence, and
whatever is dated on its day or later, is seen by no part of a comparison.
"""

from collections.abc import Iterable

from riskcheck.check import assumed, assumed_items, evidence_rows
from riskcheck.days import Day
from riskcheck.earlylook.bearing import Bearing
from riskcheck.earlylook.cause import action_rests, attribution
from riskcheck.earlylook.kinds import look, reads_as
from riskcheck.earlylook.model import AnyClaim, EarlyLook
from riskcheck.earlylook.result import Afterwards, Compared, Comparison, Side, Verdict
from riskcheck.earlylook.sight import Sight, before, day_in_question, sight
from riskcheck.earlylook.telling import tell
from riskcheck.earlylook.unmentioned import not_mentioned
from riskcheck.errors import OtherCase
from riskcheck.known import known_of
from riskcheck.records.model import CaseRecord
from riskcheck.replay.moments import placed
from riskcheck.result import EvidenceRow
from riskcheck.rules import Found
from riskcheck.terms import KnownTo


def compare(record: CaseRecord, early_look: EarlyLook, *, source: str = "", written_in: str = "") -> Comparison:
    """Compare an early look with the record of its case. ``source`` and ``written_in`` name the two files.

    Raises :class:`~riskcheck.errors.OtherCase` where the early look is about another case.
    """
    if early_look.case_id != record.case_id:
        raise OtherCase(written_in or "the early look")
    last_day = before(early_look.further_offence_on)
    bearings = [(claim, *_on_its_day(claim, record, last_day)) for claim in early_look.claims]
    mentioned = frozenset(item for _, _, _, bearing in bearings for item in bearing.subjects)
    claims = tuple(_compared(claim, then, because, bearing, last_day) for claim, then, because, bearing in bearings)
    placed_items = list(placed(record))
    return Comparison(
        case_id=record.case_id,
        source=source,
        early_look=written_in,
        written_on=early_look.written_on,
        further_offence_on=early_look.further_offence_on,
        last_day=last_day,
        left_out=sum(item.date >= early_look.further_offence_on for _, item in placed_items),
        claims=claims,
        not_mentioned=not_mentioned(record, early_look, last_day, mentioned),
        came_to_light=_came_to_light(record, early_look.further_offence_on, last_day),
        counts={verdict: sum(one.verdict is verdict for one in claims) for verdict in Verdict},
        synthetic=record.purpose == "synthetic" or early_look.purpose == "synthetic",
        assumed=(*assumed(record), *_assumed_in(early_look)),
        assumed_items=assumed_items(record),
        notes=tuple(filter(None, (record.note, early_look.note))),
    )


def _on_its_day(claim: AnyClaim, record: CaseRecord, last_day: Day) -> tuple[Sight, str, Bearing]:
    question = day_in_question(claim, record, last_day)
    then = sight(record, question.day)
    return then, question.because, look(claim, then)


def _compared(claim: AnyClaim, then: Sight, because: str, bearing: Bearing, last_day: Day) -> Compared:
    whose = attribution(claim, bearing, then)
    own = look(claim, sight(then.record, then.day, KnownTo.PROBATION))
    return Compared(
        id=claim.id,
        kind=claim.of,
        says=claim.says,
        reads_as=reads_as(claim),
        as_of=then.day,
        as_of_because=because,
        verdict=bearing.verdict,
        why=bearing.why,
        probation=own.verdict,
        supports=Side(evidence=_rows(then, bearing.supports), stated=bearing.supports_by),
        contradicts=Side(evidence=_rows(then, bearing.contradicts), stated=bearing.contradicts_by),
        elsewhere=_rows(then, bearing.elsewhere),
        afterwards=_afterwards(claim, then, bearing, last_day),
        judged=claim.judged,
        attribution=whose,
        action=claim.action,
        action_rests=action_rests(claim, bearing.verdict, whose),
        provenance=claim.provenance,
    )


def _rows(then: Sight, found: Iterable[Found]) -> tuple[EvidenceRow, ...]:
    return evidence_rows(then.seen, then.seen.addressed("with_reasons") or frozenset(), found)


def _afterwards(claim: AnyClaim, then: Sight, bearing: Bearing, last_day: Day) -> Afterwards | None:
    """What came later and would have borne on the claim; ``None`` where nothing did."""
    if then.day >= last_day:
        return None
    last = sight(then.record, last_day)
    later = look(claim, last)
    had = {(one.known.item_id, one.says) for one in (*bearing.supports, *bearing.contradicts)}
    more = [one for one in (*later.supports, *later.contradicts) if (one.known.item_id, one.says) not in had]
    if not more and later.verdict is bearing.verdict:
        return None
    return Afterwards(verdict=later.verdict, evidence=_rows(last, more))


def _came_to_light(record: CaseRecord, offence: Day, last_day: Day) -> tuple[EvidenceRow, ...]:
    """What happened before the offence and came on record on its day or later: shown, and counted nowhere."""
    seen = sight(record, last_day).seen
    known = [(known_of(item, pointer), item) for pointer, item in placed(record)]
    late = [Found(one, remark=tell(item)) for one, item in known if one.on < offence <= one.anyone]
    return evidence_rows(seen, frozenset(), late)


def _assumed_in(early_look: EarlyLook) -> tuple[str, ...]:
    """What an illustrative early look assumes beyond its published source, claim by claim."""
    found = []
    for claim in early_look.claims:
        where = claim.provenance
        if where is not None and where.assumed:
            found.append(f"claim {claim.id}: {', '.join(where.assumed)}" + (f" ({where.note})" if where.note else ""))
    return tuple(found)
