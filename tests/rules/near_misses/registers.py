"""Near misses of the rules of ``riskcheck.rules.registers``."""

from riskcheck.rules.examples import IMPROVISED, KNIFE_USED, adjudication, alert, case, conviction, registration
from tests.rules.near_misses.form import NearMiss

FIRES: tuple[NearMiss, ...] = (
    (
        "CF109",
        "a prison alert is no registration",
        case(
            conviction("2023-05-01", "violence", victim="partner"),
            alert("2024-05-01", "domestic_abuse"),
        ),
    ),
    ("CF110", "one knife, used", case(conviction("2024-05-01", "violence", weapon=KNIFE_USED))),
    (
        "CF110",
        "a prison alert is no registration",
        case(
            conviction("2024-05-01", "violence", weapon=KNIFE_USED),
            alert("2024-05-01", "chemical_attacker"),
        ),
    ),
    (
        "CF110",
        "another registration",
        case(
            conviction("2024-05-01", "violence", weapon=KNIFE_USED),
            registration("2024-05-01", "domestic_abuse_perpetrator"),
        ),
    ),
)
QUIET: tuple[NearMiss, ...] = (
    (
        "CF110",
        "one knife, and a register",
        case(
            conviction("2024-05-01", "violence", weapon=KNIFE_USED),
            registration("2024-05-01", "weapons"),
        ),
    ),
    ("CF110", "one found weapon", case(adjudication("2024-05-01", "weapon", victim="none", weapon=IMPROVISED))),
)
