"""The labelled sentences, the recorded split, and figures that only say what was counted."""

import json
from pathlib import Path

from riskcheck import policy
from riskcheck.text.measure import FOLDER, Figures, as_json, as_text, is_held_out, labelled, measure

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
    "reasons",
)


def test_there_are_enough_sentences_and_half_are_traps() -> None:
    rows = [row for _, row in labelled(HERE)]
    assert len({row.text for row in rows}) == len(rows) >= 420
    assert sum(row.trap for row in rows) * 2 >= len(rows)


def test_the_split_is_the_recorded_one() -> None:
    halves = [is_held_out(row.text) for _, row in labelled(HERE)]
    assert (halves.count(False), halves.count(True)) == (282, 272)


def test_figures_on_nothing_are_not_figures() -> None:
    assert (Figures(0, 0, 0).precision, Figures(0, 0, 0).recall) == (None, None)
    assert (Figures(3, 1, 0).precision, Figures(3, 0, 1).recall) == (0.75, 0.75)


def test_nothing_of_the_held_out_half_is_shown() -> None:
    measured = measure(HERE)
    shown = as_text(measured) + as_json(measured) + "\n".join(measured.wrong_in_tuning)
    assert not [row.text for _, row in labelled(HERE) if is_held_out(row.text) and row.text in shown]
    assert json.loads(as_json(measured))["tuning"]["negated_or_others_weapons_counted_as_own"] == 0


def test_every_lexicon_entry_has_a_title_and_a_citation() -> None:
    def entries(table: dict[str, object]) -> list[dict[str, object]]:
        if "value" in table:
            return [table]
        return [entry for inner in table.values() if isinstance(inner, dict) for entry in entries(inner)]

    for name in LEXICONS:
        for entry in entries(policy.topic(f"lexicon_{name}")):
            assert entry.get("title"), name
            assert entry.get("cites"), name
