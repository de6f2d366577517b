"""Enforcement and recall: how long each step took, and what followed when a person did not comply."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from math import ceil

from riskcheck import policy
from riskcheck.days import Day, days_before, days_between, in_words, months_before
from riskcheck.evidence import Act, Known, Proof
from riskcheck.lacks import Lack, lack
from riskcheck.records.model import RecallClock
from riskcheck.rules.examples import (
    assessed,
    case,
    circumstance,
    contact,
    conviction,
    enforced,
    overseen,
    recalled,
    release,
    report,
    without,
)
from riskcheck.rules.form import Edge, Found, gap
from riskcheck.rules.overdue import last_review
from riskcheck.rules.sources import (
    CAMPBELL_2019,
    HMIP_2023_CONSULTATION,
    HMIP_2023_ENFORCEMENT,
    HMIP_2023_RECALL,
    HMIP_2023_RETURN,
    HOOLICKIN_2019,
    PSI_RECALL,
    SCOTT_2021,
    SONNEX_2009,
    WHITE_ENFORCEMENT,
)
from riskcheck.terms import Setting
from riskcheck.view import View, once_a_view

_MISSED = ("unacceptable_absence", "failed_to_comply", "attended_failed_to_comply")


def hours_between(earlier: str, later: str) -> float:
    """The hours between two local times of a recall's clock."""
    return (datetime.fromisoformat(later) - datetime.fromisoformat(earlier)).total_seconds() / 3600


@once_a_view
def _clocks(view: View) -> tuple[tuple[Known, RecallClock], ...]:
    return tuple((seen.known, seen.item.recall) for seen in view.enforcement if seen.item.recall is not None)


def _said_of(view: View, known: Known, says: str) -> Found:
    """A recall's finding, which says so where the times that it rests on are assumed: in a case from published sources."""
    assumed = [seen.item.provenance.assumed for seen in view.enforcement if seen.known == known and seen.item.provenance]
    return Found(known, remark=f"{says}; the times of day are assumed" if any("recall" in one for one in assumed) else says)


def _started(clock: RecallClock) -> str | None:
    return clock.initiated_at or clock.decided_at


def _signed(clock: RecallClock) -> str | None:
    return clock.submitted_at or clock.signed_at


def _limit(begun: str) -> int | None:
    """The hours within which a recall that began then was to be signed; ``None`` where no source that was read says."""
    hours = [limit["hours"] for limit in policy.in_force("recall.limits", begun[:10]) if "signed_at" in limit["ends"]]
    return hours[-1] if hours else None


def not_timed(view: View) -> Lack | None:
    """Why it cannot be said how long a recall took to sign, or how long it might take."""
    not_started = [f"{known.pointer}/recall/initiated_at" for known, clock in _clocks(view) if _started(clock) is None]
    not_signed = [f"{known.pointer}/recall/signed_at" for known, clock in _clocks(view) if _signed(clock) is None]
    lacking = [*(["initiated or decided"] if not_started else []), *(["signed or submitted"] if not_signed else [])]
    begun = (_started(clock) for _, clock in _clocks(view) if _signed(clock) is not None)
    without = sorted({start[:10] for start in begun if start is not None and _limit(start) is None})
    whys = [f"not on record when it was {', nor when it was '.join(lacking)}"] if lacking else []
    whys += [f"no limit is known for one that began on {in_words(day)}" for day in without]
    return lack(f"recall: {'; '.join(whys)}", "the day and time", *not_started, *not_signed) if whys else None


def return_not_recorded(view: View) -> Lack | None:
    """Why it cannot be said how long a return to custody took."""
    lacking = [
        f"{known.pointer}/recall/{'revoked_at' if clock.revoked_at is None else 'returned_at'}"
        for known, clock in _clocks(view)
        if (clock.revoked_at is None) != (clock.returned_at is None)
    ]
    why = "recall: the time of revocation or of return to custody is not on record"
    return lack(why, "the day and time", *lacking) if lacking else None


