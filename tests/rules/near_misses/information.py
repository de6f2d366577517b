"""Near misses of the rules of ``riskcheck.rules.information``."""

from riskcheck.rules.examples import addressed, adjudication, assessed, case, conviction, incident, report, request
from tests.rules.near_misses.form import NearMiss

FIRES: tuple[NearMiss, ...] = (
    ("IN102", "asked 28 days ago", case(request("2025-05-04", "prison", "custody_behaviour", "no"))),
    ("IN102", "asked of social services", case(request("2025-02-10", "childrens_services", "custody_behaviour", "no"))),
    (
        "IN104",
        "after one that is not stated to be known to anybody, probation hearing of it after the assessment",
        case(
            report("2024-05-10", "threats", kind="disclosure"),
            report("2024-05-15", "threats", known_to=[{"agency": "health"}, {"agency": "probation", "on": "2025-06-02"}]),
        ),
    ),
    ("IN103", "another source was used", case(incident("2024-09-01", "assault"), sources_used=["police"])),
    (
        "IN105",
        "against nobody named as known, and called domestic abuse",
        case(
            report("2024-05-01", "domestic_abuse", victim="not_recorded", checked="no"),
            report("2024-06-01", "domestic_abuse", victim="not_recorded", checked="no"),
        ),
    ),
    (
        "IN105",
        "asked about something else",
        case(
            report("2024-05-01", "domestic_abuse"),
            report("2024-06-01", "domestic_abuse"),
            request("2024-06-02", "police", "other", "yes"),
        ),
    ),
    (
        "IN105",
        "after one that was unfounded, and without a word on checks",
        case(
            report("2024-04-01", "domestic_abuse", outcome="unfounded"),
            report("2024-05-01", "domestic_abuse", checked="not_recorded"),
            report("2024-06-01", "domestic_abuse", checked="not_recorded"),
        ),
    ),
    (
        "IN105",
        "violence to a partner, not called abuse",
        case(report("2024-05-01", "violence"), report("2024-06-01", "violence")),
    ),
)
QUIET: tuple[NearMiss, ...] = (
    ("IN102", "asked 27 days ago", case(request("2025-05-05", "prison", "custody_behaviour", "no"))),
    ("IN103", "about drugs", case(adjudication("2024-09-01", "drugs_or_alcohol", victim="none"), sources_used=["interview"])),
    (
        "IN103",
        "after the assessment",
        case(
            assessed("2025-04-01", sources_used=["interview"]),
            incident("2025-05-01", "assault"),
        ),
    ),
    ("IN104", "about theft", case(report("2024-05-15", "theft", kind="intelligence", known_to=[{"agency": "police"}]))),
    (
        "IN104",
        "established: another rule has it",
        case(
            report("2024-05-15", "violence", outcome="substantiated", known_to=[{"agency": "police"}]),
        ),
    ),
    (
        "IN105",
        "two of one night",
        case(
            report("2024-05-01", "domestic_abuse", checked="no"),
            report("2024-05-01", "domestic_abuse", checked="no"),
        ),
    ),
    (
        "IN105",
        "about other violence",
        case(
            report("2024-05-01", "violence", victim="public", checked="no"),
            report("2024-06-01", "violence", victim="public", checked="no"),
        ),
    ),
    (
        "IN103",
        "the evidence is addressed with reasons",
        case(incident("2024-09-01", "assault"), sources_used=["police"], evidence_addressed=[addressed("in-1")]),
    ),
    (
        "IN103",
        "a system that is no source of an assessment",
        case(incident("2024-09-01", "assault", source={"system": "other"}), sources_used=["police"]),
    ),
    (
        "IN104",
        "probation heard of it on the day of the assessment",
        case(report("2024-05-15", "threats", known_to=[{"agency": "health"}, {"agency": "probation", "on": "2025-06-01"}])),
    ),
    (
        "IN104",
        "a charge is not a report",
        case(conviction("2024-05-15", "violence", outcome="pending", known_to=[{"agency": "police"}])),
    ),
    (
        "IN105",
        "asked about the children",
        case(
            report("2024-05-01", "domestic_abuse"),
            report("2024-06-01", "domestic_abuse"),
            request("2024-06-02", "childrens_services", "child_safeguarding", "yes"),
        ),
    ),
    (
        "IN102",
        "it was answered late, and the day of the answer is past",
        case(
            request("2025-02-10", "prison", "custody_behaviour", "yes", answered_on="2025-06-01"),
        ),
    ),
)
