"""Case records: reading, limits, validation, one outcome for each input record."""

from riskcheck.records.model import CaseRecord
from riskcheck.records.read import Outcome, read

__all__ = ["CaseRecord", "Outcome", "read"]