@gap(
    code="EN101",
    name="recall-signed-late",
    title="A recall took longer to sign and submit than the limit",
    settings=(Setting.COMMUNITY,),
    question="C1a",
    sources=(HMIP_2023_RECALL, PSI_RECALL, SONNEX_2009),
    needs=("enforcement",),
    unchecked=not_timed,
    fires={
        "initiated at noon, signed two days later": case(
            recalled("2025-05-01", initiated_at="2025-05-01T12:00", signed_at="2025-05-03T12:00")
        ),
        "signed in time, submitted the day after": case(
            recalled(
                "2025-05-01",
                decided_at="2025-05-01T12:00",
                signed_at="2025-05-02T11:00",
                submitted_at="2025-05-02T17:00",
            )
        ),
    },
    false_positives={
        "It took 24 hours": case(recalled("2025-05-01", initiated_at="2025-05-01T12:00", signed_at="2025-05-02T12:00")),
        "The time of signing is not on record: not checked": case(recalled("2025-05-01", initiated_at="2025-05-01T12:00")),
        "It began before the limit was set: not checked": case(
            recalled("2013-07-31", initiated_at="2013-07-31T12:00", signed_at="2013-08-05T12:00")
        ),
        "A warning has no clock": case(enforced("2025-05-01", "warning")),
    },
    edge=Edge(
        case=case(recalled("2025-05-01", initiated_at="2025-05-01T12:00", signed_at="2025-05-03T12:00")), day="2025-05-03"
    ),
)
def recall_signed_late(view: View) -> Iterable[Found]:
    """Until the recall is signed nobody may look for the person. The limit is there because each hour counts. It is that of
    the day on which the recall began; where a time is not on record, or no limit of that day is known, nothing is said.
    """
    for known, clock in _clocks(view):
        start, end = _started(clock), _signed(clock)
        limit = _limit(start) if start is not None else None
        if start is None or end is None or limit is None:
            continue
        if (took := hours_between(start, end)) > limit:
            yield _said_of(view, known, f"{ceil(took)} hours against a limit of {limit}: {'; '.join(_parts(clock))}")


def _parts(clock: RecallClock) -> Iterator[str]:
    for name in ("initiated_at", "decided_at", "signed_at", "submitted_at", "revoked_at"):
        time = getattr(clock, name)
        if time is not None:
            yield f"{name.removesuffix('_at')} {time[:16].replace('T', ' ')}"


@gap(
    code="EN102",
    name="late-return-to-custody",
    title="The return to custody after revocation took longer than is usual",
    settings=(Setting.COMMUNITY,),
    question="C1b",
    sources=(HMIP_2023_RETURN, SONNEX_2009),
    needs=("enforcement",),
    unchecked=return_not_recorded,
    fires={
        "sixteen days at large": case(recalled("2025-05-01", revoked_at="2025-05-01T12:00", returned_at="2025-05-17T12:00")),
    },
    false_positives={
        "Returned within three days": case(
            recalled("2025-05-01", revoked_at="2025-05-01T12:00", returned_at="2025-05-03T12:00")
        ),
        "The return is not on record: not checked": case(recalled("2025-05-01", revoked_at="2025-05-01T12:00")),
    },
    edge=Edge(
        case=case(recalled("2025-05-01", revoked_at="2025-05-01T12:00", returned_at="2025-05-17T12:00")), day="2025-05-17"
    ),
)
def late_return_to_custody(view: View) -> Iterable[Found]:
    """Between revocation and return the person is unlawfully at large. Three days is the national median, not a target, so
    this shows where time went and blames nobody: it depends on the police and on what they were told.
    """
    limit = view.number("limits.recall_returned")
    for known, clock in _clocks(view):
        if clock.revoked_at is None or clock.returned_at is None:
            continue
        days = hours_between(clock.revoked_at, clock.returned_at) / 24
        if days > limit:
            yield _said_of(view, known, f"{days:.0f} days from revocation to return; the national median is {limit}")


