"""What a mention is: where, in which words, of what, and whether it counts."""

from enum import StrEnum

import msgspec


class Category(StrEnum):
    """What is looked for."""

    WEAPONS = "weapons"
    CUSTODY_VIOLENCE = "custody_violence"
    ORDERS = "orders"
    DOMESTIC_ABUSE = "domestic_abuse"
    TRIGGERS = "triggers"
    STATED_LEVEL = "stated_level"


class Whose(StrEnum):
    """Whose act, thing or circumstance it is."""

    OWN = "own"
    VICTIM = "victim"
    OTHER = "other"
    UNCLEAR = "unclear"


class Because(StrEnum):
    """Why a mention counts (``OWN``) or does not."""

    OWN = "own"
    NEGATED = "negated"
    DENIED = "denied"
    HEARSAY = "hearsay"
    HISTORICAL = "historical"
    HYPOTHETICAL = "hypothetical"
    VICTIM = "victim"
    OTHER = "other"
    UNCLEAR = "unclear"


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """One mention in a text: ``words`` is ``text[start:end]``, ``quote`` the sentence around it, both exactly as written."""

    category: Category
    kind: str
    start: int
    end: int
    words: str
    quote: str
    negated: bool = False
    denied: bool = False
    hearsay: bool = False
    historical: bool = False
    hypothetical: bool = False
    whose: Whose = Whose.OWN

    @property
    def affirmed(self) -> bool:
        """Said to be so, now, by whoever writes: none of the five doubts holds."""
        return not (self.negated or self.denied or self.hearsay or self.historical or self.hypothetical)

    @property
    def counts(self) -> bool:
        """The person's own, and affirmed."""
        return self.affirmed and self.whose is Whose.OWN

    @property
    def because(self) -> Because:
        """Why it counts or does not, in one word; of several reasons, the one that says most."""
        if self.whose in (Whose.VICTIM, Whose.OTHER):
            return Because(self.whose.value)
        for doubt in (Because.DENIED, Because.NEGATED, Because.HEARSAY, Because.HYPOTHETICAL, Because.HISTORICAL):
            if getattr(self, doubt.value):
                return doubt
        return Because(self.whose.value)
