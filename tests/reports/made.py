"""Results made by hand for tests of reports, and the reports of them."""

import io
from typing import Any

import msgspec

from riskcheck.errors import RecordError
from riskcheck.lacks import Correction
from riskcheck.report import writer
from riskcheck.result import (
    AssessmentChecked,
    CaseResult,
    Change,
    Event,
    EvidenceRow,
    Finding,
    Flag,
    KnownBy,
    NotChecked,
    Rating,
    Reason,
    Remark,
    Run,
    SectionCoverage,
    Summary,
    Tool,
    WayShown,
)
from riskcheck.rulebook import RuleCard
from riskcheck.terms import RATINGS, Coverage, Group, Kind, KnownTo, Level, Setting, Status, Strand, Strength, Way
from riskcheck.voice import ComparedWith, Contribution, Difference, FeatureShown, Learned, PeerShown, PeersShown

SCRIPT = '"><script>alert(1)</script>'
FORMULA = "=1+1"
BIDI = "user\u202egnp.exe"
LONG = "x" * 3000
ESCAPE = "\x1b[2Jred\x07"
HOSTILE = (
    SCRIPT,
    FORMULA,
    BIDI,
    LONG,
    ESCAPE,
    "&amp;'\"<!--",
    "@SUM(A1)",
    "\t=cmd",
    "\uff1d1",
    "</title></svg><b>",
    "{{ 7*7 }}",
)

TOOL = Tool(version="0.1.0", rules="2026.1")
MODEL = "36dbafaeced6804022ed1fa5a7228851c3b7e8f76727ded83dc1de7e5dc95204"
RUN = Run(as_of="assessment", known_to=KnownTo.ANYONE)
ERROR = RecordError(
    source="cases.ndjson",
    line=14,
    case_id="C-14",
    pointer="/assessments/items/0/completed_on",
    message="is not a day that exists; write YYYY-MM-DD.",
)


def card(code: str, kind: Kind, strands: tuple[Strand, ...], text: str = "") -> RuleCard:
    return RuleCard(
        code=code,
        name=f"name-of-{code.lower()}",
        title=text or f"What {code} looks for",
        why=text or f"Why {code} matters.",
        kind=kind,
        strands=strands,
        weight=4,
        inspection_question=text or "C1a",
        sources=(text or "HM Inspectorate of Probation, January 2023",),
        status="stable",
    )


CARDS = {
    "CU101": card("CU101", Kind.EVIDENCE, (Strand.CUSTODY,)),
    "WE102": card("WE102", Kind.EVIDENCE, (Strand.WEAPONS,)),
    "OR101": card("OR101", Kind.EVIDENCE, (Strand.ORDERS,)),
    "TG101": card("TG101", Kind.TOGETHER, (Strand.CUSTODY, Strand.HISTORY)),
    "CF101": card("CF101", Kind.CONFLICT, ()),
}


def evidence(item: str = "ad-1", on: str = "2021-05-03", **changes: Any) -> EvidenceRow:
    fields: dict[str, Any] = {
        "item": item,
        "pointer": f"/custody/adjudications/{item[-1]}",
        "on": on,
        "known_on": on,
        "probation_knew_on": None,
        "known_by": (KnownBy(agency="prison", on=on),),
        "known_by_stated": True,
        "source": "adjudications",
        "says": f"Assault on a prisoner, in custody (adjudication, proved) {item}",
        "quote": "He struck him with a kettle.",
    }
    return EvidenceRow(**{**fields, **changes})


def reason(rule: str, weight: int, *rows: EvidenceRow, **changes: Any) -> Reason:
    fields: dict[str, Any] = {
        "rule": rule,
        "name": f"name-of-{rule.lower()}",
        "strands": (Strand.CUSTODY,),
        "weight": weight,
        "full_weight": weight,
        "says": f"What {rule} found",
        "because": None,
        "direct": False,
        "evidence": rows,
    }
    return Reason(**{**fields, **changes})


