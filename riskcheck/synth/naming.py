"""What an offence is called, so that its name fits what was done, the injury, the day and the sentence."""

from typing import Any

import msgspec

from riskcheck.records.model import Sentence
from riskcheck.synth.law import lawful, longest, seldom_above
from riskcheck.synth.lived import Act
from riskcheck.synth.person import YEAR
from riskcheck.synth.phrases import offence
from riskcheck.synth.telling import manner, told, weapon_words
from riskcheck.synth.writing import Writing

_INTENDED_FROM = 36.0
_INTENDED = 1 / 3
_ADULT = 18 * YEAR


def called(writing: Writing, act: Act, key: str, text: str) -> str:
    """The name of an offence outside, of an entry of the phrases, with these facts."""
    return lawful(_drawn(writing, act, key, text), act)


def in_prison(writing: Writing, act: Act, key: str) -> str:
    """The name of an offence that the prison referred to the police; the entry is that of the same act outside."""
    known = offence(key)
    if "broken" in known:
        return lawful(_by_injury(writing, act, known, "broken"), act)
    return lawful(known["words"][-1], act)


def passed(sentence: Sentence | None, name: str, day: int, born: int) -> Sentence | None:
    """The sentence as it can be passed for an offence of a day on somebody born on a day (ordinals).

    What is suspended is no longer than what could be served, and is not suspended for anybody under 18, who is given a
    community sentence.
    """
    if sentence is None or sentence.kind != "suspended" or sentence.months is None:
        return sentence
    if day - born < _ADULT:
        return msgspec.structs.replace(sentence, kind="community_order")
    return msgspec.structs.replace(sentence, months=min(sentence.months, longest(name, day), seldom_above(name)))


def _drawn(writing: Writing, act: Act, key: str, text: str) -> str:
    known = offence(key)
    said = [told(one, writing.who(act), weapon_words(act)) for one in known["text"]]
    place = said.index(text) if text in said else 0
    if "broken" in known:
        return _by_injury(writing, act, known, known["does"][place] if "does" in known else "broken")
    words: list[str] = known["words"]
    if key == "weapon_firearm":
        return words[1 if act.weapon is not None and "imitation" in act.weapon.kind else 0]
    if key == "weapon":
        return words[0 if act.weapon is not None and act.weapon.kind == "knife" else 1]
    if len(words) == len(said) and not (act.weapon is not None and "armed" in known):
        return words[place]
    armed: list[str] = known.get("armed_words", words)
    return writing.chance.pick(armed if act.weapon is not None else words)


def _by_injury(writing: Writing, act: Act, known: dict[str, Any], unarmed: str) -> str:
    """Wounding where the skin was broken, grievous bodily harm where it need not have been (1861 Act ss.18 and 20).

    With intent where a court gave more than three years, and not where it gave less; before a court had the case, sometimes.
    """
    intended = writing.chance.happens(_INTENDED)
    if act.ending is not None and act.ending.sentence is not None:
        sentence = act.ending.sentence
        intended = sentence.kind == "custody" and (sentence.months or 0.0) > _INTENDED_FROM
    how = unarmed if act.weapon is None else "broken" if manner(act) else "wound"
    listed: list[str] = known[how]
    return listed[-1 if intended else 0]
