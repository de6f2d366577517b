"""The fenced blocks of README and the guides: found, run, compared with what they show, and written anew.

A ``console`` block holds commands after ``$`` and, under each, what it prints; a command that ends in ``\\`` goes on in the
next line, after ``>``. A line ``...`` stands for any lines, and a line that ends in `` ...`` for the rest of a line. ``$ echo
$?`` shows the exit status of the command before it. In an ``sh`` block a line that starts with ``riskcheck`` is run, and
nothing is shown. A block under a line that ends with "Save this as `NAME`:" is there as a file when the document's commands
run.
"""

import re
import shlex
from collections.abc import Iterator, Sequence
from contextlib import chdir
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from click.testing import CliRunner

from riskcheck.cli import main

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
GUIDES = tuple(sorted((ROOT / "riskcheck" / "guide").glob("*.md")))
DOCUMENTS = (README, *GUIDES)

WIDTH = 100
ANY_LINES = "..."
ANY_REST = " ..."
STATUS = "echo $?"
_OURS = re.compile(r"(?:\.venv/bin/)?riskcheck(?= |$)")
_SAVED = re.compile(r"[Ss]ave this as `([\w.-]+)`:$")
_HASH = re.compile(r"\brules [0-9a-f]{12}\b")
_LIKE_ENOUGH = 0.6


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, the line of the document on which its text starts (from 0), its text, the line above."""

    language: str
    start: int
    lines: tuple[str, ...]
    above: str

    @property
    def text(self) -> str:
        """Its text as a file would hold it."""
        return "\n".join(self.lines) + "\n"


@dataclass(frozen=True)
class Command:
    """A command, the lines of the document that show its output (``None``: its output is not shown), and those lines."""

    line: str
    shown_at: tuple[int, int] | None
    shown: tuple[str, ...]


@dataclass(frozen=True)
class Ran:
    """A command that ran: what it printed, and its exit status."""

    command: Command
    printed: tuple[str, ...]
    status: int


def blocks(text: str) -> Iterator[Block]:
    """The fenced blocks of a document."""
    lines = text.splitlines()
    above, opened = "", None
    for number, line in enumerate(lines):
        if line.startswith("```") and opened is None:
            opened = (line.removeprefix("```").strip(), number + 1)
        elif line.startswith("```") and opened is not None:
            yield Block(opened[0], opened[1], tuple(lines[opened[1] : number]), above)
            above, opened = "", None
        elif opened is None and line.strip():
            above = line
    assert opened is None, "a fenced block is not closed"


def prose(text: str) -> str:
    """A document without its fenced blocks and its inline code."""
    fenced = {number for block in blocks(text) for number in range(block.start - 1, block.start + len(block.lines) + 1)}
    kept = "\n".join(line for number, line in enumerate(text.splitlines()) if number not in fenced)
    return re.sub(r"`[^`]*`", "", kept)


def commands(text: str) -> Iterator[Command]:
    """The commands of a document that are to be run, in order."""
    for block in blocks(text):
        if block.language == "console":
            yield from _in_console(block)
        elif block.language == "sh":
            yield from (Command(line, None, ()) for line in block.lines if _OURS.match(line))


def _in_console(block: Block) -> Iterator[Command]:
    starts = [number for number, line in enumerate(block.lines) if line.startswith("$ ")]
    assert starts, "a console block has no command"
    assert starts[0] == 0, "a console block starts with something other than a command"
    for start, end in zip(starts, [*starts[1:], len(block.lines)], strict=True):
        said = [block.lines[start].removeprefix("$ ")]
        while said[-1].endswith("\\"):
            said[-1] = said[-1].removesuffix("\\")
            said.append(block.lines[start + len(said)].removeprefix("> "))
        first = start + len(said)
        yield Command("".join(said), (block.start + first, block.start + end), block.lines[first:end])


def run(text: str, folder: Path) -> list[Ran]:
    """Run a document's commands in ``folder``, which gets the fixtures and the files that the document says to save."""
    for name in ("fixtures", "schemas"):
        if not (folder / name).exists():
            (folder / name).symlink_to(ROOT / name)
    for block in blocks(text):
        if saved := _SAVED.search(block.above):
            (folder / saved.group(1)).write_text(block.text, encoding="utf-8")
    done: list[Ran] = []
    with chdir(folder):
        for command in commands(text):
            if command.line == STATUS:
                done.append(Ran(command, (str(done[-1].status),), 0))
            else:
                done.append(_run(command))
    return done


