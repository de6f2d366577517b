"""How the options say that records are looked at: which rules, from which day, with whose knowledge."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from riskcheck import __version__
from riskcheck.cli.options import split
from riskcheck.errors import BadDay, UnknownCase

if TYPE_CHECKING:
    from riskcheck.records import CaseRecord
    from riskcheck.records.read import Text
    from riskcheck.result import CaseResult, Run
    from riskcheck.review.decisions import Decisions
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
        marking: str | None = None,
        offence_mapping: tuple[str, ...] = (),
    ) -> None:
        from riskcheck.caseload.looking import Asked, mapping_of, second_voice
        from riskcheck.records.digest import sha256_of
        from riskcheck.rules.choose import choose
        from riskcheck.terms import KnownTo

        self.rules: Sequence[Rule] = choose(split(select), split(ignore), preview=preview)
        self.marking = marking
        self.decisions = _decisions(decisions) if decisions else None
        asked = model if model and not no_learned else None
        if offence_mapping:
            mapping_of(offence_mapping)
        self.asked = Asked(
            as_of=_day(as_of),
            known_to=KnownTo(known_to),
            rules=tuple(rule.code for rule in self.rules),
            hide_details=hide_details,
            model=asked,
            fingerprint=second_voice(asked).fingerprint if asked else None,
            offence_mapping=offence_mapping,
            mapping_sha256=sha256_of(offence_mapping) if offence_mapping else None,
        )

    @classmethod
    def plainly(cls, as_of: str = "assessment", known_to: str = "anyone", *, preview: bool = False) -> "Looking":
        """As ``riskcheck check`` looks without options, but for these."""
        return cls(
            as_of=as_of,
            known_to=known_to,
            select=(),
            ignore=(),
            preview=preview,
            decisions=None,
            hide_details=False,
            model=None,
            no_learned=True,
        )

    def check(self, record: "CaseRecord", source: str) -> "CaseResult":
        """The result of one record, with reviewers' decisions beside it."""
        from riskcheck.caseload.looking import results_of

        result = results_of(self.asked, [record], source)[0]
        return self.decisions.shown_in(result, record) if self.decisions else result

    def decided(self, result: "CaseResult", text: "Text") -> "CaseResult":
        """The result of a text with reviewers' decisions beside it; only a case that has one is read again."""
        from riskcheck.records.read import outcome

        if self.decisions is None or not self.decisions.concern(result.case_id):
            return result
        record = outcome(text).record
        return result if record is None else self.decisions.shown_in(result, record)

    def say_unmet(self) -> None:
        """Say which decisions met no finding."""
        for sentence in self.decisions.unmet() if self.decisions else ():
            click.echo(f"riskcheck: {sentence}", err=True)

    def start(self, paths: Sequence[str] = ()) -> "tuple[Any, Run, dict[str, Any]]":
        """What a report starts with: the tool, the run and the rules that looked. ``paths`` are read for their hash."""
        from riskcheck.check import card
        from riskcheck.records.digest import sha256_of
        from riskcheck.result import Run, Tool
        from riskcheck.rules import rules_version

        read = sha256_of(paths) if paths else None
        run = Run(as_of=self.asked.as_of or "assessment", known_to=self.asked.known_to, input_sha256=read, marking=self.marking)
        tool = Tool(version=__version__, rules=rules_version(self.rules), model=self.asked.fingerprint)
        return tool, run, {rule.code: card(rule) for rule in self.rules}


def now() -> str:
    """The time in UTC, as entries of a store state it."""
    from datetime import UTC, datetime

    return datetime.now(UTC).isoformat(timespec="seconds")


def _decisions(where: str) -> "Decisions":
    from riskcheck.review.decisions import Decisions

    return Decisions.of(where, _day("today") or "")


def _day(given: str) -> str | None:
    from datetime import date

    if given == "assessment":
        return None
    if given == "today":
        return date.today().isoformat()
    return day("--as-of", given, ("assessment", "today"))


def day(option: str, given: str, also: tuple[str, ...] = ()) -> str:
    """The day that an option gives. Raises ``BadDay``, which names what ``also`` may be given."""
    from datetime import date

    try:
        if len(given) == len("2022-06-17"):
            return date.fromisoformat(given).isoformat()
    except ValueError:
        pass
    raise BadDay(option, given, also)
