"""Every command that README and the guides show is run, and prints what they show."""

from pathlib import Path

import pytest

from tests.docs.blocks import DOCUMENTS, README, STATUS, Ran, fits, renewed, run

RENEW = "python -m tests.docs.renew"
WITHOUT_COMMANDS = {"method.md", "rules.md"}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_shown_output_is_what_is_printed(document: Path, tmp_path: Path) -> None:
    ran = run(document.read_text(encoding="utf-8"), tmp_path)
    assert bool(ran) is (document.name not in WITHOUT_COMMANDS)
    for one in ran:
        if one.command.shown_at is not None:
            now = "\n".join(renewed(one.command.shown, one.printed))
            message = f"{document.name}: $ {one.command.line}\nprints now:\n{now}\n({RENEW} renews what is shown)"
            assert fits(one.command.shown, one.printed), message
    assert [one.command.line for one in _failed_silently(ran)] == []


def _failed_silently(ran: list[Ran]) -> list[Ran]:
    """Commands that could not run, where the document does not show that they could not."""
    following = (*(one.command.line for one in ran[1:]), "")
    return [one for one, after in zip(ran, following, strict=False) if one.status not in (0, 1) and after != STATUS]


def test_readme_shows_what_its_set_up_line_prints() -> None:
    text = README.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("python3 -m venv") and "riskcheck check" in line)
    assert f"$ {line.rsplit(' && ', 1)[1]}\n" in text
