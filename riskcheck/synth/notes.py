"""Notes of contacts: what was talked of, and how it was left. No note is made twice of one person while there is another."""

from riskcheck.synth.chance import Chance
from riskcheck.synth.phrases import phrases


class Notes:
    """The notes of one record so far."""

    def __init__(self) -> None:
        self._said: set[str] = set()
        self._round: dict[str, set[str]] = {}

    def note(self, chance: Chance, name: str) -> str:
        """A note of a list of contacts, about what has not been talked of yet, until everything has."""
        found = phrases(f"contacts.{name}")
        talked, left = (found, ("",)) if isinstance(found[0], str) else found
        place = int(chance.share() * len(talked) * len(left))
        talked_of = self._next(name, talked, place % len(talked))
        for turn in range(len(left)):
            note = f"{talked_of} {left[(place + turn) % len(left)]}".rstrip()
            if note not in self._said:
                break
        self._said.add(note)
        return note

    def _next(self, name: str, talked: tuple[str, ...], place: int) -> str:
        """The first of a list, from a place on, that has not come up in this round; a new round begins when all have."""
        used = self._round.setdefault(name, set())
        if len(used) == len(talked):
            used.clear()
        found = next(one for one in (*talked[place:], *talked[:place]) if one not in used)
        used.add(found)
        return found
