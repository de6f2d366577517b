"""What probation and prison staff write down day by day: contacts, enforcement, releases, circumstances, requests."""

from riskcheck.records.model import (
    Allocation,
    CircumstanceRecord,
    Condition,
    Contact,
    Enforcement,
    InformationRequest,
    Oversight,
    RawCode,
    RecallClock,
    Release,
    StatedLevel,
)
from riskcheck.synth import mappa, release
from riskcheck.synth.chance import Chance
from riskcheck.synth.lived import Made
from riskcheck.synth.person import State
from riskcheck.synth.phrases import among
from riskcheck.synth.schedule import CUSTODIAL, INSIDE, iso, working
from riskcheck.synth.truth import ORDER, overall
from riskcheck.synth.writing import Writing
from riskcheck.terms import Level

_ATTENDED = RawCode(code="ATTC", list="nDelius contact outcome", description="Attended - Complied")
_CIRCUMSTANCES = (
    "alcohol",
    "drugs",
    "accommodation_loss",
    "relationship_breakdown",
    "employment_or_money",
    "criminal_associates",
)
_SAYS = {
    "alcohol": ("Drinking most days.", "Drinking at weekends; smelt of drink twice."),
    "drugs": ("Using cannabis daily.", "Positive test for cocaine.", "Uses now and then, by own account."),
    "accommodation_loss": ("No settled address.", "Staying with friends after being asked to leave.", "Tenancy ended."),
    "relationship_breakdown": ("Relationship has ended.", "Separated; some contact about belongings."),
    "employment_or_money": ("Out of work; arrears.", "Benefit stopped for a month."),
    "criminal_associates": ("Seen with people known for supply and robbery.", "Back with old associates."),
    "new_relationship": ("A new relationship, a few weeks old.",),
}
_SAYS_INSIDE = {
    "drugs": ("Under the influence on the wing.", "Positive test in custody.", "Uses when it is about, by own account."),
}
_NOT = {
    "alcohol": "Not drinking; breath tests clear.",
    "drugs": "Tests negative since the last review.",
    "accommodation_loss": "Settled address, seen on a home visit.",
    "relationship_breakdown": "No change at home.",
    "employment_or_money": "Working; rent paid.",
    "criminal_associates": "Keeps away from former associates, as far as is known.",
}
_ALSO_INSIDE = ("drugs", "relationship_breakdown")
_LICENCE = {
    "residence": "Reside permanently at an address approved by the supervising officer.",
    "support": "Keep in touch with the supervising officer as instructed.",
    "drug_testing": "Attend for drug testing as instructed.",
    "curfew": "Curfew 19.00 to 07.00 at the approved address, electronically monitored.",
    "gps_tag": "Wear a location tag for the first six months.",
    "programme": "Take part in a programme as directed.",
}
_NO_CONTACT = "Not to contact, directly or indirectly, the person named in the order without approval."
_MISSES_TO_WARN = 1
_WINDOW = 300
_ON_LICENCE = 60
_LAST_MISSED = 2


def write(writing: Writing, on_licence: Chance) -> None:
    """Everything of a case that is not conduct, assessment or label. ``on_licence``: draws for the time before a recall."""
    _contacts(writing)
    _circumstances(writing)
    _releases(writing)
    _recall(writing, on_licence)
    _conditions(writing)
    _allocations(writing)
    _oversight(writing)
    _requests(writing)
    _stated(writing)
    mappa.write(writing)


def supervised_from(writing: Writing) -> int | None:
    """The day from which the person has been seen in the community; ``None`` where they are in custody."""
    days = writing.days
    if days.phase in INSIDE:
        return None
    return days.releases[-1] if days.releases else days.sentenced


def _contacts(writing: Writing) -> None:
    chance, days = writing.chance, writing.days
    start = supervised_from(writing)
    earliest = days.completed - _WINDOW
    for held in days.custody:
        day = max(held.start, earliest) + chance.between(5, 30)
        last = min(held.end or days.extracted, days.extracted)
        while day < last:
            fields = writing.item("co", "nomis", working(day), prompt=True)
            writing.put(
                "contacts",
                Contact(**fields, kind="Custody contact", outcome="not_applicable", text=writing.notes.note(chance, "inside")),
            )
            day += chance.between(35, 65)
    if start is None:
        return
    day = max(start + chance.between(0, 2), earliest)
    missed = 0
    while day <= days.extracted:
        missed = _contact(writing, chance, working(day), missed, first=day - start <= 2, until=days.extracted)
        day += chance.between(10, 19)


