"""A case as rows and sentences: what the text and the page both show, so that each number has one place."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from riskcheck import policy
from riskcheck.report import wording
from riskcheck.report.accounts import Account, Rated, accounts_of
from riskcheck.report.items import Item, Place, numbered
from riskcheck.report.learned import Voice, voice_of
from riskcheck.report.wording import count, day, sentence, unique, visible
from riskcheck.result import CaseResult, Change, Finding, Flag, Rating, Remark, Tool
from riskcheck.rulebook import RuleCard
from riskcheck.terms import WORDS, Coverage, Group, Kind, Level, Setting, Status, Strength

T = TypeVar("T")

EXPERT_POINTS = "Points are expert judgement, not measured chances."
A_PERSON_DECIDES = "riskcheck raises questions about ratings; a person decides."


@dataclass(frozen=True)
class Shared:
    """A remark or a change, and the ratings it is about: empty where it is about every flag of the case."""

    says: str
    about: str
    rule: str | None = None
    pointer: str | None = None
    on: str | None = None
    evidence: tuple[int, ...] = ()

    @property
    def place(self) -> str | None:
        """Where in the record, in words."""
        return None if self.pointer is None else wording.place(self.pointer)


@dataclass(frozen=True)
class RatingRow:
    """One rating: the level on record and what the evidence says about it."""

    group: Group
    setting: Setting
    about: str
    recorded: str
    status: Status
    strength: Strength | None
    verdict: str
    why: str


@dataclass(frozen=True)
class OtherFinding:
    """A finding that no flag rests on: a note, a conflict, a gap."""

    rule: str
    title: str
    kind: str
    question: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class CaseRows:
    """Everything that a report shows of one case."""

    case_id: str
    source: str
    status: Status
    headline: str
    assessed: str
    as_of: str | None
    learned: str
    voice: Voice | None
    base_rate: str | None
    synthetic: bool
    notes: tuple[str, ...]
    assumed: tuple[str, ...]
    ratings: tuple[RatingRow, ...]
    accounts: tuple[Account, ...]
    items: tuple[Item, ...]
    cards: tuple[RuleCard, ...]
    changes: tuple[Shared, ...]
    against: tuple[Shared, ...]
    missing: tuple[Shared, ...]
    not_checked: tuple[str, ...]
    checks_lacking: int
    coverage: tuple[str, ...]
    others: tuple[OtherFinding, ...]
    decisions: tuple[str, ...]

    @property
    def assumed_line(self) -> str:
        """Of how much of the case its published source does not state something."""
        return wording.assumed_line(len(self.assumed))

    @property
    def marked(self) -> bool:
        """Whether a day among what is shown is marked as assumed."""
        shown = (*self.items, *(item for other in self.others for item in other.items))
        return any(item.on.endswith(wording.MARK) for item in shown)

    @property
    def lacked_input(self) -> tuple[str, ...]:
        """How many checks lacked input, in one line; none where none did."""
        return (f"{count(self.checks_lacking, 'check')} lacked some or all of their input.",) if self.checks_lacking else ()

    @property
    def strength(self) -> str:
        """The strength of the strongest flag, in a word."""
        strong = WORDS[Strength.STRONG]
        return strong if any(account.strength == strong for account in self.accounts) else WORDS[Strength.POSSIBLE]

    @property
    def total(self) -> int:
        """The points of the flag that has the most."""
        return max((account.total for account in self.accounts), default=0)

    @property
    def recent_harm(self) -> int:
        """The recent harm of the flag that has the most; it is the case's, so that flags of one day have the same."""
        return max((account.recent_harm for account in self.accounts), default=0)

    @property
    def rank(self) -> tuple[bool, int, int, str, str]:
        """Where the case stands in a list of what to open first: strong flags, then the most recent harm, then points."""
        return self.strength != WORDS[Strength.STRONG], -self.recent_harm, -self.total, self.case_id, self.source


