"""Records of one incident, linked with the reason, so that it is not counted twice.

Items of one day count as one incident already. A link is needed where they are of different days: a report written about the
night before, or charges that the prison itself linked.
"""

from datetime import datetime, timedelta

from riskcheck import policy
from riskcheck.sources.account import What
from riskcheck.sources.draft import Draft, Found

Links = dict[str, dict[str, str]]


def links(draft: Draft) -> Links:
    """For each item that is about the incident of another, that item and why. Items have their references by now."""
    made: Links = {}
    charges, reports = draft.of("adjudications"), draft.of("incidents")
    by_number = {one.native: one for one in charges if one.native}
    for charge in charges:
        for number in charge.otherwise.get("_linked", ()):
            other = by_number.get(number)
            if other is not None and other is not charge and other.id not in made and charge.id not in made:
                _link(draft, made, charge, other, "the prison linked the two charges")
    for report in reports:
        found = next(((charge, why) for charge in charges if (why := _why(report, charge))), None)
        if found is not None:
            root = made.get(found[0].id, {}).get("same_incident_as", found[0].id)
            if root != report.id:
                _link(draft, made, report, found[0], found[1])
    _offences(draft, made)
    for one in charges + reports:
        for name in ("_linked", "_at", "_words"):
            one.otherwise.pop(name, None)
    return made


def _offences(draft: Draft, made: Links) -> None:
    """Prison and probation write other codes for one offence; its day and that of the decision tell that it is one."""
    first: dict[tuple[str, str], Found] = {}
    for one in sorted(draft.of("convictions"), key=lambda found: found.system != "ndelius"):
        day, decided = one.get("date"), one.get("decided_on")
        if not isinstance(day, str) or not isinstance(decided, str):
            continue
        other = first.setdefault((day, decided), one)
        if other.system != one.system:
            _link(
                draft,
                made,
                one,
                other,
                "prison and probation give the same day of the offence and the same day of the decision",
            )


def _link(draft: Draft, made: Links, one: Found, other: Found, why: str) -> None:
    made[one.id] = {"same_incident_as": other.id, "same_incident_because": f"{why[:1].upper()}{why[1:]}."}
    file, pointer = one.places[0]
    draft.account.add(file, pointer, What.LINKED, f"is about the incident of {'#'.join(other.places[0])}, because {why}")


def _why(report: Found, charge: Found) -> str | None:
    """Why a report is about the incident of a charge; nothing where it is not known to be."""
    words: str = report.otherwise.get("_words", "")
    if charge.native and len(charge.native) > 3 and charge.native in words:
        return "the report names the charge"
    if report.native and len(report.native) > 3 and report.native in charge.otherwise.get("_words", ""):
        return "the charge names the report"
    here, there = report.otherwise.get("_at"), charge.otherwise.get("_at")
    topic = policy.topic("import_links")
    if not isinstance(here, datetime) or not isinstance(there, datetime):
        return None
    alike: dict[str, list[str]] = topic["alike"]["value"]
    hours: int = topic["hours_apart"]["value"]
    close = abs(here - there) <= timedelta(hours=hours) and report.get("date") != charge.get("date")
    if close and report.get("kind") in alike.get(str(charge.get("charge")), ()):
        return f"they are of the same kind and less than {hours} hours apart"
    return None
