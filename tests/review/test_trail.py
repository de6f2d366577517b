"""The trail: added to and never changed, and whatever is done to it behind riskcheck's back shows."""

import random
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.engine import Connection

from riskcheck.errors import BadHead, BadStore, NoSuchStore
from riskcheck.review.store import Store, _lock_out_other_writers, damaged
from riskcheck.review.table import LATEST, TABLES, TRAIL
from riskcheck.review.trail import START, Draft, Entry, Head, audit

LENGTH = 30
TRIALS = 200


def draft(number: int) -> Draft:
    return Draft.of({"n": number}, at=f"2026-11-22T10:{number:02}:00Z", by="R1", kind="decision", about=f"key{number}")


def let_in(connection: Connection) -> None:
    """What whoever owns the database can do first: put the triggers out of the way."""
    if connection.dialect.name == "sqlite":
        for what in ("update", "delete"):
            connection.execute(text(f"DROP TRIGGER IF EXISTS trail_no_{what}"))
    else:
        connection.execute(text("ALTER TABLE trail DISABLE TRIGGER ALL"))


def behind_its_back(where: str, change: Callable[[Connection], None]) -> None:
    """Do something to the tables as whoever owns the database can."""
    with Store.open(where) as store, store._engine.begin() as connection:
        let_in(connection)
        change(connection)


def test_entries_come_back_as_they_were_added_and_the_chain_is_whole(where: str) -> None:
    with Store.open(where, create=True) as store:
        assert store.head() == Head(0, START)
        heads = [store.add([draft(1), draft(2)]), store.add([draft(3)])]
        entries = list(store.entries())
        assert [entry.read(dict) for entry in entries] == [{"n": 1}, {"n": 2}, {"n": 3}]
        assert [entry.number for entry in store.entries("decision", about="key2")] == [2]
        assert heads[-1] == store.head() == audit(entries).head
        assert audit(entries, heads[0]).whole
        assert damaged(store) is None


def test_entries_are_added_all_or_none(where: str) -> None:
    too_long = Draft(at="x" * 41, by="R1", kind="decision", about="key", body="{}")
    with Store.open(where, create=True) as store:
        store.add([draft(1)])
        before = store.head()
        if store.name.startswith("postgresql"):
            with pytest.raises(BadStore):
                store.add([draft(2), too_long])
        else:
            with pytest.raises(AttributeError):
                store.add([draft(2), None])  # type: ignore[list-item]
        assert store.head() == before


def test_two_who_write_at_once_do_not_fork_the_chain(where: str) -> None:
    def write(who: int) -> None:
        with Store.open(where, create=True) as store:
            for number in range(5):
                store.add([draft(5 * who + number)])

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    with Store.open(where) as store:
        found = audit(store.entries())
        assert found.whole
        assert found.head.number == 20
        assert {entry.about for entry in store.entries()} == {f"key{number}" for number in range(20)}


def test_a_store_that_is_up_to_date_opens_while_somebody_writes(where: str) -> None:
    with Store.open(where, create=True) as store:
        writes = store._engine.execution_options(riskcheck_writes=True)
        with writes.begin() as busy:
            _lock_out_other_writers(busy)
            with Store.open(where, create=True) as other:
                assert other.head() == Head(0, START)


@pytest.mark.parametrize("statement", ["UPDATE trail SET body = '{}'", "DELETE FROM trail"])
def test_the_database_itself_refuses_to_change_or_remove(where: str, statement: str) -> None:
    with Store.open(where, create=True) as store:
        store.add([draft(1)])
        with (
            pytest.raises(BadStore, match="entries of the trail can only be added"),
            store._faults(),
            store._engine.begin() as connection,
        ):
            connection.execute(text(statement))
        assert audit(store.entries()).whole


@dataclass
class Hand:
    """Somebody who changes the trail behind its back, at random."""

    chance: random.Random

    def change(self, connection: Connection) -> None:
        column = self.chance.choice(["at", "by", "kind", "about", "body", "hash", "before"])
        connection.execute(
            text(f'UPDATE trail SET "{column}" = :value WHERE number = :number'),
            {"value": f"{self.chance.random()}", "number": self.chance.randint(1, LENGTH)},
        )

    def delete(self, connection: Connection) -> None:
        first = self.chance.randint(1, LENGTH)
        last = min(LENGTH, first + self.chance.randint(0, 3))
        connection.execute(text("DELETE FROM trail WHERE number BETWEEN :first AND :last"), {"first": first, "last": last})
        if self.chance.random() < 0.5:
            for row in connection.execute(
                text("SELECT number FROM trail WHERE number > :last ORDER BY number"), {"last": last}
            ):
                self._number(connection, row.number, row.number - (last - first + 1))

    def reorder(self, connection: Connection) -> None:
        one, other = self.chance.sample(range(1, LENGTH + 1), 2)
        for was, now in ((one, 0), (other, one), (0, other)):
            self._number(connection, was, now)

    def insert(self, connection: Connection) -> None:
        place = self.chance.randint(1, LENGTH)
        for number in range(LENGTH, place - 1, -1):
            self._number(connection, number, number + 1)
        like = connection.execute(
            text("SELECT * FROM trail WHERE number = :n"), {"n": self.chance.choice([place + 1, LENGTH + 1])}
        )
        (row,) = like.mappings()
        made = {**row, "number": place, "hash": f"{self.chance.getrandbits(256):064x}", "before": f"{self.chance.random()}"}
        names = ", ".join(f'"{name}"' for name in made)
        connection.execute(text(f"INSERT INTO trail ({names}) VALUES ({', '.join(f':{name}' for name in made)})"), made)

    @staticmethod
    def _number(connection: Connection, was: int, now: int) -> None:
        connection.execute(text("UPDATE trail SET number = :now WHERE number = :was"), {"now": now, "was": was})