def case_rows(result: CaseResult, tool: Tool, cards: Mapping[str, RuleCard]) -> CaseRows:
    """The rows and sentences of one case."""
    reasons = [reason for flag in result.flags for reason in flag.reasons]
    counted = frozenset(reason.rule for reason in reasons)
    ways = frozenset(way.rule for flag in result.flags for way in flag.ways_shown) - counted
    shown = {finding.rule: finding.evidence for finding in result.findings if finding.rule in ways}
    resting = [(reason.rule, row) for reason in reasons for row in reason.evidence]
    items = numbered([*resting, *((rule, row) for rule, rows in shown.items() for row in rows)], result, ways)
    codes = unique([*(reason.rule for reason in reasons), *(w.rule for flag in result.flags for w in flag.ways_shown)])
    return CaseRows(
        case_id=visible(result.case_id),
        source=visible(result.source),
        status=status_of(result),
        headline=headline(result),
        assessed=_assessed(result),
        as_of=day(result.as_of) if result.as_of else None,
        learned="No learned check ran." if tool.model is None else "The learned check says nothing about this case.",
        voice=voice_of(result),
        base_rate=base_rate(result.as_of),
        synthetic=result.synthetic,
        notes=_notes(result),
        assumed=tuple(visible(words) for words in result.assumed),
        ratings=tuple(_rating(rating) for rating in result.ratings),
        accounts=accounts_of(result.flags, items, shown),
        items=tuple(items.values()),
        cards=tuple(sorted((cards[code] for code in codes if code in cards), key=_together_first)),
        changes=_shared(result.flags, lambda flag: flag.would_change, lambda change: _change(change, items)),
        against=_shared(result.flags, lambda flag: flag.against, _remark),
        missing=_shared(result.flags, lambda flag: flag.missing, _remark),
        not_checked=_not_checked(result),
        checks_lacking=len(result.not_checked),
        coverage=_coverage(result),
        others=_others(result, cards, frozenset(codes)),
        decisions=tuple(_decision(finding) for finding in result.findings if finding.decision is not None),
    )


def _decision(finding: Finding) -> str:
    made = finding.decision
    if made is None:
        return ""
    state = visible(made.state.replace("_", " "))
    last = f" It {'applied' if made.expired else 'applies'} until {day(made.until)}." if made.until else ""
    again = " Its evidence has changed since, so it is open again." if made.reopened else ""
    return (
        f"{visible(finding.rule)}: {state} by {visible(made.reviewer)} on {day(made.on)}: {sentence(made.reason)}{last}{again}"
    )


def status_of(result: CaseResult) -> Status:
    """What is said of the case as a whole: it is consistent only if no rating is flagged or could not be judged."""
    if result.flagged:
        return Status.FLAGGED
    if result.cannot_say:
        return Status.CANNOT_SAY
    judged = any(rating.status is Status.CONSISTENT for rating in result.ratings)
    return Status.CONSISTENT if judged else Status.NOT_RATED


def base_rate(as_of: str | None) -> str | None:
    """How often a medium rating was judged too low in one inspection, in words."""
    if as_of is None:
        return None
    rate = policy.number("weighing.base_rate", as_of)
    return f"About {rate} in 100 medium ratings in one inspection were judged too low."


def headline(result: CaseResult) -> str:
    """What is said of the case, in a sentence or two."""
    status = status_of(result)
    rated = sum(rating.status is not Status.NOT_RATED for rating in result.ratings)
    if status is Status.FLAGGED:
        some = f"{len(result.flags)} of {rated} ratings" if rated > 1 else "the one rating given"
        return f"The evidence on record points to a higher level for {some}."
    if status is Status.CONSISTENT:
        if all(rating.recorded in (None, Level.HIGH, Level.VERY_HIGH) for rating in result.ratings):
            return "Already rated high: riskcheck asks only about ratings of low and medium."
        which = f"any of {rated} ratings" if rated > 1 else "the one rating given"
        return f"The evidence on record does not point to a higher level for {which}."
    if status is Status.CANNOT_SAY:
        return " ".join(unique(sentence(rating.why) for rating in result.ratings if rating.status is status))
    return "No assessment with ratings was on record by then."


def _assessed(result: CaseResult) -> str:
    if result.assessment is None:
        return "No assessment was on record"
    kind = visible(result.assessment.type.replace("_", " "))
    return f"Assessment of {day(result.assessment.completed_on)} ({kind})"


def _together_first(card: RuleCard) -> bool:
    return card.kind is not Kind.TOGETHER


def _notes(result: CaseResult) -> tuple[str, ...]:
    basis = result.assessment.provenance if result.assessment else None
    return tuple(sentence(note) for note in (result.note, basis) if note)