@gap(
    code="EN103",
    name="missed-appointment-with-an-acute-factor",
    title="An appointment was missed soon after release with an acute factor, and management was not consulted",
    settings=(Setting.COMMUNITY,),
    question="C1a",
    sources=(HMIP_2023_CONSULTATION, HMIP_2023_ENFORCEMENT),
    needs=("contacts", "oversight", "enforcement", "releases"),
    fires={
        "missed the first appointment, drinking, and nobody was consulted": case(
            release("2025-05-01", "settled"),
            contact("2025-05-02", "unacceptable_absence"),
            circumstance("2025-05-01", "alcohol"),
        ),
        "missed it, and no address is known": case(
            release("2025-05-01", "unknown"), contact("2025-05-02", "unacceptable_absence")
        ),
    },
    false_positives={
        "Management was consulted the day after": case(
            release("2025-05-01", "unknown"), contact("2025-05-02", "unacceptable_absence"), overseen("2025-05-03")
        ),
        "A recall followed": case(
            release("2025-05-01", "unknown"), contact("2025-05-02", "unacceptable_absence"), recalled("2025-05-04")
        ),
        "The absence was acceptable: he was in hospital": case(
            release("2025-05-01", "unknown"), contact("2025-05-02", "acceptable_absence")
        ),
        "He has an address and nothing acute is recorded": case(
            release("2025-05-01", "settled"), contact("2025-05-02", "unacceptable_absence")
        ),
        "Oversight was not supplied": without(
            case(release("2025-05-01", "unknown"), contact("2025-05-02", "unacceptable_absence")), "oversight"
        ),
    },
    edge=Edge(case=case(release("2025-05-01", "unknown"), contact("2025-05-02", "unacceptable_absence")), day="2025-05-06"),
)
def missed_appointment_with_an_acute_factor(view: View) -> Iterable[Found]:
    """The first days after release are when a plan meets the person. A missed appointment beside drink or no address is what
    the licence exists for, and a manager is there to decide with.
    """
    if not view.supplied("oversight", "enforcement"):
        return
    days = view.number("limits.consultation")
    reacted = [seen.item.date for seen in view.oversight]
    reacted += [seen.item.date for seen in view.enforcement if seen.item.kind in ("breach", "recall")]
    for seen in view.contacts:
        missed = seen.item.date
        if seen.item.outcome != "unacceptable_absence" or days_before(view.as_of, days) <= missed:
            continue
        factor = _acute(view, missed)
        timely = any(missed <= day and days_between(missed, day) <= days for day in reacted)
        if factor is not None and not timely:
            says = f"Missed after release, with {factor}; no consultation, breach or recall within {days} days"
            yield Found(seen.known, remark=says, quote=seen.item.text)


def _acute(view: View, missed: Day) -> str | None:
    """What made a missed appointment urgent: only after a recent release, and only what was present that day."""
    recent = months_before(missed, view.number("limits.after_release"))
    released = [seen.item for seen in view.releases if not seen.item.planned and recent <= seen.item.date <= missed]
    if not released:
        return None
    if any(item.accommodation in ("none", "unknown") for item in released):
        return "no address known on release"
    for seen in view.circumstances:
        ended = seen.item.ended_on is not None and seen.item.ended_on < missed
        then = seen.item.state == "present" and seen.item.date <= missed and not ended
        if then and seen.item.kind in ("alcohol", "drugs", "accommodation_loss"):
            return seen.item.kind.replace("_", " ")
    return None


@gap(
    code="EN104",
    name="repeated-non-compliance-with-warnings-only",
    title="Repeated non-compliance, answered with warnings or not at all",
    settings=(Setting.COMMUNITY,),
    question="C1a",
    sources=(HMIP_2023_ENFORCEMENT, HOOLICKIN_2019, WHITE_ENFORCEMENT),
    needs=("contacts", "enforcement"),
    fires={
        "three missed appointments and a warning": case(
            *(contact(f"2025-0{month}-10", "unacceptable_absence") for month in (2, 3, 4)), enforced("2025-03-12", "warning")
        ),
        "two missed appointments and a tag removed": case(
            *(contact(f"2025-0{month}-10", "unacceptable_absence") for month in (2, 3)), enforced("2025-04-10", "tag_tamper")
        ),
    },
    false_positives={
        "Breach followed": case(
            *(contact(f"2025-0{month}-10", "unacceptable_absence") for month in (2, 3, 4)), enforced("2025-04-15", "breach")
        ),
        "Spread over years": case(*(contact(f"{year}-04-10", "unacceptable_absence") for year in (2023, 2024, 2025))),
        "The absences were acceptable": case(*(contact(f"2025-0{month}-10", "acceptable_absence") for month in (2, 3, 4))),
        "Enforcement was not supplied": without(
            case(*(contact(f"2025-0{month}-10", "unacceptable_absence") for month in (2, 3, 4))), "enforcement"
        ),
    },
    edge=Edge(
        case=case(
            *(contact(f"2025-0{month}-10", "unacceptable_absence") for month in (2, 3)),
            contact("2025-04-10", "unacceptable_absence", known_on="2025-04-14"),
        ),
        day="2025-04-14",
    ),
)
def repeated_non_compliance(view: View) -> Iterable[Found]:
    """Each absence has its excuse; three in half a year, with arrests or failed tests among them, are a trend that the plan
    said it would respond to. A reason not to breach can be sound and is then on record as a decision.
    """
    if not view.supplied("enforcement"):
        return
    start = months_before(view.as_of, view.number("limits.non_compliance_months"))
    failures = [(seen.known, seen.item.outcome) for seen in view.contacts if seen.item.outcome in _MISSED]
    failures += [
        (seen.known, seen.item.kind)
        for seen in view.enforcement
        if seen.item.kind in ("arrest", "charge", "curfew_violation", "tag_tamper")
    ]
    failures += [(seen.known, seen.item.kind) for seen in view.reports if seen.item.kind in ("arrest", "charge")]
    recent = [(known, kind) for known, kind in failures if known.on >= start]
    days = sorted({known.on for known, _ in recent})
    if len(days) < view.number("limits.non_compliance"):
        return
    answered = any(seen.item.kind in ("breach", "recall") and seen.item.date >= days[0] for seen in view.enforcement)
    decided = any(seen.item.decision and seen.item.date >= start for seen in view.oversight)
    if not answered and not decided:
        for known, kind in recent:
            yield Found(known, remark=f"{kind.replace('_', ' ').capitalize()}; no breach or recall has followed")


