"""Copied and carried forward: text, analysis and ratings taken over from an assessment of another time or purpose."""

from collections.abc import Iterable

from riskcheck.records.model import Assessment
from riskcheck.rules.examples import adjudication, assessed, case, conviction
from riskcheck.rules.form import Edge, Found, conflict, gap
from riskcheck.rules.sources import HMIP_2023_COPIED, HMIP_2023_SCORE_ONLY
from riskcheck.view import Seen, View, completed

_LONG = (
    "He is likely to be violent when he has been drinking with friends and meets people whom he does not know. He acts on "
    "impulse, does not think of consequences and holds that violence settles matters. He has worked on this before and says "
    "that he has changed; his mother supports him."
)


@gap(
    code="ST104",
    name="text-carried-over-while-facts-changed",
    title="The text of the assessment is that of the one before, though new harm came on record in between",
    question="C1a",
    sources=(HMIP_2023_COPIED,),
    needs=(),
    fires={
        "the same analysis before and after an assault": case(
            assessed("2025-01-01", id="as-1", summary={"analysis": _LONG}),
            assessed("2025-06-01", id="as-2", summary={"analysis": _LONG}),
            adjudication("2025-03-01", "assault"),
        ),
    },
    false_positives={
        "Nothing new came on record": case(
            assessed("2025-01-01", id="as-1", summary={"analysis": _LONG}),
            assessed("2025-06-01", id="as-2", summary={"analysis": _LONG}),
            adjudication("2024-03-01", "assault"),
        ),
        "The text is new": case(
            assessed("2025-01-01", id="as-1", summary={"analysis": _LONG}),
            assessed("2025-06-01", id="as-2", summary={"analysis": " ".join(reversed(_LONG.split()))}),
            adjudication("2025-03-01", "assault"),
        ),
        "The later one was made only to calculate a score": case(
            assessed("2025-01-01", id="as-1", summary={"analysis": _LONG}),
            assessed("2025-06-01", id="as-2", type="rsr_only", summary={"analysis": _LONG}),
            adjudication("2025-03-01", "assault"),
        ),
    },
    edge=Edge(
        case=case(
            assessed("2025-01-01", id="as-1", summary={"analysis": _LONG}),
            assessed("2025-06-01", id="as-2", summary={"analysis": _LONG}),
            adjudication("2025-03-01", "assault"),
        ),
        day="2025-06-01",
    ),
)
def text_carried_over(view: View) -> Iterable[Found]:
    """Unchanged history is rightly unchanged; unchanged analysis beside new harm suggests that nobody analysed the harm.

    Words are compared, not meanings. A process that copies text into a new assessment may be the cause.
    """
    if view.assessment is None or view.earlier is None or view.assessment.item.type == "rsr_only":
        return
    since, until = completed(view.earlier), completed(view.assessment)
    if not any(act.harmful and act.established and since < view.on_record(act.known) <= until for act in view.acts):
        return
    now, before = _sequences(view.assessment.item), _sequences(view.earlier.item)
    few = view.number("limits.copied_words")
    if min(len(now), len(before)) + 2 < few:
        return
    shared = 100 * len(now & before) // len(now | before)
    if shared >= view.number("limits.copied_text"):
        says = f"{shared} per cent of its word sequences are those of the assessment before; new harm came on record in between"
        yield Found(view.assessment.known, remark=says)


def _sequences(item: Assessment) -> frozenset[tuple[str, str, str]]:
    """Every three words in a row in the texts of an assessment."""
    texts = [item.rating_reasons, item.offence_analysis.text if item.offence_analysis else None]
    if item.summary is not None:
        texts += [getattr(item.summary, name) for name in item.summary.__struct_fields__]
    words = " ".join(text for text in texts if text).casefold().split()
    return frozenset(zip(words, words[1:], words[2:], strict=False))


