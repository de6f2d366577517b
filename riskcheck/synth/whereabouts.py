"""Where somebody is: in custody for the index offence, for what came before it, or out."""

from riskcheck.synth.schedule import Custody, Schedule


class Whereabouts:
    """The times in custody of a life while it is being lived: those of the index offence, and those that come of its acts."""

    def __init__(self, days: Schedule) -> None:
        self.days = days
        self.earlier: list[Custody] = []

    @property
    def custody(self) -> tuple[Custody, ...]:
        """All of them."""
        return (*self.earlier, *self.days.custody)

    def at(self, day: int) -> tuple[bool, float]:
        """Whether inside on a day, and until when that stays so."""
        until = float("inf")
        for held in self.custody:
            if held.holds(day):
                return True, float(held.end) if held.end is not None else float("inf")
            if day < held.start < until:
                until = float(held.start)
        return False, until

    def taken(self, start: int, end: int) -> bool:
        """Whether some of these days are spent in custody for what came before the index offence."""
        return any(held.start < end and start < (held.end or end) for held in self.earlier)

    def served_of_index(self) -> tuple[int, int]:
        """The days of the sentence of custody now being served that were spent inside, and the day of release from it.

        Days on remand count (Criminal Justice Act 2003 s.240ZA); both are 0 where the sentence is of another kind.
        """
        served = [held for held in self.days.custody if held.kind == "sentence"]
        if not served:
            return 0, 0
        until = served[0].end or self.days.planned_release or self.days.extracted + 90
        remand = sum(held.served for held in self.days.custody if held.kind == "remand")
        return until - served[0].start + remand, until
