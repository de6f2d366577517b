"""The card of a model: what it is, what it was trained on, how well its shares hold, and what it is not for."""

from dataclasses import dataclass
from textwrap import wrap
from typing import Literal

import msgspec

from riskcheck.days import in_words
from riskcheck.learned.features import FEATURES
from riskcheck.learned.model import About, MadeFrom, Model
from riskcheck.learned.proxies import Proxies
from riskcheck.learned.proxies_in_words import on_one_line, proxies_in_words
from riskcheck.learned.table import TaughtBy
from riskcheck.terms import WORDS, Level, Strand

FORMAT = "riskcheck.model-card/1"
WIDTH = 100

IS: dict[TaughtBy, str] = {
    "ratings": (
        "A check of ratings of risk of serious harm against those of comparable cases. From counts of evidence on record it "
        "says how often comparable cases are rated high, by the ratings of the very cases that it was trained on. Of the cases "
        "rated low or medium, those whose comparable cases are rated high most often are called unlike their peers, which is a "
        "reason for a person to read them."
    ),
    "reviewers": (
        "A check of low and medium ratings of risk of serious harm against what reviewers found. From counts of evidence on "
        "record it says how often comparable cases, rated low or medium, were found underrated by reviewers: at least one "
        "rating should have been high or very high. Those most like them are named, which is a reason for a person to read "
        "them."
    ),
}

LEARNED: dict[TaughtBy, tuple[str, str]] = {
    "ratings": (
        "Predicting what anybody is going to do. It learned ratings, never outcomes.",
        "Showing that a rating is right. It learned local habit, and where habit is wrong everywhere it agrees with it.",
    ),
    "reviewers": (
        "Predicting what anybody is going to do. It learned reviewers' findings, never outcomes.",
        "Showing that a rating is right. It learned what reviewers look for, and what they all miss it misses.",
    ),
}

CHOSEN_FOR_REVIEW = (
    "How these cases were chosen for review decides what its shares mean: where reviewers open cases that somebody already "
    "doubts, more of them are underrated than in a caseload."
)

NOT_FOR = (
    "Overruling a rule. It adds no flag, strengthens none and silences none.",
    "Judging an assessor, or ranking areas or teams.",
    "Cases of another area or time than those it was trained on, before its figures have been measured there.",
)

DECIDES = "Deciding a rating, or anything else about a person. A person decides, on the evidence."

NEVER_SEEN = (
    "protected characteristics",
    "ratings and other levels of risk of serious harm, registers of them included",
    "MAPPA levels",
    "actuarial scores",
    "reviewers' labels and decisions, as evidence",
    "free text, but for what the evidence model reads in it",
)

SYNTHETIC = {
    "all": "All of these cases are synthetic: made up, fitted to no real person, and no evidence of accuracy on real cases.",
    "some": "Some of these cases are synthetic: made up, fitted to no real person. What it says is partly about them.",
    "none": "None of these cases is marked as synthetic.",
}

_DIRECTIONS = {1: "more of it can only count more", -1: "more of it can only count less", 0: "either way"}


class FeatureOnCard(msgspec.Struct, frozen=True, kw_only=True):
    """A feature in people's words: where it is shown (``None``: everything else), which way it counts, what it needs."""

    name: str
    says: str
    strand: Strand | None
    counts: str
    needs: tuple[str, ...]


class BandOnCard(msgspec.Struct, frozen=True, kw_only=True):
    """Cases given like shares: how many, the share given on average, and the share that was rated high."""

    cases: int
    given: float
    rated_high: float


@dataclass(frozen=True)
class OnRecords:
    """The audit of records that were given, how many they are, and how many of them are synthetic."""

    proxies: Proxies | None
    cases: int
    synthetic: int


