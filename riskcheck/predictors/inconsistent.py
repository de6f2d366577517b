"""Items of one calculation that cannot all be right: what no published calculator accepts, or what contradicts itself."""

from collections.abc import Iterator

from riskcheck.predictors.inputs import Inputs, State
from riskcheck.predictors.sexual import COUNTS


def contradictions(inputs: Inputs) -> Iterator[str]:
    """Each contradiction between known items, in words.

    Source: the validators of ``ministryofjustice/hmpps-arns-risk-actuarial-api`` at commit 016919c.
    """
    total, violent = _number(inputs, "total_sanctions"), _number(inputs, "violent_sanctions")
    first, convicted = _number(inputs, "age_at_first_sanction"), _number(inputs, "age_at_conviction")
    if total == 0:
        yield "no sanction at all (1.32), and the current one counts"
    if total is not None and violent is not None and violent > total:
        yield f"{violent} violent sanctions (1.40) of {total} in all (1.32)"
    if first is not None and convicted is not None and first > convicted:
        yield f"first sanction at {first}, and the current conviction at {convicted}"
    if first is not None and total == 1 and convicted is not None and first < convicted:
        yield f"one sanction in all (1.32), at {convicted}, and the first sanction at {first}"
    yield from _sexual(inputs, total)
    used = [item.removeprefix("drugs.") for item in inputs.given() if item.startswith("drugs.") and inputs.value(item) == "yes"]
    if used and inputs["drug_motivation"].state is State.BLANK:
        yield f"drugs misused ({', '.join(used).replace('_', ' ')}), and motivation to tackle it (8.8) left blank"


def _sexual(inputs: Inputs, total: int | None) -> Iterator[str]:
    counts = [_number(inputs, item) for item in COUNTS]
    known = [count for count in counts if count is not None]
    ever = inputs.value("ever_sexual_offence")
    if ever == "no" and any(known):
        yield f"no sexual offence ever (1.30), and {sum(known)} sexual sanctions"
    if ever == "yes" and len(known) == len(counts) and not any(known) and inputs.value("sex") == "male":
        yield "a sexual offence (1.30), and every count of sexual sanctions is nought"
    if total is not None and sum(known) > total:
        yield f"{sum(known)} sexual sanctions of {total} sanctions in all (1.32)"


def _number(inputs: Inputs, item: str) -> int | None:
    found = inputs.value(item)
    return found if isinstance(found, int) else None
