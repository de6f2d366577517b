"""Folders of payloads: a folder that holds files is one case, and is named after it; folders without files are looked into."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from riskcheck.errors import NoPayloads, NoSuchPath
from riskcheck.records import reference
from riskcheck.records.model import CaseRecord
from riskcheck.sources.account import Account, What
from riskcheck.sources.case import Options, Payload, read_case

_SAME_NAME = "has the name of a folder that was read before: a folder's name is the case, so rename one of them"
_NO_REFERENCE = (
    "has a name that cannot be a case reference (letters, digits, dot, dash, underscore): leave out --case-id folder"
)


def cases(paths: Sequence[str], options: Options, *, plain: bool = False) -> Iterator[tuple[CaseRecord | None, Account]]:
    """The record and the account of every case, in the order of their folders. ``plain``: a case is called as its folder is.

    Raises :class:`NoSuchPath` and :class:`NoPayloads` before anything is read.
    """
    seen: set[str] = set()
    for folder in case_folders(paths):
        name = folder.resolve().name
        case_id = name if plain else reference.hashed(name, options.key)
        refused = _SAME_NAME if name in seen else _NO_REFERENCE if plain and not reference.can_be_a_reference(name) else None
        seen.add(name)
        if refused is not None:
            account = Account(folder=str(folder))
            account.add("", "", What.ERROR, refused)
            yield None, account
            continue
        account = Account(folder=str(folder))
        payloads = list(_payloads(folder, account))
        record, read = read_case(str(folder), case_id, payloads, options)
        read.lines = account.lines + read.lines
        yield record, read


def case_folders(paths: Sequence[str]) -> list[Path]:
    """Every folder that holds files, at or below the paths. Raises :class:`NoSuchPath` and :class:`NoPayloads`."""
    found: dict[Path, Path] = {}
    for named in paths:
        path = Path(named)
        if not path.is_dir():
            raise NoSuchPath(named)
        folders = [one for one in (path, *sorted(path.rglob("*"))) if one.is_dir() and any(_files(one))]
        if not folders:
            raise NoPayloads(named)
        for folder in folders:
            found.setdefault(folder.resolve(), folder)
    return list(found.values())


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.iterdir()) if path.is_file() and not path.name.startswith("."))


def _payloads(folder: Path, account: Account) -> Iterator[Payload]:
    for path in _files(folder):
        try:
            yield Payload(path.name, path.read_bytes())
        except OSError as fault:
            account.add(path.name, "", What.ERROR, f"cannot be read ({fault.strerror or type(fault).__name__})")
