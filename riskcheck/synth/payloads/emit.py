"""A synthetic case as payloads of every system that an import reads."""

from collections.abc import Iterator
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


def beside(records: Iterator[CaseRecord], folder: str | None) -> Iterator[CaseRecord]:
    """The records as they come; each is also written as a folder of payloads, named after the case, where a folder is given.

    Raises :class:`UnwritableFile`.
    """
    for record in records:
        if folder is not None:
            _write(record, Path(folder) / record.case_id)
        yield record


def _write(record: CaseRecord, folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, payload in emit(record).files.items():
            (folder / name).write_bytes(msgspec.json.format(msgspec.json.encode(payload), indent=1) + b"\n")
    except OSError as fault:
        raise UnwritableFile(str(folder), fault.strerror or type(fault).__name__) from None
