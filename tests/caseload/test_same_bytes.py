"""What is quick changes nothing: each shorter way gives the bytes of the long one."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from riskcheck import changes, weigh
from riskcheck.caseload.looking import Asked, packed, results_of, second_voice
from riskcheck.check import by_rules, check, run
from riskcheck.considered import Considered, considered
from riskcheck.days import years_before
from riskcheck.errors import UnusableModel
from riskcheck.evidence import Act, Evidence, Proof
from riskcheck.records import CaseRecord
from riskcheck.records.model import Assessment
from riskcheck.result import CaseResult
from riskcheck.rules import STABLE
from riskcheck.synth.parameters import parameters
from riskcheck.synth.write import records
from riskcheck.terms import RATINGS, Coverage, KnownTo
from riskcheck.view import ITEMS, View
from tests.learned.trained import learned_check, model_file

FEWEST_FLAGGED = 15


@cache
def made() -> tuple[CaseRecord, ...]:
    return tuple(records(100, 11, parameters(None)))


def checked() -> list[CaseResult]:
    return [check(record) for record in made()]


@cache
def quickly() -> list[CaseResult]:
    found = checked()
    assert sum(result.flagged for result in found) >= FEWEST_FLAGGED
    return found


def test_words_of_the_assessment_are_read_once_for_every_view(monkeypatch: pytest.MonkeyPatch) -> None:
    def each_time(_: View, assessment: Assessment, one: Evidence) -> Considered:
        return considered(assessment, one)

    quick = quickly()
    monkeypatch.setattr(View, "_considered", each_time)
    assert checked() == quick


def test_only_the_parts_that_hold_an_absent_item_are_gone_through(monkeypatch: pytest.MonkeyPatch) -> None:
    class Everything(frozenset):
        def isdisjoint(self, _: object) -> bool:
            return False

    quick = quickly()
    monkeypatch.setattr(View, "_ids", lambda _: dict.fromkeys(ITEMS, Everything()))
    assert checked() == quick


def test_the_acts_of_a_look_back_are_the_last_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    def one_by_one(view: View, lookback: str) -> Iterator[Act]:
        start = years_before(view.as_of, view.number(f"lookbacks.{lookback}"))
        return (act for act in view.acts if act.on >= start)

    quick = quickly()
    monkeypatch.setattr(View, "acts_within", one_by_one)
    assert checked() == quick


def test_only_rules_that_rested_on_what_is_absent_look_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def all_over(looks: changes._Looks, items: frozenset[str]) -> frozenset[object]:
        without = looks._view.without(items)
        scales = weigh.Scales(without, run(without, STABLE))
        return frozenset(rated for rated in RATINGS if scales.flags(rated))

    quick = quickly()
    monkeypatch.setattr(changes._Looks, "flagged_without", all_over)
    assert checked() == quick


def test_quiet_years_are_looked_for_from_the_last_act(monkeypatch: pytest.MonkeyPatch) -> None:
    def from_the_first(view: View) -> str | None:
        start = years_before(view.as_of, view.number("weighing.quiet_years"))
        supplied = all(view.coverage[name] is Coverage.COMPLETE for name in ("custody", "convictions"))
        acts = (act for act in view.acts if act.harmful and act.proof is not Proof.NOT_PROVED)
        lately = any(act.on >= start for act in acts) or any(label.on >= start for label in view.labels)
        return start if supplied and not lately else None

    quick = quickly()
    monkeypatch.setattr(weigh, "quiet_since", from_the_first)
    assert checked() == quick


def test_a_model_that_is_not_the_one_that_was_asked_is_refused(tmp_path: Path) -> None:
    model = model_file(with_peers=False)
    with pytest.raises(UnusableModel, match="it was changed while the run went on"):
        second_voice(str(model), "0" * 64)
    changed = tmp_path / "model.json"
    changed.write_bytes(model.read_bytes())
    first = second_voice(str(changed)).fingerprint
    changed.write_bytes(model_file(with_peers=True).read_bytes())
    with pytest.raises(UnusableModel):
        second_voice(str(changed), first)
    assert second_voice(str(model)) is second_voice(str(model), learned_check(with_peers=False).fingerprint)


def test_the_learned_check_says_the_same_of_a_case_alone_and_in_a_block() -> None:
    asked = Asked(
        as_of=None,
        known_to=KnownTo.ANYONE,
        rules=tuple(rule.code for rule in STABLE),
        model=str(model_file(with_peers=True)),
        fingerprint=learned_check(with_peers=True).fingerprint,
    )
    together = results_of(asked, made())
    assert [packed(one) for one in together] == [packed(results_of(asked, [record])[0]) for record in made()]
    assert {one.learned.stands_out for one in together} == {True, False}
    ruled = [by_rules(record, source="", as_of=None, known_to=KnownTo.ANYONE, rules=None)[0] for record in made()]
    assert [result.flags for result in together] == [result.flags for result in ruled]
