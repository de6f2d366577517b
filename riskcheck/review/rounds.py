"""A round of scoring: cases drawn, sheets given out, answers saved and submitted, flags released, differences adjudicated.

Who can read what is settled by keys, not by commands. A reviewer's sheets and answers are sealed with a key that only they and
the panel have. The flags are sealed with the panel's, and are sealed again for a reviewer when the panel releases them, which
it does only for a case that this reviewer has submitted. So a second reviewer who has the store, every command and their own
pass has nothing of the first's answers and nothing of the flags: there is nothing in the store that they could open.

Every step is an entry of the trail. What was submitted stays as it was: of two submissions the first counts.
"""

import hmac
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import TypeVar

import msgspec

from riskcheck.errors import BadAnswers, BadPass, BadRound, CannotOpen
from riskcheck.review.answers import Answers, faults, lacking
from riskcheck.review.decisions import KIND as DECISION
from riskcheck.review.decisions import Recorded
from riskcheck.review.passes import PANEL, Pass
from riskcheck.review.sealing import seal, unseal
from riskcheck.review.sheet import Sheet
from riskcheck.review.store import Store
from riskcheck.review.trail import Draft, Entry

ROUND, ASSIGNED, FLAGS, SAVED, SUBMITTED, RELEASED, ADJUDICATED, CLOSED = (
    "round",
    "assigned",
    "flags",
    "saved",
    "submitted",
    "released",
    "adjudicated",
    "closed",
)
_Sealed = TypeVar("_Sealed")
_SHEET_SIZE = 4096
_ANSWERS_SIZE = 65536


