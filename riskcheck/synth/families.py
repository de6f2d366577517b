"""Families of cases that look worse than they are: rightly rated medium, each for a reason of its own."""

from collections.abc import Mapping

import msgspec

from riskcheck.synth.schedule import CUSTODIAL

ORDINARY = "ordinary"
NEAR_MISS = "near_miss"
"""Rightly rated medium, and just under high."""
NEAR = (0.72, 0.99)
"""How near the line for high a near miss lies: 1 is on it."""

_VIOLENT_INSIDE = ("prisoners", "staff inside", "weapon inside")
_INSIDE_LONG = ("custody", "licence", "recalled")


class Family(msgspec.Struct, frozen=True, kw_only=True):
    """What a family fixes; everything else is as likely as in any other case."""

    says: str
    offending: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    settled_years: tuple[float, float] | None = None
    """Settled since so many years before the assessment."""
    settled_since_previous: bool = False
    more: Mapping[str, float] = {}
    """Factors on propensities."""
    added: Mapping[str, tuple[int, int]] = {}
    """Events that are added, with their least and greatest number."""
    shown: Mapping[str, int] = {}
    """Acts that must be among those of the life, by domain."""
    never: tuple[str, ...] = ()
    """Acts that do not happen in this life, but for the index offence and what is added."""
    order: bool = False
    """A restraining order is made at sentence."""
    out_of_reach: bool = False
    analysed: bool = False
    copies: bool = False
    """The gravest act inside is recorded again and again."""
    to_self: bool = False
    previously_high: bool = False


FAMILIES: dict[str, Family] = {
    "old_violence_long_settled": Family(
        says="Serious violence long ago, then years in which nothing harmful happened; sentenced now for something minor.",
        offending=("acquisitive", "drugs", "driving"),
        settled_years=(8.0, 14.0),
        more={"street": 4.0},
        shown={"street": 2},
    ),
    "victim_in_custody": Family(
        says="Several prison incidents, in all of which this person was the one attacked.",
        phases=_INSIDE_LONG,
        more={"prisoners": 0.15, "staff": 0.2, "carries_inside": 0.05},
        added={"victimised": (2, 4)},
        never=_VIOLENT_INSIDE,
    ),
    "charges_dismissed": Family(
        says="Prison charges dismissed or quashed, and a trial that ended in an acquittal.",
        phases=_INSIDE_LONG,
        more={"prisoners": 0.15, "staff": 0.2, "carries_inside": 0.05},
        added={"dismissed": (2, 3), "acquitted": (1, 1)},
        never=_VIOLENT_INSIDE,
    ),
    "order_for_the_index_offence": Family(
        says="A restraining order made for the index offence, and nothing else behind it.",
        offending=("domestic",),
        more={"partner": 0.35, "street": 0.4},
        never=("partner",),
        order=True,
    ),
    "blades_for_self_harm": Family(
        says="Blades found that were kept to hurt nobody else.",
        phases=_INSIDE_LONG,
        more={"prisoners": 0.2, "staff": 0.2, "carries_inside": 0.05},
        added={"blades": (2, 4), "self_harm": (1, 3)},
        never=("weapon inside",),
    ),
    "analysed_with_reasons": Family(
        says="Evidence of several kinds, all of it in the assessment, with reasons and controls.",
        shown={"any": 2},
        analysed=True,
    ),
    "one_incident_many_records": Family(
        says="One fight, in five records.",
        phases=_INSIDE_LONG,
        more={"prisoners": 0.5, "staff": 0.3, "carries_inside": 0.05},
        added={"fight": (1, 1)},
        never=_VIOLENT_INSIDE,
        copies=True,
    ),
    "prolific_and_not_violent": Family(
        says="A long record of theft and drugs, and many minor prison charges.",
        offending=("acquisitive", "drugs"),
        more={"street": 0.5, "busy": 3.0, "carries_outside": 0.05, "carries_inside": 0.05},
    ),
    "intelligence_refuted": Family(
        says="Security reports of violence and weapons that were looked into and refuted.",
        phases=_INSIDE_LONG,
        more={"prisoners": 0.3, "staff": 0.3, "carries_inside": 0.05},
        added={"refuted": (2, 4)},
    ),
    "callout_unfounded": Family(
        says="Domestic call-outs that were checked and found to be unfounded.",
        offending=("acquisitive", "drugs", "driving", "disorder", "violent"),
        more={"partner": 0.1},
        never=("partner",),
        added={"unfounded": (1, 2)},
    ),
    "risk_to_self": Family(
        says="High risk of suicide or self-harm, said in many places; the words are about another risk.",
        phases=CUSTODIAL,
        added={"self_harm": (1, 3)},
        to_self=True,
    ),
    "lowered_with_reasons": Family(
        says="High before, and rightly lowered: what made it high has changed, and the reasons are recorded.",
        settled_since_previous=True,
        previously_high=True,
        analysed=True,
    ),
    "protected_person_beyond_contact": Family(
        says="A restraining order for real harm to a partner who is now known to be beyond contact.",
        offending=("domestic",),
        more={"partner": 1.5, "street": 0.4},
        order=True,
        out_of_reach=True,
        shown={"partner": 1},
    ),
}
