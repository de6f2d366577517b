"""What of a record bears on a claim, for it and against it, and the verdict that follows."""

from collections.abc import Iterable

import msgspec

from riskcheck.days import Day
from riskcheck.earlylook.result import Stated, Verdict
from riskcheck.rules import Found
from riskcheck.terms import Coverage
from riskcheck.view import View


class Bearing(msgspec.Struct, frozen=True, kw_only=True):
    """What a record has for and against a claim.

    ``subjects`` are the items that the claim is about. ``lacks`` says why the record cannot answer; ``unknown`` says what of
    the claim is not borne out although the rest is; ``looked_for`` is what was looked for; ``both`` is said where the record
    has evidence on both sides.
    """

    supports: tuple[Found, ...] = ()
    contradicts: tuple[Found, ...] = ()
    supports_by: tuple[Stated, ...] = ()
    contradicts_by: tuple[Stated, ...] = ()
    elsewhere: tuple[Found, ...] = ()
    subjects: frozenset[str] = frozenset()
    lacks: str | None = None
    unknown: str | None = None
    looked_for: str = "anything of the kind"
    both: str = "the record has evidence on both sides"

    def turned(self) -> "Bearing":
        """The same bearing on the opposite claim."""
        return msgspec.structs.replace(
            self,
            supports=self.contradicts,
            contradicts=self.supports,
            supports_by=self.contradicts_by,
            contradicts_by=self.supports_by,
        )

    @property
    def verdict(self) -> Verdict:
        """What follows."""
        supported = bool(self.supports or self.supports_by)
        contradicted = bool(self.contradicts or self.contradicts_by)
        if self.lacks or (supported and contradicted):
            return Verdict.NOT_ASSESSABLE
        if contradicted:
            return Verdict.CONTRADICTED
        return Verdict.SUPPORTED if supported and not self.unknown else Verdict.NOT_EVIDENCED

    @property
    def why(self) -> str:
        """The verdict's reason, in one sentence."""
        if self.lacks:
            return f"The record cannot say: {self.lacks}."
        found = (bool(self.supports or self.supports_by), bool(self.contradicts or self.contradicts_by))
        if all(found):
            return f"A person has to decide: {self.both}."
        if found[1]:
            return "The record says otherwise."
        if found[0]:
            return f"The record bears out a part of it; {self.unknown}." if self.unknown else "The record bears it out."
        other_days = " It has the like on other days." if self.elsewhere else ""
        return f"The record, as far as it was supplied, does not have {self.looked_for}.{other_days}"


SECTION_WORDS = {
    "information_requests": "information requests",
    "contacts": "appointments and contacts",
    "orders": "orders",
    "custody": "custody records",
}


def not_supplied(seen: View, sections: Iterable[str]) -> str | None:
    """Why nothing can be said, where none of the sections was supplied."""
    names = tuple(sections)
    if any(seen.supplied(name) for name in names):
        return None
    return f"{' and '.join(map(words_of, names))} were not supplied"


def absent(seen: View, sections: Iterable[str], what: str) -> tuple[Stated, ...]:
    """That sections supplied in full have nothing of the kind; nothing where one of them is not in full."""
    names = tuple(sections)
    if not all(seen.coverage[name] is Coverage.COMPLETE for name in names):
        return ()
    return tuple(
        Stated(says=f"{words_of(name).capitalize()} were supplied in full and have no {what}", pointer=f"/{name}/coverage")
        for name in names
    )


def words_of(section: str) -> str:
    """A section as it reads in a sentence."""
    return SECTION_WORDS.get(section, section.replace("_", " "))


def within(day: Day, on: Day | None, first: Day | None, last: Day | None) -> bool:
    """Whether a day is the one that a claim names, or in its span; a claim that names none is about any day."""
    if on is not None:
        return day == on
    return (first is None or day >= first) and (last is None or day <= last)
