"""Together: patterns that no single strand shows. Each says that no change of circumstances is needed."""

from collections.abc import Iterable
from functools import partial

from riskcheck.evidence import Act, Evidence, same_incident, victim_group
from riskcheck.rules.custody import harmful_in_custody
from riskcheck.rules.examples import IMPROVISED, KNIFE, adjudication, case, conviction, incident, order, registration
from riskcheck.rules.form import BOTH_SETTINGS, EVERYONE, Edge, Found, found, rule
from riskcheck.rules.history import offences
from riskcheck.rules.orders import abusive, live_labels
from riskcheck.rules.sources import HMIP_2023, HMIP_2023_CUSTODY, HMIP_2023_GROUPS, HMIP_2023_ORDER, ROSH_LEVELS
from riskcheck.rules.weapons import armed
from riskcheck.terms import Kind, Setting, Strand, Way
from riskcheck.view import View

RECURS = "harmful behaviour recurs across settings or people, so that no change of circumstances seems to be needed"

together_rule = partial(rule, kind=Kind.TOGETHER, groups=EVERYONE, settings=BOTH_SETTINGS)


def directed_at_people(acts: Iterable[Act]) -> list[Act]:
    """Violence, threats, weapons and abuse, leaving out what was harmful only in kind."""
    return [act for act in acts if act.violent or act.armed or act.abusive or "threats" in act.harms]


@together_rule(
    code="TG101",
    name="harm-in-custody-and-in-the-community",
    title="Harmful behaviour both in custody and in the community",
    strands=(Strand.CUSTODY, Strand.HISTORY),
    weight=3,
    way=Way.NO_CHANGE_NEEDED,
    shows=RECURS,
    question="C1a",
    sources=(HMIP_2023, HMIP_2023_CUSTODY, ROSH_LEVELS),
    needs=("custody", "convictions"),
    fires={
        "an assault in prison and one outside": case(
            adjudication("2024-05-01", "assault"), conviction("2022-05-01", "violence")
        ),
    },
    false_positives={
        "Burglary outside, and an assault in prison": case(
            adjudication("2024-05-01", "assault"), conviction("2022-05-01", "burglary", victim="none")
        ),
        "Violence outside, and refusing orders in prison": case(
            adjudication("2024-05-01", "disobedience", victim="staff"), conviction("2022-05-01", "violence")
        ),
        "Both in prison: an assault, and the conviction for it": case(
            adjudication("2024-05-01", "assault"),
            conviction("2024-05-01", "violence", setting="custody", victim="prisoner"),
        ),
    },
    edge=Edge(
        case=case(adjudication("2024-05-01", "assault", heard_on="2024-05-09"), conviction("2022-05-01", "violence")),
        day="2024-05-09",
    ),
)
def harm_in_both_settings(view: View) -> Iterable[Found]:
    """Medium says harm is unlikely unless circumstances change. Here they did change, from outside to inside or back, and
    the behaviour did not. Each record explains itself by its own setting; only the two together show that neither does.
    """
    inside = directed_at_people(harmful_in_custody(view))
    outside = [act for act in directed_at_people(offences(view)) if act.setting is Setting.COMMUNITY]
    if inside and outside:
        yield from map(found, (*inside, *outside))


@together_rule(
    code="TG102",
    name="weapons-in-custody-and-in-the-community",
    title="Weapons both in custody and in the community",
    strands=(Strand.CUSTODY, Strand.WEAPONS),
    weight=3,
    way=Way.NO_CHANGE_NEEDED,
    shows=RECURS,
    question="C1a",
    sources=(HMIP_2023, HMIP_2023_CUSTODY, ROSH_LEVELS),
    needs=("custody", "convictions"),
    fires={
        "an improvised weapon inside, a knife outside": case(
            adjudication("2024-05-01", "weapon", victim="none", weapon=IMPROVISED),
            conviction("2022-05-01", "weapon", victim="none", weapon=KNIFE),
        ),
    },
    false_positives={
        "A telephone inside, a knife outside": case(
            adjudication("2024-05-01", "unauthorised_article", victim="none"),
            conviction("2022-05-01", "weapon", victim="none", weapon=KNIFE),
        ),
        "Both inside": case(
            adjudication("2024-05-01", "weapon", victim="none", weapon=IMPROVISED),
            conviction("2024-05-01", "weapon", victim="none", setting="custody", weapon=IMPROVISED),
        ),
        "The knife outside was in another's hands": case(
            adjudication("2024-05-01", "weapon", victim="none", weapon=IMPROVISED),
            conviction("2022-05-01", "weapon", victim="none", weapon=KNIFE, outcome="acquitted"),
        ),
    },
    edge=Edge(
        case=case(
            adjudication("2024-05-01", "weapon", victim="none", weapon=IMPROVISED, known_on="2024-05-08"),
            conviction("2022-05-01", "weapon", victim="none", weapon=KNIFE),
        ),
        day="2024-05-08",
    ),
)
def weapons_in_both_settings(view: View) -> Iterable[Found]:
    """A weapon in prison may be put down to prison, and a knife outside to the street. A person who arms himself in both
    carries the readiness with him, so that harm could happen at any time.
    """
    acts = armed(view)
    if len({act.setting for act in acts}) > 1:
        yield from map(found, acts)


