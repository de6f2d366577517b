"""Overdue reviews: something happened, or a date passed, and nobody looked again."""

from collections.abc import Iterable, Iterator

from riskcheck import policy
from riskcheck.days import Day, in_words, months_before
from riskcheck.evidence import Known, Proof
from riskcheck.lacks import Lack, lack
from riskcheck.records.model import Registration
from riskcheck.rules.examples import (
    adjudication,
    assessed,
    case,
    circumstance,
    conviction,
    enforced,
    order,
    raw,
    recalled,
    registration,
    release,
    report,
)
from riskcheck.rules.form import Edge, Found, gap
from riskcheck.rules.sources import (
    DELIUS_REGISTERS,
    HMIP_2023_CURIOSITY,
    HMIP_2023_ORDER,
    REVIEW_TRIGGERS,
    ROSH_CHANGES,
    SONNEX_2009,
)
from riskcheck.terms import Group, KnownTo, Setting
from riskcheck.view import View, completed, once_a_view

_REVIEWS = ("full", "standard", "court_report", "not_recorded")
"""Kinds of assessment in which risk is looked at again. A score, a screening and a rating carried forward are none."""


@once_a_view
def last_review(view: View) -> Day | None:
    """The day of the last assessment in which risk was looked at again; ``None`` where none is on record."""
    days = [completed(seen) for seen in view.assessments if seen.item.type in _REVIEWS]
    return days[-1] if days else None


def no_review_on_record(view: View) -> Lack | None:
    """Why events since the last review could not be checked."""
    if last_review(view):
        return None
    return lack("no full or standard assessment is on record", "a full or standard assessment", "/assessments/items")


@once_a_view
def _window(view: View) -> tuple[Day, Day] | None:
    """After which day something calls for a new assessment, and up to which day one is overdue."""
    reviewed = last_review(view)
    limit = months_before(view.as_of, view.number("limits.review_after_event"))
    return (reviewed, limit) if reviewed is not None and reviewed < limit else None


def _overdue(view: View, known: Known) -> bool:
    """Whether an item came on record after the last review, and long enough ago for a new one."""
    window = _window(view)
    return window is not None and window[0] < view.on_record(known) <= window[1]


def _not_looked_at(view: View, known: Known, says: str) -> str:
    """That nobody looked again; with the day from which it counts, where that is not the day it happened."""
    since, whom = view.on_record(known), " to probation" if view.known_to is KnownTo.PROBATION else ""
    learned = f"; known{whom} from {in_words(since)}" if since != known.on else ""
    return f"{says[:1].upper()}{says[1:]}{learned}; no new assessment within a month"


@gap(
    code="ST102",
    name="event-without-a-new-assessment",
    title="Something happened that calls for a new assessment, and none followed",
    question="C1a",
    sources=(HMIP_2023_ORDER, REVIEW_TRIGGERS),
    needs=(),
    unchecked=no_review_on_record,
    fires={
        "an order was made, and the rating was carried forward": case(
            assessed("2024-12-01", id="as-1"),
            assessed("2025-06-01", id="as-2", type="carried_forward"),
            order("2025-02-01"),
        ),
        "an assault in custody": case(assessed("2024-12-01"), adjudication("2025-02-01", "assault")),
        "a recall": case(assessed("2024-12-01"), recalled("2025-02-01")),
        "a new charge": case(assessed("2024-12-01"), conviction("2025-02-01", "violence", outcome="pending")),
        "a release": case(assessed("2024-09-01"), release("2025-02-01", "settled")),
    },
    false_positives={
        "It was reviewed": case(
            assessed("2024-12-01", id="as-1"), assessed("2025-02-20", id="as-2"), order("2025-02-01", id="or-1")
        ),
        "It happened less than a month ago": case(assessed("2024-12-01"), order("2025-05-20")),
        "It was known to the assessor before": case(order("2025-02-01")),
        "It was assessed for the release": case(assessed("2024-12-01"), release("2025-02-01", "settled")),
        "It is a charge of theft": case(assessed("2024-12-01"), conviction("2025-02-01", "theft", outcome="pending")),
    },
    edge=Edge(case=case(assessed("2024-12-01"), order("2025-02-01", known_on="2025-02-10")), day="2025-03-10"),
)
def event_without_a_new_assessment(view: View) -> Iterable[Found]:
    """A restraining order, a recall, a charge, violence in custody and a release each change what a rating rests on.

    The rating may have been right when it was written; this asks who looked at it again. It is seen from a day after the
    event, never from the day of the assessment.
    """
    window = _window(view)
    if window is not None:
        for known, says in _events(view, window[0]):
            yield Found(known, remark=_not_looked_at(view, known, says))


def _events(view: View, reviewed: Day) -> Iterator[tuple[Known, str]]:
    for step in view.enforcement:
        if step.item.kind in ("recall", "charge", "arrest") and _overdue(view, step.known):
            yield step.known, step.item.kind
    for label in view.labels:
        if label.record == "order" and _overdue(view, label.known):
            yield label.known, f"{label.what} made"
    for act in view.acts:
        charged = act.offence and act.proof is not Proof.NOT_PROVED
        in_custody = act.setting is Setting.CUSTODY and act.established
        if act.harmful and (charged or in_custody) and _overdue(view, act.known):
            yield act.known, f"{act.what} ({act.record})"
    made_for_release = view.number("limits.assessed_for_release")
    for seen in view.releases:
        done = not seen.item.planned and seen.item.kind not in ("temporary", "bail")
        if not done or seen.item.pre_release_assessment == "yes" or not _overdue(view, seen.known):
            continue
        if reviewed < months_before(seen.item.date, made_for_release):
            yield seen.known, "released"