@gap(
    code="EN105",
    name="warning-like-the-index-offence",
    title="A disclosure or report like the index offence, and no decision is recorded",
    question="C1a",
    sources=(CAMPBELL_2019, SCOTT_2021),
    needs=("reports", "oversight", "enforcement"),
    fires={
        "he says that he thinks of it again, and nothing is decided": case(
            assessed("2025-01-01"),
            conviction("2015-05-01", "sexual", index=True),
            report("2025-05-01", "sexual", kind="disclosure", victim="public"),
        ),
    },
    false_positives={
        "A decision is recorded": case(
            assessed("2025-01-01"),
            conviction("2015-05-01", "sexual", index=True),
            report("2025-05-01", "sexual", kind="disclosure", victim="public"),
            overseen("2025-05-02", decision="Discussed; contact increased, no recall."),
        ),
        "A new assessment followed": case(
            assessed("2025-01-01", id="as-1"),
            conviction("2015-05-01", "sexual", index=True),
            report("2025-05-01", "sexual", kind="disclosure", victim="public"),
            assessed("2025-05-10", id="as-2"),
        ),
        "It is of another kind": case(
            assessed("2025-01-01"),
            conviction("2015-05-01", "robbery", index=True),
            report("2025-05-01", "threats", kind="disclosure", victim="public"),
        ),
        "It was refuted": case(
            assessed("2025-01-01"),
            conviction("2015-05-01", "sexual", index=True),
            report("2025-05-01", "sexual", kind="third_party_report", victim="public", outcome="refuted"),
        ),
        "Oversight was not supplied": without(
            case(
                assessed("2025-01-01"),
                conviction("2015-05-01", "sexual", index=True),
                report("2025-05-01", "sexual", kind="disclosure", victim="public"),
            ),
            "oversight",
        ),
    },
    edge=Edge(
        case=case(
            assessed("2025-01-01"),
            conviction("2015-05-01", "sexual", index=True),
            report("2025-05-01", "sexual", kind="disclosure", victim="public"),
        ),
        day="2025-05-05",
    ),
)
def warning_like_the_index_offence(view: View) -> Iterable[Found]:
    """A man who had killed said that he was noticing open windows again, and nobody decided anything. Honesty in treatment
    must not be punished: what is asked for is a recorded decision, whichever it was.
    """
    if not view.supplied("oversight", "enforcement"):
        return
    index = [act for act in view.acts if act.index and act.proved and act.harmful]
    before = days_before(view.as_of, view.number("limits.consultation"))
    kinds = {seen.item.id: seen.item.kind for seen in view.reports}
    for act in view.acts:
        kind = kinds.get(act.known.item_id)
        warned = kind in ("disclosure", "third_party_report", "intelligence") and act.proof is not Proof.NOT_PROVED
        recorded = view.on_record(act.known)
        if warned and recorded < before and _like(act, index) and not _decided(view, recorded):
            says = f"{act.what[:1].upper()}{act.what[1:]} ({act.record}), like the index offence; no decision is recorded"
            yield Found(act.known, act.concerns, act, says, act.quote)


def _like(act: Act, index: list[Act]) -> bool:
    return act.harmful and any(act.harms & one.harms and act.on > one.on for one in index)


def _decided(view: View, since: Day) -> bool:
    """Whether anybody is on record as having decided, looked again or acted since."""
    return (
        any(seen.item.decision and seen.item.date >= since for seen in view.oversight)
        or any(seen.item.date >= since for seen in view.enforcement)
        or (last_review(view) or "") >= since
    )
