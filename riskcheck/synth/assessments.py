"""The assessments: what their author had in view, wrote about it, and put down as the level."""

from typing import Any

import msgspec

from riskcheck.records.model import (
    Addressed,
    Answers,
    Assessment,
    CommunityRatings,
    CustodyRatings,
    OffenceAnalysis,
    Ratings,
    Summary,
)
from riskcheck.synth.assessor import believed
from riskcheck.synth.lived import HARMFUL, Act, Made
from riskcheck.synth.parameters import Parameters
from riskcheck.synth.person import YEAR
from riskcheck.synth.phrases import among, phrases
from riskcheck.synth.schedule import CUSTODIAL, iso, working
from riskcheck.synth.truth import ORDER, Levels, overall
from riskcheck.synth.writing import SOURCES, Writing
from riskcheck.terms import Group, Level, Setting

_TRIGGERS = {
    "accommodation_loss": "loss of accommodation",
    "relationship_breakdown": "the end of a relationship",
    "alcohol": "drinking",
    "drugs": "drug use",
    "missed_appointments": "missed appointments",
    "employment_or_money": "money trouble",
    "criminal_associates": "return to old associates",
    "contact_with_victim": "contact with the victim",
    "carrying_weapons": "carrying a weapon",
}
_WHY = {
    **dict.fromkeys(("acquisitive", "robbery", "drugs"), "index_money"),
    **dict.fromkeys(("violent", "domestic", "disorder"), "index_anger"),
}
_JUST_OUT = 42
_PROGRAMME = 150
"""Days of a sentence after which a programme can have been completed."""
_YOUTH = 18 * YEAR
_PRISON = ("prison_record", "adjudications", "security_intelligence")


def write(writing: Writing, parameters: Parameters) -> None:
    """The assessment before the last, and the last."""
    plan, days, chance = writing.plan, writing.days, writing.chance
    care = "analysed" if plan.recipe.analysed else chance.among(_care(writing))
    first = _Author(writing, parameters, days.previous, plan.before, chance.among(writing.assessing.care))
    before = first.assessment(max(working(days.previous - chance.between(2, 7)), days.sentenced))
    writing.put("assessments", before)
    if plan.error == "copied_forward" or _copies(writing):
        _countersigned(writing, writing.put("assessments", _copied(writing, before)))
        return
    last = _Author(writing, parameters, days.completed, plan.recorded, care).assessment(days.begun)
    lowered = overall(plan.recorded) != overall(plan.before) and ORDER.index(overall(plan.recorded)) < ORDER.index(
        overall(plan.before)
    )
    if lowered:
        last = msgspec.structs.replace(last, lowered_because=_lowered(writing, care))
    _countersigned(writing, writing.put("assessments", last))


def _countersigned(writing: Writing, last: Assessment) -> None:
    """The log of oversight has the countersignature on the day on which the assessment has it, and none where that has none."""
    writing.sections["oversight"] = [
        msgspec.structs.replace(one, date=last.countersigned_on or "") if one.kind == "countersignature" else one
        for one in writing.of("oversight")
        if one.kind != "countersignature" or last.countersigned_on is not None
    ]


def _copies(writing: Writing) -> bool:
    """Whether this assessor copies what was said before although, as it happens, every level is still right."""
    plan = writing.plan
    same = plan.error is None and not plan.recipe.analysed and plan.before == plan.recorded
    return same and writing.chance.happens(writing.assessing.copied)


def _care(writing: Writing) -> dict[str, float]:
    """How the last assessment may be written. Who reads each thing by itself records it, and does not analyse it."""
    care = writing.assessing.care
    return (
        {how: share for how, share in care.items() if how != "analysed"} if writing.plan.error == "read_in_isolation" else care
    )


def _lowered(writing: Writing, care: str) -> str | None:
    """Why the level is lower than before, where it is said."""
    if writing.plan.recipe.previously_high or (writing.plan.error is None and care == "analysed"):
        return _changed(writing)
    if writing.plan.error is None and care == "mentioned" and writing.chance.happens(0.5):
        return _changed(writing)
    return among(writing.chance, "assessment.lowered.thin") if writing.chance.happens(0.5) else None


def _changed(writing: Writing) -> str:
    """What is said to have changed: nothing that the circumstances of the day deny."""
    now, before = writing.plan.path.at(writing.days.completed), writing.plan.path.at(writing.days.previous)
    name = "sober" if before.alcohol and not now.alcohol else "quiet" if now.accommodation_loss else "settled"
    if writing.days.inside(writing.days.completed):
        name = "quiet"
    return among(writing.chance, f"assessment.lowered.{name}")


