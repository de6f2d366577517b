"""TOML that a person wrote: settings, decisions, early looks, mappings. Says which line is wrong, and none of its words."""

import re
import tomllib
from typing import Any

_LINE = re.compile(r"at line (\d+)")
_BYTE_ORDER_MARK = "\ufeff"


class NotToml(Exception):  # noqa: N818 - never shown by itself: whoever asked says which file it was
    """The text is not TOML; ``why`` follows "because"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def parsed(data: bytes) -> dict[str, Any]:
    """What a TOML file says. An editor's byte order mark at its start is passed over. Raises :class:`NotToml`."""
    try:
        return tomllib.loads(data.decode().removeprefix(_BYTE_ORDER_MARK))
    except UnicodeDecodeError:
        raise NotToml("it is not TOML in UTF-8: save it as UTF-8") from None
    except RecursionError:
        raise NotToml("it is not TOML: too much is nested") from None
    except tomllib.TOMLDecodeError as fault:
        found = _LINE.search(str(fault))
        where = f"it is not TOML: see line {found[1]}" if found else "it is not TOML: it ends too early"
        raise NotToml(f"{where} (text goes in double quotes; a day has none, and exists)") from None
