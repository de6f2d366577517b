"""The assessment and the record contradict each other: what the assessment or an entry says, beside what the record shows."""

from collections.abc import Callable, Iterable, Iterator

from riskcheck.days import in_words
from riskcheck.evidence import Act, Known, describe, victim_group
from riskcheck.records.model import Answers
from riskcheck.rules.examples import (
    ASSESSED,
    IMPROVISED,
    KNIFE,
    addressed,
    adjudication,
    case,
    circumstance,
    conviction,
    incident,
    order,
    registration,
    report,
)
from riskcheck.rules.form import Edge, Found, conflict, found
from riskcheck.rules.levels import rated
from riskcheck.rules.sources import BBC_INQUEST_2024, CHILD_GROUPS, HMIP_QUESTIONS, STRUCTURED_ANSWERS
from riskcheck.terms import Group, Level, Setting
from riskcheck.view import View, once_a_view

_ASKED = {
    "weapon_carried_or_used": "no weapon was carried or used",
    "violence_or_threat": "no violence or threat of it",
    "arson": "no arson",
    "domestic_abuse_partner": "no evidence of domestic abuse against a partner",
    "domestic_abuse_family": "no evidence of domestic abuse against family",
    "assaulted_or_threatened_staff": "staff were not assaulted or threatened",
    "control_issues": "no control issues",
}


def _answers_no(answers: Answers, act: Act) -> str | None:
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
    return next((name for name in _ASKED if yes[name] and getattr(answers, name) == "no"), None)


@conflict(
    code="CF106",
    name="answer-contradicted-by-the-record",
    title="The assessment answers no where the record says yes",
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
    answers = view.assessment.item.answers
    for act in view.acts:
        if act.established and view.before_assessment(act.known) and (name := _answers_no(answers, act)):
            yield Found(act.known, act.concerns, act, f"{found(act).says}; the assessment says: {_ASKED[name]}", act.quote)


_ABOUT_CHILDREN = ("risk_to_children", "child_protection", "child_concerns")


@conflict(
    code="CF107",
    name="risk-to-children-not-explained",
    title="Children are rated low or medium beside a record of harm to a child, and no reason is given",
    groups=(Group.CHILDREN,),
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
    below_high = tuple(pair for pair in rated(view, Group.CHILDREN) if view.levels[pair] in (Level.LOW, Level.MEDIUM))
    explained = view.addressed("with_reasons")
    if not below_high or explained is None:
        return
    for known, says, quote in _about_children(view):
        if known.item_id not in explained:
            yield Found(known, below_high, remark=says, quote=quote)


def _about_children(view: View) -> Iterator[tuple[Known, str, str | None]]:
    for act in view.acts:
        if act.established and act.harmful and act.victim == "child":
            yield act.known, found(act).says, act.quote
    for label in view.labels:
        if victim_group(label.protects) is Group.CHILDREN and label.ended_on is None:
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


@conflict(
    code="CF108",
    name="recorded-as-absent-and-as-present",
    title="A circumstance is recorded as absent while another record shows it",
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
        shown = [one for one in _shown(view, seen.item.kind) if start <= one.known.on <= end]
        if shown:
            says = f"{seen.item.kind.replace('_', ' ').capitalize()}: recorded as absent from {in_words(start)}"
            yield Found(seen.known, remark=says, quote=seen.item.text)
            yield from shown


@once_a_view
def _shown(view: View, kind: str) -> list[Found]:
    """The records that show a circumstance of this kind."""
    if kind == "drugs":
        proved = (seen for seen in view.adjudications if seen.item.outcome == "proved")
        return [_shows(seen.known, "Drugs or alcohol") for seen in proved if seen.item.charge == "drugs_or_alcohol"]
    if kind in _SAID_ABSENT:
        return [_shows(act.known, describe(act)) for act in view.acts if act.established and _SAID_ABSENT[kind](act)]
    return []


def _shows(known: Known, what: str) -> Found:
    return Found(known, remark=f"The record of {in_words(known.on)} shows: {what}")
