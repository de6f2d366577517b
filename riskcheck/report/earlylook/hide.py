"""A comparison without the free text of the record and of the early look."""

import msgspec

from riskcheck.earlylook.result import Afterwards, Compared, Comparison, NotMentioned, Side
from riskcheck.report.writing import without_free_fields, without_notes, without_quotes


def without_details(compared: Comparison) -> Comparison:
    """The same comparison without quotes, notes and the early look's own words."""
    return msgspec.structs.replace(
        compared,
        claims=tuple(_claim(claim) for claim in compared.claims),
        not_mentioned=tuple(_not_mentioned(one) for one in compared.not_mentioned),
        came_to_light=without_quotes(compared.came_to_light),
        assumed=without_notes(compared.assumed),
        assumed_items=without_free_fields(compared.assumed_items),
        notes=(),
    )


def _claim(claim: Compared) -> Compared:
    return msgspec.structs.replace(
        claim,
        says="",
        supports=_side(claim.supports),
        contradicts=_side(claim.contradicts),
        elsewhere=without_quotes(claim.elsewhere),
        afterwards=_later(claim.afterwards) if claim.afterwards else None,
        action=msgspec.structs.replace(claim.action, says=None) if claim.action else None,
        provenance=None,
    )


def _side(side: Side) -> Side:
    return msgspec.structs.replace(side, evidence=without_quotes(side.evidence))


def _later(later: Afterwards) -> Afterwards:
    return msgspec.structs.replace(later, evidence=without_quotes(later.evidence))


def _not_mentioned(one: NotMentioned) -> NotMentioned:
    return msgspec.structs.replace(one, evidence=without_quotes(one.evidence))
