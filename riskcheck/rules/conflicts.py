"""Conflicts between records: two that cannot both be right, or one where two are due. They raise no level."""

from collections.abc import Callable, Iterable, Iterator

from riskcheck.days import in_words, months_before
from riskcheck.evidence import Act, Known, incidents, victim_group
from riskcheck.rules.examples import (
    ASSESSED,
    IMPROVISED,
    KNIFE,
    addressed,
    adjudication,
    alert,
    assessed,
    case,
    circumstance,
    conviction,
    incident,
    order,
    registration,
    report,
    stated,
)
from riskcheck.rules.form import BOTH_SETTINGS, EVERYONE, Edge, Found, found, rule
from riskcheck.rules.orders import abusive, live_labels
from riskcheck.rules.sources import (
    ALERT_LEVELS,
    BBC_INQUEST_2024,
    CHILD_GROUPS,
    DELIUS_REGISTERS,
    GROUP_REGISTERS,
    HMIP_QUESTIONS,
    ONE_ROSH_REGISTER,
    OVERALL_LEVEL,
    SONNEX_2009,
    STRUCTURED_ANSWERS,
)
from riskcheck.rules.weapons import armed
from riskcheck.terms import RATINGS, WORDS, Group, Kind, Level, Setting
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


def _copied_before(view: View, known: Known, level: Level, group: Group | None = None) -> bool:
    """Whether another system still shows, within the days of grace, what the assessment before this one said."""
    if view.assessed_on is None or known.on > view.assessed_on:
        return False
    levels = [view.earlier_levels[rated] for rated in view.earlier_levels if group in (None, rated[0])]
    was = max(levels, key=_ORDER.index, default=None)
    return was is level and view.assessed_on > months_before(view.as_of, view.number("limits.grace"))


