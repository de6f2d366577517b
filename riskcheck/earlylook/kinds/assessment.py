"""Claims about assessments: made, kept up to date, taking account of something, rated rightly."""

from collections.abc import Iterable

import msgspec

from riskcheck.check import check
from riskcheck.earlylook.bearing import Bearing, within
from riskcheck.earlylook.kinds.event import shown
from riskcheck.earlylook.model import AssessmentClaim
from riskcheck.earlylook.result import Stated
from riskcheck.earlylook.sight import Sight
from riskcheck.earlylook.telling import joined
from riskcheck.evidence import Act, Evidence, Label
from riskcheck.records.model import Assessment
from riskcheck.result import Flag, Rating
from riskcheck.rules import STABLE, Found
from riskcheck.rules.form import found
from riskcheck.terms import WORDS, Setting, Status, Strand
from riskcheck.view import Seen, View, completed

_SAYS = {
    "made": "was made",
    "not_made": "was not made",
    "updated": "was brought up to date",
    "not_updated": "was not brought up to date: it rests on an earlier one",
    "addresses": "addresses",
    "omits": "does not address",
    "rated_rightly": "rated the risk as the evidence on record supports",
    "rated_too_low": "rated the risk lower than the evidence on record points to",
}
_TYPES = {
    "full": "full assessment",
    "standard": "standard assessment",
    "rsr_only": "assessment made only to calculate a score",
    "screening": "screening",
    "court_report": "assessment for a court report",
    "carried_forward": "rating carried forward",
    "pre_release": "pre-release assessment",
}


def look(claim: AssessmentClaim, sight: Sight) -> Bearing:
    """What a record has of the assessment that the claim is about: the last that fits, by the day in question."""
    if claim.type == "pre_release":
        return _before_release(claim, sight.seen)
    fitting = [one for one in sight.seen.assessments if _fits(claim, one)]
    if claim.asserts in ("made", "not_made"):
        return _made(claim, sight.seen, fitting)
    if not fitting:
        return Bearing(lacks="no such assessment was on record by then")
    if claim.asserts in ("updated", "not_updated"):
        bearing = _not_updated(fitting[-1], sight.seen)
        return bearing if claim.asserts == "not_updated" else bearing.turned()
    if claim.asserts in ("addresses", "omits"):
        bearing = _omits(claim, fitting[-1], sight.seen)
        return bearing if claim.asserts == "omits" else bearing.turned()
    bearing = _rated_too_low(claim, sight)
    return bearing if claim.asserts == "rated_too_low" else bearing.turned()


def _fits(claim: AssessmentClaim, one: Seen[Assessment]) -> bool:
    return (
        claim.item in (None, one.item.id)
        and claim.type in (None, one.item.type)
        and within(completed(one), claim.on, claim.from_, claim.until)
    )


def _made(claim: AssessmentClaim, seen: View, fitting: list[Seen[Assessment]]) -> Bearing:
    complete = seen.complete("assessments")
    nowhere = Stated(says="Assessments were supplied in full and none of those days fits", pointer="/assessments/coverage")
    bearing = Bearing(
        supports=tuple(Found(one.known, remark=f"{shown(one).says}, completed") for one in fitting),
        contradicts_by=(nowhere,) if complete and not fitting else (),
        subjects=frozenset(one.item.id for one in fitting),
        looked_for=f"a {_TYPES.get(claim.type or '', 'assessment')} of those days",
    )
    return bearing if claim.asserts == "made" else bearing.turned()


def _before_release(claim: AssessmentClaim, seen: View) -> Bearing:
    releases = [one for one in seen.releases if within(one.item.date, claim.on, claim.from_, claim.until)]
    answers = {
        answer: tuple(
            Found(one.known, remark=f"Released {'with' if answer == 'yes' else 'without'} a pre-release assessment")
            for one in releases
            if one.item.pre_release_assessment == answer
        )
        for answer in ("yes", "no")
    }
    if claim.asserts not in ("made", "not_made"):
        return Bearing(lacks="a record says of a pre-release assessment only whether one was made")
    bearing = Bearing(
        supports=answers["yes"],
        contradicts=answers["no"],
        subjects=frozenset(one.known.item_id for some in answers.values() for one in some),
        lacks=None if any(answers.values()) else "it does not say whether one was made before release",
        both="one release of those days had one and another had none",
    )
    return bearing if claim.asserts == "made" else bearing.turned()


def _not_updated(one: Seen[Assessment], seen: View) -> Bearing:
    """Whether the analysis is of other offences than those of the sentence then being served, or the rating is a copy."""
    subjects = frozenset((one.item.id,))
    if one.item.type == "carried_forward":
        says = "The rating was carried forward without a new assessment"
        return Bearing(supports=(Found(one.known, remark=says),), subjects=subjects)
    about = one.item.offence_analysis.about if one.item.offence_analysis else ()
    if not about:
        return Bearing(subjects=subjects, lacks="it does not say which offences the analysis is about")
    index = [each.item for each in seen.convictions if each.item.index and each.item.outcome == "convicted"]
    sentenced = max((item.decided_on or item.date for item in index), default=None)
    present = {item.id: item for item in index if (item.decided_on or item.date) == sentenced}
    if not present:
        return Bearing(subjects=subjects, lacks="it does not say which offences the sentence was for")
    names = {each.item.id: (each.item.offence or ", ".join(each.item.harms)).lower() for each in seen.convictions}
    described = joined(sorted({names.get(name, "another offence") for name in about}))
    serving = joined(sorted({names[name] for name in present}))
    if present.keys().isdisjoint(about):
        says = f"Its analysis is about: {described}. The sentence was for: {serving}"
        return Bearing(supports=(Found(one.known, remark=says),), subjects=subjects)
    says = f"Its analysis is about offences of the sentence then being served: {described}"
    return Bearing(contradicts=(Found(one.known, remark=says),), subjects=subjects)


