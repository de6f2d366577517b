"""Case records by Hypothesis: any mixture of items of every kind, on any days, under any ratings."""

from datetime import date
from typing import Any

import msgspec
from hypothesis import strategies as st

from riskcheck.records import CaseRecord
from riskcheck.records.schemas import schema
from riskcheck.rules import examples
from riskcheck.rules.examples import Placed, addressed, assessed, case

ASSESSED = "2025-06-01"
DEFINITIONS = schema("case-record")["$defs"]
HARMS = DEFINITIONS["harm"]["enum"]
VICTIMS = DEFINITIONS["victim"]["enum"]

days = st.dates(min_value=date(2014, 1, 1), max_value=date(2025, 5, 31)).map(date.isoformat)
victims = st.sampled_from(VICTIMS)
weapons = st.none() | st.fixed_dictionaries(
    {
        "kind": st.sampled_from(("knife", "firearm", "improvised", "blunt", "other")),
        "use": st.sampled_from(("carried", "threatened", "used")),
    }
)
harms = st.lists(st.sampled_from(HARMS), min_size=1, max_size=3, unique=True)


def _with_weapon(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


@st.composite
def adverse_items(draw: st.DrawFn) -> Placed:
    """One more piece of evidence of harm: a conviction, a proved charge, a report, an order or a label."""
    kind = draw(st.sampled_from(("conviction", "adjudication", "incident", "order", "registration", "alert", "report")))
    day = draw(days)
    weapon = _with_weapon({"weapon": draw(weapons)})
    if kind == "conviction":
        setting = draw(st.sampled_from(("community", "custody")))
        return examples.conviction(day, *draw(harms), victim=draw(victims), setting=setting, **weapon)
    if kind == "adjudication":
        charge = draw(st.sampled_from(("assault", "fight", "threats_or_abuse", "weapon", "hostage", "fire", "damage")))
        return examples.adjudication(day, charge, victim=draw(victims), **weapon)
    if kind == "incident":
        what = draw(st.sampled_from(("assault", "fight", "threats", "find", "hostage", "disorder")))
        role = draw(st.sampled_from(("assailant", "fighter", "perpetrator", "in_possession")))
        return examples.incident(day, what, role=role, victim=draw(victims), **weapon)
    if kind == "order":
        return examples.order(day, protects=draw(victims))
    if kind == "registration":
        return examples.registration(day, draw(st.sampled_from(("weapons", "domestic_abuse_perpetrator", "restraining_order"))))
    if kind == "alert":
        return examples.alert(day, draw(st.sampled_from(("weapons", "stalking", "no_contact", "violent"))))
    return examples.report(day, *draw(harms), victim=draw(victims), outcome="substantiated", setting="community", **weapon)


@st.composite
def other_items(draw: st.DrawFn) -> Placed:
    """Things that are not proved harm: dismissed charges, circumstances, appointments, requests, levels elsewhere."""
    day = draw(days)
    made: dict[str, Placed] = {
        "dismissed": examples.adjudication(day, "assault", outcome="dismissed"),
        "acquitted": examples.conviction(day, "violence", outcome="acquitted"),
        "victim": examples.incident(day, "assault", role="victim"),
        "circumstance": examples.circumstance(day, "alcohol", draw(st.sampled_from(("present", "absent", "dont_know")))),
        "contact": examples.contact(day, draw(st.sampled_from(("attended_complied", "unacceptable_absence")))),
        "request": examples.request(day, "prison", "custody_behaviour", draw(st.sampled_from(("yes", "no", "not_recorded")))),
        "stated": examples.stated(day, draw(st.sampled_from(("medium", "high")))),
        "release": examples.release(day, draw(st.sampled_from(("settled", "none", "unknown")))),
    }
    return made[draw(st.sampled_from(sorted(made)))]


@st.composite
def cases(draw: st.DrawFn) -> dict[str, Any]:
    """A whole record. Some of its evidence may be addressed in the assessment."""
    items = [*draw(st.lists(adverse_items(), max_size=8)), *draw(st.lists(other_items(), max_size=4))]
    level = draw(st.sampled_from(("low", "medium", "medium", "medium", "high")))
    dealt_with = draw(st.lists(st.sampled_from(("cv-1", "ad-1", "or-1", "in-1", "cv-2")), max_size=3, unique=True))
    made = case(
        *items, level=level, raises_risk=draw(st.lists(st.sampled_from(("alcohol", "accommodation_loss")), unique=True))
    )
    present = {item["id"] for _, item in listed(made)}
    made["assessments"]["items"][0]["evidence_addressed"] = [
        addressed(name, how=draw(st.sampled_from(("with_reasons", "mentioned")))) for name in dealt_with if name in present
    ]
    return made


def listed(record: dict[str, Any]) -> list[tuple[list[dict[str, Any]], dict[str, Any]]]:
    """Every item of a record with the list that holds it."""
    lists = [section["items"] for section in record.values() if isinstance(section, dict) and "items" in section]
    lists += [value for value in record["custody"].values() if isinstance(value, list)]
    return [(holder, item) for holder in lists for item in holder]


def with_item(record: dict[str, Any], placed: Placed, name: str) -> dict[str, Any]:
    """The record with one more item, called ``name``."""
    section, fields = placed
    more = msgspec.json.decode(msgspec.json.encode(record))
    holder = more["custody"][section] if section in ("adjudications", "incidents", "alerts") else more[section]["items"]
    source = {"system": examples._SYSTEMS.get(section, "ndelius")}
    holder.append({"id": name, "source": source} | fields)
    return more


def record_of(made: dict[str, Any]) -> CaseRecord:
    return msgspec.convert(made, CaseRecord)


__all__ = ["ASSESSED", "adverse_items", "assessed", "cases", "days", "listed", "record_of", "with_item"]
