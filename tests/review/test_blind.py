"""A blind second reviewer tries to get at the first's answers, and at the flags, before they have submitted.

They have the store, their own pass and every command; not the records, nor another's pass.
"""

import base64
import json
import re
from pathlib import Path
from typing import Any

import click
import msgspec
import pytest

from riskcheck.cli.review import review
from riskcheck.errors import BadPass, CannotOpen
from riskcheck.review.entries import keyed_hash
from riskcheck.review.passes import Pass, read
from riskcheck.review.questions import RATED
from riskcheck.review.rounds import Round
from riskcheck.review.sealing import new_key, seal, unseal
from riskcheck.review.store import Store
from riskcheck.rules import RULES
from tests.review.made import DRAWN, SECRET, Played, run
from tests.review.postgres import Server


def begun(played: Played) -> Played:
    """The first reviewer has submitted everything; the second has saved a part; flags were released to the first."""
    assert played.draw("--by", "setting").exit_code == 0
    played.submits("R1", 1, SECRET)
    second = played.answered("R2", 2)
    assert played.review("save", played.file("part.json", second[:2]), who="R2").exit_code == 0
    assert played.review("release", who="panel").exit_code == 0
    return played


@pytest.fixture(scope="module")
def under_way(database: Server | None, tmp_path_factory: pytest.TempPathFactory, made_records: Path) -> Played:
    """A round in which only the first reviewer is done, for tests that leave it as it is."""
    folder = tmp_path_factory.mktemp("under_way")
    (folder / "made.ndjson").symlink_to(made_records)
    return begun(Played(folder, database.store() if database else str(folder / "round.db")))


@pytest.fixture
def own(played: Played) -> Played:
    """The same, for a test that goes on with it."""
    return begun(played)


