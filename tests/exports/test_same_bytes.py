"""The same input gives the same file, whatever the seed of hashes."""

import os
import subprocess
import sys
from pathlib import Path

_CODE = """
import hashlib, io
from tests.earlylook.test_reports import RUN, TOOL, hostile
from tests.exports.made import data_of
from riskcheck.report.earlylook import write, write_file
found = hostile("x")
made = [data_of(name) for name in ("xlsx", "docx", "pdf")]
for name in ("docx", "pdf"):
    file = io.BytesIO()
    write_file(name, file, found, TOOL, RUN)
    made.append(file.getvalue())
for name in ("text", "json", "html"):
    text = io.StringIO(newline="")
    write(name, text, found, TOOL, RUN)
    made.append(text.getvalue().encode())
print([hashlib.sha256(data).hexdigest() for data in made])
"""


def test_the_seed_of_hashes_changes_no_file() -> None:
    printed = {
        subprocess.run(
            [sys.executable, "-c", _CODE],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1