class Design(msgspec.Struct, frozen=True, kw_only=True):
    """How the cases were drawn. Which stratum a case is in says whether it is flagged, so this is for the panel alone.

    ``strata``: each by name, with how many cases it has and how many were drawn; ``of``: the stratum of each drawn case.
    """

    by: tuple[str, ...]
    strata: tuple[tuple[str, int, int], ...]
    of: dict[str, str]


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What anybody may know of a round. ``frame`` is a keyed hash of what was drawn from, for the panel to check later."""

    round: str
    blind: bool
    seed: int
    cases: int
    population: int
    reviewers: tuple[str, ...]
    version: str
    rules: str
    synthetic: bool
    frame: str
    design: str


class ToolSaid(msgspec.Struct, frozen=True, kw_only=True):
    """What riskcheck makes of a case: the level recorded and the status of each rating, and the case as text."""

    flagged: bool
    recorded: dict[str, str | None]
    status: dict[str, str]
    text: str

    @property
    def pointed_to(self) -> dict[str, str]:
        """The level that the evidence points to: high where it is flagged, else the level on record; unknown left out."""
        return {
            rated: "high" if self.status[rated] == "flagged" else level
            for rated, level in self.recorded.items()
            if level is not None and self.status[rated] in ("flagged", "consistent")
        }


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """A case that was drawn: its sheet, what riskcheck says, and who scores it."""

    sheet: Sheet
    said: ToolSaid
    reviewers: tuple[str, ...]


class Adjudicated(msgspec.Struct, frozen=True, kw_only=True):
    """What the panel settled on for a case; ``how``: ``agreed`` by all, ``alone`` where one scored it, or ``adjudicated``."""

    answers: Answers
    how: str
    by: str


class _Held(msgspec.Struct, frozen=True, kw_only=True):
    """The body of an entry of a round: a text sealed for a reader."""

    round: str
    reader: str
    sealed: str


def keyed_hash(key: str, said: object) -> str:
    """A hash that nobody without the key can compare guesses with."""
    return hmac.new(key.encode(), msgspec.json.encode(said, order="deterministic"), sha256).hexdigest()


def open_round(store: Store, panel: Pass, plan: Plan, design: Design, drawn: Sequence[Drawn], at: str) -> None:
    """Write a new round into a store: its plan, the sheets and the flags, all sealed. Raises ``BadRound``.

    The cases are given out in an order that says nothing of how they were drawn.
    """
    refuse_what_would_tell(store, plan.round, {one.sheet.case for one in drawn})
    in_order = sorted(drawn, key=lambda one: keyed_hash(panel.key, one.sheet.case))
    size = max(len(msgspec.json.encode(one.said)) for one in drawn) + 4
    sealed = seal(panel.key, msgspec.json.encode(design), _place(plan.round, ROUND, PANEL, plan.round), _ANSWERS_SIZE)
    drafts = [_draft(msgspec.structs.replace(plan, design=sealed), at, PANEL, ROUND, plan.round)]
    for one in in_order:
        case = one.sheet.case
        drafts.append(_sealed(panel, PANEL, FLAGS, case, msgspec.json.encode(one.said), size, at, PANEL))
        for reviewer in one.reviewers:
            drafts.append(_sealed(panel, reviewer, ASSIGNED, case, msgspec.json.encode(one.sheet), _SHEET_SIZE, at, PANEL))
            if not plan.blind:
                drafts.append(_sealed(panel, reviewer, RELEASED, case, msgspec.json.encode(one.said), size, at, PANEL))
    store.add(drafts)


def refuse_what_would_tell(store: Store, name: str, cases: set[str]) -> None:
    """A decision on a finding says that there is a finding; so such a case cannot be scored blind out of the same store.

    Raises ``BadRound``, also where the store has a round of this name.
    """
    if any(True for _ in store.entries(ROUND, about=name)):
        raise BadRound(f"there is a round called {name} already")
    decided = {entry.read(Recorded).case for entry in store.entries(DECISION)}
    if cases & decided:
        raise BadRound(
            f"decisions on {len(cases & decided)} of the cases are in the same store and would show what was found; "
            "use a new store for the round"
        )


def refuse_while_scored(store: Store, cases: set[str]) -> None:
    """While a case is scored, no decision on its findings is written where reviewers can read it. Raises ``BadRound``."""
    closed = {entry.about for entry in store.entries(CLOSED)}
    scored = {entry.about for entry in store.entries(ASSIGNED) if entry.read(_Held).round not in closed}
    if cases & scored:
        raise BadRound(f"{len(cases & scored)} of the cases are being scored in this store; decide once the round is closed")


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
        self._read: dict[str, list[tuple[Entry, _Held]]] = {}

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
        plain = unseal(self.who.key, self.plan.design, _place(self.plan.round, ROUND, PANEL, self.plan.round))
        return msgspec.json.decode(plain, type=Design)

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
        size = max(len(msgspec.json.encode(one)) for one in said.values()) + 4
        for case, reviewers in self.given_to().items():
            for name in reviewers:
                if (case, name) not in given and self._submitted(case, name) is not None:
                    plain = msgspec.json.encode(said[case])
                    drafts.append(_sealed(self.who, name, RELEASED, case, plain, size, at, PANEL))
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
            plain = msgspec.json.encode(one)
            drafts.append(_sealed(self.who, PANEL, ADJUDICATED, one.case, plain, _ANSWERS_SIZE, at, by))
        self._add(drafts)
        return len(drafts)

    def close(self, at: str) -> None:
        """End the round: from now on decisions on its cases' findings can be recorded. Raises ``BadRound``."""
        self._lead()
        unsettled = len(self.given_to().keys() - self.adjudicated().keys())
        if unsettled:
            raise BadRound(f"{unsettled} of its cases are not settled")
        self._add([_draft({}, at, PANEL, CLOSED, self.plan.round)])

    # Reading and writing what is sealed

    def _lead(self) -> None:
        if not self.who.leads:
            raise BadPass(f"{self.who.name}.pass", "this is for the panel's pass")

    def _held(self, kind: str, case: str | None = None) -> list[tuple[Entry, _Held]]:
        """The entries of a kind that are of this round, about a case or all; read once, until something is added."""
        if kind not in self._read:
            found = [(entry, entry.read(_Held)) for entry in self._store.entries(kind)]
            self._read[kind] = [(entry, held) for entry, held in found if held.round == self.plan.round]
        return [one for one in self._read[kind] if case in (None, one[0].about)]

    def _add(self, drafts: list[Draft]) -> None:
        self._store.add(drafts)
        self._read.clear()

    def _has(self, kind: str, case: str) -> bool:
        return any(held.reader == self.who.name for _, held in self._held(kind, case))

    def _last(self, kind: str, case: str, what: type[_Sealed]) -> _Sealed:
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

    def _open(self, entry: Entry, held: _Held, what: type[_Sealed]) -> _Sealed:
        key = _key(self.who, held.reader)
        return msgspec.json.decode(
            unseal(key, held.sealed, _place(held.round, entry.kind, held.reader, entry.about)), type=what
        )

    def _own(self, kind: str, answers: Answers, at: str) -> Draft:
        plain = msgspec.json.encode(answers)
        return _sealed(self.who, self.who.name, kind, answers.case, plain, _ANSWERS_SIZE, at, self.who.name)


def _key(who: Pass, reader: str) -> str:
    key = who.key if reader == who.name else who.reviewers.get(reader)
    if key is None:
        raise CannotOpen
    return key


def _place(round_name: str, kind: str, reader: str, case: str) -> str:
    return "|".join((round_name, kind, reader, case))


def _sealed(who: Pass, reader: str, kind: str, case: str, plain: bytes, size: int, at: str, by: str) -> Draft:
    sealed = seal(_key(who, reader), plain, _place(who.round, kind, reader, case), size)
    return _draft(_Held(round=who.round, reader=reader, sealed=sealed), at, by, kind, case)


def _draft(body: object, at: str, by: str, kind: str, about: str) -> Draft:
    return Draft.of(body, at=at, by=by, kind=kind, about=about)


def differences(answers: Mapping[str, Answers]) -> list[str]:
    """What reviewers gave different answers to, by rating or question; what one of them could not tell is different."""
    names = dict.fromkeys(name for one in answers.values() for name in one.values())
    return [name for name in names if len({one.values().get(name) for one in answers.values()}) > 1]
