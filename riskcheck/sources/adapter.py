"""What an adapter declares: how its kind of payload is known from its content, what it reads, and what is lost on the way."""

from collections.abc import Callable
from typing import Any

import msgspec

from riskcheck.sources.reading import Reading


class Adapter(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of payload.

    ``fits`` knows it from its content alone. ``file_names`` are looked at only for an empty list, which has no content to
    know it by. ``persons`` are the paths to the person's own numbers, by what they are (``crn``, ``prison_number``); a star
    stands for every entry of a list. ``not_held`` are sentences about what the payload states and a case record cannot hold.
    ``rank`` orders the payloads of a case: of two that state the same, the first is the one that is kept.
    ``refused`` is why a payload that is recognised is not read.
    """

    name: str
    says: str
    system: str
    fits: Callable[[Any], bool]
    read: Callable[[Reading], None] | None = None
    sections: tuple[str, ...] = ()
    file_names: tuple[str, ...] = ()
    persons: tuple[tuple[str, str], ...] = ()
    not_held: tuple[str, ...] = ()
    rank: int = 50
    refused: str | None = None
