"""The sentences of a result: one place where findings become words, so that every report says the same."""

from riskcheck.days import in_words
from riskcheck.evidence import Rated
from riskcheck.terms import WORDS, Coverage, Level, Status, Strand, Way
from riskcheck.view import View
from riskcheck.weigh import NEEDED, Raised, Scales, Weighed


def claim(view: View, weighed: Weighed) -> str:
    """The one sentence that a flag is: the levels, the strands read together, and the ways."""
    group, setting = weighed.rated
    strands = {row.raised.rule.strands[0] for row in weighed.rows if len(row.raised.rule.strands) == 1}
    together = _and([WORDS[strand] for strand in Strand if strand in strands])
    shown = sorted(weighed.ways, key=lambda one: (list(Way).index(one.rule.way), one.rule.code) if one.rule.way else (9, ""))
    because = _and(list(dict.fromkeys(one.rule.shows for one in shown if one.rule.shows)))
    rated = f"Rated {WORDS[weighed.recorded]} for {WORDS[group]} {WORDS[setting]}"
    when = f" on {in_words(view.assessed_on)}" if view.assessed_on else ""
    return (
        f"{rated}{when}; the evidence on record of {together}, read together, points to {WORDS[Level.HIGH]}, because {because}."
    )


def row_says(raised: Raised) -> str:
    """What one row says: the rule's title, how many records (each once), and over which days."""
    days = sorted({one.known.pointer: one.known.on for one in raised.evidence}.values())
    count = len(days)
    records = "1 record" if count == 1 else f"{count} records"
    span = in_words(days[0]) if days[0] == days[-1] else f"{in_words(days[0])} to {in_words(days[-1])}"
    return f"{raised.rule.title} ({records}, {span})"


def rating_reason(view: View, scales: Scales, rated: Rated, status: Status) -> str:
    """Why a rating has the status it has, in one sentence."""
    if status is Status.NOT_RATED:
        return "No completed assessment gives this group a level." if view.assessment is None else "Not rated."
    if status is Status.FLAGGED:
        return "The evidence on record, read together, points to high."
    level = view.level(*rated)
    if level in (Level.HIGH, Level.VERY_HIGH):
        return f"Already rated {WORDS[level]}; only ratings of low and medium are queried."
    if status is Status.CANNOT_SAY:
        lacks = [name for name in NEEDED if view.coverage[name] is not Coverage.COMPLETE]
        parts = [f"{name}: {WORDS[view.coverage[name]]}" for name in lacks]
        return f"Not enough was supplied to say ({'; '.join(parts)})."
    return _why_consistent(scales, rated)


def _why_consistent(scales: Scales, rated: Rated) -> str:
    if not scales.evidence:
        return "No evidence of the four strands is on record."
    if not scales.direct(rated):
        return "No serious evidence on record is directly about this group here."
    if not scales.apart:
        return "The serious evidence rests on one strand or one incident."
    return "Serious evidence is on record, and nothing shows that the rating did not allow for it."


def _and(parts: list[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    comma = ";" if any("," in part for part in parts) else ","
    return f"{f'{comma} '.join(parts[:-1])}{comma if comma == ';' else ''} and {parts[-1]}"
