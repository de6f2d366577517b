"""What reviewers found of a record's last assessment, as the answer of a case: their labels, which no check ever sees.

A label counts where it is about that assessment: the review came after it, and says it of a day no later. Of several about
one rating the last counts. What a review does not speak of is taken as it is on record, because nobody corrected it. 'Not
criticised' and 'cannot tell' are no answer: the first is not 'right', and the second says so itself.
"""

from collections.abc import Iterable, Mapping

from riskcheck.days import Day
from riskcheck.records.model import CaseRecord, Label
from riskcheck.synth.answers import LIST
from riskcheck.terms import RATINGS, Group, Level, Setting

Levels = dict[tuple[Group, Setting], Level]
_ORDER = tuple(Level)
_MOVED = {"underestimated": max, "overestimated": min}


def corrected(record: CaseRecord, recorded: Mapping[tuple[Group, Setting], Level], completed: Day) -> Levels | None:
    """The levels that reviewers found right for an assessment completed on a day; ``None`` where none of them said.

    ``recorded`` are the levels that it gives. A group's label is about both settings. A label without groups is about the
    overall level, so about the ratings that are as high as any. A level that is said to be too low or too high, without
    saying what it should be, is no answer either.
    """
    said = [label for label in _labels(record) if _about(label, completed)]
    if not said:
        return None
    levels = dict(recorded)
    for label in said:
        for rated in _concerned(label, recorded):
            levels[rated] = _level(label, recorded[rated])
    return levels


def _labels(record: CaseRecord) -> Iterable[Label]:
    """The reviewers' labels by day, those that a generator wrote left out."""
    labels = record.labels.items if record.labels is not None else ()
    return sorted((one for one in labels if one.raw is None or one.raw.list != LIST), key=lambda one: (one.date, one.id))


def _about(label: Label, completed: Day) -> bool:
    says = label.finding == "right" or (label.finding in _MOVED and label.should_be is not None)
    return says and label.date >= completed and (label.from_ is None or label.from_ <= completed)


def _concerned(label: Label, recorded: Mapping[tuple[Group, Setting], Level]) -> list[tuple[Group, Setting]]:
    if label.groups:
        return [rated for rated in RATINGS if rated in recorded and rated[0] in label.groups]
    highest = max(recorded.values(), key=_ORDER.index)
    return [rated for rated, level in recorded.items() if level is highest]


def _level(label: Label, given: Level) -> Level:
    """The level after the review; one that says too low never lowers, and one that says too high never raises."""
    if label.finding == "right" or label.should_be is None:
        return given
    level: Level = _MOVED[label.finding](given, label.should_be, key=_ORDER.index)
    return level
