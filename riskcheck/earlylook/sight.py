"""The day in question of each claim, and the record as it stood at its end.

A claim of fact is looked at on the last day before the further offence, however late the record of it was made. A claim
about what should have been assessed, decided or chosen is looked at on the day of the assessment, the decision or the
condition: what came to be known later is no measure of it. No claim is looked at later than the last day before the offence.
"""

import msgspec

from riskcheck.days import Day, days_before
from riskcheck.earlylook.model import AnyClaim, AssessmentClaim, Claim, ConditionClaim, DecisionClaim
from riskcheck.records.model import Assessment, CaseRecord
from riskcheck.replay.moments import placed
from riskcheck.terms import KnownTo
from riskcheck.view import ITEMS, View, view

_OF_ITS_DAY = (AssessmentClaim, DecisionClaim, ConditionClaim)


class Question(msgspec.Struct, frozen=True):
    """The day in question, and why it is that one."""

    day: Day
    because: str


class Sight(msgspec.Struct, frozen=True):
    """A record on one day, in one reading of who knew."""

    record: CaseRecord
    seen: View

    @property
    def day(self) -> Day:
        """The day."""
        return self.seen.as_of

    def holds(self, item_id: str) -> bool:
        """Whether an item was on record by then."""
        seen = self.seen
        return any(one.known.item_id == item_id for name in (*ITEMS, "assessments") for one in getattr(seen, name))


def sight(record: CaseRecord, day: Day, known_to: KnownTo = KnownTo.ANYONE) -> Sight:
    """The record as it stood at the end of a day."""
    return Sight(record, view(record, day, known_to))


def day_in_question(claim: AnyClaim, record: CaseRecord, last_day: Day) -> Question:
    """The day from which a claim is looked at."""
    if claim.as_of is not None:
        wanted, because = claim.as_of, "the early look says so"
    elif isinstance(claim, _OF_ITS_DAY) and (own := _own_day(claim, record)) is not None:
        wanted, because = own, f"it is the day of the {claim.of}"
    else:
        return Question(last_day, "it is the last day before the further offence")
    if wanted > last_day:
        return Question(last_day, "nothing later than the last day before the further offence counts")
    return Question(wanted, because)


def _own_day(claim: Claim, record: CaseRecord) -> Day | None:
    if claim.last is not None or claim.item is None:
        return claim.last
    item = next((item for _, item in placed(record) if item.id == claim.item), None)
    if isinstance(item, Assessment):
        return item.completed_on or item.date
    return item.date if item is not None else None


def before(offence: Day) -> Day:
    """The last day that counts."""
    return days_before(offence, 1)
