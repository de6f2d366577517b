"""Office files are zip archives that remember when each part was written: the same parts, without that."""

import io
import zipfile
from datetime import UTC, datetime

WRITTEN = datetime(2000, 1, 1, tzinfo=UTC)
"""The day that every document says it was made, so that the same input gives the same bytes. The stamp in it says the rest."""

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_MOST_PARTS = 2_000
_LARGEST_WHOLE = 200_000_000


def repacked(data: bytes) -> bytes:
    """The same archive with the same parts in the same order, each of one fixed day."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, _EARLIEST)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            new.writestr(part, old.read(name))
    return out.getvalue()


def too_large(data: bytes) -> bool:
    """Whether an archive would unpack to more than an office file of some pages. Raises ``BadZipFile``."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
    return len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST_WHOLE
