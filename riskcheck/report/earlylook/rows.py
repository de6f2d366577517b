"""A comparison as rows and sentences: what every report of it shows, so that each statement has one place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from riskcheck.earlylook.result import Cause, Compared, Comparison, NotMentioned, Side, Verdict
from riskcheck.report import wording
from riskcheck.report.rows import A_PERSON_DECIDES
from riskcheck.report.stamp import stamp
from riskcheck.report.wording import MARK, MARK_MEANS, count, day, joined, sentence, visible
from riskcheck.result import EvidenceRow, Run, Tool

VERDICTS = {
    Verdict.SUPPORTED: "Supported",
    Verdict.CONTRADICTED: "Contradicted",
    Verdict.NOT_EVIDENCED: "Not evidenced",
    Verdict.NOT_ASSESSABLE: "Not assessable",
}
MEANS = {
    Verdict.SUPPORTED: "the record, as it stood on the day in question, bears it out",
    Verdict.CONTRADICTED: "the record, as it stood on the day in question, says otherwise",
    Verdict.NOT_EVIDENCED: "the record could have it, and does not",
    Verdict.NOT_ASSESSABLE: "the record cannot answer, or answers both ways",
}
CAUSES = {
    Cause.PROCESS: "Caused by the process, not by a person's act",
    Cause.INFORMATION: "The information had not reached probation",
    Cause.ROLE: "Asked of this role by the process",
    Cause.CANNOT_SAY: "Cannot say",
    Cause.NOTHING_TO_ATTRIBUTE: "Nothing to attribute",
}
ROLES = {
    "community_practitioner": "community practitioner",
    "court_officer": "court officer",
    "prison_offender_manager": "prison offender manager",
    "senior_probation_officer": "senior probation officer",
    "head_of_unit": "head of unit",
    "prison_staff": "prison staff",
    "police": "police",
    "other": "another role",
}
ACTIONS = {
    "hr_process": "an HR process",
    "training": "training",
    "practice": "a change of practice",
    "process_change": "a change of the process",
}
JUDGED = {"sufficient": "sufficient", "insufficient": "insufficient", "not_judged": "not judged"}
WHAT = {"level": "The level", "evidence": "Evidence", "gap": "Gap", "conflict": "Conflict"}
HINDSIGHT = (
    "Each claim is held against the record as it stood on the day in question. The further offence, and anything dated on its "
    "day or later, counts for nothing."
)
Assumed = Mapping[str, tuple[str, ...]]
"""The fields that are assumed of each item of which something is, by its id; none named: all of it."""

MOST_ROWS = 6
"""How many pieces of evidence a report for people shows of something that is not mentioned; the JSON has them all."""


@dataclass(frozen=True)
class Row:
    """One piece of evidence: its day, what it is, its words, who knew, and where it is."""

    on: str
    says: str
    quote: str | None
    known: str
    source: str
    place: str
    pointer: str


@dataclass(frozen=True)
class SideRows:
    """One side of a claim."""

    title: str
    rows: tuple[Row, ...]
    stated: tuple[str, ...]

    @property
    def nothing(self) -> bool:
        """Whether nothing is on this side."""
        return not (self.rows or self.stated)


@dataclass(frozen=True)
class ClaimRows:
    """One claim as a report shows it."""

    id: str
    kind: str
    says: str
    reads_as: str
    looked_at: str
    verdict: str
    verdict_key: str
    means: str
    why: str
    probation: str | None
    sides: tuple[SideRows, ...]
    elsewhere: tuple[Row, ...]
    afterwards: str | None
    afterwards_rows: tuple[Row, ...]
    judged: str
    whose: str | None
    cause: str | None
    cause_why: str | None
    cause_cites: str | None
    action: str | None
    action_rests: str | None
    cites: str | None


@dataclass(frozen=True)
class Missing:
    """Something on record that no claim mentions."""

    rank: int
    what: str
    title: str
    says: str
    had: str
    rules: str
    rows: tuple[Row, ...]
    more: str | None


@dataclass(frozen=True)
class ComparisonRows:
    """Everything that a report of a comparison shows."""

    case_id: str
    title: str
    headline: tuple[str, ...]
    scope: str
    stamp: tuple[tuple[str, str], ...]
    marking: str | None
    synthetic: bool
    notes: tuple[str, ...]
    assumed: tuple[str, ...]
    counts: tuple[tuple[str, int, str], ...]
    claims: tuple[ClaimRows, ...]
    missing: tuple[Missing, ...]
    came_to_light: tuple[Row, ...]
    left_out: str | None
    closing: str

    @property
    def assumed_line(self) -> str:
        """How much a published source does not state."""
        items = count(len(self.assumed), "item or claim has", "items and claims have")
        return f"{items} assumed facts: the published source does not state them. {MARK_MEANS}"


def comparison_rows(compared: Comparison, tool: Tool, run: Run) -> ComparisonRows:
    """The rows and sentences of a comparison."""
    last = compared.last_day
    taken = {one.item: one.fields for one in compared.assumed_items}
    return ComparisonRows(
        case_id=visible(compared.case_id),
        title=f"The early look beside the record: case {visible(compared.case_id)}",
        headline=_headline(compared),
        scope=(
            f"Early look of {day(compared.written_on)}; further offence on {day(compared.further_offence_on)}. "
            f"Nothing later than {day(last)} counts."
        ),
        stamp=stamp(tool, run, f"no later than {day(last)}, each claim on its own day"),
        marking=visible(run.marking) if run.marking else None,
        synthetic=compared.synthetic,
        notes=tuple(sentence(note) for note in compared.notes),
        assumed=tuple(visible(words) for words in compared.assumed),
        counts=tuple((VERDICTS[one], compared.counts[one], MEANS[one]) for one in Verdict),
        claims=tuple(_claim(claim, taken) for claim in compared.claims),
        missing=tuple(_missing(one, last, taken) for one in compared.not_mentioned),
        came_to_light=_rows(compared.came_to_light, None, taken),
        left_out=_left_out(compared.left_out),
        closing=f"{HINDSIGHT} {A_PERSON_DECIDES}",
    )


def _headline(compared: Comparison) -> tuple[str, ...]:
    found = [f"{compared.counts[one]} {VERDICTS[one].lower()}" for one in Verdict if compared.counts[one]]
    by_process = sum(one.attribution is not None and one.attribution.cause is Cause.PROCESS for one in compared.claims)
    lines = [f"{count(len(compared.claims), 'claim')}: {joined(found)}."]
    if by_process:
        lines.append(f"{count(by_process, 'claim blames', 'claims blame')} a person for what the process caused.")
    if compared.not_mentioned:
        first = [one.title for one in compared.not_mentioned if one.what in ("level", "evidence")]
        named = f", first among them: {joined([first[0].lower(), *(title.lower() for title in first[1:])])}" if first else ""
        number = len(compared.not_mentioned)
        lines.append(f"No claim mentions {count(number, 'thing')} that {'was' if number == 1 else 'were'} on record{named}.")
    return tuple(lines)


def _left_out(number: int) -> str | None:
    if not number:
        return None
    items = count(number, "item of the record is", "items of the record are")
    return f"{items} dated on the day of the further offence or later, and {'was' if number == 1 else 'were'} left out."


def _claim(claim: Compared, assumed: Assumed) -> ClaimRows:
    whose = claim.attribution
    return ClaimRows(
        id=visible(claim.id),
        kind=claim.kind.replace("_", " "),
        says=visible(claim.says),
        reads_as=_reads_as(claim),
        looked_at=f"As at {day(claim.as_of)}: {claim.as_of_because}.",
        verdict=VERDICTS[claim.verdict],
        verdict_key=claim.verdict.value,
        means=MEANS[claim.verdict],
        why=sentence(claim.why),
        probation=_probation(claim),
        sides=(
            _side("For it", claim.supports, claim.as_of, assumed),
            _side("Against it", claim.contradicts, claim.as_of, assumed),
        ),
        elsewhere=_rows(claim.elsewhere, claim.as_of, assumed),
        afterwards=_afterwards(claim),
        afterwards_rows=_rows(claim.afterwards.evidence, None, assumed) if claim.afterwards else (),
        judged=JUDGED[claim.judged],
        whose=ROLES[whose.role] if whose else None,
        cause=CAUSES[whose.cause] if whose else None,
        cause_why=sentence(whose.why) if whose else None,
        cause_cites=sentence(whose.cites) if whose and whose.cites else None,
        action=_action(claim),
        action_rests=claim.action_rests,
        cites=sentence(claim.provenance.cites) if claim.provenance else None,
    )


def _reads_as(claim: Compared) -> str:
    """What was compared, and what of the claim is assumed."""
    taken = claim.provenance.assumed if claim.provenance else ()
    return " ".join(filter(None, (visible(claim.reads_as), wording.assumed(taken) if taken else "")))


def _probation(claim: Compared) -> str | None:
    if claim.probation is claim.verdict:
        return None
    own = VERDICTS[claim.probation].lower()
    return f"On what the record says that probation itself had by then: {own}."


def _afterwards(claim: Compared) -> str | None:
    if claim.afterwards is None:
        return None
    later = claim.afterwards.verdict
    would = f"it would be {VERDICTS[later].lower()}" if later is not claim.verdict else "it would be no different"
    return f"More came on record after that day and before the further offence. With it, {would}; it does not count."


def _action(claim: Compared) -> str | None:
    if claim.action is None:
        return None
    words = f": {visible(claim.action.says)}" if claim.action.says else ""
    return sentence(f"{ACTIONS[claim.action.kind]}{words}")


def _side(title: str, side: Side, as_of: str, assumed: Assumed) -> SideRows:
    stated = tuple(
        f"{sentence(one.says)} In the record: {wording.place(one.pointer)} ({visible(one.pointer)})." for one in side.stated
    )
    return SideRows(title, _rows(side.evidence, as_of, assumed), stated)


def _rows(rows: Iterable[EvidenceRow], as_of: str | None, assumed: Assumed) -> tuple[Row, ...]:
    return tuple(
        Row(
            on=f"{day(row.on)}{MARK}" if _assumed_day(assumed.get(row.item)) else day(row.on),
            says=visible(row.says),
            quote=visible(row.quote) if row.quote else None,
            known=" ".join([sentence(wording.known(row, as_of)), *_taken(assumed.get(row.item))]),
            source=wording.source(row.source),
            place=wording.place(row.pointer),
            pointer=visible(row.pointer),
        )
        for row in rows
    )


def _assumed_day(fields: tuple[str, ...] | None) -> bool:
    return fields is not None and (not fields or "date" in fields)


def _taken(fields: tuple[str, ...] | None) -> tuple[str, ...]:
    return () if fields is None else (wording.assumed(fields),)


def _missing(one: NotMentioned, last: str, assumed: Assumed) -> Missing:
    total = len(one.evidence)
    more = total - MOST_ROWS
    return Missing(
        rank=one.rank,
        what=WHAT[one.what],
        title=visible(one.title),
        says=sentence(one.says),
        had=_had(one.probation_had, total),
        rules=", ".join(one.rules),
        rows=_rows(one.evidence[:MOST_ROWS], last, assumed),
        more=f"and {more} more" if more > 0 else None,
    )


def _had(had: int, total: int) -> str:
    if total == 1:
        return "Probation had it." if had else "The record does not say that probation had it."
    return f"Of {total} records, probation had {had}, as far as the record says."
