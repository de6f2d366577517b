"""Decisions: recorded, replaced by later ones and never lost, open again when the evidence changes, and hiding nothing."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec
import pytest

from riskcheck import policy
from riskcheck.check import check
from riskcheck.cli.review import STATES as OFFERED
from riskcheck.errors import BadDecisions
from riskcheck.records.model import CaseRecord
from riskcheck.review.decisions import KIND, STATES, Decision, Decisions, Met, load, met, record, recorded, rows
from riskcheck.review.precision import precision
from riskcheck.review.store import Store
from riskcheck.rules.examples import adjudication, assessed, case, conviction

AT = "2026-11-22T10:00:00+00:00"
TODAY = "2026-11-22"


def made(**changes: Any) -> CaseRecord:
    """A case in which there is violence in custody and outside; ``changes`` are to the first adjudication."""
    first = adjudication("2024-11-05", "assault", **{"id": "ad1", **changes})
    second = adjudication("2024-12-05", "assault", id="ad2")
    return msgspec.convert(
        case(assessed("2025-01-10"), first, second, conviction("2023-03-01", "violence", seriousness="serious")), CaseRecord
    )


def decision(key: str, **changes: Any) -> Decision:
    fields = {"key": key, "state": "agreed", "reason": "evidence_stands", "reviewer": "R1", "on": date(2026, 11, 22)}
    return Decision(**{**fields, **changes})


def decided(where: str, held: CaseRecord, *taken: dict[str, Any]) -> Decisions:
    """The decisions of a store, after some on CU101 of a case."""
    (found,) = [one for one in met(check(held), held) if one.rule == "CU101"]
    with Store.open(where, create=True) as store:
        for one in taken:
            record(store, [decision(found.key, **one)], {found.key: found}, AT)
    return Decisions.of(where, TODAY)


def shown(decisions: Decisions, held: CaseRecord) -> dict[str, Any]:
    return {one.rule: one.decision for one in decisions.shown_in(check(held), held).findings}


def test_the_last_decision_stands_and_the_earlier_one_stays(where: str) -> None:
    held = made()
    decisions = decided(
        where, held, {}, {"state": "disagreed", "reason": "long_ago", "note": "Ten quiet years.", "reviewer": "R2"}
    )
    assert shown(decisions, held)["CU101"].state == "disagreed"
    assert shown(decisions, held)["CU101"].reason == "it is old, and the years since show something. Ten quiet years."
    with Store.open(where) as store:
        found = rows(recorded(store.entries(KIND)), TODAY)
    assert [(row.state, row.reviewer, row.standing) for row in found] == [
        ("agreed", "R1", "replaced"),
        ("disagreed", "R2", "stands"),
    ]


def test_a_decision_whose_last_day_has_passed_no_longer_stands(where: str) -> None:
    decided(where, made(), {"until": date(2026, 11, 30)})
    with Store.open(where) as store:
        taken = recorded(store.entries(KIND))
    assert [row.standing for day in ("2026-11-30", "2026-12-01") for row in rows(taken, day)] == ["stands", "lapsed"]


@pytest.mark.parametrize("state", [state for state in STATES if state != "open"])
def test_no_decision_takes_anything_away_from_this_run_or_the_next(where: str, state: str) -> None:
    held = made()
    reason = next(iter(policy.topic("decisions")[state]["value"]))
    decisions = decided(where, held, {"state": state, "reason": reason, "note": "Seen."})
    plain = check(held)
    with_decisions = decisions.shown_in(plain, held)
    bare = tuple(msgspec.structs.replace(one, decision=None) for one in with_decisions.findings)
    assert msgspec.structs.replace(with_decisions, findings=bare) == plain
    assert check(held) == plain
    assert [one.decision.state for one in with_decisions.findings if one.decision] == [state]


@pytest.mark.parametrize(
    "change", [{"outcome": "dismissed"}, {"statement": "He was pushed first."}, {"date": "2024-11-06"}, {"id": "ad9"}]
)
def test_a_decision_on_evidence_that_has_changed_is_open_again(where: str, change: dict[str, Any]) -> None:
    decisions = decided(where, made(), {})
    assert shown(decisions, made())["CU101"].reopened is False
    assert shown(decisions, made(**change))["CU101"].reopened is True


def test_what_is_hidden_in_a_report_does_not_open_a_decision(where: str) -> None:
    from riskcheck.records.hide import without_offence_names

    held = made(statement="He hit him.")
    decisions = decided(where, held, {})
    result = decisions.shown_in(check(without_offence_names(held)), held)
    assert {one.rule: one.decision.reopened for one in result.findings if one.decision} == {"CU101": False}


def test_the_order_of_a_record_does_not_open_a_decision(where: str) -> None:
    held = made()
    assert held.custody is not None
    turned = msgspec.structs.replace(
        held, custody=msgspec.structs.replace(held.custody, adjudications=held.custody.adjudications[::-1])
    )
    assert shown(decided(where, held, {}), turned)["CU101"].reopened is False


def test_a_decision_that_met_nothing_is_named_and_one_that_was_opened_again_is_not(where: str) -> None:
    decisions = decided(where, made(), {})
    (said,) = decisions.unmet()
    assert said.startswith("the decision of R1 on ")
    assert decided(where, made(), {"state": "open", "reason": "looked_again"}).unmet() == ()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"state": "maybe"}, "has a state that is not one of open, agreed"),
        ({"reason": "because"}, "has a reason that is not one of those for agreed: evidence_stands, stands_in_part"),
        ({"state": "disagreed", "reason": "long_ago"}, "needs a note"),
        ({"reviewer": " "}, "needs the name of its reviewer"),
        ({"note": "x" * 4001}, "has a note of more than 4,000 characters"),
        ({"key": "none"}, "is on none, which is no finding in these records"),
    ],
)
def test_a_wrong_decision_is_refused_and_with_it_all_that_came_along(where: str, changes: dict[str, Any], says: str) -> None:
    found = {"k": Met(key="k", case="c", rule="CU101", evidence="0" * 16)}
    with Store.open(where, create=True) as store:
        with pytest.raises(BadDecisions, match=says):
            record(store, [decision("k"), decision(**{"key": "k", **changes})], found, AT)
        assert store.head().number == 0


def test_any_words_in_a_note_come_back_as_they_were(where: str) -> None:
    note = "O'Brien; DROP TABLE trail -- \x00 \ud7ff \U0001f600 =1+1 %s :note"
    held = made()
    assert shown(decided(where, held, {"note": note}), held)["CU101"].reason.endswith(note)


def test_precision_counts_the_last_decision_on_each_finding(new_store: Callable[[], str]) -> None:
    taken = [("a", "agreed"), ("b", "already_addressed"), ("c", "disagreed"), ("d", "cannot_tell"), ("a", "disagreed")]
    first = {state: next(iter(policy.topic("decisions")[state]["value"])) for state in STATES}
    with Store.open(new_store(), create=True) as store:
        for key, state in taken:
            found = {key: Met(key=key, case=key, rule="CU101", evidence="0" * 16)}
            record(store, [decision(key, state=state, reason=first[state], note="Seen.")], found, AT)
        (rule,) = precision(recorded(store.entries(KIND)))
    assert (rule.decided, rule.right, rule.wrong, rule.undecided) == (4, 1, 2, 1)
    assert (rule.share, rule.low, rule.high) == (0.3333, 0.0615, 0.7923)  # Wilson 1927, 1 of 3
    assert precision([]) == ()


def test_a_file_of_decisions_reads_back_and_a_wrong_one_is_refused(tmp_path: Any) -> None:
    path = tmp_path / "d.toml"
    path.write_text(
        '[[decision]]\nkey = "a"\nstate = "agreed"\nreason = "evidence_stands"\nreviewer = "R1"\non = 2026-11-22\n',
        encoding="utf-8",
    )
    assert load(str(path)) == [decision("a")]
    path.write_text(path.read_text(encoding="utf-8") * 2, encoding="utf-8")
    with pytest.raises(BadDecisions, match="decision 2 is on the same finding as decision 1"):
        load(str(path))


def test_the_command_line_offers_the_states_of_the_policy() -> None:
    assert set(OFFERED) == set(STATES)
    assert set(policy.topic("decisions")) == {"states", "note_needed", *STATES}


def test_rows_are_plain_enough_to_export(where: str) -> None:
    decided(where, made(), {})
    with Store.open(where) as store:
        (row,) = rows(recorded(store.entries(KIND)), TODAY)
    assert json.loads(json.dumps(vars(row)))["reason"] == "the evidence is what it is said to be"
