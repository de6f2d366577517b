"""Synthetic cases out as payloads and back: counts, and every difference that no loss explains."""

from collections.abc import Iterable

from riskcheck.records.model import CaseRecord
from riskcheck.synth.payloads import emit
from riskcheck.synth.payloads.compare import Compared, Difference, compare
from tests.sources.made import imported


def round_trip(records: Iterable[CaseRecord]) -> Compared:
    """Emit, import and compare each record."""
    compared = Compared()
    for record in records:
        made = emit(record)
        back, account = imported(record, made)
        errors = [line.text for line in account.errors]
        if back is None or errors:
            compared.unexplained.append(Difference("", record.case_id, "*", "a record without errors", errors))
        else:
            compare(record, made, back, compared)
    return compared
