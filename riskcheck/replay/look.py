"""The same result on every day that something became known, for what any agency knew and for what probation knew.

On each day the rating that is checked is the one in force: that of the last assessment with ratings completed by then.
Before the first of them there is no rating to be hard to support. A reading is looked at on the days on which something
in it changed, and on every chance to look again; between two such days it stays as it was.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec

from riskcheck.check import assumed, evidence_rows, run, status
from riskcheck.days import Day
from riskcheck.evidence import Known
from riskcheck.records.model import CaseRecord, InformationRequest
from riskcheck.replay.chances import chances
from riskcheck.replay.moments import changes, placed
from riskcheck.replay.recalls import recalls
from riskcheck.replay.result import (
    Asked,
    Chance,
    First,
    Happened,
    InForce,
    Lane,
    Noted,
    OnRecord,
    RatingReplay,
    Replay,
    Span,
)
from riskcheck.replay.sharing import Counted, gap, not_held
from riskcheck.result import EvidenceRow
from riskcheck.rules import RULES, Rule
from riskcheck.terms import RATINGS, Group, Kind, KnownTo, Level, Setting, Status, Strength
from riskcheck.view import View, latest_assessment, view
from riskcheck.weigh import Raised, Scales

Rated = tuple[Group, Setting]
Verdict = tuple[Status, Level | None, Strength | None]

_COUNTS = (Kind.EVIDENCE, Kind.TOGETHER)
_RAISES_A_QUESTION = (Kind.CONFLICT, Kind.GAP)
_DATES = ("date", "known_on", "known_to", "completed_on", "decided_on", "heard_on", "ended_on")


class Shot(msgspec.Struct, frozen=True, kw_only=True):
    """One day in one reading. ``counted`` are the items that evidence rules found; ``rows`` show those new to this reading."""

    day: Day
    assessment: str
    assessed_on: Day
    verdicts: dict[Rated, Verdict]
    rules: tuple[str, ...]
    counted: frozenset[str]
    later: frozenset[str]

    @property
    def flagged(self) -> tuple[Rated, ...]:
        """The ratings that were hard to support."""
        return tuple(rated for rated, verdict in self.verdicts.items() if verdict[0] is Status.FLAGGED)


def replay(record: CaseRecord, *, source: str = "", rules: Iterable[Rule] | None = None) -> Replay:
    """Look at the ratings of one record on every day on which something changed. ``rules`` default to the whole rulebook."""
    chosen = tuple(RULES.values() if rules is None else rules)
    in_force = _in_force(record)
    events = chances(record)
    start = in_force[0].completed_on if in_force else None
    films = {reading: _Film(record, reading, chosen) for reading in KnownTo}
    if start is not None:
        for reading, days in changes(record).items():
            films[reading].take(day for day in sorted({start, *days, *events}) if day >= start)
    anyone, probation = films[KnownTo.ANYONE], films[KnownTo.PROBATION]
    looked = sorted({shot.day for film in films.values() for shot in film.shots})
    counted = _counted(anyone)
    held = not_held(record, counted, start)
    asked = _asked(record)
    return Replay(
        case_id=record.case_id,
        source=source,
        rated_from=start,
        last_day=looked[-1] if looked else None,
        extracted_on=record.extracted_on,
        days=len(looked),
        assessments=in_force,
        ratings=tuple(_rating(rated, anyone, probation, counted, asked) for rated in RATINGS),
        not_held=held,
        requests=asked,
        chances=_chances(events, anyone, probation),
        recalls=recalls(record),
        noted=_noted(anyone, probation, chosen),
        synthetic=record.purpose == "synthetic",
        assumed=assumed(record),
        assumed_items=_assumed_items(record),
        note=record.note,
    )


class _Film:
    """The shots of one reading, in the order of their days, with the rows of what counted on them."""

    def __init__(self, record: CaseRecord, reading: KnownTo, rules: Sequence[Rule]) -> None:
        self.record, self.reading, self.rules = record, reading, rules
        self.shots: list[Shot] = []
        self.rows: dict[str, EvidenceRow] = {}
        self.known: dict[str, Known] = {}
        self.noted: dict[tuple[str, str], tuple[Day, EvidenceRow]] = {}

    def take(self, days: Iterable[Day]) -> None:
        """Look at the record on each of these days, which come in order."""
        for day in days:
            seen = view(self.record, day, self.reading)
            if seen.assessment is not None and seen.assessed_on is not None:
                self.shots.append(self._shot(seen, seen.assessment.item.id, seen.assessed_on))

    def on(self, day: Day) -> Shot | None:
        """The last shot by a day: nothing in this reading changed between the two."""
        place = bisect_right(self.shots, day, key=lambda shot: shot.day)
        return self.shots[place - 1] if place else None

    def shown(self, items: Iterable[str], shot: Shot) -> tuple[EvidenceRow, ...]:
        """What items that counted on a day are, marked by the assessment in force on it, by day."""
        rows = (msgspec.structs.replace(self.rows[item], after_assessment=item in shot.later) for item in items)
        return tuple(sorted(rows, key=lambda row: (row.on, row.item)))

    def _shot(self, seen: View, assessment: str, assessed_on: Day) -> Shot:
        raised = run(seen, self.rules)
        scales = Scales(seen, raised)
        counting = [one for one in raised if one.rule.kind in _COUNTS]
        self._keep(seen, raised, scales.analysed)
        return Shot(
            day=seen.as_of,
            assessment=assessment,
            assessed_on=assessed_on,
            verdicts={rated: _verdict(seen, scales, rated) for rated in RATINGS},
            rules=tuple(sorted(one.rule.code for one in counting)),
            counted=frozenset(item for one in counting for item in one.items),
            later=frozenset(
                each.known.item_id for one in counting for each in one.evidence if not seen.before_assessment(each.known)
            ),
        )

    def _keep(self, seen: View, raised: Sequence[Raised], analysed: frozenset[str]) -> None:
        """Keep a row of each item when it first counts, and of each conflict and gap when it is first found."""
        for one in raised:
            if one.rule.kind in _COUNTS and not one.items <= self.rows.keys():
                fresh = [each for each in one.evidence if each.known.item_id not in self.rows]
                self.known.update((each.known.item_id, each.known) for each in fresh)
                self.rows.update((row.item, row) for row in evidence_rows(seen, analysed, fresh))
            elif one.rule.kind in _RAISES_A_QUESTION:
                fresh = [each for each in one.evidence if (one.rule.code, each.known.item_id) not in self.noted]
                for row in evidence_rows(seen, analysed, fresh):
                    self.noted.setdefault((one.rule.code, row.item), (seen.as_of, row))


def _verdict(seen: View, scales: Scales, rated: Rated) -> Verdict:
    weighed = scales.weigh(rated) if scales.flags(rated) else None
    recorded = seen.level(*rated)
    return status(seen, rated, recorded, weighed), recorded, weighed.strength if weighed else None


def _in_force(record: CaseRecord) -> tuple[InForce, ...]:
    """The assessments with ratings, each until the day before the next one."""
    found: list[InForce] = []
    for day in sorted({item.completed_on for item in record.assessments.items if item.completed_on}):
        latest = latest_assessment(record, day)
        if latest is not None and latest[1].completed_on == day:
            place, item = latest
            pointer = f"/assessments/items/{place}"
            found.append(InForce(id=item.id, type=item.type, completed_on=day, until=None, pointer=pointer))
    ends = [*(_day_before(later.completed_on) for later in found[1:]), None]
    return tuple(msgspec.structs.replace(one, until=end) for one, end in zip(found, ends, strict=False))


def _rating(rated: Rated, anyone: _Film, probation: _Film, counted: Sequence[Counted], asked: Sequence[Asked]) -> RatingReplay:
    wide, narrow = _lane(rated, anyone), _lane(rated, probation)
    held = [(one.day, one.known) for one in counted if rated in one.flagged]
    return RatingReplay(
        group=rated[0],
        setting=rated[1],
        anyone=wide,
        probation=narrow,
        gap=gap(wide.first.on, narrow.first.on if narrow.first else None, held, asked) if wide.first else None,
    )


def _lane(rated: Rated, film: _Film) -> Lane:
    flagged = [shot for shot in film.shots if shot.verdicts[rated][0] is Status.FLAGGED]
    strong = next((shot.day for shot in flagged if shot.verdicts[rated][2] is Strength.STRONG), None)
    return Lane(
        known_to=film.reading,
        first=_first(rated, flagged[0], film) if flagged else None,
        strong_from=strong,
        stayed=bool(flagged) and all(shot in flagged for shot in film.shots if shot.day >= flagged[0].day),
        spans=_spans(rated, film.shots),
    )


def _first(rated: Rated, shot: Shot, film: _Film) -> First | None:
    _, recorded, strength = shot.verdicts[rated]
    written = film.on(shot.assessed_on)
    before = film.shots[film.shots.index(shot) - 1].counted if film.shots[0] is not shot else frozenset()
    if recorded is None or strength is None:
        return None
    return First(
        on=shot.day,
        assessment=shot.assessment,
        assessed_on=shot.assessed_on,
        recorded=recorded,
        strength=strength,
        when_written=written is not None and written.verdicts[rated][0] is Status.FLAGGED,
        rules=shot.rules,
        evidence=len(shot.counted),
        later=len(shot.later),
        came=film.shown(shot.counted - before, shot),
    )


def _spans(rated: Rated, shots: Sequence[Shot]) -> tuple[Span, ...]:
    found: list[Span] = []
    last: tuple[Verdict, str] | None = None
    for shot in shots:
        now = (shot.verdicts[rated], shot.assessment)
        if now != last:
            if found:
                found[-1] = msgspec.structs.replace(found[-1], until=_day_before(shot.day))
            outcome, recorded, strength = now[0]
            found.append(
                Span(
                    from_=shot.day, until=None, status=outcome, strength=strength, recorded=recorded, assessment=shot.assessment
                )
            )
        last = now
    return tuple(found) if any(span.recorded is not None for span in found) else ()


def _day_before(day: Day) -> Day:
    return date.fromordinal(date.fromisoformat(day).toordinal() - 1).isoformat()


def _counted(film: _Film) -> tuple[Counted, ...]:
    """What counted on each day on which some rating was hard to support, as known to any agency."""
    return tuple(
        Counted(shot.day, frozenset(shot.flagged), {item: film.known[item] for item in shot.counted})
        for shot in film.shots
        if shot.flagged
    )


def _chances(events: Mapping[Day, tuple[Happened, ...]], anyone: _Film, probation: _Film) -> tuple[Chance, ...]:
    """Each chance from the first day on which some rating was hard to support, in either reading."""
    first = min((shot.day for film in (anyone, probation) for shot in film.shots if shot.flagged), default=None)
    found: list[Chance] = []
    for day, happened in events.items():
        if first is None or day < first:
            continue
        since = found[-1].on if found else None
        shot = anyone.on(day)
        found.append(
            Chance(
                on=day,
                happened=happened,
                assessment=shot.assessment if shot else None,
                since=since,
                anyone=_on_record(anyone, day, since),
                probation=_on_record(probation, day, since),
            )
        )
    return tuple(found)


def _on_record(film: _Film, day: Day, since: Day | None) -> OnRecord:
    shot, before = film.on(day), film.on(since) if since else None
    if shot is None:
        return OnRecord(known_to=film.reading, flagged=(), strength=None, rules=(), evidence=0, new=())
    strengths = {shot.verdicts[rated][2] for rated in shot.flagged}
    strongest = next((strength for strength in Strength if strength in strengths), None)
    new = shot.counted - before.counted if before else shot.counted
    return OnRecord(
        known_to=film.reading,
        flagged=shot.flagged,
        strength=strongest,
        rules=shot.rules,
        evidence=len(shot.counted),
        new=film.shown(new, shot),
    )


def _noted(anyone: _Film, probation: _Film, rules: Sequence[Rule]) -> tuple[Noted, ...]:
    found = []
    for rule in sorted(rules, key=lambda rule: rule.code):
        wide = [entry for (code, _), entry in anyone.noted.items() if code == rule.code]
        narrow = [entry for (code, _), entry in probation.noted.items() if code == rule.code]
        if wide or narrow:
            rows = {row.item: row for _, row in (*narrow, *wide)}
            found.append(
                Noted(
                    rule=rule.code,
                    title=rule.title,
                    kind=rule.kind,
                    anyone_from=min((day for day, _ in wide), default=None),
                    probation_from=min((day for day, _ in narrow), default=None),
                    evidence=tuple(sorted(rows.values(), key=lambda row: (row.on, row.item))),
                )
            )
    return tuple(found)


def _asked(record: CaseRecord) -> tuple[Asked, ...]:
    """Requests that were not answered on the day they were made, and of which the record says whether they were."""
    found = [
        Asked(
            item=item.id,
            pointer=pointer,
            on=item.date,
            to=item.to,
            about=item.about,
            answered=item.answered,
            answered_on=item.answered_on,
            chased_on=item.chased_on,
        )
        for pointer, item in placed(record)
        if isinstance(item, InformationRequest)
        and (item.answered == "no" or (item.answered_on is not None and item.answered_on > item.date))
    ]
    return tuple(sorted(found, key=lambda asked: (asked.on, asked.item)))


def _assumed_items(record: CaseRecord) -> tuple[str, ...]:
    """The ids of items some of whose days are assumed."""
    found = []
    for _, item in placed(record):
        where = item.provenance
        if where is not None and (where.basis == "assumed" or not set(_DATES).isdisjoint(where.assumed)):
            found.append(item.id)
    return tuple(sorted(found))


__all__ = ["replay"]
