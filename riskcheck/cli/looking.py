"""How the options say that records are looked at: which rules, from which day, with whose knowledge."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from riskcheck import __version__
from riskcheck.cli.options import split
from riskcheck.errors import BadDay, UnknownCase

if TYPE_CHECKING:
    from riskcheck.learned.says import LearnedCheck
    from riskcheck.records import CaseRecord
    from riskcheck.result import CaseResult, Run
    from riskcheck.rules import Rule


def one_record(path: str, case: str | None) -> "tuple[CaseRecord, str]":
    """The record of a case and where it was read. Raises ``UnknownCase``, after the errors of what could not be read."""
    from riskcheck.records import read

    errors = []
    for outcome in read([path], sys.stdin.buffer):
        if outcome.error is not None:
            errors.append(outcome.error)
        elif outcome.record is not None and case in (None, outcome.record.case_id):
            return outcome.record, outcome.source
    for error in errors:
        click.echo(error.text, err=True)
    raise UnknownCase(path, case)


class Looking:
    """How each record is looked at, in the words of the options."""

    def __init__(
        self,
        *,
        as_of: str,
        known_to: str,
        select: tuple[str, ...],
        ignore: tuple[str, ...],
        preview: bool,
        decisions: str | None,
        hide_details: bool,
        model: str | None,
        no_learned: bool,
    ) -> None:
        from riskcheck.review.decisions import load
        from riskcheck.rules.choose import choose
        from riskcheck.terms import KnownTo

        self.day = _day(as_of)
        self.known_to = KnownTo(known_to)
        self.rules: Sequence[Rule] = choose(split(select), split(ignore), preview=preview)
        self.hide_details = hide_details
        self.decisions = load(decisions, _day("today") or "") if decisions else None
        self.learned = _learned_check(model) if model and not no_learned else None

    def check(self, record: Any, source: str) -> "CaseResult":
        """The result of one record, with reviewers' decisions beside it."""
        from riskcheck.check import check
        from riskcheck.records.hide import without_offence_names

        record = without_offence_names(record) if self.hide_details else record
        result = check(record, source=source, as_of=self.day, known_to=self.known_to, rules=self.rules, learned=self.learned)
        return self.decisions.shown_in(result) if self.decisions else result

    def say_unmet(self) -> None:
        """Say which decisions met no finding."""
        for sentence in self.decisions.unmet() if self.decisions else ():
            click.echo(f"riskcheck: {sentence}", err=True)

    def start(self) -> "tuple[Any, Run, dict[str, Any]]":
        """What a report starts with: the tool, the run and the rules that looked."""
        from riskcheck.check import card
        from riskcheck.result import Run, Tool
        from riskcheck.rules import rules_version

        run = Run(as_of=self.day or "assessment", known_to=self.known_to)
        model = self.learned.fingerprint if self.learned else None
        tool = Tool(version=__version__, rules=rules_version(self.rules), model=model)
        return tool, run, {rule.code: card(rule) for rule in self.rules}


def _learned_check(path: str) -> "LearnedCheck":
    from riskcheck.learned.model import load
    from riskcheck.learned.says import LearnedCheck

    return LearnedCheck(load(path))


def _day(given: str) -> str | None:
    from datetime import date

    if given == "assessment":
        return None
    if given == "today":
        return date.today().isoformat()
    try:
        if len(given) == len("2022-06-17"):
            return date.fromisoformat(given).isoformat()
    except ValueError:
        pass
    raise BadDay("--as-of", given, ("assessment", "today"))
