"""Counterparts: one fact differs, the rating does not, and the answer says whether the truth does."""

from functools import cache

import msgspec

from riskcheck.records.model import CaseRecord
from riskcheck.synth.answers import Answer, answer
from riskcheck.synth.pairs import FACT_CHANGED
from riskcheck.synth.write import records
from tests.synth.caseload import chosen

Pair = tuple[CaseRecord, CaseRecord]
APART = {"case_id", "labels"}


@cache
def pairs() -> tuple[Pair, ...]:
    made = list(records(250, 31, chosen(), pairs=True))
    return tuple(zip(made[::2], made[1::2], strict=True))


def answers(pair: Pair) -> tuple[Answer, Answer]:
    one, two = answer(pair[0]), answer(pair[1])
    assert one is not None
    assert two is not None
    return one, two


def test_both_name_the_pair_and_only_the_counterpart_the_change() -> None:
    for pair in pairs():
        one, two = answers(pair)
        assert one.about.pair == two.about.pair == pair[0].case_id
        assert pair[1].case_id == f"{pair[0].case_id}-b"
        assert one.about.changed is None
        assert two.about.changed


def test_something_differs_and_little() -> None:
    for pair in pairs():
        _, two = answers(pair)
        sections = [
            name
            for name in CaseRecord.__struct_fields__
            if name not in APART and getattr(pair[0], name) != getattr(pair[1], name)
        ]
        expected = {"the one weapon ever found was not there": 6}.get(two.about.changed or "", 1)
        assert 1 <= len(sections) <= expected, (pair[0].case_id, sections)


def test_the_answer_says_whether_the_truth_changes() -> None:
    changes = 0
    for pair in pairs():
        one, two = answers(pair)
        assert one.recorded == two.recorded
        assert two.about.truth_changes is (one.truth != two.truth)
        changes += one.truth != two.truth
        if two.about.error == FACT_CHANGED:
            assert two.truth != two.recorded
    assert 20 <= changes <= len(pairs()) - 20


def test_who_the_person_is_changes_no_truth() -> None:
    seen = 0
    for pair in pairs():
        one, two = answers(pair)
        if two.about.changed == "another sex and ethnicity":
            seen += 1
            assert one.truth == two.truth
            assert msgspec.structs.replace(
                pair[1], protected=pair[0].protected, case_id="x", labels=None
            ) == msgspec.structs.replace(pair[0], case_id="x", labels=None)
    assert seen > 10
