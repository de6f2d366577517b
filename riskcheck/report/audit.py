"""What an audit of a trail showed, in words; and what no audit shows."""

from riskcheck.review.rows import AuditRow

LIMITS = (
    "What this shows: no entry was changed, removed, moved or put in between others since it was written.",
    "What somebody who owns the database could still do: cut entries off the end, write the whole trail anew, or add "
    "entries in another's name. The first two show if the head above was kept where they cannot change it, and is given "
    "with --head. The third shows only for scored answers, which are sealed with the key of their reviewer.",
)


def audit_lines(found: AuditRow) -> list[str]:
    """The lines of an audit."""
    lines = [f"{found.entries} entries. Head: {found.head}"]
    lines += [f"Entry {one.entry} {one.why}." for one in found.breaks]
    if found.damage:
        lines.append(f"The database finds {found.damage}.")
    compared = f", and it holds the head {found.compared_with}" if found.compared_with else ""
    whole = found.whole and not found.damage
    return [*lines, f"The trail is whole{compared}." if whole else "The trail is not what was written.", *LIMITS]
