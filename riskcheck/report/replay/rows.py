"""A replay as rows and sentences: what the text and the page both show, so that each number has one place."""

from collections.abc import Iterable
from dataclasses import dataclass

from riskcheck.replay.result import Asked, Chance, First, Gap, Lane, Noted, NotHeld, OnRecord, RatingReplay, Replay
from riskcheck.report import wording
from riskcheck.report.replay.clock import Clock, clock
from riskcheck.report.replay.pieces import Evidence, evidence
from riskcheck.report.wording import MARK, assumed_line, count, day, joined, sentence, unique, visible
from riskcheck.result import Tool
from riskcheck.terms import WORDS, Group, KnownTo, Setting, Status

Rated = tuple[Group, Setting]

RIGHT_WHEN_WRITTEN = "A rating can have been right when it was written."
READINGS = (
    "Each day is looked at twice: with what any agency had on record by then, and with what probation had. The rating is "
    "the one in force on the day. Where the record does not say who knew of an item, only the agency that holds it is taken "
    "to have known."
)


@dataclass(frozen=True)
class FirstRow:
    """One rating: the first day on which it was hard to support, in each reading, and what is said of it."""

    about: str
    recorded: str
    anyone: str
    anyone_strength: str
    probation: str
    probation_strength: str
    apart: str
    short: str
    says: tuple[str, ...]


@dataclass(frozen=True)
class HeldRow:
    """Evidence that another agency had before probation did."""

    evidence: Evidence
    known: str
    since: str
    probation: str
    counted: bool
    after: bool


@dataclass(frozen=True)
class GapRow:
    """What lies between the two first days of some ratings, in sentences."""

    about: str
    says: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """What was on record on the day of a chance, in one reading."""

    flagged: bool
    says: str
    about: str
    new: tuple[Evidence, ...]
    rules: tuple[str, ...]
    since: str | None

    @property
    def fresh(self) -> str:
        """How much of the evidence is new since the chance before, in words; nothing for the first chance.

        Other things may have come on record: what is asked about are harm and the strands.
        """
        if self.since is None:
            return ""
        return f"{len(self.new)} new since {self.since}" if self.new else f"no new evidence of harm since {self.since}"


@dataclass(frozen=True)
class ChanceRow:
    """One day on which somebody had a reason to look again. ``questions``: the rules of conflicts and gaps first found then."""

    number: int
    on: str
    happened: tuple[str, ...]
    places: tuple[str, ...]
    questions: tuple[str, ...]
    anyone: Reading
    probation: Reading

    @property
    def asks(self) -> str:
        """Which questions the day raised, in a sentence; nothing where it raised none."""
        return f"Questions first raised that day: {joined(self.questions)} (section 5)." if self.questions else ""


@dataclass(frozen=True)
class NotedRow:
    """A conflict or a gap, with the days from which it was found."""

    rule: str
    title: str
    kind: str
    found: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class ReplayRows:
    """Everything that the reports of a replay show."""

    case_id: str
    source: str
    run_line: str
    headline: tuple[str, ...]
    scope: str
    synthetic: bool
    flagged: bool
    notes: tuple[str, ...]
    marked: bool
    assumed: tuple[str, ...]
    firsts: tuple[FirstRow, ...]
    others: tuple[str, ...]
    gaps: tuple[GapRow, ...]
    held: tuple[HeldRow, ...]
    requests: tuple[str, ...]
    chances: tuple[ChanceRow, ...]
    clocks: tuple[Clock, ...]
    noted: tuple[NotedRow, ...]

    @property
    def assumed_line(self) -> str:
        """Of how much of the record its published source does not state something."""
        return assumed_line(len(self.assumed))

    @property
    def passed(self) -> str:
        """How many chances were passed, in each reading."""
        wide, narrow = (sum(getattr(row, name).flagged for row in self.chances) for name in ("anyone", "probation"))
        return (
            f"{count(len(self.chances), 'day')} from the first one on gave a reason to look again. At the end of {wide} of "
            "them a rating that was hard to support was in force, on what any agency knew; of "
            f"{narrow}, on what probation knew."
        )


