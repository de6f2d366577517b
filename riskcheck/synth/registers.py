"""Labels on the record, and scores: registrations, prison alerts of the rating, and predictors."""

from math import exp
from typing import Any

from riskcheck import policy
from riskcheck.records.model import Alert, Predictor, Registration
from riskcheck.synth import mappa
from riskcheck.synth.lived import HARMFUL, Act, Made
from riskcheck.synth.person import YEAR
from riskcheck.synth.schedule import iso
from riskcheck.synth.truth import Levels, overall
from riskcheck.synth.writing import Writing, alert_code, register_code
from riskcheck.terms import Group, Level

_BANDS = policy.topic("predictor_bands")["bands"]["value"]["1"]
_GROUPS = {
    Group.PUBLIC: "risk_to_public",
    Group.KNOWN_ADULT: "risk_to_known_adult",
    Group.CHILDREN: "risk_to_children",
    Group.STAFF: "risk_to_staff",
    Group.PRISONERS: "risk_to_prisoners",
}
_MIRROR = {Level.MEDIUM: "ROM", Level.HIGH: "ROH", Level.VERY_HIGH: "ROV"}


def write(writing: Writing) -> None:
    """Registrations, the prison's copy of the rating, and predictors at each assessment."""
    days, plan = writing.days, writing.plan
    _rating(writing, plan.before, days.previous, days.completed)
    _rating(writing, plan.recorded, days.completed, None)
    _of_conduct(writing)
    _of_groups(writing)
    if writing.sections.get("mappa"):
        _register(writing, "mappa", min(days.extracted, days.sentenced + 30))
    elif writing.chance.happens(0.6) and not mappa.category(writing):
        _register(writing, "not_mappa_eligible", min(days.extracted, days.sentenced + 14))
    if plan.traits.offending == "acquisitive" and plan.traits.busy > 2.5 and writing.chance.happens(0.4):
        _register(writing, "iom", min(days.extracted, days.sentenced + 60), notes="Acquisitive cohort.")
    if plan.recipe.to_self and days.custody:
        fields = writing.item("al", "prison_alerts", days.custody[0].start + 2, prompt=True)
        writing.put(
            "alerts", Alert(**fields, raw=alert_code("HA"), category="other", comment="ACCT opened: high risk of self-harm.")
        )
    for day in (days.previous, days.completed):
        _predictors(writing, day)


def _register(writing: Writing, category: str, day: int, **fields: Any) -> None:
    raw, months = register_code(category)
    ended = fields.get("ended_on")
    due = None
    if months and ended is None:
        fields["review_months"] = months
        reviews = max(1, int((writing.days.extracted - day) / (months * 30.4)) + (0 if writing.chance.happens(0.2) else 1))
        due = iso(day + round(reviews * months * 30.4))
    item = writing.item("rg", "ndelius", day, prompt=True)
    writing.put("registrations", Registration(**item, raw=raw, category=category, next_review_on=due, **fields))


def _rating(writing: Writing, rated: Levels, day: int, ended: int | None) -> None:
    level = overall(rated)
    if writing.chance.happens(0.9):
        _register(writing, f"rosh_{level.value}", day, level=level, ended_on=iso(ended) if ended is not None else None)
    held = [period for period in writing.days.custody if period.start <= day and (period.end is None or day < period.end)]
    if held and level in _MIRROR and writing.chance.happens(0.7):
        end = min((day for day in (ended, held[0].end) if day is not None), default=None)
        fields = writing.item("al", "prison_alerts", day, prompt=True)
        category = f"rosh_{level.value}"
        over = iso(end) if end is not None and day <= end <= writing.days.extracted else None
        writing.put("alerts", Alert(**fields, raw=alert_code(_MIRROR[level]), category=category, ended_on=over))


