"""Near misses of the rules of ``riskcheck.rules.release``."""

from riskcheck.rules.examples import allocated, case, condition, conviction, order, registration, release
from tests.rules.near_misses.form import NearMiss
from tests.rules.near_misses.made import FREE, SENTENCED

FIRES: tuple[NearMiss, ...] = (
    ("RE103", "on the eighth day, 27 days before", case(SENTENCED, allocated("2025-02-09"), release("2025-03-08", "settled"))),
    (
        "RE103",
        "shortly before the second release",
        case(SENTENCED, release("2025-03-01", "settled"), allocated("2025-04-20"), FREE),
    ),
    ("RE103", "after the last release", case(SENTENCED, release("2025-03-01", "settled"), FREE, allocated("2025-05-05"))),
    ("RE103", "after release", case(SENTENCED, allocated("2025-05-05"), FREE)),
    (
        "RE103",
        "on the day of the first of two releases",
        case(SENTENCED, allocated("2025-04-29"), FREE, release("2025-05-20", "settled")),
    ),
    (
        "RE103",
        "released on the day of sentence, and not allocated",
        case(SENTENCED, allocated("2025-02-01", "not_allocated"), release("2025-02-01", "settled")),
    ),
    (
        "RE103",
        "released twice since, the earlier release and allocation being of another sentence",
        case(
            conviction("2020-01-01", "theft", index=True, decided_on="2020-02-01", sentence={"kind": "custody", "months": 1}),
            SENTENCED,
            allocated("2020-02-02"),
            release("2020-02-15", "settled"),
            allocated("2025-04-20"),
            FREE,
            release("2025-05-10", "settled"),
        ),
    ),
    (
        "RE103",
        "the day of another sentence is not recorded",
        case(SENTENCED, allocated("2025-04-20"), FREE, (SENTENCED[0], SENTENCED[1] | {"decided_on": None})),
    ),
    (
        "RE103",
        "not allocated, planned for one day and released on another",
        case(
            SENTENCED,
            allocated("2025-04-20", "not_allocated"),
            release("2025-04-25", "settled", planned=True),
            FREE,
        ),
    ),
    (
        "RE104",
        "the record does not say what is addressed",
        case(order("2024-05-01"), release("2025-05-01", "settled"), evidence_addressed=None),
    ),
    (
        "RE104",
        "proposed and not imposed",
        case(
            order("2024-05-01"),
            release("2025-05-01", "settled"),
            condition("2025-05-01", "no_contact", proposed_only=True),
        ),
    ),
    (
        "RE104",
        "the condition has ended",
        case(
            order("2024-05-01"),
            release("2025-05-01", "settled"),
            condition("2025-05-01", "no_contact", ended_on="2025-05-20"),
        ),
    ),
)
QUIET: tuple[NearMiss, ...] = (
    ("RE103", "on the seventh day", case(SENTENCED, allocated("2025-02-08"), release("2025-02-20", "settled"))),
    ("RE103", "28 days before", case(SENTENCED, allocated("2025-02-20"), release("2025-03-20", "settled"))),
    ("RE103", "a release before the sentence", case(SENTENCED, allocated("2025-02-20"), release("2025-01-20", "settled"))),
    ("RE103", "a day out", case(SENTENCED, allocated("2025-04-20"), release("2025-04-29", "settled", kind="temporary"))),
    ("RE103", "with the prison's offender manager", case(SENTENCED, allocated("2025-02-20", "prison_offender_manager"), FREE)),
    (
        "RE103",
        "a community order",
        case(
            conviction("2025-01-01", "weapon", index=True, decided_on="2025-02-01", sentence={"kind": "community_order"}),
            allocated("2025-04-20"),
            FREE,
        ),
    ),
    ("RE103", "no allocation at all is on record", case(SENTENCED, FREE)),
    (
        "RE103",
        "not allocated, and release is planned",
        case(
            SENTENCED,
            allocated("2025-04-20", "not_allocated"),
            release("2025-04-29", "settled", planned=True),
        ),
    ),
    ("RE104", "only a register knows of the order", case(registration("2024-05-01", "restraining_order"), FREE)),
    ("RE104", "the release is planned", case(order("2024-05-01"), release("2025-05-01", "settled", planned=True))),
    ("RE104", "a day out", case(order("2024-05-01"), release("2025-05-01", "settled", kind="temporary"))),
    (
        "RE103",
        "not allocated, and then to the prison's offender manager",
        case(SENTENCED, allocated("2025-02-20", "not_allocated"), allocated("2025-02-21", "prison_offender_manager"), FREE),
    ),
    *(
        ("RE104", f"{kind} beside a residence", case(order("2024-05-01"), FREE, condition("2025-04-29", "residence"), one))
        for kind, one in (
            ("no contact", condition("2025-04-29", "no_contact")),
            ("an exclusion zone", condition("2025-04-29", "exclusion_zone")),
        )
    ),
    (
        "RE103",
        "an offence of an earlier sentence",
        case(
            conviction("2025-01-01", "weapon", decided_on="2025-02-01", sentence={"kind": "custody", "months": 16}),
            allocated("2025-04-20"),
            FREE,
        ),
    ),
    (
        "RE103",
        "a fine",
        case(
            conviction("2025-01-01", "weapon", index=True, decided_on="2025-02-01", sentence={"kind": "fine"}),
            allocated("2025-04-20"),
            FREE,
        ),
    ),
    (
        "RE103",
        "no sentence is on record",
        case(
            conviction("2025-01-01", "weapon", index=True, decided_on="2025-02-01"),
            allocated("2025-04-20"),
            FREE,
        ),
    ),
)
