"""A round of scoring as the holder of a pass sees it: sheets given out, answers submitted, flags released, differences settled.

Every step is an entry of the trail. What was submitted stays as it was: of two submissions the first counts.
"""

from collections.abc import Iterable, Mapping

from riskcheck.errors import BadAnswers, BadPass, BadRound, CannotOpen
from riskcheck.review.answers import Answers, faults, lacking
from riskcheck.review.entries import (
    ADJUDICATED,
    ANSWERS_SIZE,
    ASSIGNED,
    CLOSED,
    FLAGS,
    RELEASED,
    ROUND,
    SAVED,
    SUBMITTED,
    Adjudicated,
    Design,
    Held,
    Plan,
    Said,
    ToolSaid,
    entry_for,
    size_of_flags,
    unsealed,
)
from riskcheck.review.passes import PANEL, Pass
from riskcheck.review.sheet import Sheet
from riskcheck.review.store import Store
from riskcheck.review.trail import Draft, Entry


class Round:
    """One round, as far as the holder of a pass can see it."""

    def __init__(self, store: Store, who: Pass) -> None:
        """Raises ``BadPass`` where the store has no such round."""
        plans = [entry.read(Plan) for entry in store.entries(ROUND, about=who.round)]
        if not plans:
            raise BadPass(who.name, f"{store.name} has no round {who.round}")
        self.plan = plans[0]
        self.who = who
        self._store = store
        self._read: dict[str, list[tuple[Entry, Held]]] = {}

    # What a reviewer does

    def cases(self, reviewer: str | None = None) -> list[str]:
        """The cases that are given to a reviewer, in the order in which they are given."""
        return [entry.about for entry, held in self._held(ASSIGNED) if held.reader == (reviewer or self.who.name)]

    def state(self, case: str) -> str:
        """``to do``, ``saved``, ``submitted``, or ``submitted, flags released``."""
        if self._is_submitted(case):
            return "submitted, flags released" if self._has(RELEASED, case) else "submitted"
        return "saved" if self._has(SAVED, case) else "to do"

    def sheet(self, case: str) -> Sheet:
        """The sheet of a case. Raises ``BadRound`` where it is not given to this reviewer."""
        return self._last(ASSIGNED, case, Sheet)

    def said(self, case: str) -> ToolSaid | None:
        """What riskcheck says of a case, where it has been released to this reviewer."""
        return self._last(RELEASED, case, ToolSaid) if self._has(RELEASED, case) else None

    def answers(self, case: str) -> Answers | None:
        """This reviewer's answers on a case: those submitted, else the last saved, else ``None``."""
        if (submitted := self._submitted(case, self.who.name)) is not None:
            return submitted
        return self._last(SAVED, case, Answers) if self._has(SAVED, case) else None

    def save(self, answers: Iterable[Answers], at: str) -> None:
        """Save answers, finished or not. Raises ``BadAnswers`` and ``BadRound``."""
        drafts = []
        for one in answers:
            if one.reviewer not in ("", self.who.name):
                raise BadRound(
                    f"the answers on {one.case} are on the form of {one.reviewer}, and the pass is {self.who.name}'s"
                )
            found = list(faults(one, self.sheet(one.case).items))
            if found:
                raise BadAnswers(one.case, "; ".join(found))
            if self._is_submitted(one.case):
                raise BadRound(f"{one.case} has been submitted, and stays as it was")
            drafts.append(self._own(SAVED, one, at))
        self._add(drafts)

    def submit(self, cases: Iterable[str], at: str) -> int:
        """Submit the saved answers of some cases, all or none; how many. Raises ``BadAnswers`` and ``BadRound``."""
        drafts = []
        for case in cases:
            saved = self.answers(case)
            if self._is_submitted(case):
                raise BadRound(f"{case} has been submitted, and stays as it was")
            if saved is None:
                raise BadRound(f"nothing has been saved of {case}")
            if missing := list(lacking(saved)):
                raise BadAnswers(case, f"they are not finished: {'; '.join(missing)}")
            drafts.append(self._own(SUBMITTED, saved, at))
        self._add(drafts)
        return len(drafts)

    # What the panel does

    def design(self) -> Design:
        """How the cases were drawn."""
        self._lead()
        return unsealed(self.who, PANEL, ROUND, self.plan.round, self.plan.design, Design)

    def tool(self) -> dict[str, ToolSaid]:
        """What riskcheck says of each case."""
        self._lead()
        return {entry.about: self._open(entry, held, ToolSaid) for entry, held in self._held(FLAGS)}

    def given_to(self) -> dict[str, tuple[str, ...]]:
        """The reviewers of each case."""
        found: dict[str, tuple[str, ...]] = {}
        for entry, held in self._held(ASSIGNED):
            found[entry.about] = (*found.get(entry.about, ()), held.reader)
        return found

    def submitted(self) -> dict[str, dict[str, Answers]]:
        """What was submitted, by case and reviewer, of the cases that all of their reviewers have submitted."""
        self._lead()
        found: dict[str, dict[str, Answers]] = {}
        for case, reviewers in self.given_to().items():
            answers = {name: one for name in reviewers if (one := self._submitted(case, name)) is not None}
            if len(answers) == len(reviewers):
                found[case] = answers
        return found

    def release(self, at: str) -> int:
        """Give each reviewer the flags of the cases that they have submitted; how many were given now."""
        self._lead()
        drafts = []
        given = {(entry.about, held.reader) for entry, held in self._held(RELEASED)}
        said = self.tool()
        size = size_of_flags(said.values())
        for case, reviewers in self.given_to().items():
            for name in reviewers:
                if (case, name) not in given and self._submitted(case, name) is not None:
                    drafts.append(entry_for(self.who, name, RELEASED, case, said[case], size, at=at, by=PANEL))
        self._add(drafts)
        return len(drafts)

    def adjudicated(self) -> dict[str, Adjudicated]:
        """What was settled on: what all gave where they agree, what the panel said last where it spoke."""
        found = {}
        for case, answers in self.submitted().items():
            first, *others = answers.values()
            if all(one.values() == first.values() for one in others):
                found[case] = Adjudicated(answers=first, how="agreed" if others else "alone", by=", ".join(answers))
        for entry, held in self._held(ADJUDICATED):
            settled = self._open(entry, held, Answers)
            found[entry.about] = Adjudicated(answers=settled, how="adjudicated", by=entry.by)
        return found

    def adjudicate(self, answers: Iterable[Answers], by: str, at: str) -> int:
        """Settle cases that all of their reviewers have submitted; how many. Raises ``BadAnswers`` and ``BadRound``."""
        submitted = self.submitted()
        sheets = {entry.about: self._open(entry, held, Sheet) for entry, held in self._held(ASSIGNED)}
        drafts = []
        for one in answers:
            if one.case not in submitted:
                raise BadRound(f"{one.case} has not been submitted by all of its reviewers")
            if found := [*faults(one, sheets[one.case].items), *lacking(one)]:
                raise BadAnswers(one.case, "; ".join(found))
            drafts.append(entry_for(self.who, PANEL, ADJUDICATED, one.case, one, ANSWERS_SIZE, at=at, by=by))
        self._add(drafts)
        return len(drafts)

    def close(self, at: str) -> None:
        """End the round: from now on decisions on its cases' findings can be recorded. Raises ``BadRound``."""
        self._lead()
        unsettled = len(self.given_to().keys() - self.adjudicated().keys())
        if unsettled:
            raise BadRound(f"{unsettled} of its cases are not settled")
        self._add([Draft.of({}, at=at, by=PANEL, kind=CLOSED, about=self.plan.round)])

    # Reading and writing what is sealed

    def _lead(self) -> None:
        if not self.who.leads:
            raise BadPass(f"{self.who.name}.pass", "this is for the panel's pass")

    def _held(self, kind: str, case: str | None = None) -> list[tuple[Entry, Held]]:
        """The entries of a kind that are of this round, about a case or all; read once, until something is added."""
        if kind not in self._read:
            found = [(entry, entry.read(Held)) for entry in self._store.entries(kind)]
            self._read[kind] = [(entry, held) for entry, held in found if held.round == self.plan.round]
        return [one for one in self._read[kind] if case in (None, one[0].about)]

    def _add(self, drafts: list[Draft]) -> None:
        self._store.add(drafts)
        self._read.clear()

    def _has(self, kind: str, case: str) -> bool:
        return any(held.reader == self.who.name for _, held in self._held(kind, case))

    def _last(self, kind: str, case: str, what: type[Said]) -> Said:
        mine = [(entry, held) for entry, held in self._held(kind, case) if held.reader == self.who.name]
        if not mine:
            raise BadRound(f"{case} is not among the cases of {self.who.name}")
        return self._open(*mine[-1], what)

    def _is_submitted(self, case: str) -> bool:
        return self._submitted(case, self.who.name) is not None

    def _submitted(self, case: str, reviewer: str) -> Answers | None:
        """The first submission that the reviewer's own key opens; an entry made by anybody else does not."""
        for entry, held in self._held(SUBMITTED, case):
            if held.reader == reviewer:
                try:
                    return self._open(entry, held, Answers)
                except CannotOpen:
                    continue
        return None

    def _open(self, entry: Entry, held: Held, what: type[Said]) -> Said:
        return unsealed(self.who, held.reader, entry.kind, entry.about, held.sealed, what)

    def _own(self, kind: str, answers: Answers, at: str) -> Draft:
        return entry_for(self.who, self.who.name, kind, answers.case, answers, ANSWERS_SIZE, at=at, by=self.who.name)


def differences(answers: Mapping[str, Answers]) -> list[str]:
    """What reviewers gave different answers to, by rating or question; what one of them could not tell is different."""
    names = dict.fromkeys(name for one in answers.values() for name in one.values())
    return [name for name in names if len({one.values().get(name) for one in answers.values()}) > 1]
