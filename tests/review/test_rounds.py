"""A round of scoring: save and come back, submit once, release, settle, report, close."""

import json
from pathlib import Path
from typing import Any

import pytest

from riskcheck.review import drawing
from riskcheck.review.answers import blank, faults, lacking
from riskcheck.review.drawing import given_out
from riskcheck.review.passes import read
from riskcheck.review.questions import CANNOT_TELL, LEVELS, RATED, questions, scale
from riskcheck.review.rounds import Round
from riskcheck.review.store import Store
from tests.review.made import CASES, DRAWN, Played, complete, run


def test_a_round_is_played_through_from_the_draw_to_the_report(played: Played) -> None:
    assert played.draw("--by", "setting").exit_code == 0
    played.submits("R1", 1)
    assert json.loads(played.review("differences", who="panel").stdout) == []
    played.submits("R2", 2)
    different = played.review("differences", who="panel").stdout
    settle = played.file("differences.json", json.loads(different))
    assert run("review", "rehearse", settle, played.records, "--seed", "3", "-o", f"{settle}.settled").exit_code == 0
    assert "1 of its cases" not in played.review("close", who="panel").stderr
    done = played.review("adjudicate", f"{settle}.settled", "--by", "A1", who="panel")
    assert done.stderr == f"riskcheck: settled {len(json.loads(different))}\n"
    report = json.loads(played.review("report", "--output-format", "json", who="panel").stdout)
    assert (report["drawn"], report["submitted"], len(report["cases"])) == (DRAWN, DRAWN, DRAWN)
    assert report["synthetic"] is True
    assert sum(row["weight"] for row in report["cases"]) == pytest.approx(report["population"], abs=0.01)
    assert {row["how"] for row in report["cases"]} == {"agreed", "adjudicated"}
    assert {row["between"] for row in report["agreement"]} == {
        *("R1 and R2", "R1 and riskcheck", "R2 and riskcheck", "panel and riskcheck"),
    }
    assert {row["about"] for row in report["agreement"] if row["between"] == "R1 and R2"} == {
        *("highest level", *RATED, *questions()),
    }
    for row in report["agreement"]:
        assert (
            sum(one["cases"] for one in report["confusion"] if (one["between"], one["about"]) == (row["between"], row["about"]))
            == (row["cases"])
        )
        assert row["same"] is not None
        assert row["ac"] is not None
    text = played.review("report", who="panel").stdout
    assert "The cases are synthetic: these figures say nothing of real ones." in text
    assert "flagged cases with a rating that is too low" in text
    assert played.review("close", who="panel").exit_code == 0
    assert run("audit", played.where).exit_code == 0


def test_answers_are_saved_unfinished_and_come_back(played: Played) -> None:
    played.draw()
    case, *_ = played.cases("R1")
    begun = {"case": case, "levels": {"public/community": "high"}, "questions": {"C1a": {"score": "sufficient"}}}
    assert played.review("save", played.file("a.json", begun), who="R1").exit_code == 0
    (back,) = json.loads(played.review("form", case, who="R1").stdout)
    assert back["levels"] == {"public/community": "high"}
    assert f"{case}: saved" in played.review("cases", who="R1").stdout
    refused = played.review("submit", case, who="R1")
    assert refused.exit_code == 2
    assert "they are not finished: no level for public/custody" in refused.stderr


def test_what_was_submitted_stays_as_it_was(played: Played) -> None:
    played.draw()
    made = played.submits("R1", 1)
    again = played.review("save", played.file("again.json", made[:1]), who="R1")
    assert again.exit_code == 2
    assert "has been submitted, and stays as it was" in again.stderr
    assert played.review("submit", made[0]["case"], who="R1").exit_code == 2
    assert played.review("submit", who="R1").stderr == "riskcheck: submitted 0\n"


