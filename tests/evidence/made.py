"""Acts and labels made for tests, without a record around them."""

from typing import Any

from riskcheck.evidence import Act, Known, Label, Proof, act, ratings_concerned
from riskcheck.records.model import Weapon
from riskcheck.terms import Setting


def known(day: str, name: str = "it-1") -> Known:
    return Known(name, f"/convictions/items/{name}", "pnc", day, day, None, (("police", day),), False)


def done(day: str = "2024-05-01", *harms: str, victim: str = "public", weapon: Weapon | None = None, **fields: Any) -> Act:
    """An act of violence in the community, proved, unless told otherwise."""
    made: dict[str, Any] = {
        "known": known(day),
        "incident": day,
        "record": "conviction",
        "what": "violence",
        "setting": Setting.COMMUNITY,
        "proof": Proof.PROVED,
        "offence": True,
    }
    return act(harms=frozenset(harms or ("violence",)), victim=victim, weapon=weapon, **(made | fields))


def label(day: str = "2024-05-01", about: str = "order", protects: str = "ex_partner", **fields: Any) -> Label:
    """A restraining order, unless told otherwise."""
    made: dict[str, Any] = {
        "known": known(day, "la-1"),
        "record": "order",
        "what": "restraining order",
        "concerns": ratings_concerned(Setting.COMMUNITY, protects),
        "root": "la-1",
    }
    return Label(about=about, protects=protects, **(made | fields))


def weapon(use: str = "carried", kind: str = "knife") -> Weapon:
    return Weapon(kind=kind, use=use)