@rule(
    code="CF102",
    name="several-levels-registered",
    title="More than one level of risk of serious harm is registered at once",
    kind=Kind.CONFLICT,
    strands=(),
    groups=EVERYONE,
    settings=BOTH_SETTINGS,
    weight=1,
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


@rule(
    code="CF103",
    name="group-registration-differs",
    title="A register for one harm group states another level than the assessment",
    kind=Kind.CONFLICT,
    strands=(),
    groups=EVERYONE,
    settings=BOTH_SETTINGS,
    weight=1,
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
            yield Found(seen.known, _rated(view, group), remark=says, quote=seen.item.notes)


def _rated(view: View, group: Group) -> tuple[tuple[Group, Setting], ...]:
    return tuple(pair for pair in RATINGS if pair[0] is group and pair in view.levels)


@rule(
    code="CF104",
    name="prison-alert-states-another-level",
    title="The prison record carries another level of risk of serious harm",
    kind=Kind.CONFLICT,
    strands=(),
    groups=EVERYONE,
    settings=BOTH_SETTINGS,
    weight=1,
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


@rule(
    code="CF105",
    name="overall-below-a-rating",
    title="The overall level is below the highest of the ratings",
    kind=Kind.CONFLICT,
    strands=(),
    groups=EVERYONE,
    settings=BOTH_SETTINGS,
    weight=1,
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


_ASKED = {
    "weapon_carried_or_used": "no weapon was carried or used",
    "violence_or_threat": "no violence or threat of it",
    "arson": "no arson",
    "domestic_abuse_partner": "no evidence of domestic abuse against a partner",
    "domestic_abuse_family": "no evidence of domestic abuse against family",
    "assaulted_or_threatened_staff": "staff were not assaulted or threatened",
    "control_issues": "no control issues",
}


def _answers_no(view: View, act: Act) -> str | None:
    """The question to which the assessment answers no and this act says yes."""
    towards = act.victim
    yes = {
        "weapon_carried_or_used": act.offence and act.armed,
        "violence_or_threat": act.offence and (act.violent or "threats" in act.harms),
        "arson": act.offence and "arson" in act.harms,
        "domestic_abuse_partner": act.abusive and towards in ("partner", "ex_partner"),
        "domestic_abuse_family": act.abusive and towards == "family",
        "assaulted_or_threatened_staff": towards in ("staff", "emergency_worker") and (act.violent or "threats" in act.harms),
        "control_issues": act.setting is Setting.CUSTODY and act.violent,
    }
    answers = view.assessment.item.answers if view.assessment else None
    return next((name for name in _ASKED if yes[name] and getattr(answers, name, None) == "no"), None)


@rule(
    code="CF106",
    name="answer-contradicted-by-the-record",
    title="The assessment answers no where the record says yes",
    kind=Kind.CONFLICT,
    strands=(),
    groups=EVERYONE,
    settings=BOTH_SETTINGS,
    weight=1,
    question="C1a",
    sources=(STRUCTURED_ANSWERS, HMIP_QUESTIONS),
    needs=("convictions",),
    fires={
        "no weapon, and a conviction for a knife": case(
            conviction("2023-05-01", "weapon", victim="none", weapon=KNIFE), answers={"weapon_carried_or_used": "no"}
        ),
        "staff not assaulted, and a proved assault on an officer": case(
            adjudication("2024-05-01", "assault", victim="staff"), answers={"assaulted_or_threatened_staff": "no"}
        ),
    },
    false_positives={
        "Don't know is not no": case(
            conviction("2023-05-01", "weapon", victim="none", weapon=KNIFE), answers={"weapon_carried_or_used": "dont_know"}
        ),
        "He was acquitted": case(
            conviction("2023-05-01", "weapon", victim="none", weapon=KNIFE, outcome="acquitted"),
            answers={"weapon_carried_or_used": "no"},
        ),
        "A weapon held in prison and not prosecuted is no offence": case(
            adjudication("2024-05-01", "weapon", victim="none", weapon=IMPROVISED), answers={"weapon_carried_or_used": "no"}
        ),
        "It came on record after the assessment": case(
            conviction("2023-05-01", "weapon", victim="none", weapon=KNIFE, known_on="2025-07-01"),
            answers={"weapon_carried_or_used": "no"},
        ),
    },
    edge=Edge(
        case=case(conviction("2023-05-01", "weapon", victim="none", weapon=KNIFE), answers={"weapon_carried_or_used": "no"}),
        day=ASSESSED,
    ),
)
def answer_contradicted_by_the_record(view: View) -> Iterable[Found]:
    """Scores and needs are worked out from these answers. A wrong no is carried into every number that follows from it."""
    if view.assessment is None or view.assessment.item.answers is None:
        return
    for act in view.acts:
        if act.established and view.before_assessment(act.known) and (name := _answers_no(view, act)):
            yield Found(act.known, act.concerns, act, f"{found(act).says}; the assessment says: {_ASKED[name]}", act.quote)


_ABOUT_CHILDREN = ("risk_to_children", "child_protection", "child_concerns")


@rule(
    code="CF107",
    name="risk-to-children-not-explained",
    title="Children are rated low or medium beside a record of harm to a child, and no reason is given",
    kind=Kind.CONFLICT,
    strands=(),
    groups=(Group.CHILDREN,),
    settings=BOTH_SETTINGS,
    weight=1,
    question="C1c",
    sources=(CHILD_GROUPS, HMIP_QUESTIONS),
    needs=("addressed", "registrations"),
    fires={
        "a child was the victim": case(conviction("2020-05-01", "sexual", victim="child")),
        "an order protects a child": case(order("2024-05-01", protects="child")),
        "a child protection registration": case(registration("2024-05-01", "child_protection")),
    },
    false_positives={
        "The assessment says why": case(
            conviction("2020-05-01", "violence", victim="child", id="cv-1"), evidence_addressed=[addressed("cv-1")]
        ),
        "Children are rated high": case(conviction("2020-05-01", "sexual", victim="child"), level="high"),
        "He was acquitted": case(conviction("2020-05-01", "violence", victim="child", outcome="acquitted")),
        "The registration has ended": case(registration("2020-05-01", "child_concerns", ended_on="2022-05-01")),
    },
    edge=Edge(case=case(order("2025-06-10", protects="child")), day="2025-06-10"),
)
def risk_to_children_not_explained(view: View) -> Iterable[Found]:
    """A child was harmed, or somebody with the power to protect a child acted. The rating may be right, and has to say why.

    A condition may come from a template for offences against adults; then one line settles it.
    """
    rated = [pair for pair in _rated(view, Group.CHILDREN) if view.levels[pair] in (Level.LOW, Level.MEDIUM)]
    explained = view.addressed("with_reasons")
    if not rated or explained is None:
        return
    for known, says, quote in _about_children(view):
        if known.item_id not in explained:
            yield Found(known, tuple(rated), remark=says, quote=quote)


def _about_children(view: View) -> Iterator[tuple[Known, str, str | None]]:
    for act in view.acts:
        if act.established and act.harmful and act.victim == "child":
            yield act.known, found(act).says, act.quote
    for label in view.labels:
        if label.record == "order" and victim_group(label.protects) is Group.CHILDREN and label.ended_on is None:
            yield label.known, found(label).says, label.quote
    for seen in view.registrations:
        if seen.item.category in _ABOUT_CHILDREN and seen.item.ended_on is None:
            yield seen.known, f"Registered: {seen.item.category.replace('_', ' ')}", seen.item.notes
    for alerted in view.alerts:
        if alerted.item.category == "risk_to_children" and alerted.item.ended_on is None:
            yield alerted.known, "Prison alert: risk to children", alerted.item.comment


_SAID_ABSENT: dict[str, Callable[[Act], bool]] = {
    "carrying_weapons": lambda act: act.armed,
    "contact_with_victim": lambda act: "breach_of_order" in act.harms,
}


@rule(
    code="CF108",
    name="recorded-as-absent-and-as-present",
    title="A circumstance is recorded as absent while another record shows it",
    kind=Kind.CONFLICT,
    strands=(),
    groups=EVERYONE,
    settings=BOTH_SETTINGS,
    weight=1,
    question="C1b",
    sources=(BBC_INQUEST_2024, HMIP_QUESTIONS),
    needs=("circumstances", "custody"),
    fires={
        "said to be off drugs, and found under the influence": case(
            circumstance("2025-01-01", "drugs", "absent"), adjudication("2025-03-01", "drugs_or_alcohol", victim="none")
        ),
        "said to carry no weapons, and found with one": case(
            circumstance("2025-01-01", "carrying_weapons", "absent"),
            incident("2025-03-01", "find", role="in_possession", victim="none", weapon=IMPROVISED),
        ),
    },
    false_positives={
        "It is of an earlier time": case(
            circumstance("2025-03-01", "drugs", "absent"), adjudication("2025-01-01", "drugs_or_alcohol", victim="none")
        ),
        "The charge was dismissed": case(
            circumstance("2025-01-01", "drugs", "absent"),
            adjudication("2025-03-01", "drugs_or_alcohol", victim="none", outcome="dismissed"),
        ),
        "It was said until the find, and no longer": case(
            circumstance("2025-01-01", "drugs", "absent", ended_on="2025-02-01"),
            adjudication("2025-03-01", "drugs_or_alcohol", victim="none"),
        ),
        "The report is not resolved": case(
            circumstance("2025-01-01", "carrying_weapons", "absent"),
            report("2025-03-01", "weapon", kind="intelligence", victim="none"),
        ),
    },
    edge=Edge(
        case=case(
            circumstance("2025-01-01", "drugs", "absent"),
            adjudication("2025-03-01", "drugs_or_alcohol", victim="none", heard_on="2025-03-05"),
        ),
        day="2025-03-05",
    ),
)
def recorded_as_absent_and_as_present(view: View) -> Iterable[Found]:
    """He said that things were fine and that he was abstinent; the prison's reports of the same months said otherwise and
    were not asked for. The two may speak of different times, which is why their days are compared.
    """
    for seen in view.circumstances:
        if seen.item.state != "absent":
            continue
        start, end = seen.item.date, seen.item.ended_on or view.as_of
        shown = [(known, what) for known, kind, what in _shown(view) if kind == seen.item.kind and start <= known.on <= end]
        if shown:
            says = f"{seen.item.kind.replace('_', ' ').capitalize()}: recorded as absent from {in_words(start)}"
            yield Found(seen.known, remark=says, quote=seen.item.text)
            for known, what in shown:
                yield Found(known, remark=f"The record of {in_words(known.on)} shows {what}")


def _shown(view: View) -> Iterator[tuple[Known, str, str]]:
    for seen in view.adjudications:
        if seen.item.charge == "drugs_or_alcohol" and seen.item.outcome == "proved":
            yield seen.known, "drugs", "drugs or alcohol"
    for act in view.acts:
        for kind, shows in _SAID_ABSENT.items():
            if act.established and shows(act):
                yield act.known, kind, act.what


@rule(
    code="CF109",
    name="domestic-abuse-not-on-the-register",
    title="Established abuse of a known adult, and no domestic abuse registration",
    kind=Kind.GAP,
    strands=(),
    groups=(Group.KNOWN_ADULT,),
    settings=BOTH_SETTINGS,
    weight=1,
    question="C1c",
    sources=(DELIUS_REGISTERS, HMIP_QUESTIONS),
    needs=("registrations", "convictions"),
    fires={
        "an assault on a former partner, and no register": case(conviction("2023-05-01", "violence", victim="ex_partner")),
    },
    false_positives={
        "He is on the perpetrator register": case(
            conviction("2023-05-01", "violence", victim="ex_partner"), registration("2023-06-01", "domestic_abuse_perpetrator")
        ),
        "The registration ended with the sentence": case(
            conviction("2023-05-01", "violence", victim="ex_partner"),
            registration("2023-06-01", "domestic_abuse_perpetrator", ended_on="2024-12-01"),
        ),
        "Registrations were supplied only in part": case(conviction("2023-05-01", "violence", victim="ex_partner"))
        | {"registrations": {"coverage": "partial", "items": []}},
        "The victim was not a partner or family": case(conviction("2023-05-01", "violence", victim="known_adult")),
    },
    edge=Edge(case=case(conviction("2023-05-01", "violence", victim="ex_partner", decided_on="2023-08-01")), day="2023-08-01"),
)
def domestic_abuse_not_on_the_register(view: View) -> Iterable[Found]:
    """The register is what other teams and systems read, and needs no conviction; here there is one and no register."""
    registered = any(label.record == "registration" for label in live_labels(view, "domestic_abuse"))
    if registered or not view.complete("registrations"):
        return
    for act in abusive(view):
        if act.established and act.victim in ("partner", "ex_partner", "family"):
            yield found(act)


@rule(
    code="CF110",
    name="weapons-not-on-the-register",
    title="Weapons on several occasions or turned on somebody, and no weapons registration",
    kind=Kind.GAP,
    strands=(),
    groups=EVERYONE,
    settings=BOTH_SETTINGS,
    weight=1,
    question="C1b",
    sources=(DELIUS_REGISTERS, HMIP_QUESTIONS),
    needs=("registrations", "convictions", "custody"),
    fires={
        "two knives, and no register": case(
            conviction("2023-05-01", "weapon", victim="none", weapon=KNIFE),
            conviction("2024-05-01", "weapon", victim="none", weapon=KNIFE),
        ),
    },
    false_positives={
        "He is on the weapons register": case(
            conviction("2023-05-01", "weapon", victim="none", weapon=KNIFE),
            conviction("2024-05-01", "weapon", victim="none", weapon=KNIFE),
            registration("2024-06-01", "weapons"),
        ),
        "One knife, carried": case(conviction("2024-05-01", "weapon", victim="none", weapon=KNIFE)),
        "Registrations were supplied only in part": case(
            conviction("2023-05-01", "weapon", victim="none", weapon=KNIFE),
            conviction("2024-05-01", "weapon", victim="none", weapon=KNIFE),
        )
        | {"registrations": {"coverage": "partial", "items": []}},
    },
    edge=Edge(
        case=case(
            conviction("2023-05-01", "weapon", victim="none", weapon=KNIFE),
            conviction("2024-05-01", "weapon", victim="none", weapon=KNIFE, decided_on="2024-08-01"),
        ),
        day="2024-08-01",
    ),
)
def weapons_not_on_the_register(view: View) -> Iterable[Found]:
    """The register is for people known to use or carry weapons. Prison alerts have no code for it, so where the register
    lacks it too, nobody who looks at labels sees weapons at all.
    """
    registered = any(label.about == "weapons" and label.record == "registration" for label in view.labels)
    if registered or not view.complete("registrations"):
        return
    acts = armed(view)
    if incidents(acts) > 1 or any(act.weapon_turned_on_somebody for act in acts):
        yield from map(found, acts)
