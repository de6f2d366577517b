"""Somebody in a sentence: who it is to the record, and the part played in the clause."""

from enum import StrEnum
from typing import NamedTuple


class Role(StrEnum):
    """Who somebody is to the record. ``intimate`` is another person who is a partner or family; ``staff`` wrote or saw it."""

    OWN = "own"
    VICTIM = "victim"
    OTHER = "other"
    INTIMATE = "intimate"
    STAFF = "staff"


class Part(StrEnum):
    """What somebody does in a clause."""

    SUBJECT = "subject"
    AGENT = "agent"
    OWNER = "owner"
    OBJECT = "object"


class Person(NamedTuple):
    """A person at the tokens from ``start`` to before ``end``."""

    role: Role
    part: Part
    start: int
    end: int