def replay_rows(replayed: Replay, tool: Tool) -> ReplayRows:
    """The rows and sentences of one replay."""
    assumed = frozenset(replayed.assumed_items)
    firsts = tuple(_first_row(rating, replayed, assumed) for rating in replayed.flagged)
    end = day(replayed.extracted_on)
    return ReplayRows(
        case_id=visible(replayed.case_id),
        source=visible(replayed.source),
        run_line=f"riskcheck {visible(tool.version)}, rules {visible(tool.rules)}.",
        headline=_headline(replayed),
        scope=_scope(replayed),
        synthetic=replayed.synthetic,
        flagged=bool(replayed.flagged),
        notes=(sentence(replayed.note),) if replayed.note else (),
        marked=bool(assumed),
        assumed=tuple(visible(words) for words in replayed.assumed),
        firsts=firsts,
        others=_others(replayed),
        gaps=_gaps(replayed),
        held=tuple(_held(held, end, assumed) for held in replayed.not_held),
        requests=tuple(_request(asked, assumed) for asked in replayed.requests),
        chances=tuple(_chance(number, chance, assumed, replayed.noted) for number, chance in enumerate(replayed.chances, 1)),
        clocks=tuple(clock(recall, assumed) for recall in replayed.recalls),
        noted=tuple(_noted(noted, assumed) for noted in replayed.noted),
    )


def _headline(replayed: Replay) -> tuple[str, ...]:
    if replayed.rated_from is None:
        return ("No completed assessment with ratings is on record, so there is no rating to be hard to support.",)
    if not replayed.flagged:
        unsure = any(span.status is Status.CANNOT_SAY for rating in replayed.ratings for span in rating.anyone.spans)
        more = " Some ratings could not be judged on some days." if unsure else ""
        return (f"No rating was hard to support on any day looked at, in either reading.{more}",)
    return tuple(_from(replayed, reading) for reading in (KnownTo.ANYONE, KnownTo.PROBATION))


def _from(replayed: Replay, reading: KnownTo) -> str:
    days: dict[str, list[Rated]] = {}
    for rating in replayed.flagged:
        first = rating.lane(reading).first
        if first is not None:
            days.setdefault(first.on, []).append((rating.group, rating.setting))
    clauses = [f"from {day(on)} for {wording.ratings(days[on])}" for on in sorted(days)]
    never = len(days) == 0
    words = WORDS[reading].capitalize()
    return f"{words}: not hard to support on any day looked at." if never else f"{words}: hard to support {'; '.join(clauses)}."


def _scope(replayed: Replay) -> str:
    if replayed.rated_from is None:
        return f"The record was extracted on {day(replayed.extracted_on)}."
    return (
        f"{count(replayed.days, 'day')} looked at, from {day(replayed.rated_from)}, when the first assessment with ratings on "
        f"record was completed, to {day(replayed.last_day)}. What came before it had no rating on record."
    )


def _first_row(rating: RatingReplay, replayed: Replay, assumed: frozenset[str]) -> FirstRow:
    wide, narrow = rating.anyone.first, rating.probation.first
    recorded = unique(WORDS[first.recorded] for first in (wide, narrow) if first)
    return FirstRow(
        about=wording.ratings([(rating.group, rating.setting)]),
        recorded=joined(recorded),
        anyone=_when(wide, assumed),
        anyone_strength=WORDS[wide.strength] if wide else "",
        probation=_when(narrow, assumed),
        probation_strength=WORDS[narrow.strength] if narrow else "",
        apart=_apart(rating.gap, wide, narrow),
        short=_short(rating.gap, wide, narrow),
        says=_says(rating, replayed),
    )


