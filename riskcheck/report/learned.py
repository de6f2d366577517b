"""What the learned check says of a case, in sentences and bars: beside the flags, and never among them."""

from collections.abc import Iterable
from dataclasses import dataclass

from riskcheck.report.wording import count, joined, sentence, visible
from riskcheck.result import CaseResult, Contribution, Difference, FeatureShown, Learned, PeersShown
from riskcheck.terms import WORDS, Level

APART = "It compares ratings with those of comparable cases, and so follows local habit. It changes no flag."
UNLIKE = "unlike its peers"
USUAL = "about as usual"

_MUCH = ((1.1, "much "), (0.4, ""), (0.1, "a little "))
"""From how many log-odds on a bar is said to be much, plainly or a little off the usual: three times, half again, a tenth."""

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

    unlike: bool
    compared: str
    meets: str
    trained_on: str | None
    bars: tuple[Bar, ...]
    withheld: str | None
    peers: tuple[str, ...]

    @property
    def says(self) -> tuple[str, ...]:
        """Its sentences: what comparable cases are rated, how that meets the rules, and what it was trained on."""
        return tuple(filter(None, (self.compared, self.meets, self.trained_on)))

    @property
    def describes(self) -> str:
        """The picture in a sentence."""
        more = [bar.title.lower() for bar in self.bars if bar.counts != USUAL and bar.kind == "more"]
        less = [bar.title.lower() for bar in self.bars if bar.counts != USUAL and bar.kind == "less"]
        parts = [
            f"{joined(names)} {'counts' if len(names) == 1 else 'count'} {how} than usual towards a high rating"
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
    return Voice(
        unlike=result.unlike_peers,
        compared=_compared(said),
        meets=_meets(said, flagged=result.flagged),
        trained_on=trained_on(said.trained_on_synthetic),
        bars=_bars(said.contributions),
        withheld=visible(said.withheld) if said.withheld else None,
        peers=_peers(said.peers),
    )


def trained_on(how_synthetic: str) -> str | None:
    """That a model learned from synthetic cases, where it did."""
    if how_synthetic == "all":
        return "The model was trained on synthetic cases only: it knows nothing of real practice."
    return "The model was trained partly on synthetic cases." if how_synthetic == "some" else None


def _compared(said: Learned) -> str:
    rated = f" The highest rating of this one is {WORDS[said.rated]}." if said.rated is not None else ""
    return f"{sentence(said.band)}{rated}"


def _meets(said: Learned, flagged: bool) -> str:
    if said.rated is None:
        return "No rating is on record to compare with theirs."
    if said.rated not in (Level.LOW, Level.MEDIUM):
        return "It asks only about cases whose highest rating is low or medium."
    if said.stands_out:
        also = "the rules flag it too" if flagged else "no rule flags it. That is a reason to read the case, and is not a flag"
        return f"The case is {UNLIKE}, and {also}."
    return (
        "The case does not stand out from its peers, which takes nothing from its flags."
        if flagged
        else ("The case does not stand out from its peers, and no rule flags it.")
    )


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


def _peers(peers: PeersShown | None) -> tuple[str, ...]:
    if peers is None:
        return ()
    if not peers.comparable:
        return ("None of the cases that it was trained on is comparable.",)
    rated = joined([f"{cases} {WORDS[level]}" for level, cases in peers.rated.items() if cases])
    head = (
        f"Of the cases that it was trained on, {count(peers.comparable, 'is', 'are')} comparable, rated {rated}. A case that "
        "was trained on is one of them."
    )
    return (head, *(_near(number, one.rated, one.differs) for number, one in enumerate(peers.nearest, 1)))


def _near(number: int, rated: Level, differs: tuple[Difference, ...]) -> str:
    told = [f"{visible(one.says).lower()}, {visible(one.here)} here and {visible(one.there)} there" for one in differs]
    return f"Near case {number}: rated {WORDS[rated]}; " + (
        f"differs in {'; '.join(told)}." if told else "differs in nothing that counts."
    )
