"""A recorded score beside the same score worked out again: reproduced or not, and which input would reproduce it."""

from collections.abc import Iterator
from enum import StrEnum

import msgspec

from riskcheck import policy
from riskcheck.predictors.inputs import Inputs, State, Value
from riskcheck.predictors.numbers import rounded
from riskcheck.predictors.score import NAMES, score
from riskcheck.predictors.scored import Score, Unscored, words
from riskcheck.records.model import Predictor

WHOLE = ("OGRS3", "OGP", "OVP")
"""The tools that print whole per cent, one and two years ahead."""

_BY_POINTS = ("DC_SRP", "OSP_DC")
_SHOWN = 3


class Outcome(StrEnum):
    """How a recorded score stands beside the recomputed one."""

    REPRODUCED = "reproduced"
    DIFFERS = "differs"
    NOT_CHECKED = "not_checked"


class Change(msgspec.Struct, frozen=True):
    """Another answer to one item, with which the recorded score would follow."""

    item: str
    was: Value
    would_be: Value

    @property
    def says(self) -> str:
        """The change in words."""
        return f"{words(self.item)}: {_word(self.would_be)}, not {_word(self.was)}"


class Recomputed(msgspec.Struct, frozen=True, kw_only=True):
    """One recorded score, worked out again. ``score`` is the version that the record says, or else the one nearest to it.

    ``guessed``: the category of the offence was not known, and every category was tried; ``category`` is then the only one with
    which the recorded score follows, if there is only one. ``why``: why it was not checked; only then.
    """

    recorded: Predictor
    outcome: Outcome
    score: Score | None = None
    why: str | None = None
    lacking: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    guessed: bool = False
    category: str | None = None


def recompute(recorded: Predictor, inputs: Inputs) -> Recomputed:
    """Work a recorded score out again from the items of its assessment."""
    if recorded.name not in NAMES:
        return _not_checked(recorded, "riskcheck has no formula of it")
    if recorded.score is None:
        return _not_checked(recorded, "no score is recorded")
    wanted = {"static": False, "dynamic": True}.get(recorded.static_or_dynamic or "")
    field, categories = _categories(recorded.name, inputs)
    made = [
        (category, score(recorded.name, inputs.answering(**{field: category}), dynamic=version, variant=variant))
        for category in categories
        for version in ((wanted,) if wanted is not None else (None, False))
        for variant in (False, True)
    ]
    scored = [(category, found) for category, found in made if isinstance(found, Score)]
    if not scored:
        first = next(found for _, found in made if isinstance(found, Unscored))
        return _not_checked(recorded, first.why, first.lacking)
    equal = [(category, found) for category, found in scored if follows(recorded, found)]
    guessed = len(categories) > 1
    if equal:
        category, found = equal[0]
        alike = {each for each, _ in equal}
        only = str(category) if guessed and len(alike) == 1 else None
        return Recomputed(recorded=recorded, outcome=Outcome.REPRODUCED, score=found, guessed=guessed, category=only)
    nearest = min((found for _, found in scored), key=lambda found: abs(_printed(recorded, found) - (recorded.score or 0)))
    if nearest.unknown:
        why = f"not known: {'; '.join(map(words, nearest.unknown))}"
        return _not_checked(recorded, why, nearest.unknown)
    if wanted is None and nearest.lacking:
        why = "the record does not say whether the score is static or dynamic, and not every dynamic answer is known"
        return _not_checked(recorded, why, nearest.lacking)
    changes = () if guessed else tuple(_changes(recorded, inputs, wanted))
    return Recomputed(recorded=recorded, outcome=Outcome.DIFFERS, score=nearest, guessed=guessed, changes=changes[:_SHOWN])


def _not_checked(recorded: Predictor, why: str, lacking: tuple[str, ...] = ()) -> Recomputed:
    return Recomputed(recorded=recorded, outcome=Outcome.NOT_CHECKED, why=why, lacking=lacking)


def _categories(name: str, inputs: Inputs) -> tuple[str, tuple[Value, ...]]:
    """The item that holds the kind of offence, and its value; every value that has a weight where it is not known."""
    field = "ogrs3_offence_group" if name in ("OGRS3", "OGP") else "offence_category"
    if inputs[field].state is State.KNOWN or name in ("OVP", *_BY_POINTS, "II_SRP", "OSP_II"):
        return field, (inputs.value(field),)
    if field == "ogrs3_offence_group":
        return field, tuple(policy.topic("predictor_weights_before_2026")["ogrs3"]["value"]["offence"])
    return field, tuple(policy.topic("predictor_weights")["arp_static"]["value"]["offence"])


def _printed(recorded: Predictor, found: Score) -> float:
    """The recomputed score in the unit and for the years of the recorded one."""
    if found.name in _BY_POINTS and found.points is not None and in_points(recorded):
        return found.points
    if found.name in WHOLE and recorded.horizon_years == 1:
        return found.one_year or 0.0
    return found.percent


def in_points(recorded: Predictor) -> bool:
    """Whether a recorded score is in points: it says so, or is a whole number where points are usual."""
    if recorded.unit is not None:
        return recorded.unit == "points"
    return recorded.name in _BY_POINTS and recorded.score is not None and recorded.score == int(recorded.score)


def follows(recorded: Predictor, found: Score) -> bool:
    """Whether a recorded score is the recomputed one, at the decimals that were recorded.

    The tools that print whole per cent may differ by one, because published versions of them round differently.
    """
    if recorded.score is None:
        return False
    if found.name in WHOLE:
        printed = [found.percent, found.one_year] if recorded.horizon_years is None else [_printed(recorded, found)]
        return any(each is not None and abs(recorded.score - each) <= 1 for each in printed)
    places = min(len(f"{recorded.score:.6f}".rstrip("0").partition(".")[2]), 2)
    return rounded(_printed(recorded, found), places) == rounded(recorded.score, places)


def _changes(recorded: Predictor, inputs: Inputs, wanted: bool | None) -> Iterator[Change]:
    """Each other answer to one item with which the recorded score follows, the least change of a number first."""
    for item in inputs.given():
        was = inputs.value(item)
        for would_be in _others(item, was):
            found = score(recorded.name, inputs.answering(**{item: would_be}), dynamic=wanted)
            if isinstance(found, Score) and follows(recorded, found):
                yield Change(item, was, would_be)
                break


_LADDERS: tuple[tuple[str, ...], ...] = (
    ("no_problems", "some_problems", "significant_problems"),
    ("full", "partial", "none"),
    ("yes", "no"),
    ("living_together", "not_living_together", "not_in_relationship"),
    ("male", "female"),
)
_AWARENESS = ("yes", "sometimes", "no")
_FURTHEST = 10
_MOST = {"months_offence_free": 36}


def _others(item: str, was: Value) -> Iterator[Value]:
    """Other answers to an item, nearest first. Sanctions and ages are tried up to ten away, months over their whole range."""
    if isinstance(was, int | float):
        most = _MOST.get(item, 999)
        for away in range(1, _MOST.get(item, _FURTHEST) + 1):
            yield from (number for number in (int(was) - away, int(was) + away) if 0 <= number <= most)
    elif item in ("offence_category", "ogrs3_offence_group"):
        name = "ARP" if item == "offence_category" else "OGRS3"
        _, categories = _categories(name, Inputs({}))
        yield from (category for category in categories if category != was)
    else:
        ladders = (_AWARENESS,) if item == "awareness_of_consequences" else _LADDERS
        ladder = next((steps for steps in ladders if was in steps), ())
        yield from (step for step in ladder if step != was)


def _word(value: Value) -> str:
    return str(value).replace("_", " ")
