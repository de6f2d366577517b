"""What is missing or not known: stated beside every flag, and the reason for every check that could not be made."""

from collections.abc import Iterator

from riskcheck.evidence import describe
from riskcheck.lacks import Lack, lack
from riskcheck.result import Remark
from riskcheck.terms import WORDS, Coverage
from riskcheck.view import View, once_a_view

_NAMES = {
    "convictions": "Convictions and other outcomes",
    "custody": "Custody records",
    "orders": "Protective orders",
    "registrations": "Registrations",
    "reports": "Reports and allegations",
}


@once_a_view
def lacking(view: View, needs: tuple[str, ...]) -> tuple[Lack, ...]:
    """Why a rule with these needs could not be checked, or could be only in part."""
    return tuple(one for need in needs for one in (_addressed(view) if need == "addressed" else _section(view, need)))


def _section(view: View, need: str) -> Iterator[Lack]:
    name = need.replace("_", " ")
    if view.coverage[need] is Coverage.NOT_SUPPLIED:
        yield lack(f"{name}: not supplied", f"{name}, complete", f"/{need}/coverage")
    elif view.coverage[need] is Coverage.PARTIAL:
        why = f"{name}: supplied in part; what was supplied was checked"
        yield lack(why, f"the rest of {name}, so that the section is complete", f"/{need}/coverage")


def _addressed(view: View) -> Iterator[Lack]:
    if view.assessment is None:
        yield lack("no completed assessment is on record", "a completed assessment with ratings", "/assessments/items")
    elif view.addressed("with_reasons") is None:
        where = f"{view.assessment.known.pointer}/evidence_addressed"
        yield lack("the record does not say what the assessment addresses", "the evidence that the assessment addresses", where)


def missing(view: View) -> tuple[Remark, ...]:
    """What a reader of a flag should know is not on record."""
    return (*_sections(view), *_assessment(view), *_read_from_words(view), *_labels(view), *_not_known(view))


def _sections(view: View) -> Iterator[Remark]:
    for name, title in _NAMES.items():
        if view.coverage[name] is not Coverage.COMPLETE:
            yield Remark(says=f"{title}: {WORDS[view.coverage[name]]}")


def _assessment(view: View) -> Iterator[Remark]:
    if view.assessment is not None and view.assessment.item.evidence_addressed is None:
        says = "The record does not say which evidence the assessment addresses"
        if view.addressed("with_reasons") is not None:
            says = "Which evidence the assessment addresses was read from its words; no list of it is on record"
        yield Remark(says=says, pointer=view.assessment.known.pointer)


def _read_from_words(view: View) -> Iterator[Remark]:
    """That evidence was read from free text is said beside every flag, with how often such a reading is wrong."""
    read = [one for one in view.evidence if one.span is not None]
    if read:
        wrong = view.number("reading.wrong_in_ten")
        some = "One weapon was" if len(read) == 1 else f"{len(read)} weapons were"
        says = f"{some} read from the words of a record; in trials about {wrong} in 10 such readings were wrong"
        yield Remark(says=says, pointer=read[0].known.pointer, on=read[0].on)


def _labels(view: View) -> Iterator[Remark]:
    for label in view.labels:
        if label.about == "order" and label.record == "order":
            continue
        if label.incident is None and not any(label.may_be_about(act) for act in view.acts):
            says = f"{describe(label)}: the record holds no incident that it could be about"
            yield Remark(says=says, pointer=label.known.pointer, on=label.on)


def _not_known(view: View) -> Iterator[Remark]:
    for seen in view.circumstances:
        if seen.item.state == "dont_know":
            says = f"{seen.item.kind.replace('_', ' ').capitalize()}: recorded as not known"
            yield Remark(says=says, pointer=seen.known.pointer, on=seen.known.on)
    for request in view.requests:
        if request.item.answered in ("no", "not_recorded", "dont_know"):
            about = request.item.about.replace("_", " ")
            yield Remark(
                says=f"No answer is recorded to a request about {about} ({request.item.to.replace('_', ' ')})",
                pointer=request.known.pointer,
                on=request.known.on,
            )
