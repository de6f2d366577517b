"""Measures the finder on labelled sentences: precision and recall by category, on the tuning and the held-out authors.

Use: ``python -m riskcheck.text.measure [FOLDER] [--json] [--show]``. A folder holds ``tuning/<author>/<voice>.jsonl`` and
may hold ``held_out/<author>/<voice>.jsonl``. ``--show`` lists what is wrong in tuning; nothing lists the held-out sentences.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from time import perf_counter

import msgspec

from riskcheck.terms import Setting
from riskcheck.text.find import find
from riskcheck.text.mention import Because, Category, Mention

FOLDER = Path("tests/text/labelled")
_IN_CUSTODY = frozenset({"statement", "alert"})
_KINDS_MATTER = frozenset({Category.TRIGGERS, Category.STATED_LEVEL})


class Expected(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One mention that a careful reader finds."""

    category: Category
    because: Because
    kind: str | None = None


class Labelled(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One sentence and what is in it."""

    text: str
    trap: bool
    expected: tuple[Expected, ...]


class Figures(msgspec.Struct, frozen=True):
    """How the finder did: ``right`` found and expected, ``wrong`` found only, ``missed`` expected only."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float | None:
        """Of what was found, the share that was expected."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def recall(self) -> float | None:
        """Of what was expected, the share that was found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else None


class Measures(msgspec.Struct, frozen=True):
    """A set of sentences, measured.

    ``counting``: mentions that count as the person's own. ``any``: mentions of any status. ``not_own_as_own``: sentences in
    which a weapon that is negated or another's, and no own one, was counted as the person's own.
    """

    sentences: int
    traps: int
    counting: dict[str, Figures]
    any: dict[str, Figures]
    not_own_as_own: int
    weapon_kinds: Figures
    reasons: Figures


class Measured(msgspec.Struct, frozen=True):
    """Tuning, each held-out author, the held-out authors together if there are several, and what is wrong in tuning."""

    tuning: Measures
    held_out: dict[str, Measures]
    wrong_in_tuning: tuple[str, ...]


Row = tuple[Labelled, tuple[Mention, ...]]


def labelled(folder: Path = FOLDER / "tuning") -> dict[str, list[tuple[str, Labelled]]]:
    """Every labelled sentence of each author with its voice, in the order of the files; nothing where no folder is."""
    authors = sorted(path for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
    return {author.name: [row for file in sorted(author.glob("*.jsonl")) for row in _rows(file)] for author in authors}


def _rows(file: Path) -> Iterable[tuple[str, Labelled]]:
    for line in file.read_bytes().splitlines():
        if line.strip():
            yield file.stem, msgspec.json.decode(line, type=Labelled)


def read(voice: str, sentence: Labelled) -> tuple[Mention, ...]:
    """The mentions that the finder sees in a labelled sentence."""
    return find(sentence.text, Setting.CUSTODY if voice in _IN_CUSTODY else None)


def measure(folder: Path = FOLDER) -> Measured:
    """Read every labelled sentence and count. Raises ``FileNotFoundError`` where there are none to tune on."""
    tuning = [row for rows in _read_all(folder / "tuning").values() for row in rows]
    if not tuning:
        raise FileNotFoundError(f"no labelled sentences in {folder / 'tuning'}")
    held_out = _read_all(folder / "held_out")
    measured = {author: _measures(rows) for author, rows in held_out.items()}
    if len(measured) > 1:
        measured["together"] = _measures([row for rows in held_out.values() for row in rows])
    wrong = tuple(line for row, mentions in tuning for line in _differences(row, mentions))
    return Measured(_measures(tuning), measured, wrong)


def _read_all(folder: Path) -> dict[str, list[Row]]:
    return {author: [(row, read(voice, row)) for voice, row in rows] for author, rows in labelled(folder).items()}


_Key = tuple[str, str | None, bool]


def _expected(row: Labelled) -> set[_Key]:
    return {
        (one.category.value, one.kind if one.category in _KINDS_MATTER else None, one.because is Because.OWN)
        for one in row.expected
    }


def _found(mentions: Iterable[Mention]) -> set[_Key]:
    return {(one.category.value, one.kind if one.category in _KINDS_MATTER else None, one.counts) for one in mentions}


def _measures(rows: Sequence[Row]) -> Measures:
    counting: dict[str, Counter[str]] = {category.value: Counter() for category in Category}
    anyhow: dict[str, Counter[str]] = {category.value: Counter() for category in Category}
    kinds: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    not_own = 0
    for row, mentions in rows:
        expected, found = _expected(row), _found(mentions)
        _count(counting, {key for key in expected if key[2]}, {key for key in found if key[2]})
        _count(anyhow, {(*key[:2], True) for key in expected}, {(*key[:2], True) for key in found})
        weapon = (Category.WEAPONS.value, None, True)
        not_own += weapon in found and weapon not in expected and (Category.WEAPONS.value, None, False) in expected
        for one in row.expected:
            same = [mention for mention in mentions if mention.category is one.category]
            if one.category is Category.WEAPONS and one.kind and same:
                kinds["right" if one.kind in {mention.kind for mention in same} else "wrong"] += 1
            if one.because is not Because.OWN and same:
                reasons["right" if one.because in {mention.because for mention in same} else "wrong"] += 1
    return Measures(
        len(rows),
        sum(row.trap for row, _ in rows),
        {name: _figures(found) for name, found in counting.items()},
        {name: _figures(found) for name, found in anyhow.items()},
        not_own,
        _figures(kinds),
        _figures(reasons),
    )


def _count(into: dict[str, Counter[str]], expected: set[_Key], found: set[_Key]) -> None:
    for how, keys in (("right", expected & found), ("wrong", found - expected), ("missed", expected - found)):
        for category, _, _ in keys:
            into[category][how] += 1


def _figures(counted: Counter[str]) -> Figures:
    return Figures(counted["right"], counted["wrong"], counted["missed"])


def _differences(row: Labelled, mentions: tuple[Mention, ...]) -> list[str]:
    expected, found = _expected(row), _found(mentions)
    if expected == found:
        return []
    seen = "; ".join(f"{one.category} {one.kind} {one.because} '{one.words}'" for one in mentions)
    wanted = "; ".join(f"{one.category} {one.kind or ''} {one.because}" for one in row.expected)
    return [f"{row.text}\n    expected: {wanted or 'nothing'}\n    found:    {seen or 'nothing'}"]


def as_json(measured: Measured) -> str:
    """The figures as JSON, with precision and recall worked out."""

    def figures(one: Measures) -> dict[str, object]:
        return {
            "sentences": one.sentences,
            "traps": one.traps,
            "counting": {name: _row(figures) for name, figures in one.counting.items()},
            "any": {name: _row(figures) for name, figures in one.any.items()},
            "negated_or_others_weapons_counted_as_own": one.not_own_as_own,
            "weapon_kinds": _row(one.weapon_kinds),
            "reasons": _row(one.reasons),
        }

    held_out = {author: figures(one) for author, one in measured.held_out.items()}
    return json.dumps({"tuning": figures(measured.tuning), "held_out": held_out}, indent=2)


def _row(figures: Figures) -> dict[str, float | int | None]:
    return {**msgspec.structs.asdict(figures), "precision": figures.precision, "recall": figures.recall}


def as_text(measured: Measured) -> str:
    """The figures as a table for a person."""
    lines: list[str] = []
    held_out = [(f"Held out, {author}", one) for author, one in measured.held_out.items()]
    for title, one in [("Tuning", measured.tuning), *held_out]:
        lines.append(f"{title}: {one.sentences} sentences, {one.traps} of them traps")
        lines.append(f"  {'':18}{'own and affirmed':^32}{'found, of any status':^32}")
        lines.append(f"  {'':18}" + f"{'precision':>11}{'recall':>9}{'n':>6}      " * 2)
        for name in one.counting:
            lines.append(f"  {name.replace('_', ' '):18}{_cells(one.counting[name])}{_cells(one.any[name])}")
        lines.append(f"  negated or other people's weapons counted as the person's own: {one.not_own_as_own}")
        lines.append(
            f"  kind of weapon right: {_share(one.weapon_kinds)}; reason for not counting right: {_share(one.reasons)}"
        )
        lines.append("")
    return "\n".join(lines)


def _cells(figures: Figures) -> str:
    parts = [f"{share:.3f}" if share is not None else "-" for share in (figures.precision, figures.recall)]
    return f"{parts[0]:>11}{parts[1]:>9}{figures.right + figures.missed:>6}      "


def _share(figures: Figures) -> str:
    return f"{figures.right} of {figures.right + figures.wrong}"


def main(arguments: Sequence[str]) -> None:
    """Print the figures."""
    folders = [Path(argument) for argument in arguments if not argument.startswith("--")]
    read("contact", Labelled("He had a knife.", False, ()))
    started = perf_counter()
    measured = measure(folders[0] if folders else FOLDER)
    apart = [one.sentences for author, one in measured.held_out.items() if author != "together"]
    sentences = measured.tuning.sentences + sum(apart)
    sys.stderr.write(f"{sentences / (perf_counter() - started):,.0f} sentences a second, once loaded\n")
    out = as_json(measured) if "--json" in arguments else as_text(measured)
    if "--show" in arguments:
        out += "\n".join(measured.wrong_in_tuning)
    sys.stdout.write(out + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
