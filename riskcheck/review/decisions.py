"""Reviewers' decisions on findings: kept in a store, shown beside the findings that they are about.

A decision is a record of judgement. It hides nothing: the finding stays, the flag stays, the counts stay, and the next finding
is made as if it had never been taken. Each is kept with a fingerprint of the evidence it was taken on; where that has changed
the finding is open again, and says so. Nothing is overwritten: a later decision stands, and the earlier stays in the trail.

From a script, decisions are written in a file and recorded together:

    [[decision]]
    key = "0f3c5a7b9d1e2f40"
    state = "disagreed"
    reason = "not_what_it_says"
    note = "The incident was a fire drill; see the wing log."
    reviewer = "R12"
    on = 2025-06-03
    until = 2025-12-31
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import msgspec

from riskcheck import by_hand, policy
from riskcheck.days import Day
from riskcheck.errors import BadDecisions, UnreadableFile
from riskcheck.records.model import CaseRecord
from riskcheck.result import CaseResult, DecisionShown, Finding
from riskcheck.review.fingerprint import Prints
from riskcheck.review.rows import DecisionRow
from riskcheck.review.store import Store
from riskcheck.review.trail import Draft, Entry, Head

KIND = "decision"
OPEN = "open"
STATES: tuple[str, ...] = tuple(policy.topic("decisions")["states"]["value"])
"""Open; agreed; the rule is wrong here; agreed but dealt with already; evidence is missing; not what this review is about."""

_LONGEST = 4000
_DAY = "a day that exists, as 2025-06-03"
_FORMS = {"on": _DAY, "until": _DAY}
_PLACE = re.compile(r"\$\[(\d+)\](?:\.(\w+))?")
_NAMED = re.compile(r"missing required field `(\w+)`")


class Decision(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One reviewer's decision on one finding. ``reason`` is a code of the policy; past ``until`` it no longer applies."""

    key: str
    state: str
    reason: str
    reviewer: str
    on: date
    note: str = ""
    until: date | None = None


