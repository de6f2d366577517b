"""What the learned check says of a case, in sentences and bars: beside the flags, and never among them."""

from collections.abc import Iterable
from dataclasses import dataclass

from riskcheck.days import in_words
from riskcheck.report.wording import count, joined, sentence, visible
from riskcheck.result import CaseResult
from riskcheck.terms import WORDS, Level
from riskcheck.voice import ComparedWith, Contribution, Difference, FeatureShown, Learned, PeersShown

USUAL = "about as usual"

_MUCH = ((1.1, "much "), (0.4, ""), (0.1, "a little "))
"""From how many log-odds on a bar is said to be much, plainly or a little off the usual: three times, half again, a tenth."""


@dataclass(frozen=True)
class Wording:
    """How a model speaks, by what taught it.

    ``unlike`` is what stands out: one case, and several. ``not_so``: what is said of one that does not. ``apart``: what it is,
    and that it changes no flag. ``why``: of cases without a flag, why they stand out. ``towards``: what counts more or less.
    """

    unlike: str
    several: str
    not_so: str
    apart: str
    why: str
    towards: str
    level: str
    levels: str


WORDING = {
    "ratings": Wording(
        unlike="unlike its peers",
        several="unlike their peers",
        not_so="does not stand out from its peers",
        apart="It compares ratings with those of comparable cases, and so follows local habit. It changes no flag.",
        why="Of the cases rated low or medium, they are among those whose comparable cases are rated high most often.",
        towards="a high rating",
        level="rated",
        levels="rated high or above",
    ),
    "reviewers": Wording(
        unlike="like cases that reviewers found underrated",
        several="like cases that reviewers found underrated",
        not_so="does not stand out as like cases that reviewers found underrated",
        apart=(
            "It learned from what reviewers said of other cases, and so looks for what they looked for. It changes no flag."
        ),
        why="Of the cases rated low or medium, they are among those most like cases that reviewers found underrated.",
        towards="being found underrated",
        level="found",
        levels="found by reviewers to be high or above",
    ),
}

FEW = 10
"""Under so many cases no share of them is given."""

WIDTH, LEFT, MIDDLE, REACH = 640, 8, 430, 200
TOP, STEP, THICK = 34, 26, 14


@dataclass(frozen=True)
class Bar:
    """What one strand counts, against the usual case; ``x`` and ``width`` are its place in the picture, ``y`` its top."""

    title: str
    counts: str
    rests_on: str
    x: float
    y: float
    width: float

    @property
    def kind(self) -> str:
        """``more`` or ``less`` than usual."""
        return "more" if self.x >= MIDDLE else "less"


@dataclass(frozen=True)
class Voice:
    """The learned check's part of a report of one case."""

    words: Wording
    unlike: bool
    compared: str
    meets: str
    compared_with: str
    trained_on: str | None
    bars: tuple[Bar, ...]
    withheld: str | None
    peers: tuple[str, ...]

    @property
    def says(self) -> tuple[str, ...]:
        """Its sentences: what comparable cases are rated, how that meets the rules, with which, and what it was trained on."""
        return tuple(filter(None, (self.compared, self.meets, self.compared_with, self.trained_on)))

    @property
    def describes(self) -> str:
        """The picture in a sentence."""
        more = [bar.title.lower() for bar in self.bars if bar.counts != USUAL and bar.kind == "more"]
        less = [bar.title.lower() for bar in self.bars if bar.counts != USUAL and bar.kind == "less"]
        parts = [
            f"{joined(names)} {'counts' if len(names) == 1 else 'count'} {how} than usual towards {self.words.towards}"
            for names, how in ((more, "more"), (less, "less"))
            if names
        ]
        return sentence("; ".join(parts) or "everything counts about as usual")

    @property
    def height(self) -> int:
        """Of the picture."""
        return TOP + STEP * len(self.bars) + 6


def voice_of(result: CaseResult) -> Voice | None:
    """What a report shows of the learned check; ``None`` where none ran."""
    said = result.learned
    if said is None:
        return None
    words = WORDING[said.taught_by]
    return Voice(
        words=words,
        unlike=result.unlike_peers,
        compared=_compared(said),
        meets=_meets(said, words, flagged=result.flagged),
        compared_with=_compared_with(said.compared_with, said.trained_on_synthetic),
        trained_on=trained_on(said.trained_on_synthetic),
        bars=_bars(said.contributions),
        withheld=visible(said.withheld) if said.withheld else None,
        peers=_peers(said.peers, words),
    )


def trained_on(how_synthetic: str) -> str | None:
    """That a model learned from synthetic cases, where it did."""
    if how_synthetic == "all":
        return (
            "The model was trained on synthetic cases only: it knows nothing of real practice, and is no evidence of accuracy "
            "on real cases."
        )
    return "The model was trained partly on synthetic cases." if how_synthetic == "some" else None


def _compared(said: Learned) -> str:
    rated = f" The highest rating of this one is {WORDS[said.rated]}." if said.rated is not None else ""
    return f"{sentence(said.band)}{rated}"


def _cases_of(how_synthetic: str) -> str:
    return {"all": "synthetic cases", "some": "cases, some of them synthetic,"}.get(how_synthetic, "cases")


def _compared_with(model: ComparedWith, how_synthetic: str) -> str:
    """The caseload behind the comparison, and that the case is of another area where it is."""
    whose = _cases_of(how_synthetic) + (f" of {visible(model.areas)}" if model.areas else " whose area is not on record")
    if model.area is None or model.same_area:
        return f"Compared with {whose}."
    if model.same_area is None:
        return f"Compared with {whose}; this one is of {visible(model.area)}, and whether any of them is, is not on record."
    return f"Compared with {whose}; this one is of {visible(model.area)}, where like cases may be treated otherwise."


