"""What a prison writes down of what somebody did, or had done to them, inside: charges, incidents, alerts, intelligence."""

from riskcheck.records.model import Adjudication, Alert, Incident, RawCode, Report, Weapon
from riskcheck.synth.lived import Act
from riskcheck.synth.phrases import among, phrases
from riskcheck.synth.police_and_courts import conviction, prosecuted
from riskcheck.synth.schedule import iso
from riskcheck.synth.telling import armed_entry, entry, facts, manner, told, weapon_words
from riskcheck.synth.writing import Writing, alert_code, replaced

_CODES = {
    "assault": RawCode(code="51:1B", list="NOMIS adjudication offence code", description="Commits any assault"),
    "fight": RawCode(code="51:4", list="NOMIS adjudication offence code", description="Fights with any person"),
    "unauthorised_article": RawCode(
        code="51:12A", list="NOMIS adjudication offence code", description="Has in possession an unauthorised article"
    ),
}
_HURT = 3
_INJURY = ("none", "none", "minor", "minor", "serious")
_PUNISHMENTS = (
    ("caution", "7 days' loss of canteen", "10 days' loss of privileges", "14 days' loss of earnings"),
    ("14 days' loss of canteen", "21 days' loss of earnings", "5 days' cellular confinement", "7 days' cellular confinement"),
    ("14 days' cellular confinement", "21 days' cellular confinement", "28 days added by the independent adjudicator"),
)
"""For what harms nobody; for what may; for what does."""
_CHARGES = {"drugs": "drugs_or_alcohol", "damage": "damage", "misconduct": "disobedience", "fight": "fight"}


def inside(writing: Writing, act: Act) -> None:
    """Write down what was done, or suffered, in custody."""
    chance = writing.chance
    if act.index or act.kind == "partner":
        _outside_from_inside(writing, act)
        return
    if act.kind == "refuted":
        _intelligence(writing, act, refuted=True)
        return
    if act.kind in ("victimised", "self_harm"):
        _not_by_him(writing, act)
        return
    violent = act.kind in ("prisoners", "staff", "fight", "dismissed")
    charged = act.kind in ("misconduct", "drugs", "damage", "dismissed", "fight") or chance.happens(0.8)
    copied = act.kind == "fight" and writing.plan.recipe.copies
    reported = copied or ((violent or act.kind in ("weapon", "blades")) and (not charged or chance.happens(0.45)))
    first = None
    if charged:
        first = _adjudication(writing, act).id
    if reported and (act.kind != "dismissed" or chance.happens(0.3)):
        first = _incident(writing, act, first).id
    if violent and act.kind != "dismissed":
        _alert(writing, act)
    if act.kind in ("prisoners", "weapon") and chance.happens(0.12):
        _intelligence(writing, act, refuted=False)
    if act.kind == "misconduct" and chance.happens(0.06):
        _intelligence(writing, act, refuted=False)
    if act.ending is not None and act.ending.outcome == "referred_to_police" and act.kind in ("prisoners", "staff"):
        prosecuted(writing, act, first)
    if copied:
        _copies(writing, act)


def _outside_from_inside(writing: Writing, act: Act) -> None:
    """An offence done from custody that the police deal with: contact with a partner, or the index offence itself."""
    key = entry(act)
    if act.index or (act.ending is not None and act.ending.outcome == "referred_to_police"):
        if act.index:
            conviction(writing, act, key, facts(writing, act, key), None)
        return
    fields = writing.item("rp", "prison_security", act.day, act)
    text = told(among(writing.chance, f"reports.{'contact' if act.breaks is None else 'breach'}_inside"), writing.who(act), "")
    harms = ("stalking_or_harassment", "domestic_abuse")
    writing.put(
        "reports",
        Report(
            **fields,
            kind="third_party_report",
            harms=harms,
            setting="custody",
            victim=act.victim,
            outcome="unresolved",
            checked="no",
            text=text,
        ),
    )