def _rating(rating: Rating) -> RatingRow:
    verdict = WORDS[rating.status]
    if rating.indicated is not None and rating.status is Status.FLAGGED:
        verdict = f"{verdict}, {rating.strength or Strength.POSSIBLE}: points to {WORDS[rating.indicated]}"
    return RatingRow(
        group=rating.group,
        setting=rating.setting,
        about=wording.ratings([(rating.group, rating.setting)]),
        recorded=_level(rating.recorded),
        status=rating.status,
        strength=rating.strength,
        verdict=verdict,
        why=sentence(rating.why),
    )


def _level(level: Level | None) -> str:
    return WORDS[level] if level is not None else "no level recorded"


def _shared(flags: tuple[Flag, ...], of_flag: Callable[[Flag], Iterable[T]], show: Callable[[T], Shared]) -> tuple[Shared, ...]:
    """Each remark once; where it is not about every flag, with the ratings it is about."""
    about: dict[T, list[Rated]] = {}
    for flag in flags:
        for remark in dict.fromkeys(of_flag(flag)):
            about.setdefault(remark, []).append((flag.group, flag.setting))
    named = [(show(remark), "" if len(who) == len(flags) else wording.ratings(who)) for remark, who in about.items()]
    return tuple(Shared(s.says, who, s.rule, s.pointer, s.on, s.evidence) for s, who in named)


def _remark(remark: Remark) -> Shared:
    return Shared(
        says=sentence(remark.says),
        about="",
        rule=visible(remark.rule) if remark.rule else None,
        pointer=visible(remark.pointer) if remark.pointer else None,
        on=day(remark.on) if remark.on else None,
    )


def _change(change: Change, items: Mapping[Place, Item]) -> Shared:
    evidence = tuple(found.number for (item, _), found in items.items() if item in change.without)
    return Shared(says=sentence(change.says), about="", evidence=evidence)


def _not_checked(result: CaseResult) -> tuple[str, ...]:
    """What checks lacked, each thing once, with the checks that lacked it; then those that nothing would settle."""
    lacked: dict[str, tuple[list[str], list[str]]] = {}
    unsettled: dict[str, list[str]] = {}
    for entry in result.not_checked:
        for correction in entry.settled_by:
            pointers, codes = lacked.setdefault(correction.says, ([], []))
            pointers.append(visible(correction.pointer))
            codes.append(visible(entry.rule))
        if not entry.settled_by:
            unsettled.setdefault(entry.why, []).append(visible(entry.rule))
    return (
        *(_lacked(says, unique(pointers), unique(codes)) for says, (pointers, codes) in lacked.items()),
        *(
            f"{', '.join(unique(codes))} lacked input: {visible(why)}. Nothing that could be recorded would settle it."
            for why, codes in unsettled.items()
        ),
        *(("What was supplied in part was checked as far as it goes.",) if any(map(_rest, lacked)) else ()),
    )


def _rest(says: str) -> bool:
    return says.startswith("the rest of ")


def _lacked(says: str, pointers: Sequence[str], codes: Sequence[str]) -> str:
    return f"{count(len(codes), 'check')} lacked {visible(says)} ({', '.join(pointers)}): {', '.join(codes)}."


def _coverage(result: CaseResult) -> tuple[str, ...]:
    short = [entry for entry in result.coverage if entry.coverage is not Coverage.COMPLETE]
    return tuple(f"{wording.section(entry.section)}: {WORDS[entry.coverage]}." for entry in short)


def _others(result: CaseResult, cards: Mapping[str, RuleCard], told: frozenset[str]) -> tuple[OtherFinding, ...]:
    shown = {Kind.AGAINST} if result.flagged else set()
    others = (finding for finding in result.findings if finding.rule not in told and finding.kind not in shown)
    return tuple(_other(finding, result, cards) for finding in others)


def _other(finding: Finding, result: CaseResult, cards: Mapping[str, RuleCard]) -> OtherFinding:
    card = cards.get(finding.rule)
    return OtherFinding(
        rule=visible(finding.rule),
        title=sentence(card.title if card else finding.name.replace("-", " "))[:-1],
        kind=finding.kind.value,
        question=visible(finding.inspection_question),
        items=tuple(numbered(((finding.rule, row) for row in finding.evidence), result).values()),
    )
