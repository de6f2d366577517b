"""Near misses of the rules of ``riskcheck.rules.codes``."""

from riskcheck.rules.examples import assessed, case, conviction, predictor, raw
from tests.rules.near_misses.form import NearMiss
from tests.rules.near_misses.made import graded

FIRES: tuple[NearMiss, ...] = (
    ("CD104", "a very high band", case(predictor("2025-05-01", "SVRP", 9, "very_high", generation=2))),
    ("CD103", "two bands lower, whatever reduces it", case(predictor("2025-05-01", "DC_SRP", 40, "medium", generation=2))),
    (
        "CD103",
        "a share in per cent that is not of its band",
        case(predictor("2025-05-01", "DC_SRP", 3, "low", generation=2, unit="percent")),
    ),
    ("CD104", "the band is worked out from the score", case(predictor("2025-05-01", "RSR", 8, "not_recorded"))),
    (
        "CD104",
        "the band is all there is",
        case(
            (
                "predictors",
                {
                    "date": "2025-05-01",
                    "name": "RSR",
                    "band": "high",
                    "generation": 1,
                },
            )
        ),
    ),
)
QUIET: tuple[NearMiss, ...] = (
    ("CD104", "one group is rated high", case(graded("2025-06-01", "high", "low"), predictor("2025-05-01", "RSR", 8, "high"))),
    ("CD102", "withdrawn in July 2026 and used before", case(conviction("2025-05-01", "violence", **raw("03605")))),
    ("CD103", "one band lower, where a reduction may apply", case(predictor("2025-05-01", "DC_SRP", 40, "high", generation=2))),
    ("CD103", "no score", case(("predictors", {"date": "2025-05-01", "name": "RSR", "band": "high", "generation": 1}))),
    (
        "CD103",
        "a share in per cent of a generation without bands",
        case(predictor("2025-05-01", "DC_SRP", 3, "low", generation=1, unit="percent")),
    ),
    ("CD103", "a tool without published bands", case(predictor("2025-05-01", "SARA", 3, "high"))),
    ("CD104", "scored after the assessment", case(assessed("2025-04-01"), predictor("2025-05-01", "RSR", 8, "high"))),
)
