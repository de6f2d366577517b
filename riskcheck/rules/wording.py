"""The words of the record: what they say beside the fields, read as mentions with their negation, their doer and their time."""

from collections.abc import Iterable, Iterator

from riskcheck.records.model import Assessment
from riskcheck.rules.examples import ASSESSED, IMPROVISED, adjudication, alert, case, conviction
from riskcheck.rules.form import Edge, Found, conflict, found, gap
from riskcheck.rules.levels import highest
from riskcheck.rules.sources import BBC_INQUEST_2024, HMIP_ANNUAL, SONNEX_2009, WEAPONS_ONLY_IN_TEXT
from riskcheck.terms import WORDS, Level, Strand
from riskcheck.text.find import find
from riskcheck.text.mention import Category
from riskcheck.view import View

_HIGH = (Level.HIGH, Level.VERY_HIGH)


@conflict(
    code="WO101",
    name="words-say-high-and-the-grid-does-not",
    title="The words of the assessment say high risk, and no rating is high",
    question="C1a",
    sources=(BBC_INQUEST_2024, SONNEX_2009),
    needs=(),
    fires={
        "poses a high risk of serious harm": case(
            summary={"nature_of_risk": "He poses a high risk of serious harm to partners."}
        ),
        "the reasons say very high": case(rating_reasons="The risk of serious harm to known adults is assessed as very high."),
        "the reasons for the rating say it, and the summary does not": case(
            rating_reasons="He remains a Very High risk to her.", summary={"nature_of_risk": "Assault."}
        ),
    },
    false_positives={
        "High risk of reoffending": case(summary={"nature_of_risk": "He poses a high risk of reoffending."}),
        "High risk of suicide": case(summary={"nature_of_risk": "He presents a high risk of suicide."}),
        "Not high": case(summary={"nature_of_risk": "He is not considered a high risk of serious harm."}),
        "It was high once": case(summary={"analysis": "He was previously assessed as high risk of serious harm."}),
        "It would be high if": case(summary={"analysis": "If he were to drink he would pose a high risk of serious harm."}),
        "The words say medium": case(summary={"nature_of_risk": "He poses a medium risk of serious harm, not a high one."}),
        "A rating is high": case(summary={"nature_of_risk": "He poses a high risk of serious harm."}, level="high"),
    },
    edge=Edge(case=case(summary={"nature_of_risk": "He poses a high risk of serious harm to partners."}), day=ASSESSED),
)
def words_say_high(view: View) -> Iterable[Found]:
    """A referral said high while recording medium, and it was put down to an oversight. Either the words or the grid is what
    the assessor meant; the reader cannot know which.
    """
    top = highest(view)
    if view.assessment is None or top is None or top in _HIGH:
        return
    for text in _texts(view.assessment.item):
        for said in find(text, None, frozenset({Category.STATED_LEVEL})):
            if said.counts and said.kind in _HIGH:
                says = f"The text says {WORDS[Level(said.kind)]} risk; the highest rating is {WORDS[top]}"
                yield Found(view.assessment.known, remark=says, quote=text, words=(said.start, said.end))
                return


def _texts(item: Assessment) -> Iterator[str]:
    """The texts in which an assessor may state a high level."""
    named = [] if item.summary is None else [getattr(item.summary, name) for name in item.summary.__struct_fields__]
    yield from (text for text in (item.rating_reasons, *named) if text and "high" in text.lower())


@gap(
    code="WO102",
    name="weapon-only-in-the-words",
    title="A weapon that the words of a record name and no field of it does",
    strands=(Strand.WEAPONS,),
    question="C1b",
    sources=(WEAPONS_ONLY_IN_TEXT, HMIP_ANNUAL),
    needs=(),
    fires={
        "an unauthorised article whose statement names it": case(
            adjudication("2024-05-01", "unauthorised_article", victim="none", statement="He had a shank in his waistband.")
        ),
        "an alert of another kind whose comment names one": case(
            alert("2024-05-01", "other", comment="Found with an improvised weapon in his cell last week.")
        ),
    },
    false_positives={
        "The field names it as well": case(
            adjudication("2024-05-01", "weapon", victim="none", weapon=IMPROVISED, statement="He had a shank in his waistband.")
        ),
        "None was found": case(
            adjudication("2024-05-01", "unauthorised_article", victim="none", statement="No weapon was found in the search.")
        ),
        "It was another prisoner's": case(
            adjudication("2024-05-01", "fight", statement="The other prisoner had a shank in his hand.")
        ),
        "He cut himself with it": case(
            adjudication("2024-05-01", "unauthorised_article", victim="none", statement="A razor blade, used to self-harm.")
        ),
        "Words with two senses": case(conviction("2024-05-01", "theft", victim="none", text="Served in the armed forces.")),
    },
    edge=Edge(
        case=case(
            adjudication(
                "2024-05-01",
                "unauthorised_article",
                victim="none",
                known_on="2024-05-09",
                statement="He had a shank in his waistband.",
            )
        ),
        day="2024-05-09",
    ),
)
def weapon_only_in_the_words(view: View) -> Iterable[Found]:
    """A search of the fields of a prison record finds no weapon, because there is no field for one: a reader who does not open
    the statement misses it. The finding shows the words, so that a person can say whether they mean what they seem to.
    """
    for one in view.evidence:
        if one.span is not None:
            yield found(one)
