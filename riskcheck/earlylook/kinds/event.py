"""Claims that something happened: appointments, enforcement, releases, orders, conduct, requests, meetings, circumstances."""

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeVar

from riskcheck.earlylook.bearing import Bearing, absent, not_supplied, within
from riskcheck.earlylook.model import EventClaim, Happening
from riskcheck.earlylook.sight import Sight
from riskcheck.earlylook.telling import MEETINGS, tell
from riskcheck.evidence import Act, Proof
from riskcheck.records.model import Contact, Item
from riskcheck.rules import Found
from riskcheck.rules.form import found
from riskcheck.terms import Setting
from riskcheck.view import Seen, View

T = TypeVar("T", bound=Item)

_MISSED = ("unacceptable_absence", "acceptable_absence")
_ATTENDED = ("attended_complied", "attended_failed_to_comply")
_IN_THE_COMMUNITY = ("probation_officer", "probation_services_officer", "newly_qualified")


class Told(NamedTuple):
    """An item, and whether it says that the thing happened (``False``: that it did not)."""

    one: Found
    happened: bool


class Kind(NamedTuple):
    """A kind of event: what it is called, the sections that would hold it, and how they tell of it."""

    words: str
    sections: tuple[str, ...]
    told: Callable[[View], Iterator[Told]]


def shown(seen: Seen[T]) -> Found:
    """An item as evidence, told in one line; what it quotes is its text."""
    quote = next((text for name in ("text", "decision", "reasons") if (text := getattr(seen.item, name, None))), None)
    return Found(seen.known, remark=tell(seen.item), quote=quote)


def _appointments(happened: tuple[str, ...], otherwise: tuple[str, ...]) -> Callable[[View], Iterator[Told]]:
    def told(view: View) -> Iterator[Told]:
        for seen in view.contacts:
            item: Contact = seen.item
            if item.outcome in (*happened, *otherwise):
                yield Told(shown(seen), item.outcome in happened)

    return told


def _enforcement(kind: str) -> Callable[[View], Iterator[Told]]:
    return lambda view: (Told(shown(seen), True) for seen in view.enforcement if seen.item.kind == kind)


def _oversight(kind: str) -> Callable[[View], Iterator[Told]]:
    return lambda view: (Told(shown(seen), True) for seen in view.oversight if seen.item.kind == kind)


def _circumstance(kind: str) -> Callable[[View], Iterator[Told]]:
    def told(view: View) -> Iterator[Told]:
        for seen in view.circumstances:
            if seen.item.kind == kind and seen.item.state in ("present", "absent"):
                yield Told(shown(seen), seen.item.state == "present")

    return told


def _conduct(of: Callable[[Act], bool]) -> Callable[[View], Iterator[Told]]:
    def told(view: View) -> Iterator[Told]:
        for act in view.acts:
            if of(act):
                yield Told(found(act), act.proof is not Proof.NOT_PROVED)

    return told


def _releases(view: View) -> Iterator[Told]:
    return (Told(shown(seen), True) for seen in view.releases if not seen.item.planned)


def _allocations(view: View) -> Iterator[Told]:
    for seen in view.allocations:
        if seen.item.grade in (*_IN_THE_COMMUNITY, "not_allocated"):
            yield Told(shown(seen), seen.item.grade in _IN_THE_COMMUNITY)


def _received(view: View) -> Iterator[Told]:
    for seen in view.requests:
        if seen.item.answered in ("yes", "no"):
            yield Told(shown(seen), seen.item.answered == "yes")


def _kinds() -> dict[Happening, Kind]:
    kinds = {
        Happening.APPOINTMENT_MISSED: Kind("missed appointment", ("contacts",), _appointments(_MISSED, _ATTENDED)),
        Happening.APPOINTMENT_ATTENDED: Kind("attended appointment", ("contacts",), _appointments(_ATTENDED, _MISSED)),
        Happening.RELEASE: Kind("release", ("releases",), _releases),
        Happening.ALLOCATION: Kind("allocation to a practitioner in the community", ("allocations",), _allocations),
        Happening.PROTECTIVE_ORDER: Kind(
            "protective order", ("orders",), lambda view: (Told(shown(seen), True) for seen in view.orders)
        ),
        Happening.HARM_IN_CUSTODY: Kind(
            "harmful behaviour in custody",
            ("custody", "convictions"),
            _conduct(lambda act: act.setting is Setting.CUSTODY and act.harmful),
        ),
        Happening.WEAPON: Kind("weapon", ("convictions", "custody", "reports"), _conduct(lambda act: act.armed)),
        Happening.VIOLENCE: Kind("violence", ("convictions", "custody", "reports"), _conduct(lambda act: act.violent)),
        Happening.INFORMATION_REQUESTED: Kind(
            "request for information",
            ("information_requests",),
            lambda view: (Told(shown(seen), True) for seen in view.requests),
        ),
        Happening.INFORMATION_RECEIVED: Kind("answer to a request for information", ("information_requests",), _received),
    }
    for kind in ("recall", "warning", "final_warning", "breach", "warrant", "arrest", "charge"):
        kinds[Happening(kind)] = Kind(kind.replace("_", " "), ("enforcement",), _enforcement(kind))
    for kind, words in MEETINGS.items():
        if kind != "other":
            kinds[Happening(kind)] = Kind(words, ("oversight",), _oversight(kind))
    for kind in ("alcohol", "drugs", "accommodation_loss", "relationship_breakdown", "new_relationship"):
        words = f"{kind.replace('_', ' ')} as a circumstance"
        kinds[Happening(kind)] = Kind(words, ("circumstances",), _circumstance(kind))
    return kinds


KINDS = _kinds()
"""How a record tells of each kind of event."""


def look(claim: EventClaim, sight: Sight) -> Bearing:
    """What a record has of an event on the days that the claim names, and on others."""
    kind = KINDS[claim.what]
    told = [one for one in kind.told(sight.seen) if claim.item in (None, one.one.known.item_id)]
    here = [one for one in told if within(one.one.known.on, claim.on, claim.from_, claim.until)]
    happened = tuple(one.one for one in here if one.happened)
    bearing = Bearing(
        supports=happened,
        contradicts=tuple(one.one for one in here if not one.happened),
        contradicts_by=absent(sight.seen, kind.sections, f"{kind.words} of those days") if not happened else (),
        elsewhere=tuple(one.one for one in told if one.happened and one not in here) if not here else (),
        subjects=frozenset(one.one.known.item_id for one in here),
        lacks=None if here else not_supplied(sight.seen, kind.sections),
        looked_for=f"a {kind.words} of those days" if claim.last or claim.from_ else f"a {kind.words}",
        both="the record has it both ways on those days",
    )
    return bearing if claim.asserts == "happened" else bearing.turned()


def reads_as(claim: EventClaim) -> str:
    """The claim in words."""
    words = KINDS[claim.what].words
    return f"{words[0].upper()}{words[1:]}: {'it happened' if claim.asserts == 'happened' else 'it did not happen'}"
