"""Each test of the store runs twice: on SQLite, and on a real PostgreSQL server where one is installed."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.review import postgres
from tests.review.postgres import Server


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    if postgres.programs() is None:
        if os.environ.get(postgres.REQUIRED):
            pytest.fail(f"{postgres.REQUIRED} is set and no PostgreSQL server is installed")
        pytest.skip("no PostgreSQL server is installed")
    with postgres.running() as started:
        yield started


@pytest.fixture(params=["sqlite", "postgresql"])
def new_store(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Where a new and empty store can be made, each time another."""
    if request.param == "postgresql":
        running: Server = request.getfixturevalue("server")
        return running.database
    numbers = iter(range(1000))
    return lambda: str(tmp_path / f"store{next(numbers)}.db")


@pytest.fixture
def where(new_store: Callable[[], str]) -> str:
    return new_store()
