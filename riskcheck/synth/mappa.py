"""Who is managed under MAPPA for the index offence."""

from riskcheck.records.model import MappaRecord, RawCode
from riskcheck.synth.schedule import working
from riskcheck.synth.truth import overall
from riskcheck.synth.writing import Writing
from riskcheck.terms import Level

_LONG = 12
"""Months of a sentence from which a violent offence is one for MAPPA."""
_INJURED = 3
"""Gravity of actual bodily harm."""
_RECORDED = 0.9


def category(writing: Writing) -> int:
    """The MAPPA category that the index offence and its sentence give; 0: none.

    Category 2 is a violent offence of Schedule 15 with twelve months or more, suspended or not (Criminal Justice Act 2003
    ss.325 and 327): actual bodily harm and anything graver, robbery and cruelty to a child are among them.
    """
    index = next(act for act in writing.life.acts if act.index)
    sentence = index.ending.sentence if index.ending is not None else None
    long = sentence is not None and sentence.kind in ("custody", "suspended") and (sentence.months or 0) >= _LONG
    if index.kind == "sexual":
        return 1
    return 2 if long and (index.gravity >= _INJURED or index.kind == "robbery") else 0


def write(writing: Writing) -> None:
    """The record of it, where somebody made one."""
    found = category(writing)
    if not found or not writing.chance.happens(_RECORDED):
        return
    level = 2 if overall(writing.plan.before) in (Level.HIGH, Level.VERY_HIGH) and writing.chance.happens(0.35) else 1
    day = min(writing.days.extracted, working(writing.days.sentenced + writing.chance.between(5, 40)))
    raw = RawCode(code=f"M{found}", list="nDelius MAPPA category")
    writing.put("mappa", MappaRecord(**writing.item("ma", "ndelius", day, prompt=True), raw=raw, category=found, level=level))