def _when(first: First | None, assumed: frozenset[str]) -> str:
    return "on no day" if first is None else f"{day(first.on)}{_mark(first, assumed)}"


def _mark(first: First, assumed: frozenset[str]) -> str:
    rests = {row.item for row in first.came} | ({first.assessment} if first.on == first.assessed_on else set())
    return MARK if rests & assumed else ""


def _apart(gap: Gap | None, wide: First | None, narrow: First | None) -> str:
    if gap is not None:
        return "not by the end" if gap.days is None else f"{count(gap.days, 'day')} later"
    return "the same day" if wide and narrow else ""


def _short(gap: Gap | None, wide: First | None, narrow: First | None) -> str:
    if gap is not None:
        return "never" if gap.days is None else f"+{count(gap.days, 'day')}"
    return "same day" if wide and narrow else ""


def _same_day(replayed: Replay) -> tuple[GapRow, ...]:
    """The ratings whose first day is the same in both readings: nothing that was not shared was needed for it."""
    rated = [
        (one.group, one.setting) for one in replayed.flagged if one.gap is None and one.anyone.first and one.probation.first
    ]
    says = "The same first day in both readings: what probation itself had on record was enough."
    return (GapRow(about=wording.ratings(rated), says=(says,)),) if rated else ()


def _says(rating: RatingReplay, replayed: Replay) -> tuple[str, ...]:
    """What is said of one rating as known to any agency, or to probation where only that reading has a first day."""
    lane = rating.anyone if rating.anyone.first else rating.probation
    first = lane.first
    if first is None:
        return ()
    kind = next((one.type.replace("_", " ") for one in replayed.assessments if one.id == first.assessment), "")
    rated = f"Rated {WORDS[first.recorded]} in the assessment of {day(first.assessed_on)} ({visible(kind)})."
    if first.when_written:
        written = "It was hard to support on the day it was written."
    else:
        written = (
            f"It was not hard to support on the day it was written: {first.later} of the {first.evidence} pieces of evidence "
            f"on record on {day(first.on)} came after it. {RIGHT_WHEN_WRITTEN}"
        )
    stayed = "It stayed so on every day looked at." if lane.stayed else f"It did not stay so: {_breaks(lane)}."
    strong = f" Strong from {day(lane.strong_from)}." if lane.strong_from and lane.strong_from != first.on else ""
    return (rated, written, f"{stayed}{strong}")


def _breaks(lane: Lane) -> str:
    ended = [span for span in lane.spans if lane.first and span.from_ > lane.first.on and span.status is not Status.FLAGGED]
    return joined([f"{WORDS[span.status]} from {day(span.from_)}" for span in ended])


def _others(replayed: Replay) -> tuple[str, ...]:
    """Ratings on record that were never hard to support, with what was said of them last."""
    found: dict[tuple[str, str], list[Rated]] = {}
    for rating in replayed.ratings:
        if rating.anyone.spans and rating not in replayed.flagged:
            last = rating.anyone.spans[-1]
            level = WORDS[last.recorded] if last.recorded else "no level recorded"
            found.setdefault((level, WORDS[last.status]), []).append((rating.group, rating.setting))
    return tuple(sentence(f"{wording.ratings(rated)}: {level}, {verdict}") for (level, verdict), rated in found.items())


def _gaps(replayed: Replay) -> tuple[GapRow, ...]:
    alike: dict[Gap, list[Rated]] = {}
    for rating in replayed.ratings:
        if rating.gap is not None:
            alike.setdefault(rating.gap, []).append((rating.group, rating.setting))
    return (*(_gap(gap, rated) for gap, rated in alike.items()), *_same_day(replayed))