def tells(said: str) -> list[str]:
    """What in a text is of the first reviewer's, or of riskcheck's: the secret, a rule's code or name, a flag's words."""
    names = {name for code, rule in RULES.items() for name in (code, rule.name)}
    words = {word for word in names if re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", said)}
    signs = {sign for sign in (SECRET, "points to high", "unflagged", '"flagged"', "Strong:", "Possible:") if sign in said}
    return sorted(words | signs)


def tells_in(held: bytes) -> list[bytes]:
    """The same in bytes of any kind, where what is short could be there by chance."""
    names = {name.encode() for rule in RULES.values() for name in (rule.name, rule.title) if len(name) > 11}
    return sorted(name for name in (*names, SECRET.encode(), b"points to high", b"unflagged") if name in held)


def test_nothing_of_it_is_in_the_bytes_of_the_store(under_way: Played) -> None:
    held = under_way.bytes()
    assert b"sealed" in held
    assert tells_in(held) == []
    bodies = [json.loads(row["body"]) for row in under_way.rows()]
    coded = [base64.b64decode(body[name]) for body in bodies for name in ("sealed", "design") if body.get(name)]
    assert len(coded) > 4 * DRAWN
    assert [found for one in coded if (found := tells_in(one))] == []


def test_no_row_opens_but_what_is_sealed_for_the_reviewer(under_way: Played) -> None:
    who = read(under_way.pass_of("R2"))
    opened = []
    for row in under_way.rows():
        body = json.loads(row["body"])
        for sealed in (body.get("sealed"), body.get("design")):
            for reader in ("R1", "R2", "panel"):
                place = f"first|{row['kind']}|{reader}|{row['about']}"
                try:
                    plain = unseal(who.key, sealed, place) if sealed else b""
                except CannotOpen:
                    continue
                if plain:
                    opened.append(row["kind"])
                    assert tells(plain.decode()) == []
    assert sorted(set(opened)) == ["assigned", "saved"]
    assert opened.count("assigned") == DRAWN


def test_no_command_shows_it(under_way: Played) -> None:
    case = under_way.cases("R2")[0]
    mine = ("--pass", under_way.pass_of("R2"))
    store = ("--store", under_way.where)
    answers = under_way.file("mine.json", [])
    tried: dict[str, list[tuple[str, ...]]] = {
        "show": [(case,), (case, "--output-format", "json")],
        "form": [(), (case,)],
        "answer": [(case,)],
        "save": [(answers,)],
        "submit": [("no-such-case",)],
        "adjudicate": [(answers, "--by", "R2")],
        "report": [(), ("--output-format", "json")],
    }
    said = ""
    for name, command in review.commands.items():
        if name in ("draw", "decide", "rehearse", "size", "questions", "reasons"):
            continue  # these need the records, or take no store
        takes_pass = any(isinstance(option, click.Option) and "--pass" in option.opts for option in command.params)
        for arguments in tried.get(name, [()]):
            done = run("review", name, *arguments, *store, *(mine if takes_pass else ()))
            assert "Traceback" not in done.output
            said += done.output
    said += run("audit", under_way.where).output
    assert tells(said) == []
    assert under_way.review("report", who="R2").exit_code == 2
    assert under_way.review("differences", who="R2").exit_code == 2
    assert under_way.review("release", who="R2").exit_code == 2


def test_the_store_is_no_input_to_the_commands_that_read_records(under_way: Played, tmp_path: Path) -> None:
    """Whatever a reviewer can get out of the store, written to a file, is no record that riskcheck would check."""
    case = under_way.cases("R2")[0]
    shown = under_way.review("show", case, "--output-format", "json", who="R2").stdout
    for name, text in {"sheet.json": shown, "line.json": json.dumps(json.loads(shown)["sheet"])}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        done = run("check", str(tmp_path / name))
        assert done.exit_code == 2
        assert tells(done.output) == []


def test_the_same_commands_show_it_once_it_is_theirs_to_see(own: Played) -> None:
    """The trials above can fail: what they look for is there when it may be."""
    case = own.cases("R1")[0]
    assert tells(own.review("show", case, who="R1").output) != []
    assert SECRET in own.review("form", case, who="R1").output
    own.submits("R2", 2)
    assert "What riskcheck says is released after you have submitted." in own.review("show", case, who="R2").output
    own.review("release", who="panel")
    assert tells(own.review("show", case, who="R2").output) not in ([], [SECRET])
    assert SECRET not in own.review("show", case, who="R2").output


def test_releasing_gives_nothing_for_a_case_that_was_not_submitted(under_way: Played) -> None:
    with Store.open(under_way.where) as store:
        released = [entry for entry in store.entries("released") if entry.read(dict)["reader"] == "R2"]
    assert released == []


@pytest.mark.parametrize("kind", ["flags", "submitted", "saved", "released"])
def test_the_length_of_what_is_sealed_says_nothing(under_way: Played, kind: str) -> None:
    lengths = {len(json.loads(row["body"])["sealed"]) for row in under_way.rows() if row["kind"] == kind}
    assert len(lengths) == 1


def test_the_length_of_a_sealed_sheet_says_no_more_than_the_reviewers_own(under_way: Played) -> None:
    """Sheets are filled up in steps. One of a case is as long for each of its reviewers, who can all read it."""
    lengths: dict[str, set[int]] = {}
    for row in under_way.rows():
        if row["kind"] == "assigned":
            lengths.setdefault(row["about"], set()).add(len(base64.b64decode(json.loads(row["body"])["sealed"])))
    assert len(lengths) == DRAWN
    assert {len(one) for one in lengths.values()} == {1}
    around = len(base64.b64decode(seal(new_key(), b"", "place", 1024))) - 1024
    assert {(length - around) % 4096 for one in lengths.values() for length in one} == {0}


def test_the_order_in_which_cases_are_given_out_says_nothing(played: Played) -> None:
    """Flagged and unflagged cases are drawn one after the other; they are not given out like that."""
    assert played.draw().exit_code == 0
    given = played.cases("R2")
    panel = read(played.pass_of("panel"))
    with Store.open(played.where) as store:
        flagged = [said.flagged for said in Round(store, panel).tool().values()]
    assert len(set(flagged)) == 2
    assert given == sorted(given, key=lambda case: keyed_hash(panel.key, case))


def test_what_anybody_may_know_of_a_round_does_not_name_its_strata(under_way: Played) -> None:
    (plan,) = [json.loads(row["body"]) for row in under_way.rows() if row["kind"] == "round"]
    assert set(plan) == {
        *("round", "blind", "seed", "cases", "population", "reviewers", "version", "rules", "synthetic", "frame", "design"),
    }


def test_a_forged_pass_opens_nothing(under_way: Played) -> None:
    """The panel's name on a pass is not its key."""
    mine = read(under_way.pass_of("R2"))
    keys = {"R1": mine.key, "R2": mine.key}
    forged = Pass(format=mine.format, round=mine.round, name="panel", key=mine.key, reviewers=keys)
    with Store.open(under_way.where) as store:
        round_ = Round(store, forged)
        assert round_.submitted() == {}
        for look in (round_.tool, round_.design, lambda: round_.release("2026-11-22T10:00:00Z")):
            with pytest.raises(CannotOpen):
                look()


def test_an_answer_cannot_be_handed_in_for_another(own: Played) -> None:
    """An entry in the first reviewer's name that is not sealed with their key does not count, before theirs or after."""
    from riskcheck.review.trail import Draft

    case = own.cases("R1")[0]
    body = {"round": "first", "reader": "R1", "sealed": seal(new_key(), b"{}", f"first|submitted|R1|{case}", 16)}
    with Store.open(own.where) as store:
        store.add([Draft.of(body, at="2026-11-22T10:00:00Z", by="R1", kind="submitted", about=case)])
    own.submits("R2", 2)
    with Store.open(own.where) as store:
        assert Round(store, read(own.pass_of("panel"))).submitted()[case]["R1"].note == SECRET


@pytest.mark.parametrize(
    "sealed", [seal(new_key(), b"{}", "elsewhere", 16), "not sealed at all"], ids=["with another key", "not at all"]
)
def test_nobody_can_keep_a_reviewer_from_handing_in(own: Played, sealed: str) -> None:
    """An entry that says that they have, and that their key does not open, stands in nobody's way."""
    from riskcheck.review.trail import Draft

    case = own.cases("R2")[-1]
    body = {"round": "first", "reader": "R2", "sealed": sealed}
    with Store.open(own.where) as store:
        store.add([Draft.of(body, at="2026-11-22T10:00:00Z", by="R2", kind="submitted", about=case)])
        mine = Round(store, read(own.pass_of("R2")))
        assert mine.state(case) == "to do"
        assert mine.answers(case) is None


def test_an_entry_that_riskcheck_did_not_write_ends_in_a_sentence(own: Played) -> None:
    from riskcheck.review.trail import Draft

    with Store.open(own.where) as store:
        store.add([Draft.of({"x": 1}, at="2026-11-22T10:00:00Z", by="R2", kind="submitted", about="c1")])
    done = own.review("cases", who="R2")
    assert done.exit_code == 2
    assert "was not written by riskcheck" in done.output


@pytest.mark.parametrize("key", ["", "abc", "QUJD"])
def test_a_pass_with_a_damaged_key_is_refused(tmp_path: Path, key: str) -> None:
    path = tmp_path / "R1.pass"
    whole = Pass(format="riskcheck.pass/1", round="first", name="R1", key=key)
    path.write_bytes(msgspec.json.encode(whole))
    with pytest.raises(BadPass, match="a key in it is damaged"):
        read(str(path))


def test_what_is_sealed_opens_in_its_own_place_only() -> None:
    key = new_key()
    sealed = seal(key, b"an answer", "first|saved|R1|c1", 64)
    assert unseal(key, sealed, "first|saved|R1|c1") == b"an answer"
    for place, held in (
        ("first|saved|R1|c2", sealed),
        ("first|submitted|R1|c1", sealed),
        ("first|saved|R1|c1", flipped(sealed)),
    ):
        with pytest.raises(CannotOpen):
            unseal(key, held, place)
    with pytest.raises(CannotOpen):
        unseal(new_key(), sealed, "first|saved|R1|c1")
    for never_sealed in ("", "AAAA", "not sealed!", sealed[:-3]):
        with pytest.raises(CannotOpen):
            unseal(key, never_sealed, "first|saved|R1|c1")
    assert seal(key, b"an answer", "first|saved|R1|c1", 64) != sealed


def flipped(sealed: str) -> str:
    held = bytearray(base64.b64decode(sealed))
    held[20] ^= 1
    return base64.b64encode(held).decode()


def test_a_decision_is_not_written_where_it_would_tell(under_way: Played) -> None:
    found = json.loads(run("check", under_way.records, "--output-format", "json", "--fail-on", "never").stdout)["cases"]
    keys = {case["case_id"]: [finding["key"] for finding in case["findings"]] for case in found}
    case = next(case for case in under_way.cases("R1") if keys[case])
    how = ("--state", "agreed", "--reason", "evidence_stands", "--by", "A1")
    decided = under_way.review("decide", under_way.records, "--key", keys[case][0], *how)
    assert decided.exit_code == 2
    assert "are being scored in this store" in decided.stderr


def test_a_round_is_not_opened_where_decisions_would_tell(played: Played) -> None:
    found = json.loads(run("check", played.records, "--output-format", "json", "--fail-on", "never").stdout)["cases"]
    table: list[dict[str, Any]] = [finding for case in found for finding in case["findings"][:1]]
    text = "".join(
        f'[[decision]]\nkey = "{one["key"]}"\nstate = "agreed"\nreason = "evidence_stands"\nreviewer = "R1"\non = 2026-11-22\n'
        for one in table
    )
    (played.folder / "d.toml").write_text(text, encoding="utf-8")
    assert played.review("decide", played.records, "--from", str(played.folder / "d.toml")).exit_code == 0
    drawn = played.draw()
    assert drawn.exit_code == 2
    assert "use a new store for the round" in drawn.stderr
    assert not (played.folder / "passes").exists()


def test_the_ratings_are_nine() -> None:
    assert len(RATED) == 9
