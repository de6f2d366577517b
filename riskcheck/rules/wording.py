"""What the assessment's own words say beside its own grid. In preview: words are matched, and not yet understood."""

import re
from collections.abc import Iterable

from riskcheck.rules.examples import ASSESSED, case
from riskcheck.rules.form import Edge, Found, conflict
from riskcheck.rules.levels import highest
from riskcheck.rules.sources import BBC_INQUEST_2024, SONNEX_2009
from riskcheck.terms import WORDS, Level
from riskcheck.view import View

_SAYS_HIGH = re.compile(
    r"(?<!not )(?<!no longer )(?:assessed|managed|considered|poses?|presents?|rated|remains?|is) (?:as |at |to be )?(?:an? )?"
    r"(very high|high) risk(?! of (?!serious harm))",
    re.IGNORECASE,
)


@conflict(
    code="WO101",
    name="words-say-high-and-the-grid-does-not",
    title="The words of the assessment say high risk, and no rating is high",
    question="C1a",
    sources=(BBC_INQUEST_2024, SONNEX_2009),
    needs=(),
    status="preview",
    preview_because="it matches words; whose words they are, of when, and of which risk needs the reading of free text",
    fires={
        "poses a high risk of serious harm": case(
            summary={"nature_of_risk": "He poses a high risk of serious harm to partners."}
        ),
        "the reasons for the rating say it, and the summary does not": case(
            rating_reasons="He remains a Very High risk to her.", summary={"nature_of_risk": "Assault."}
        ),
    },
    false_positives={
        "High risk of reoffending": case(summary={"nature_of_risk": "He poses a high risk of reoffending."}),
        "High risk of suicide": case(summary={"nature_of_risk": "He presents a high risk of suicide."}),
        "Not high": case(summary={"nature_of_risk": "He is not considered a high risk of serious harm."}),
        "A rating is high": case(summary={"nature_of_risk": "He poses a high risk of serious harm."}, level="high"),
    },
    edge=Edge(case=case(summary={"nature_of_risk": "He poses a high risk of serious harm to partners."}), day=ASSESSED),
)
def words_say_high(view: View) -> Iterable[Found]:
    """A referral said high while recording medium, and it was put down to an oversight. Either the words or the grid is what
    the assessor meant; the reader cannot know which.
    """
    top = highest(view)
    if view.assessment is None or top in (None, Level.HIGH, Level.VERY_HIGH):
        return
    item = view.assessment.item
    texts = [item.rating_reasons]
    if item.summary is not None:
        texts += [getattr(item.summary, name) for name in item.summary.__struct_fields__]
    for text in texts:
        said = _SAYS_HIGH.search(text) if text else None
        if said is not None:
            says = f"The text says {said.group(1).lower()} risk; the highest rating is {WORDS[top]}"
            yield Found(view.assessment.known, remark=says, quote=text)
            return
