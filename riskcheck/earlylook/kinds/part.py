"""Claims about what part a role had in a discussion or a meeting."""

from riskcheck.earlylook.bearing import Bearing, not_supplied, within
from riskcheck.earlylook.kinds.event import shown
from riskcheck.earlylook.model import PartClaim
from riskcheck.earlylook.sight import Sight
from riskcheck.earlylook.telling import MEETINGS, ROLES


def look(claim: PartClaim, sight: Sight) -> Bearing:
    """Who took part in the meetings of those days, and who was only told of them.

    A role that a record does not name is not known to have been away: only what is written counts, on either side.
    """
    meetings = [
        one
        for one in sight.seen.oversight
        if one.item.kind == claim.meeting
        and claim.item in (None, one.item.id)
        and within(one.item.date, claim.on, claim.from_, claim.until)
    ]
    words = MEETINGS[claim.meeting]
    bearing = Bearing(
        supports=tuple(shown(one) for one in meetings if claim.role in one.item.took_part),
        contradicts=tuple(shown(one) for one in meetings if claim.role in one.item.informed),
        subjects=frozenset(one.item.id for one in meetings),
        lacks=_lacks(claim, sight, bool(meetings), any(_named(claim, one.item) for one in meetings)),
        looked_for=f"a {words} of those days",
        both=f"one {words} of those days has {ROLES[claim.role]} taking part, another as only informed",
    )
    return bearing if claim.asserts == "took_part" else bearing.turned()


def _named(claim: PartClaim, item: object) -> bool:
    return claim.role in (*getattr(item, "took_part", ()), *getattr(item, "informed", ()))


def _lacks(claim: PartClaim, sight: Sight, held: bool, named: bool) -> str | None:
    if held and not named:
        return f"it does not say what part {ROLES[claim.role]} had"
    return None if held else not_supplied(sight.seen, ("oversight",))


def reads_as(claim: PartClaim) -> str:
    """The claim in words."""
    role = ROLES[claim.role]
    did = f"took part in the {MEETINGS[claim.meeting]}"
    told = f"was only informed of the {MEETINGS[claim.meeting]}"
    return f"{role[0].upper()}{role[1:]} {did if claim.asserts == 'took_part' else told}"
