"""An OASys extract (ORDS): every assessment with its nine ratings as fields, as assessment-summary-and-delius reads it."""

from typing import Any

from riskcheck import policy
from riskcheck.sources import levels
from riskcheck.sources.account import What, shown_code
from riskcheck.sources.adapter import Adapter
from riskcheck.sources.draft import Key
from riskcheck.sources.oasys_rosh import rating
from riskcheck.sources.part import Part
from riskcheck.sources.reading import Reading
from riskcheck.sources.shape import any_of, has
from riskcheck.sources.times import Moment

_TWO_NAMES = "states another level than the field it is a misspelling of: neither is taken"


def read(reading: Reading) -> None:
    """Read every assessment of the extract, and the scores in it."""
    root = reading.root
    for part in root.parts("assessments"):
        fields = dates(part)
        errors = reading.trace.errors
        fields["ratings"] = _ratings(part)
        unreadable = reading.trace.errors > errors
        done = part.moment("dateCompleted")
        _scores(reading, part, done)
        part.leave("concernsEscapeAbscond", "currentControlBehaveTrust", "offender", "weightedScores", "offences")
        part.leave(*(name for name in part.value if name.startswith("concerns")))
        put(reading, part, fields, done, part.code("assessmentPk"), unreadable=unreadable)
    reading.covers("assessments", complete=False, why="an OASys extract: ratings without the assessor's words")


def dates(part: Part) -> dict[str, Any]:
    """When an assessment was begun and completed, its kind and its state, as every OASys payload names them."""
    begun, signed = part.day("initiationDate"), part.day("assessorSignedDate")
    status = _known(part, "assessmentStatus" if "assessmentStatus" in part.value else "status", "statuses")
    part.leave("superStatus", "partcompStatus", "limitedAccessOffender")
    part.leave(*(name for name in part.value if name.startswith(("later", "latest"))))
    del signed  # The assessor's own signature is not the countersignature.
    return {"date": begun, "status": status, "type": _known(part, "assessmentType", "types")}


def put(
    reading: Reading,
    part: Part,
    fields: dict[str, Any],
    done: Moment | None,
    reference: str | None,
    *,
    unreadable: bool = False,
) -> None:
    """Add an assessment, known by its reference and by the moment of its completion.

    ``unreadable``: some of its ratings could not be read, so the worst of the others is not its overall level.
    """
    keys: list[Key] = []
    if done is not None:
        keys.append(("the same day and time of completion", "oasys", done.second))
        fields = {**fields, "completed_on": done.day}
        if fields["date"] is not None and fields["date"] > done.day:
            part.tell(What.ERROR, "was begun after it was completed: the day on which it was begun is left out")
            fields["date"] = None
    if reference is not None:
        keys.append(("the same reference in OASys", reference))
    if not keys or (done is None and fields.get("date") is None):
        part.tell(What.ERROR, "has neither a day of completion nor a day on which it was begun: left out")
        return
    status = "complete" if done is not None else "in_progress"
    otherwise: dict[str, Any] = {"type": "not_recorded", "status": status, "_unreadable": unreadable}
    if done is not None:
        otherwise["date"] = done.day
    reading.put("assessments", part, fields, keys, native=reference, otherwise=otherwise)


def _known(part: Part, name: str, topic: str) -> str | None:
    word = part.text(name)
    if word is None:
        return None
    found: str | None = policy.topic("import_oasys")[topic]["value"].get(word)
    if found is None:
        part.says(name, What.NOT_UNDERSTOOD, f"is not known ({shown_code(word)}): left out")
    return found


def _ratings(part: Part) -> dict[str, dict[str, str]] | None:
    topic = policy.topic("import_oasys")
    stated: dict[str, str] = {name: level for name in topic["rating_fields"]["value"] if (level := rating(part, name))}
    for misspelt, meant in topic["misspelt_fields"]["value"].items():
        level = rating(part, misspelt)
        if level is None:
            continue
        part.says(misspelt, What.CHANGED, f"is read as {meant}, which it is a misspelling of")
        if stated.setdefault(meant, level) != level:
            part.says(misspelt, What.ERROR, _TWO_NAMES)
            stated[meant] = "not_recorded"
    made: dict[str, dict[str, str]] = {}
    for name, level in stated.items():
        setting, group = topic["rating_fields"]["value"][name]
        made.setdefault(setting, {})[group] = level
    return made or None


def _scores(reading: Reading, part: Part, done: Moment | None) -> None:
    within = {name: inner for name in ("furtherInformation", "ogpOvp") if (inner := part.part(name)) is not None}
    for name, years, where, score, band in policy.topic("import_oasys")["extract_scores"]["value"]:
        number = within[where].number(score) if where in within else None
        letter = within["ogpOvp"].text(band) if band and "ogpOvp" in within else None
        stated = levels.letter(letter) if letter else None
        if letter and stated is None:
            within["ogpOvp"].says(band, What.ERROR, "is not the letter of a band: left out")
        if done is not None and (number is not None or stated is not None):
            fields = {"date": done.day, "name": name, "generation": 1, "score": number, "horizon_years": years, "band": stated}
            keys = [("the same score of the same moment", name, "1", str(years), done.second)]
            reading.put("predictors", within.get(where, part), fields, keys)
    for inner in within.values():
        inner.leave_rest()


def _fits(value: Any) -> bool:
    names = (*policy.topic("import_oasys")["rating_fields"]["value"], *policy.topic("import_oasys")["misspelt_fields"]["value"])
    held = value.get("assessments") if isinstance(value, dict) else None
    return isinstance(held, list) and any(any_of(one, *names) for one in held) and not has(value, "timeline")


EXTRACT = Adapter(
    name="oasys-extract",
    says="an OASys extract with ratings (ORDS)",
    system="oasys",
    fits=_fits,
    read=read,
    sections=("assessments", "predictors"),
    persons=(("crn", "probNumber"),),
    not_held=(
        "the index offence is given as a code (008 and 57 for 00857) without a day, and the record has no offence without one",
        "concerns for the person's own safety, needs scores and the letter of risk to others are no rating",
    ),
    rank=10,
)
