"""What was on record before the further offence that no claim is about, most serious first."""

from collections.abc import Iterable

from riskcheck.check import check, evidence_rows
from riskcheck.days import Day, in_words
from riskcheck.earlylook.model import AssessmentClaim, EarlyLook
from riskcheck.earlylook.result import NotMentioned
from riskcheck.records.model import CaseRecord
from riskcheck.replay.look import replay
from riskcheck.result import CaseResult, EvidenceRow, Finding
from riskcheck.rules import RULES, STABLE, Found
from riskcheck.terms import WORDS, Group, Kind, Setting, Strand
from riskcheck.view import view

_QUESTIONS = (Kind.GAP, Kind.CONFLICT)


def not_mentioned(
    record: CaseRecord, early_look: EarlyLook, last_day: Day, mentioned: frozenset[str]
) -> tuple[NotMentioned, ...]:
    """The level, the evidence of each strand, and the gaps and conflicts, without the items in ``mentioned``.

    Most serious first: the level where the evidence on record points higher and no claim is about it; the strands by the
    points of their rules; gaps that show why a rating is hard to support; the other gaps and conflicts by day.
    """
    result = check(record, as_of=last_day, rules=STABLE)
    of_the_level = any(
        isinstance(claim, AssessmentClaim) and claim.asserts in ("rated_too_low", "rated_rightly")
        for claim in early_look.claims
    )
    found = [] if of_the_level else _level(record, result, last_day, early_look.further_offence_on)
    found += _strands(result, mentioned)
    found += _questions(result, mentioned)
    return tuple(_ranked(number, one) for number, one in enumerate(found, 1))


def _ranked(rank: int, one: dict[str, object]) -> NotMentioned:
    rows = one["evidence"]
    had = sum(row.probation_knew_on is not None for row in rows) if isinstance(rows, tuple) else 0
    return NotMentioned(rank=rank, probation_had=had, **one)  # type: ignore[arg-type]


def _level(record: CaseRecord, result: CaseResult, last_day: Day, offence: Day) -> list[dict[str, object]]:
    if not result.flags or result.assessment is None:
        return []
    flagged = [(flag.group, flag.setting) for flag in result.flags]
    firsts = [
        one.anyone.first.on
        for one in replay(record).ratings
        if (one.group, one.setting) in flagged and one.anyone.first is not None and one.anyone.first.on < offence
    ]
    seen = view(record, last_day)
    recorded = sorted({flag.recorded for flag in result.flags}, key=list(type(result.flags[0].recorded)).index)
    rated = " and ".join(WORDS[level] for level in recorded)
    known = [one.known for one in seen.assessments if one.item.id == result.assessment.id]
    rows = evidence_rows(seen, frozenset(), [Found(each, remark=f"Rated {rated}") for each in known])
    return [
        {
            "what": "level",
            "title": "The level itself",
            "says": f"Rated {rated} for {_ratings(flagged)}; the evidence on record, read together, points to high"
            + (f", first on {in_words(min(firsts))}" if firsts else ""),
            "rules": tuple(sorted({reason.rule for flag in result.flags for reason in flag.reasons if reason.weight})),
            "evidence": rows,
        }
    ]


def _ratings(pairs: Iterable[tuple[Group, Setting]]) -> str:
    by_setting: dict[Setting, list[str]] = {}
    for group, setting in pairs:
        by_setting.setdefault(setting, []).append(WORDS[group])
    return "; ".join(f"{', '.join(groups)} {WORDS[setting]}" for setting, groups in by_setting.items())


def _strands(result: CaseResult, mentioned: frozenset[str]) -> list[dict[str, object]]:
    found: list[tuple[int, Strand, dict[str, object]]] = []
    for strand in Strand:
        findings = [
            (finding, rows)
            for finding in result.findings
            if finding.kind is Kind.EVIDENCE and finding.strands == (strand,) and (rows := _unmentioned(finding, mentioned))
        ]
        if not findings:
            continue
        rows = _each_once(row for _, some in findings for row in some)
        days = len({row.on for row in rows})
        titles = "; ".join(RULES[finding.rule].title for finding, _ in findings)
        entry: dict[str, object] = {
            "what": "evidence",
            "title": WORDS[strand].capitalize(),
            "says": f"{titles} ({len(rows)} records of {days} days)" if len(rows) > 1 else titles,
            "rules": tuple(finding.rule for finding, _ in findings),
            "evidence": rows,
        }
        found.append((-sum(RULES[finding.rule].weight for finding, _ in findings), strand, entry))
    return [entry for _, _, entry in sorted(found, key=lambda one: (one[0], list(Strand).index(one[1])))]


def _questions(result: CaseResult, mentioned: frozenset[str]) -> list[dict[str, object]]:
    found = [
        (finding, rows)
        for finding in result.findings
        if finding.kind in _QUESTIONS and (rows := _unmentioned(finding, mentioned))
    ]
    return [
        {
            "what": finding.kind.value,
            "title": RULES[finding.rule].title,
            "says": RULES[finding.rule].why,
            "rules": (finding.rule,),
            "evidence": rows,
        }
        for finding, rows in sorted(found, key=_order)
    ]


def _order(found: tuple[Finding, tuple[EvidenceRow, ...]]) -> tuple[bool, Day, str]:
    finding, rows = found
    return finding.way is None, "" if finding.way else rows[0].on, finding.rule


def _unmentioned(finding: Finding, mentioned: frozenset[str]) -> tuple[EvidenceRow, ...]:
    return _each_once(row for row in finding.evidence if row.item not in mentioned)


def _each_once(rows: Iterable[EvidenceRow]) -> tuple[EvidenceRow, ...]:
    once: dict[tuple[str, str], EvidenceRow] = {}
    for row in rows:
        once.setdefault((row.item, row.says), row)
    return tuple(sorted(once.values(), key=_by_day))


def _by_day(row: EvidenceRow) -> tuple[Day, str, str]:
    return row.on, row.item, row.says