def _run(command: Command) -> Ran:
    ours = _OURS.match(command.line)
    assert ours is not None, f"only riskcheck can be run here: {command.line}"
    result = CliRunner().invoke(main, shlex.split(command.line[ours.end() :]), prog_name="riskcheck")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Ran(command, tuple(line.rstrip() for line in result.output.rstrip("\n").splitlines()), result.exit_code)


def fits(shown: Sequence[str], printed: Sequence[str]) -> bool:
    """Whether the lines that a document shows are what was printed."""
    parts = _parts(shown)
    if len(parts) == 1:
        return len(shown) == len(printed) and _same(shown, printed)
    first, *between, last = parts
    if not _same(first, printed[: len(first)]) or len(first) + len(last) > len(printed):
        return False
    place, end = len(first), len(printed) - len(last)
    for part in between:
        while place + len(part) <= end and not _same(part, printed[place : place + len(part)]):
            place += 1
        place += len(part)
    return place <= end and _same(last, printed[end:])


def renewed(shown: Sequence[str], printed: Sequence[str]) -> list[str]:
    """The lines to show now: what was printed, left out where the document leaves lines out."""
    if not shown:
        return [_cut(line) for line in printed]
    parts = _parts(shown)
    if fits(shown, printed):
        return [_with_hash_of(printed, line) for line in shown]
    lines: list[str] = []
    place = 0
    for number, part in enumerate(parts):
        if number:
            lines.append(ANY_LINES)
        if not part:
            continue
        start = place if number == 0 else _nearest(part[0], printed, place)
        end = len(printed) if number == len(parts) - 1 else _nearest(part[-1], printed, start) + 1
        lines.extend(_cut(line) for line in printed[start:end])
        place = end
    return lines


def _parts(shown: Sequence[str]) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for line in shown:
        if line == ANY_LINES:
            parts.append([])
        else:
            parts[-1].append(line)
    return parts


def _same(shown: Sequence[str], printed: Sequence[str]) -> bool:
    return len(shown) == len(printed) and all(
        _without_hash(line) == _without_hash(real) or (line.endswith(ANY_REST) and real.startswith(line.removesuffix(ANY_REST)))
        for line, real in zip(shown, printed, strict=True)
    )


def _without_hash(line: str) -> str:
    """The line without the hash of the rules in force: it changes with every change of a rule or a policy value."""
    return _HASH.sub("rules ...", line)


def _with_hash_of(printed: Sequence[str], line: str) -> str:
    """The line with the hash that was printed now."""
    now = next((found[0] for real in printed if (found := _HASH.search(real))), None)
    return _HASH.sub(now, line) if now is not None else line


def _nearest(line: str, printed: Sequence[str], start: int) -> int:
    """Where a line is now: the first that is the same, or else the first that is most like it."""
    known = line.removesuffix(ANY_REST)
    likely = (real[: len(known)] if line.endswith(ANY_REST) else real[: 2 * WIDTH] for real in printed[start:])
    ratios = [SequenceMatcher(None, known, real, autojunk=False).ratio() for real in likely]
    best = max(ratios, default=0.0)
    if best < _LIKE_ENOUGH:
        raise LookupError(f"no line that was printed is like this one; change the block by hand: {line}")
    return start + ratios.index(best)


def _cut(line: str) -> str:
    if len(line) <= WIDTH:
        return line
    return line[: WIDTH - len(ANY_REST)].rsplit(" ", 1)[0] + ANY_REST