def _adjudication(writing: Writing, act: Act) -> Adjudication:
    chance = writing.chance
    outcome, heard = ("proved", act.day + 9) if act.ending is None else (act.ending.outcome, act.ending.decided)
    if act.kind == "dismissed":
        outcome = chance.pick(("dismissed", "dismissed", "quashed"))
        heard = act.day + chance.between(3, 40)
    heard = max(act.day + 1, min(heard, writing.life.released(act.day) - 1))
    if heard > writing.days.extracted:
        outcome = "pending"
    charge = _charge(writing, act)
    if charge == "fight":
        writing.fights.add((act.day, act.kind))
    violent = act.kind in ("prisoners", "staff")
    return writing.put(
        "adjudications",
        Adjudication(
            **writing.item("ad", "adjudications", act.day, act),
            raw=_CODES.get(charge),
            charge=charge,
            outcome=outcome,
            heard_on=iso(heard) if outcome != "pending" else None,
            part_played="committed",
            victim=act.victim if violent else "prisoner" if act.kind in ("dismissed", "fight") else "none",
            weapon=_field(writing, act),
            injury=_injury(act) if violent else None,
            statement=_statement(writing, act, charge),
            punishment=chance.pick(_PUNISHMENTS[(act.gravity > 0) + (act.gravity >= _HURT)]) if outcome == "proved" else None,
        ),
    )


def _charge(writing: Writing, act: Act) -> str:
    if act.kind == "weapon":
        return "weapon" if writing.chance.happens(0.3) else "unauthorised_article"
    if act.kind == "blades":
        return "unauthorised_article"
    if act.kind == "prisoners" and act.weapon is None and act.gravity == 2 and writing.chance.happens(0.35):
        return "assault" if act.ending is not None and act.ending.outcome == "referred_to_police" else "fight"
    if act.kind in ("prisoners", "staff", "dismissed"):
        return "threats_or_abuse" if act.gravity == 1 else "assault"
    return _CHARGES[act.kind]


def _statement(writing: Writing, act: Act, charge: str) -> str:
    chance = writing.chance
    if charge == "fight":
        phrase = among(chance, "statements.fight")
    elif act.kind in ("prisoners", "staff"):
        name = armed_entry(act, "assault")
        phrase = writing.unsaid(phrases(name), among(chance, name))
        writing.accounts[act.day, act.kind] = phrase
        writing.say(act)
    elif act.kind == "weapon":
        phrase = among(chance, "statements.find")
    else:
        name = f"statements.{act.kind}"
        phrase = writing.unsaid(phrases(name), among(chance, name))
        writing.say(phrase)
    return told(phrase, writing.who(act), weapon_words(act) or among(chance, "weapons.improvised"))


def _injury(act: Act) -> str:
    return "none" if act.weapon is not None and act.weapon.use == "threatened" else _INJURY[act.gravity]


def _field(writing: Writing, act: Act) -> Weapon | None:
    """The weapon, unless only the text has it."""
    if act.weapon is None or writing.chance.happens(writing.parameters.weapon_in_text_only):
        return None
    return act.weapon


def _incident(writing: Writing, act: Act, first: str | None) -> Incident:
    chance = writing.chance
    weapon = _field(writing, act)
    armed = act.weapon is not None
    kind = {"weapon": "find", "blades": "find", "fight": "fight"}.get(act.kind, "threats" if act.gravity == 1 else "assault")
    if (act.day, act.kind) in writing.fights:
        kind = "fight"
    if kind == "assault":
        name = "incident.assault_armed" if armed else "incident.assault"
        role = "suspected_assailant" if act.kind == "dismissed" else chance.pick(("assailant", "assailant", "perpetrator"))
    elif kind == "find":
        name, role = "incident.find", "in_possession"
    else:
        name, role = ("incident.fight", "fighter") if kind == "fight" else ("statements.assault_1", "perpetrator")
    phrase = among(chance, name)
    if kind == "threats":
        phrase = writing.accounts.get((act.day, act.kind), phrase)
    return writing.put(
        "incidents",
        Incident(
            **writing.item("in", "prison_incidents", act.day, act),
            same_incident_as=writing.link(first),
            kind=kind,
            role=role,
            status="closed" if chance.happens(0.85) else "open",
            victim=act.victim if act.kind in ("prisoners", "staff") else "prisoner" if kind in ("assault", "fight") else "none",
            weapon=weapon,
            injury=_injury(act) if kind in ("assault", "fight") and act.kind != "dismissed" else None,
            text=told(phrase, writing.who(act), weapon_words(act)),
        ),
    )


