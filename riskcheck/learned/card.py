"""The card of a model: what it is, what it was trained on, how well its shares hold, and what it is not for."""

from textwrap import wrap

import msgspec

from riskcheck.days import in_words
from riskcheck.learned.features import FEATURES
from riskcheck.learned.model import About, Model
from riskcheck.terms import WORDS, Level, Strand

FORMAT = "riskcheck.model-card/1"
WIDTH = 100

IS = (
    "A check of ratings of risk of serious harm against those of comparable cases. From counts of evidence on record it says "
    "how often comparable cases are rated high, by the ratings of the very cases that it was trained on. Of the cases rated "
    "low or medium, those whose comparable cases are rated high most often are called unlike their peers, which is a reason "
    "for a person to read them."
)

NOT_FOR = (
    "Deciding a rating, or anything else about a person. A person decides, on the evidence.",
    "Predicting what anybody is going to do. It learned ratings, never outcomes.",
    "Showing that a rating is right. It learned local habit, and where habit is wrong everywhere it agrees with it.",
    "Overruling a rule. It adds no flag, strengthens none and silences none.",
    "Judging an assessor, or ranking areas or teams.",
    "Cases of another area or time than those it was trained on, before its figures have been measured there.",
)

NEVER_SEEN = (
    "protected characteristics",
    "ratings and other levels of risk of serious harm, registers of them included",
    "MAPPA levels",
    "actuarial scores",
    "reviewers' labels and decisions",
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


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a model's card says.

    ``fingerprint`` is the SHA-256 of the model's file, ``data`` that of the table it was trained on. ``synthetic``: ``all``,
    ``some`` or ``none`` of the cases are. ``calibration_error``: how far given and seen shares lie apart on average, out of
    fold. ``budget``: the share of the cases rated below high that the cut-off was set for; ``cutoff`` is in log-odds.
    """

    format: str
    fingerprint: str
    riskcheck: str
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
    not_for: tuple[str, ...]


def card(model: Model) -> Card:
    """The card of a model."""
    check = model.check
    return Card(
        format=FORMAT,
        fingerprint=model.fingerprint,
        riskcheck=model.made_by,
        purpose=IS,
        trained_on=model.about,
        synthetic=model.about.how_synthetic,
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
        not_for=NOT_FOR,
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
                f"{about.cases:,} cases by the highest level among their ratings: {rated}.",
                f"Assessments of {in_words(about.first)} to {in_words(about.last)}.",
                f"{about.records:,} records were given: {about.unrated:,} without ratings and {about.errors:,} that could "
                "not be read were left out.",
                SYNTHETIC[found.synthetic],
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
                    "in 100 of them are rated high."
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
