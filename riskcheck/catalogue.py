"""The rulebook as a person reads it: a line a rule, a page a rule, and JSON."""

from collections.abc import Iterable, Iterator
from textwrap import fill

import msgspec

from riskcheck.rules.form import Rule
from riskcheck.terms import WORDS

_WIDTH = 100


def lines(rules: Iterable[Rule]) -> Iterator[str]:
    """One line each: code, name, kind, weight, strands, inspection question, status."""
    yield f"{'code':6} {'name':40} {'kind':9} {'weight':6} {'strands':34} {'question':8} status"
    for rule in rules:
        strands = ", ".join(rule.strands) or "-"
        yield f"{rule.code:6} {rule.name:40} {rule.kind:9} {rule.weight:<6} {strands:34} {rule.question:8} {rule.status}"
    yield ""
    yield "riskcheck rule CODE explains a rule."


def page(rule: Rule) -> str:
    """Everything about one rule, for a terminal."""
    about = [
        f"{rule.code} {rule.name}",
        rule.title,
        "",
        fill(rule.why, _WIDTH),
        "",
        f"Kind: {rule.kind}    Weight: {rule.weight} of 5    Question: {rule.question}    Status: {rule.status}",
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
    return (fill(text, _WIDTH, initial_indent="  - ", subsequent_indent="    ") for text in texts)
