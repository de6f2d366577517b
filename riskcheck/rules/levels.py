"""Levels that differ between records: two records that state different ones, or one that states two."""

from collections.abc import Iterable, Iterator

from riskcheck.days import in_words, months_before
from riskcheck.evidence import Known
from riskcheck.rules.examples import ASSESSED, alert, assessed, case, registration, stated
from riskcheck.rules.form import Edge, Found, conflict
from riskcheck.rules.sources import (
    ALERT_LEVELS,
    BBC_INQUEST_2024,
    DELIUS_REGISTERS,
    GROUP_REGISTERS,
    ONE_ROSH_REGISTER,
    OVERALL_LEVEL,
    SONNEX_2009,
)
from riskcheck.terms import RATINGS, WORDS, Group, Level, Setting
from riskcheck.view import View

_REGISTERED = {
    "rosh_low": Level.LOW,
    "rosh_medium": Level.MEDIUM,
    "rosh_high": Level.HIGH,
    "rosh_very_high": Level.VERY_HIGH,
}

_ALERTED = {"rosh_medium": Level.MEDIUM, "rosh_high": Level.HIGH, "rosh_very_high": Level.VERY_HIGH}

_GROUPS = {
    "risk_to_public": Group.PUBLIC,
    "risk_to_known_adult": Group.KNOWN_ADULT,
    "risk_to_children": Group.CHILDREN,
    "risk_to_staff": Group.STAFF,
    "risk_to_prisoners": Group.PRISONERS,
}

_ORDER = list(Level)


def highest(view: View, group: Group | None = None) -> Level | None:
    """The highest level that the assessment gives, to one group or to any."""
    levels = [view.level(*pair) for pair in RATINGS if group in (None, pair[0])]
    return max((level for level in levels if level), key=_ORDER.index, default=None)


