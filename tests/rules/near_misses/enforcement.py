"""Near misses of the rules of ``riskcheck.rules.enforcement``."""

from riskcheck.rules.examples import (
    assessed,
    case,
    circumstance,
    contact,
    conviction,
    enforced,
    overseen,
    recalled,
    release,
    report,
    without,
)
from tests.rules.near_misses.form import NearMiss
from tests.rules.near_misses.made import NOON, OLD

INDEX = conviction("2015-05-01", "sexual", index=True)
TOLD = report("2025-05-01", "sexual", kind="disclosure", victim="public")
MISSED = [contact(f"2025-0{month}-10", "unacceptable_absence") for month in (2, 3, 4)]
MISSED_IT = contact("2025-05-02", "unacceptable_absence")
RELEASED = [release("2025-05-01", "settled"), MISSED_IT]

FIRES: tuple[NearMiss, ...] = (
    (
        "EN101",
        "a second late",
        case(recalled("2025-05-01", initiated_at="2025-05-01T12:00:00", signed_at="2025-05-02T12:00:01")),
    ),
    (
        "EN101",
        "the time of decision starts the clock where none was initiated",
        case(
            recalled("2025-05-01", decided_at="2025-05-01T12:00", signed_at="2025-05-02T12:01"),
        ),
    ),
    (
        "EN102",
        "after a recall that was not carried out",
        case(recalled("2025-02-01", revoked_at=NOON), recalled("2025-05-01", revoked_at=NOON, returned_at="2025-05-04T13:00")),
    ),
    ("EN103", "no address at all", case(release("2025-05-01", "none"), MISSED_IT)),
    ("EN103", "released to one address and again to none", case(*RELEASED, release("2025-05-02", "unknown"))),
    ("EN103", "lost the address", case(*RELEASED, circumstance("2025-05-01", "accommodation_loss"))),
    ("EN103", "released a month before", case(release("2025-04-02", "none"), MISSED_IT)),
    ("EN103", "released that day", case(release("2025-05-02", "none"), MISSED_IT)),
    (
        "EN103",
        "after one that was kept",
        case(release("2025-05-01", "none"), contact("2025-05-01", "attended_complied"), MISSED_IT),
    ),
    *(
        ("EN104", f"{kind} counts", case(*MISSED[1:], enforced("2025-05-10", kind)))
        for kind in ("arrest", "charge", "curfew_violation")
    ),
    ("EN104", "a charge that the police report counts", case(*MISSED[1:], report("2025-05-10", "other", kind="charge"))),
    ("EN104", "six months to the day", case(*MISSED[1:], contact("2024-12-01", "failed_to_comply"))),
    *(
        ("EN105", f"{kind}", case(OLD, INDEX, report("2025-05-01", "sexual", kind=kind, victim="public")))
        for kind in ("third_party_report", "intelligence")
    ),
    ("EN105", "like one of two", case(OLD, INDEX, conviction("2015-05-01", "robbery", index=True), TOLD)),
    ("EN105", "nobody has ever reviewed the risk", case(assessed("2024-12-01", type="rsr_only"), INDEX, TOLD)),
    ("EN103", "drinking from the day itself", case(*RELEASED, circumstance("2025-05-02", "alcohol"))),
    ("EN103", "the drinking ended that day", case(*RELEASED, circumstance("2025-05-01", "alcohol", ended_on="2025-05-02"))),
    ("EN103", "consulted four days later", case(*RELEASED, circumstance("2025-05-01", "alcohol"), overseen("2025-05-06"))),
    ("EN103", "consulted before it", case(*RELEASED, circumstance("2025-05-01", "alcohol"), overseen("2025-05-01"))),
    (
        "EN103",
        "a warning is no recall",
        case(*RELEASED, circumstance("2025-05-01", "drugs"), enforced("2025-05-03", "warning")),
    ),
    ("EN104", "an arrest counts", case(*MISSED[:2], report("2025-04-10", "other", kind="arrest"))),
    ("EN104", "breached before any of it", case(*MISSED, enforced("2025-01-10", "breach"))),
    ("EN104", "a discussion without a decision", case(*MISSED, overseen("2025-04-12"))),
    ("EN104", "a decision of last year", case(*MISSED, overseen("2024-04-12", decision="No breach."))),
    ("EN105", "a discussion without a decision", case(OLD, INDEX, TOLD, overseen("2025-05-02"))),
    ("EN105", "a decision before it", case(OLD, INDEX, TOLD, overseen("2025-04-02", decision="Continue."))),
    ("EN105", "a recall before it", case(OLD, INDEX, TOLD, recalled("2020-04-02"))),
)
QUIET: tuple[NearMiss, ...] = (
    ("EN103", "the drinking ended before", case(*RELEASED, circumstance("2025-04-01", "alcohol", ended_on="2025-05-01"))),
    ("EN103", "the drinking began after", case(*RELEASED, circumstance("2025-05-03", "alcohol"))),
    ("EN103", "drinking is recorded as absent", case(*RELEASED, circumstance("2025-05-01", "alcohol", "absent"))),
    ("EN103", "bereaved", case(*RELEASED, circumstance("2025-05-01", "bereavement"))),
    (
        "EN103",
        "released long before",
        case(
            release("2024-05-01", "unknown"),
            contact("2025-05-02", "unacceptable_absence"),
            circumstance("2025-05-01", "alcohol"),
        ),
    ),
    (
        "EN103",
        "the release is planned",
        case(
            release("2025-05-01", "unknown", planned=True),
            contact("2025-05-02", "unacceptable_absence"),
        ),
    ),
    ("EN103", "three days are not over", case(release("2025-05-20", "unknown"), contact("2025-05-29", "unacceptable_absence"))),
    ("EN103", "consulted on the third day", case(*RELEASED, circumstance("2025-05-01", "alcohol"), overseen("2025-05-05"))),
    ("EN104", "twice", case(*MISSED[:2])),
    (
        "EN104",
        "breached after the first, an arrest",
        case(*MISSED[1:], report("2025-02-10", "other", kind="arrest"), enforced("2025-02-12", "breach")),
    ),
    ("EN101", "nobody says when it began", case(recalled("2025-05-01", signed_at=NOON))),
    ("EN102", "nobody says when it was revoked", case(recalled("2025-05-01", returned_at=NOON))),
    ("EN102", "three days to the hour", case(recalled("2025-05-01", revoked_at=NOON, returned_at="2025-05-04T12:00"))),
    ("EN103", "breached", case(release("2025-05-01", "none"), MISSED_IT, enforced("2025-05-04", "breach"))),
    ("EN103", "consulted that day", case(release("2025-05-01", "none"), MISSED_IT, overseen("2025-05-02"))),
    ("EN103", "enforcement not supplied", without(case(release("2025-05-01", "none"), MISSED_IT), "enforcement")),
    ("EN104", "a call-out is none", case(*MISSED[1:], report("2025-05-10", "domestic_abuse"))),
    ("EN104", "recalled", case(*MISSED, recalled("2025-04-12"))),
    ("EN104", "breached on the day of the first", case(*MISSED, enforced("2025-02-10", "breach"))),
    ("EN104", "decided six months ago to the day", case(*MISSED, overseen("2024-12-01", decision="No breach."))),
    ("EN105", "enforcement not supplied", without(case(OLD, INDEX, TOLD), "enforcement")),
    (
        "EN105",
        "like an index theft in the theft only",
        case(
            OLD,
            conviction("2015-05-01", "theft", index=True),
            report("2025-05-01", "theft", "sexual", kind="disclosure", victim="public"),
        ),
    ),
    (
        "EN105",
        "word of a theft, the index offence being more than that",
        case(
            OLD,
            conviction("2015-05-01", "theft", "sexual", index=True),
            report("2025-05-01", "theft", kind="disclosure", victim="public"),
        ),
    ),
    (
        "EN105",
        "of the day of the index offence",
        case(OLD, INDEX, report("2015-05-01", "sexual", kind="disclosure", victim="public", known_on="2025-05-01")),
    ),
    ("EN105", "reviewed that day", case(assessed("2025-05-01"), INDEX, TOLD)),
    ("EN104", "three on one day", case(*[contact("2025-03-10", "unacceptable_absence")] * 3)),
    ("EN104", "a decision not to breach", case(*MISSED, overseen("2025-04-12", decision="No breach: he now attends."))),
    ("EN105", "no index offence", case(OLD, conviction("2015-05-01", "sexual"), TOLD)),
    ("EN105", "three days are not over", case(OLD, INDEX, report("2025-05-30", "sexual", kind="disclosure", victim="public"))),
    (
        "EN105",
        "it was about the time before the index offence",
        case(
            OLD,
            conviction("2015-05-01", "sexual", index=True),
            report("2014-05-01", "sexual", kind="disclosure", known_on="2025-05-01"),
        ),
    ),
    ("EN105", "an arrest is no warning", case(OLD, INDEX, report("2025-05-01", "sexual", kind="arrest", victim="public"))),
    ("EN105", "a recall that day", case(OLD, INDEX, TOLD, recalled("2025-05-01"))),
    ("EN105", "decided that day", case(OLD, INDEX, TOLD, overseen("2025-05-01", decision="Seen weekly."))),
    (
        "EN105",
        "the index offence is pending",
        case(
            OLD,
            conviction("2015-05-01", "sexual", index=True, outcome="pending"),
            TOLD,
        ),
    ),
    (
        "EN105",
        "an index theft, and word of theft",
        case(
            OLD,
            conviction("2015-05-01", "theft", index=True),
            report("2025-05-01", "theft", kind="intelligence", victim="none"),
        ),
    ),
    ("EN104", "enforcement not supplied", without(case(*MISSED), "enforcement")),
)
