"""A round of scoring that tests play through by its commands, in a folder of its own."""

import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import Result
from sqlalchemy import create_engine, text

from riskcheck.review.answers import Answers
from riskcheck.review.questions import RATED
from tests.commands import run

CASES = 24
DRAWN = 10
SECRET = "CANARY-of-the-first-reviewer"
"""Words of the first reviewer's that must be nowhere in what the second has."""


@dataclass
class Played:
    """A round in a folder: where its store is, and what each person does."""

    folder: Path
    where: str

    @property
    def records(self) -> str:
        return str(self.folder / "made.ndjson")

    def pass_of(self, who: str) -> str:
        return str(self.folder / "passes" / f"{who}.pass")

    def review(self, what: str, *arguments: str, who: str | None = None) -> Result:
        own = ("--pass", self.pass_of(who)) if who else ()
        return run("review", what, *arguments, "--store", self.where, *own)

    def draw(self, *options: str, name: str = "first") -> Result:
        how = ("-n", str(DRAWN), "--seed", "7", "--reviewers", "R1,R2", "--passes", str(self.folder / "passes"))
        return run("review", "draw", self.records, *how, "--round", name, "--store", self.where, *options)

    def cases(self, who: str) -> list[str]:
        return [line.split(": ")[0] for line in self.review("cases", who=who).stdout.splitlines()]

    def answered(self, who: str, seed: int, why: str = "Rehearsal.") -> list[dict[str, Any]]:
        """A stand-in's answers to every case of a reviewer, with these words."""
        form, answers = self.folder / f"{who}.json", self.folder / f"{who}-answers.json"
        assert self.review("form", "-o", str(form), who=who).exit_code == 0
        assert run("review", "rehearse", str(form), self.records, "--seed", str(seed), "-o", str(answers)).exit_code == 0
        made: list[dict[str, Any]] = json.loads(answers.read_text(encoding="utf-8"))
        for one in made:
            one["note"] = why
            for score in one["questions"].values():
                score["why"] = why
        return made

    def file(self, name: str, what: object) -> str:
        path = self.folder / name
        path.write_text(json.dumps(what), encoding="utf-8")
        return str(path)

    def submits(self, who: str, seed: int, why: str = "Rehearsal.") -> list[dict[str, Any]]:
        made = self.answered(who, seed, why)
        saved = self.review("save", self.file(f"{who}-answers.json", made), who=who)
        assert saved.exit_code == 0, saved.output
        submitted = self.review("submit", who=who)
        assert submitted.exit_code == 0, submitted.output
        return made

    def bytes(self) -> bytes:
        """All that the store is made of: the files of SQLite with its write-ahead log, or every row of every table."""
        if "://" not in self.where:
            return b"".join(path.read_bytes() for path in sorted(Path(self.where).parent.glob(Path(self.where).name + "*")))
        engine = create_engine(self.where.replace("postgresql://", "postgresql+psycopg://"))
        with engine.begin() as connection:
            tables = (
                connection.execute(text("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")).scalars().all()
            )
            rows = [connection.execute(text(f"SELECT * FROM {table}")).all() for table in tables]
        engine.dispose()
        return repr(rows).encode()

    def rows(self) -> list[dict[str, Any]]:
        """Every row of the trail, asked of the database itself."""
        if "://" not in self.where:
            with sqlite3.connect(self.where) as connection:
                connection.row_factory = sqlite3.Row
                found = [dict(row) for row in connection.execute("SELECT * FROM trail ORDER BY number")]
            connection.close()
            return found
        engine = create_engine(self.where.replace("postgresql://", "postgresql+psycopg://"))
        with engine.begin() as connection:
            found = [dict(row) for row in connection.execute(text("SELECT * FROM trail ORDER BY number")).mappings()]
        engine.dispose()
        return found


def complete(case: str, item: str, level: str = "medium") -> Answers:
    """Whole answers, the same for everything."""
    from riskcheck.review.answers import Score
    from riskcheck.review.questions import questions, scale

    scores = {code: Score(score=scale(code)[1], why="Seen.", evidence=(item,)) for code in questions()}
    return Answers(case=case, levels=dict.fromkeys(RATED, level), questions=scores)