class Heard:
    """What the learned check said in one run: how many cases stand out, and how they differ from those it learned from."""

    def __init__(self) -> None:
        self._first: Learned | None = None
        self._cases = self._unlike = self._rated = self._high = self._elsewhere = 0

    def add(self, result: CaseResult) -> None:
        """Take one case into account."""
        said = result.learned
        if said is None:
            return
        self._first = self._first or said
        self._cases += 1
        self._unlike += result.unlike_peers
        self._rated += said.rated is not None
        self._high += said.rated in (Level.HIGH, Level.VERY_HIGH)
        self._elsewhere += said.compared_with.same_area is False

    @property
    def words(self) -> Wording:
        """How the model speaks."""
        return WORDING[self._first.taught_by if self._first else "ratings"]

    @property
    def says(self) -> tuple[str, ...]:
        """What stands out, what it is compared with, how the cases of the run differ from those, and what they were."""
        if self._first is None:
            return ("The learned check was asked about no case.",)
        cases = count(self._unlike, "case without a flag is", "cases without a flag are")
        stands_out = f"By the learned check, {cases} {self.words.unlike if self._unlike == 1 else self.words.several}."
        synthetic = trained_on(self._first.trained_on_synthetic)
        return tuple(filter(None, (stands_out, self.words.apart, *self.differs, synthetic)))

    @property
    def differs(self) -> tuple[str, ...]:
        """The caseload that it is compared with, and in what the cases of the run differ from it."""
        if self._first is None:
            return ()
        model = self._first.compared_with
        whose = f" of {visible(model.areas)}" if model.areas else ""
        days = f"assessed {in_words(model.first)} to {in_words(model.last)}"
        kind = _cases_of(self._first.trained_on_synthetic).rstrip(",")
        there = f"Compared with {model.cases:,} {kind}{whose}, {days}, {_of_100(model.high)} in 100 {self.words.levels}."
        return there, *self._here

    @property
    def _here(self) -> Iterable[str]:
        """How the cases of the run differ from those; of a few, their share says nothing."""
        if self._rated >= FEW:
            yield f"Of the cases here {_of_100(self._high / self._rated)} in 100 are rated high or above."
        if self._elsewhere:
            of = "is of an area" if self._elsewhere == 1 else "are of areas"
            yield f"{self._elsewhere} of the {count(self._cases, 'case')} here {of} that it was not trained on."


def _of_100(share: float) -> int:
    return round(100 * share)


def _meets(said: Learned, words: Wording, *, flagged: bool) -> str:
    if said.rated is None:
        return "No rating is on record to compare with theirs."
    if said.rated not in (Level.LOW, Level.MEDIUM):
        return "It asks only about cases whose highest rating is low or medium."
    if said.stands_out:
        also = "the rules flag it too" if flagged else "no rule flags it. That is a reason to read the case, and is not a flag"
        return f"The case is {words.unlike}, and {also}."
    return f"The case {words.not_so}, {'which takes nothing from its flags' if flagged else 'and no rule flags it'}."


def _bars(contributions: Iterable[Contribution]) -> tuple[Bar, ...]:
    shown = tuple(contributions)
    most = max((abs(one.log_odds) for one in shown), default=0.0) or 1.0
    return tuple(_bar(one, most, TOP + STEP * place) for place, one in enumerate(shown))


def _bar(one: Contribution, most: float, y: int) -> Bar:
    width = round(REACH * abs(one.log_odds) / most, 1)
    return Bar(
        title="Everything else" if one.strand is None else sentence(WORDS[one.strand])[:-1],
        counts=against_the_usual(one.log_odds),
        rests_on=_rests_on(one.features),
        x=MIDDLE if one.log_odds >= 0 else round(MIDDLE - width, 1),
        y=y,
        width=width,
    )


def against_the_usual(log_odds: float) -> str:
    """A contribution in words: more or less than in the usual case. Less is not to say that evidence speaks in favour."""
    for least, how in _MUCH:
        if abs(log_odds) >= least:
            return f"{how}{'more' if log_odds > 0 else 'less'} than usual"
    return USUAL


def _rests_on(features: Iterable[FeatureShown]) -> str:
    shown = tuple(features)
    found = [f"{visible(one.says).lower()}: {visible(one.reads)}" for one in shown if one.value]
    lacking = [visible(one.says).lower() for one in shown if one.value is None]
    parts = [*found, *([f"not supplied: {joined(lacking)}"] if lacking else [])]
    return "; ".join(parts) or "nothing on record"


def _peers(peers: PeersShown | None, words: Wording) -> tuple[str, ...]:
    if peers is None:
        return ()
    if not peers.comparable:
        return ("None of the cases that it was trained on is comparable.",)
    rated = joined([f"{cases} {WORDS[level]}" for level, cases in peers.rated.items() if cases])
    head = (
        f"Of the cases that it was trained on, {count(peers.comparable, 'is', 'are')} comparable, {words.level} {rated}. A "
        "case that was trained on is one of them."
    )
    return (
        head,
        *(_near(number, f"{words.level} {WORDS[one.rated]}", one.differs) for number, one in enumerate(peers.nearest, 1)),
    )


def _near(number: int, rated: str, differs: tuple[Difference, ...]) -> str:
    told = [f"{visible(one.says).lower()}, {visible(one.here)} here and {visible(one.there)} there" for one in differs]
    return f"Near case {number}: {rated}; " + (f"differs in {'; '.join(told)}." if told else "differs in nothing that counts.")
