"""Near misses of the rules of ``riskcheck.rules.oversight``."""

from riskcheck.rules.examples import case, conviction, mappa, registration, release
from tests.rules.near_misses.form import NearMiss

WOUNDED = {"index": True, "sentence": {"kind": "custody", "months": 12}}

FIRES: tuple[NearMiss, ...] = (
    (
        "OV103",
        "after another offence",
        case(conviction("2015-05-01", "theft"), conviction("2024-05-01", "violence", **WOUNDED)),
    ),
    (
        "OV103",
        "the day of the sentence is not recorded",
        case(conviction("2024-05-01", "violence", decided_on=None, **WOUNDED)),
    ),
    ("OV102", "released that day", case(mappa("2025-05-20", 2, 0), release("2025-05-20", "settled"))),
    ("OV102", "the category is open", case(mappa("2025-01-01", 0, 1))),
    ("OV103", "twelve months", case(conviction("2024-05-01", "violence", **WOUNDED))),
    (
        "OV103",
        "an indeterminate sentence has no months",
        case(
            conviction("2024-05-01", "violence", index=True, sentence={"kind": "custody", "indeterminate": "yes"}),
        ),
    ),
)
QUIET: tuple[NearMiss, ...] = (
    ("OV102", "released before it was opened", case(mappa("2025-05-20", 2, 0), release("2025-05-01", "settled"))),
    ("OV102", "release is planned", case(mappa("2025-05-20", 2, 0), release("2025-05-25", "settled", planned=True))),
    ("OV103", "acquitted", case(conviction("2024-05-01", "violence", outcome="acquitted", **WOUNDED))),
    (
        "OV103",
        "suspended",
        case(
            conviction("2024-05-01", "violence", index=True, sentence={"kind": "suspended", "months": 18}),
        ),
    ),
    (
        "OV103",
        "an old sentence that has been served",
        case(
            conviction("2024-05-01", "violence", sentence={"kind": "custody", "months": 24}),
        ),
    ),
    (
        "OV103",
        "registrations were supplied in part",
        case(conviction("2024-05-01", "violence", **WOUNDED)) | {"registrations": {"coverage": "partial", "items": []}},
    ),
    (
        "OV103",
        "registered for MAPPA",
        case(conviction("2024-05-01", "violence", **WOUNDED), registration("2024-06-01", "mappa")),
    ),
    ("OV103", "how long is not recorded", case(conviction("2024-05-01", "violence", index=True, sentence={"kind": "custody"}))),
    ("OV103", "no sentence is on record", case(conviction("2024-05-01", "violence", index=True))),
)