def _not_by_him(writing: Writing, act: Act) -> None:
    """An incident in which this person was hurt, by another or by himself."""
    chance = writing.chance
    if act.kind == "self_harm":
        kind, role, victim, name, injury = "self_harm", "active_involvement", "none", "incident.self_harm", "minor"
    else:
        armed = act.weapon is not None
        name = "incident.victimised_armed" if armed else "incident.victimised"
        if armed and manner(act) == "blunt":
            name = "incident.victimised_armed_blunt"
        kind, role, victim, injury = "assault", "victim", "prisoner", "serious" if armed else "minor"
    phrase = writing.unsaid(phrases(name), among(chance, name))
    writing.say(phrase)
    writing.put(
        "incidents",
        Incident(
            **writing.item("in", "prison_incidents", act.day, act),
            kind=kind,
            role=role,
            status="closed",
            victim=victim,
            weapon=act.weapon if chance.happens(0.6) else None,
            injury=injury,
            text=told(phrase, "", weapon_words(act)),
        ),
    )


def _alert(writing: Writing, act: Act) -> None:
    chance = writing.chance
    staff = act.victim == "staff"
    if act.gravity < 2 or act.kind == "fight" or not chance.happens(0.15 + 0.12 * act.gravity):
        return
    day = act.day + chance.between(0, 6)
    if day > writing.days.extracted:
        return
    if not writing.life.inside(day):
        return
    ended = min(day + chance.between(120, 400), writing.life.released(day))
    writing.put(
        "alerts",
        Alert(
            **writing.item("al", "prison_alerts", day, act, prompt=True),
            raw=alert_code("XSA" if staff else "XVL"),
            category="staff_assaulter" if staff else "violent",
            ended_on=iso(ended) if ended <= writing.days.extracted and chance.happens(0.6) else None,
            comment=told(among(chance, "alerts.staff_assaulter" if staff else "alerts.violent"), writing.who(act), ""),
        ),
    )


def _intelligence(writing: Writing, act: Act, *, refuted: bool) -> None:
    chance = writing.chance
    minor = act.kind == "misconduct"
    name = "reports.refuted" if refuted else "reports.intelligence_plain" if minor else "reports.intelligence"
    weapon = weapon_words(act) or among(chance, "weapons.improvised")
    text = told(among(chance, name), writing.who(act), weapon)
    harms = ("drugs",) if minor else ("weapon",) if weapon.lower() in text.lower() else ("violence",)
    writing.put(
        "reports",
        Report(
            **writing.item("rp", "prison_security", act.day, act),
            kind="intelligence",
            harms=harms,
            setting="custody",
            victim="none" if harms != ("violence",) else "prisoner",
            outcome="refuted" if refuted else "unresolved",
            checked="yes" if refuted else chance.pick(("no", "not_recorded")),
            grade=chance.pick(("B2", "C3", "E4")),
            text=text,
        ),
    )


def _copies(writing: Writing, act: Act) -> None:
    """The same fight again: a second report of the same day, an alert and intelligence about it."""
    incident = _incident(writing, act, None)
    writing.sections["incidents"][-1] = replaced(incident, status="duplicate")
    chance = writing.chance
    name = incident.id if chance.happens(writing.parameters.duplicated.linked) else None
    writing.put(
        "reports",
        Report(
            **writing.item("rp", "prison_security", act.day, act),
            same_incident_as=name,
            kind="intelligence",
            harms=("violence",),
            setting="custody",
            victim="prisoner",
            outcome="unresolved",
            checked="no",
            grade="C3",
            text="Said to have been in the fight on the landing.",
        ),
    )
    day = act.day + 1
    if writing.life.inside(day):
        fields = writing.item("al", "prison_alerts", day, act, prompt=True)
        comment = "Fight with another prisoner. Review in six months."
        writing.put("alerts", Alert(**fields, raw=alert_code("XVL"), category="violent", comment=comment))