class Recorded(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A decision as the trail keeps it: with the case, the rule, and the fingerprint of the evidence that it was taken on."""

    key: str
    case: str
    rule: str
    evidence: str
    state: str
    reason: str
    reviewer: str
    on: Day
    note: str = ""
    until: Day | None = None

    @property
    def says(self) -> str:
        """The reason in words, and the note."""
        words: str = policy.topic("decisions")[self.state]["value"].get(self.reason, self.reason)
        return f"{words}. {self.note}" if self.note else words

    def lapsed(self, today: Day) -> bool:
        """Whether its last day has passed."""
        return self.until is not None and self.until < today


class Met(msgspec.Struct, frozen=True, kw_only=True):
    """A finding that a decision can be about: where it was met, and the fingerprint of its evidence there."""

    key: str
    case: str
    rule: str
    evidence: str


def met(result: CaseResult, record: CaseRecord) -> tuple[Met, ...]:
    """What can be decided of a case that was checked."""
    prints = Prints(record)
    return tuple(Met(key=one.key, case=result.case_id, rule=one.rule, evidence=_print(prints, one)) for one in result.findings)


def wrong(decision: Decision) -> str | None:
    """What is wrong with a decision, in words that follow "it"; ``None`` where nothing is."""
    if decision.state not in STATES:
        return f"has a state that is not one of {', '.join(STATES)}"
    reasons = policy.topic("decisions")[decision.state]["value"]
    if decision.reason not in reasons:
        return f"has a reason that is not one of those for {decision.state}: {', '.join(reasons)}"
    if decision.state in policy.words("decisions", "note_needed") and not decision.note.strip():
        return f"needs a note, as every decision that is {decision.state} does"
    if not decision.reviewer.strip() or len(decision.reviewer) > 100:
        return "needs the name of its reviewer, of 100 characters at most"
    if decision.until is not None and decision.until < decision.on:
        return "applies until a day before the one on which it was taken"
    if len(decision.note) > _LONGEST:
        return f"has a note of more than {_LONGEST:,} characters"
    return None


def load(path: str) -> list[Decision]:
    """The decisions of a TOML file. Raises ``UnreadableFile`` and ``BadDecisions``."""
    try:
        entries = by_hand.parsed(Path(path).read_bytes()).get("decision", [])
    except OSError as fault:
        raise UnreadableFile(path, fault.strerror or type(fault).__name__) from None
    except by_hand.NotToml as fault:
        raise BadDecisions(path, fault.why) from None
    try:
        decisions = msgspec.convert(entries, list[Decision])
    except msgspec.ValidationError as fault:
        raise BadDecisions(path, _in_words(fault)) from None
    keys = [decision.key for decision in decisions]
    for place, decision in enumerate(decisions):
        if why := wrong(decision):
            raise BadDecisions(path, f"decision {place + 1} {why}")
        if keys.index(decision.key) != place:
            raise BadDecisions(path, f"decision {place + 1} is on the same finding as decision {keys.index(decision.key) + 1}")
    return decisions


def _in_words(fault: msgspec.ValidationError) -> str:
    """Which decision, and which of its fields, is not what it should be: the parser's own words are for programs."""
    place = _PLACE.search(str(fault))
    if place is None:
        return "it should have a [[decision]] for each of them"
    which = f"decision {int(place[1]) + 1}"
    if place[2]:
        return f"{which} should have {place[2]} as {_FORMS.get(place[2], 'text, in double quotes')}"
    if lacking := _NAMED.search(str(fault)):
        return f"{which} needs {lacking[1]}"
    return f"{which} has a field that no decision has: those of one are {', '.join(Decision.__struct_fields__)}"


def record(store: Store, decisions: Sequence[Decision], findings: Mapping[str, Met], at: str) -> Head:
    """Add decisions to a store, all or none; each is on one of ``findings``, by key. Raises ``BadDecisions``, ``BadStore``."""
    for place, decision in enumerate(decisions, 1):
        if why := wrong(decision):
            raise BadDecisions(store.name, f"decision {place} {why}")
        if decision.key not in findings:
            raise BadDecisions(store.name, f"decision {place} is on {decision.key}, which is no finding in these records")
    return store.add([_draft(decision, findings[decision.key], at) for decision in decisions])


def _draft(decision: Decision, found: Met, at: str) -> Draft:
    body = Recorded(
        key=decision.key,
        case=found.case,
        rule=found.rule,
        evidence=found.evidence,
        state=decision.state,
        reason=decision.reason,
        note=decision.note,
        reviewer=decision.reviewer,
        on=decision.on.isoformat(),
        until=decision.until.isoformat() if decision.until else None,
    )
    return Draft.of(body, at=at, by=decision.reviewer, kind=KIND, about=decision.key)


def recorded(entries: Iterable[Entry]) -> list[Recorded]:
    """Every decision of a trail, in the order in which they were taken; those that were taken back too."""
    return [entry.read(Recorded) for entry in entries]


def standing(taken: Iterable[Recorded]) -> dict[str, Recorded]:
    """The last decision on each finding, by key."""
    return {one.key: one for one in taken}


def rows(taken: Iterable[Recorded], today: Day) -> tuple[DecisionRow, ...]:
    """Decisions as rows, in the order in which they were taken, as they stand today."""
    taken = list(taken)
    last = standing(taken)
    return tuple(
        DecisionRow(
            case=one.case,
            rule=one.rule,
            key=one.key,
            state=one.state,
            reason=policy.topic("decisions")[one.state]["value"].get(one.reason, one.reason),
            note=one.note,
            reviewer=one.reviewer,
            on=one.on,
            until=one.until,
            standing="replaced" if last[one.key] is not one else "lapsed" if one.lapsed(today) else "stands",
        )
        for one in taken
    )


class Decisions:
    """The decisions of a store beside findings. Keeps count of which were met, so that those that were not can be reported."""

    def __init__(self, taken: Iterable[Recorded], today: Day) -> None:
        taken = list(taken)
        self._taken = taken
        self._by_key = standing(taken)
        self._by_rule = {(one.case, one.rule): one for one in taken}
        self._cases = {one.case for one in taken}
        self._met: set[str] = set()
        self._looked_at: set[str] = set()
        self.today = today

    @classmethod
    def of(cls, where: str, today: Day) -> "Decisions":
        """Those of a store. Raises ``NoSuchStore`` and ``BadStore``."""
        with Store.open(where) as store:
            return cls(recorded(store.entries(KIND)), today)

    def concern(self, case: str) -> bool:
        """Whether any of them is on a finding of this case."""
        return case in self._cases

    def shown_in(self, result: CaseResult, record: CaseRecord) -> CaseResult:
        """The same result with each decided finding showing its decision. Nothing is taken away.

        ``record`` is the record as it was read, whatever of it the result hides.
        """
        self._looked_at.add(result.case_id)
        prints = Prints(record)
        findings = tuple(
            msgspec.structs.replace(one, decision=self._shown(one, result.case_id, _print(prints, one)))
            for one in result.findings
        )
        return msgspec.structs.replace(result, findings=findings)

    def _shown(self, finding: Finding, case: str, evidence: str) -> DecisionShown | None:
        """The decision on a finding; where its evidence has changed, the one on what it was."""
        found = self._by_key.get(finding.key) or self._by_rule.get((case, finding.rule))
        if found is None:
            return None
        self._met.add(found.key)
        return DecisionShown(
            state=found.state,
            reviewer=found.reviewer,
            on=found.on,
            reason=found.says,
            until=found.until,
            expired=found.lapsed(self.today),
            reopened=found.evidence != evidence or found.key != finding.key,
        )

    def others(self) -> Iterator[DecisionRow]:
        """The decisions on the cases looked at that no finding showed: replaced by a later one, or their finding is gone."""
        for row in rows(self._taken, self.today):
            if row.case in self._looked_at and (row.standing == "replaced" or row.key not in self._met):
                yield row

    def unmet(self) -> tuple[str, ...]:
        """One sentence for each decision whose finding was not found: the evidence changed, or the case was not read."""
        return tuple(
            f"the decision of {one.reviewer} on {key} ({one.on}) met no finding: "
            "the evidence has changed, or its case was not among these records."
            for key, one in sorted(self._by_key.items())
            if key not in self._met and one.state != OPEN
        )


def _print(prints: Prints, finding: Finding) -> str:
    return prints.of(row.item for row in finding.evidence)
