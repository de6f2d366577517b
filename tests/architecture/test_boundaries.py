"""The boundaries of the design hold: who may import whom, and what a command may not load."""

import ast
import subprocess
import sys
from pathlib import Path

import grimp
import pytest

from riskcheck.rules.version import DECIDING

PACKAGE = Path(__file__).parents[2] / "riskcheck"
HEAVY = (
    "pandas",
    "sklearn",
    "shap",
    "numpy",
    "scipy",
    "riskcheck.learned",
    "sqlalchemy",
    "alembic",
    "statsmodels",
    "cryptography",
)


def test_the_import_contracts_hold() -> None:
    from importlinter.cli import lint_imports

    assert lint_imports(config_filename=str(PACKAGE.parent / "pyproject.toml"), no_cache=True) == 0


@pytest.mark.parametrize(
    ("arguments", "not_loaded"),
    [
        (["--help"], (*HEAVY, "jsonschema", "jsonschema_rs", "jinja2", "riskcheck.rules")),
        (["check", "--help"], (*HEAVY, "jsonschema", "jsonschema_rs", "jinja2", "riskcheck.rules")),
        (["rule", "CU101"], (*HEAVY, "jsonschema", "jinja2")),
        (
            ["check", "fixtures/published/mcsweeney", "--fail-on", "never"],
            ("pandas", "sklearn", "shap", "jsonschema"),
        ),
        (["evaluate", "fixtures/sound/a-tag-that-rang-on-its-own"], (*HEAVY, "spacy", "jsonschema", "jinja2")),
        (["compare", "--help"], (*HEAVY, "docx", "reportlab", "xlsxwriter", "openpyxl", "jsonschema", "riskcheck.rules")),
        (["check", "--help"], ("docx", "reportlab", "xlsxwriter", "openpyxl", "PIL")),
        (["evaluate", "--help"], (*HEAVY, "jsonschema", "jsonschema_rs", "jinja2", "riskcheck.rules")),
        (["check", "fixtures/sound/a-tag-that-rang-on-its-own"], (*HEAVY, "spacy", "jsonschema", "jinja2")),
        (
            ["check", "fixtures/sound/a-tag-that-rang-on-its-own", "--model", "no-such-model.json", "--no-learned"],
            (*HEAVY, "spacy", "jsonschema", "jinja2"),
        ),
    ],
)
def test_a_command_loads_only_what_it_needs(arguments: list[str], not_loaded: tuple[str, ...]) -> None:
    code = (
        "import sys; from riskcheck.cli import main; main(standalone_mode=False, args=sys.argv[1:])\n"
        if arguments[0] not in ("check", "evaluate") or "--help" in arguments
        else "import sys\nfrom riskcheck.cli import main\ntry: main(args=sys.argv[1:])\nexcept SystemExit: pass\n"
    )
    code += "print('LOADED', *sorted(sys.modules), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True, cwd=PACKAGE.parent
    )
    loaded = set(done.stderr.splitlines()[-1].split()[1:])
    assert "riskcheck.cli" in loaded
    assert not loaded & set(not_loaded)


def test_the_version_of_the_rules_covers_everything_that_they_stand_on() -> None:
    """But for what hands them a record as it was written, and for what an error or a lack is said with."""
    graph = grimp.build_graph("riskcheck", cache_dir=None)
    under = graph.find_upstream_modules("riskcheck.rules", as_package=True) | graph.find_upstream_modules("riskcheck.weigh")
    parts = {name.split(".")[1] for name in under if "." in name} | {"weigh"}
    assert parts - {name.removesuffix(".py") for name in DECIDING} == {"errors", "lacks", "records"}


def test_only_the_command_line_reads_the_clock() -> None:
    clocks = {"today", "now", "utcnow", "time", "localtime"}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in clocks:
                assert path.parent.name == "cli", f"{path.relative_to(PACKAGE)}:{node.lineno} reads the clock"


def test_nothing_opens_a_network_connection_or_loads_a_pickle() -> None:
    banned = {"socket", "urllib.request", "http.client", "requests", "httpx", "pickle", "marshal", "shelve", "joblib"}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
            assert not banned & set(names), f"{path.relative_to(PACKAGE)}:{getattr(node, 'lineno', 0)}"


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    names = {path.stem for path in PACKAGE.rglob("*.py")}
    assert not names & {"utils", "helpers", "core", "common", "manager", "misc"}


def test_protected_characteristics_are_read_in_one_place() -> None:
    """Sampling by sex, and figures told apart, go through the one module; a sheet for a reviewer has none of it."""
    readers = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "protected"
    }
    # A figure's own copy and the check that days are possible are the others; what makes records only carries it.
    used = {reader for reader in readers if not reader.startswith(("sources/", "synth/"))}
    assert used == {"caseload/protected.py", "evaluate/figures.py", "records/consistency.py"}
    users = {
        str(path.relative_to(PACKAGE)).split("/")[0]
        for path in PACKAGE.rglob("*.py")
        if "riskcheck.caseload.protected import" in path.read_text(encoding="utf-8")
    }
    assert users == {"evaluate", "caseload"}
