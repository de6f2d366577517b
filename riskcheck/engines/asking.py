"""What an engine asks of every record, in the words of the options of ``riskcheck check``."""

from collections.abc import Sequence

from riskcheck.caseload.looking import Asked
from riskcheck.rules.choose import choose
from riskcheck.terms import KnownTo


def asked(
    *,
    as_of: str | None = None,
    known_to: str = "anyone",
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    hide_details: bool = False,
    model: str | None = None,
    fingerprint: str | None = None,
) -> Asked:
    """What to ask. ``as_of`` is a day, or ``None`` for the day of each last assessment; ``select`` and ``ignore`` are codes.

    ``model`` is a path that every worker can read, and ``fingerprint`` what its file has to be. Raises ``UnknownRule``.
    """
    rules = tuple(rule.code for rule in choose(select, ignore))
    return Asked(
        as_of=as_of,
        known_to=KnownTo(known_to),
        rules=rules,
        hide_details=hide_details,
        model=model,
        fingerprint=fingerprint,
    )
