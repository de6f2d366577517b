"""What a check lacked: why it could not be made, and the fewest corrections to the record that would settle it."""

import msgspec


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """A place in the record, which may not be there yet, and what has to be recorded in it."""

    pointer: str
    says: str


class Lack(msgspec.Struct, frozen=True, kw_only=True):
    """Why a rule could not be checked, or could be only in part, and the fewest corrections to the record that settle it."""

    why: str
    settled_by: tuple[Correction, ...]


def lack(why: str, says: str, *pointers: str) -> Lack:
    """Something that is lacking at these places; ``says`` what has to be recorded there."""
    return Lack(why=why, settled_by=tuple(Correction(pointer=pointer, says=says) for pointer in pointers))