def test_whatever_is_done_to_the_trail_shows_in_200_trials(where: str) -> None:
    not_without_the_head = 0
    with Store.open(where, create=True) as store:
        kept = store.add([draft(number) for number in range(1, LENGTH + 1)])
        for trial in range(TRIALS):
            hand = Hand(random.Random(trial))
            what = [hand.change, hand.delete, hand.reorder, hand.insert][trial % 4]
            with store._engine.connect() as connection, connection.begin() as transaction:
                let_in(connection)
                what(connection)
                entries = [Entry(**row._mapping) for row in connection.execute(select(TRAIL).order_by(TRAIL.c.number))]
                transaction.rollback()
            assert not audit(entries, kept).whole, f"trial {trial}: {what.__name__} was not seen"
            not_without_the_head += audit(entries).whole
        assert audit(store.entries(), kept).whole, "each trial was undone"
    assert 0 < not_without_the_head < TRIALS / 8, "only a tail that was cut off needs the head that was kept"


def test_it_shows_when_it_is_done_for_good(where: str) -> None:
    with Store.open(where, create=True) as store:
        kept = store.add([draft(number) for number in range(1, LENGTH + 1)])
    behind_its_back(where, Hand(random.Random(7)).insert)
    with Store.open(where) as store:
        assert not audit(store.entries(), kept).whole


def test_a_trail_that_was_written_anew_shows_by_the_kept_head_alone(new_store: Callable[[], str]) -> None:
    heads = []
    for who in (1, 2):
        with Store.open(new_store(), create=True) as store:
            heads.append(store.add([draft(number + who) for number in range(1, 4)]))
            entries = list(store.entries())
    assert audit(entries).whole
    found = audit(entries, heads[0])
    assert [one.why for one in found.breaks] == ["is not the entry whose hash was kept: the trail was written anew"]


def test_a_head_reads_back_and_nothing_else_is_one() -> None:
    head = Head(7, "a" * 64)
    assert Head.read(f" {head}\n") == head
    for wrong in ("", "7", "7:abc", f"-1:{'a' * 64}"):
        with pytest.raises(BadHead):
            Head.read(wrong)


def test_a_store_is_its_owner_s_alone(tmp_path: Path) -> None:
    with Store.open(str(tmp_path / "a.db"), create=True) as store:
        store.add([draft(1)])
        assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}


def test_what_is_not_a_store_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "not").write_text("hello " * 1000, encoding="utf-8")
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE things (a)")
    connection.close()
    said = {
        str(tmp_path / "none.db"): (NoSuchStore, "there is no store there"),
        str(tmp_path / "not"): (BadStore, "it is not a store of riskcheck"),
        str(other): (BadStore, "it holds the tables of something else"),
        str(tmp_path / "no" / "folder.db"): (NoSuchStore, "there is no store there"),
        "mysql://u:secret@h/d": (BadStore, "a store is a file, or a postgresql:// URL"),
        "postgresql://u:secret@/d?host=/nowhere": (BadStore, "the database cannot be reached"),
        "postgresql://h:port/d": (BadStore, "its URL cannot be read"),
    }
    for where, (kind, words) in said.items():
        with pytest.raises(kind, match=words) as caught:
            Store.open(where)
        assert "secret" not in str(caught.value)


def test_a_store_that_a_newer_riskcheck_made_is_refused(where: str) -> None:
    Store.open(where, create=True).close()
    behind_its_back(where, lambda connection: _set_version(connection, "9999"))
    with pytest.raises(BadStore, match="made by a newer riskcheck"):
        Store.open(where, create=True)


def _set_version(connection: Connection, version: str) -> None:
    connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})


def test_the_migrations_make_the_tables_that_the_code_expects(where: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    from riskcheck.review import migrations

    with Store.open(where, create=True) as store, store._engine.begin() as connection:
        differences: list[Any] = compare_metadata(MigrationContext.configure(connection), TABLES)
    assert differences == []
    assert ScriptDirectory(str(Path(migrations.__file__).parent)).get_current_head() == LATEST


def test_an_interrupted_upgrade_leaves_nothing_behind(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from riskcheck.review import migrations

    upgrade = migrations.upgrade

    def fails(connection: Connection) -> None:
        upgrade(connection)
        raise KeyboardInterrupt

    monkeypatch.setattr(migrations, "upgrade", fails)
    with pytest.raises(KeyboardInterrupt):
        Store.open(where, create=True)
    monkeypatch.undo()
    with pytest.raises(NoSuchStore):
        Store.open(where)
    with Store.open(where, create=True) as store:
        assert store.add([draft(1)]).number == 1
