"""Results kept in a file, so that an interrupted run goes on where it was, and a later one checks only what has changed.

Each result is kept under a hash of everything that it follows from: the bytes of its record, what was asked, and all that
answers it. What is not under its hash is looked at again; so nothing that is kept can be out of date, and starting,
going on and checking again are one thing. SQLite keeps the file whole when a process is killed at any moment.
"""

import hashlib
import sqlite3
import sys
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib import metadata
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import msgspec

from riskcheck.caseload.looking import Asked, packed
from riskcheck.errors import UnusableState
from riskcheck.records.read import Text
from riskcheck.records.schemas import CASE_RECORD, schema_text
from riskcheck.result import CaseResult

_MARK = 0x7269736B
"""What says in the head of a file that it is one of these (``application_id``); any other database is left alone."""

_BESIDE = ("report", "cli", "synth", "evaluate", "guide", "replay", "review", "schemas")
"""Parts of the package that no result follows from: they show results, or make records, or ask something else."""

_LIBRARIES = ("msgspec", "jsonschema-rs", "numpy", "scipy", "spacy")
"""Libraries a result could depend on."""

_OWNER_ONLY = 0o600


class Kept:
    """The results in one file, for one question. ``reused`` counts those that were of use, ``checked`` those that are new.

    With ``again``, every record is looked at again and what comes of it is kept. Raises ``UnusableState`` from any method.
    """

    def __init__(self, path: str, asked: Asked, *, again: bool = False) -> None:
        self.path = path
        self.reused = self.checked = 0
        self._again = again
        self._question = _question(asked)
        with self._told():
            self._file = _opened(path)

    def key(self, text: Text) -> bytes:
        """What the result of a text is kept under."""
        return hashlib.blake2b(text.piece.text, key=self._question, digest_size=16).digest()

    def bodies(self, keys: Sequence[bytes]) -> tuple[bytes | None, ...]:
        """The results that are kept under some keys, packed; ``None`` where there is none."""
        with self._told():
            self._file.executemany("INSERT OR IGNORE INTO used VALUES (?)", ((key,) for key in keys))
            found = tuple(None if self._again else self._body(key) for key in keys)
        self.reused += sum(body is not None for body in found)
        return found

    def keep(self, results: Iterable[tuple[bytes, CaseResult | bytes]]) -> None:
        """Keep some results, all or none of them."""
        rows = [(key, zlib.compress(packed(result), 1)) for key, result in results]
        with self._told(), self._file:
            self._file.execute("BEGIN")
            self._file.executemany("INSERT OR REPLACE INTO result VALUES (?, ?)", rows)
        self.checked += len(rows)

    def finish(self) -> None:
        """Let go of what this run, which was complete, had no use for: records that are gone, or have changed."""
        with self._told(), self._file:
            self._file.execute("BEGIN")
            self._file.execute("DELETE FROM result WHERE key NOT IN used")

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _body(self, key: bytes) -> bytes | None:
        row = self._file.execute("SELECT body FROM result WHERE key = ?", (key,)).fetchone()
        return None if row is None else zlib.decompress(row[0])

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError, zlib.error) as fault:
            raise UnusableState(self.path, _in_words(fault)) from None


def _opened(path: str) -> sqlite3.Connection:
    """The file, made for its owner alone where there is none, and held so that no other run uses it."""
    Path(path).touch(_OWNER_ONLY)
    opened = sqlite3.connect(path, isolation_level=None, timeout=0)
    opened.execute("PRAGMA locking_mode = EXCLUSIVE")
    opened.execute("PRAGMA secure_delete = ON")
    opened.execute("BEGIN EXCLUSIVE")
    (mark,) = opened.execute("PRAGMA application_id").fetchone()
    (tables,) = opened.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if mark != _MARK and tables:
        raise sqlite3.DatabaseError("file is not a database of riskcheck's")
    if not tables:
        opened.execute(f"PRAGMA application_id = {_MARK}")
        opened.execute("CREATE TABLE result (key BLOB PRIMARY KEY, body BLOB NOT NULL)")
    opened.execute("COMMIT")
    opened.execute("CREATE TEMP TABLE used (key BLOB PRIMARY KEY) WITHOUT ROWID")
    return opened


def _in_words(fault: Exception) -> str:
    said = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
    reasons = {
        "locked": "another run is using it",
        "full": "the disk is full; what was kept until then is there, and the next run goes on from it",
        "not a database": "it is a file of another kind",
        "malformed": "it is damaged; remove it, and everything is checked again",
        "decompress": "it is damaged; remove it, and everything is checked again",
        "readonly": "it may not be written to",
        "unable to open": "it may not be written to",
    }
    return next((reason for word, reason in reasons.items() if word in said), f"of this: {said}")


def _question(asked: Asked) -> bytes:
    """A digest of all that results follow from beside the records: what is asked, and the code and values that answer."""
    told = msgspec.json.encode(msgspec.structs.replace(asked, model=None, offence_mapping=()))
    versions = f"{sys.version_info[:2]} {[metadata.version(name) for name in _LIBRARIES]}".encode()
    schema = schema_text(CASE_RECORD).encode()
    return hashlib.blake2b(b"\0".join((told, versions, schema, _answering())), digest_size=32).digest()


@cache
def _answering() -> bytes:
    """A digest of the parts of the package that answer, and of the policy values, whatever their line ends."""
    digest = hashlib.blake2b()
    for name, file in sorted(_parts(files("riskcheck"), _BESIDE)):
        digest.update(name.encode() + b"\n" + file.read_bytes().replace(b"\r\n", b"\n"))
    return digest.digest()


def _parts(folder: Traversable, beside: tuple[str, ...] = ()) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        if entry.name in beside:
            continue
        if entry.is_dir():
            yield from ((f"{entry.name}/{inner}", file) for inner, file in _parts(entry))
        elif entry.name.endswith((".py", ".toml", ".json")):
            yield entry.name, entry
