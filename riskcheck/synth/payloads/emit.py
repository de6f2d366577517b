"""A synthetic case as payloads of every system that an import reads."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from riskcheck.errors import UnwritableFile
from riskcheck.records.model import CaseRecord
from riskcheck.synth.payloads import delius, oasys, prison
from riskcheck.synth.payloads.emitted import Emitted


def emit(record: CaseRecord) -> Emitted:
    """The payloads of one synthetic case, where each of its items is in them, and what is lost."""
    made = Emitted(record.case_id)
    oasys.write(record, made)
    prison.write(record, made)
    delius.write(record, made)
    return made


def write_folders(records: Iterable[CaseRecord], folder: str) -> int:
    """Write each case as a folder of payload files, named after the case; how many there were. Raises :class:`UnwritableFile`."""
    count = 0
    for count, record in enumerate(records, start=1):
        of_case = Path(folder) / record.case_id
        try:
            of_case.mkdir(parents=True, exist_ok=True)
            for name, payload in emit(record).files.items():
                (of_case / name).write_bytes(msgspec.json.format(msgspec.json.encode(payload), indent=1) + b"\n")
        except OSError as fault:
            raise UnwritableFile(str(of_case), fault.strerror or type(fault).__name__) from None
    return count