def flag(group: Group = Group.PUBLIC, setting: Setting = Setting.COMMUNITY, **changes: Any) -> Flag:
    words = {Group.PUBLIC: "the public", Group.KNOWN_ADULT: "a known adult", Group.STAFF: "staff"}
    about = f"{words.get(group, group.value)} in {'the community' if setting is Setting.COMMUNITY else 'custody'}"
    reasons = (
        reason("CU101", 4, evidence("ad-1"), evidence("ad-2", "2021-06-08"), direct=group is Group.STAFF),
        reason("WE102", 4, evidence("ad-2", "2021-06-08"), evidence("in-3", "2021-09-12", after_assessment=True)),
        reason(
            "TG101",
            5,
            evidence("ad-1"),
            evidence(
                "co-4",
                "2018-02-01",
                known_by=(KnownBy(agency="probation", on="2018-02-01"), KnownBy(agency="court", on="2018-02-01")),
                quote=None,
            ),
        ),
        reason("OR101", 0, evidence("or-5", "2021-01-20", addressed=True), full_weight=4, because="it is counted already"),
    )
    fields: dict[str, Any] = {
        "group": group,
        "setting": setting,
        "recorded": Level.MEDIUM,
        "indicated": Level.HIGH,
        "strength": Strength.STRONG,
        "total": 13,
        "incidents": 4,
        "recent_harm": 11,
        "says": f"Rated medium for {about} on 10 June 2022; the evidence on record points to high.",
        "ways": (Way.NO_CHANGE_NEEDED, Way.NOT_IN_VIEW),
        "ways_shown": (
            WayShown(way=Way.NO_CHANGE_NEEDED, rule="TG101", says="Harm inside and outside"),
            WayShown(way=Way.NOT_IN_VIEW, rule="CU101", says="Not addressed"),
        ),
        "reasons": reasons,
        "against": (Remark(says="A charge was dismissed", rule="AG101", pointer="/custody/adjudications/9", on="2020-01-05"),),
        "missing": (Remark(says="Police reports: not supplied"),),
        "would_change": (Change(says="Without the assaults", without=("ad-1", "ad-2"), pieces=2),),
        "no_fewer_than": 2,
    }
    return Flag(**{**fields, **changes})


def rating(group: Group, setting: Setting, status: Status, why: str = "A reason.") -> Rating:
    flagged = status is Status.FLAGGED
    return Rating(
        group=group,
        setting=setting,
        recorded=None if status is Status.NOT_RATED else Level.MEDIUM,
        status=status,
        indicated=Level.HIGH if flagged else None,
        strength=Strength.STRONG if flagged else None,
        why=why,
    )


def case(case_id: str = "C-1", flags: tuple[Flag, ...] = (), status: Status = Status.CONSISTENT, **changes: Any) -> CaseResult:
    flagged = {(flag.group, flag.setting) for flag in flags}
    fields: dict[str, Any] = {
        "case_id": case_id,
        "source": "cases.ndjson",
        "assessment": AssessmentChecked(
            id="as-1", type="full", completed_on="2022-06-10", pointer="/assessments/items/0", provenance=None
        ),
        "as_of": "2022-06-10",
        "ratings": tuple(rating(*rated, Status.FLAGGED if rated in flagged else status) for rated in RATINGS),
        "flags": flags,
        "findings": (
            Finding(
                key="0123456789abcdef",
                rule="CF101",
                name="name-of-cf101",
                kind=Kind.CONFLICT,
                strands=(),
                groups=(Group.PUBLIC,),
                inspection_question="C1b",
                way=None,
                evidence=(evidence("as-7", "2022-06-10", source="oasys"),),
            ),
        ),
        "not_checked": (
            NotChecked(
                rule="OR104",
                why="reports: not supplied",
                settled_by=(Correction(pointer="/reports/coverage", says="reports, complete"),),
            ),
        ),
        "coverage": (SectionCoverage(section="custody", coverage=Coverage.COMPLETE),),
        "timeline": (
            event("2018-02-01", Strand.HISTORY),
            event("2021-05-03", Strand.CUSTODY),
            event("2021-05-04", Strand.CUSTODY, counts=False),
            event("2022-09-01", Strand.WEAPONS, after_assessment=True),
            event("2022-06-01", None, counts=False),
        ),
    }
    return CaseResult(**{**fields, **changes})


def event(on: str, lane: Strand | None, **changes: Any) -> Event:
    fields: dict[str, Any] = {"known_on": on, "says": "Something happened", "item": "ad-1", "pointer": "/a/0", "counts": True}
    return Event(on=on, lane=lane, **{**fields, **changes})


def feature(name: str, value: float | None, log_odds: float, **changes: Any) -> FeatureShown:
    fields: dict[str, Any] = {"says": f"Number of {name}", "reads": "not supplied" if value is None else f"{value:.0f}"}
    return FeatureShown(name=name, value=value, log_odds=log_odds, **{**fields, **changes})


def learned(**changes: Any) -> Learned:
    """What the learned check says of a medium case that stands out."""
    parts = (
        (Strand.CUSTODY, (feature("assaults", 3.0, 0.9), feature("incidents", 4.0, 0.4))),
        (Strand.WEAPONS, (feature("weapons", 2.0, 0.5),)),
        (Strand.ORDERS, (feature("orders", 0.0, -0.2), feature("breaches", None, 0.02))),
        (Strand.HISTORY, (feature("offences", 1.0, -1.4),)),
        (None, (feature("recalls", 0.0, 0.0),)),
    )
    contributions = tuple(
        Contribution(strand=strand, log_odds=sum(one.log_odds for one in features), features=features)
        for strand, features in parts
    )
    fields: dict[str, Any] = {
        "taught_by": "ratings",
        "p_high": 0.58,
        "band": "about 6 in 10 comparable cases are rated high",
        "rated": Level.MEDIUM,
        "stands_out": True,
        "review_order": 11.32,
        "agrees": False,
        "decision": 0.12,
        "start": -0.1,
        "contributions": contributions,
        "withheld": None,
        "trained_on_synthetic": "all",
        "compared_with": compared_with(),
    }
    return Learned(**{**fields, **changes})


