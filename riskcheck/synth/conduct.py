"""What gets written down of what somebody did: by police and courts, and in prison. Not all of it, and not all of it well."""

from riskcheck.records.model import CustodyPeriod, Order, OrderBreach
from riskcheck.synth.in_prison import inside
from riskcheck.synth.lived import Act
from riskcheck.synth.person import YEAR
from riskcheck.synth.phrases import among
from riskcheck.synth.police_and_courts import outside
from riskcheck.synth.schedule import iso
from riskcheck.synth.writing import Writing

_PLACES = ("local prison", "category B training prison", "category C training prison", "resettlement prison")
_ADULT = 21 * YEAR


def write(writing: Writing) -> None:
    """Periods, then every act that came to notice, then orders and alerts."""
    _periods(writing)
    breaches: dict[int, list[OrderBreach]] = {}
    for act in writing.life.acts:
        if not act.noticed:
            continue
        if act.inside:
            inside(writing, act)
        else:
            outside(writing, act)
        if act.breaks is not None:
            breaches.setdefault(act.breaks, []).append(_breach(writing, act))
    _orders(writing, breaches)


def _periods(writing: Writing) -> None:
    for held in writing.life.custody:
        end = iso(held.end) if held.end is not None and held.end <= writing.days.extracted else None
        place = _PLACES[0] if held.kind != "sentence" else writing.chance.pick(_PLACES)
        if held.start - writing.days.born < _ADULT:
            place = "young offender institution"
        fields = writing.item("pe", "nomis", held.start, prompt=True)
        writing.put("periods", CustodyPeriod(**fields, ended_on=end, kind=held.kind, establishment=place))


def _orders(writing: Writing, breaches: dict[int, list[OrderBreach]]) -> None:
    chance, days = writing.chance, writing.days
    for place, made in enumerate(writing.life.orders):
        over = made.until is not None and made.until <= days.extracted
        away = "not_recorded"
        if writing.plan.recipe.out_of_reach:
            away = "yes"
        elif chance.happens(0.4):
            away = "no"
        within = [
            breach
            for breach in breaches.get(place, [])
            if breach.date > iso(made.day) and (made.until is None or breach.date < iso(made.until))
        ]
        writing.put(
            "orders",
            Order(
                **writing.item("or", "court", made.day, made),
                kind=made.kind,
                ends_on=iso(made.until) if made.until is not None else None,
                ended_on=iso(made.until) if over and made.until is not None else None,
                made_after=made.made_after,
                protects=made.victim,
                prohibits=among(chance, "orders.prohibits"),
                protected_person_out_of_reach=away,
                breaches=tuple(sorted(within, key=lambda breach: breach.date)),
            ),
        )


def _breach(writing: Writing, act: Act) -> OrderBreach:
    chance = writing.chance
    proved = (
        act.ending is not None
        and act.ending.outcome in ("convicted", "proved")
        and act.ending.decided <= writing.days.extracted
    )
    said = "breach_inside" if act.inside else "breach_violent" if act.gravity >= 2 else "breach"
    text = among(chance, f"reports.{said}")
    return OrderBreach(id=writing.id("br"), date=iso(act.day), outcome="proved" if proved else "alleged", text=text)
