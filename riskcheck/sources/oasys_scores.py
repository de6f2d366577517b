"""Actuarial scores: all predictors of both generations, and bands without scores as the integration API passes them on.

A band belongs to its generation: the same score can have another band, so the two are never parted.
"""

from typing import Any

from riskcheck import policy
from riskcheck.sources import levels
from riskcheck.sources.account import What
from riskcheck.sources.adapter import Adapter
from riskcheck.sources.part import Part
from riskcheck.sources.reading import Reading
from riskcheck.sources.shape import any_of, first_has
from riskcheck.sources.times import Moment

_NO_BAND = "is not a band: left out"
_NO_DAY = "has no day of completion: its scores are left out"
_NO_GENERATION = "is neither 1 nor 2: a band means nothing without its generation, so the scores are left out"
_SORTS = {"STATIC": "static", "DYNAMIC": "dynamic"}
_LOCKED = "is of an assessment that was locked before it was complete"


def read(reading: Reading) -> None:
    """Read every score of every assessment."""
    for part in reading.each():
        done = part.moment("completedDate")
        generation = part.code("outputVersion")
        status = part.text("status")
        part.leave("assessmentType", "source")
        output = part.part("output")
        if done is None:
            part.tell(What.ERROR, _NO_DAY)
        if generation not in ("1", "2"):
            part.says("outputVersion", What.ERROR, _NO_GENERATION)
        if output is None or done is None or generation not in ("1", "2"):
            if output is not None:
                output.leave_rest()
            continue
        if status == "LOCKED_INCOMPLETE":
            part.says("status", What.CHANGED, _LOCKED)
        (_first if generation == "1" else _second)(reading, output, done)
    reading.covers("predictors", complete=reading.whole, why="all predictors")


def _first(reading: Reading, output: Part, done: Moment) -> None:
    for name, scores in policy.topic("import_oasys")["predictors_1"]["value"].items():
        part = output.part(name)
        if part is None:
            continue
        sort, version = _sort(part), part.code("algorithmVersion")
        for ours, years, score, band in scores:
            _put(
                reading,
                part,
                done,
                "1",
                ours,
                years,
                part.number(score),
                _band(part, band) if band else None,
                sort,
                version,
                score,
            )
        part.leave("source", *(field for field in part.value if field.endswith("WeightedScore")))


def _second(reading: Reading, output: Part, done: Moment) -> None:
    for name, ours in policy.topic("import_oasys")["predictors_2"]["value"].items():
        part = output.part(name)
        if part is not None:
            sort, version = _sort(part), part.code("algorithmVersion")
            _put(reading, part, done, "2", ours, 0, part.number("score"), _band(part, "band"), sort, version, name)


def _put(
    reading: Reading,
    part: Part,
    done: Moment,
    generation: str,
    name: str,
    years: int,
    score: float | None,
    band: str | None,
    sort: str | None,
    version: str | None,
    field: str,
) -> None:
    if score is None and band is None:
        return
    fields = {
        "date": done.day,
        "name": name,
        "generation": int(generation),
        "score": score,
        "horizon_years": years or None,
        "band": band,
        "static_or_dynamic": sort,
        "algorithm_version": version,
        "raw": {"code": field[:64], "list": "score without a name of its own"} if name == "OTHER" else None,
    }
    other = field if name == "OTHER" else ""
    key = ("the same score of the same moment", name, generation, str(years), done.second)
    reading.put("predictors", part, fields, [(*key, other) if other else key])


def _sort(part: Part) -> str | None:
    word = part.text("staticOrDynamic")
    if word is not None and word not in _SORTS:
        part.says("staticOrDynamic", What.ERROR, "is neither STATIC nor DYNAMIC: left out")
    return _SORTS.get(word or "")


def _band(part: Part, name: str) -> str | None:
    word = part.text(name)
    if word is None:
        return None
    band = levels.band(word)
    if band is None:
        part.says(name, What.ERROR, _NO_BAND)
    return band


def read_bands(reading: Reading) -> None:
    """Read the bands that the integration API passes on without their scores."""
    for part in reading.each():
        done = part.moment("completedDate")
        generation = part.code("assessmentVersion")
        part.leave("assessmentStatus")
        topic: dict[str, dict[str, list[list[str]]]] = policy.topic("import_oasys")["bands_only"]["value"]
        if done is None or generation not in topic:
            part.says("assessmentVersion", What.ERROR, _NO_GENERATION if done is not None else _NO_DAY)
            part.leave_rest()
            continue
        for name, bands in topic[generation].items():
            inner = part.part(name)
            for ours, field in bands if inner is not None else ():
                assert inner is not None
                _put(reading, inner, done, generation, ours, 0, None, _band(inner, field), None, None, field)
        for name in {name for names in topic.values() for name in names} - set(topic[generation]):
            inner = part.part(name)
            if inner is not None:
                inner.leave(*(field for field, value in inner.value.items() if value is None))
    reading.covers("predictors", complete=False, why="bands without scores (integration API)")


def _is_scores(value: Any) -> bool:
    return first_has(value, "outputVersion") or first_has(value, "output", "completedDate")


SCORES = Adapter(
    name="oasys-scores",
    says="predictors (assess-risks-and-needs)",
    system="oasys",
    fits=_is_scores,
    read=read,
    sections=("predictors",),
    file_names=("predictors",),
    not_held=("the weighted scores that OVP and OGP are made of",),
    rank=16,
)
BANDS = Adapter(
    name="integration-scores",
    says="risk scores (integration API)",
    system="oasys",
    fits=lambda value: (
        first_has(value, "completedDate", "assessmentVersion")
        and any(any_of(one, "riskOfSeriousRecidivism", "combinedSeriousReoffendingPredictor") for one in value["data"])
        if isinstance(value, dict) and isinstance(value.get("data"), list)
        else False
    ),
    read=read_bands,
    sections=("predictors",),
    not_held=("the scores themselves: only bands are passed on",),
    rank=81,
)
