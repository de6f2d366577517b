"""Near misses of the rules of ``riskcheck.rules.carried_forward``."""

from typing import Any

from riskcheck.rules.examples import Placed, adjudication, assessed, case, conviction, report
from tests.rules.near_misses.form import NearMiss
from tests.rules.near_misses.made import MEDIUM, OLD

HARM = adjudication("2025-03-01", "assault")
LONG = " ".join(f"word{number}" for number in range(60))
ABOUT_AN_OLD_ONE = (
    assessed("2025-05-01", id="as-1", offence_analysis={"about": ["cv-1"]}),
    conviction("2020-01-01", "theft", index=True),
    conviction("2025-01-01", "weapon", index=True),
)


def text(words: int, *changed: int) -> str:
    """So many words, some of which are others than usual."""
    return " ".join(f"{'other' if number in changed else 'word'}{number}" for number in range(words))


def copied(*more: Placed, words: str = LONG, **later: Any) -> dict[str, Any]:
    """Two assessments with the same words, unless others are given for the later one."""
    return case(
        assessed("2025-01-01", id="as-1", summary={"analysis": words}),
        assessed("2025-06-01", id="as-2", **{"summary": {"analysis": words}} | later),
        *more,
    )


FIRES: tuple[NearMiss, ...] = (
    ("ST104", "new harm on the day of the later assessment", copied(adjudication("2025-06-01", "assault"))),
    ("ST104", "and an old theft", copied(HARM, conviction("2020-03-01", "theft"))),
    ("ST104", "forty words, and the same in capitals", copied(HARM, words=text(40), summary={"analysis": text(40).upper()})),
    ("ST104", "nine tenths of it", copied(HARM, words=text(47), summary={"analysis": text(52)})),
    ("ST104", "another word in the middle", copied(HARM, words=text(60), summary={"analysis": text(60, 30)})),
    ("ST104", "two other words in the middle", copied(HARM, words=text(80), summary={"analysis": text(80, 40, 41)})),
    (
        "ST104",
        "the same text in two boxes",
        copied(HARM, words=text(40), rating_reasons=text(20), summary={"analysis": " ".join(text(40).split()[20:])}),
    ),
    (
        "ST104",
        "the analysis of the offence",
        copied(HARM, words=text(40), offence_analysis={"text": text(40)}, summary={"analysis": ""}),
    ),
    (
        "ST106",
        "the last analysis names no offence",
        case(*ABOUT_AN_OLD_ONE, assessed(id="as-2", offence_analysis={"text": "He."})),
    ),
    (
        "ST106",
        "the days of decision are not recorded",
        case(
            conviction("2022-05-01", "burglary", index=True, decided_on=None, id="cv-old"),
            conviction("2025-04-01", "weapon", index=True, decided_on=None),
            offence_analysis={"about": ["cv-old"]},
        ),
    ),
    (
        "ST106",
        "the offences are named, or several",
        case(
            conviction("2022-05-01", "burglary", "theft", index=True, id="cv-1"),
            conviction("2022-05-01", "theft", index=True, offence="Theft from a Shop", id="cv-2"),
            conviction("2025-01-01", "weapon", "threats", index=True, id="cv-3"),
            conviction("2025-01-01", "violence", index=True, offence="Assault (ABH)", id="cv-4"),
            offence_analysis={"about": ["cv-1", "cv-2", "cv-9"]},
        ),
    ),
    (
        "ST106",
        "convicted on the day of the assessment",
        case(
            conviction("2020-01-01", "theft", index=True, decided_on="2020-05-01", id="cv-1"),
            conviction("2025-01-01", "weapon", index=True, decided_on="2025-06-01", id="cv-2"),
            offence_analysis={"about": ["cv-1"]},
        ),
    ),
)
QUIET: tuple[NearMiss, ...] = (
    ("ST104", "alleged only", copied(report("2025-03-01", "violence"))),
    ("ST104", "a theft", copied(conviction("2025-03-01", "theft"))),
    ("ST104", "on record on the day of the one before", copied(adjudication("2025-01-01", "assault"))),
    ("ST104", "too short to compare", copied(adjudication("2025-03-01", "assault"), words="He is sorry for what he did.")),
    ("ST104", "thirty-nine words", copied(HARM, words=text(39))),
    ("ST104", "thirty-nine words, and two more", copied(HARM, words=text(39), summary={"analysis": text(41)})),
    ("ST107", "a score-only assessment without ratings followed", case(OLD, assessed(type="rsr_only", id="as-2", ratings={}))),
    ("ST107", "it was never worked on", case(assessed(type="carried_forward"))),
    (
        "ST106",
        "an offence of no present sentence",
        case(
            conviction("2020-01-01", "theft", index=True, decided_on="2020-05-01", id="cv-1"),
            conviction("2025-01-01", "weapon", decided_on="2025-02-01", id="cv-2"),
            offence_analysis={"about": ["cv-1"]},
        ),
    ),
    (
        "ST106",
        "a charge that is pending",
        case(
            conviction("2020-01-01", "theft", index=True, decided_on="2020-05-01", id="cv-1"),
            conviction("2025-01-01", "weapon", index=True, outcome="pending", id="cv-2"),
            offence_analysis={"about": ["cv-1"]},
        ),
    ),
    (
        "ST106",
        "no index offence is on record",
        case(
            conviction("2020-01-01", "theft", id="cv-1"),
            offence_analysis={"about": ["cv-1"]},
        ),
    ),
    ("ST107", "full, after a score", case(assessed("2025-04-01", id="as-1", type="rsr_only", ratings={}), MEDIUM)),
)
