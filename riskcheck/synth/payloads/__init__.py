"""Synthetic cases as payloads of the real systems, with what each system cannot hold, as data."""

from riskcheck.synth.payloads.emit import emit
from riskcheck.synth.payloads.emitted import Emitted

__all__ = ["Emitted", "emit"]