def _of_conduct(writing: Writing) -> None:
    """Registrations that somebody made who knew of the conduct."""
    chance, days = writing.chance, writing.days
    told: dict[str, int] = {}
    for name, about in writing.about.items():
        on = writing.to_probation.get(name)
        if on is None:
            continue
        kind = "order" if isinstance(about, Made) else _label(about)
        if kind and on <= days.extracted:
            told[kind] = min(on, told.get(kind, on))
    categories = {
        "weapon": ("weapons", 0.5),
        "partner": ("domestic_abuse_perpetrator", 0.65),
        "order": ("restraining_order", 0.6),
    }
    for kind, (category, share) in categories.items():
        if kind not in told or not chance.happens(share):
            continue
        if kind == "order" and not any(order.kind == "restraining" for order in writing.life.orders):
            continue
        day = min(days.extracted, max(told[kind], writing.days.start) + chance.between(1, 40))
        ended = None
        if day < days.index and chance.happens(0.5):
            ended = iso(min(days.index, day + chance.between(200, 700)))
        if kind == "order" and (over := _over(writing)) is not None:
            ended = min(ended or iso(days.extracted), iso(max(day, over)))
        _register(writing, category, day, ended_on=ended)


def _over(writing: Writing) -> int | None:
    """The day on which the last restraining order ended; ``None`` while one is in force."""
    ends = [order.until for order in writing.life.orders if order.kind == "restraining"]
    if any(end is None or end > writing.days.extracted for end in ends):
        return None
    return max(end for end in ends if end is not None)


def _label(act: Act) -> str | None:
    if act.kind == "partner" and (act.ending is None or act.ending.outcome != "acquitted"):
        return "partner"
    return "weapon" if act.weapon is not None and act.kind in (*HARMFUL, "weapon") else None


def _of_groups(writing: Writing) -> None:
    """Risk registers by group follow the rating, for groups that are high, and some that are medium."""
    for group, category in _GROUPS.items():
        found = [level for (rated, _), level in writing.plan.recorded.items() if rated is group]
        level = max(found, key=list(Level).index)
        if level is Level.LOW or not writing.chance.happens(0.75 if level is not Level.MEDIUM else 0.2):
            continue
        _register(writing, category, writing.days.completed, level=level)


def _predictors(writing: Writing, day: int) -> None:
    """Scores from what was on record; their size is made up, their bands are those of the published scale."""
    today = iso(day)
    convicted = [one for one in writing.of("convictions") if one.outcome == "convicted" and (one.decided_on or "9") <= today]
    violent = sum(bool({"violence", "serious_violence", "strangulation", "robbery"} & set(one.harms)) for one in convicted)
    serious = sum(bool({"serious_violence", "strangulation"} & set(one.harms)) for one in convicted)
    age = (day - writing.days.born) / YEAR
    noise = 0.3 * writing.chance.normal()
    state = writing.plan.path.at(day)
    general = 100 / (1 + exp(1.1 - 0.14 * min(14, len(convicted)) + 0.05 * (age - 30) + noise))
    dynamic = 100 / (
        1 + exp(1.2 - 0.12 * min(14, len(convicted)) + 0.04 * (age - 30) - 0.4 * (state.alcohol + state.drugs) + noise)
    )
    violence = 100 / (1 + exp(1.9 - 0.28 * min(9, violent) + 0.04 * (age - 30) - 0.4 * state.alcohol + noise))
    grave = min(40.0, 0.5 * exp(0.14 * min(9, violent) + 0.35 * min(4, serious) - 0.02 * (age - 30) + noise))
    for name, score in (("OGRS3", general), ("OGP", dynamic), ("OVP", violence), ("RSR", grave)):
        rounded = round(score) if name != "RSR" else round(score, 2)
        bands = [band for band, floor in _BANDS[name].items() if rounded >= floor]
        fields = writing.item("pr", "oasys", day, prompt=True)
        writing.put(
            "predictors",
            Predictor(
                **fields,
                name=name,
                generation=1,
                score=float(rounded),
                horizon_years=2,
                band=bands[-1] if bands else "low",
                static_or_dynamic="static" if name == "OGRS3" else "dynamic",
            ),
        )