def compared_with(**changes: Any) -> ComparedWith:
    """A model of one area, and a case of it."""
    fields: dict[str, Any] = {
        "cases": 400,
        "areas": "Northshire",
        "high": 0.21,
        "first": "2023-01-05",
        "last": "2025-06-30",
        "area": "Northshire",
        "same_area": True,
    }
    return ComparedWith(**{**fields, **changes})


def peers(text: str = "Number of weapons") -> PeersShown:
    differs = (Difference(says=text, here="2", there="1"),)
    nearest = (PeerShown(rated=Level.HIGH, differs=differs), PeerShown(rated=Level.MEDIUM, differs=()))
    return PeersShown(comparable=7, rated={Level.MEDIUM: 2, Level.HIGH: 5}, nearest=nearest)


def five_flags(case_id: str = "C-5", **changes: Any) -> CaseResult:
    rated = (RATINGS[0], RATINGS[2], RATINGS[6], RATINGS[7], RATINGS[8])
    return case(case_id, tuple(flag(*one) for one in rated), **changes)


def cannot_say(case_id: str = "C-2") -> CaseResult:
    ratings = tuple(rating(*rated, Status.CANNOT_SAY, "Custody records: not supplied.") for rated in RATINGS)
    return case(case_id, ratings=ratings, timeline=())


def hostile(text: str) -> CaseResult:
    """A result in which every text is hostile."""
    row = evidence(says=text, quote=text, source=text, known_by=(KnownBy(agency=text, on="2018-03-05"),), pointer=f"/{text}/0")
    remark = Remark(says=text, rule=text, pointer=text, on="2020-01-05")
    one = flag(
        says=text,
        ways_shown=(WayShown(way=Way.NO_CHANGE_NEEDED, rule=text, says=text),),
        reasons=(reason(text, 13, row, says=text, because=text, name=text),),
        against=(remark,),
        missing=(remark,),
        would_change=(Change(says=text, without=(row.item,), pieces=1),),
    )
    assessment = AssessmentChecked(id=text, type=text, completed_on="2022-06-10", pointer=text, provenance=text)
    found = Finding(
        key=text,
        rule=f"{text}2",
        name=text,
        kind=Kind.GAP,
        strands=(),
        groups=(),
        inspection_question=text,
        way=None,
        evidence=(row,),
    )
    return case(
        text,
        (one,),
        source=text,
        assessment=assessment,
        findings=(found,),
        not_checked=(NotChecked(rule=text, why=text, settled_by=(Correction(pointer=text, says=text),)),),
        coverage=(SectionCoverage(section=text, coverage=Coverage.PARTIAL),),
        timeline=(event("2021-05-03", Strand.CUSTODY, says=text, pointer=text),),
        assumed=(text,),
        note=text,
        synthetic=True,
    )


def many_events(count: int, days: int, first: int = 733000) -> tuple[Event, ...]:
    from datetime import date

    lanes = (*Strand, None)
    return tuple(
        event(
            date.fromordinal(first + (number * 37) % (days + 1)).isoformat(),
            lanes[number % 5],
            counts=number % 3 > 0,
            after_assessment=number % 4 == 0,
            pointer=f"/a/{number}",
        )
        for number in range(count)
    )


def report(name: str, *outcomes: CaseResult | RecordError, cards: dict[str, RuleCard] | None = None, **options: bool) -> str:
    """The whole report of some outcomes; a model is named where the learned check speaks of any."""
    out = io.StringIO(newline="")
    made = writer(name, out, **options)
    cases = [outcome for outcome in outcomes if isinstance(outcome, CaseResult)]
    asked = any(one.learned is not None for one in cases)
    made.start(msgspec.structs.replace(TOOL, model=MODEL if asked else None), RUN, CARDS if cards is None else cards)
    for outcome in outcomes:
        made.case(outcome) if isinstance(outcome, CaseResult) else made.error(outcome)
    made.end(
        Summary(
            records=len(outcomes),
            checked=len(cases),
            flagged=sum(one.flagged for one in cases),
            cannot_say=sum(one.cannot_say for one in cases),
            errors=len(outcomes) - len(cases),
        )
    )
    return out.getvalue()


EVERYTHING: tuple[CaseResult | RecordError, ...] = (
    case("C-1"),
    ERROR,
    cannot_say(),
    five_flags(),
    case("C-6", (flag(strength=Strength.POSSIBLE),), synthetic=True, assumed=("ad-1: date (not published)",), note="A note."),
    case("C-7", (flag(),), timeline=many_events(150, 10000)),
    case("C-8", assessment=None, as_of=None, ratings=(), note="No assessment was completed."),
)
"""One outcome of each kind."""
