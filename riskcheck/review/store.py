"""Where the trail is kept: a file of SQLite, or a PostgreSQL database for a team, named by its URL.

One table, and nothing in it is ever changed: what holds now is read off the trail. An entry is acknowledged when its
transaction is on disk. SQLite is opened so that this survives the death of the process and of the machine (write-ahead log,
full synchronisation); entries are numbered inside a lock, so that two writers cannot fork the chain.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, create_engine, event, func, inspect, select, text
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from riskcheck.errors import BadStore, NoSuchStore
from riskcheck.review import migrations
from riskcheck.review.table import LATEST, TRAIL
from riskcheck.review.trail import START, Draft, Entry, Head, chained

_AT_ONCE = 500
_LOCK = 7_244_115_309
"""The number of the lock under which a PostgreSQL store is made or upgraded."""

_PATIENCE = 60
"""Seconds for which a writer waits for others. SQLite does not queue, so that on a slow disk one can be passed over often."""

_PRAGMAS = (
    f"busy_timeout={1000 * _PATIENCE}",  # first: what follows may have to wait
    "journal_mode=WAL",
    "synchronous=FULL",
    "secure_delete=ON",
    "trusted_schema=OFF",
)


class Store:
    """A trail that can be read and added to. Use it as a context manager, or call ``close``."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = engine
        self.name = name

    @classmethod
    def open(cls, where: str, *, create: bool = False) -> "Store":
        """The store in a file, or behind a URL (``postgresql://...``); made where ``create`` is set and it is not there.

        Raises ``NoSuchStore`` and ``BadStore``. What they say never holds the password of a URL.
        """
        url, name = _located(where)
        if url.get_backend_name() == "sqlite":
            _prepare_file(Path(url.database or ""), create=create)
        store = cls(_engine(url, name), name)
        try:
            with store._faults():
                store._bring_up_to_date(create=create)
        except BaseException:
            store.close()
            raise
        return store

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def add(self, drafts: Sequence[Draft]) -> Head:
        """Add entries, all or none; they are on disk when this returns. The head after them. Raises ``BadStore``."""
        with self._faults(), self._engine.execution_options(riskcheck_writes=True).begin() as connection:
            _lock_out_other_writers(connection)
            last = _head(connection)
            for draft in drafts:
                entry = chained(draft, last)
                connection.execute(TRAIL.insert().values(**_row(entry)))
                last = Head(entry.number, entry.hash)
            return last

    def head(self) -> Head:
        """How far the trail goes. Raises ``BadStore``."""
        with self._faults(), self._engine.begin() as connection:
            return _head(connection)

    def entries(self, *kinds: str, about: str | None = None) -> Iterator[Entry]:
        """The entries of these kinds (of all, where none is named) in the order of their numbers. Raises ``BadStore``."""
        wanted = select(TRAIL).order_by(TRAIL.c.number).limit(_AT_ONCE)
        if kinds:
            wanted = wanted.where(TRAIL.c.kind.in_(kinds))
        if about is not None:
            wanted = wanted.where(TRAIL.c.about == about)
        after = -1
        while True:
            with self._faults(), self._engine.begin() as connection:
                page = [Entry(**row._mapping) for row in connection.execute(wanted.where(TRAIL.c.number > after))]
            yield from page
            if len(page) < _AT_ONCE:
                return
            after = page[-1].number

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """What the database says is for its owners; what a reviewer gets is one sentence without any value of the store."""
        try:
            yield
        except SQLAlchemyError as fault:
            raise BadStore(self.name, _in_words(fault)) from None

    def _bring_up_to_date(self, *, create: bool) -> None:
        with self._engine.begin() as connection:  # only read, so that nobody who writes is waited for
            if self._is_up_to_date(connection):
                return
            if not create and _version(connection) is None:
                raise NoSuchStore(self.name)
        if not create:
            raise BadStore(self.name, "it was made by an older riskcheck; any command that writes to it brings it up to date")
        with self._engine.execution_options(riskcheck_writes=True).begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            if not self._is_up_to_date(connection):
                migrations.upgrade(connection)

    def _is_up_to_date(self, connection: Connection) -> bool:
        version = _version(connection)
        if version is not None and version > LATEST:
            raise BadStore(self.name, "it was made by a newer riskcheck")
        return version == LATEST


def _located(where: str) -> tuple[URL, str]:
    """The URL of a store, and how it is named in messages. A plain path is a file of SQLite."""
    if "://" not in where:
        return URL.create("sqlite", database=where), where
    try:
        url = make_url(where)
    except (ArgumentError, ValueError):
        raise BadStore("the store", "its URL cannot be read") from None
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise BadStore(url.get_backend_name(), "a store is a file, or a postgresql:// URL")
    name = url.render_as_string(hide_password=True)
    return (url.set(drivername="postgresql+psycopg") if url.get_backend_name() == "postgresql" else url), name


def _prepare_file(path: Path, *, create: bool) -> None:
    """The file of a new store is its owner's alone, from its first moment."""
    try:
        if not path.exists():
            if not create:
                raise NoSuchStore(str(path))
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as fault:
        raise BadStore(str(path), fault.strerror or type(fault).__name__) from None


def _engine(url: URL, name: str) -> Engine:
    try:
        engine = create_engine(url, poolclass=NullPool, hide_parameters=True)
    except ModuleNotFoundError:
        raise BadStore(name, "PostgreSQL needs the package psycopg: install riskcheck[postgres]") from None
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _: object) -> None:
    connection.isolation_level = None  # the driver's own habit of beginning late would let a writer in between
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("riskcheck_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _lock_out_other_writers(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE trail IN EXCLUSIVE MODE"))


def _head(connection: Connection) -> Head:
    last = connection.execute(select(TRAIL.c.number, TRAIL.c.hash).order_by(TRAIL.c.number.desc()).limit(1)).first()
    return Head(last.number, last.hash) if last else Head(0, START)


def _row(entry: Entry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in entry.__struct_fields__}


def _version(connection: Connection) -> str | None:
    """The version of the tables, as Alembic keeps it; ``None`` where there are none."""
    tables = inspect(connection).get_table_names()
    if "alembic_version" not in tables:
        if tables:
            raise BadStore(connection.engine.url.render_as_string(hide_password=True), "it holds the tables of something else")
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _in_words(fault: SQLAlchemyError) -> str:
    said = str(getattr(fault, "orig", "") or "").lower()
    for sign, words in _SIGNS.items():
        if sign in said:
            return words
    return "the database could not do what was asked"


_SIGNS = {
    "malformed": "its file is damaged",
    "not a database": "it is not a store of riskcheck",
    "locked": "somebody else has been writing to it for a minute; try again",
    "readonly": "it cannot be written to",
    "read-only": "it cannot be written to",
    "full": "the disk is full",
    "append-only": "entries of the trail can only be added",
    "password": "the database refused the name or the password",
    "connection": "the database cannot be reached",
    "does not exist": "there is no such database",
}


def damaged(store: Store) -> str | None:
    """What SQLite itself says is wrong with a store's file; ``None`` where it says nothing, or the store is elsewhere."""
    with store._faults(), store._engine.begin() as connection:
        if connection.dialect.name != "sqlite":
            return None
        said = connection.execute(text("PRAGMA integrity_check")).scalars().all()
    return None if said == ["ok"] else f"{len(said)} faults in the file"


def count(store: Store, kind: str) -> int:
    """How many entries of a kind there are."""
    with store._faults(), store._engine.begin() as connection:
        return int(connection.execute(select(func.count()).where(TRAIL.c.kind == kind)).scalar_one())