@together_rule(
    code="TG103",
    name="harm-to-several-kinds-of-people",
    title="Harm to several kinds of people",
    strands=(Strand.CUSTODY, Strand.ORDERS, Strand.HISTORY),
    weight=2,
    way=Way.NO_CHANGE_NEEDED,
    shows=RECURS,
    question="C1c",
    sources=(HMIP_2023_GROUPS, ROSH_LEVELS),
    needs=("custody", "convictions"),
    fires={
        "a prisoner, a partner and a stranger": case(
            adjudication("2024-05-01", "assault"),
            conviction("2023-05-01", "violence", victim="partner"),
            conviction("2022-05-01", "robbery"),
        ),
    },
    false_positives={
        "The same kind of victim each time": case(
            *(conviction(f"{year}-05-01", "violence", victim="partner") for year in (2021, 2022, 2023))
        ),
        "The third was dismissed": case(
            adjudication("2024-05-01", "assault", outcome="dismissed"),
            conviction("2023-05-01", "violence", victim="partner"),
            conviction("2022-05-01", "robbery"),
        ),
    },
    edge=Edge(
        case=case(
            adjudication("2024-05-01", "assault", known_on="2024-06-01"),
            conviction("2023-05-01", "violence", victim="partner"),
            conviction("2022-05-01", "robbery"),
        ),
        day="2024-06-01",
    ),
)
def harm_to_several_kinds_of_people(view: View) -> Iterable[Found]:
    """A rating gives each group its own level, so harm to staff, prisoners, a partner and strangers is split between rows.
    Read across the rows, it does not depend on who is there.
    """
    inside = directed_at_people(harmful_in_custody(view))
    outside = [act for act in directed_at_people(offences(view)) if act.setting is Setting.COMMUNITY]
    acts = [act for act in (*inside, *outside) if victim_group(act.victim) is not None]
    if len({victim_group(act.victim) for act in acts}) >= view.number("weighing.victim_kinds"):
        yield from map(found, acts)


@together_rule(
    code="TG104",
    name="protective-order-and-harm-to-others",
    title="A protective order or partner violence, and violence or weapons towards others",
    strands=(Strand.ORDERS, Strand.CUSTODY, Strand.WEAPONS, Strand.HISTORY),
    weight=3,
    way=Way.NO_CHANGE_NEEDED,
    shows=RECURS,
    question="C1c",
    sources=(HMIP_2023, HMIP_2023_ORDER, ROSH_LEVELS),
    needs=("orders", "custody", "convictions"),
    fires={
        "a restraining order, and an assault in prison": case(order("2022-05-01"), adjudication("2024-05-01", "assault")),
        "partner violence, and robbery of a stranger": case(
            conviction("2021-05-01", "violence", victim="partner"), conviction("2023-05-01", "robbery")
        ),
    },
    false_positives={
        "The order, and the offence it was made for": case(
            order("2022-05-01"), conviction("2022-03-01", "violence", victim="ex_partner")
        ),
        "The order, and theft": case(order("2022-05-01"), conviction("2023-05-01", "theft", victim="public")),
        "The person is protected by the order": case(
            registration("2022-05-01", "domestic_abuse_victim"), adjudication("2024-05-01", "assault")
        ),
    },
    edge=Edge(case=case(order("2022-05-01", known_on="2024-07-01"), adjudication("2024-05-01", "assault")), day="2024-07-01"),
)
def order_and_harm_to_others(view: View) -> Iterable[Found]:
    """Abuse of one person is read as a matter between the two of them. Violence or weapons towards people outside that
    relationship show that it is not, and the order shows that a court thought the danger would last.
    """
    near: list[Evidence] = [*live_labels(view, "order"), *(act for act in abusive(view) if act.established)]
    far: list[Evidence] = [
        act
        for act in (*harmful_in_custody(view), *offences(view))
        if not act.abusive and (act.violent or act.armed) and any(not same_incident(act, other) for other in near)
    ]
    if far:
        yield from map(found, (*near, *dict.fromkeys(far)))


@together_rule(
    code="TG105",
    name="armed-with-a-history-of-violence",
    title="Weapons in the hands of a person with violent convictions",
    strands=(Strand.WEAPONS, Strand.HISTORY),
    weight=2,
    way=Way.NO_CHANGE_NEEDED,
    shows=RECURS,
    question="C1b",
    sources=(HMIP_2023, ROSH_LEVELS),
    needs=("convictions",),
    fires={
        "a knife, and an earlier wounding": case(
            conviction("2024-05-01", "weapon", victim="none", weapon=KNIFE),
            conviction("2020-05-01", "serious_violence"),
        ),
    },
    false_positives={
        "A knife, and property offences": case(
            conviction("2024-05-01", "weapon", victim="none", weapon=KNIFE),
            conviction("2020-05-01", "burglary", victim="none"),
        ),
        "One offence with a weapon": case(
            conviction("2024-05-01", "weapon", "violence", weapon=KNIFE),
        ),
        "One common assault": case(
            conviction("2024-05-01", "weapon", victim="none", weapon=KNIFE),
            conviction("2020-05-01", "violence", seriousness="minor"),
        ),
        "The weapon was another prisoner's": case(
            incident("2024-05-01", "find", role="present", victim="none", weapon=IMPROVISED),
            conviction("2020-05-01", "serious_violence"),
        ),
    },
    edge=Edge(
        case=case(
            conviction("2024-05-01", "weapon", victim="none", weapon=KNIFE, decided_on="2024-08-01"),
            conviction("2020-05-01", "serious_violence"),
        ),
        day="2024-08-01",
    ),
)
def armed_with_a_history(view: View) -> Iterable[Found]:
    """A weapon found is an offence of possession; a wounding years ago is history. The two together are how the next
    serious harm would be done, by somebody who has done it before.
    """
    weapons = armed(view)
    grave = [act for act in offences(view) if act.grave and act.violent]
    armed_then = [act for act in weapons if any(act.incident != other.incident for other in grave)]
    if armed_then:
        yield from map(found, dict.fromkeys((*armed_then, *grave)))
