"""Multi-agency oversight (MAPPA): MAPPA records that cannot stand, or are missing."""

from collections.abc import Iterable

from riskcheck.days import months_before
from riskcheck.rules.examples import case, conviction, mappa, registration, release, without
from riskcheck.rules.form import Edge, Found, conflict, found, gap
from riskcheck.rules.sources import MAPPA_CODES, MAPPA_NOTE, MAPPA_SCREENING
from riskcheck.view import View

_YEAR = {"sentence": {"kind": "custody", "months": 24}, "index": True}


@conflict(
    code="OV101",
    name="mappa-category-three-at-level-one",
    title="MAPPA category 3 is recorded at level 1",
    question="C1b",
    sources=(MAPPA_NOTE, MAPPA_CODES),
    needs=("mappa",),
    fires={"category 3, level 1": case(mappa("2025-01-10", 3, 1))},
    false_positives={
        "Category 3, level 2": case(mappa("2025-01-10", 3, 2)),
        "Category 2, level 1": case(mappa("2025-01-10", 2, 1)),
        "It has ended": case(mappa("2025-01-10", 3, 1, ended_on="2025-03-01")),
    },
    edge=Edge(case=case(mappa("2025-01-10", 3, 1, known_on="2025-01-20")), day="2025-01-20"),
)
def category_three_at_level_one(view: View) -> Iterable[Found]:
    """Category 3 exists for people who need several agencies together; level 1 is one agency alone. One of the two entries
    is out of date, and which one decides who meets about the person.
    """
    for seen in view.mappa:
        if seen.item.category == 3 and seen.item.level == 1 and seen.item.ended_on is None:
            yield Found(seen.known, remark="MAPPA category 3 at level 1", quote=seen.item.notes)


@gap(
    code="OV102",
    name="mappa-level-not-set",
    title="The MAPPA level or category is still to be determined",
    question="C1b",
    sources=(MAPPA_CODES,),
    needs=("mappa",),
    fires={
        "level to be determined for five months": case(mappa("2025-01-01", 2, 0)),
        "released with the level to be determined": case(mappa("2025-05-01", 2, 0), release("2025-05-20", "settled")),
    },
    false_positives={
        "The level is set": case(mappa("2025-01-01", 2, 1)),
        "It was opened last month": case(mappa("2025-05-01", 2, 0)),
        "A later record sets it": case(mappa("2025-01-01", 2, 0, ended_on="2025-02-01"), mappa("2025-02-01", 2, 2)),
    },
    edge=Edge(case=case(mappa("2025-01-01", 2, 0)), day="2025-04-01"),
)
def level_not_set(view: View) -> Iterable[Found]:
    """To be determined is not level 1 and not no: until it is set, nobody has decided who manages the person together."""
    limit = months_before(view.as_of, view.number("limits.mappa_review"))
    for seen in view.mappa:
        unset = 0 in (seen.item.category, seen.item.level) and seen.item.ended_on is None
        released = any(
            not release_seen.item.planned and release_seen.item.date >= seen.item.date for release_seen in view.releases
        )
        if unset and (seen.item.date <= limit or released):
            lacks = "category" if seen.item.category == 0 else "level"
            yield Found(seen.known, remark=f"MAPPA {lacks} still to be determined", quote=seen.item.notes)


@gap(
    code="OV103",
    name="mappa-not-screened",
    title="A violent or sexual offence with a year or more of custody, and no word on MAPPA",
    question="C1b",
    sources=(MAPPA_SCREENING, MAPPA_CODES),
    needs=("mappa", "convictions", "registrations"),
    fires={"two years for wounding, and nothing on MAPPA": case(conviction("2024-05-01", "serious_violence", **_YEAR))},
    false_positives={
        "There is a MAPPA record": case(conviction("2024-05-01", "serious_violence", **_YEAR), mappa("2024-08-01", 2, 1)),
        "It is recorded that he is not eligible": case(
            conviction("2024-05-01", "serious_violence", **_YEAR), registration("2024-08-01", "not_mappa_eligible")
        ),
        "Six months of custody": case(
            conviction("2024-05-01", "violence", index=True, sentence={"kind": "custody", "months": 6})
        ),
        "A burglary": case(conviction("2024-05-01", "burglary", victim="none", **_YEAR)),
        "MAPPA was not supplied": without(case(conviction("2024-05-01", "serious_violence", **_YEAR)), "mappa"),
        "Sentenced last week": case(conviction("2024-05-01", "serious_violence", **_YEAR | {"decided_on": "2025-05-25"})),
    },
    edge=Edge(
        case=case(conviction("2024-05-01", "serious_violence", **_YEAR | {"decided_on": "2024-09-01"})), day="2024-10-01"
    ),
)
def mappa_not_screened(view: View) -> Iterable[Found]:
    """Being eligible is a matter of the offence and the sentence; being screened is a line on the record, either way. Which
    offences are scheduled is for a person to check.
    """
    if view.mappa or not view.complete("mappa", "registrations"):
        return
    if any(seen.item.category in ("mappa", "not_mappa_eligible") for seen in view.registrations):
        return
    months = view.number("limits.mappa_sentence")
    limit = months_before(view.as_of, view.number("limits.review_after_event"))
    sentences = {
        seen.item.id: seen.item.sentence
        for seen in view.convictions
        if seen.item.index and (seen.item.decided_on or seen.item.date) <= limit
    }
    for act in view.acts:
        sentence = sentences.get(act.known.item_id)
        if sentence is None or not act.proved or not act.violent or sentence.kind != "custody":
            continue
        if sentence.indeterminate == "yes" or (sentence.months is not None and sentence.months >= months):
            yield found(act)