class ProxiesOnCard(msgspec.Struct, frozen=True, kw_only=True):
    """How well what the model looks at tells protected characteristics. ``on``: the cases it was trained on, or those given."""

    on: Literal["trained_on", "given"]
    cases: int
    synthetic: int
    found: Proxies | None


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a model's card says.

    ``fingerprint`` is the SHA-256 of the model's file, ``data`` that of the table it was trained on. ``synthetic``: ``all``,
    ``some`` or ``none`` of the cases are. ``calibration_error``: how far given and seen shares lie apart on average, out of
    fold. ``budget``: the share of the cases rated below high that the cut-off was set for; ``cutoff`` is in log-odds.
    """

    format: str
    fingerprint: str
    riskcheck: str
    taught_by: TaughtBy
    purpose: str
    trained_on: About
    synthetic: str
    data: str
    peers: bool
    features: tuple[FeatureOnCard, ...]
    never_seen: tuple[str, ...]
    calibration_error: float
    calibration: tuple[BandOnCard, ...]
    budget: float
    cutoff: float
    proxies: ProxiesOnCard
    not_for: tuple[str, ...]


def card(model: Model, on_records: OnRecords | None = None) -> Card:
    """The card of a model; with an audit of records that were given, in place of that of the cases that it was trained on."""
    check, about = model.check, model.about
    on = OnRecords(about.proxies, about.cases, about.synthetic) if on_records is None else on_records
    return Card(
        format=FORMAT,
        fingerprint=model.fingerprint,
        riskcheck=model.made_by,
        taught_by=about.taught_by,
        purpose=IS[about.taught_by],
        trained_on=msgspec.structs.replace(about, proxies=None),
        synthetic=about.how_synthetic,
        data=check.data_fingerprint_,
        peers=check.caseload() is not None,
        features=tuple(
            FeatureOnCard(name=f.name, says=f.says, strand=f.strand, counts=_DIRECTIONS[f.sign], needs=f.needs)
            for f in FEATURES
        ),
        never_seen=NEVER_SEEN,
        calibration_error=check.calibration_error_,
        calibration=tuple(
            BandOnCard(cases=band.cases, given=band.given, rated_high=band.rated_high) for band in check.reliability_
        ),
        budget=check.budget,
        cutoff=check.cutoff_,
        proxies=ProxiesOnCard(
            on="trained_on" if on_records is None else "given", cases=on.cases, synthetic=on.synthetic, found=on.proxies
        ),
        not_for=(DECIDES, *LEARNED[about.taught_by], *NOT_FOR),
    )


def as_json(found: Card) -> str:
    """The card as JSON."""
    return msgspec.json.format(msgspec.json.encode(found)).decode()


def as_text(found: Card) -> str:
    """The card for a screen."""
    return "\n".join(line for title, paragraphs in _parts(found) for line in (title, *_wrapped(paragraphs), "")).rstrip("\n")


def _parts(found: Card) -> list[tuple[str, list[str]]]:
    about = found.trained_on
    rated = ", ".join(f"{number:,} {WORDS[level]}" for level in Level if (number := about.rated.get(level)))
    return [
        (f"Model card of {found.fingerprint}", []),
        ("What it is", [found.purpose]),
        (
            "What it was trained on",
            [
                f"{about.cases:,} {_TAUGHT[found.taught_by]}: {rated}.",
                *([CHOSEN_FOR_REVIEW] if found.taught_by == "reviewers" else []),
                f"Assessments of {in_words(about.first)} to {in_words(about.last)}, {_areas(about)}.",
                f"{about.records:,} records were given: {_left_out(about)} were left out.",
                SYNTHETIC[found.synthetic],
                *_made_from(about.made_from),
                "The file holds a row of counts for each case, to show comparable ones: treat it as case data."
                if found.peers
                else "The file holds no case.",
            ],
        ),
        ("What it looks at", [*_features(found), f"Never: {'; '.join(found.never_seen)}."]),
        (
            "How well its shares hold, out of fold",
            [
                f"Shares given and shares seen lie {_hundredths(found.calibration_error)} in 100 apart on average.",
                *(
                    f"- {band.cases:,} cases were given about {_hundredths(band.given)} in 100; {_hundredths(band.rated_high)} "
                    f"in 100 of them {_SEEN[found.taught_by]}."
                    for band in found.calibration
                ),
            ],
        ),
        (
            "The cut-off",
            [
                f"Set so that about {_hundredths(found.budget)} in 100 of the cases rated below high stand out: those that "
                f"come first in the order of review, from {found.cutoff:.2f} in log-odds."
            ],
        ),
        _proxies(found),
        ("What it must not be used for", [f"- {line}" for line in found.not_for]),
        (
            "Where it is from",
            [
                f"Made by riskcheck {found.riskcheck} with seed {about.seed}.",
                f"Fingerprint of the file (SHA-256): {found.fingerprint}",
                f"Fingerprint of the table that it was trained on: {found.data}",
            ],
        ),
    ]


_TAUGHT = {
    "ratings": "cases by the highest level among their ratings",
    "reviewers": "cases rated low or medium, by the highest level that reviewers found right",
}
_SEEN = {"ratings": "are rated high", "reviewers": "were found underrated"}


def _areas(about: About) -> str:
    unnamed = about.cases - sum(about.areas.values())
    named = [f"{number:,} of {on_one_line(area)}" for area, number in about.areas.items()]
    return ", ".join([*named, *([f"{unnamed:,} of no area on record"] if unnamed else [])])


def _left_out(about: About) -> str:
    reviewed = (
        [f"{about.unreviewed:,} of which no review says what is right", f"{about.rated_high:,} reviewed and rated high"]
        if about.taught_by == "reviewers"
        else []
    )
    *first, last = [f"{about.unrated:,} without ratings", *reviewed, f"{about.errors:,} that could not be read"]
    return f"{', '.join(first)} and {last}"


def _made_from(made: MadeFrom | None) -> list[str]:
    if made is None:
        return []
    return [
        f"They can be made again: the first {made.records:,} cases of {made.generator} with seed {made.seed} and the "
        f"parameters with the fingerprint {made.parameters}."
    ]


def _proxies(found: Card) -> tuple[str, list[str]]:
    """What of that which the model looks at tells protected characteristics apart."""
    measured = found.proxies
    whose = "it was trained on" if measured.on == "trained_on" else "that were given"
    title = f"What could stand in for a protected characteristic, on the cases {whose}"
    if measured.found is None:
        return title, [f"Not measured: none of the cases {whose} says sex, ethnicity or age, or all are alike."]
    return title, proxies_in_words(measured.found, measured.synthetic)


def _features(found: Card) -> list[str]:
    by_strand = {strand: [f for f in found.features if f.strand is strand] for strand in (*Strand, None)}
    return [
        f"- {'Everything else' if strand is None else WORDS[strand].capitalize()}: {'; '.join(_feature(f) for f in features)}."
        for strand, features in by_strand.items()
    ]


def _feature(feature: FeatureOnCard) -> str:
    says = feature.says[0].lower() + feature.says[1:]
    return says if feature.counts == _DIRECTIONS[1] else f"{says} ({feature.counts})"


def _hundredths(share: float) -> str:
    """A share as a number of a hundred, without decimals."""
    number = round(100 * share)
    return str(number) if number else "less than 1" if share else "0"


def _wrapped(paragraphs: list[str]) -> list[str]:
    return [
        line
        for paragraph in paragraphs
        for line in wrap(
            paragraph,
            WIDTH,
            initial_indent="  ",
            subsequent_indent="    " if paragraph.startswith("- ") else "  ",
            break_on_hyphens=False,
        )
    ]
