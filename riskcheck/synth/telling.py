"""An act in words: which phrases tell of it, and how their gaps are filled."""

from riskcheck.synth import law
from riskcheck.synth.law import lawful
from riskcheck.synth.lived import Act
from riskcheck.synth.phrases import offence, phrases
from riskcheck.synth.writing import Writing

_HURT = 2
"""From this gravity on somebody is hurt, and the same is not said of two acts of one life while there is something else."""


def entry(act: Act) -> str:
    """Which entry of the phrases an act outside is."""
    if act.kind == "weapon":
        return "weapon_firearm" if act.weapon is not None and "firearm" in act.weapon.kind else "weapon"
    if act.kind in ("street", "partner", "staff", "child"):
        return f"{act.kind}_{max(1, act.gravity)}"
    return act.kind


def facts(writing: Writing, act: Act, key: str) -> str:
    """The facts of an offence in a sentence."""
    known = offence(key)
    armed = act.weapon is not None and "armed" in known
    listed: list[str] = known.get(f"armed_{manner(act)}", known["armed"]) if armed else known["text"]
    phrase = writing.chance.pick(listed)
    if act.gravity >= _HURT:
        phrase = writing.unsaid(listed, phrase)
    words = known.get("words", ())
    if not armed and len(words) in (1, len(listed)):
        named = words[listed.index(phrase) if len(words) > 1 else 0]
        used = lawful(named, act)
        phrase = (law.facts(used) if used != named else None) or phrase
    writing.accounts[act.day, act.kind] = phrase
    return told(phrase, writing.who(act), weapon_words(act))


def manner(act: Act) -> str | None:
    """How the weapon of an act does its harm: ``blunt`` or ``corrosive``; ``None``: by an edge or a point."""
    return next((name for name in ("blunt", "corrosive") if weapon_words(act) in phrases(f"manners.{name}")), None)


def weapon_words(act: Act) -> str:
    """What the weapon of an act is called; nothing where there was none."""
    return (act.weapon.description or "") if act.weapon is not None else ""


def told(phrase: str, who: str, weapon: str) -> str:
    """A phrase with its gaps filled, starting with a capital letter."""
    for gap, words in (("{weapon}", weapon), ("{who}", who)):
        phrase = phrase.replace(f". {gap}", f". {words[:1].upper()}{words[1:]}").replace(gap, words)
    made = phrase
    return made[:1].upper() + made[1:]


def armed_entry(act: Act, name: str) -> str:
    """Which entry of the phrases a statement of violence is: under this name where no weapon was in hand."""
    found = f"statements.{'armed' if act.weapon is not None else name}_{max(2 if act.weapon is not None else 1, act.gravity)}"
    return f"{found}_blunt" if found == "statements.armed_4" and manner(act) == "blunt" else found
