"""Records through time, by Hypothesis: several assessments, later days of knowledge, agencies that knew at other days."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from riskcheck.rules import examples
from riskcheck.rules.examples import Placed, assessed, case
from tests.properties.made import adverse_items, other_items

days = st.dates(min_value=date(2016, 1, 1), max_value=date(2025, 12, 30)).map(date.isoformat)


@st.composite
def known(draw: st.DrawFn, placed: Placed) -> Placed:
    """The item, with who knew of it from when: left as it is, the source's own agency late, or probation later or never."""
    section, fields = placed
    how = draw(st.sampled_from(("as it is", "late", "shared", "never shared")))
    later = (date.fromisoformat(fields["date"]) + timedelta(days=draw(st.integers(0, 900)))).isoformat()
    day = min(later, "2025-12-31")
    if how == "late":
        return section, fields | {"known_on": day}
    if how == "shared":
        return section, fields | {"known_to": [{"agency": "prison"}, {"agency": "probation", "on": day}]}
    return section, fields | ({"known_to": [{"agency": "police"}]} if how == "never shared" else {})


@st.composite
def cases_through_time(draw: st.DrawFn) -> dict[str, Any]:
    evidence = draw(st.lists(adverse_items().flatmap(known), max_size=8))
    others = draw(st.lists(other_items().flatmap(known), max_size=4))
    rated = [
        assessed(day, draw(st.sampled_from(("low", "medium", "medium", "high"))))
        for day in draw(st.lists(days, min_size=1, max_size=3, unique=True))
    ]
    return case(*evidence, *others, *rated)


def recall(**times: str) -> dict[str, Any]:
    """A record with one recall."""
    made = case(examples.conviction("2024-01-01", "violence"))
    day = next(iter(times.values()), "2025-06-10")[:10]
    item = {"id": "en-1", "date": day, "source": {"system": "ndelius"}, "kind": "recall"}
    made["enforcement"] = {"coverage": "complete", "items": [item | {"recall": {"kind": "standard"} | times}]}
    return made