def _copied(writing: Writing, before: Assessment) -> Assessment:
    """The assessment before, under a new day."""
    chance, days = writing.chance, writing.days
    carried = chance.happens(0.3)
    addressed = before.evidence_addressed
    if addressed:
        addressed = tuple(msgspec.structs.replace(one, text=among(chance, "assessment.addressed.copied")) for one in addressed)
    fields: dict[str, Any] = {
        "id": writing.id("as"),
        "date": iso(days.begun),
        "completed_on": iso(days.completed),
        "type": "carried_forward" if carried else before.type,
        "evidence_addressed": addressed,
        "sources_used": ("interview", "previous_assessment") if chance.happens(0.7) else before.sources_used,
        **_signed(writing, days.completed),
    }
    return msgspec.structs.replace(before, **fields)


def _signed(writing: Writing, day: int) -> dict[str, Any]:
    if not writing.chance.happens(0.55):
        return {"countersigned": writing.chance.pick(("no", "not_recorded", "not_applicable")), "countersigned_on": None}
    return {
        "countersigned": "yes",
        "countersigned_on": iso(working(min(writing.days.extracted, day + writing.chance.between(0, 9)))),
    }


class _Author:
    """One assessor at work on one day."""

    def __init__(self, writing: Writing, parameters: Parameters, day: int, rated: Levels, care: str) -> None:
        self.writing = writing
        self.chance = writing.chance
        self.plan = writing.plan
        self.day = day
        self.rated = rated
        self.level = overall(rated)
        self.care = care
        self.sight = believed(self.plan.error, self.plan.traits, writing.days, self.plan.path, parameters).sight
        self.seen = [name for name in writing.about if self._sees(name)]
        self.index = next((one.id for one in writing.of("convictions") if one.index), None)
        self.triggers = self._triggers()
        self.after_harm = "_after_harm" if any(_grave(writing.about[name], day) for name in self.seen) else ""
        self._said: str | None = None

    def _sees(self, name: str) -> bool:
        """Whether this assessor had the item before them."""
        if not self.writing.known_to_probation(name, self.day):
            return False
        about = self.writing.about[name]
        if isinstance(about, Made):
            return "partner" in self.sight.domains
        if about.day > self.day:
            return False
        if about.index:
            return True
        if about.kind == "weapon":
            return self.sight.weapons_inside if about.inside else self.sight.weapons_outside
        domain = {"robbery": "street", "sexual": "street", "fight": "prisoners", "dismissed": "prisoners"}.get(
            about.kind, about.kind
        )
        if about.inside and "prisoners" not in self.sight.domains:
            return False
        return domain in self.sight.domains or domain not in HARMFUL

    def _triggers(self) -> tuple[str, ...]:
        """The circumstances that are named as raising risk."""
        state = self.plan.path.at(self.day)
        found = [name for name in _TRIGGERS if getattr(state, name, False)] if self.chance.happens(0.6) else []
        while len(found) < 2:
            name = self.chance.pick(tuple(_TRIGGERS))
            if name not in found:
                found.append(name)
        return tuple(found[:4])

    def assessment(self, begun: int) -> Assessment:
        """What they wrote."""
        writing, chance = self.writing, self.chance
        addressed = None if chance.happens(writing.assessing.silent) and not self.plan.recipe.analysed else self._addressed()
        return Assessment(
            id=writing.id("as"),
            date=iso(begun),
            source=SOURCES["oasys"],
            type="full" if self.level is not Level.LOW or chance.happens(0.5) else "standard",
            status="complete",
            completed_on=iso(self.day),
            tool="oasys",
            area=self.plan.area,
            ratings=ratings(self.rated),
            overall=self.level.value,
            rating_reasons=self._reasons(),
            summary=self._summary(),
            raises_risk=self.triggers,
            lowers_risk=self._lowers(),
            sources_used=self._sources(),
            evidence_addressed=addressed,
            offence_analysis=OffenceAnalysis(about=(self.index,), text=self._of_the_index()) if self.index else None,
            answers=self._answers(),
            **_signed(writing, self.day),
        )

    def _of_the_index(self) -> str:
        """What is said of the index offence: the same wherever this author says it."""
        if self._said is None:
            why = _WHY.get(self.plan.traits.offending, "index") if self.chance.happens(0.7) else "index"
            self._said = among(self.chance, f"assessment.addressed.{why}")
        return self._said

    def _lowers(self) -> tuple[str, ...]:
        """Protective factors that are named; none that the circumstances of the day deny."""
        state = self.plan.path.at(self.day)
        inside = self.writing.days.inside(self.day)
        denied = {
            "Stable accommodation": state.accommodation_loss or inside,
            "Completed a programme": self.day - self.writing.days.sentenced < _PROGRAMME,
            "Engaged with the drug service": not any(one.drugs for one in self.plan.path.states),
            "Working": state.employment_or_money or inside,
            "In a supportive relationship": not state.partner or state.relationship_breakdown,
        }
        drawn = {among(self.chance, "assessment.reduces.factors"): None for _ in range(self.chance.between(0, 3))}
        return tuple(factor for factor in drawn if not denied.get(factor))

    def _harmful(self) -> list[str]:
        """Items seen that are of harm, without the index offence."""
        found = []
        for name in self.seen:
            about = self.writing.about[name]
            if name == self.index or name.startswith("al-"):
                continue
            if isinstance(about, Made) or about.kind in (
                *HARMFUL,
                "weapon",
                "fight",
                "dismissed",
                "refuted",
                "unfounded",
                "acquitted",
                "victimised",
                "blades",
            ):
                found.append(name)
        return found

    def _addressed(self) -> tuple[Addressed, ...]:
        chance = self.chance
        found: list[Addressed] = []
        if self.index:
            how = "mentioned" if self.care == "thin" and chance.happens(0.5) else "with_reasons"
            found.append(Addressed(items=(self.index,), how=how, text=self._of_the_index()))
        harmful = self._harmful()
        if self.care == "thin" or not harmful:
            return tuple(found)
        if self.care == "mentioned":
            kept = tuple(name for name in harmful if chance.happens(0.75))
            if kept:
                found.append(Addressed(items=kept, how="mentioned", text=among(chance, "assessment.addressed.mentioned")))
            return tuple(found)
        orders = tuple(name for name in harmful if isinstance(self.writing.about[name], Made))
        if orders and self.plan.recipe.out_of_reach:
            found.append(Addressed(items=orders, how="with_reasons", text=among(chance, "assessment.addressed.out_of_reach")))
            harmful = [name for name in harmful if name not in orders]
        whole = self.plan.recipe.analysed
        kept = tuple(name for name in harmful if whole or chance.happens(0.9))
        if kept:
            name = "assessment.addressed.reasons" if len(kept) > 1 else "assessment.addressed.reasons_one"
            found.append(Addressed(items=kept, how="with_reasons", text=among(chance, name)))
        return tuple(found)

    def _sources(self) -> tuple[str, ...] | None:
        chance = self.chance
        if chance.happens(0.1):
            return None
        found = {"interview": 0.95, "ndelius": 0.85, "previous_assessment": 0.7, "court": 0.5, "pnc": 0.6}
        careful = {"analysed": 0.9, "mentioned": 0.6, "thin": 0.3}[self.care]
        domains = self.sight.domains
        if self.writing.days.phase in CUSTODIAL:
            found |= dict.fromkeys(_PRISON, careful if "prisoners" in domains else 0.06)
        found["police"] = careful if "partner" in domains else 0.06
        if self.plan.path.at(self.day).children:
            found["childrens_services"] = 0.5 * careful
        return tuple(name for name, share in found.items() if chance.happens(share)) or ("interview",)

    def _trigger_words(self) -> str:
        words = [_TRIGGERS[name] for name in self.triggers]
        return f"{', '.join(words[:-1])} or {words[-1]}"

    def _reasons(self) -> str:
        chance, error = self.chance, self.plan.error
        last = self.day == self.writing.days.completed
        if last and error == "lowered_under_workload":
            name = "workload"
        elif last and error == "likelihood_read_as_harm":
            name = "prolific"
        elif last and error == "old_violence_read_as_now":
            name = "old"
        elif (
            self.level is Level.MEDIUM
            and self.care != "analysed"
            and self.plan.traits.offending in ("acquisitive", "drugs")
            and chance.happens(0.5)
        ):
            name = self.plan.traits.offending
        else:
            name = self.level.value + (self.after_harm if self.level is Level.LOW else "")
        return among(chance, f"assessment.reasons.{name}", triggers=self._trigger_words())

    def _groups(self) -> list[Group]:
        return [
            group
            for group in Group
            if any(level is not Level.LOW for (rated, _), level in self.rated.items() if rated is group)
        ]

    def _summary(self) -> Summary:
        chance = self.chance
        groups = self._groups()
        acquisitive = self.plan.traits.offending in ("acquisitive", "drugs") and self.care != "analysed"
        who = [among(chance, f"assessment.who.{group.value}") for group in groups]
        if acquisitive and len(who) < 2:
            who.append(among(chance, f"assessment.who.{self._taken()}"))
        abuse = (
            Group.KNOWN_ADULT in groups
            and "partner" in self.sight.domains
            and any(self._is_partner(name) for name in self.seen)
        )
        if not groups:
            nature = f"none{self.after_harm}"
        else:
            nature = "abuse" if abuse else self._taken() if acquisitive and len(groups) == 1 else "violence"
        high = self.level in (Level.HIGH, Level.VERY_HIGH)
        words = self._trigger_words()
        change = "change_release" if self._about_to_be_out() else "change"
        imminence = "now" if high else change if self.level is Level.MEDIUM else f"none{self.after_harm}"
        return Summary(
            who_is_at_risk=_listed(who) if who else "Nobody in particular.",
            nature_of_risk=among(chance, f"assessment.nature.{nature}"),
            when_greatest=among(chance, f"assessment.imminence.{imminence}", triggers=words),
            increases_risk=f"{words[:1].upper()}{words[1:]}.",
            reduces_risk=among(chance, "assessment.reduces.words"),
            analysis=self._analysis(words, high=high),
        )

    def _taken(self) -> str:
        """What offending for money takes from others."""
        return "drugs" if self.plan.traits.offending == "drugs" else "property"

    def _about_to_be_out(self) -> bool:
        """Whether the first weeks after release are still to come, or have just begun."""
        days = self.writing.days
        return days.inside(self.day) or any(0 <= self.day - out <= _JUST_OUT for out in days.releases)

    def _is_partner(self, name: str) -> bool:
        about = self.writing.about[name]
        return isinstance(about, Made) or about.kind == "partner"

    def _analysis(self, words: str, *, high: bool) -> str:
        chance = self.chance
        kind = {"analysed": "reasoned", "mentioned": "mentioned", "thin": "thin"}[self.care]
        said = [among(chance, f"assessment.analysis.{kind}")]
        if self.care != "thin":
            level = "high" if high else f"low{self.after_harm}" if self.level is Level.LOW else self.level.value
            if level == "medium" and not self._harmful():
                level = "medium_alone"
            said.append(among(chance, f"assessment.analysis.{level}", triggers=words))
        else:
            if said == [phrases("assessment.analysis.thin")[0]] and not self._since_youth():
                said = [phrases("assessment.analysis.thin")[-1]]
            if chance.happens(0.4):
                said += self._reported()
        return " ".join(said)

    def _since_youth(self) -> bool:
        """Whether there is a pattern since youth to speak of."""
        acts = [self.writing.about[name] for name in self.seen if name.startswith("cv")]
        return sum(isinstance(act, Act) and act.day - self.writing.days.born < _YOUTH for act in acts) > 1

    def _reported(self) -> list[str]:
        """What the person says of custody, the relationship or weapons, where there is any of it to speak of."""
        spoken = ("custody", "relationship", "weapons")
        said = self.chance.pick(spoken)
        acts = [act for act in self.writing.life.acts if act.day < self.day]
        there = {
            "custody": any(held.start < self.day for held in self.writing.days.custody),
            "relationship": any(act.kind == "partner" for act in acts),
            "weapons": any(act.weapon is not None for act in acts),
        }
        return [phrases("assessment.analysis.reported")[spoken.index(said)]] if there[said] else []

    def _answers(self) -> Answers:
        acts = [about for name in self.seen if isinstance(about := self.writing.about[name], Act)]
        return Answers(
            weapon_carried_or_used=self._answer(
                any(act.weapon is not None and act.kind in (*HARMFUL, "weapon") for act in acts)
            ),
            violence_or_threat=self._answer(any(act.kind in HARMFUL for act in acts)),
            domestic_abuse_partner=self._answer(any(act.kind == "partner" for act in acts)),
            assaulted_or_threatened_staff=self._answer(any(act.kind == "staff" for act in acts)),
            control_issues=self._answer(any(act.inside and act.kind in ("prisoners", "staff", "misconduct") for act in acts)),
            risk_to_other_prisoners=self._answer(any(act.kind == "prisoners" for act in acts)),
        )

    def _answer(self, found: bool) -> str:
        if found:
            if self.chance.happens(self.writing.assessing.slips[self.care]):
                return "no"
            return "yes" if self.chance.happens(0.92) else "not_recorded"
        return self.chance.among({"no": 0.8, "dont_know": 0.08, "not_recorded": 0.12})


def _grave(about: Act | Made, day: int) -> bool:
    """Whether it had been found by a day, by a court or at a hearing, that serious harm was done."""
    found = isinstance(about, Act) and about.found(day)
    return found and isinstance(about, Act) and (about.kind == "sexual" or (about.gravity == 4 and about.kind in HARMFUL))


def _listed(parts: list[str]) -> str:
    """Phrases in one sentence."""
    return "; ".join([parts[0], *[part[:1].lower() + part[1:] for part in parts[1:]]]) + "."


def ratings(rated: Levels) -> Ratings:
    """Levels as an assessment holds them."""

    def column(setting: Setting) -> dict[str, str]:
        return {group.value: level.value for (group, where), level in rated.items() if where is setting}

    return Ratings(community=CommunityRatings(**column(Setting.COMMUNITY)), custody=CustodyRatings(**column(Setting.CUSTODY)))
