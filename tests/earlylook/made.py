"""Early looks made by hand and by Hypothesis."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from riskcheck.earlylook.compare import compare
from riskcheck.earlylook.model import FORMAT, EarlyLook
from riskcheck.earlylook.reading import early_look
from riskcheck.earlylook.result import Compared, Comparison
from riskcheck.records.schemas import schema
from tests.properties.made import record_of

OFFENCE = "2025-09-01"
LAST_DAY = "2025-08-31"
DEFINITIONS = schema("early-look")["$defs"]


def look_of(*claims: dict[str, Any], **fields: Any) -> EarlyLook:
    """An early look with these claims, each numbered and with words of its own unless it says otherwise."""
    numbered = [{"id": str(number), "says": f"Claim {number}."} | claim for number, claim in enumerate(claims, 1)]
    made = {"format": FORMAT, "case_id": "example", "written_on": "2025-09-10", "further_offence_on": OFFENCE}
    return early_look(made | {"claims": numbered} | fields, "early-look.json")


def compared(made: dict[str, Any], *claims: dict[str, Any], **fields: Any) -> Comparison:
    return compare(record_of(made), look_of(*claims, **fields | {"case_id": made["case_id"]}))


def one(made: dict[str, Any], **claim: Any) -> Compared:
    """The only claim, compared."""
    spelt = {"from" if name == "from_" else name: value for name, value in claim.items()}
    return compared(made, spelt).claims[0]


def part(made: dict[str, Any], section: str, coverage: str = "partial") -> dict[str, Any]:
    """The case with a section supplied only so far."""
    return made | {section: made[section] | {"coverage": coverage}}


days = st.dates(min_value=date(2016, 1, 1), max_value=date(2025, 12, 30)).map(date.isoformat)


def _values(rules: dict[str, Any]) -> st.SearchStrategy[Any]:
    if "$ref" in rules:
        name = rules["$ref"].rsplit("/", 1)[1]
        return days if name == "day" else st.sampled_from(DEFINITIONS[name]["enum"])
    if rules["type"] == "array":
        return st.lists(st.sampled_from(rules["items"]["enum"]), min_size=1, max_size=2, unique=True)
    return st.sampled_from(rules["enum"]) if "enum" in rules else st.text(min_size=1, max_size=8)


@st.composite
def claims(draw: st.DrawFn) -> dict[str, Any]:
    """Any claim that the schema allows, about one day, a span or none."""
    kind = draw(st.sampled_from(("assessment", "event", "decision", "part", "condition", "time_limit")))
    rules = DEFINITIONS[f"{kind}_claim"]
    made: dict[str, Any] = {"kind": kind, "id": "1", "says": "Claimed."}
    for name, field in rules["properties"].items():
        if name in ("kind", "id", "says", "item", "as_of", "on", "from", "until", "provenance", "action"):
            continue
        if name in rules["required"] or draw(st.booleans()):
            made[name] = draw(_values(field))
    first, last = sorted((draw(days), draw(days)))
    named = draw(st.sampled_from(({}, {"on": first}, {"from": first, "until": last}, {"until": last})))
    as_of = draw(st.sampled_from(({}, {"as_of": draw(days)})))
    return made | named | as_of