def _before_recall(writing: Writing, chance: Chance, released: int, *, missing: bool) -> None:
    """The appointments from a release to the recall; the last of them missed where that is why it was begun."""
    days = writing.days
    assert days.recalled is not None
    day = max(released + chance.between(0, 2), min(days.completed - _WINDOW, days.recalled - _ON_LICENCE))
    appointments = []
    while day < days.recalled:
        appointments.append(working(day))
        day += chance.between(10, 19)
    kept = max(len(appointments) - _LAST_MISSED, min(1, len(appointments) - 1)) if missing else len(appointments)
    missed = 0
    for place, on in enumerate(appointments):
        first, until = on - released <= 2, days.recalled - 1
        missed = _contact(writing, chance, on, missed, first=first, until=until, absent=place >= kept)


def _contact(writing: Writing, chance: Chance, day: int, missed: int, *, first: bool, until: int, absent: bool = False) -> int:
    """One appointment; how many have been missed without excuse so far. No warning is given after ``until``."""
    state = writing.plan.path.at(day)
    fields = writing.item("co", "ndelius", day, prompt=True)
    kind = "First appointment" if first else "Planned office visit"
    if absent or chance.happens(0.03 + 0.06 * state.alcohol + 0.05 * state.drugs + 0.08 * state.accommodation_loss):
        writing.put(
            "contacts", Contact(**fields, kind=kind, outcome="unacceptable_absence", text=writing.notes.note(chance, "missed"))
        )
        _warn(writing, chance, day, missed + 1, until)
        return missed + 1
    if chance.happens(0.05):
        writing.put(
            "contacts", Contact(**fields, kind=kind, outcome="acceptable_absence", text=writing.notes.note(chance, "excused"))
        )
        return missed
    talk = _talk(writing, chance, state)
    text = writing.notes.note(chance, "first" if first and talk == "attended" else talk)
    writing.put("contacts", Contact(**fields, raw=_ATTENDED, kind=kind, outcome="attended_complied", text=text))
    return missed


def _talk(writing: Writing, chance: Chance, state: State) -> str:
    if writing.plan.recipe.to_self and chance.happens(0.2):
        return "suicidal"
    for flag, name in (
        ("alcohol", "drinking"),
        ("drugs", "using"),
        ("accommodation_loss", "homeless"),
        ("relationship_breakdown", "breakdown"),
    ):
        if getattr(state, flag) and chance.happens(0.15):
            return name
    return "fine" if writing.days.phase in CUSTODIAL and chance.happens(0.05) else "attended"


def _warn(writing: Writing, chance: Chance, day: int, missed: int, until: int) -> None:
    if missed < _MISSES_TO_WARN or not chance.happens(0.7):
        return
    when = working(min(until, day + chance.between(1, 6)))
    before = sum(one.kind != "recall" and one.date < iso(when) for one in writing.of("enforcement"))
    kind = "warning" if before == 0 else "final_warning" if before == 1 else "breach"
    if kind == "breach" and writing.days.phase in CUSTODIAL:
        kind = "final_warning"
    fields = writing.item("en", "ndelius", when, prompt=True)
    writing.put("enforcement", Enforcement(**fields, kind=kind, reasons=among(chance, "enforcement.missed")))


def _circumstances(writing: Writing) -> None:
    chance, days, path = writing.chance, writing.days, writing.plan.path
    earliest = max(days.start, days.completed - 540)
    for flag in _CIRCUMSTANCES:
        since: int | None = None
        spells: list[tuple[int, int | None]] = []
        for day in (earliest, *[change for change in path.days if earliest < change <= days.extracted]):
            held = getattr(path.at(day), flag)
            if held and since is None:
                since = day
            elif not held and since is not None:
                spells.append((since, day))
                since = None
        if since is not None:
            spells.append((since, None))
        for start, end in spells:
            outside = (start, end) if flag in _ALSO_INSIDE else _outside(writing, start, end)
            if outside is not None and chance.happens(0.75):
                _circumstance(writing, flag, "present", *outside)
        seen = flag in _ALSO_INSIDE or not days.inside(days.begun)
        if seen and not getattr(path.at(days.begun), flag) and chance.happens(0.3):
            _circumstance(writing, flag, "absent" if chance.happens(0.85) else "dont_know", days.begun, None)
    for before, after, day in zip(path.states, path.states[1:], path.days[1:], strict=False):
        begins = after.partner and not before.partner and earliest < day <= days.extracted
        if begins and _outside(writing, day, None) == (day, None) and chance.happens(0.6):
            _circumstance(writing, "new_relationship", "present", day, None)
    for day in days.releases:
        if day >= earliest:
            fields = writing.item("ci", "ndelius", day, prompt=True)
            writing.put("circumstances", CircumstanceRecord(**fields, kind="release_from_custody", state="present"))


