"""A comparison without the free text of the record and of the early look."""

import msgspec

from riskcheck.earlylook.result import Afterwards, Compared, Comparison, NotMentioned, Side
from riskcheck.result import EvidenceRow


def without_details(compared: Comparison) -> Comparison:
    """The same comparison without quotes, notes and the early look's own words."""
    hidden = f"{len(compared.assumed)} statements, left out with the details"
    return msgspec.structs.replace(
        compared,
        claims=tuple(_claim(claim) for claim in compared.claims),
        not_mentioned=tuple(_not_mentioned(one) for one in compared.not_mentioned),
        came_to_light=_rows(compared.came_to_light),
        assumed=(hidden,) if compared.assumed else (),
        notes=(),
    )


def _rows(rows: tuple[EvidenceRow, ...]) -> tuple[EvidenceRow, ...]:
    return tuple(msgspec.structs.replace(row, quote=None, span=None) for row in rows)


def _claim(claim: Compared) -> Compared:
    return msgspec.structs.replace(
        claim,
        says="",
        supports=_side(claim.supports),
        contradicts=_side(claim.contradicts),
        elsewhere=_rows(claim.elsewhere),
        afterwards=_later(claim.afterwards) if claim.afterwards else None,
        action=msgspec.structs.replace(claim.action, says=None) if claim.action else None,
        provenance=None,
    )


def _side(side: Side) -> Side:
    return msgspec.structs.replace(side, evidence=_rows(side.evidence))


def _later(later: Afterwards) -> Afterwards:
    return msgspec.structs.replace(later, evidence=_rows(later.evidence))


def _not_mentioned(one: NotMentioned) -> NotMentioned:
    return msgspec.structs.replace(one, evidence=_rows(one.evidence))