@gap(
    code="ST103",
    name="new-relationship-without-a-new-assessment",
    title="A new partner or household, and no new assessment",
    groups=(Group.KNOWN_ADULT, Group.CHILDREN),
    question="C1c",
    sources=(HMIP_2023_CURIOSITY, ROSH_CHANGES),
    needs=("circumstances",),
    unchecked=no_review_on_record,
    fires={
        "a new partner in February": case(assessed("2024-12-01"), circumstance("2025-02-01", "new_relationship")),
    },
    false_positives={
        "The assessment was made after it": case(circumstance("2025-02-01", "new_relationship")),
        "It ended": case(assessed("2024-12-01"), circumstance("2025-02-01", "new_relationship", ended_on="2025-03-01")),
        "It is recorded that there is none": case(
            assessed("2024-12-01"), circumstance("2025-02-01", "new_relationship", "absent")
        ),
    },
    edge=Edge(
        case=case(assessed("2024-12-01"), circumstance("2025-02-01", "new_relationship", known_on="2025-02-15")),
        day="2025-03-15",
    ),
)
def new_relationship_without_a_new_assessment(view: View) -> Iterable[Found]:
    """A new partner, or children in a new household, are people whom the last rating did not have in mind."""
    for seen in view.circumstances:
        present = seen.item.state == "present" and seen.item.ended_on is None
        if seen.item.kind == "new_relationship" and present and _overdue(view, seen.known):
            yield Found(seen.known, remark=_not_looked_at(view, seen.known, "new relationship"), quote=seen.item.text)


@gap(
    code="ST105",
    name="registration-past-its-review",
    title="A registration is past its review",
    question="C1b",
    sources=(DELIUS_REGISTERS,),
    needs=("registrations",),
    fires={
        "a weapons register that was due in February": case(
            registration("2024-11-01", "weapons", next_review_on="2025-02-01", review_months=3)
        ),
        "one whose type says every three months": case(
            registration("2024-11-01", "weapons", next_review_on="2025-02-01", **raw("WEAP"))
        ),
    },
    false_positives={
        "It is a few days late": case(registration("2025-02-20", "weapons", next_review_on="2025-05-20")),
        "It has ended": case(registration("2024-11-01", "weapons", next_review_on="2025-02-01", ended_on="2025-03-01")),
        "No review day is recorded": case(registration("2024-11-01", "weapons")),
    },
    edge=Edge(case=case(registration("2024-11-01", "weapons", next_review_on="2025-02-01")), day="2025-03-02"),
)
def registration_past_its_review(view: View) -> Iterable[Found]:
    """A register that nobody reviewed may be out of date either way. Review months are suggested, so some grace is given."""
    limit = months_before(view.as_of, view.number("limits.register_overdue"))
    for seen in view.registrations:
        due = seen.item.next_review_on
        if due is not None and due < limit and seen.item.ended_on is None:
            says = f"Registration ({seen.item.category.replace('_', ' ')}) was due for review on {in_words(due)}"
            months = _review_months(seen.item)
            yield Found(seen.known, remark=f"{says}; a review is suggested every {months} months" if months else says)


def _review_months(item: Registration) -> int:
    """After how many months a review is suggested: by the entry itself, or by the register's type; 0 where neither says."""
    if item.review_months is not None or item.raw is None:
        return item.review_months or 0
    entry = policy.topic("registers")["codes"]["value"].get(item.raw.code.strip(), {})
    return int(entry.get("review_months", 0))


@gap(
    code="ST108",
    name="warning-signs-since-the-assessment",
    title="Reports of harm since the assessment, and no new assessment",
    question="C1b",
    sources=(SONNEX_2009, HMIP_2023_ORDER, REVIEW_TRIGGERS),
    needs=("reports",),
    unchecked=no_review_on_record,
    fires={
        "a call-out that nobody resolved": case(assessed("2024-12-01"), report("2025-02-01", "domestic_abuse")),
    },
    false_positives={
        "It was checked and unfounded": case(
            assessed("2024-12-01"), report("2025-02-01", "domestic_abuse", outcome="unfounded", checked="yes")
        ),
        "It was on record before the assessment": case(report("2025-02-01", "domestic_abuse")),
        "A warning was given, and a new assessment made": case(
            assessed("2024-12-01", id="as-1"),
            assessed("2025-02-20", id="as-2"),
            report("2025-02-01", "domestic_abuse"),
            enforced("2025-02-05", "warning"),
        ),
    },
    edge=Edge(
        case=case(assessed("2024-12-01"), report("2025-02-01", "domestic_abuse", known_on="2025-02-20")), day="2025-03-20"
    ),
)
def warning_signs_since_the_assessment(view: View) -> Iterable[Found]:
    """An allegation proves nothing and still changes what there is to assess: two days after release in one case, and
    answered with a warning. What is asked for is a look, not a level.
    """
    if _window(view) is None:
        return
    for act in view.acts:
        if act.harmful and act.proof is Proof.ALLEGED and _overdue(view, act.known):
            yield Found(
                act.known,
                act.concerns,
                act,
                _not_looked_at(view, act.known, f"{act.what.capitalize()} ({act.record})"),
                act.quote,
            )
