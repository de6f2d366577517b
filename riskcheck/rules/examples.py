"""Small, whole case records for the examples beside each rule: only what the example is about is spelled out.

Every section is supplied in full and every group is rated medium unless an example says otherwise, so that an example
shows one thing. The assessment was completed on 1 June 2025 and addresses nothing, unless it is given.
"""

from typing import Any

Case = dict[str, Any]
ASSESSED = "2025-06-01"

_PREFIXES = {
    "convictions": "cv",
    "adjudications": "ad",
    "incidents": "in",
    "alerts": "al",
    "registrations": "rg",
    "orders": "or",
    "reports": "rp",
    "circumstances": "ci",
    "contacts": "co",
    "releases": "re",
    "information_requests": "rq",
    "stated_levels": "sl",
    "assessments": "as",
    "periods": "cp",
    "predictors": "pr",
    "conditions": "lc",
    "enforcement": "en",
    "allocations": "an",
    "mappa": "ma",
    "oversight": "ov",
}
_SYSTEMS = {
    "convictions": "pnc",
    "adjudications": "adjudications",
    "incidents": "prison_incidents",
    "alerts": "prison_alerts",
    "orders": "court",
    "reports": "police",
    "assessments": "oasys",
    "predictors": "oasys",
    "periods": "nomis",
    "conditions": "cvl",
    "mappa": "mappa",
}
_CUSTODY = ("periods", "adjudications", "incidents", "alerts")
_SECTIONS = (
    "convictions",
    "registrations",
    "orders",
    "reports",
    "circumstances",
    "contacts",
    "releases",
    "information_requests",
    "stated_levels",
    "predictors",
    "conditions",
    "enforcement",
    "allocations",
    "mappa",
    "oversight",
)
Placed = tuple[str, dict[str, Any]]


def case(*placed: Placed, level: str = "medium", **assessment: Any) -> Case:
    """A case record of these items, whose assessment has these further fields."""
    lists: dict[str, list[dict[str, Any]]] = {name: [] for name in _PREFIXES}
    for section, fields in placed:
        number = len(lists[section]) + 1
        made = {"id": f"{_PREFIXES[section]}-{number}", "source": {"system": _SYSTEMS.get(section, "ndelius")}}
        lists[section].append(made | fields)
    if not lists["assessments"]:
        lists["assessments"].append({"id": "as-1"} | assessed(level=level, **assessment)[1])
    return {
        "format": "riskcheck.case-record/1",
        "case_id": "example",
        "extracted_on": "2025-12-31",
        "purpose": "synthetic",
        "assessments": {"coverage": "complete", "items": lists["assessments"]},
        "custody": {"coverage": "complete"} | {name: lists[name] for name in _CUSTODY},
    } | {name: {"coverage": "complete", "items": lists[name]} for name in _SECTIONS}


def assessed(day: str = ASSESSED, level: str = "medium", **fields: Any) -> Placed:
    """An assessment completed on a day, with the same level for every group."""
    community = dict.fromkeys(("public", "known_adult", "children", "staff"), level)
    made = {
        "date": day,
        "source": {"system": "oasys"},
        "type": "full",
        "status": "complete",
        "completed_on": day,
        "ratings": {"community": community, "custody": community | {"prisoners": level}},
        "evidence_addressed": [],
    }
    return "assessments", made | fields


def conviction(day: str, *harms: str, **fields: Any) -> Placed:
    """A conviction of the same day, in the community, unless told otherwise."""
    made = {
        "date": day,
        "outcome": "convicted",
        "decided_on": day,
        "harms": list(harms),
        "victim": "public",
        "setting": "community",
    }
    return "convictions", made | fields


def adjudication(day: str, charge: str, victim: str = "prisoner", outcome: str = "proved", **fields: Any) -> Placed:
    """A prison charge."""
    return "adjudications", {"date": day, "charge": charge, "victim": victim, "outcome": outcome} | fields


def incident(day: str, kind: str, role: str = "assailant", victim: str = "prisoner", **fields: Any) -> Placed:
    """A prison incident report."""
    return "incidents", {"date": day, "kind": kind, "role": role, "victim": victim} | fields


def alert(day: str, category: str, **fields: Any) -> Placed:
    """A prison alert."""
    return "alerts", {"date": day, "category": category} | fields


def registration(day: str, category: str, **fields: Any) -> Placed:
    """An nDelius registration."""
    return "registrations", {"date": day, "category": category} | fields


def order(day: str, kind: str = "restraining", protects: str = "ex_partner", **fields: Any) -> Placed:
    """A protective order."""
    return "orders", {"date": day, "kind": kind, "protects": protects} | fields


def report(day: str, *harms: str, kind: str = "domestic_abuse_callout", **fields: Any) -> Placed:
    """A report of abuse of a partner, unresolved, unless told otherwise."""
    made = {"date": day, "kind": kind, "harms": list(harms), "victim": "partner", "setting": "community"}
    return "reports", made | {"outcome": "unresolved"} | fields


