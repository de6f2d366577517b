"""README, the guides and the changelog: complete, true to the code, and in the words of the field."""

import re
from pathlib import Path

import click
import pytest

import riskcheck
from riskcheck import policy
from riskcheck.cli import check, evaluate, main, synth, train
from riskcheck.cli.check import FAIL_ON, FORMATS
from riskcheck.cli.norms import norms
from riskcheck.cli.payloads import import_
from riskcheck.cli.review import audit, review
from riskcheck.guide import guide_names, guide_text
from riskcheck.learned.model import FEWEST, FEWEST_A_SIDE
from riskcheck.records import limits
from riskcheck.records.model import CaseRecord
from riskcheck.report.earlylook.rows import CAUSES, VERDICTS
from riskcheck.rules import RULES
from tests.docs.blocks import DOCUMENTS, GUIDES, README, ROOT, WIDTH, blocks, prose
from tests.docs.make_rules_guide import RULES_GUIDE, rules_guide

CHANGELOG = ROOT / "CHANGELOG.md"
PAGES = (*DOCUMENTS, CHANGELOG)
DAY = "2026-01-01"
SET_UP = (
    "python3 -m venv .venv && .venv/bin/pip install -q --require-hashes -r requirements.txt "
    "&& .venv/bin/pip install -q --no-deps --no-build-isolation . "
    "&& .venv/bin/riskcheck check fixtures/published/mcsweeney --fail-on never"
)
SET_UP_TO_TEST = (
    "python3 -m venv .venv && .venv/bin/pip install -q --require-hashes -r requirements-dev.txt "
    "&& .venv/bin/python -m pytest -q -n 2"
)
NOT_OUR_WORDS = re.compile(r"\b(dangerous\w*|misclassif\w+|will (re)?offend)\b", re.IGNORECASE)
QUOTED = re.compile(r"\"[^\"]*\"|\u201c[^\u201d]*\u201d|(?<!\w)'[^']*'(?!\w)")
MACHINE = re.compile(r"pypi\.org|files\.pythonhosted|(?<![\w.])/(?:work|tmp|opt|root|home|Users)/")

by_page = pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
by_guide = pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
by_command = pytest.mark.parametrize("name", sorted(main.commands))


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def flat(path: Path) -> str:
    """A page without its line ends, for looking for a phrase."""
    return " ".join(text_of(path).split())


ALL_GUIDES = "\n".join(text_of(guide) for guide in GUIDES)


def test_readme_fits_in_its_length() -> None:
    assert len(text_of(README).splitlines()) < 160


def test_readme_has_both_set_up_lines_each_in_a_block_of_its_own() -> None:
    assert [block.text for block in blocks(text_of(README)) if block.language == "sh"] == [f"{SET_UP}\n", f"{SET_UP_TO_TEST}\n"]


def test_set_up_lines_name_files_that_are_there() -> None:
    assert {name for name in re.findall(r"-r (\S+)", SET_UP + SET_UP_TO_TEST) if not (ROOT / name).is_file()} == set()


def test_what_is_run_before_a_change_is_taken_is_the_readme_s_test_line() -> None:
    """``.ci/run`` takes the first line of README that has pytest in it."""
    first = next(line for line in text_of(README).splitlines() if "pytest" in line)
    assert first == SET_UP_TO_TEST
    assert "grep -m1 'pytest' README.md" in text_of(ROOT / ".ci" / "run")


@by_command
def test_every_command_says_what_it_does(name: str) -> None:
    command = main.commands[name]
    assert command.help
    assert [option.name for option in command.params if isinstance(option, click.Option) and not option.help] == []


@by_command
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"| `riskcheck {name}" in text_of(README)


def test_the_readme_names_no_other_command() -> None:
    named = set(re.findall(r"^\| `riskcheck (\w+)", text_of(README), re.MULTILINE))
    assert named == set(main.commands)


@pytest.mark.parametrize("option", [o for o in check.params if isinstance(o, click.Option)], ids=lambda option: option.name)
def test_every_option_of_check_is_in_a_guide(option: click.Option) -> None:
    assert any(f"{name}`" in ALL_GUIDES or f"{name} " in ALL_GUIDES for name in option.opts)


@pytest.mark.parametrize("option", [o for o in synth.params if isinstance(o, click.Option)], ids=lambda option: option.name)
def test_every_option_of_synth_is_in_its_guide(option: click.Option) -> None:
    assert all(f"`{name}" in guide_text("synthetic") for name in option.opts)


@pytest.mark.parametrize("option", [o for o in import_.params if isinstance(o, click.Option)], ids=lambda option: option.name)
def test_every_option_of_import_is_in_its_guide(option: click.Option) -> None:
    assert all(f"`{name}" in guide_text("import") for name in option.opts[:1])


@pytest.mark.parametrize("option", [o for o in evaluate.params if isinstance(o, click.Option)], ids=lambda option: option.name)
def test_every_option_of_evaluate_is_in_its_guide(option: click.Option) -> None:
    assert all(f"`{name}" in guide_text("harness") for name in option.opts)