def test_a_file_of_answers_that_was_damaged_or_doubled_is_one_sentence_and_saves_nothing(played: Played) -> None:
    played.draw()
    made = played.answered("R1", 1)
    text = json.dumps(made, indent=1).encode()
    path = played.folder / "given.json"
    for data, says in (
        (text[: len(text) // 2], "the file is not JSON from line "),
        (b"[\n{]", "the file is not JSON from line 2 on"),
        (text.decode().encode("utf-16"), "the file is UTF-16: save it as UTF-8"),
        (json.dumps([*made, made[0]]).encode(), f"{made[0]['case']} is answered twice in it"),
        (json.dumps([{**made[0], "case_id": "x"}]).encode(), "line 1 has a field that the form does not have"),
        (text.replace(b'"note"', b'"zz"', 1), f"line {line_of(text, b'note')} has a field that the form does not have"),
        (text.replace(b'"why"', b'"zz"', 1), f"line {line_of(text, b'why')} has a field that the form does not have"),
        (text.replace(b'"Rehearsal."', b"7", 1), f"line {line_of(text, b'why')} has an answer of another kind"),
        (text.replace(b'"case"', b'"note"', 1), "line 2 begins a part without its field 'case'"),
        (
            json.dumps([{**made[0], "levels": {"public/community": 3}}], indent=1).encode(),
            "line 6 has an answer of another kind",
        ),
        *((data, "it is not a form, nor a list of them") for data in (b"7", b"[[]]", b"[" * 10_000 + b"]" * 10_000)),
        (b'[{"case": 1e999}]', "line 1 has an answer of another kind"),
    ):
        path.write_bytes(data)
        done = played.review("save", str(path), who="R1")
        assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
        assert says in done.stderr
        assert "zz" not in done.stderr
        assert {line.split(": ")[1] for line in played.review("cases", who="R1").stdout.splitlines()} == {"to do"}
    path.write_bytes(b"\xef\xbb\xbf" + text)
    assert played.review("save", str(path), who="R1").stderr == f"riskcheck: saved {len(made)}\n"


def test_answers_on_the_form_of_another_are_refused_and_those_on_no_one_s_are_taken(played: Played) -> None:
    played.draw()
    made = played.answered("R1", 1)
    assert {one["reviewer"] for one in made} == {"R1"}
    (case, path) = made[0]["case"], played.file("A1.json", made)
    done = played.review("save", path, who="R2")
    assert done.exit_code == 2
    assert f"the answers on {case} are on the form of R1, and the pass is R2's." in done.stderr
    assert {line.split(": ")[1] for line in played.review("cases", who="R2").stdout.splitlines()} == {"to do"}
    assert played.review("save", path, who="R1").exit_code == 0
    nobodys = [{name: given for name, given in one.items() if name != "reviewer"} for one in made]
    assert played.review("save", played.file("nobodys.json", nobodys), who="R2").exit_code == 0


def test_a_case_is_answered_in_the_terminal_and_each_answer_is_saved(played: Played) -> None:
    from click.testing import CliRunner

    from riskcheck.cli import main

    played.draw()
    case, *_ = played.cases("R1")
    item = json.loads(played.review("show", case, "--output-format", "json", who="R1").stdout)["sheet"]["lines"][0]["id"]
    how = ("review", "answer", case, "--store", played.where, "--pass", played.pass_of("R1"))
    given = "".join("medium\n" for _ in RATED)
    stopped = CliRunner().invoke(main, how, input=given)
    assert stopped.exit_code == 1, "the input ended before the questions"
    (back,) = json.loads(played.review("form", case, who="R1").stdout)
    assert back["levels"] == dict.fromkeys(RATED, "medium")
    given = "".join("\n" for _ in RATED) + "".join(f"{scale(code)[0]}\nNot seen.\n{item}\n" for code in questions())
    assert CliRunner().invoke(main, how, input=given).exit_code == 0
    assert played.review("submit", case, who="R1").exit_code == 0
    (back,) = json.loads(played.review("form", case, who="R1").stdout)
    assert back["questions"]["C1a"] == {"score": "insufficient", "why": "Not seen.", "evidence": [item]}


def test_with_flags_in_view_they_are_there_from_the_start(played: Played) -> None:
    played.draw("--open")
    (first, *_) = played.cases("R1")
    assert "What riskcheck says is released" not in played.review("show", first, who="R1").stdout
    assert "riskcheck raises questions" in played.review("show", first, who="R1").stdout
    assert "Scored blind." not in played.review("report", who="panel").stdout


def test_a_second_reviewer_scores_a_share_of_every_stratum(played: Played) -> None:
    played.draw("--second", "30")
    assert len(played.cases("R1")) == DRAWN
    second = played.cases("R2")
    assert set(second) < set(played.cases("R1"))
    assert len(second) == 4  # a third of 5 flagged and of 5 unflagged cases, rounded up
    played.submits("R1", 1)
    played.submits("R2", 1)
    report = json.loads(played.review("report", "--output-format", "json", who="panel").stdout)
    assert [row["how"] for row in report["cases"]].count("alone") == DRAWN - 4


def test_the_same_seed_draws_the_same_cases_and_another_does_not(played: Played) -> None:
    played.draw()
    first = sorted(played.cases("R1"))
    other = Played(played.folder / "other", f"{played.where}2" if "://" not in played.where else played.where)
    for seed, same in (("7", True), ("8", False)):
        passes = str(played.folder / f"passes{seed}")
        how = ("--reviewers", "R1", "--round", f"again{seed}", "--passes", passes, "--store", other.where)
        drawn = run("review", "draw", played.records, "-n", str(DRAWN), "--seed", seed, *how)
        assert drawn.exit_code == 0, drawn.output
        cases = run("review", "cases", "--store", other.where, "--pass", f"{passes}/R1.pass").stdout.splitlines()
        assert (sorted(line.split(": ")[0] for line in cases) == first) is same


def test_a_draw_does_not_depend_on_the_number_of_processes(tmp_path: Path, made_records: Path) -> None:
    (tmp_path / "made.ndjson").write_bytes(made_records.read_bytes() + b"{}\n" + made_records.read_bytes())
    told, rounds = set(), []
    for jobs in ("1", "2"):
        folder = tmp_path / jobs
        folder.mkdir()
        (folder / "made.ndjson").symlink_to(tmp_path / "made.ndjson")
        played = Played(folder, str(folder / "round.db"))
        drawn = played.draw("--by", "setting", "--second", "40", "--jobs", jobs)
        assert drawn.exit_code == 2
        assert f"{CASES + 1} not readable" in drawn.stdout
        told.add(drawn.output.replace(str(folder), ""))
        with Store.open(played.where) as store:
            round_ = Round(store, read(played.pass_of("panel")))
            sheets = {case: Round(store, read(played.pass_of("R1"))).sheet(case) for case in played.cases("R1")}
            rounds.append((round_.design(), round_.tool(), dict(sorted(round_.given_to().items())), sheets))
    assert len(told) == 1
    assert rounds[0] == rounds[1]
    assert len(rounds[0][1]) == DRAWN


@pytest.mark.parametrize("left", [0, 5])
def test_records_that_change_under_a_draw_stop_it(tmp_path: Path, made_records: Path, monkeypatch: Any, left: int) -> None:
    played = Played(tmp_path, str(tmp_path / "round.db"))
    (tmp_path / "made.ndjson").write_bytes(made_records.read_bytes())

    def and_cut(*drawn: Any) -> dict[str, tuple[str, ...]]:
        (tmp_path / "made.ndjson").write_bytes(b"".join(made_records.read_bytes().splitlines(keepends=True)[:left]) or b"{}")
        return given_out(*drawn)

    monkeypatch.setattr(drawing, "given_out", and_cut)
    drawn = played.draw()
    assert drawn.exit_code == 2
    assert "the records were changed while they were read; draw again" in drawn.stderr
    assert not Path(played.where).exists()


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--by", "team"), "--by: there is no stratum called team"),
        (("-n", "500"), "there are 24 cases and 500 were asked for"),
        (("-n", "2", "--by", "area"), "strata and 2 cases were asked for"),
        (("--reviewers", "R1,R1"), "a name is there twice"),
        (("--reviewers", "R1,panel"), "panel cannot be a reviewer's name"),
    ],
)
def test_a_draw_that_cannot_be_made_says_why(played: Played, options: tuple[str, ...], says: str) -> None:
    drawn = played.draw(*options)
    assert drawn.exit_code == 2
    assert says in drawn.stderr


