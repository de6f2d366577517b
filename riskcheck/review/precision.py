"""How often reviewers agreed with each rule, for those who own the rules.

Of the findings that were decided: which ones were is the reviewers' choice, unless they came out of a drawn sample. A finding
that was dealt with already is right; where it cannot be told, is out of scope or is open again, it says nothing of the rule.
"""

from collections import Counter
from collections.abc import Iterable

from riskcheck.review.decisions import STATES, Recorded, standing
from riskcheck.review.rows import RulePrecision
from riskcheck.shares import wilson

RIGHT = ("agreed", "already_addressed")
WRONG = ("disagreed",)


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
