"""Assessments that were not renewed: ratings that were lowered, left, copied or relied on while the facts moved."""

from collections.abc import Iterable, Iterator

from riskcheck.days import Day, in_words, months_before
from riskcheck.evidence import Known, Proof
from riskcheck.lacks import Lack, lack
from riskcheck.records.model import Assessment
from riskcheck.rules.examples import (
    adjudication,
    assessed,
    case,
    circumstance,
    conviction,
    enforced,
    order,
    overseen,
    recalled,
    registration,
    release,
    report,
)
from riskcheck.rules.form import BOTH_SETTINGS, EVERYONE, Edge, Found, rule
from riskcheck.rules.sources import (
    DELIUS_REGISTERS,
    DOWNGRADING_2019,
    HMIP_2023_COPIED,
    HMIP_2023_CURIOSITY,
    HMIP_2023_ORDER,
    HMIP_2023_SCORE_ONLY,
    REVIEW_TRIGGERS,
    ROSH_CHANGES,
    SONNEX_2009,
)
from riskcheck.terms import WORDS, Group, Kind, Level, Setting
from riskcheck.view import Seen, View, once_a_view

_ORDER = {level: place for place, level in enumerate(Level)}
_REVIEWS = ("full", "standard", "court_report")
"""Kinds of assessment in which risk is looked at again. A score, a screening and a rating carried forward are none."""


@once_a_view
def last_review(view: View) -> Day | None:
    """The day of the last assessment in which risk was looked at again; ``None`` where none is on record."""
    days = [seen.item.completed_on for seen in view.assessments if seen.item.type in _REVIEWS and seen.item.completed_on]
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


@rule(
    code="ST101",
    name="lowered-without-a-reason",
    title="A rating was lowered, and neither new evidence nor a reason is recorded",
    kind=Kind.GAP,
    strands=(),
    groups=EVERYONE,
    settings=BOTH_SETTINGS,
    weight=1,
    question="C1a",
    sources=(DOWNGRADING_2019, SONNEX_2009),
    needs=(),
    fires={
        "high in March, medium in June, and no reason": case(
            assessed("2025-03-01", "high", id="as-1"), assessed("2025-06-01", "medium", id="as-2")
        ),
    },
    false_positives={
        "The reason is recorded": case(
            assessed("2025-03-01", "high", id="as-1"),
            assessed("2025-06-01", "medium", id="as-2", lowered_because="The allegation was withdrawn and he is settled."),
        ),
        "The reason is in the countersignature": case(
            assessed("2025-03-01", "high", id="as-1"),
            assessed("2025-06-01", "medium", id="as-2"),
            overseen("2025-06-01", "countersignature", decision="Agreed: the order has ended and she has moved away."),
        ),
        "A charge against him was dismissed in between": case(
            assessed("2025-03-01", "high", id="as-1"),
            assessed("2025-06-01", "medium", id="as-2"),
            adjudication("2025-02-01", "assault", outcome="dismissed", heard_on="2025-04-01"),
        ),
        "What raised risk has ended": case(
            assessed("2025-03-01", "high", id="as-1"),
            assessed("2025-06-01", "medium", id="as-2"),
            circumstance("2025-01-01", "alcohol", ended_on="2025-05-01"),
        ),
        "It was raised": case(assessed("2025-03-01", "medium", id="as-1"), assessed("2025-06-01", "high", id="as-2")),
    },
    edge=Edge(
        case=case(assessed("2025-03-01", "high", id="as-1"), assessed("2025-06-01", "medium", id="as-2")), day="2025-06-01"
    ),
)
def lowered_without_a_reason(view: View) -> Iterable[Found]:
    """Lower ratings mean fewer contacts, and staff under pressure of work have said that they lowered them for that.

    A rating that comes down because the facts did is sound; then the facts, or the reason, are on record.
    """
    if view.assessment is None or view.earlier is None or view.assessment.item.lowered_because:
        return
    lowered = [
        rated
        for rated, before in view.earlier_levels.items()
        if rated in view.levels and _ORDER[view.levels[rated]] < _ORDER[before]
    ]
    if lowered and not _points_down(view, view.earlier.item.completed_on or ""):
        group, setting = lowered[0]
        more = f", and {len(lowered) - 1} more" if len(lowered) > 1 else ""
        was, now = view.earlier_levels[group, setting], view.levels[group, setting]
        says = f"{WORDS[group].capitalize()} {WORDS[setting]}: {WORDS[was]} before, {WORDS[now]} now{more}; no reason recorded"
        yield Found(view.assessment.known, tuple(lowered), remark=says)


