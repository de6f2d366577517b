"""Damaged payloads: never a traceback, never a level that no payload states. ``tests/benchmarks/malformed.py`` runs 2,000."""

from collections import Counter

from hypothesis import given, settings

from tests.sources.malformed import Damaged, damaged_payloads, hold, malformed_payloads


@settings(max_examples=200)
@given(malformed_payloads())
def test_a_malformed_payload_has_an_error_line_and_states_no_level_of_its_own(payload: Damaged) -> None:
    hold(payload, Counter())


@settings(max_examples=150)
@given(damaged_payloads())
def test_a_payload_with_anything_changed_states_no_level_of_its_own(payload: Damaged) -> None:
    hold(payload, Counter())
