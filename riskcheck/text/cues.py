"""Cues of context in the manner of NegEx and ConText: words that make a mention not count, or affirm it."""

from collections.abc import Sequence

from riskcheck.text.matching import Hit

TABLES = frozenset(("negated", "denied", "hearsay", "historical", "hypothetical", "affirms", "unclear", "found", "verdict"))


def cues(found: Sequence[Hit]) -> list[Hit]:
    """The cues among the phrases of ``lexicon_context``, without those that only look like one ("no remorse").

    A "no" that belongs to "no contact" says what is forbidden: its table is ``forbids``.
    """
    pseudo = [hit for hit in found if hit.table == "pseudo"]
    made = []
    for hit in found:
        kinds = {other.kind for other in pseudo if other.start < hit.end <= other.end}
        if hit.table in TABLES and "any" not in kinds:
            made.append(hit._replace(table="forbids") if "orders" in kinds else hit)
    return made
