"""An act in words: which phrases tell of it, and how their gaps are filled."""

from riskcheck.synth.lived import Act
from riskcheck.synth.phrases import offence
from riskcheck.synth.writing import Writing


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
    phrase: str = writing.chance.pick(known["armed" if armed else "text"])
    return told(phrase, writing.who(act), weapon_words(act))


def weapon_words(act: Act) -> str:
    """What the weapon of an act is called; nothing where there was none."""
    return (act.weapon.description or "") if act.weapon is not None else ""


def told(phrase: str, who: str, weapon: str) -> str:
    """A phrase with its gaps filled, starting with a capital letter."""
    starting = weapon[:1].upper() + weapon[1:]
    made = phrase.replace(". {weapon}", f". {starting}").replace("{who}", who).replace("{weapon}", weapon)
    return made[:1].upper() + made[1:]


def armed_entry(act: Act, name: str) -> str:
    """Which entry of the phrases a statement of violence is: under this name where no weapon was in hand."""
    return f"statements.{'armed' if act.weapon is not None else name}_{max(2 if act.weapon is not None else 1, act.gravity)}"
