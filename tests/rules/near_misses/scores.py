"""Near misses of the rules of ``riskcheck.rules.scores``."""

from riskcheck.rules.examples import conviction, itemised, recorded
from tests.rules.near_misses.form import NearMiss

SEXUAL = {
    "ever_sexual_offence": "yes",
    "contact_adult_sanctions": 3,
    "contact_child_sanctions": 2,
    "image_sanctions": 1,
    "non_contact_sanctions": 1,
    "age_at_last_sexual_offence": 30,
    "stranger_victim": "yes",
}

FIVE = tuple(conviction(f"20{year}-05-01", "violence") for year in (10, 12, 14, 16, 18))

FIRES: tuple[NearMiss, ...] = (
    ("SC101", "a sum of three parts, each with its terms", itemised(recorded("CSRP", 14.55), **SEXUAL)),
    ("SC101", "a score in points", itemised(recorded("DC_SRP", 11, "static"), **SEXUAL)),
    ("SC101", "with no category of offence", itemised(recorded("SVRP", 60), offence_category=None)),
    (
        "SC102",
        "after a dynamic score and one that has no dynamic version",
        itemised(
            recorded("VRP", 28.86),
            recorded("OGRS3", 52, "static", generation=1),
            recorded("SVRP", 1.62, "static"),
            ogrs3_offence_group="violence",
        ),
    ),
    ("SC102", "the score follows with one category only", itemised(recorded("SVRP", 1.26, "static"), offence_category=None)),
    ("SC102", "the score follows with several", itemised(recorded("SVRP", 1.62, "static"), offence_category=None)),
    (
        "SC103",
        "a static score that counts sanctions stays static",
        itemised(
            *(conviction(f"20{year}-05-01", "violence") for year in (10, 12, 14, 16, 18)), recorded("SVRP", 1.62, "static")
        ),
    ),
    (
        "SC103",
        "after a score that cannot be worked out and one that does not count the answer",
        itemised(
            conviction("2019-05-01", "robbery"),
            recorded("ARP", 41.39),
            recorded("CSRP", 1.62, "static"),
            recorded("SVRP", 1.72),
        ),
    ),
    (
        "SC103",
        "it follows with several categories, so that nobody can say what it would be",
        itemised(conviction("2019-05-01", "robbery"), recorded("SVRP", 1.72), offence_category=None),
    ),
    (
        "SC104",
        "two scores of one assessment, and it is told once",
        itemised(recorded("SVRP", 1.7), recorded("CSRP", 1.7), violent_sanctions=12),
    ),
)
QUIET: tuple[NearMiss, ...] = ()
