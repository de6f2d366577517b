"""From bytes to a result: every valid record is checked, every other gets an error line, and none gets a traceback."""

import json
from collections import Counter
from typing import Any

from click.testing import CliRunner
from hypothesis import given, settings

from riskcheck.check import check
from riskcheck.cli import main
from riskcheck.records.schemas import schema
from riskcheck.terms import RATINGS
from tests.records.made import read_bytes
from tests.records.test_schema_agreement import changed_records, made_from

SCHEMA = schema("case-record")


def results_and_errors(record: Any) -> Counter[str]:
    """How many results and errors come out of one record, read from its bytes and checked."""
    counts: Counter[str] = Counter()
    for outcome in read_bytes(json.dumps(record).encode()):
        assert (outcome.record is None) != (outcome.error is None)
        if outcome.record is not None:
            result = check(outcome.record)
            assert [(rating.group, rating.setting) for rating in result.ratings] == list(RATINGS)
            counts["results"] += 1
        else:
            counts["errors"] += 1
    return counts


@given(changed_records())
def test_a_record_with_anything_changed_is_one_result_or_one_error(record: Any) -> None:
    assert results_and_errors(record).total() == 1


@given(made_from(SCHEMA))
def test_any_record_that_the_schema_allows_is_one_result_or_one_error(record: Any) -> None:
    assert results_and_errors(record).total() == 1


@settings(max_examples=100)
@given(changed_records())
def test_the_command_answers_with_a_status_and_never_a_traceback(record: Any) -> None:
    done = CliRunner().invoke(main, ["check", "-", "--output-format", "json"], input=json.dumps(record))
    summary = json.loads(done.stdout)["summary"]
    assert summary["records"] == summary["checked"] + summary["errors"] == 1
    assert done.exit_code == (2 if summary["errors"] else int(summary["flagged"] > 0))
