"""What an adapter declares: how its kind of payload is known from its content, what it reads, and what is lost on the way."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
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
    read: "Callable[[Reading], None] | None" = None
    sections: tuple[str, ...] = ()
    file_names: tuple[str, ...] = ()
    persons: tuple[tuple[str, str], ...] = ()
    not_held: tuple[str, ...] = ()
    rank: int = 50
    refused: str | None = None


def entries(value: Any) -> list[Any] | None:
    """The entries of a list, or of the page that holds one (``content``, or ``data`` in the integration API)."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        for name in ("content", "data"):
            if isinstance(value.get(name), list):
                found: list[Any] = value[name]
                return found
    return None


def first_has(value: Any, *names: str) -> bool:
    """Whether this is a list or a page whose first object has these fields."""
    found = next((one for one in entries(value) or () if isinstance(one, dict)), None)
    return has(found, *names)


def has(value: Any, *names: str) -> bool:
    """Whether this is an object with these fields."""
    return isinstance(value, dict) and all(name in value for name in names)


def any_of(value: Any, *names: str) -> bool:
    """Whether this is an object with one of these fields at the least."""
    return isinstance(value, dict) and any(name in value for name in names)


def along(value: Any, path: str) -> Iterator[str]:
    """The texts at a path of field names such as ``content/*/crn``; a star stands for every entry of a list."""
    name, _, rest = path.partition("/")
    if not path:
        if isinstance(value, str) and value.strip():
            yield value.strip()
    elif name == "*":
        for inner in value if isinstance(value, list) else ():
            yield from along(inner, rest)
    elif isinstance(value, dict):
        yield from along(value.get(name), rest)