def _gap(gap: Gap, rated: list[Rated]) -> GapRow:
    ended = f"{day(gap.until)}, {count(gap.days or 0, 'day')} later" if gap.until else "no day by the end of the record"
    says = [f"Known to any agency from {day(gap.from_)}; known to probation from {ended}."]
    if gap.items:
        says.append(f"{count(len(gap.items), 'item')} counted in between that probation did not have: they are marked below.")
    if gap.not_stated:
        says.append(
            f"Of {count(len(gap.not_stated), 'item')} more that counted the record does not say when probation knew, so this "
            "part of the gap may be one of recording."
        )
    if gap.requests:
        open_then = count(len(gap.requests), "request for information", "requests for information")
        says.append(f"{open_then} stood open in between.")
    return GapRow(about=wording.ratings(rated), says=tuple(says))


def _held(held: NotHeld, end: str, assumed: frozenset[str]) -> HeldRow:
    row = held.evidence
    before = [known for known in row.known_by if known.agency != "probation" and known.on < (row.probation_knew_on or "9")]
    who = joined([wording.agency(known.agency) for known in before]) or "an agency"
    if held.waited is not None:
        probation = f"{day(row.probation_knew_on)}, {count(held.waited, 'day')} later"
    else:
        probation = f"not by {end}" if row.known_by_stated else "the record does not say"
    only = " only" if row.known_by_stated and len(row.known_by) == 1 else ""
    return HeldRow(
        evidence=evidence(row, assumed),
        known=f"{who}{only}",
        since=day(row.known_on),
        probation=probation,
        counted=held.counted,
        after=row.after_assessment,
    )


def _request(asked: Asked, assumed: frozenset[str]) -> str:
    mark = MARK if asked.item in assumed else ""
    answer = f"answered on {day(asked.answered_on)}" if asked.answered_on else "no answer is recorded"
    chased = f"; chased on {day(asked.chased_on)}" if asked.chased_on else "; no chase is recorded"
    about = asked.about.replace("_", " ")
    return (
        f"{day(asked.on)}{mark}: {wording.agency(asked.to)} was asked about {visible(about)}; {answer}{chased}. In the record: "
        f"{wording.place(asked.pointer)} ({visible(asked.pointer)})."
    )


def _chance(number: int, chance: Chance, assumed: frozenset[str], noted: Iterable[Noted]) -> ChanceRow:
    mark = MARK if any(one.item in assumed for one in chance.happened) else ""
    return ChanceRow(
        number=number,
        on=f"{day(chance.on)}{mark}",
        happened=tuple(visible(one.says) for one in chance.happened),
        places=tuple(f"{wording.place(one.pointer)} ({visible(one.pointer)})" for one in chance.happened),
        questions=tuple(visible(one.rule) for one in noted if chance.on in (one.anyone_from, one.probation_from)),
        anyone=_reading(chance.anyone, chance.since, assumed),
        probation=_reading(chance.probation, chance.since, assumed),
    )


def _reading(found: OnRecord, since: str | None, assumed: frozenset[str]) -> Reading:
    pieces = count(found.evidence, "piece of evidence", "pieces of evidence")
    if found.flagged and found.strength:
        says = f"{count(len(found.flagged), 'rating')} hard to support ({WORDS[found.strength]}), on {pieces}"
    else:
        says = f"no rating hard to support, on {pieces}"
    new = tuple(evidence(row, assumed) for row in found.new) if since else ()
    return Reading(
        flagged=bool(found.flagged),
        says=says,
        about=wording.ratings(found.flagged),
        new=new,
        rules=tuple(visible(code) for code in found.rules),
        since=day(since) if since else None,
    )


def _noted(noted: Noted, assumed: frozenset[str]) -> NotedRow:
    days = (noted.anyone_from, noted.probation_from)
    found = f"from {day(days[0])}" if days[0] == days[1] else f"any agency: {_found(days[0])}; probation: {_found(days[1])}"
    return NotedRow(
        rule=visible(noted.rule),
        title=visible(noted.title),
        kind=noted.kind.value,
        found=found,
        evidence=tuple(evidence(row, assumed) for row in noted.evidence),
    )


def _found(on: str | None) -> str:
    return f"from {day(on)}" if on else "never"