@pytest.mark.parametrize("option", [o for o in train.params if isinstance(o, click.Option)], ids=lambda option: option.name)
def test_every_option_of_train_is_in_its_guide(option: click.Option) -> None:
    assert all(f"`{name}" in guide_text("learned") for name in option.opts)


@pytest.mark.parametrize("command", [*review.commands.values(), audit, norms], ids=lambda command: command.name)
def test_every_option_of_review_is_in_a_guide_and_says_what_it_does(command: click.Command) -> None:
    plain = {"--output-format", "--output", "--store", "--pass"}
    options = [option for option in command.params if isinstance(option, click.Option)]
    names = {name for option in options for name in option.opts if name.startswith("--")}
    said = " ".join((guide_text("scoring") + guide_text("reviewer")).split())
    assert {name for name in names - plain if f"{name}`" not in said and f"{name} " not in said} == set()
    assert [option.name for option in options if not option.help] == []
    assert command.help


@pytest.mark.parametrize("command", ["compare", "form"])
def test_every_option_of_compare_and_form_is_in_the_guide_to_looking_back(command: str) -> None:
    options = [option for option in main.commands[command].params if isinstance(option, click.Option)]
    names = [option.opts[-1] for option in options if option.name != "target"]
    assert [name for name in names if f"`{name}" not in guide_text("sfo-review")] == []


def test_the_guide_to_looking_back_says_what_each_answer_means() -> None:
    for words in (*VERDICTS.values(), *CAUSES.values()):
        beginning = words.split(",")[0].lower().removesuffix(" by the process").removesuffix(" to attribute")
        assert beginning in flat(ROOT / "riskcheck/guide/sfo-review.md").lower(), words


def test_the_guide_to_the_learned_check_states_its_limits() -> None:
    assert f"at least {FEWEST} records with ratings, {FEWEST_A_SIDE} of them rated below high" in flat(
        ROOT / "riskcheck/guide/learned.md"
    )


@pytest.mark.parametrize("word", [*FORMATS, *FAIL_ON])
def test_every_format_and_every_line_to_fail_on_is_in_the_reviewer_s_guide(word: str) -> None:
    assert f"`{word}`" in guide_text("reviewer")


@by_guide
def test_every_guide_is_linked_from_the_readme(guide: Path) -> None:
    assert f"](riskcheck/guide/{guide.name})" in text_of(README)


def test_guides_are_those_that_ship() -> None:
    assert guide_names() == (
        "case-record",
        "caseload",
        "harness",
        "import",
        "learned",
        "method",
        "reviewer",
        "rules",
        "scores",
        "scoring",
        "sfo-review",
        "synthetic",
        "tables",
    )
    assert [guide.stem for guide in GUIDES] == list(guide_names())


@by_guide
def test_a_guide_starts_with_its_title_and_has_one(guide: Path) -> None:
    lines = text_of(guide).splitlines()
    assert re.fullmatch(r"# \S.*", lines[0])
    assert [line for line in lines[1:] if line.startswith("# ")] == []


@by_guide
def test_a_guide_is_wrapped(guide: Path) -> None:
    assert [line for line in text_of(guide).splitlines() if len(line) > WIDTH and not line.startswith("|")] == []


@by_guide
def test_a_guide_names_only_guides_commands_and_rules_that_exist(guide: Path) -> None:
    text = text_of(guide)
    assert set(re.findall(r"riskcheck guide ([a-z-]+)", text)) <= set(guide_names())
    assert set(re.findall(r"`riskcheck ([a-z]+)", text)) <= set(main.commands)
    assert set(re.findall(r"\b(?:CU|WE|OR|HI|RA|CF|IN|TG|AG)\d{3}\b", text)) <= set(RULES)