@conflict(
    code="ST106",
    name="analysis-of-another-offence",
    title="The offence analysis is not about the offences of the present sentence",
    question="C1a",
    sources=(HMIP_2023_COPIED,),
    needs=("convictions",),
    fires={
        "sentenced for a knife in prison; the analysis describes an old burglary": case(
            conviction("2022-05-01", "burglary", victim="none", index=True, id="cv-old"),
            conviction("2025-01-01", "weapon", victim="none", index=True, decided_on="2025-04-01", id="cv-new"),
            offence_analysis={"about": ["cv-old"]},
        ),
    },
    false_positives={
        "It describes one of several offences sentenced together": case(
            conviction("2025-01-01", "weapon", victim="none", index=True, decided_on="2025-04-01", id="cv-1"),
            conviction("2025-01-09", "criminal_damage", victim="none", index=True, decided_on="2025-04-01", id="cv-2"),
            offence_analysis={"about": ["cv-2"]},
        ),
        "The sentence came after the assessment": case(
            assessed("2025-03-01", offence_analysis={"about": ["cv-old"]}),
            conviction("2022-05-01", "burglary", victim="none", index=True, id="cv-old"),
            conviction("2025-01-01", "weapon", victim="none", index=True, decided_on="2025-04-01", id="cv-new"),
        ),
        "The record does not say what it is about": case(
            conviction("2025-01-01", "weapon", victim="none", index=True, decided_on="2025-04-01"),
        ),
    },
    edge=Edge(
        case=case(
            conviction("2022-05-01", "burglary", victim="none", index=True, id="cv-old"),
            conviction("2025-01-01", "weapon", victim="none", index=True, decided_on="2025-04-01", id="cv-new"),
            offence_analysis={"about": ["cv-old"]},
        ),
        day="2025-06-01",
    ),
)
def analysis_of_another_offence(view: View) -> Iterable[Found]:
    """A new assessment that opens with the text of an old one explains an offence that is not the one being served.

    The system that copies the text is the likelier cause than the person who signed it.
    """
    analysed = [(seen, seen.item.offence_analysis.about) for seen in view.assessments if seen.item.offence_analysis]
    described = [(seen, about) for seen, about in analysed if about]
    if not described:
        return
    last, about = described[-1]
    index = [
        seen.item
        for seen in view.convictions
        if seen.item.index and seen.item.outcome == "convicted" and (seen.item.decided_on or seen.item.date) <= completed(last)
    ]
    sentenced = max((item.decided_on or item.date for item in index), default=None)
    present = {item.id for item in index if (item.decided_on or item.date) == sentenced}
    if present and present.isdisjoint(about):
        named = {seen.item.id: (seen.item.offence or ", ".join(sorted(seen.item.harms))).lower() for seen in view.convictions}
        described_ones = ", ".join(sorted({named.get(name, name) for name in about}))
        sentenced_ones = ", ".join(sorted({named[name] for name in present}))
        says = f"The analysis describes: {described_ones}; the offences of the present sentence are: {sentenced_ones}"
        yield Found(last.known, remark=says)


@gap(
    code="ST107",
    name="score-only-assessment-relied-on",
    title="A rating rests on an assessment that was made only to calculate a score",
    question="C1a",
    sources=(HMIP_2023_SCORE_ONLY,),
    needs=(),
    fires={
        "ratings in a score-only assessment": case(assessed(type="rsr_only")),
        "a rating carried forward past a score-only assessment": case(
            assessed("2024-01-01", id="as-1"),
            assessed("2025-04-01", id="as-2", type="rsr_only", ratings={}),
            assessed("2025-06-01", id="as-3", type="carried_forward"),
        ),
    },
    false_positives={
        "It served for allocation, and a full assessment followed": case(
            assessed("2025-04-01", id="as-1", type="rsr_only"), assessed("2025-06-01", id="as-2")
        ),
        "A rating carried forward from a full assessment": case(
            assessed("2025-04-01", id="as-1"), assessed("2025-06-01", id="as-2", type="carried_forward")
        ),
    },
    edge=Edge(case=case(assessed(type="rsr_only")), day="2025-06-01"),
)
def score_only_assessment_relied_on(view: View) -> Iterable[Found]:
    """No one is expected to review risk in an assessment made for a score, so a rating that rests on it was not reviewed.

    The person who made it may have followed the process correctly; the gap is in what came after.
    """
    if view.assessment is None or view.assessment.item.type not in ("rsr_only", "carried_forward"):
        return
    last = _last_worked_on(view.assessments)
    if last is not None and last.item.type == "rsr_only":
        says = "Made only to calculate a score" if last.item is view.assessment.item else "The last assessment is score-only"
        yield Found(last.known, remark=f"{says}; no review of risk has followed")


def _last_worked_on(assessments: tuple[Seen[Assessment], ...]) -> Seen[Assessment] | None:
    worked_on = [seen for seen in assessments if seen.item.type != "carried_forward"]
    return worked_on[-1] if worked_on else None
