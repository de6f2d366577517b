"""The rulebook as people and programs read it: entries made from the rules, as a line each, a page each, or JSON."""

from collections.abc import Iterable, Iterator
from textwrap import fill

import msgspec

from riskcheck import __version__
from riskcheck.result import Tool
from riskcheck.rulebook import Catalogue, CatalogueEntry
from riskcheck.rules import MODULES, STABLE, part_of, rules_version
from riskcheck.rules.form import Rule
from riskcheck.terms import WORDS, Kind

FORMAT = "riskcheck.rules/1"

_WIDTH = 100
_WEIGHED = (Kind.EVIDENCE, Kind.TOGETHER)


def catalogue(rules: Iterable[Rule]) -> Catalogue:
    """The catalogue of some rules, part by part, by code. The hash is that of the rules that run if no others are asked for."""
    modules = [module.__name__ for module in MODULES]
    chosen = sorted(rules, key=lambda rule: (modules.index(rule.find.__module__), rule.code))
    tool = Tool(version=__version__, rules=rules_version(STABLE))
    return Catalogue(format=FORMAT, tool=tool, rules=tuple(map(entry, chosen)))


def entry(rule: Rule) -> CatalogueEntry:
    """What the catalogue says about a rule."""
    return CatalogueEntry(
        code=rule.code,
        name=rule.name,
        part=part_of(rule),
        title=rule.title,
        why=rule.why,
        kind=rule.kind,
        strands=rule.strands,
        groups=rule.groups,
        settings=rule.settings,
        weight=rule.weight if rule.kind in _WEIGHED else None,
        way=rule.way,
        shows=rule.shows,
        inspection_question=rule.question,
        sources=rule.sources,
        needs=rule.needs,
        fires_on=tuple(rule.fires),
        quiet_where=tuple(rule.false_positives),
        status=rule.status,
        preview_because=rule.preview_because,
    )


def as_json(found: Catalogue) -> str:
    """The catalogue as JSON; its shape is ``schemas/rules.schema.json``."""
    return msgspec.json.format(msgspec.json.encode(found), indent=2).decode()


def lines(found: Catalogue) -> Iterator[str]:
    """One line each. Only evidence and together have a weight: the other kinds never add to a flag."""
    yield f"{'code':6}  {'name':39}  {'kind':8}  {'weight':6}  {'asks':4}  strands"
    for one in sorted(found.rules, key=lambda one: one.code):
        strands = ", ".join(one.strands) or "-"
        yield f"{one.code:6}  {one.name:39}  {one.kind:8}  {one.weight or '-':<6}  {one.inspection_question:4}  {strands}"
    yield ""
    yield "riskcheck rule CODE explains a rule."


def page(one: CatalogueEntry) -> str:
    """Everything about one rule, for a terminal."""
    weight = f"{one.weight} of 5" if one.weight is not None else "none"
    about = [
        f"{one.code} {one.name}",
        one.title,
        "",
        fill(one.why, _WIDTH, break_on_hyphens=False),
        "",
        f"Kind: {one.kind}    Weight: {weight}    Question: {one.inspection_question}    Status: {one.status}",
        f"Strands: {', '.join(WORDS[strand] for strand in one.strands) or 'none'}",
        f"Harm groups: {', '.join(WORDS[group] for group in one.groups)}",
        f"Settings: {', '.join(WORDS[setting] for setting in one.settings)}",
        f"Needs: {', '.join(one.needs) or 'nothing in particular'}",
    ]
    if one.preview_because:
        about.append(fill(f"In preview: {one.preview_because}.", _WIDTH))
    if one.shows:
        about.append(fill(f"Shows, by itself, that {one.shows}.", _WIDTH))
    about += ["", "It fires on:", *_bullets(one.fires_on), "", "It stays quiet where:", *_bullets(one.quiet_where)]
    return "\n".join((*about, "", "Sources:", *_bullets(one.sources)))


def _bullets(texts: Iterable[str]) -> Iterator[str]:
    return (fill(text, _WIDTH, break_on_hyphens=False, initial_indent="  - ", subsequent_indent="    ") for text in texts)
