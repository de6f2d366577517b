"""A comparison without the free text of the record and of the early look."""

import msgspec

from riskcheck.earlylook.result import Compared, Comparison
from riskcheck.report.writing import unquoted, without_free_fields, without_notes, without_quotes


def without_details(compared: Comparison) -> Comparison:
    """The same comparison without quotes, notes and the early look's own words."""
    return msgspec.structs.replace(
        compared,
        claims=tuple(_claim(claim) for claim in compared.claims),
        not_mentioned=tuple(map(unquoted, compared.not_mentioned)),
        came_to_light=without_quotes(compared.came_to_light),
        assumed=without_notes(compared.assumed),
        assumed_items=without_free_fields(compared.assumed_items),
        notes=(),
    )


def _claim(claim: Compared) -> Compared:
    return msgspec.structs.replace(
        claim,
        says="",
        supports=unquoted(claim.supports),
        contradicts=unquoted(claim.contradicts),
        elsewhere=without_quotes(claim.elsewhere),
        afterwards=unquoted(claim.afterwards) if claim.afterwards else None,
        action=msgspec.structs.replace(claim.action, says=None) if claim.action else None,
        provenance=None,
    )
