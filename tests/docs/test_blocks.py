"""The machinery that compares a document with what commands print: it has to be able to say no."""

from pathlib import Path

import pytest

from tests.docs.blocks import blocks, commands, fits, prose, renewed, run

PRINTED = ("one", "two", "three", "four", "five " * 30)


@pytest.mark.parametrize(
    "shown",
    [
        PRINTED,
        ("one", "..."),
        ("one", "...", "four", "..."),
        ("...", "three", "..."),
        ("one", "...", "five five ..."),
        ("one", "two", "...", "three", "four", "..."),
    ],
)
def test_what_was_printed_fits(shown: tuple[str, ...]) -> None:
    assert fits(shown, PRINTED)


@pytest.mark.parametrize(
    "shown",
    [
        (),
        ("one", "two"),
        ("one", "three", "..."),
        ("two", "..."),
        ("one", "..."[:2]),
        ("...", "four"),
        ("one", "...", "four", "...", "three", "..."),
        ("one", "...", "six six ..."),
        ("one", "two", "three", "...", "three", "four", "five five ..."),
    ],
)
def test_what_was_not_printed_does_not_fit(shown: tuple[str, ...]) -> None:
    assert not fits(shown, PRINTED)


def test_renewal_keeps_what_is_left_out_and_what_is_cut() -> None:
    shown = ("one", "...", "thre", "...", "five five fiv ...")
    assert renewed(shown, PRINTED) == ["one", "...", "three", "...", ("five " * 19).rstrip() + " ..."]


def test_renewal_shows_everything_where_nothing_was_shown() -> None:
    assert renewed((), ("one", "two")) == ["one", "two"]


def test_renewal_gives_up_where_no_line_is_alike() -> None:
    with pytest.raises(LookupError, match="change the block by hand"):
        renewed(("one", "...", "elephants", "..."), PRINTED)


def test_commands_are_found_with_their_output() -> None:
    text = "a\n\n```console\n$ riskcheck rules\nout\n$ echo $?\n0\n```\n\n```sh\npython3 x\nriskcheck schema\n```\n"
    assert [(one.line, one.shown_at, one.shown) for one in commands(text)] == [
        ("riskcheck rules", (4, 5), ("out",)),
        ("echo $?", (6, 7), ("0",)),
        ("riskcheck schema", None, ()),
    ]


def test_a_block_that_is_to_be_saved_is_there_and_the_next_is_not(tmp_path: Path) -> None:
    text = "Save this as `a.json`:\n\n```json\n{}\n```\n\n```console\n$ riskcheck check a.json\n$ echo $?\n```\n"
    assert [block.above for block in blocks(text)] == ["Save this as `a.json`:", ""]
    assert [ran.printed[-1] for ran in run(text, tmp_path)][1] == "2"
    assert (tmp_path / "a.json").read_text() == "{}\n"


def test_prose_is_without_code() -> None:
    assert prose("say `dangerous`\n\n```text\ndangerous\n```\nend").split() == ["say", "end"]


def test_a_command_can_go_on_in_the_next_line() -> None:
    text = "```console\n$ riskcheck rule \\\n>   CU101\nshown\n$ riskcheck rules\n```\n"
    first, second = commands(text)
    assert (first.line, first.shown, first.shown_at) == ("riskcheck rule   CU101", ("shown",), (3, 4))
    assert second.line == "riskcheck rules"


def test_what_is_shown_anew_has_the_hash_of_now() -> None:
    shown, printed = ("rules 000000000000.", "..."), ("rules 123456789abc.", "more")
    assert fits(shown, printed), "the hash changes with every policy value, so that no test asks for it"
    assert renewed(shown, printed) == ["rules 123456789abc.", "..."]
