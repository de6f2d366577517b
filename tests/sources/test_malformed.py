"""Damaged payloads: never a traceback, never a level that no payload states. ``tests/benchmarks/malformed.py`` runs 2,000."""

from collections import Counter

from hypothesis import given, settings

from tests.sources.malformed import hold, payloads


@settings(max_examples=250)
@given(payloads())
def test_a_damaged_payload_is_read_in_part_or_refused_and_states_no_level_of_its_own(payload: tuple[str, str, bytes]) -> None:
    hold(*payload, Counter())
