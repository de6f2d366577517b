"""What a predictor is worked out from: each item with its answer and its state. What is not known is never no."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

import msgspec

Value = int | float | str | None


class State(StrEnum):
    """How an item stands on the record."""

    KNOWN = "known"
    DONT_KNOW = "dont_know"
    BLANK = "blank"
    NOT_APPLICABLE = "not_applicable"
    NOT_SUPPLIED = "not_supplied"


STATES = {
    State.KNOWN: "known",
    State.DONT_KNOW: "don't know",
    State.BLANK: "left blank",
    State.NOT_APPLICABLE: "not applicable",
    State.NOT_SUPPLIED: "not supplied",
}
"""How each state reads."""


class Answer(msgspec.Struct, frozen=True):
    """The answer to one item. ``value`` is ``None`` unless the state is known."""

    state: State = State.NOT_SUPPLIED
    value: Value = None


def known(value: Value) -> Answer:
    """An item with this answer."""
    return Answer(State.KNOWN, value)


_ABSENT = Answer()

PAST_OFFENCES = (
    "homicide",
    "wounding",
    "kidnapping",
    "firearms",
    "robbery",
    "aggravated_burglary",
    "weapon",
    "criminal_damage",
    "arson",
)
"""The kinds of offence of the RoSH screening, question R1.2 (``PreviousConviction`` of hmpps-arns-risk-actuarial-api)."""

OTHER_DRUGS = ("other", "ketamine", "spice", "hallucinogens", "solvents")
"""The drugs that count together as other drugs (question 8.2, the same source)."""


class Inputs:
    """The items of one calculation, by the name that the case record gives them; what is not there was not supplied.

    The kinds of ``drugs`` and ``past_offences`` are items of their own, such as ``drugs.heroin``.
    """

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        self._answers = dict(answers)

    def __getitem__(self, item: str) -> Answer:
        return self._answers.get(item, _ABSENT)

    def value(self, item: str) -> Value:
        """The answer to an item, or ``None`` where it is not known."""
        return self[item].value

    def number(self, item: str) -> float:
        """The answer to an item that is known to be a number.

        Raises ``TypeError`` for one that is not: ask ``lacking`` first.
        """
        found = self[item].value
        if isinstance(found, int | float):
            return found
        raise TypeError(f"{item} is not a number")

    def lacking(self, items: Iterable[str]) -> tuple[str, ...]:
        """Which of these items are not known. Of ``past_offences``: where no kind is."""
        return tuple(item for item in items if not self._known(item))

    def _known(self, item: str) -> bool:
        if item == "past_offences":
            return any(self[f"past_offences.{kind}"].state is State.KNOWN for kind in PAST_OFFENCES)
        return self[item].state is State.KNOWN

    def given(self) -> tuple[str, ...]:
        """The items that are known, by name."""
        return tuple(sorted(item for item, answer in self._answers.items() if answer.state is State.KNOWN))

    def answering(self, **answers: Value) -> "Inputs":
        """The same items, had these been answered so. A kind can be written with two underscores: ``drugs__heroin``."""
        return Inputs(self._answers | {item.replace("__", "."): known(value) for item, value in answers.items()})
