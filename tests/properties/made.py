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


SAID = (
    "He had a shank in his waistband.",
    "He produced a kitchen knife and pointed it at her.",
    "No weapon was found.",
    "The other prisoner had a blade.",
    "He denied that it was his knife.",
    "Nothing further.",
)
"""What statements, comments and notes say: weapons of his own, of others, and none."""
REASONED = (
    None,
    "Medium. Settled.",
    "The robbery of 2019 was for a debt that is paid.",
    "He was found with a knife in 2021, so the risk to the public is medium.",
    "Violence in custody in 2022 and 2023 was over debts; the risk is medium because they are paid.",
    "A restraining order is in force, so the risk to known adults is medium.",
    "He poses a high risk of serious harm.",
)
words = st.sampled_from((None, *SAID))


def _stated(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


@st.composite
def adverse_items(draw: st.DrawFn) -> Placed:
    """One more piece of evidence of harm: a conviction, a proved charge, a report, an order or a label."""
    kind = draw(st.sampled_from(("conviction", "adjudication", "incident", "order", "registration", "alert", "report")))
    day = draw(days)
    weapon = _stated({"weapon": draw(weapons)})
    said = draw(words)
    text, statement, comment, notes = (_stated({name: said}) for name in ("text", "statement", "comment", "notes"))
    if kind == "conviction":
        setting = draw(st.sampled_from(("community", "custody")))
        return examples.conviction(day, *draw(harms), victim=draw(victims), setting=setting, **weapon, **text)
    if kind == "adjudication":
        charge = draw(st.sampled_from(("assault", "fight", "threats_or_abuse", "weapon", "hostage", "fire", "damage")))
        return examples.adjudication(day, charge, victim=draw(victims), **weapon, **statement)
    if kind == "incident":
        what = draw(st.sampled_from(("assault", "fight", "threats", "find", "hostage", "disorder")))
        role = draw(st.sampled_from(("assailant", "fighter", "perpetrator", "in_possession")))
        return examples.incident(day, what, role=role, victim=draw(victims), **weapon, **text)
    if kind == "order":
        return examples.order(day, protects=draw(victims))
    if kind == "registration":
        category = draw(st.sampled_from(("weapons", "domestic_abuse_perpetrator", "restraining_order", "other")))
        return examples.registration(day, category, **notes)
    if kind == "alert":
        return examples.alert(day, draw(st.sampled_from(("weapons", "stalking", "no_contact", "violent"))), **comment)
    return examples.report(
        day, *draw(harms), victim=draw(victims), outcome="substantiated", setting="community", **weapon, **text
    )


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
def practice_items(draw: st.DrawFn) -> Placed:
    """What was done, recorded or scored about the person: steps of practice, codes, levels and bands."""
    day, later = sorted((draw(days), draw(days)))
    level = draw(st.sampled_from(("low", "medium", "high", "very_high")))
    made: dict[str, Placed] = {
        "recall": examples.recalled(
            day,
            initiated_at=f"{day}T09:00",
            signed_at=f"{later}T12:00",
            revoked_at=f"{later}T17:00",
            returned_at=f"{later}T23:00",
        ),
        "enforced": examples.enforced(day, draw(st.sampled_from(("warning", "breach", "arrest", "tag_tamper", "charge")))),
        "allocated": examples.allocated(day, draw(st.sampled_from(("probation_officer", "not_allocated")))),
        "released": examples.release(day, "unknown", pre_release_assessment="no", condition_tool_used="no"),
        "condition": examples.condition(day, draw(st.sampled_from(("no_contact", "residence"))), ended_on=later),
        "overseen": examples.overseen(day, draw(st.sampled_from(("case_discussion", "countersignature"))), decision="Agreed."),
        "mappa": examples.mappa(day, draw(st.integers(0, 4)), draw(st.integers(0, 3)), ended_on=later),
        "predictor": examples.predictor(day, draw(st.sampled_from(("RSR", "CSRP", "OGRS3"))), draw(st.integers(0, 99)), level),
        "level": examples.registration(day, f"rosh_{level}", ended_on=later, next_review_on=later),
        "group": examples.registration(
            day, draw(st.sampled_from(("risk_to_public", "risk_to_staff", "child_protection"))), level=level
        ),
        "alert": examples.alert(day, draw(st.sampled_from(("rosh_medium", "rosh_high", "risk_to_children"))), ended_on=later),
        "coded": examples.registration(day, "iom", **examples.raw(draw(st.sampled_from(("WEAP", "IIOM", "NONE"))))),
        "offence": examples.conviction(
            day,
            "theft",
            "violence",
            index=True,
            decided_on=later,
            sentence={"kind": "custody", "months": 24},
            **examples.raw("00826"),
        ),
        "warned": examples.report(
            day, *draw(harms), kind="disclosure", checked="no", known_to=[{"agency": "health", "on": later}]
        ),
        "circumstance": examples.circumstance(day, draw(st.sampled_from(("new_relationship", "drugs"))), ended_on=later),
        "request": examples.request(day, "police", "domestic_abuse", "yes", answered_on=later),
        "earlier": assessed(day, level, type=draw(st.sampled_from(("full", "rsr_only", "carried_forward")))),
    }
    return made[draw(st.sampled_from(sorted(made)))]


@st.composite
def cases(draw: st.DrawFn) -> dict[str, Any]:
    """A whole record. Some of its evidence may be addressed in the assessment."""
    items = [
        *draw(st.lists(adverse_items(), max_size=8)),
        *draw(st.lists(other_items(), max_size=4)),
        *draw(st.lists(practice_items(), max_size=5)),
    ]
    level = draw(st.sampled_from(("low", "medium", "medium", "medium", "high")))
    dealt_with = draw(st.lists(st.sampled_from(("cv-1", "ad-1", "or-1", "in-1", "cv-2")), max_size=3, unique=True))
    raises = draw(st.lists(st.sampled_from(("alcohol", "accommodation_loss")), unique=True))
    used = draw(st.none() | st.lists(st.sampled_from(("interview", "prison_record", "police")), unique=True))
    checked = assessed(
        level=level,
        raises_risk=raises,
        answers={"weapon_carried_or_used": "no"},
        **({} if used is None else {"sources_used": used}),
        **_stated({"rating_reasons": draw(st.sampled_from(REASONED))}),
    )
    made = case(checked, *items)
    present = {item["id"] for _, item in listed(made)}
    if draw(st.booleans()):
        made["assessments"]["items"][0]["evidence_addressed"] = [
            addressed(name, how=draw(st.sampled_from(("with_reasons", "mentioned")))) for name in dealt_with if name in present
        ]
    else:
        del made["assessments"]["items"][0]["evidence_addressed"]
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
    holder = more["custody"][section] if section in examples._CUSTODY else more[section]["items"]
    source = {"system": examples._SYSTEMS.get(section, "ndelius")}
    holder.append({"id": name, "source": source} | fields)
    return more


def record_of(made: dict[str, Any]) -> CaseRecord:
    return msgspec.convert(made, CaseRecord)


__all__ = ["ASSESSED", "adverse_items", "assessed", "cases", "days", "listed", "practice_items", "record_of", "with_item"]
