"""The labelled sentences, tuning and held out apart, and figures that only say what was counted."""

import json
import shutil
from math import ceil
from pathlib import Path

import pytest

from riskcheck import policy
from riskcheck.text.measure import FOLDER, Figures, as_json, as_text, labelled, measure, read

HERE = Path(__file__).parents[2] / FOLDER
LEXICONS = (
    "weapons",
    "custody_violence",
    "orders",
    "domestic_abuse",
    "triggers",
    "stated_level",
    "context",
    "people",
    "sets",
    "grammar",
    "considered",
)


def test_there_are_enough_sentences_and_half_are_traps() -> None:
    rows = [row for author in labelled(HERE / "tuning").values() for _, row in author]
    assert len({row.text for row in rows}) == len(rows) >= 1400
    assert sum(row.trap for row in rows) * 2 >= len(rows)


def test_enough_sentences_are_held_out_and_half_are_traps() -> None:
    rows = [row for author in labelled(HERE / "held_out").values() for _, row in author]
    assert len({row.text for row in rows}) == len(rows) >= 200
    assert sum(row.trap for row in rows) * 2 >= len(rows)


def test_no_held_out_sentence_is_tuned_on() -> None:
    tuning = {row.text for author in labelled(HERE / "tuning").values() for _, row in author}
    held_out = {row.text for author in labelled(HERE / "held_out").values() for _, row in author}
    assert not tuning & held_out


def test_every_mentions_words_are_where_it_says() -> None:
    for author in labelled(HERE / "tuning").values():
        for voice, row in author:
            for mention in read(voice, row):
                assert row.text[mention.start : mention.end] == mention.words
                assert mention.quote in row.text


def test_figures_on_nothing_are_not_figures() -> None:
    assert (Figures(0, 0, 0).precision, Figures(0, 0, 0).recall) == (None, None)
    assert (Figures(3, 1, 0).precision, Figures(3, 0, 1).recall) == (0.75, 0.75)


def test_nobody_elses_weapon_counts_as_the_persons_own_in_tuning() -> None:
    assert json.loads(as_json(measure(HERE)))["tuning"]["negated_or_others_weapons_counted_as_own"] == 0


def test_held_out_authors_are_measured_apart_and_never_shown(tmp_path: Path) -> None:
    row = '{"text": "%s", "trap": false, "expected": [{"category": "weapons", "because": "own"}]}\n'
    texts = {"tuning/x": "He likes football.", "held_out/y": "He had a shank.", "held_out/z": "He likes darts."}
    for where, text in texts.items():
        (tmp_path / where).mkdir(parents=True)
        (tmp_path / where / "contact.jsonl").write_text(row % text, encoding="utf-8")
    measured = measure(tmp_path)
    found = {author: one.counting["weapons"] for author, one in measured.held_out.items()}
    assert found == {"y": Figures(1, 0, 0), "z": Figures(0, 0, 1), "together": Figures(1, 0, 1)}
    assert [line.splitlines()[0] for line in measured.wrong_in_tuning] == ["He likes football."]
    shown = as_text(measured) + as_json(measured) + "".join(measured.wrong_in_tuning)
    assert texts["held_out/y"] not in shown
    assert texts["held_out/z"] not in shown
    shutil.rmtree(tmp_path / "held_out")
    assert measure(tmp_path).held_out == {}


def test_without_sentences_there_is_nothing_to_measure(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        measure(tmp_path)


def test_every_lexicon_entry_has_a_title_and_a_citation() -> None:
    def entries(table: dict[str, object]) -> list[dict[str, object]]:
        if "value" in table:
            return [table]
        return [entry for inner in table.values() if isinstance(inner, dict) for entry in entries(inner)]

    for name in LEXICONS:
        for entry in entries(policy.topic(f"lexicon_{name}")):
            assert entry.get("title"), name
            assert entry.get("cites"), name


def test_what_flags_say_of_wrong_readings_is_what_was_measured() -> None:
    measured = {author: one for author, one in measure(HERE).held_out.items() if author != "together"}
    precisions = [one.counting["weapons"].precision for one in measured.values()]
    assert len(precisions) == 2
    worst = min(precision for precision in precisions if precision is not None)
    assert policy.number("reading.wrong_in_ten", "2026-11-22") == ceil(10 * (1 - worst))
