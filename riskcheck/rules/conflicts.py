"""Conflicts: two records that cannot both be right. They ask a question and raise no level."""

from collections.abc import Iterable, Iterator

from riskcheck.days import months_before
from riskcheck.rules.examples import case, registration, stated
from riskcheck.rules.form import BOTH_SETTINGS, EVERYONE, Edge, Found, rule
from riskcheck.rules.sources import BBC_INQUEST_2024, DELIUS_REGISTERS, SONNEX_2009
from riskcheck.terms import RATINGS, WORDS, Group, Kind, Level
from riskcheck.view import View

_REGISTERED = {
    "rosh_low": Level.LOW,
    "rosh_medium": Level.MEDIUM,
    "rosh_high": Level.HIGH,
    "rosh_very_high": Level.VERY_HIGH,
}
_ORDER = list(Level)


def highest(view: View, group: Group | None = None) -> Level | None:
    """The highest level that the assessment gives, to one group or to any."""
    levels = [view.level(*pair) for pair in RATINGS if group in (None, pair[0])]
    return max((level for level in levels if level), key=_ORDER.index, default=None)


@rule(
    code="CF101",
    name="level-differs-elsewhere",
    title="Another record states another level of risk of serious harm",
    kind=Kind.CONFLICT,
    strands=(),
    groups=EVERYONE,
    settings=BOTH_SETTINGS,
    weight=1,
    question="C1b",
    sources=(SONNEX_2009, BBC_INQUEST_2024, DELIUS_REGISTERS),
    needs=(),
    fires={
        "a referral says high": case(stated("2025-05-25", "high")),
        "the register says high": case(registration("2025-01-10", "rosh_high")),
    },
    false_positives={
        "The register says the same": case(registration("2025-01-10", "rosh_medium")),
        "The other document is old": case(stated("2023-05-25", "high")),
        "The registration has ended": case(registration("2023-01-10", "rosh_high", ended_on="2025-03-01")),
    },
    edge=Edge(case=case(stated("2025-06-05", "high", known_on="2025-06-08")), day="2025-06-08"),
)
def level_differs_elsewhere(view: View) -> Iterable[Found]:
    """Sonnex was 'listed high-risk on one probation and prison database, but medium on another'; a referral in the 2022
    case said high beside a medium grid. Either one is out of date, or one of them is a judgement that nobody followed up.
    """
    overall = highest(view)
    if overall is None:
        return
    yield from _stated_elsewhere(view)
    for seen in view.registrations:
        level = _REGISTERED.get(seen.item.category)
        ended = seen.item.ended_on is not None and seen.item.ended_on <= view.as_of
        if level is not None and level is not overall and not ended:
            says = f"Registered as {WORDS[level]} risk of serious harm; the assessment's highest rating is {WORDS[overall]}"
            yield Found(seen.known, remark=says, quote=seen.item.notes)


def _stated_elsewhere(view: View) -> Iterator[Found]:
    recent = months_before(view.as_of, view.number("lookbacks.stated_level"))
    for seen in view.stated_levels:
        own = highest(view, seen.item.group)
        if own is not None and seen.item.level is not own and seen.item.date >= recent:
            says = f"{seen.item.document}: {WORDS[seen.item.level]}; the assessment says {WORDS[own]}"
            yield Found(seen.known, remark=says, quote=seen.item.text)