@by_page
def test_relative_links_lead_somewhere(page: Path) -> None:
    links = [link.split("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text_of(page)) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


@by_page
def test_files_that_are_named_are_there(page: Path) -> None:
    named = re.findall(r"`((?:riskcheck|fixtures|schemas|tests)/[\w./-]+)`", text_of(page))
    assert [name for name in named if not (ROOT / name).exists()] == []


@by_page
def test_words_that_are_not_ours(page: Path) -> None:
    assert NOT_OUR_WORDS.findall(QUOTED.sub("", prose(text_of(page)))) == []


@by_page
def test_no_page_names_a_machine_or_a_registry(page: Path) -> None:
    assert MACHINE.findall(text_of(page)) == []


@by_page
def test_no_picture_characters(page: Path) -> None:
    assert re.findall(r"[\u2190-\u2bff\U0001f000-\U0001faff]", text_of(page)) == []


def test_the_words_test_can_fail() -> None:
    assert NOT_OUR_WORDS.search("a dangerous person was misclassified and will reoffend")
    assert NOT_OUR_WORDS.search(QUOTED.sub("", "never write \"dangerous\", but 'too dangerous' is the reviewer's own")) is None


def test_the_map_in_the_readme_is_of_what_is_there() -> None:
    after = text_of(README).split("## Where things are")[1].split("\n## ")[0]
    folder, missing = ROOT, []
    for line in after.splitlines():
        if found := re.match(r"    (  )?(\S+)  ", line):
            at = (folder if found.group(1) else ROOT) / found.group(2)
            folder = folder if found.group(1) else at
            missing += [] if at.exists() else [found.group(2)]
    assert missing == []
    assert "riskcheck/ " in after


def test_the_rule_catalogue_is_current() -> None:
    assert text_of(RULES_GUIDE) == rules_guide(), "rules.md is not current: python -m tests.docs.renew renews it"


@pytest.mark.parametrize("code", sorted(RULES))
def test_the_rule_catalogue_has_everything_about_a_rule(code: str) -> None:
    rule = RULES[code]
    entry = text_of(RULES_GUIDE).split(f"### {code} {rule.name}\n")[1].split("\n##")[0]
    words = " ".join(entry.split())
    for part in (rule.title, rule.why, f"Weight: {rule.weight}.", f"Question: {rule.question}.", *rule.fires):
        assert part in words
    for quiet in rule.false_positives:
        assert quiet[1:] in words
    numbers = [int(number) for number in re.findall(r"\d+", entry.split("Sources: ")[1])]
    listed = re.findall(r"^\d+\. (.*(?:\n   .*)*)", text_of(RULES_GUIDE).split("## Sources\n")[1], re.MULTILINE)
    assert {" ".join(listed[number - 1].split()) for number in numbers} == set(rule.sources)


def test_the_changelog_has_this_version_first() -> None:
    versions = re.findall(r"^## (\S+)", text_of(CHANGELOG), re.MULTILINE)
    assert versions[0] == riskcheck.__version__


def test_the_changelog_counts_the_rules() -> None:
    assert f"{len(RULES)} rules" in flat(CHANGELOG)


def test_the_method_states_the_values_of_the_policy() -> None:
    values = {
        name: policy.number(f"weighing.{name}", DAY)
        for name in ("serious", "strong", "strong_incidents", "strong_harm", "strong_harm_recurring", "addressed")
    }
    method = flat(ROOT / "riskcheck/guide/method.md")
    assert f"| a finding is serious from | {values['serious']} points |" in method
    assert f"| a flag is strong from | {values['strong']} points |" in method
    assert f"| and from | {values['strong_incidents']} different incidents |" in method
    assert f"| and from | recent harm of {values['strong_harm']} |" in method
    assert f"| or, where it recurs, from | recent harm of {values['strong_harm_recurring']} |" in method
    halves = {name: policy.number(f"weighing.harm_{name}", DAY) for name in ("halves", "halves_grave")}
    assert f"every {halves['halves']} years an incident counts half as much" in method
    assert f"or with every {halves['halves_grave']} if it was grave" in method
    parts = {
        name: policy.number(f"weighing.harm_{name}", DAY) for name in ("alleged", "addressed", "of_others", "out_of_reach")
    }
    assert parts == {"alleged": 2, "addressed": 2, "of_others": 2, "out_of_reach": 4}, "the words half and a quarter"
    assert f"| evidence addressed with reasons counts for less by | {values['addressed']} points |" in method
    assert f"They have {values['strong']} points or more" in flat(ROOT / "riskcheck/guide/reviewer.md")


def test_the_method_states_the_look_backs_of_the_policy() -> None:
    names = ("custody_behaviour", "weapon", "weapon_used", "protective_order", "known_adult", "violence")
    custody, weapon, used, order, known_adult, violence = (policy.number(f"lookbacks.{name}", DAY) for name in names)
    assert (
        f"custody behaviour {custody} years; weapons {weapon}, or {used} where used or pointed at somebody; protective orders "
        f"while in force and {order} after; harm to a known adult {known_adult}; violent offences {violence}."
    ) in flat(ROOT / "riskcheck/guide/method.md")


def test_the_base_rate_is_the_policy_s() -> None:
    rate = policy.number("weighing.base_rate", DAY)
    assert f"of 100 medium ratings about {rate} were judged too low" in flat(ROOT / "riskcheck/guide/method.md")
    assert f"about {rate} of 100 medium ratings were judged too low" in flat(ROOT / "riskcheck/guide/reviewer.md")


def test_every_policy_file_is_in_the_method() -> None:
    files = sorted(path.name for path in (ROOT / "riskcheck" / "policy").glob("*.toml"))
    assert len(files) >= 5
    assert [name for name in files if f"`{name}`" not in guide_text("method")] == []


def test_the_limits_are_those_of_the_reader() -> None:
    says = f"One record has at most {limits.BYTES:,} bytes, {limits.ITEMS:,} items and {limits.DEPTH} levels of nesting"
    assert says in flat(ROOT / "riskcheck/guide/case-record.md")
    assert f"No day is before {limits.EARLIEST_DAY[:4]}." in flat(ROOT / "riskcheck/guide/case-record.md")


def test_every_section_of_a_record_is_in_its_guide() -> None:
    about = {"format", "case_id", "extracted_on", "purpose", "note", "status", "protected"}
    sections = set(CaseRecord.__struct_fields__) - about
    assert {name for name in sections if f"`{name}`" not in guide_text("case-record")} == set()