@conflict(
    code="CF101",
    name="level-differs-elsewhere",
    title="Another record states another level of risk of serious harm",
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
        if level is not None and level is not overall and seen.item.ended_on is None:
            says = f"Registered as {WORDS[level]} risk of serious harm; the assessment's highest rating is {WORDS[overall]}"
            yield Found(seen.known, remark=says, quote=seen.item.notes)


def _stated_elsewhere(view: View) -> Iterator[Found]:
    recent = months_before(view.as_of, view.number("lookbacks.stated_level"))
    for seen in view.stated_levels:
        own = highest(view, seen.item.group)
        if own is not None and seen.item.level is not own and seen.item.date >= recent:
            says = f"{seen.item.document}: {WORDS[seen.item.level]}; the assessment says {WORDS[own]}"
            yield Found(seen.known, remark=says, quote=seen.item.text)


def _copied_before(view: View, known: Known, level: Level, group: Group | None = None) -> bool:
    """Whether another system still shows, within the days of grace, what the assessment before this one said."""
    assessed = view.assessed_on or ""
    levels = [level for pair, level in view.earlier_levels.items() if group in (None, pair[0])]
    was = max(levels, key=_ORDER.index, default=None)
    return was is level and known.on <= assessed and assessed > months_before(view.as_of, view.number("limits.grace"))


@conflict(
    code="CF102",
    name="several-levels-registered",
    title="More than one level of risk of serious harm is registered at once",
    question="C1b",
    sources=(ONE_ROSH_REGISTER, DELIUS_REGISTERS),
    needs=("registrations",),
    fires={
        "high since January, medium since March": case(
            registration("2025-01-10", "rosh_high"), registration("2025-03-10", "rosh_medium")
        ),
        "the same level twice": case(registration("2025-01-10", "rosh_medium"), registration("2025-03-10", "rosh_medium")),
    },
    false_positives={
        "The first ended when the second began": case(
            registration("2025-01-10", "rosh_high", ended_on="2025-03-10"), registration("2025-03-10", "rosh_medium")
        ),
        "A group registration is another register": case(
            registration("2025-01-10", "rosh_medium"), registration("2025-01-10", "risk_to_public", level="medium")
        ),
    },
    edge=Edge(
        case=case(registration("2025-01-10", "rosh_high"), registration("2025-03-10", "rosh_medium", known_on="2025-03-12")),
        day="2025-03-12",
    ),
)
def several_levels_registered(view: View) -> Iterable[Found]:
    """Software that reads the register takes one of them, by date, and passes over the other: the older high reads as the
    newer medium, and nobody sees that there were two.
    """
    open_now = [seen for seen in view.registrations if seen.item.category in _REGISTERED and seen.item.ended_on is None]
    if len(open_now) > 1:
        for seen in open_now:
            says = f"Registered as {WORDS[_REGISTERED[seen.item.category]]} since {in_words(seen.item.date)}, and not ended"
            yield Found(seen.known, remark=says, quote=seen.item.notes)


@conflict(
    code="CF103",
    name="group-registration-differs",
    title="A register for one harm group states another level than the assessment",
    question="C1b",
    sources=(GROUP_REGISTERS, DELIUS_REGISTERS),
    needs=("registrations",),
    fires={
        "risk to the public is registered as high": case(registration("2025-01-10", "risk_to_public", level="high")),
        "risk to staff is registered, and rated low": case(
            registration("2025-01-10", "risk_to_staff", level="medium"), level="low"
        ),
    },
    false_positives={
        "The register says the same": case(registration("2025-01-10", "risk_to_public", level="medium")),
        "The register carries no level": case(registration("2025-01-10", "risk_to_public")),
        "It has ended": case(registration("2025-01-10", "risk_to_public", level="high", ended_on="2025-05-01")),
        "It still shows the last assessment, of the same week": case(
            assessed("2025-01-05", "high", id="as-1"),
            assessed(ASSESSED, "medium", id="as-2"),
            registration("2025-01-10", "risk_to_public", level="high"),
        ),
    },
    edge=Edge(case=case(registration("2025-06-05", "risk_to_public", level="high", known_on="2025-06-08")), day="2025-06-08"),
)
def group_registration_differs(view: View) -> Iterable[Found]:
    """The register is copied from the assessment's worst rating for the group. Where they differ, the copy failed, or one
    of them was changed by somebody who had a reason that the other record lacks.
    """
    for seen in view.registrations:
        group, level = _GROUPS.get(seen.item.category), seen.item.level
        if group is None or level is None or seen.item.ended_on is not None:
            continue
        own = highest(view, group)
        if own is not None and own is not level and not _copied_before(view, seen.known, level, group):
            says = f"Registered: {WORDS[group]}, {WORDS[level]}; the assessment's highest rating for them is {WORDS[own]}"
            yield Found(seen.known, rated(view, group), remark=says, quote=seen.item.notes)


def rated(view: View, group: Group) -> tuple[tuple[Group, Setting], ...]:
    """The ratings that the assessment gives to one group."""
    return tuple(pair for pair in RATINGS if pair[0] is group and pair in view.levels)


@conflict(
    code="CF104",
    name="prison-alert-states-another-level",
    title="The prison record carries another level of risk of serious harm",
    question="C1b",
    sources=(ALERT_LEVELS, SONNEX_2009),
    needs=("custody",),
    fires={"the alert says high": case(alert("2025-01-10", "rosh_high"))},
    false_positives={
        "The alert says the same": case(alert("2025-01-10", "rosh_medium")),
        "The alert has ended": case(alert("2025-01-10", "rosh_high", ended_on="2025-04-01")),
        "It still shows the last assessment, of the same week": case(
            assessed("2025-01-05", "high", id="as-1"),
            assessed(ASSESSED, "medium", id="as-2"),
            alert("2025-01-10", "rosh_high"),
        ),
        "An alert for violence is no level": case(alert("2025-01-10", "violent")),
    },
    edge=Edge(case=case(alert("2025-06-05", "rosh_high", known_on="2025-06-08")), day="2025-06-08"),
)
def prison_alert_states_another_level(view: View) -> Iterable[Found]:
    """Prison staff act on the alert, not on the assessment. If it says another level, the two services manage two people."""
    overall = highest(view)
    for seen in view.alerts:
        level = _ALERTED.get(seen.item.category)
        if level is None or overall is None or seen.item.ended_on is not None:
            continue
        if level is not overall and not _copied_before(view, seen.known, level):
            says = f"Prison alert: {WORDS[level]}; the assessment's highest rating is {WORDS[overall]}"
            yield Found(seen.known, remark=says, quote=seen.item.comment)


@conflict(
    code="CF105",
    name="overall-below-a-rating",
    title="The overall level is below the highest of the ratings",
    question="C1a",
    sources=(OVERALL_LEVEL,),
    needs=(),
    fires={"medium overall, high in the grid": case(level="high", overall="medium")},
    false_positives={
        "They agree": case(level="high", overall="high"),
        "The overall level was left blank": case(level="high", overall="not_recorded"),
        "The overall level is above them": case(level="medium", overall="high"),
    },
    edge=Edge(case=case(level="high", overall="medium"), day=ASSESSED),
)
def overall_below_a_rating(view: View) -> Iterable[Found]:
    """Most readers see the overall level only. Where it is below a rating of the same assessment, that rating is lost to
    them: staff or prisoners in custody are the groups most often overlooked.
    """
    if view.assessment is None or view.assessment.item.overall not in _ORDER:
        return
    overall, top = Level(view.assessment.item.overall), highest(view)
    if top is not None and _ORDER.index(overall) < _ORDER.index(top):
        higher = tuple(pair for pair, level in view.levels.items() if _ORDER.index(level) > _ORDER.index(overall))
        says = f"Overall {WORDS[overall]}; the highest rating is {WORDS[top]}"
        yield Found(view.assessment.known, higher, remark=says)
