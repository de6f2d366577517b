"""A replay without the free text of the record."""

import msgspec

from riskcheck.replay.result import Chance, First, Lane, NotHeld, OnRecord, RatingReplay, Replay
from riskcheck.report.writing import unquoted, without_notes, without_quotes


def without_details(replayed: Replay) -> Replay:
    """The same replay without quotes, notes and what the record says of its assumptions."""
    return msgspec.structs.replace(
        replayed,
        ratings=tuple(_rating(rating) for rating in replayed.ratings),
        not_held=tuple(_held(held) for held in replayed.not_held),
        chances=tuple(_chance(chance) for chance in replayed.chances),
        noted=tuple(map(unquoted, replayed.noted)),
        assumed=without_notes(replayed.assumed),
        note=None,
    )


def _rating(rating: RatingReplay) -> RatingReplay:
    return msgspec.structs.replace(rating, anyone=_lane(rating.anyone), probation=_lane(rating.probation))


def _lane(lane: Lane) -> Lane:
    return msgspec.structs.replace(lane, first=lane.first and _first(lane.first))


def _first(first: First) -> First:
    return msgspec.structs.replace(first, came=without_quotes(first.came))


def _held(held: NotHeld) -> NotHeld:
    return msgspec.structs.replace(held, evidence=without_quotes((held.evidence,))[0])


def _chance(chance: Chance) -> Chance:
    return msgspec.structs.replace(chance, anyone=_on_record(chance.anyone), probation=_on_record(chance.probation))


def _on_record(found: OnRecord) -> OnRecord:
    return msgspec.structs.replace(found, new=without_quotes(found.new))
