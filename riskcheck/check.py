"""The main job: one record, one day, one reading of who knew; out comes everything a report shows."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Protocol

import msgspec

from riskcheck.changes import Smallest, would_change
from riskcheck.days import Day
from riskcheck.evidence import Rated
from riskcheck.lacks import Lack
from riskcheck.missing import lacking, missing
from riskcheck.records.model import CaseRecord, Provenance
from riskcheck.result import (
    AssessmentChecked,
    AssumedItem,
    CaseResult,
    EvidenceRow,
    Finding,
    Flag,
    KnownBy,
    NotChecked,
    Rating,
    Reason,
    Remark,
    SectionCoverage,
    WayShown,
)
from riskcheck.rulebook import RuleCard
from riskcheck.rules import STABLE, Found, Rule
from riskcheck.sentences import claim, rating_reason, row_says
from riskcheck.terms import RATINGS, Coverage, Group, Kind, KnownTo, Level, Setting, Status
from riskcheck.timeline import timeline
from riskcheck.view import View, latest_assessment, view
from riskcheck.voice import Learned
from riskcheck.weigh import NEEDED, Raised, Row, Scales, Weighed


class SecondVoice(Protocol):
    """A check that looks at the same views and speaks beside the flags; of each view the same in any company."""

    def says(self, seen: Sequence[View], *, flagged: Sequence[bool]) -> Sequence[Learned]:
        """What it says of each of some views, of which the rules have flagged something, or nothing."""


def check(
    record: CaseRecord,
    *,
    source: str = "",
    as_of: Day | None = None,
    known_to: KnownTo = KnownTo.ANYONE,
    rules: Iterable[Rule] | None = None,
    learned: SecondVoice | None = None,
) -> CaseResult:
    """Check the ratings of one record.

    ``as_of`` is a day, or ``None`` for the day on which the last assessment with ratings was completed; a record without
    one is looked at on its extraction day and its ratings come out as not rated. ``rules`` default to every stable rule.
    ``learned`` is asked last, when everything that the rules say is settled; it changes none of it.
    """
    looked = by_rules(record, source=source, as_of=as_of, known_to=known_to, rules=rules)
    return looked[0] if learned is None else with_second_voice([looked], learned)[0]


def with_second_voice(looked: Sequence[tuple[CaseResult, View]], learned: SecondVoice) -> tuple[CaseResult, ...]:
    """Results of the rules with what the second voice says beside them: it is asked once about all of them."""
    says = learned.says([seen for _, seen in looked], flagged=[result.flagged for result, _ in looked])
    return tuple(msgspec.structs.replace(result, learned=one) for (result, _), one in zip(looked, says, strict=True))


def by_rules(
    record: CaseRecord, *, source: str, as_of: Day | None, known_to: KnownTo, rules: Iterable[Rule] | None
) -> tuple[CaseResult, View]:
    """What the rules say of one record, as :func:`check` does, and the view that they looked at."""
    found = latest_assessment(record)
    day = as_of or (found[1].completed_on if found else None) or record.extracted_on
    seen = view(record, day, known_to)
    chosen = STABLE if rules is None else tuple(rules)
    raised = run(seen, chosen)
    scales = Scales(seen, raised)
    weighed = {rated: scales.weigh(rated) for rated in RATINGS if scales.flags(rated)}
    changes = would_change(seen, raised, tuple(weighed)) if weighed else {}
    against = _remarks(raised, Kind.AGAINST)
    absent = missing(seen)
    assuming = _assuming(record)
    rows = {one.rule.code: evidence_rows(seen, scales.analysed, one.evidence) for one in raised}
    result = CaseResult(
        case_id=record.case_id,
        source=source,
        assessment=_assessment(seen),
        as_of=day,
        ratings=tuple(_rating(seen, scales, rated, weighed.get(rated)) for rated in RATINGS),
        flags=tuple(
            _flag(seen, one, rows, against=against, absent=absent, smallest=changes[rated]) for rated, one in weighed.items()
        ),
        findings=tuple(_finding(seen, one, rows[one.rule.code]) for one in raised),
        not_checked=tuple(_not_checked(rule.code, lacks) for rule in chosen if (lacks := _lacks(seen, rule))),
        coverage=tuple(SectionCoverage(section=name, coverage=how) for name, how in seen.coverage.items()),
        timeline=timeline(seen, raised),
        synthetic=record.purpose == "synthetic",
        assumed=_in_words(assuming),
        assumed_items=_by_item(assuming),
        note=record.note,
    )
    return result, seen


def run(seen: View, rules: Sequence[Rule]) -> list[Raised]:
    """What each rule finds in a view, in the order of the rules."""
    return [Raised(rule, evidence) for rule in rules if (evidence := tuple(rule.find(seen)))]


def _lacks(seen: View, rule: Rule) -> tuple[Lack, ...]:
    own = rule.unchecked(seen) if rule.unchecked else None
    return (*lacking(seen, rule.needs), *((own,) if own else ()))


def _not_checked(code: str, lacks: Iterable[Lack]) -> NotChecked:
    settled_by = tuple(correction for one in lacks for correction in one.settled_by)
    return NotChecked(rule=code, why="; ".join(one.why for one in lacks), settled_by=settled_by)


def card(rule: Rule) -> RuleCard:
    """What a report says about a rule."""
    return RuleCard(
        code=rule.code,
        name=rule.name,
        title=rule.title,
        why=rule.why,
        kind=rule.kind,
        strands=rule.strands,
        weight=rule.weight,
        inspection_question=rule.question,
        sources=rule.sources,
        status=rule.status,
    )


def _assessment(seen: View) -> AssessmentChecked | None:
    if seen.assessment is None or seen.assessed_on is None:
        return None
    item = seen.assessment.item
    return AssessmentChecked(
        id=item.id,
        type=item.type,
        completed_on=seen.assessed_on,
        pointer=seen.assessment.known.pointer,
        provenance=item.provenance.note if item.provenance else None,
    )


def _rating(seen: View, scales: Scales, rated: tuple[Group, Setting], weighed: Weighed | None) -> Rating:
    recorded = seen.level(*rated)
    outcome = status(seen, rated, recorded, weighed)
    return Rating(
        group=rated[0],
        setting=rated[1],
        recorded=recorded,
        status=outcome,
        indicated=Level.HIGH if weighed else None,
        strength=weighed.strength if weighed else None,
        why=rating_reason(seen, scales, rated, outcome),
    )


def status(seen: View, rated: tuple[Group, Setting], recorded: Level | None, weighed: Weighed | None) -> Status:
    """What the evidence says about one rating."""
    if recorded is None:
        return Status.NOT_RATED
    if weighed is not None:
        return Status.FLAGGED
    if recorded in (Level.HIGH, Level.VERY_HIGH):
        return Status.CONSISTENT
    complete = all(seen.coverage[name] is Coverage.COMPLETE for name in NEEDED)
    return Status.CONSISTENT if complete else Status.CANNOT_SAY


def _flag(
    seen: View,
    weighed: Weighed,
    rows: Mapping[str, tuple[EvidenceRow, ...]],
    *,
    against: tuple[Remark, ...],
    absent: tuple[Remark, ...],
    smallest: Smallest,
) -> Flag:
    ways = tuple(dict.fromkeys(one.rule.way for one in weighed.ways if one.rule.way is not None))
    return Flag(
        group=weighed.rated[0],
        setting=weighed.rated[1],
        recorded=weighed.recorded,
        indicated=Level.HIGH,
        strength=weighed.strength,
        total=weighed.total,
        incidents=weighed.incidents,
        recent_harm=weighed.recent_harm,
        says=claim(seen, weighed),
        ways=ways,
        ways_shown=tuple(
            WayShown(way=one.rule.way, rule=one.rule.code, says=row_says(one)) for one in weighed.ways if one.rule.way
        ),
        reasons=tuple(sorted((_reason(row, weighed.rated, rows) for row in weighed.rows), key=lambda one: not one.direct)),
        against=against,
        missing=absent,
        would_change=smallest.changes,
        no_fewer_than=smallest.no_fewer_than,
    )


def _reason(row: Row, rated: Rated, rows: Mapping[str, tuple[EvidenceRow, ...]]) -> Reason:
    rule = row.raised.rule
    return Reason(
        rule=rule.code,
        name=rule.name,
        strands=rule.strands,
        weight=row.adds,
        full_weight=rule.weight,
        says=row_says(row.raised),
        because=row.because,
        direct=bool(row.raised.directly_about(rated)),
        evidence=rows[rule.code],
    )


def _finding(seen: View, raised: Raised, rows: tuple[EvidenceRow, ...]) -> Finding:
    groups = {group for one in raised.evidence for group, _ in one.concerns}
    return Finding(
        key=finding_key(raised.rule.code, seen.case_id, raised.items),
        rule=raised.rule.code,
        name=raised.rule.name,
        kind=raised.rule.kind,
        strands=raised.rule.strands,
        groups=tuple(group for group in Group if group in groups),
        inspection_question=raised.rule.question,
        way=raised.rule.way,
        evidence=rows,
    )


def finding_key(rule: str, case_id: str, items: Iterable[str]) -> str:
    """A name for a finding that survives the next run while its evidence stays the same: 16 hex digits."""
    text = "\n".join((rule, case_id, *sorted(items)))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def evidence_rows(seen: View, analysed: frozenset[str], evidence: Iterable[Found]) -> tuple[EvidenceRow, ...]:
    """Evidence as reports show it, by day. ``analysed``: the ids that the assessment addresses with reasons."""
    return tuple(
        EvidenceRow(
            item=one.known.item_id,
            pointer=one.known.pointer,
            on=one.known.on,
            known_on=one.known.anyone,
            probation_knew_on=one.known.probation if _by(one.known.probation, seen.as_of) else None,
            known_by=tuple(KnownBy(agency=agency, on=on) for agency, on in one.known.by if on <= seen.as_of),
            known_by_stated=one.known.stated,
            source=one.known.source,
            says=one.says,
            quote=one.quote,
            span=one.span,
            after_assessment=not seen.before_assessment(one.known),
            addressed=one.known.item_id in analysed,
        )
        for one in sorted(evidence, key=lambda one: (one.known.on, one.known.item_id, one.says))
    )


def _by(day: Day | None, as_of: Day) -> bool:
    return day is not None and day <= as_of


def _remarks(raised: Sequence[Raised], kind: Kind) -> tuple[Remark, ...]:
    return tuple(
        Remark(says=f"{one.rule.title}: {each.says}", rule=one.rule.code, pointer=each.known.pointer, on=each.known.on)
        for one in raised
        if one.rule.kind is kind
        for each in one.evidence
    )


def assumed(record: CaseRecord) -> tuple[str, ...]:
    """What an illustrative record assumes beyond its published source, item by item, in words."""
    return _in_words(_assuming(record))


def assumed_items(record: CaseRecord) -> tuple[AssumedItem, ...]:
    """The items of an illustrative record of which something is assumed, and which fields, by item."""
    return _by_item(_assuming(record))


def _by_item(assuming: Iterable[tuple[str, Provenance]]) -> tuple[AssumedItem, ...]:
    return tuple(AssumedItem(item=item, fields=where.assumed) for item, where in sorted(assuming, key=itemgetter(0)))


def _in_words(assuming: Iterable[tuple[str, Provenance]]) -> tuple[str, ...]:
    lines = []
    for item, where in assuming:
        fields = ", ".join(where.assumed) or "all of it"
        lines.append(f"{item}: {fields}" + (f" ({where.note})" if where.note else ""))
    return tuple(sorted(lines))


def _assuming(record: CaseRecord) -> list[tuple[str, Provenance]]:
    """The items of which something is assumed, by their ids."""
    found = []
    for name in record.__struct_fields__:
        section = getattr(record, name)
        for part in getattr(section, "__struct_fields__", ()):
            value = getattr(section, part)
            for item in value if isinstance(value, tuple) else ():
                where = getattr(item, "provenance", None)
                if where is not None and (where.basis == "assumed" or where.assumed):
                    found.append((item.id, where))
    return found


__all__ = [
    "SecondVoice",
    "assumed",
    "assumed_items",
    "by_rules",
    "card",
    "check",
    "evidence_rows",
    "finding_key",
    "run",
    "status",
    "with_second_voice",
]