def test_a_name_is_given_to_one_round_only_and_no_pass_is_written_over(played: Played) -> None:
    assert played.draw().exit_code == 0
    assert "there is a round called first already" in played.draw().stderr
    assert "cannot be written (File exists)" in played.draw(name="second").stderr


def test_a_round_with_open_cases_does_not_close(played: Played) -> None:
    played.draw()
    assert f"{DRAWN} of its cases are not settled" in played.review("close", who="panel").stderr


def test_only_what_all_have_submitted_is_settled(played: Played) -> None:
    played.draw()
    made = played.submits("R1", 1)
    early = played.review("adjudicate", played.file("a.json", made[:1]), "--by", "A1", who="panel")
    assert "has not been submitted by all of its reviewers" in early.stderr


def test_who_settles_what_they_scored_themselves_is_told(played: Played) -> None:
    played.draw()
    made = played.submits("R1", 1)
    played.submits("R2", 2)
    other = played.review("adjudicate", played.file("a.json", made[:1]), "--by", "A1", who="panel")
    assert other.stderr == "riskcheck: settled 1\n"
    own = played.review("adjudicate", played.file("a.json", made[:1]), "--by", "R1", who="panel")
    assert (own.exit_code, own.stderr.splitlines()[0]) == (0, "riskcheck: settled 1")
    assert "R1 scored in this round" in own.stderr


