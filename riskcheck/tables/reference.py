"""What a case is called: a keyed hash of what the tables call it, so that no number leaves with the record."""

import hashlib
import hmac
import os
from pathlib import Path

from riskcheck.errors import NoCaseKey, UnreadableFile

VARIABLE = "RISKCHECK_KEY"
SHORTEST_KEY = 16
_DIGITS = 16


def key(file: str | None) -> bytes:
    """The key of references, from a file or from the environment.

    Raises ``NoCaseKey`` and ``UnreadableFile``.
    """
    try:
        found = Path(file).read_bytes() if file is not None else os.environ.get(VARIABLE, "").encode()
    except OSError as fault:
        raise UnreadableFile(str(file), fault.strerror or type(fault).__name__) from None
    if len(found.strip()) < SHORTEST_KEY:
        raise NoCaseKey(VARIABLE, SHORTEST_KEY)
    return found.strip()


def hashed(called: str, with_key: bytes) -> str:
    """The reference of a case: the same name and key give the same reference."""
    return f"c-{hmac.new(with_key, called.encode(), hashlib.sha256).hexdigest()[:_DIGITS]}"
