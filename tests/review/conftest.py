"""Each test of the store runs twice: on SQLite, and on a real PostgreSQL server where one is installed."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.review import postgres
from tests.review.made import CASES, Played, run
from tests.review.postgres import Server


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    if postgres.programs() is None:
        if os.environ.get(postgres.REQUIRED):
            pytest.fail(f"{postgres.REQUIRED} is set and no PostgreSQL server is installed")
        pytest.skip("no PostgreSQL server is installed")
    with postgres.running() as started:
        yield started


@pytest.fixture(params=["sqlite", "postgresql"], scope="module")
def database(request: pytest.FixtureRequest) -> Server | None:
    """The server that stores are to be made on; ``None`` for SQLite."""
    if request.param == "postgresql":
        started: Server = request.getfixturevalue("server")
        return started
    return None


@pytest.fixture
def new_store(database: Server | None, tmp_path: Path) -> Callable[[], str]:
    """Where a new and empty store can be made, each time another."""
    numbers = iter(range(1000))
    return database.store if database else lambda: str(tmp_path / f"store{next(numbers)}.db")


@pytest.fixture
def where(new_store: Callable[[], str]) -> str:
    return new_store()


@pytest.fixture(scope="session")
def made_records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small synthetic caseload."""
    path = tmp_path_factory.mktemp("caseload") / "made.ndjson"
    assert run("synth", "-n", str(CASES), "--seed", "5", "-o", str(path)).exit_code == 0
    return path


@pytest.fixture
def played(tmp_path: Path, where: str, made_records: Path) -> Played:
    """A folder with a caseload, and no round in it yet."""
    (tmp_path / "made.ndjson").symlink_to(made_records)
    return Played(tmp_path, where)
