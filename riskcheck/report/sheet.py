"""A case as a reviewer sees it, as text: the record as it stood on the day, item by item."""

from collections.abc import Mapping, Sequence
from textwrap import wrap

from riskcheck.report.wording import day, visible

_WIDTH = 100


def sheet_lines(case: str, as_of: str, coverage: Mapping[str, str], lines: Sequence[Mapping[str, object]]) -> list[str]:
    """The lines of a sheet; each of ``lines`` is an item of the record with its fields."""
    missing = [name.replace("_", " ") for name, how in coverage.items() if how != "complete"]
    made = [f"{visible(case)}, as the record stood on {day(as_of)}"]
    if missing:
        made += wrap(f"Not supplied in full: {', '.join(missing)}.", _WIDTH)
    for line in lines:
        knew = line["probation_knew_on"]
        probation = "probation did not know" if knew is None else f"known to probation on {day(str(knew))}"
        made += ["", f"{day(str(line['on']))}  {visible(str(line['section']))}  [{visible(str(line['id']))}]"]
        made.append(f"    {visible(str(line['source']))}; on record from {day(str(line['known_on']))}; {probation}")
        says = line["says"]
        for name, words in (says if isinstance(says, Mapping) else {}).items():
            made += wrap(
                f"{name.replace('_', ' ')}: {visible(str(words))}", _WIDTH, initial_indent="    ", subsequent_indent="        "
            )
    return made
