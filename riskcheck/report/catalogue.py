"""The rulebook as one page that opens anywhere: no network, no scripts, no files beside it."""

from itertools import groupby
from typing import TextIO

from riskcheck.report.html import environment
from riskcheck.rulebook import Catalogue
from riskcheck.terms import WORDS, Group, Kind, Setting

KINDS = {
    Kind.EVIDENCE: "Evidence of one strand",
    Kind.TOGETHER: "A pattern over several strands",
    Kind.CONFLICT: "A conflict between two records; adds no points",
    Kind.GAP: "A gap; adds no points",
    Kind.AGAINST: "What points the other way; adds no points",
}


def write(out: TextIO, catalogue: Catalogue) -> None:
    """Write the page: the parts of the rulebook, each rule with all that is to be said of it, and the sources once each."""
    parts = [(part, tuple(rules)) for part, rules in groupby(catalogue.rules, key=lambda rule: rule.part)]
    sources = list(dict.fromkeys(source for rule in catalogue.rules for source in rule.sources))
    page = environment().get_template("catalogue.html.j2")
    chunks = page.generate(
        tool=catalogue.tool,
        total=len(catalogue.rules),
        parts=parts,
        sources=sources,
        number={source: place for place, source in enumerate(sources, 1)},
        kinds=KINDS,
        every_group=len(Group),
        every_setting=len(Setting),
        names=WORDS,
    )
    out.writelines(chunks)