def circumstance(day: str, kind: str, state: str = "present", **fields: Any) -> Placed:
    """A circumstance of the person's life."""
    return "circumstances", {"date": day, "kind": kind, "state": state} | fields


def contact(day: str, outcome: str, **fields: Any) -> Placed:
    """An appointment."""
    return "contacts", {"date": day, "outcome": outcome} | fields


def release(day: str, accommodation: str, **fields: Any) -> Placed:
    """A release."""
    return "releases", {"date": day, "kind": "automatic", "accommodation": accommodation} | fields


def request(day: str, to: str, about: str, answered: str, **fields: Any) -> Placed:
    """A request for information."""
    return "information_requests", {"date": day, "to": to, "about": about, "answered": answered} | fields


def stated(day: str, level: str, document: str = "Referral for housing", **fields: Any) -> Placed:
    """A level stated in another document."""
    return "stated_levels", {"date": day, "level": level, "document": document} | fields


def predictor(day: str, name: str, score: float, band: str, generation: int = 1, **fields: Any) -> Placed:
    """An actuarial score of the first generation, unless told otherwise."""
    return "predictors", {"date": day, "name": name, "score": score, "band": band, "generation": generation} | fields


def condition(day: str, kind: str, **fields: Any) -> Placed:
    """A licence condition."""
    return "conditions", {"date": day, "kind": kind} | fields


def enforced(day: str, kind: str, **fields: Any) -> Placed:
    """A step of enforcement."""
    return "enforcement", {"date": day, "kind": kind} | fields


def recalled(day: str, **times: Any) -> Placed:
    """A recall and the times of its clock."""
    return enforced(day, "recall", recall={"kind": "standard"} | times)


def allocated(day: str, grade: str = "probation_officer", **fields: Any) -> Placed:
    """An allocation of the case to a practitioner in the community, unless told otherwise."""
    return "allocations", {"date": day, "to": "Community team", "grade": grade} | fields


def mappa(day: str, category: int, level: int, **fields: Any) -> Placed:
    """A MAPPA record."""
    return "mappa", {"date": day, "category": category, "level": level} | fields


def overseen(day: str, kind: str = "case_discussion", **fields: Any) -> Placed:
    """An act of management oversight."""
    return "oversight", {"date": day, "kind": kind} | fields


def raw(code: str) -> dict[str, Any]:
    """The code that an item has in its own system."""
    return {"raw": {"code": code}}


def without(made: Case, *sections: str) -> Case:
    """The case, had these sections not been supplied."""
    return {name: section for name, section in made.items() if name not in sections}


def addressed(*items: str, how: str = "with_reasons") -> dict[str, Any]:
    """An entry of ``evidence_addressed``."""
    return {"items": list(items), "how": how}


KNIFE = {"kind": "knife", "use": "carried"}
KNIFE_USED = {"kind": "knife", "use": "used"}
KNIFE_SHOWN = {"kind": "knife", "use": "threatened"}
IMPROVISED = {"kind": "improvised", "use": "carried"}

SCORED: dict[str, Any] = {
    "sex": "male",
    "age_at_first_sanction": 17,
    "age_at_conviction": 30,
    "age_at_follow_up": 31,
    "convicted_on": "2024-05-01",
    "follow_up_from": "2025-02-01",
    "offence_category": "violence_against_the_person_abh_plus",
    "total_sanctions": 9,
    "violent_sanctions": 3,
    "ever_sexual_offence": "no",
    "accommodation": "some_problems",
    "unemployed": "yes",
    "relationship_with_partner": "some_problems",
    "relationship_status": "not_in_relationship",
    "drinking": "some_problems",
    "binge_drinking": "some_problems",
    "impulsivity": "some_problems",
    "temper": "significant_problems",
    "attitudes": "some_problems",
    "past_offences": dict.fromkeys(
        (
            *("homicide", "wounding", "kidnapping", "firearms", "robbery", "aggravated_burglary", "weapon"),
            *("criminal_damage", "arson"),
        ),
        "no",
    ),
}
"""The scored items of the examples, with which SVRP is 1.62 per cent static and, with the answers below, 1.72 dynamic."""

ANSWERED = {"weapon_carried_or_used": "no", "domestic_abuse_partner": "no", "domestic_abuse_family": "no"}


def itemised(*placed: Placed, answers: dict[str, str] | None = None, **items: Any) -> Case:
    """A case whose assessment has the items that scores are worked out from, with these in their place; ``None`` for none."""
    given = {name: value for name, value in (SCORED | items).items() if value is not None}
    return case(*placed, scored_items=given, answers=ANSWERED | (answers or {}))


def recorded(name: str, number: float, kind: str = "dynamic", generation: int = 2, **fields: Any) -> Placed:
    """A score of that assessment, dynamic and of the second generation unless told otherwise, without a band."""
    return predictor(ASSESSED, name, number, "not_recorded", generation, static_or_dynamic=kind, **fields)
