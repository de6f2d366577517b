"""What every rule says on its examples and near misses: ``python -m tests.rules.saying`` writes it to said.txt.

The page is for people to read: a change to it is a change to what reports say. Each piece of evidence has three lines: the
item, whether it rests on an act, a label or another fact, and the ratings that it names itself; what is said; the quote.
Every item of an example is given a text of its own, so that it can be seen which one is quoted.
"""

import copy
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from riskcheck.evidence import Act
from riskcheck.rules import RULES, Found
from riskcheck.terms import RATINGS, Setting
from tests.rules.near_misses import FIRES
from tests.rules.seen import found_by

SAID = Path(__file__).with_name("said.txt")
TEXTS = {
    "adjudications": "statement",
    "alerts": "comment",
    "registrations": "notes",
    "mappa": "notes",
    "orders": "prohibits",
    "breaches": "text",
    **dict.fromkeys(("convictions", "incidents", "reports", "conditions", "contacts"), "text"),
    **dict.fromkeys(("allocations", "releases", "information_requests", "circumstances", "stated_levels"), "text"),
}
"""The free text of each kind of item, where no rule reads it for what it says."""


def said_by(code: str) -> str:
    """One rule's part of the page."""
    examples = [*RULES[code].fires.items(), *((words, made) for near, words, made in FIRES if near == code)]
    lines = [f"{code} {RULES[code].name}"]
    for words, made in examples:
        lines += ["", f"  {words}", *(f"    {line}" for found in found_by(code, with_texts(made)) for line in _lines(found))]
    return "\n".join(lines)


def with_texts(made: dict[str, Any]) -> dict[str, Any]:
    """The same case, each of its items with a text."""
    made = copy.deepcopy(made)
    sections = {name: section["items"] for name, section in made.items() if isinstance(section, dict) and "items" in section}
    sections |= {name: items for name, items in made.get("custody", {}).items() if isinstance(items, list)}
    sections["breaches"] = [breach for order in sections.get("orders", ()) for breach in order.get("breaches", ())]
    for name, field in TEXTS.items():
        for item in sections.get(name, ()):
            item.setdefault(field, f"The text of {item['id']}.")
    return made


def _lines(found: Found) -> Iterator[str]:
    kind = "fact" if found.evidence is None else "act" if isinstance(found.evidence, Act) else "label"
    assert found.evidence is None or found.evidence.known == found.known
    yield f"{found.known.item_id} ({kind}){_about(found)}"
    yield f"  {found.says}"
    if found.quote is not None:
        yield f'  "{found.quote}"'


def _about(found: Found) -> str:
    if set(found.concerns) == set(RATINGS):
        return ": all ratings"
    named = {place: [group for group, setting in found.concerns if setting is place] for place in Setting}
    about = "; ".join(f"{place} {', '.join(groups)}" for place, groups in named.items() if groups)
    return f": {about}" if about else ""


if __name__ == "__main__":
    page = ("# Made by python -m tests.rules.saying; read what changes here.", *map(said_by, RULES))
    SAID.write_text("\n\n".join(page) + "\n", encoding="utf-8")
    sys.stdout.write(f"wrote {SAID.name}\n")
