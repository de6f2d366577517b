"""Codes and bands: what a source system wrote, beside what the record makes of it. A difference is never passed over."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from riskcheck import offence_codes, policy
from riskcheck.days import Day, in_words
from riskcheck.evidence import Known
from riskcheck.lacks import Correction, Lack, lack
from riskcheck.predictors.recompute import in_points
from riskcheck.records.model import Item, Predictor
from riskcheck.rules.examples import ASSESSED, KNIFE, adjudication, alert, case, conviction, predictor, raw, registration
from riskcheck.rules.form import Edge, Found, conflict, gap
from riskcheck.rules.sources import ADJUDICATION_STATUSES, BANDS, CODE_LISTS, CODES_DRIFT, TOOL_AND_JUDGEMENT
from riskcheck.terms import Level
from riskcheck.view import Seen, View, once_a_view

_BANDS = tuple(level.value for level in Level)


def _listed(topic: str) -> Mapping[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = policy.topic(topic)["codes"]["value"]
    return found


@once_a_view
def coded(view: View) -> tuple[tuple[Known, str, str], ...]:
    """Each item with a raw code that does not stand as it should: ``contradicts``, ``out of time`` or ``unknown``, and why."""
    return tuple(_coded(view))


def _coded(view: View) -> Iterator[tuple[Known, str, str]]:
    for seen in view.registrations:
        if code := _code(seen):
            yield from _one_category(seen.known, code, _listed("registers").get(code), seen.item.category, "register")
    for alerted in view.alerts:
        if code := _code(alerted):
            yield from _one_category(alerted.known, code, _listed("alert_codes").get(code), alerted.item.category, "alert")
    for charged in view.adjudications:
        if code := _code(charged):
            yield from _charge(charged.known, code, charged.item.charge)
    for offence in view.convictions:
        if code := _code(offence):
            yield from _offence(offence.known, offence_codes.five_digits(code), offence.item.harms)


def _code(seen: Seen[Any]) -> str | None:
    item: Item = seen.item
    return item.raw.code.strip() if item.raw is not None else None


def _one_category(
    known: Known, code: str, entry: Mapping[str, str] | None, category: str, what: str
) -> Iterator[tuple[Known, str, str]]:
    if entry is None:
        yield known, "unknown", f"{what} code {code}"
    elif entry["category"] not in (category, "other"):
        means = entry["category"].replace("_", " ")
        yield known, "contradicts", f"{what} code {code} ({entry['says']}: {means}), recorded as {category.replace('_', ' ')}"
    elif entry.get("until", known.on) < known.on:
        yield known, "out of time", f"{what} code {code} was withdrawn on {in_words(entry['until'])}"


def _charge(known: Known, code: str, charge: str) -> Iterator[tuple[Known, str, str]]:
    entry = _listed("adjudication_codes").get(code)
    if entry is None:
        yield known, "unknown", f"adjudication code {code}"
    elif charge not in entry["charges"]:
        means = " or ".join(entry["charges"]).replace("_", " ")
        yield known, "contradicts", f"adjudication code {code} ({means}), recorded as {charge.replace('_', ' ')}"
    elif entry.get("from", known.on) > known.on:
        yield known, "out of time", f"adjudication code {code} is of the rules from {in_words(entry['from'])}"


def _offence(known: Known, code: str, harms: tuple[str, ...]) -> Iterator[tuple[Known, str, str]]:
    withdrawn = offence_codes.withdrawn(code)
    if not withdrawn and not offence_codes.listed(code):
        yield known, "unknown", f"offence code {code}"
        return
    accepted = policy.topic("offence_codes")["accepted"]["value"]
    for tag in offence_codes.harms_of(code):
        if not set(accepted[tag]) & set(harms):
            means, recorded = tag.replace("_", " "), ", ".join(sorted(harms)).replace("_", " ")
            yield known, "contradicts", f"Home Office code {code} ({means}), recorded as {recorded}"
            return
    until = policy.topic("offence_codes")["withdrawn"]["until"]
    if withdrawn and known.on > until:
        yield known, "out of time", f"Home Office code {code} is not in the classification since {in_words(until)}"


def unknown_codes(view: View) -> Lack | None:
    """Which raw codes are in no list that riskcheck has, so that they could not be compared."""
    unknown = [(why, known.pointer) for known, state, why in coded(view) if state == "unknown"]
    if not unknown:
        return None
    why = f"not in the code lists: {'; '.join(sorted({why for why, _ in unknown}))}"
    return lack(why, "a code that is in the lists", *(f"{pointer}/raw/code" for _, pointer in unknown))


def _that(view: View, state: str) -> Iterable[Found]:
    for known, found_state, why in coded(view):
        if found_state == state:
            yield Found(known, remark=why[:1].upper() + why[1:])


@conflict(
    code="CD101",
    name="raw-code-contradicts-the-category",
    title="The source's own code says another thing than the record",
    question="C1b",
    sources=(CODE_LISTS, CODES_DRIFT),
    needs=(),
    unchecked=unknown_codes,
    fires={
        "a weapons register recorded as management": case(registration("2024-05-01", "iom", **raw("WEAP"))),
        "a very high level, as one adapter spells it": case(registration("2024-05-01", "rosh_high", **raw("RVRH"))),
        "a staff assaulter alert recorded as escape": case(alert("2024-05-01", "escape", **raw("XSA"))),
        "an assault on an officer recorded as disobedience": case(adjudication("2024-05-01", "disobedience", **raw("1004"))),
        "a bladed article recorded as theft": case(conviction("2024-05-01", "theft", **raw("00826"))),
        "the same, its code written in two parts": case(conviction("2024-05-01", "theft", **raw("008/26"))),
        "a charge that has several categories recorded as another": case(
            adjudication("2024-05-01", "threats_or_abuse", **raw("12001"))
        ),
        "breach of an order recorded as two other things": case(
            conviction("2024-05-01", "theft", "criminal_damage", **raw("00829"))
        ),
    },
    false_positives={
        "A restraining order is RSTO, which is not risk to staff": case(
            registration("2024-05-01", "restraining_order", **raw("RSTO"))
        ),
        "A weapon charged as an unauthorised article": case(
            adjudication("2024-05-01", "weapon", victim="none", **raw("12001"))
        ),
        "One offence, rightly recorded under two kinds": case(conviction("2024-05-01", "violence", "robbery", **raw("03400"))),
        "The code is in no list: not checked": case(alert("2024-05-01", "violent", **raw("ZZZ9"))),
        "No raw code was supplied": case(registration("2024-05-01", "iom")),
        "The code stands for no category that a rule reads": case(registration("2024-05-01", "iom", **raw("ALAN"))),
        "An offence code that is written in two parts": case(
            conviction("2024-05-01", "weapon", victim="none", weapon=KNIFE, **raw("008/26"))
        ),
    },
    edge=Edge(case=case(registration("2024-05-01", "iom", known_on="2024-05-20", **raw("WEAP"))), day="2024-05-20"),
)
def raw_code_contradicts_the_category(view: View) -> Iterable[Found]:
    """The category is what every other check reads. A wrong one hides a weapons register or a restraining order from all of
    them, and the code beside it is the only trace.
    """
    return _that(view, "contradicts")


@conflict(
    code="CD102",
    name="code-not-in-force",
    title="A code was used on a day on which it was not in force",
    question="C1b",
    sources=(CODES_DRIFT, ADJUDICATION_STATUSES),
    needs=(),
    unchecked=unknown_codes,
    fires={
        "an alert code of 2006 used in 2024": case(alert("2024-05-01", "staff_assaulter", **raw("SA"))),
        "a charge of the 2024 rules in 2023": case(adjudication("2023-05-01", "assault", **raw("100324"))),
    },
    false_positives={
        "The alert was made while its code was in use": case(alert("2005-05-01", "staff_assaulter", **raw("SA"))),
        "The charge was made under the 2024 rules": case(adjudication("2024-05-01", "assault", **raw("100124"))),
        "An old offence under a code that has gone since": case(conviction("2015-05-01", "violence", **raw("03605"))),
    },
    edge=Edge(case=case(alert("2024-05-01", "staff_assaulter", known_on="2024-05-09", **raw("SA"))), day="2024-05-09"),
)
def code_not_in_force(view: View) -> Iterable[Found]:
    """A code that had been withdrawn, or was not yet made, points to a copied record or a wrong day; both matter to a
    reviewer who asks what was known when.
    """
    return _that(view, "out of time")


def band_of(item: Predictor, as_of: Day) -> str | None:
    """The band that belongs to a score and its generation; ``None`` where that cannot be said."""
    bounds: dict[str, float] | None = policy.value("predictor_bands.bands", as_of).get(str(item.generation), {}).get(item.name)
    if item.name in policy.words("predictor_bands", "percent") and not in_points(item):
        bounds = policy.value("predictor_bands.percent", as_of)[item.name] if bounds is not None else None
    one_year = item.name in policy.words("predictor_bands", "two_years") and item.horizon_years != 2
    if bounds is None or item.score is None or one_year:
        return None
    return max(("low", *(band for band, start in bounds.items() if item.score >= start)), key=_BANDS.index)


def scores_without_a_band(view: View) -> Lack | None:
    """Which scores could not be compared with their bands."""
    lacking = [
        seen
        for seen in view.predictors
        if seen.item.band in _BANDS and band_of(seen.item, view.as_of) is None and seen.item.name not in ("SARA", "OTHER")
    ]
    if not lacking:
        return None
    why = f"the band of these scores could not be worked out: {', '.join(sorted({seen.item.name for seen in lacking}))}"
    corrections = [correction for seen in lacking for correction in _what_a_band_needs(seen, view.as_of)]
    return Lack(why=why, settled_by=tuple(corrections))


def _what_a_band_needs(seen: Seen[Predictor], as_of: Day) -> Iterator[Correction]:
    """What has to be recorded of a score before its band can be worked out; nothing where no list has bands for it."""
    bands: dict[str, dict[str, Any]] = policy.value("predictor_bands.bands", as_of)
    generations = [generation for generation, names in bands.items() if seen.item.name in names]
    if not generations:
        return
    if str(seen.item.generation) not in generations:
        says = f"the generation of the score: {' or '.join(generations)}"
        yield Correction(pointer=f"{seen.known.pointer}/generation", says=says)
    if seen.item.score is None:
        yield Correction(pointer=f"{seen.known.pointer}/score", says="the score")
    if seen.item.name in policy.words("predictor_bands", "two_years") and seen.item.horizon_years != 2:
        yield Correction(pointer=f"{seen.known.pointer}/horizon_years", says="the two-year score, with its horizon of 2 years")


@conflict(
    code="CD103",
    name="band-of-another-score-or-version",
    title="The band does not belong to the score and its version",
    question="C1b",
    sources=(BANDS,),
    needs=("predictors",),
    unchecked=scores_without_a_band,
    fires={
        "3.5 per cent as RSR is medium, not high": case(predictor("2025-05-01", "RSR", 3.5, "high")),
        "3.5 per cent as CSRP is high, not medium": case(predictor("2025-05-01", "CSRP", 3.5, "medium", generation=2)),
    },
    false_positives={
        "It belongs": case(predictor("2025-05-01", "RSR", 3.5, "medium")),
        "The score is on the edge": case(predictor("2025-05-01", "RSR", 6.9, "high")),
        "A share of DC-SRP in per cent, not points": case(
            predictor("2025-05-01", "DC_SRP", 2.4, "high", generation=2),
            predictor("2025-05-01", "DC_SRP", 3, "high", generation=2, unit="percent"),
        ),
        "The band is not recorded": case(predictor("2025-05-01", "RSR", 3.5, "not_recorded")),
        "A one-year score has no published band": case(predictor("2025-05-01", "OGRS3", 45, "medium", horizon_years=1)),
    },
    edge=Edge(case=case(predictor("2025-05-01", "RSR", 3.5, "high", known_on="2025-05-09")), day="2025-05-09"),
)
def band_of_another_score_or_version(view: View) -> Iterable[Found]:
    """Names and bands changed in 2026. A word without its version is read against the wrong scale: the same 3.5 per cent is
    medium under one name and high under the other.
    """
    lower = policy.words("predictor_bands", "may_be_one_lower")
    for seen in view.predictors:
        item, own = seen.item, band_of(seen.item, view.as_of)
        if own is not None and item.band in _BANDS and item.band != own:
            one_lower = item.name in lower and _BANDS.index(own) - _BANDS.index(item.band) == 1
            if not one_lower:
                says = (
                    f"{item.name} (generation {item.generation}) {item.score:g} is {_word(own)}, recorded as {_word(item.band)}"
                )
                yield Found(seen.known, remark=says)


def _word(band: str) -> str:
    return band.replace("_", " ")


@gap(
    code="CD104",
    name="high-score-beside-a-low-rating",
    title="A high score for serious or violent reoffending beside low or medium ratings, and no reasons",
    question="C1a",
    sources=(TOOL_AND_JUDGEMENT, BANDS),
    needs=("predictors",),
    fires={
        "RSR high, everyone rated medium": case(predictor("2025-05-01", "RSR", 8, "high")),
        "VRP very high, everyone rated medium": case(predictor("2025-05-01", "VRP", 82, "very_high", generation=2)),
    },
    false_positives={
        "The assessor gives reasons": case(
            predictor("2025-05-01", "RSR", 8, "high"), rating_reasons="The score reflects age and old offences; see analysis."
        ),
        "A group is rated high": case(predictor("2025-05-01", "RSR", 8, "high"), level="high"),
        "Any violence is likely, and not very": case(
            predictor("2025-05-01", "VRP", 65, "high", generation=2),
        ),
        "The score is for any reoffending": case(predictor("2025-05-01", "OGRS3", 92, "very_high", horizon_years=2)),
        "A later score of the same kind is not high": case(
            predictor("2025-03-01", "RSR", 8, "high"), predictor("2025-05-01", "RSR", 4, "medium")
        ),
    },
    edge=Edge(case=case(predictor("2025-05-01", "RSR", 8, "high")), day=ASSESSED),
)
def high_score_beside_a_low_rating(view: View) -> Iterable[Found]:
    """A score and a judgement answer different questions, and neither settles the other. Where they point different ways
    the assessor is expected to say why, and the record holds no reason.
    """
    top = max(view.levels.values(), key=list(Level).index, default=None)
    if view.assessment is None or view.assessment.item.rating_reasons or top not in (Level.LOW, Level.MEDIUM):
        return
    serious: dict[str, list[str]] = policy.value("predictor_bands.serious", view.as_of)
    latest = {seen.item.name: seen for seen in view.predictors if view.before_assessment(seen.known)}
    for name, seen in sorted(latest.items()):
        band = band_of(seen.item, view.as_of) or seen.item.band
        if band in serious.get(name, []):
            score = f" ({seen.item.score:g})" if seen.item.score is not None else ""
            yield Found(seen.known, remark=f"{name}{score}: {_word(band)}; the highest rating is {top.value}")
