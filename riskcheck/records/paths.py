"""Which files to read: a file, a folder, a glob, or standard input."""

import glob
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from riskcheck.errors import NoRecords, NoSuchPath

STDIN = "-"
_ENDINGS = (*(f".{kind}{zipped}" for kind in ("json", "ndjson", "jsonl") for zipped in ("", ".gz")), ".parquet")


@dataclass(frozen=True, slots=True)
class Source:
    """One input: ``name`` as the user would name it, ``path`` where it is (None: standard input)."""

    name: str
    path: Path | None


def sources(paths: Sequence[str]) -> list[Source]:
    """The inputs that the paths name, in order; a folder's and a glob's are sorted, and none comes twice.

    Raises :class:`~riskcheck.errors.NoSuchPath` and :class:`~riskcheck.errors.NoRecords`.
    """
    found: dict[Path | None, Source] = {}
    for named in paths:
        for source in _named(named):
            found.setdefault(source.path and source.path.resolve(), source)
    return list(found.values())


def _named(named: str) -> Iterable[Source]:
    if named == STDIN:
        return [Source(STDIN, None)]
    path = Path(named)
    if path.exists():
        return _in_folder(path) if path.is_dir() else [Source(named, path)]
    if not glob.has_magic(named):
        raise NoSuchPath(named)
    matches = sorted(glob.glob(named, recursive=True))  # noqa: PTH207 - a Path's glob refuses absolute patterns
    if not matches:
        raise NoRecords(named)
    return [source for match in matches for source in _matched(match)]


def _matched(match: str) -> Iterable[Source]:
    path = Path(match)
    return _record_files(path) if path.is_dir() else [Source(match, path)]


def _in_folder(folder: Path) -> Iterable[Source]:
    members = list(_record_files(folder))
    if not members:
        raise NoRecords(str(folder))
    return members


def _record_files(folder: Path) -> Iterator[Source]:
    """The files of records in a folder, and what of it cannot be looked into: opening that says why, in its place."""
    closed: list[Path] = []
    inside = os.walk(folder, onerror=lambda fault: closed.append(Path(fault.filename)))
    named = [Path(where, name) for where, _, files in inside for name in files if name.lower().endswith(_ENDINGS)]
    for path in sorted([*closed, *filter(_may_be_opened, named)]):
        yield Source(str(path), path)


def _may_be_opened(path: Path) -> bool:
    """Whether to open it: a pipe or a device may never end; a link that leads nowhere is opened, so that it is told of."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return True
