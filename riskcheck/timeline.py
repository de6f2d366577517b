"""The marks of a case's timeline: dated evidence in four lanes, and the landmarks of the sentence."""

from collections.abc import Iterator, Sequence

from riskcheck.evidence import Act, Evidence, describe, strand_of_label
from riskcheck.result import Event
from riskcheck.terms import Kind, Setting, Strand
from riskcheck.view import View
from riskcheck.weigh import Raised


def timeline(view: View, raised: Sequence[Raised]) -> tuple[Event, ...]:
    """Every dated act and label in the view, and releases and custody periods, by day."""
    counted = frozenset(item for one in raised if one.rule.kind is Kind.EVIDENCE for item in one.items)
    marks = [*_evidence(view, counted), *_landmarks(view)]
    return tuple(sorted(marks, key=lambda event: (event.on, event.lane or "", event.item)))


def lane(evidence: Evidence) -> Strand:
    """The lane in which a piece of evidence is drawn: the most telling strand that it belongs to."""
    if not isinstance(evidence, Act):
        return strand_of_label(evidence)
    if evidence.armed:
        return Strand.WEAPONS
    if evidence.setting is Setting.CUSTODY:
        return Strand.CUSTODY
    return Strand.ORDERS if evidence.abusive else Strand.HISTORY


def _evidence(view: View, counted: frozenset[str]) -> Iterator[Event]:
    for one in view.evidence:
        yield Event(
            on=one.on,
            known_on=view.on_record(one.known),
            lane=lane(one),
            says=describe(one),
            item=one.known.item_id,
            pointer=one.known.pointer,
            counts=one.known.item_id in counted,
            after_assessment=not view.before_assessment(one.known),
        )


def _landmarks(view: View) -> Iterator[Event]:
    for period in view.periods:
        yield Event(
            on=period.item.date,
            known_on=period.known.anyone,
            lane=None,
            says=f"Received into custody ({period.item.kind.replace('_', ' ')})",
            item=period.item.id,
            pointer=period.known.pointer,
            counts=False,
        )
    for release in view.releases:
        yield Event(
            on=release.item.date,
            known_on=release.known.anyone,
            lane=None,
            says="Release planned" if release.item.planned else "Released",
            item=release.item.id,
            pointer=release.known.pointer,
            counts=False,
        )
