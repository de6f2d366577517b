"""The rulebook as a person reads it: a line a rule, a page a rule, and JSON."""

from collections.abc import Iterable, Iterator
from textwrap import fill

import msgspec

from riskcheck.rules.form import Rule
from riskcheck.terms import WORDS, Kind

_WIDTH = 100
_WEIGHED = (Kind.EVIDENCE, Kind.TOGETHER)


def lines(rules: Iterable[Rule]) -> Iterator[str]:
    """One line each. Only evidence and together have a weight: the other kinds never add to a flag."""
    yield f"{'code':6}  {'name':39}  {'kind':8}  {'weight':6}  {'asks':4}  strands"
    for rule in rules:
        weight = str(rule.weight) if rule.kind in _WEIGHED else "-"
        strands = ", ".join(rule.strands) or "-"
        yield f"{rule.code:6}  {rule.name:39}  {rule.kind:8}  {weight:6}  {rule.question:4}  {strands}"
    yield ""
    yield "riskcheck rule CODE explains a rule."


def page(rule: Rule) -> str:
    """Everything about one rule, for a terminal."""
    weight = f"{rule.weight} of 5" if rule.kind in _WEIGHED else "none"
    about = [
        f"{rule.code} {rule.name}",
        rule.title,
        "",
        fill(rule.why, _WIDTH, break_on_hyphens=False),
        "",
        f"Kind: {rule.kind}    Weight: {weight}    Question: {rule.question}    Status: {rule.status}",
        f"Strands: {', '.join(WORDS[strand] for strand in rule.strands) or 'none'}",
        f"Harm groups: {', '.join(WORDS[group] for group in rule.groups)}",
        f"Settings: {', '.join(WORDS[setting] for setting in rule.settings)}",
        f"Needs: {', '.join(rule.needs) or 'nothing in particular'}",
    ]
    if rule.preview_because:
        about.append(fill(f"In preview: {rule.preview_because}.", _WIDTH))
    if rule.shows:
        about.append(fill(f"Shows, by itself, that {rule.shows}.", _WIDTH))
    about += ["", "It fires on:", *_bullets(rule.fires), "", "It stays quiet where:", *_bullets(rule.false_positives)]
    return "\n".join((*about, "", "Sources:", *_bullets(rule.sources)))


def as_json(rules: Iterable[Rule]) -> str:
    """The metadata of rules as JSON, without the examples' records."""
    found = [
        {
            "code": rule.code,
            "name": rule.name,
            "title": rule.title,
            "why": rule.why,
            "kind": rule.kind,
            "strands": rule.strands,
            "groups": rule.groups,
            "settings": rule.settings,
            "weight": rule.weight,
            "way": rule.way,
            "inspection_question": rule.question,
            "sources": rule.sources,
            "needs": rule.needs,
            "fires_on": tuple(rule.fires),
            "quiet_where": tuple(rule.false_positives),
            "status": rule.status,
            "preview_because": rule.preview_because,
        }
        for rule in rules
    ]
    return msgspec.json.format(msgspec.json.encode(found), indent=2).decode()


def _bullets(texts: Iterable[str]) -> Iterator[str]:
    return (fill(text, _WIDTH, break_on_hyphens=False, initial_indent="  - ", subsequent_indent="    ") for text in texts)
