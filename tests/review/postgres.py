"""A real PostgreSQL server for tests: made in a folder of its own, run by somebody who is not root, reached by a socket."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg

REQUIRED = "RISKCHECK_POSTGRES_REQUIRED"
_ACCOUNTS = ("postgres", "nobody")
_numbers = count(1)


def programs() -> Path | None:
    """The folder of the server's programs, where one is installed."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    if installed:
        return installed[-1].parent
    found = shutil.which("postgres")
    return Path(found).resolve().parent if found else None


class Server:
    """A server that runs until the end of ``running``."""

    def __init__(self, bin_folder: Path, folder: Path, account: str | None, *, durable: bool) -> None:
        self._bin, self._folder, self._account = bin_folder, folder, account
        self._options = f"-c listen_addresses='' -k {folder} -c fsync={'on' if durable else 'off'}"

    def start(self) -> None:
        self._run(
            "pg_ctl", "-D", str(self._folder / "data"), "-l", str(self._folder / "log"), "-w", "-o", self._options, "start"
        )

    def stop(self, how: str = "fast") -> None:
        """``immediate`` is a crash: nothing is written any more, and the next start recovers."""
        self._run("pg_ctl", "-D", str(self._folder / "data"), "-m", how, "-w", "stop")

    def make(self) -> None:
        self._run("initdb", "-D", str(self._folder / "data"), "-U", "riskcheck", "-A", "trust", "-E", "UTF8", "--no-locale")

    def store(self) -> str:
        """The URL of a new and empty place for a store: a schema of its own."""
        name = f"store{next(_numbers)}"
        with psycopg.connect(host=str(self._folder), user="riskcheck", dbname="postgres", autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}")
        return f"postgresql://riskcheck@/postgres?host={self._folder}&options=-csearch_path%3D{name}"

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(self._bin / program), *arguments],
            user=self._account,
            cwd=self._folder,
            stdout=subprocess.PIPE if program == "initdb" else subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
            env={"PATH": os.environ["PATH"], "HOME": str(self._folder)},
            check=False,
        )
        assert done.returncode == 0, f"{program} failed: {(done.stdout or b'').decode()}"


@contextmanager
def running(*, durable: bool = False) -> Iterator[Server]:
    """A running server, gone with its folder afterwards. Without ``durable`` it does not wait for the disk."""
    found = programs()
    assert found is not None, "no PostgreSQL server is installed"
    account = _account()
    folder = Path(tempfile.mkdtemp(prefix="rcpg"))
    try:
        if account:
            shutil.chown(folder, account)
        server = Server(found, folder, account, durable=durable)
        server.make()
        server.start()
        try:
            yield server
        finally:
            server.stop("immediate")
    finally:
        shutil.rmtree(folder)


def _account() -> str | None:
    """Who runs the server: oneself, or somebody else where one is root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in _ACCOUNTS if name in known)