def _omits(claim: AssessmentClaim, one: Seen[Assessment], seen: View) -> Bearing:
    """Which evidence on a topic, on record by its day, the assessment deals with, and which it does not."""
    subjects = frozenset((one.item.id,))
    if claim.topic is None:
        return Bearing(subjects=subjects, lacks="the claim does not say what was left out")
    then = msgspec.structs.replace(seen, assessment=one, assessed_on=completed(one), memory={})
    on_topic = [each for each in then.evidence if _is_of(claim.topic, each) and then.before_assessment(each.known)]
    addressed = then.addressed_at_all
    if addressed is None and on_topic:
        return Bearing(subjects=subjects, lacks="it does not say what the assessment deals with")
    dealt_with = addressed or frozenset()
    return Bearing(
        supports=tuple(found(each) for each in on_topic if each.known.item_id not in dealt_with),
        contradicts=tuple(found(each) for each in on_topic if each.known.item_id in dealt_with),
        subjects=subjects | {each.known.item_id for each in on_topic},
        looked_for=f"anything of {WORDS[claim.topic]} that was known by then",
        both="the assessment deals with some of it and not with the rest",
    )


def _is_of(topic: Strand, one: Evidence) -> bool:
    if isinstance(one, Label):
        return topic is (Strand.WEAPONS if one.about == "weapons" else Strand.ORDERS)
    return _acts_of(topic, one)


def _acts_of(topic: Strand, act: Act) -> bool:
    return {
        Strand.CUSTODY: act.setting is Setting.CUSTODY and act.harmful,
        Strand.WEAPONS: act.armed,
        Strand.ORDERS: act.abusive,
        Strand.HISTORY: act.offence and act.harmful and act.setting is Setting.COMMUNITY,
    }[topic]


def _rated_too_low(claim: AssessmentClaim, sight: Sight) -> Bearing:
    """What a check of the ratings, as the record stood, says of those that the claim is about."""
    result = check(sight.record, as_of=sight.day, known_to=sight.seen.known_to, rules=STABLE)
    ratings = [one for one in result.ratings if claim.group in (None, one.group) and claim.setting in (None, one.setting)]
    flagged = [one for one in ratings if one.status is Status.FLAGGED]
    if result.assessment is None or all(one.status is Status.NOT_RATED for one in ratings):
        return Bearing(lacks="no assessment on record by then gives the level")
    pointer = result.assessment.pointer
    subjects = frozenset((result.assessment.id,))
    if flagged:
        return Bearing(
            supports=tuple(_behind(sight.seen, [one for one in result.flags if _in(one.group, one.setting, flagged)])),
            supports_by=tuple(Stated(says=_rating_says(one), pointer=pointer) for one in flagged),
            subjects=subjects,
        )
    consistent = [one for one in ratings if one.status is Status.CONSISTENT]
    if consistent and all(one.status in (Status.CONSISTENT, Status.NOT_RATED) for one in ratings):
        return Bearing(
            contradicts_by=tuple(Stated(says=_rating_says(one), pointer=pointer) for one in consistent), subjects=subjects
        )
    return Bearing(subjects=subjects, lacks="not enough was supplied to judge the rating")


def _in(group: str, setting: str, ratings: Iterable[Rating]) -> bool:
    return any((group, setting) == (one.group, one.setting) for one in ratings)


def _rating_says(one: Rating) -> str:
    level = WORDS[one.recorded] if one.recorded else "not rated"
    return f"{WORDS[one.group].capitalize()} {WORDS[one.setting]}, {level}: {one.why}"


def _behind(seen: View, flags: Iterable[Flag]) -> list[Found]:
    """The evidence that the flags count, each item once."""
    counted = {row.item for flag in flags for reason in flag.reasons if reason.weight for row in reason.evidence}
    once = {one.known.item_id: one for one in reversed(seen.evidence) if one.known.item_id in counted}
    return [found(one) for one in once.values()]


def reads_as(claim: AssessmentClaim) -> str:
    """The claim in words."""
    which = f"The {_TYPES[claim.type]}" if claim.type else "The assessment"
    about = f" {WORDS[claim.topic]}" if claim.topic else ""
    rated = [WORDS[claim.group] if claim.group else "", WORDS[claim.setting] if claim.setting else ""]
    whom = f" for {' '.join(filter(None, rated))}" if any(rated) else ""
    return f"{which} {_SAYS[claim.asserts]}{about}{whom}"
