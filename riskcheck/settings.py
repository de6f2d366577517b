"""Settings kept in a file: ``riskcheck.toml``, or ``[tool.riskcheck]`` in ``pyproject.toml``.

The nearest one in the folder or above it holds; an option on the command line goes before it. Few settings, and each is
called as its option is: ``select``, ``ignore``, ``known-to``, ``fail-on``, ``hide-details`` and so on.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from riskcheck import by_hand
from riskcheck.errors import BadSettings, UnknownName, UnreadableFile


def nearest(folder: Path) -> Path | None:
    """The settings file that holds for a folder: the nearest going up, ``riskcheck.toml`` first."""
    for place in (folder, *folder.parents):
        if (own := place / "riskcheck.toml").is_file():
            return own
        if (shared := place / "pyproject.toml").is_file() and "riskcheck" in _read(shared).get("tool", {}):
            return shared
    return None


def load(path: Path, known: Iterable[str]) -> dict[str, Any]:
    """The settings of a file by option name, such as ``fail-on``.

    Raises ``UnreadableFile`` and ``BadSettings``, and ``UnknownName`` for a setting that is not one.
    """
    found = _read(path)
    settings = found.get("tool", {}).get("riskcheck", {}) if path.name == "pyproject.toml" else found
    names = set(known)
    for name in settings:
        if name not in names:
            raise UnknownName("setting", name, names, str(path))
    return dict(settings)


def _read(path: Path) -> dict[str, Any]:
    try:
        return by_hand.parsed(path.read_bytes())
    except OSError as fault:
        raise UnreadableFile(str(path), fault.strerror or type(fault).__name__) from None
    except by_hand.NotToml as fault:
        raise BadSettings(str(path), fault.why) from None
