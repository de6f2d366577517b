"""The rule catalogue, made from the rules themselves: ``python -m tests.docs.make_rules_guide`` prints it."""

import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from textwrap import fill

from riskcheck.rules import MODULES, RULES
from riskcheck.rules.form import Rule
from riskcheck.terms import WORDS, Group, Kind, Setting

RULES_GUIDE = Path(__file__).parents[2] / "riskcheck" / "guide" / "rules.md"
WIDTH = 100

_PARTS = {
    "custody": "Custody behaviour",
    "weapons": "Weapons",
    "orders": "Protective orders and domestic abuse",
    "history": "Offence history",
    "rating": "The rating and what it had in view",
    "levels": "Levels that differ between records",
    "contradictions": "The assessment and the record contradict each other",
    "registers": "Missing from the registers",
    "codes": "Codes and bands",
    "lowered": "Lowered ratings",
    "overdue": "Overdue reviews",
    "carried_forward": "Copied and carried forward",
    "curiosity": "Recorded and not explored",
    "information": "Information sharing",
    "enforcement": "Enforcement and recall",
    "release": "Allocation and release",
    "oversight": "MAPPA",
    "wording": "The assessment's own words",
    "together": "Together: more than one strand",
    "against": "What points the other way",
}
"""The part of the catalogue for each module of rules; a new module needs a line here."""

_KINDS = {
    Kind.EVIDENCE: "evidence of one strand",
    Kind.TOGETHER: "a pattern over several strands",
    Kind.CONFLICT: "a conflict between two records; adds no points",
    Kind.GAP: "a gap; adds no points",
    Kind.AGAINST: "what points the other way; adds no points",
}

_HEAD = """\
# The rules

This page is made from the rules themselves by `python -m tests.docs.renew`. Change a rule, not this
page. `riskcheck rules` lists the same rules and `riskcheck rule CODE` shows one of them with its
sources in full.

How to read an entry:

- The heading is the code and the name. Reports and `--select` take either.
- The first line says what is found; the paragraph says why it matters.
- *Weight* is in points, 1 to 5, and is expert judgement. Only evidence and patterns add points.
- *Question* is the HM Inspectorate of Probation case question that the finding bears on.
- *Fires on* and *quiet where* are cases. Each is a whole record beside the rule, and is tested.
- *Needs* are the sections of the record without which the rule is reported as not checked.
- *Sources* are numbered; the list is at the end.
"""


def rules_guide() -> str:
    """The whole page."""
    rules = sorted(RULES.values(), key=lambda rule: (_place(rule), rule.code))
    sources = list(dict.fromkeys(source for rule in rules for source in rule.sources))
    parts = [_HEAD]
    for place, members in groupby(rules, key=_place):
        parts.append(f"## {list(_PARTS.values())[place]}\n")
        parts.extend(_entry(rule, sources) for rule in members)
    listed = "\n".join(_numbered(number, source) for number, source in enumerate(sources, 1))
    return "\n".join((*parts, "## Sources\n", listed)) + "\n"


def _place(rule: Rule) -> int:
    """Where a rule's module comes among the parts."""
    return list(_PARTS).index(rule.find.__module__.rsplit(".", 1)[-1])


def _entry(rule: Rule, sources: list[str]) -> str:
    head = (f"### {rule.code} {rule.name}", "", _wrapped(f"{rule.title}."), "", _wrapped(rule.why), "")
    return "\n".join((*head, *_facts(rule, sources), ""))


def _facts(rule: Rule, sources: list[str]) -> Iterator[str]:
    strands = ", ".join(WORDS[strand] for strand in rule.strands) or "none"
    groups = _all_or(rule.groups, Group, "every group")
    settings = _all_or(rule.settings, Setting, "in both settings")
    yield _bullet(f"Kind: {_KINDS[rule.kind]}. Weight: {rule.weight}. Question: {rule.question}. Status: {rule.status}.")
    yield _bullet(f"Strands: {strands}.")
    yield _bullet(f"Groups: {groups}, {settings}.")
    yield _bullet(f"Needs: {', '.join(f'`{need}`' for need in rule.needs) or 'nothing in particular'}.")
    if rule.way is not None:
        yield _bullet(f"Way: {WORDS[rule.way]}. It shows that {rule.shows}.")
    yield _bullet(f"Fires on: {'; '.join(rule.fires)}.")
    yield _bullet(f"Quiet where: {'; '.join(_begin(text) for text in rule.false_positives)}.")
    numbers = sorted(sources.index(source) + 1 for source in rule.sources)
    yield _bullet(f"Sources: {', '.join(map(str, numbers))}.")


def _all_or(chosen: Iterable[Group | Setting], every: type[Group | Setting], all_of_them: str) -> str:
    chosen = tuple(chosen)
    return all_of_them if len(chosen) == len(every) else ", ".join(WORDS[one] for one in chosen)


def _begin(text: str) -> str:
    """The text with a small first letter, for the middle of a line."""
    return text[:1].lower() + text[1:]


def _numbered(number: int, source: str) -> str:
    return fill(source, WIDTH, initial_indent=f"{number}. ", subsequent_indent="   ", break_on_hyphens=False)


def _wrapped(text: str) -> str:
    return fill(text, WIDTH, break_on_hyphens=False)


def _bullet(text: str) -> str:
    return fill(text, WIDTH, initial_indent="- ", subsequent_indent="  ", break_on_hyphens=False)


assert len(_PARTS) == len(MODULES), "a module of rules has no part in the catalogue"

if __name__ == "__main__":
    sys.stdout.write(rules_guide())
