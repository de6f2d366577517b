"""Write the shown output of README and the guides anew, and the rule catalogue: ``python -m tests.docs.renew``."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.docs.blocks import DOCUMENTS, renewed, run
from tests.docs.make_rules_guide import RULES_GUIDE, rules_guide


def with_output_renewed(text: str) -> str:
    """The document with what its commands print today."""
    lines = text.splitlines()
    with TemporaryDirectory() as folder:
        ran = run(text, Path(folder))
    for one in reversed(ran):
        if one.command.shown_at is not None:
            start, end = one.command.shown_at
            lines[start:end] = renewed(one.command.shown, one.printed)
    return "\n".join(lines) + "\n"


def _write(path: Path, text: str) -> None:
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
        sys.stdout.write(f"renewed {path.name}\n")


def main() -> None:
    """Renew every document in place; say which changed."""
    _write(RULES_GUIDE, rules_guide())
    for document in DOCUMENTS:
        _write(document, with_output_renewed(document.read_text(encoding="utf-8")))


if __name__ == "__main__":
    main()