def _outside(writing: Writing, start: int, end: int | None) -> tuple[int, int | None] | None:
    """The first part of a spell that was spent outside; ``None`` where none was."""
    for held in sorted(writing.life.custody, key=lambda one: one.start):
        if held.start <= start and (held.end is None or start < held.end):
            if held.end is None or (end is not None and end <= held.end) or held.end > writing.days.extracted:
                return None
            start = held.end
        elif start < held.start and (end is None or held.start < end):
            return start, held.start
    return start, end


def _circumstance(writing: Writing, kind: str, state: str, day: int, end: int | None) -> None:
    text = _NOT.get(kind) if state == "absent" else "Not known; to be checked." if state == "dont_know" else None
    if state == "present":
        inside = kind in _SAYS_INSIDE and writing.life.inside(day)
        text = writing.chance.pick((_SAYS_INSIDE if inside else _SAYS)[kind])
    writing.put(
        "circumstances",
        CircumstanceRecord(
            **writing.item("ci", "ndelius", day),
            kind=kind,
            state=state,
            ended_on=iso(end) if end is not None else None,
            text=text,
        ),
    )


def _releases(writing: Writing) -> None:
    chance, days, path = writing.chance, writing.days, writing.plan.path
    watched = overall(writing.plan.before) in (Level.HIGH, Level.VERY_HIGH)
    settled = ("settled", "settled", "temporary", "approved_premises" if watched else "temporary")
    for day in days.releases:
        homeless = path.at(day).accommodation_loss
        writing.put(
            "releases",
            Release(
                **writing.item("re", "nomis", day, prompt=True),
                kind=_release(writing, day),
                accommodation=chance.pick(("none", "unknown", "temporary") if homeless else settled),
                pre_release_assessment="yes"
                if days.previous < day - 20 and chance.happens(0.7)
                else chance.pick(("no", "not_recorded")),
                condition_tool_used=chance.pick(("yes", "yes", "no", "not_recorded")),
            ),
        )
    if days.planned_release is not None:
        writing.put(
            "releases",
            Release(
                **writing.item("re", "nomis", days.planned_release, prompt=True),
                kind="automatic",
                planned=True,
                accommodation=chance.pick(("settled", "temporary", "unknown", "not_recorded")),
            ),
        )


def _release(writing: Writing, day: int) -> str:
    """How somebody came out: from a standard recall by the Parole Board; from a fixed term, or a sentence, when it was over."""
    ended = next(held for held in writing.days.custody if held.end == day and held.kind != "remand")
    return "parole" if ended.kind == "recall" and release.kind(ended.served) == "standard" else "automatic"


def _recall(writing: Writing, on_licence: Chance) -> None:
    days, chance = writing.days, writing.chance
    if days.recalled is None:
        return
    begun = days.recalled
    again = next(held for held in days.custody if held.kind == "recall")
    back = again.start
    hour = chance.between(8, 11)
    at = f"{iso(begun)}T"
    signed = begun if chance.happens(0.75) else min(back, begun + 1)
    clock = RecallClock(
        kind=release.kind(again.served or None),
        initiated_at=f"{at}{hour:02d}:{chance.between(10, 55)}",
        decided_at=f"{at}{hour + 2:02d}:{chance.between(10, 55)}",
        signed_at=f"{iso(signed)}T{hour + 5:02d}:{chance.between(10, 55)}",
        revoked_at=f"{iso(signed)}T{hour + 10:02d}:{chance.between(10, 55)}",
        returned_at=f"{iso(back)}T{23 if back == signed else chance.between(1, 22):02d}:{chance.between(10, 55)}",
    )
    fields = writing.item("en", "ndelius", begun, prompt=True)
    before = [act for act in writing.life.acts if begun - 21 <= act.day <= begun and act.noticed and not act.inside]
    if before:
        reasons, missing = among(chance, "enforcement.recall_offence"), False
    else:
        drinking = ("drinking",) if writing.plan.path.at(begun).alcohol else ()
        why = chance.pick(("missing", "address", *drinking))
        reasons, missing = among(on_licence, f"enforcement.recall_{why}"), why != "address"
    writing.put(
        "enforcement", Enforcement(**fields, kind="recall", reasons=reasons, outcome="Returned to custody.", recall=clock)
    )
    _before_recall(writing, on_licence, days.releases[0], missing=missing)


