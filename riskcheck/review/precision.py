"""How often reviewers agreed with each rule, for those who own the rules.

Of the findings that were decided: which ones were is the reviewers' choice, unless they came out of a drawn sample. A finding
that was dealt with already is right; where it cannot be told, is out of scope or is open again, it says nothing of the rule.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from riskcheck.evaluate.intervals import wilson
from riskcheck.review.decisions import STATES, Recorded, standing

RIGHT = ("agreed", "already_addressed")
WRONG = ("disagreed",)


@dataclass(frozen=True)
class RulePrecision:
    """One rule: how its findings were decided, and the share that was right with Wilson's 95 per cent interval.

    The share and its ends are ``None`` where no decision says whether the rule was right.
    """

    rule: str
    decided: int
    right: int
    wrong: int
    undecided: int
    share: float | None
    low: float | None
    high: float | None
    states: dict[str, int]


def precision(taken: Iterable[Recorded]) -> tuple[RulePrecision, ...]:
    """Each rule that has been decided on, by code; the last decision on a finding counts."""
    by_rule: dict[str, Counter[str]] = {}
    for one in standing(taken).values():
        by_rule.setdefault(one.rule, Counter())[one.state] += 1
    return tuple(_of(rule, by_rule[rule]) for rule in sorted(by_rule))


def _of(rule: str, states: Counter[str]) -> RulePrecision:
    right, wrong = (sum(states[state] for state in side) for side in (RIGHT, WRONG))
    of = right + wrong
    low, high = wilson(right / of, of) if of else (None, None)
    return RulePrecision(
        rule=rule,
        decided=states.total(),
        right=right,
        wrong=wrong,
        undecided=states.total() - of,
        share=round(right / of, 4) if of else None,
        low=low,
        high=high,
        states={state: states[state] for state in STATES},
    )
