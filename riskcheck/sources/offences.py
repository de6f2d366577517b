"""Offences by their codes: five digits, three and two, or a code of the courts, and the kinds of harm that they name."""

from typing import Any

from riskcheck import offence_codes, policy
from riskcheck.sources.account import What, shown_code
from riskcheck.sources.draft import Found, Key, raw_code
from riskcheck.sources.part import Part
from riskcheck.sources.reading import Reading
from riskcheck.sources.words import every_match

HOME_OFFICE = "Home Office offence"
COURTS = "CJS offence"
_FIVE = 5


def from_code(part: Part, name: str, code: str | None, words: str | None) -> dict[str, Any]:
    """The raw code, the kinds of harm and, where the title says it, the victim, of an offence with a Home Office code."""
    if code is None:
        return {"harms": _of_words(part, name, words)}
    harms = list(offence_codes.harms_of(code))
    if "violence" in harms and code.startswith(tuple(policy.topic("import_ndelius")["serious_codes"]["value"])):
        harms[harms.index("violence")] = "serious_violence"
    if not offence_codes.listed(code) and not offence_codes.withdrawn(code):
        part.says(name, What.NOT_UNDERSTOOD, f"is not a Home Office code of the list ({shown_code(code)}): its words are read")
    victim = policy.topic("import_ndelius")["victims_of_codes"]["value"].get(code)
    raw = raw_code(code, HOME_OFFICE, words)
    return {"raw": raw, "harms": harms or _of_words(part, name, words), "victim": victim}


def from_court_code(part: Part, name: str, code: str | None, words: str | None) -> dict[str, Any]:
    """The raw code and the kinds of harm of an offence with a code of the courts, which only its words can tell."""
    return {"raw": raw_code(code, COURTS, words), "harms": _of_words(part, name, words)}


def _of_words(part: Part, name: str, words: str | None) -> list[str]:
    found = every_match("import_ndelius", "offence_words", words)
    if found:
        part.says(name, What.CHANGED, "has no Home Office code that names a kind of harm: taken from the offence's name")
        return list(found)
    part.says(name, What.NOT_UNDERSTOOD, "names no kind of harm by code or by name: recorded as other")
    return ["other"]


def put_conviction(
    reading: Reading,
    part: Part,
    coded: dict[str, Any],
    code: str | None,
    words: str | None,
    day: str,
    decided: str | None,
    *,
    stated: dict[str, Any] | None = None,
    otherwise: dict[str, Any] | None = None,
    native: str | None = None,
) -> Found:
    """Add a conviction: what its code says (``coded``), its name and days, and what else the payload states of it.

    Of the victim and the setting no payload says more than the code does.
    """
    fields = {**coded, "date": day, "outcome": "convicted", "decided_on": decided, "offence": words, **(stated or {})}
    unknown = {"victim": "not_recorded", "setting": "not_recorded", **(otherwise or {})}
    keys = _keys(code, words, day, decided)
    return reading.put("convictions", part, fields, keys, native=native, otherwise=unknown)


def _keys(code: str | None, words: str | None, day: str, decided: str | None) -> list[Key]:
    """How another payload can show that it means the same offence: the same code, or name, of the same day."""
    named = code or (words or "").lower()
    exact: list[Key] = [("the same offence, day and decision", named, day, decided)] if decided else []
    return [*exact, ("the same offence and day", named, day)]


def is_home_office(code: str) -> bool:
    """Whether a code has the form of nDelius: five digits."""
    return len(code) == _FIVE and code.isdigit()
