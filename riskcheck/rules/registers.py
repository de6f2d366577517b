"""Missing from the registers: what the record establishes and no register shows."""

from collections.abc import Iterable

from riskcheck.evidence import incidents
from riskcheck.rules.examples import KNIFE, KNIFE_USED, case, conviction, registration
from riskcheck.rules.form import Edge, Found, found, gap
from riskcheck.rules.orders import abusive, live_labels
from riskcheck.rules.sources import DELIUS_REGISTERS, HMIP_QUESTIONS
from riskcheck.rules.weapons import armed
from riskcheck.terms import Group
from riskcheck.view import View


@gap(
    code="CF109",
    name="domestic-abuse-not-on-the-register",
    title="Established abuse of a known adult, and no domestic abuse registration",
    groups=(Group.KNOWN_ADULT,),
    question="C1c",
    sources=(DELIUS_REGISTERS, HMIP_QUESTIONS),
    needs=("registrations", "convictions"),
    fires={
        "an assault on a former partner, and no register": case(conviction("2023-05-01", "violence", victim="ex_partner")),
        "an assault on family, and no register": case(conviction("2023-05-01", "violence", victim="family")),
    },
    false_positives={
        "He is on the perpetrator register": case(
            conviction("2023-05-01", "violence", victim="ex_partner"), registration("2023-06-01", "domestic_abuse_perpetrator")
        ),
        "The registration ended with the sentence": case(
            conviction("2023-05-01", "violence", victim="ex_partner"),
            registration("2023-06-01", "domestic_abuse_perpetrator", ended_on="2024-12-01"),
        ),
        "Registrations were supplied only in part": case(conviction("2023-05-01", "violence", victim="ex_partner"))
        | {"registrations": {"coverage": "partial", "items": []}},
        "The victim was not a partner or family": case(conviction("2023-05-01", "violence", victim="known_adult")),
    },
    edge=Edge(case=case(conviction("2023-05-01", "violence", victim="ex_partner", decided_on="2023-08-01")), day="2023-08-01"),
)
def domestic_abuse_not_on_the_register(view: View) -> Iterable[Found]:
    """The register is what other teams and systems read, and needs no conviction; here there is one and no register."""
    registered = any(label.record == "registration" for label in live_labels(view, "domestic_abuse"))
    if registered or not view.complete("registrations"):
        return
    for act in abusive(view):
        if act.established and act.victim in ("partner", "ex_partner", "family"):
            yield found(act)


@gap(
    code="CF110",
    name="weapons-not-on-the-register",
    title="Weapons on several occasions or turned on somebody, and no weapons registration",
    question="C1b",
    sources=(DELIUS_REGISTERS, HMIP_QUESTIONS),
    needs=("registrations", "convictions", "custody"),
    fires={
        "two knives, and no register": case(
            conviction("2023-05-01", "weapon", victim="none", weapon=KNIFE),
            conviction("2024-05-01", "weapon", victim="none", weapon=KNIFE),
        ),
        "one knife, charged twice, and used": case(
            conviction("2024-05-01", "weapon", victim="none", weapon=KNIFE),
            conviction("2024-05-01", "violence", weapon=KNIFE_USED),
        ),
    },
    false_positives={
        "He is on the weapons register": case(
            conviction("2023-05-01", "weapon", victim="none", weapon=KNIFE),
            conviction("2024-05-01", "weapon", victim="none", weapon=KNIFE),
            registration("2024-06-01", "weapons"),
        ),
        "One knife, carried": case(conviction("2024-05-01", "weapon", victim="none", weapon=KNIFE)),
        "Registrations were supplied only in part": case(
            conviction("2023-05-01", "weapon", victim="none", weapon=KNIFE),
            conviction("2024-05-01", "weapon", victim="none", weapon=KNIFE),
        )
        | {"registrations": {"coverage": "partial", "items": []}},
    },
    edge=Edge(
        case=case(
            conviction("2023-05-01", "weapon", victim="none", weapon=KNIFE),
            conviction("2024-05-01", "weapon", victim="none", weapon=KNIFE, decided_on="2024-08-01"),
        ),
        day="2024-08-01",
    ),
)
def weapons_not_on_the_register(view: View) -> Iterable[Found]:
    """The register is for people known to use or carry weapons. Prison alerts have no code for it, so where the register
    lacks it too, nobody who looks at labels sees weapons at all.
    """
    registered = any(label.about == "weapons" and label.record == "registration" for label in view.labels)
    if registered or not view.complete("registrations"):
        return
    acts = armed(view)
    if incidents(acts) > 1 or any(act.weapon_turned_on_somebody for act in acts):
        yield from map(found, acts)