def _conditions(writing: Writing) -> None:
    days, chance = writing.days, writing.chance
    start = supervised_from(writing)
    if days.phase in CUSTODIAL:
        start = start or days.planned_release
    if start is None:
        return
    wanted = ["residence", "support"] if days.phase in CUSTODIAL else ["support"]
    wanted += [kind for kind in ("drug_testing", "curfew", "gps_tag", "programme") if chance.happens(0.25)]
    for kind in wanted:
        fields = writing.item("cd", "cvl" if days.phase in CUSTODIAL else "ndelius", start, prompt=True)
        proposed = kind in ("curfew", "gps_tag") and chance.happens(0.2)
        writing.put("conditions", Condition(**fields, kind=kind, proposed_only=proposed, text=_LICENCE[kind]))
    ordered = any(order.day <= start for order in writing.life.orders) and chance.happens(0.6)
    if ordered and any(
        isinstance(one, Made) and writing.known_to_probation(name, start) for name, one in writing.about.items()
    ):
        fields = writing.item("cd", "cvl" if days.phase in CUSTODIAL else "ndelius", start, prompt=True)
        writing.put("conditions", Condition(**fields, kind="no_contact", text=_NO_CONTACT))


def _allocations(writing: Writing) -> None:
    days, chance = writing.days, writing.chance
    day = working(days.sentenced + chance.between(4, 25))
    grade = "prison_offender_manager" if days.phase in CUSTODIAL and chance.happens(0.5) else "probation_officer"
    writing.put(
        "allocations",
        Allocation(
            **writing.item("lo", "ndelius", min(day, days.extracted), prompt=True), to="Sentence management", grade=grade
        ),
    )
    again = working(days.completed - chance.between(20, 80))
    if again > day and chance.happens(0.6):
        text = (
            "Workload of the practitioner is above 110 per cent."
            if writing.plan.workload == "heavy" and chance.happens(0.5)
            else None
        )
        grade = chance.pick(("probation_officer", "probation_services_officer", "newly_qualified"))
        writing.put(
            "allocations",
            Allocation(**writing.item("lo", "ndelius", again, prompt=True), to="Community team", grade=grade, text=text),
        )


def _oversight(writing: Writing) -> None:
    days, chance = writing.days, writing.chance
    if chance.happens(0.5):
        day = working(min(days.extracted, days.completed + chance.between(0, 9)))
        fields = writing.item("ov", "ndelius", day, prompt=True)
        writing.put(
            "oversight", Oversight(**fields, kind="countersignature", decision=among(chance, "oversight.countersigned"))
        )
    if chance.happens(0.45):
        day = days.begun - chance.between(5, 60)
        fields = writing.item("ov", "ndelius", working(max(day, days.sentenced + 3)), prompt=True)
        writing.put("oversight", Oversight(**fields, kind="case_discussion", decision=among(chance, "oversight.discussed")))


def _requests(writing: Writing) -> None:
    error = writing.plan.error
    if writing.days.phase in CUSTODIAL:
        unseen = error in ("custody_not_seen", "index_offence_only", "copied_forward")
        _request(writing, "prison", "custody_behaviour", asked=0.35 if unseen else 0.5, answered=0.15 if unseen else 0.8)
    unseen = error in ("order_not_shared", "index_offence_only", "copied_forward")
    _request(writing, "police", "domestic_abuse", asked=0.4 if unseen else 0.5, answered=0.2 if unseen else 0.8)
    if writing.plan.path.at(writing.days.begun).children:
        _request(writing, "childrens_services", "child_safeguarding", asked=0.55, answered=0.7)


def _request(writing: Writing, to: str, about: str, *, asked: float, answered: float) -> None:
    chance, days = writing.chance, writing.days
    if not chance.happens(asked):
        return
    day = working(days.begun - chance.between(0, 12))
    replied = chance.happens(answered)
    on = working(min(days.extracted, day + chance.between(1, 16)))
    chased = not replied and chance.happens(0.25)
    writing.put(
        "information_requests",
        InformationRequest(
            **writing.item("rq", "ndelius", day, prompt=True),
            to=to,
            about=about,
            answered="yes" if replied else "no" if chance.happens(0.7) else "not_recorded",
            answered_on=iso(on) if replied else None,
            chased_on=iso(on) if chased else None,
            text=among(chance, f"requests.{'answered' if replied else 'chased' if chased else 'unanswered'}"),
        ),
    )


def _stated(writing: Writing) -> None:
    chance, days = writing.chance, writing.days
    level = overall(writing.plan.recorded)
    odd = chance.happens(writing.parameters.contradictory)
    if not (odd or writing.plan.recipe.to_self or chance.happens(0.35)):
        return
    if odd:
        place = ORDER.index(level)
        level = ORDER[max(0, min(len(ORDER) - 1, place + chance.pick((-1, 1))))]
    words = "suicide" if writing.plan.recipe.to_self else "reoffending" if chance.happens(0.2) else "stated"
    text = among(chance, f"documents.{words}", level=level.value.replace("_", " "))
    day = min(days.extracted, days.completed + chance.between(0, 40))
    document = among(chance, "documents.referral")
    writing.put(
        "stated_levels",
        StatedLevel(**writing.item("sl", "ndelius", day, prompt=True), document=document, level=level, text=text),
    )
