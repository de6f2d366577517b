"""What a case is called: a keyed hash of what its folder or table calls it, so that no number leaves with the record."""

import hashlib
import hmac
import os
import re
from pathlib import Path

from riskcheck.errors import BadKey, NoKey, UnreadableFile
from riskcheck.records.schemas import CASE_RECORD, schema

VARIABLE = "RISKCHECK_KEY"
SHORTEST_KEY = 16
_DIGITS = 16


def key(file: str | None) -> bytes:
    """The key of references: from a file, or from the environment variable.

    Raises :class:`NoKey`, :class:`BadKey` for one that is too short to be secret, and :class:`UnreadableFile`.
    """
    named, found = VARIABLE, os.environ.get(VARIABLE, "").encode()
    if file is not None:
        named = file
        try:
            found = Path(file).read_bytes()
        except OSError as fault:
            raise UnreadableFile(file, fault.strerror or type(fault).__name__) from None
    found = found.strip()
    if not found and file is None:
        raise NoKey(VARIABLE)
    if len(found) < SHORTEST_KEY:
        raise BadKey(named, SHORTEST_KEY)
    return found


def hashed(called: str, with_key: bytes) -> str:
    """The reference of a case by what it was called: the same name and key give the same reference."""
    return f"c-{hmac.new(with_key, called.encode(), hashlib.sha256).hexdigest()[:_DIGITS]}"


def can_be_a_reference(called: str) -> bool:
    """Whether a name can itself be a case reference."""
    return re.search(schema(CASE_RECORD)["$defs"]["id"]["pattern"], called) is not None
