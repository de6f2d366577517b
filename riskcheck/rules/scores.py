"""Scores worked out again: recorded actuarial scores beside the answers of their own assessment.

A score is a sum of terms, so that every difference can be shown. It is no rating: nothing here adds to a flag or takes
from one.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from riskcheck import policy
from riskcheck.days import Day
from riskcheck.evidence import Act
from riskcheck.lacks import Correction, Lack
from riskcheck.predictors.inconsistent import contradictions
from riskcheck.predictors.inputs import Inputs, Value
from riskcheck.predictors.recompute import Outcome, Recomputed, recompute
from riskcheck.predictors.record import PARTNER_ONLY, PLACES, assessment_of, inputs_of
from riskcheck.predictors.score import NAMES, score
from riskcheck.predictors.scored import Score, words
from riskcheck.records.model import Assessment, Predictor
from riskcheck.rules.examples import KNIFE, SCORED, adjudication, case, conviction, itemised, order, recorded, report
from riskcheck.rules.form import Edge, Found, conflict, found, gap
from riskcheck.rules.sources import ACTUARIAL, ANSWERS_DRIVE_SCORES, BANDS, STATIC_AND_DYNAMIC, TOOL_AND_JUDGEMENT
from riskcheck.view import Seen, View, completed, once_a_view


@once_a_view
def worked_out_again(view: View) -> tuple[tuple[Seen[Predictor], Seen[Assessment], Inputs, Recomputed], ...]:
    """Every recorded score whose assessment has the items, with its assessment, the items and the same score recomputed."""
    return tuple(_worked_out_again(view))


def _worked_out_again(view: View) -> Iterator[tuple[Seen[Predictor], Seen[Assessment], Inputs, Recomputed]]:
    for seen in view.predictors:
        of = _assessment_of(view, seen.item)
        if of is not None and of.item.scored_items is not None and seen.item.name in NAMES and seen.item.score is not None:
            inputs = inputs_of(of.item, seen.item.name, seen.item.date)
            yield seen, of, inputs, recompute(seen.item, inputs)


def _assessment_of(view: View, item: Predictor) -> Seen[Assessment] | None:
    by_id = {seen.item.id: seen for seen in view.assessments}
    named = assessment_of(item, ((name, completed(seen)) for name, seen in by_id.items()))
    return by_id[named] if named is not None else None


def not_worked_out(view: View) -> Lack | None:
    """Which scores could not be worked out again, and what that would take."""
    why: dict[str, list[str]] = {}
    settled: list[Correction] = []
    again = {seen.item.id: (of, one) for seen, of, _, one in worked_out_again(view)}
    for seen in view.predictors:
        if seen.item.name not in NAMES or seen.item.score is None:
            continue
        if seen.item.id not in again:
            why.setdefault("the items that it is worked out from were not supplied", []).append(seen.item.name)
            settled += _to_have_items(view, seen)
            continue
        of, one = again[seen.item.id]
        if one.why is not None:
            why.setdefault(one.why, []).append(seen.item.name)
            settled += [Correction(pointer=f"{of.known.pointer}/{place(item)}", says=words(item)) for item in one.lacking]
        elif one.guessed:
            says = "the category of the current offence is not known, and every category was tried"
            why.setdefault(says, []).append(seen.item.name)
            settled.append(
                Correction(pointer=f"{of.known.pointer}/scored_items/offence_category", says=words("offence_category"))
            )
    if not why:
        return None
    return Lack(
        why="; ".join(f"{', '.join(sorted(set(names)))}: {reason}" for reason, names in sorted(why.items())),
        settled_by=tuple(dict.fromkeys(settled)),
    )


def _to_have_items(view: View, seen: Seen[Predictor]) -> Iterator[Correction]:
    """What a score lacks whose assessment has no items, or that is of no assessment on record."""
    of = _assessment_of(view, seen.item)
    if of is None:
        yield Correction(pointer=f"{seen.known.pointer}/assessment", says="the assessment in which it was calculated")
    last = of or next(reversed(view.assessments), None)
    if last is not None and last.item.scored_items is None:
        says = "the items and answers that scores are worked out from"
        yield Correction(pointer=f"{last.known.pointer}/scored_items", says=says)


def place(item: str) -> str:
    """Where in an assessment an item stands."""
    return PLACES.get(item, (f"scored_items/{item.replace('.', '/')}",))[0]


def terms(scored: Score) -> str:
    """Every term of a score that is not nought, and their sum, in one line; of a combined score those of its parts."""
    if scored.parts:
        return "; ".join(terms(part) for part in scored.parts if part.terms)
    listed = ", ".join(f"{term.says} {term.adds:+.2f}" for term in scored.terms if term.adds)
    return f"{scored.name} in {scored.unit}: {listed}; in all {scored.total:+.2f}"


def _as_recorded(item: Predictor) -> str:
    return f"{item.name} {item.score:g}"


def _in_words(scored: Score) -> str:
    said = f"{scored.percent:g} per cent" if scored.points is None else f"{scored.points} points, {scored.percent:g} per cent"
    return f"{said} ({scored.band.replace('_', ' ')})" if scored.band else said


@conflict(
    code="SC101",
    name="score-not-reproduced",
    title="A recorded score does not follow from the answers of its assessment",
    question="C1b",
    sources=(ACTUARIAL, BANDS),
    needs=("predictors",),
    unchecked=not_worked_out,
    fires={
        "SVRP 1.89 from answers that give 1.72: it takes five violent sanctions, not three": itemised(recorded("SVRP", 1.89)),
        "CSRP that no single answer explains": itemised(recorded("CSRP", 14.55)),
        "a static score of another static model": itemised(recorded("SVRP", 1.72, "static")),
    },
    false_positives={
        "It follows": itemised(recorded("SVRP", 1.72)),
        "It follows, at the decimals that were recorded": itemised(recorded("SVRP", 1.7)),
        "It follows as static, and the record does not say which it is": itemised(recorded("SVRP", 1.62, "not_recorded")),
        "An answer is not known, so that nobody can say": itemised(
            recorded("SVRP", 2.51), answers={"weapon_carried_or_used": "dont_know"}
        ),
        "The items were not supplied": case(recorded("SVRP", 2.51)),
        "Another published table gives it": itemised(recorded("RSR", 1.41, generation=1), offence_category="other_offences"),
        "Abuse of family, and before 2026 abuse of a partner alone counted": itemised(
            recorded("RSR", 1.52, generation=1), answers={"domestic_abuse_family": "yes"}
        ),
    },
    edge=Edge(case=itemised(recorded("SVRP", 1.89, known_on="2025-06-05")), day="2025-06-05"),
)
def score_not_reproduced(view: View) -> Iterable[Found]:
    """A score is arithmetic. Where it does not follow from the answers beside it, one of them was changed afterwards or typed
    wrongly, and whoever reads the band reads something that nobody can account for.
    """
    for seen, _, _, one in worked_out_again(view):
        if one.outcome is Outcome.DIFFERS and one.score is not None:
            says = f"{_as_recorded(seen.item)} is recorded; worked out again from the answers it is {_in_words(one.score)}"
            if one.guessed:
                says += ", and no category of offence gives the recorded one"
            with_change = "; or ".join(change.says for change in one.changes)
            says += f". It would follow with {with_change}" if with_change else ""
            yield Found(seen.known, remark=f"{says}. {terms(one.score)}")


@gap(
    code="SC102",
    name="static-score-beside-dynamic-answers",
    title="A score is static although every dynamic answer is on record",
    question="C1b",
    sources=(STATIC_AND_DYNAMIC, ACTUARIAL),
    needs=("predictors",),
    fires={
        "SVRP 1.62 static; with the answers 1.72": itemised(recorded("SVRP", 1.62, "static")),
        "CSRP likewise": itemised(recorded("CSRP", 1.62, "static")),
        "RSR likewise": itemised(recorded("RSR", 1.48, "static", generation=1)),
    },
    false_positives={
        "It is dynamic": itemised(recorded("SVRP", 1.72)),
        "The record does not say which it is": itemised(recorded("SVRP", 1.62, "not_recorded")),
        "An answer is not known": itemised(recorded("SVRP", 1.62, "static"), temper="dont_know"),
        "An answer was left blank": itemised(recorded("SVRP", 1.62, "static"), temper="not_recorded"),
        "A dynamic score of the same assessment is on record": itemised(
            recorded("SVRP", 1.62, "static"), recorded("SVRP", 1.72)
        ),
        "There is no dynamic version of OGRS3": itemised(
            recorded("OGRS3", 52, "static", generation=1), ogrs3_offence_group="violence"
        ),
    },
    edge=Edge(case=itemised(recorded("SVRP", 1.62, "static", known_on="2025-06-05")), day="2025-06-05"),
)
def static_score_beside_dynamic_answers(view: View) -> Iterable[Found]:
    """The static score leaves out drink, temper, attitudes and weapons. It is for those of whom nobody has asked; here they
    were asked and answered, and the answers do not count.
    """
    again = worked_out_again(view)
    dynamic = {(of.item.id, seen.item.name) for seen, of, _, _ in again if seen.item.static_or_dynamic == "dynamic"}
    for seen, of, inputs, one in again:
        if seen.item.static_or_dynamic != "static" or (of.item.id, seen.item.name) in dynamic:
            continue
        asked = policy.topic("predictor_items")["dynamic"]["value"].get(_violent_part(seen.item.name))
        if not asked or inputs.lacking(asked):
            continue
        says = f"{_as_recorded(seen.item)} is static, and every dynamic answer is on record"
        with_answers = score(seen.item.name, _with_category(inputs, one))  # dynamic, since nothing is lacking
        if isinstance(with_answers, Score):
            says += f"; with them it is {_in_words(with_answers)}. {terms(with_answers)}"
        yield Found(seen.known, remark=says)


def _violent_part(name: str) -> str:
    return {"CSRP": "SVRP", "RSR": "SNSV"}.get(name, name)


def _with_category(inputs: Inputs, one: Recomputed) -> Inputs:
    """The items, with the category that the recorded score was found to have, where it was not known."""
    return inputs.answering(offence_category=one.category) if one.category else inputs


def _contradicted(view: View, name: str, of: Seen[Assessment], inputs: Inputs) -> Iterator[tuple[str, Value, list[Act]]]:
    """Each item of a score that what was on record by then contradicts: the item, what the record shows, and the acts."""
    by_then = [act for act in view.acts if act.offence and act.proved and _proved_on_record(view, act) <= completed(of)]
    shown_by: dict[str, Any] = policy.topic("predictor_items")["shown_by"]["value"]
    if inputs.value("weapon") == "no":
        armed = [act for act in by_then if act.armed]
        indexed = any(act.index for act in by_then)
        yield "weapon", "yes", [act for act in armed if act.index or not indexed]
    for kind, harms in shown_by["past_offences"].items():
        item = f"past_offences.{kind}"
        graver = kind == "wounding" and inputs.value("past_offences.homicide") == "yes"
        if inputs.value(item) == "no" and not graver:
            yield item, "yes", [act for act in by_then if act.harms & set(harms)]
    if inputs.value("domestic_abuse") == "no":
        others = () if name in PARTNER_ONLY else ("family",)
        near = ("partner", "ex_partner", *others)
        yield "domestic_abuse", "yes", [act for act in by_then if act.abusive and act.victim in near]
    violent = [act for act in by_then if act.harms & set(shown_by["violent_sanctions"])]
    for item, acts in (("total_sanctions", by_then), ("violent_sanctions", violent)):
        days = {act.decided or act.on for act in acts}
        if isinstance(inputs.value(item), int) and len(days) > inputs.number(item):
            yield item, len(days), acts


def _proved_on_record(view: View, act: Act) -> Day:
    """The day from which it was on record that an offence had been proved."""
    return max(view.on_record(act.known), act.decided or "")


_TWO_KNIVES = (
    conviction("2020-05-01", "weapon", victim="none", weapon=KNIFE),
    conviction("2024-05-01", "violence", index=True),
)


@conflict(
    code="SC103",
    name="score-rests-on-a-contradicted-answer",
    title="A score was worked out with an answer that the record contradicts",
    question="C1a",
    sources=(ANSWERS_DRIVE_SCORES, ACTUARIAL, TOOL_AND_JUDGEMENT),
    needs=("predictors", "convictions"),
    fires={
        "no weapon now or before, and a conviction for a knife: SVRP 1.72, with yes 3.14": itemised(
            conviction("2024-05-01", "weapon", victim="none", weapon=KNIFE, index=True), recorded("SVRP", 1.72)
        ),
        "no robbery now or before, and a conviction for one": itemised(
            conviction("2019-05-01", "robbery"), recorded("CSRP", 1.72)
        ),
        "three violent sanctions, and five on record": itemised(
            *(conviction(f"20{year}-05-01", "violence") for year in (10, 12, 14, 16, 18)), recorded("SVRP", 1.72)
        ),
        "no domestic abuse, and a conviction for it": itemised(
            conviction("2023-05-01", "violence", "domestic_abuse", victim="ex_partner"), recorded("RSR", 1.52, generation=1)
        ),
    },
    false_positives={
        "The answer is yes": itemised(
            conviction("2024-05-01", "weapon", victim="none", weapon=KNIFE, index=True),
            recorded("SVRP", 3.14),
            answers={"weapon_carried_or_used": "yes"},
            past_offences=SCORED["past_offences"] | {"weapon": "yes"},
        ),
        "Don't know is not no": itemised(
            conviction("2024-05-01", "weapon", victim="none", weapon=KNIFE, index=True),
            recorded("SVRP", 1.72),
            answers={"weapon_carried_or_used": "dont_know"},
            past_offences=SCORED["past_offences"] | {"weapon": "dont_know"},
        ),
        "The knife was in an earlier offence, and the question about the past says so": itemised(
            *_TWO_KNIVES,
            recorded("SVRP", 2.16),
            past_offences=SCORED["past_offences"] | {"weapon": "yes"},
        ),
        "He was acquitted": itemised(
            conviction("2024-05-01", "weapon", victim="none", weapon=KNIFE, index=True, outcome="acquitted"),
            recorded("SVRP", 1.72),
        ),
        "It came on record after the assessment": itemised(
            conviction("2024-05-01", "weapon", victim="none", weapon=KNIFE, index=True, known_on="2025-07-01"),
            recorded("SVRP", 1.72),
        ),
        "Abuse of family, and before 2026 abuse of a partner alone counted": itemised(
            conviction("2023-05-01", "violence", victim="family"), recorded("RSR", 1.52, generation=1)
        ),
        "It was proved in custody, by adjudication": itemised(adjudication("2024-05-01", "weapon"), recorded("SVRP", 1.72)),
        "The score is static and does not count the answer": itemised(
            conviction("2019-05-01", "robbery"), recorded("SVRP", 1.62, "static")
        ),
        "A callout is no sanction, nor is an order": itemised(
            report("2023-05-01", "violence"), order("2023-06-01"), recorded("SVRP", 1.72)
        ),
    },
    edge=Edge(
        case=itemised(
            conviction("2024-05-01", "weapon", victim="none", weapon=KNIFE, index=True),
            recorded("SVRP", 1.72, known_on="2025-06-05"),
        ),
        day="2025-06-05",
    ),
)
def score_rests_on_a_contradicted_answer(view: View) -> Iterable[Found]:
    """A wrong no is carried into every number that follows from it. The score is worked out again with what the record shows,
    so that a reader sees how far it matters, in either direction; it says nothing about the level. Where the category of the
    offence is not known, only the answer is named.
    """
    for seen, of, inputs, one in worked_out_again(view):
        if one.score is None:
            continue
        counted = {term.item for part in (one.score, *one.score.parts) for term in part.terms}
        wrong = [each for each in _contradicted(view, seen.item.name, of, inputs) if each[2] and each[0] in counted]
        if not wrong:
            continue
        given = "; ".join(f"{words(item)}: {inputs.value(item)}, and the record shows {value}" for item, value, _ in wrong)
        says = f"{_as_recorded(seen.item)} counts {given}"
        shown = _with_category(inputs, one).answering(**{item: value for item, value, _ in wrong})
        with_shown = score(seen.item.name, shown, dynamic=one.score.kind == "dynamic")
        if isinstance(with_shown, Score):
            says += f". With what the record shows it goes from {_in_words(one.score)} to {_in_words(with_shown)}"
            says += f". {terms(with_shown)}"
        yield Found(seen.known, remark=says)
        acts = {act.known.item_id: act for _, _, showing in wrong for act in showing}
        yield from (found(act) for act in acts.values())


@conflict(
    code="SC104",
    name="score-from-impossible-answers",
    title="The answers that a score was worked out from contradict each other",
    question="C1b",
    sources=(ACTUARIAL,),
    needs=("predictors",),
    fires={
        "more violent sanctions than sanctions": itemised(recorded("SVRP", 1.7), violent_sanctions=12),
        "first sanction after the current conviction": itemised(recorded("SVRP", 1.7), age_at_first_sanction=35),
        "no sexual offence ever, and two sexual sanctions": itemised(recorded("CSRP", 1.72), contact_adult_sanctions=2),
        "drugs misused, and motivation left blank": itemised(
            recorded("VRP", 28.9), drugs={"heroin": "yes"}, left_blank=["drug_motivation"]
        ),
    },
    false_positives={
        "They agree": itemised(recorded("SVRP", 1.72)),
        "One of them is not known": itemised(recorded("SVRP", 1.7), total_sanctions=None, violent_sanctions=12),
        "No drugs are misused, and motivation is left blank": itemised(
            recorded("VRP", 28.86), drugs={"heroin": "no"}, left_blank=["drug_motivation"]
        ),
        "No score is on record": itemised(violent_sanctions=12),
        "The score is of a tool that is not worked out from them, such as SARA": itemised(
            recorded("SARA", 3), violent_sanctions=12
        ),
    },
    edge=Edge(case=itemised(recorded("SVRP", 1.7, known_on="2025-06-05"), violent_sanctions=12), day="2025-06-05"),
)
def score_from_impossible_answers(view: View) -> Iterable[Found]:
    """The published calculators refuse these answers. A score beside them was worked out from others, or by hand, and the
    reader cannot know which of the two is right.
    """
    told: set[tuple[str, str]] = set()
    for seen, of, inputs, _ in worked_out_again(view):
        for why in contradictions(inputs):
            if (of.item.id, why) not in told:
                told.add((of.item.id, why))
                yield Found(seen.known, remark=f"{_as_recorded(seen.item)} was worked out from {why}")