def test_a_case_of_somebody_else_s_is_refused(played: Played) -> None:
    played.draw("--second", "10")
    other = next(case for case in played.cases("R1") if case not in played.cases("R2"))
    assert f"{other} is not among the cases of R2" in played.review("show", other, who="R2").stderr


def line_of(text: bytes, name: bytes) -> int:
    """The first line that has a field of this name."""
    return text[: text.index(b'"%s"' % name)].count(b"\n") + 1


def change(**what: Any) -> dict[str, Any]:
    import msgspec

    return {**msgspec.to_builtins(complete("c1", "as-1")), **what}


@pytest.mark.parametrize(
    ("what", "says"),
    [
        ({"levels": {"public/space": "low"}}, "public/space is not a rating"),
        ({"levels": {"public/community": "huge"}}, "the level for public/community is not one of low, medium"),
        ({"questions": {"C9": {}}}, "C9 is not a question"),
        ({"questions": {"C1a": {"score": "good"}}}, "the score for C1a is not one of insufficient, sufficient, cannot_tell"),
        ({"questions": {"C1a": {"evidence": ["nowhere"]}}}, "C1a names evidence that is not on the sheet"),
        ({"note": "x" * 8001}, "the note is more than 8,000 characters"),
        ({"questions": {"C1a": {"why": "x" * 8001}}}, "the words for C1a are more than 8,000 characters"),
    ],
)
def test_wrong_answers_are_refused(what: dict[str, Any], says: str) -> None:
    import msgspec

    from riskcheck.review.answers import Answers

    answers = msgspec.convert(change(**what), Answers)
    assert says in "; ".join(faults(answers, {"as-1": None}))


def test_answers_lack_what_is_not_given() -> None:
    whole = complete("c1", "as-1")
    assert list(faults(whole, {"as-1": None})) == []
    assert list(lacking(whole)) == []
    assert len(list(lacking(blank("c1")))) == len(RATED) + len(questions())


def test_the_worst_score_and_one_that_cannot_be_told_need_words() -> None:
    import msgspec

    from riskcheck.review.answers import Score

    for score in (scale("C1a")[0], CANNOT_TELL):
        held = {**complete("c1", "as-1").questions, "C1a": Score(score=score, evidence=("as-1",))}
        answers = msgspec.structs.replace(complete("c1", "as-1"), questions=held)
        assert list(lacking(answers)) == [f"no words for C1a, which is {score}"]


def test_a_level_that_cannot_be_told_is_no_level() -> None:
    import msgspec

    answers = msgspec.structs.replace(
        complete("c1", "as-1"), levels={**dict.fromkeys(RATED, CANNOT_TELL), "staff/custody": "high", "public/custody": "low"}
    )
    assert answers.highest == "high"
    assert set(answers.values()) == {"staff/custody", "public/custody", *questions()}
    assert LEVELS == ("low", "medium", "high", "very_high")


def test_the_questions_and_the_sizes_are_printed() -> None:
    printed = run("review", "questions").stdout
    assert "C1a: Does assessment identify and analyse clearly any risk of harm to others?" in printed
    assert "    inadequate, requires_improvement, good, outstanding, cannot_tell" in printed
    assert run("review", "size", "--precision", "10").stdout == "97\n"


def test_only_synthetic_cases_are_rehearsed_on(played: Played, tmp_path: Any) -> None:
    form = played.file("form.json", [{"case": "published-mcsweeney"}])
    done = run("review", "rehearse", form, "fixtures/published", "--seed", "1")
    assert done.exit_code == 2
    assert "only synthetic cases that carry their answer can be rehearsed on" in done.stderr
    missing = run("review", "rehearse", played.file("form.json", [{"case": "none"}]), played.records, "--seed", "1")
    assert "no such case is among the records" in missing.stderr
