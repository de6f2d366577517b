"""How days, places, sources and hostile text read in a report. Every report that people read words them here."""

import re
from collections.abc import Iterable, Sequence

from riskcheck.days import in_words
from riskcheck.result import EvidenceRow, Run, Summary, Tool
from riskcheck.terms import WORDS, Group, Setting

AGENCIES = {
    "childrens_services": "children's services",
    "ppcs": "the Public Protection Casework Section",
    "other": "another agency",
    "prison": "the prison",
    "police": "the police",
    "court": "the court",
    "health": "health services",
}
"""How each agency reads in a sentence; any other is written as it is recorded."""

SOURCES = {
    "oasys": "OASys",
    "ndelius": "nDelius",
    "nomis": "NOMIS",
    "adjudications": "prison adjudications",
    "prison_alerts": "prison alerts",
    "prison_incidents": "prison incident reports",
    "prison_security": "prison security",
    "cvl": "Create and Vary a Licence",
    "consider_a_recall": "Consider a Recall",
    "ppud": "Public Protection Unit Database",
    "pnc": "Police National Computer",
    "court": "court",
    "police": "police",
    "childrens_services": "children's services",
    "health": "health",
    "mappa": "MAPPA",
    "victim_liaison": "victim liaison",
    "other": "another source",
}
"""What each source system is called; any other is written as it is recorded."""

_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
"""Characters that are not seen but act: on a terminal, on the direction of the text, or on an encoder."""

MARK = "*"
"""What stands after a day that is assumed."""

MARK_MEANS = f"{MARK} A day marked so rests on a day that the published source does not state."

ASSUMED_FIELDS = {
    "date": "the day",
    "completed_on": "the day it was completed",
    "decided_on": "the day it was decided",
    "heard_on": "the day it was heard",
    "ended_on": "the day it ended",
    "known_on": "the day it became known",
    "known_to": "who knew of it",
    "on": "the day",
    "attributed_to": "whose doing it was said to be",
    "needs": "which needs it was to serve",
    "evidence_addressed": "what it addresses",
    "harms": "the kinds of harm",
    "kind": "what kind of event it was",
    "offence": "the offence",
    "outcome": "the outcome",
    "other": "other facts",
    "role": "the part played",
    "setting": "where it happened",
    "text": "the words",
    "victim": "who was harmed",
    "weapon": "the weapon",
}
"""How the fields that are assumed most read in a sentence; any other is written as it is called."""

_NUMBER = re.compile("[0-9]{1,9}")


def visible(text: str) -> str:
    """The text on one line, with every character that would act without being seen written out as its code point."""
    return _HIDDEN.sub(lambda found: f"[U+{ord(found.group()):04X}]", " ".join(text.split(None)))


def day(iso: str | None) -> str:
    """``2021-05-03`` as ``3 May 2021``."""
    return "no day" if iso is None else in_words(iso)


def joined(words: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def unique(words: Iterable[str]) -> tuple[str, ...]:
    """The words without repeats, in the order of their first appearance."""
    return tuple(dict.fromkeys(words))


def sentence(text: str) -> str:
    """The text with a capital at its start and a stop at its end."""
    text = visible(text)
    return text if not text else text[0].upper() + text[1:] + ("" if text[-1] in ".?!" else ".")


def count(number: int, one: str, many: str | None = None) -> str:
    """``1 flag``, ``2 flags``."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def ratings(pairs: Iterable[tuple[Group, Setting]]) -> str:
    """``the public and staff in the community, and prisoners in custody``."""
    by_setting: dict[Setting, list[str]] = {}
    for group, setting in pairs:
        by_setting.setdefault(setting, []).append(WORDS[group])
    return ", and ".join(f"{joined(groups)} {WORDS[setting]}" for setting, groups in by_setting.items())


def assumed_line(items: int) -> str:
    """Of how much of a record its published source does not state something."""
    return f"{count(items, 'item has', 'items have')} assumed facts: the published source does not state them."


def place(pointer: str) -> str:
    """A JSON pointer in words: ``/custody/adjudications/3`` is ``custody, adjudications, entry 4``."""
    steps = [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:] if step != "items"]
    return ", ".join(_step(step) for step in steps) or "the whole record"


def _step(step: str) -> str:
    return f"entry {int(step) + 1}" if _NUMBER.fullmatch(step) else visible(step.replace("_", " "))


def section(name: str) -> str:
    """A section of a record as people call it."""
    return {"mappa": "MAPPA"}.get(name) or sentence(name.replace("_", " "))[:-1]


def agency(code: str) -> str:
    """An agency as it reads in a sentence."""
    return AGENCIES.get(code) or visible(code.replace("_", " "))


def source(code: str) -> str:
    """A source system as people call it."""
    return SOURCES.get(code) or visible(code)


def known(row: EvidenceRow, as_of: str | None) -> str:
    """Who knew an item, and from when. That probation did not know is said only where the record says who did."""
    by_day: dict[str, list[str]] = {}
    for known_by in sorted(row.known_by, key=lambda known_by: (known_by.on, known_by.agency == "probation", known_by.agency)):
        by_day.setdefault(known_by.on, []).append(agency(known_by.agency))
    knew = "; ".join(f"{joined(agencies)} from {day(on)}" for on, agencies in by_day.items())
    if row.probation_knew_on is not None:
        return knew
    if not row.known_by_stated:
        return f"{knew}; the record does not say when probation knew"
    return f"{knew}; not known to probation by {day(as_of)}" if as_of else f"{knew}; not known to probation"


def assumed(fields: Sequence[str]) -> str:
    """Which fields of an item are assumed, in a sentence; all of it where none is named."""
    if not fields:
        return "Assumed: all of it. The published source does not state that there was such an item."
    named = [ASSUMED_FIELDS.get(field) or visible(field.replace("_", " ")) for field in fields]
    return f"Assumed, not published: {joined(named)}."


def run_line(tool: Tool, run: Run) -> str:
    """Which riskcheck, which rules, as at which day and as known to whom, in one line."""
    as_at = "each assessment's own day" if run.as_of == "assessment" else day(run.as_of)
    rules = f"riskcheck {visible(tool.version)}, rules {visible(tool.rules)}"
    model = f", learned check {visible(tool.model)[:12]}" if tool.model is not None else ""
    return f"{rules}{model}. Checked as at {as_at}, on evidence {WORDS[run.known_to]}."


def counts(summary: Summary) -> str:
    """The counts of a run, in one line that adds up."""
    rest = summary.checked - summary.flagged - summary.cannot_say
    checked = f"{summary.checked} checked ({summary.flagged} flagged, {summary.cannot_say} cannot say, {rest} not flagged)"
    return f"{count(summary.records, 'record')}: {checked}, {summary.errors} could not be read."
