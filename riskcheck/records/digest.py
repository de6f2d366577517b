"""What was read, as one SHA-256: so that a report can be held against its input."""

import hashlib
from collections.abc import Sequence
from contextlib import suppress

from riskcheck.records.paths import STDIN, sources


def sha256_of(paths: Sequence[str]) -> str | None:
    """The SHA-256 of a file in hex; of several, that of the list of theirs, one in a line, in the order of reading.

    A file that cannot be opened was not read, and is left out. ``None`` where standard input is among them: it can be read
    only once. Raises as :func:`paths.sources`.
    """
    if STDIN in paths:
        return None
    digests = []
    for source in sources(paths):
        if source.path is None:
            return None
        with suppress(OSError), source.path.open("rb") as file:
            digests.append(hashlib.file_digest(file, "sha256").hexdigest())
    if len(digests) == 1:
        return digests[0]
    return hashlib.sha256("".join(f"{digest}\n" for digest in digests).encode()).hexdigest()
