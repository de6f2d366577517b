"""The answer of a synthetic case: what is true of each rating, and how the case came about. Kept among the record's labels.

No view has labels, so no rule and no feature can see it. ``answer`` reads it back for evaluation.
"""

import msgspec

from riskcheck.records.model import CaseRecord, Label, RawCode, Section, Source
from riskcheck.terms import RATINGS, Coverage, Group, Level, Setting

LIST = "riskcheck synth"
"""The code list of the labels that are answers; the code is the rating, such as ``public/community``, or ``case``."""

_ORDER = tuple(Level)
_SOURCE = Source(system="other")


class About(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """How a case came about. ``pair`` names the case and its counterpart; ``changed`` is the one fact that differs."""

    family: str
    area: str
    workload: str
    error: str | None = None
    pair: str | None = None
    changed: str | None = None
    truth_changes: bool | None = None


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """The answer of one case: the true level of each rating and the one on record, on the day of the last assessment."""

    case_id: str
    about: About
    truth: dict[tuple[Group, Setting], Level]
    recorded: dict[tuple[Group, Setting], Level]

    @property
    def underrated(self) -> tuple[tuple[Group, Setting], ...]:
        """The ratings that are low or medium on record and should be high or very high."""
        return tuple(rated for rated in RATINGS if at_least_high(self.truth[rated]) and not at_least_high(self.recorded[rated]))

    @property
    def overall(self) -> tuple[Level, Level]:
        """The highest true level, and the highest on record."""
        return max(self.truth.values(), key=_ORDER.index), max(self.recorded.values(), key=_ORDER.index)


def at_least_high(level: Level) -> bool:
    """High or very high."""
    return _ORDER.index(level) >= _ORDER.index(Level.HIGH)


def labels(
    about: About, truth: dict[tuple[Group, Setting], Level], recorded: dict[tuple[Group, Setting], Level], day: str
) -> Section[Label]:
    """The answer as labels, dated the day of the assessment that they are about."""
    highest, given = max(truth.values(), key=_ORDER.index), max(recorded.values(), key=_ORDER.index)
    made = [
        Label(
            id="answer:case",
            date=day,
            source=_SOURCE,
            raw=RawCode(code="case", list=LIST),
            finding=_finding(highest, given),
            should_be=highest,
            from_=day,
            text=msgspec.json.encode(about).decode(),
        )
    ]
    for rated in RATINGS:
        name = f"{rated[0].value}:{rated[1].value}"
        made.append(
            Label(
                id=f"answer:{name}",
                date=day,
                source=_SOURCE,
                raw=RawCode(code=name.replace(":", "/"), list=LIST),
                finding=_finding(truth[rated], recorded[rated]),
                groups=(rated[0],),
                should_be=truth[rated],
            )
        )
    return Section(coverage=Coverage.COMPLETE, items=tuple(made))


def _finding(true: Level, given: Level) -> str:
    if true is given:
        return "right"
    return "underestimated" if _ORDER.index(given) < _ORDER.index(true) else "overestimated"


def answer(record: CaseRecord) -> Answer | None:
    """The answer that a record carries; ``None`` for one that ``riskcheck synth`` did not make, or that was changed since."""
    found = [one for one in (record.labels.items if record.labels else ()) if one.raw is not None and one.raw.list == LIST]
    by_code = {one.raw.code: one for one in found if one.raw is not None}
    case = by_code.get("case")
    if case is None or case.text is None:
        return None
    try:
        about = msgspec.json.decode(case.text, type=About)
    except msgspec.MsgspecError:
        return None
    names = {f"{group.value}/{setting.value}": (group, setting) for group, setting in RATINGS}
    truth = {names[code]: one.should_be for code, one in by_code.items() if code in names and one.should_be is not None}
    if len(truth) != len(RATINGS):
        return None
    last = max(record.assessments.items, key=lambda one: one.completed_on or "", default=None)
    recorded = {}
    for rated in RATINGS:
        column = getattr(last.ratings if last else None, rated[1].value, None)
        level = getattr(column, rated[0].value, None)
        recorded[rated] = Level(level) if level in set(Level) else Level.LOW
    return Answer(case_id=record.case_id, about=about, truth=truth, recorded=recorded)