def _points_down(view: View, since: Day) -> bool:
    """Whether something that speaks for a lower rating came about after the earlier assessment."""
    noted = any(
        seen.item.kind == "countersignature" and seen.item.decision and seen.item.date > since for seen in view.oversight
    )
    ended = any(label.ended_on is not None and label.ended_on > since for label in view.labels)
    eased = any(
        (seen.item.ended_on or "") > since or (seen.item.state == "absent" and seen.item.date > since)
        for seen in view.circumstances
    )
    return noted or ended or eased or _refuted_since(view, since)


def _refuted_since(view: View, since: Day) -> bool:
    decided = {seen.item.id: seen.item.decided_on for seen in view.convictions}
    decided |= {seen.item.id: seen.item.heard_on for seen in view.adjudications}
    return any(
        act.proof is Proof.NOT_PROVED and (decided.get(act.known.item_id) or view.on_record(act.known)) > since
        for act in view.acts
    )


@rule(
    code="ST102",
    name="event-without-a-new-assessment",
    title="Something happened that calls for a new assessment, and none followed",
    kind=Kind.GAP,
    strands=(),
    groups=EVERYONE,
    settings=BOTH_SETTINGS,
    weight=1,
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
    if _window(view) is not None:
        for known, says in _events(view):
            yield Found(known, remark=f"{says[:1].upper()}{says[1:]}; no new assessment within a month")


def _events(view: View) -> Iterator[tuple[Known, str]]:
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
        if (last_review(view) or "") < months_before(seen.item.date, made_for_release):
            yield seen.known, "released"


@rule(
    code="ST103",
    name="new-relationship-without-a-new-assessment",
    title="A new partner or household, and no new assessment",
    kind=Kind.GAP,
    strands=(),
    groups=(Group.KNOWN_ADULT, Group.CHILDREN),
    settings=BOTH_SETTINGS,
    weight=1,
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
            yield Found(seen.known, remark="New relationship; no new assessment within a month", quote=seen.item.text)


_LONG = (
    "He is likely to be violent when he has been drinking with friends and meets people whom he does not know. He acts on "
    "impulse, does not think of consequences and holds that violence settles matters. He has worked on this before and says "
    "that he has changed; his mother supports him."
)


@rule(
    code="ST104",
    name="text-carried-over-while-facts-changed",
    title="The text of the assessment is that of the one before, though new harm came on record in between",
    kind=Kind.GAP,
    strands=(),
    groups=EVERYONE,
    settings=BOTH_SETTINGS,
    weight=1,
    question="C1a",
    sources=(HMIP_2023_COPIED,),
    needs=(),
    fires={
        "the same analysis before and after an assault": case(
            assessed("2025-01-01", id="as-1", summary={"analysis": _LONG}),
            assessed("2025-06-01", id="as-2", summary={"analysis": _LONG}),
            adjudication("2025-03-01", "assault"),
        ),
    },
    false_positives={
        "Nothing new came on record": case(
            assessed("2025-01-01", id="as-1", summary={"analysis": _LONG}),
            assessed("2025-06-01", id="as-2", summary={"analysis": _LONG}),
            adjudication("2024-03-01", "assault"),
        ),
        "The text is new": case(
            assessed("2025-01-01", id="as-1", summary={"analysis": _LONG}),
            assessed("2025-06-01", id="as-2", summary={"analysis": " ".join(reversed(_LONG.split()))}),
            adjudication("2025-03-01", "assault"),
        ),
        "The later one was made only to calculate a score": case(
            assessed("2025-01-01", id="as-1", summary={"analysis": _LONG}),
            assessed("2025-06-01", id="as-2", type="rsr_only", summary={"analysis": _LONG}),
            adjudication("2025-03-01", "assault"),
        ),
    },
    edge=Edge(
        case=case(
            assessed("2025-01-01", id="as-1", summary={"analysis": _LONG}),
            assessed("2025-06-01", id="as-2", summary={"analysis": _LONG}),
            adjudication("2025-03-01", "assault"),
        ),
        day="2025-06-01",
    ),
)
def text_carried_over(view: View) -> Iterable[Found]:
    """Unchanged history is rightly unchanged; unchanged analysis beside new harm suggests that nobody analysed the harm.

    Words are compared, not meanings. A process that copies text into a new assessment may be the cause.
    """
    if view.assessment is None or view.earlier is None or view.assessment.item.type == "rsr_only":
        return
    since, until = view.earlier.item.completed_on or "", view.assessed_on or ""
    if not any(act.harmful and act.established and since < view.on_record(act.known) <= until for act in view.acts):
        return
    now, before = _sequences(view.assessment.item), _sequences(view.earlier.item)
    few = view.number("limits.copied_words")
    if min(len(now), len(before)) + 2 < few:
        return
    shared = 100 * len(now & before) // len(now | before)
    if shared >= view.number("limits.copied_text"):
        says = f"{shared} per cent of its word sequences are those of the assessment before; new harm came on record in between"
        yield Found(view.assessment.known, remark=says)


def _sequences(item: Assessment) -> frozenset[tuple[str, str, str]]:
    """Every three words in a row in the texts of an assessment."""
    texts = [item.rating_reasons, item.offence_analysis.text if item.offence_analysis else None]
    if item.summary is not None:
        texts += [getattr(item.summary, name) for name in item.summary.__struct_fields__]
    words = " ".join(text for text in texts if text).lower().split()
    return frozenset(zip(words, words[1:], words[2:], strict=False))


@rule(
    code="ST105",
    name="registration-past-its-review",
    title="A registration is past its review",
    kind=Kind.GAP,
    strands=(),
    groups=EVERYONE,
    settings=BOTH_SETTINGS,
    weight=1,
    question="C1b",
    sources=(DELIUS_REGISTERS,),
    needs=("registrations",),
    fires={
        "a weapons register that was due in February": case(
            registration("2024-11-01", "weapons", next_review_on="2025-02-01", review_months=3)
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
            yield Found(seen.known, remark=says)


@rule(
    code="ST106",
    name="analysis-of-another-offence",
    title="The offence analysis is not about the offences of the present sentence",
    kind=Kind.CONFLICT,
    strands=(),
    groups=EVERYONE,
    settings=BOTH_SETTINGS,
    weight=1,
    question="C1a",
    sources=(HMIP_2023_COPIED,),
    needs=("convictions",),
    fires={
        "sentenced for a knife in prison; the analysis describes an old burglary": case(
            conviction("2022-05-01", "burglary", victim="none", index=True, id="cv-old"),
            conviction("2025-01-01", "weapon", victim="none", index=True, decided_on="2025-04-01", id="cv-new"),
            offence_analysis={"about": ["cv-old"]},
        ),
    },
    false_positives={
        "It describes one of several offences sentenced together": case(
            conviction("2025-01-01", "weapon", victim="none", index=True, decided_on="2025-04-01", id="cv-1"),
            conviction("2025-01-09", "criminal_damage", victim="none", index=True, decided_on="2025-04-01", id="cv-2"),
            offence_analysis={"about": ["cv-2"]},
        ),
        "The sentence came after the assessment": case(
            assessed("2025-03-01", offence_analysis={"about": ["cv-old"]}),
            conviction("2022-05-01", "burglary", victim="none", index=True, id="cv-old"),
            conviction("2025-01-01", "weapon", victim="none", index=True, decided_on="2025-04-01", id="cv-new"),
        ),
        "The record does not say what it is about": case(
            conviction("2025-01-01", "weapon", victim="none", index=True, decided_on="2025-04-01"),
        ),
    },
    edge=Edge(
        case=case(
            conviction("2022-05-01", "burglary", victim="none", index=True, id="cv-old"),
            conviction("2025-01-01", "weapon", victim="none", index=True, decided_on="2025-04-01", id="cv-new"),
            offence_analysis={"about": ["cv-old"]},
        ),
        day="2025-06-01",
    ),
)
def analysis_of_another_offence(view: View) -> Iterable[Found]:
    """A new assessment that opens with the text of an old one explains an offence that is not the one being served.

    The system that copies the text is the likelier cause than the person who signed it.
    """
    described = [seen for seen in view.assessments if seen.item.offence_analysis and seen.item.offence_analysis.about]
    if not described:
        return
    last = described[-1]
    completed = last.item.completed_on or ""
    index = [
        seen.item
        for seen in view.convictions
        if seen.item.index and seen.item.outcome == "convicted" and (seen.item.decided_on or seen.item.date) <= completed
    ]
    sentenced = max((item.decided_on or item.date for item in index), default=None)
    present = {item.id for item in index if (item.decided_on or item.date) == sentenced}
    about = last.item.offence_analysis.about if last.item.offence_analysis else ()
    if present and present.isdisjoint(about):
        named = {seen.item.id: (seen.item.offence or ", ".join(sorted(seen.item.harms))).lower() for seen in view.convictions}
        described_ones = ", ".join(sorted({named.get(name, name) for name in about}))
        sentenced_ones = ", ".join(sorted({named[name] for name in present}))
        says = f"The analysis describes: {described_ones}; the offences of the present sentence are: {sentenced_ones}"
        yield Found(last.known, remark=says)


@rule(
    code="ST107",
    name="score-only-assessment-relied-on",
    title="A rating rests on an assessment that was made only to calculate a score",
    kind=Kind.GAP,
    strands=(),
    groups=EVERYONE,
    settings=BOTH_SETTINGS,
    weight=1,
    question="C1a",
    sources=(HMIP_2023_SCORE_ONLY,),
    needs=(),
    fires={
        "ratings in a score-only assessment": case(assessed(type="rsr_only")),
        "a rating carried forward past a score-only assessment": case(
            assessed("2024-01-01", id="as-1"),
            assessed("2025-04-01", id="as-2", type="rsr_only", ratings={}),
            assessed("2025-06-01", id="as-3", type="carried_forward"),
        ),
    },
    false_positives={
        "It served for allocation, and a full assessment followed": case(
            assessed("2025-04-01", id="as-1", type="rsr_only"), assessed("2025-06-01", id="as-2")
        ),
        "A rating carried forward from a full assessment": case(
            assessed("2025-04-01", id="as-1"), assessed("2025-06-01", id="as-2", type="carried_forward")
        ),
    },
    edge=Edge(case=case(assessed(type="rsr_only")), day="2025-06-01"),
)
def score_only_assessment_relied_on(view: View) -> Iterable[Found]:
    """No one is expected to review risk in an assessment made for a score, so a rating that rests on it was not reviewed.

    The person who made it may have followed the process correctly; the gap is in what came after.
    """
    if view.assessment is None or view.assessment.item.type not in ("rsr_only", "carried_forward"):
        return
    last = _last_worked_on(view.assessments)
    if last is not None and last.item.type == "rsr_only":
        says = "Made only to calculate a score" if last.item is view.assessment.item else "The last assessment is score-only"
        yield Found(last.known, remark=f"{says}; no review of risk has followed")


def _last_worked_on(assessments: tuple[Seen[Assessment], ...]) -> Seen[Assessment] | None:
    worked_on = [seen for seen in assessments if seen.item.type != "carried_forward"]
    return worked_on[-1] if worked_on else None


@rule(
    code="ST108",
    name="warning-signs-since-the-assessment",
    title="Reports of harm since the assessment, and no new assessment",
    kind=Kind.GAP,
    strands=(),
    groups=EVERYONE,
    settings=BOTH_SETTINGS,
    weight=1,
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
        unresolved = act.harmful and not act.offence and act.proof is Proof.ALLEGED
        if unresolved and _overdue(view, act.known):
            yield Found(
                act.known,
                act.concerns,
                act,
                f"{act.what.capitalize()} ({act.record}); no new assessment within a month",
                act.quote,
            )
