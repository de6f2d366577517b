"""What a payload looks like: the questions by which its kind is known from its content alone."""

from collections.abc import Iterator
from typing import Any


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
