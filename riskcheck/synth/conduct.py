"""What gets written down of what somebody did: by police and courts, and in prison. Not all of it, and not all of it well."""

from riskcheck.records.model import (
    Adjudication,
    Alert,
    Conviction,
    CustodyPeriod,
    Incident,
    Order,
    OrderBreach,
    RawCode,
    Report,
    Weapon,
)
from riskcheck.synth.lived import HARMFUL, Act
from riskcheck.synth.phrases import among, offence
from riskcheck.synth.schedule import iso
from riskcheck.synth.writing import Writing, alert_code, replaced

_PLACES = ("local prison", "category B training prison", "category C training prison", "resettlement prison")
_CODES = {
    "assault": RawCode(code="51:1B", list="NOMIS adjudication offence code", description="Commits any assault"),
    "fight": RawCode(code="51:4", list="NOMIS adjudication offence code", description="Fights with any person"),
    "unauthorised_article": RawCode(
        code="51:12A", list="NOMIS adjudication offence code", description="Has in possession an unauthorised article"
    ),
}
_INJURY = ("none", "none", "minor", "minor", "serious")
_PUNISHMENTS = (
    "caution",
    "7 days' loss of canteen",
    "14 days' cellular confinement",
    "21 days' loss of earnings",
    "10 days' loss of privileges",
)
_STRANGULATION = "Intentional strangulation"
_ENDED_WITHOUT = ("acquitted", "discontinued", "no_further_action", "withdrawn", "quashed")
_NOTHING_CAME = ("no_further_action", "discontinued")


def write(writing: Writing) -> None:
    """Periods, then every act that came to notice, then orders and alerts."""
    _periods(writing)
    breaches: dict[int, list[OrderBreach]] = {}
    for act in writing.life.acts:
        if not act.noticed:
            continue
        if act.inside:
            _inside(writing, act)
        else:
            _outside(writing, act)
        if act.breaks is not None:
            breaches.setdefault(act.breaks, []).append(_breach(writing, act))
    _orders(writing, breaches)


def _periods(writing: Writing) -> None:
    for held in writing.life.custody:
        end = iso(held.end) if held.end is not None and held.end <= writing.days.extracted else None
        place = _PLACES[0] if held.kind != "sentence" else writing.chance.pick(_PLACES)
        fields = writing.item("pe", "nomis", held.start, prompt=True)
        writing.put("periods", CustodyPeriod(**fields, ended_on=end, kind=held.kind, establishment=place))


def _key(act: Act) -> str:
    """Which entry of the phrases an act outside is."""
    if act.kind == "weapon":
        return "weapon_firearm" if act.weapon is not None and "firearm" in act.weapon.kind else "weapon"
    if act.kind in ("street", "partner", "staff", "child"):
        return f"{act.kind}_{max(1, act.gravity)}"
    return act.kind


def _words(writing: Writing, act: Act, key: str) -> str:
    """The facts of an offence in a sentence."""
    known = offence(key)
    armed = act.weapon is not None and "armed" in known
    phrase: str = writing.chance.pick(known["armed" if armed else "text"])
    return sentence(phrase, writing.who(act), _weapon(act))


def _weapon(act: Act) -> str:
    return (act.weapon.description or "") if act.weapon is not None else ""


def sentence(phrase: str, who: str, weapon: str) -> str:
    """A phrase with its gaps filled, starting with a capital letter."""
    starting = weapon[:1].upper() + weapon[1:]
    made = phrase.replace(". {weapon}", f". {starting}").replace("{who}", who).replace("{weapon}", weapon)
    return made[:1].upper() + made[1:]


def _name(writing: Writing, act: Act, key: str, text: str) -> str:
    """What the offence is called, so that it fits its facts."""
    known = offence(key)
    words: list[str] = known["words"]
    if key == "partner_4" and act.weapon is not None:
        return "Wounding with intent (domestic)"
    if key == "weapon_firearm":
        return words[1 if act.weapon is not None and "imitation" in act.weapon.kind else 0]
    if key == "weapon":
        return words[0 if act.weapon is not None and act.weapon.kind == "knife" else 1]
    said = [sentence(one, writing.who(act), _weapon(act)) for one in known["text"]]
    if len(words) == len(said) and text in said:
        return words[said.index(text)]
    return writing.chance.pick(words)


def _injury(act: Act) -> str:
    return "none" if act.weapon is not None and act.weapon.use == "threatened" else _INJURY[act.gravity]


def _harms(act: Act, key: str, name: str) -> tuple[str, ...]:
    harms = list(offence(key)["harms"])
    if name == _STRANGULATION:
        harms[harms.index("serious_violence")] = "strangulation"
    if act.weapon is not None and "weapon" not in harms and act.kind != "weapon":
        harms.append("weapon")
    if act.breaks is not None:
        harms.append("breach_of_order")
    return tuple(harms)


def _outside(writing: Writing, act: Act) -> None:
    chance = writing.chance
    if act.kind in ("unfounded", "acquitted"):
        _added_outside(writing, act)
        return
    key, ending = _key(act), act.ending
    if ending is None:
        return
    text = _words(writing, act, key)
    first = None
    if act.kind == "partner" and not act.index and chance.happens(0.65):
        first = _callout(writing, act, text)
    if act.kind in HARMFUL and ending.outcome in _NOTHING_CAME and chance.happens(0.6):
        if first is None:
            _arrest(writing, act, None)
        return
    if act.kind in ("theft", "drugs", "damage", "driving") and ending.outcome not in ("convicted", "cautioned"):
        return
    conviction = _conviction(writing, act, key, text, first)
    if act.kind in HARMFUL and first is None and not act.index and chance.happens(writing.parameters.duplicated.twice):
        _arrest(writing, act, conviction.id)


def _conviction(writing: Writing, act: Act, key: str, text: str, first: str | None) -> Conviction:
    chance, ending, known = writing.chance, act.ending, offence(key)
    assert ending is not None
    decided = ending.decided <= writing.days.extracted
    fields = writing.item("cv", "court" if act.index or chance.happens(0.25) else "pnc", act.day, act)
    if decided and "known_to" in fields and not act.index:
        fields["known_to"] = (
            fields["known_to"][0],
            replaced(fields["known_to"][1], on=iso(_told(writing, fields["id"], ending.decided))),
        )
    name = _name(writing, act, key, text)
    considered = None
    if decided and ending.outcome in _ENDED_WITHOUT:
        considered = chance.pick(("yes", "no", "not_recorded"))
    return writing.put(
        "convictions",
        Conviction(
            **fields,
            same_incident_as=_link(writing, first),
            outcome=ending.outcome if decided else "pending",
            decided_on=iso(ending.decided) if decided else None,
            offence=name,
            harms=_harms(act, key, name),
            seriousness=known["seriousness"] if chance.happens(0.85) else "not_recorded",
            victim=act.victim,
            setting="custody" if act.inside else "community",
            weapon=act.weapon,
            index=act.index,
            sentence=ending.sentence if decided else None,
            relevance_considered=considered,
            text=text if act.gravity or act.index or chance.happens(0.3) else None,
        ),
    )


def _told(writing: Writing, name: str, decided: int) -> int:
    """Probation hears of an offence no earlier than its outcome, unless it was told sooner."""
    on = writing.to_probation[name]
    if on < decided and writing.chance.happens(0.8):
        on = min(writing.days.extracted, decided + writing.chance.between(0, 20))
        writing.to_probation[name] = on
    return on


def _link(writing: Writing, first: str | None) -> str | None:
    return first if first is not None and writing.chance.happens(writing.parameters.duplicated.linked) else None


def _callout(writing: Writing, act: Act, text: str) -> str:
    chance = writing.chance
    convicted = act.ending is not None and act.ending.outcome in ("convicted", "cautioned")
    if act.breaks is not None and act.gravity <= 1:
        name = "reports.breach"
    else:
        name = "reports.callout_armed" if act.weapon is not None else f"reports.callout_{min(3, max(1, act.gravity))}"
    said = sentence(chance.pick((text, among(chance, name))), writing.who(act), _weapon(act))
    fields = writing.item("rp", "police", act.day, act)
    harms = ("domestic_abuse", "violence") if act.gravity >= 2 else ("domestic_abuse",)
    writing.put(
        "reports",
        Report(
            **fields,
            kind="domestic_abuse_callout",
            harms=harms,
            setting="community",
            victim=act.victim,
            weapon=act.weapon if chance.happens(0.7) else None,
            outcome="substantiated" if convicted else chance.pick(("unresolved", "unresolved", "not_recorded")),
            checked=chance.pick(("yes", "no", "not_recorded")),
            text=said,
        ),
    )
    return str(fields["id"])


def _arrest(writing: Writing, act: Act, other: str | None) -> None:
    chance = writing.chance
    harm = "violence" if act.gravity >= 2 else "threats"
    writing.put(
        "reports",
        Report(
            **writing.item("rp", "police", act.day, act),
            same_incident_as=_link(writing, other),
            kind="arrest",
            harms=(harm, "domestic_abuse") if act.kind == "partner" else (harm,),
            setting="community",
            victim=act.victim,
            weapon=act.weapon if chance.happens(0.6) else None,
            outcome="substantiated" if other is not None and act.ending and act.ending.outcome == "convicted" else "unresolved",
            checked=chance.pick(("yes", "no", "not_recorded")),
            text=sentence(
                among(chance, "reports.arrest" if act.kind != "partner" else "reports.arrest_home"), writing.who(act), ""
            ),
        ),
    )


def _added_outside(writing: Writing, act: Act) -> None:
    """What a family adds: a call-out that was unfounded, a trial that ended in an acquittal."""
    chance = writing.chance
    if act.kind == "unfounded":
        writing.put(
            "reports",
            Report(
                **writing.item("rp", "police", act.day, act),
                kind="domestic_abuse_callout",
                harms=("domestic_abuse",),
                setting="community",
                victim=act.victim,
                outcome="unfounded",
                checked="yes",
                text=among(chance, "reports.unfounded"),
            ),
        )
        return
    decided = min(writing.days.extracted, act.day + chance.between(60, 300))
    known = offence("acquitted")
    writing.put(
        "convictions",
        Conviction(
            **writing.item("cv", "court", act.day, act),
            outcome="acquitted",
            decided_on=iso(decided),
            offence=chance.pick(known["words"]),
            harms=tuple(known["harms"]),
            seriousness=known["seriousness"],
            victim="public",
            setting="community",
            relevance_considered=chance.pick(("yes", "not_recorded")),
            text=chance.pick(known["text"]),
        ),
    )


def _inside(writing: Writing, act: Act) -> None:
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
        _prosecuted(writing, act, first)
    if copied:
        _copies(writing, act)


def _outside_from_inside(writing: Writing, act: Act) -> None:
    """An offence done from custody that the police deal with: contact with a partner, or the index offence itself."""
    key = _key(act)
    if act.index or (act.ending is not None and act.ending.outcome == "referred_to_police"):
        if act.index:
            _conviction(writing, act, key, _words(writing, act, key), None)
        return
    fields = writing.item("rp", "prison_security", act.day, act)
    text = sentence(
        among(writing.chance, f"reports.{'contact' if act.breaks is None else 'breach'}_inside"), writing.who(act), ""
    )
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


def _armed(act: Act, name: str) -> str:
    return f"statements.{'armed' if act.weapon is not None else name}_{max(2 if act.weapon is not None else 1, act.gravity)}"


def _statement(writing: Writing, act: Act, charge: str) -> str:
    chance = writing.chance
    if charge == "fight":
        phrase = among(chance, "statements.fight")
    elif act.kind in ("prisoners", "staff"):
        phrase = among(chance, _armed(act, "assault"))
    elif act.kind == "weapon":
        phrase = among(chance, "statements.find")
    else:
        phrase = among(chance, f"statements.{act.kind}")
    return sentence(phrase, writing.who(act), _weapon(act) or among(chance, "weapons.improvised"))


_CHARGES = {"drugs": "drugs_or_alcohol", "damage": "damage", "misconduct": "disobedience", "fight": "fight"}


def _charge(writing: Writing, act: Act) -> str:
    if act.kind == "weapon":
        return "weapon" if writing.chance.happens(0.3) else "unauthorised_article"
    if act.kind == "blades":
        return "unauthorised_article"
    if act.kind == "prisoners" and act.weapon is None and act.gravity == 2 and writing.chance.happens(0.35):
        return "fight"
    if act.kind in ("prisoners", "staff", "dismissed"):
        return "threats_or_abuse" if act.gravity == 1 else "assault"
    return _CHARGES[act.kind]


def _field(writing: Writing, act: Act) -> Weapon | None:
    """The weapon, unless only the text has it."""
    if act.weapon is None or writing.chance.happens(writing.parameters.weapon_in_text_only):
        return None
    return act.weapon


def _adjudication(writing: Writing, act: Act) -> Adjudication:
    chance = writing.chance
    outcome, heard = ("proved", act.day + 9) if act.ending is None else (act.ending.outcome, act.ending.decided)
    if act.kind == "dismissed":
        outcome = chance.pick(("dismissed", "dismissed", "quashed"))
        heard = act.day + chance.between(3, 40)
    if heard > writing.days.extracted:
        outcome = "pending"
    charge = _charge(writing, act)
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
            punishment=chance.pick(_PUNISHMENTS[act.gravity > 0 :]) if outcome == "proved" else None,
        ),
    )


def _incident(writing: Writing, act: Act, first: str | None) -> Incident:
    chance = writing.chance
    weapon = _field(writing, act)
    armed = act.weapon is not None
    kind = {"weapon": "find", "blades": "find", "fight": "fight"}.get(act.kind, "threats" if act.gravity == 1 else "assault")
    if kind == "assault":
        name = "incident.assault_armed" if armed else "incident.assault"
        role = "suspected_assailant" if act.kind == "dismissed" else chance.pick(("assailant", "assailant", "perpetrator"))
    elif kind == "find":
        name, role = "incident.find", "in_possession"
    else:
        name, role = ("incident.fight", "fighter") if kind == "fight" else ("statements.assault_1", "perpetrator")
    return writing.put(
        "incidents",
        Incident(
            **writing.item("in", "prison_incidents", act.day, act),
            same_incident_as=_link(writing, first),
            kind=kind,
            role=role,
            status="closed" if chance.happens(0.85) else "open",
            victim=act.victim if act.kind in ("prisoners", "staff") else "prisoner" if kind in ("assault", "fight") else "none",
            weapon=weapon,
            injury=_injury(act) if kind in ("assault", "fight") and act.kind != "dismissed" else None,
            text=sentence(among(chance, name), writing.who(act), _weapon(act)),
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
        kind, role, victim, injury = "assault", "victim", "prisoner", "serious" if armed else "minor"
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
            text=sentence(among(chance, name), "", _weapon(act)),
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
    held = [period for period in writing.life.custody if period.start <= day and (period.end is None or day < period.end)]
    if not held:
        return
    ended = day + chance.between(120, 400)
    writing.put(
        "alerts",
        Alert(
            **writing.item("al", "prison_alerts", day, act, prompt=True),
            raw=alert_code("XSA" if staff else "XVL"),
            category="staff_assaulter" if staff else "violent",
            ended_on=iso(ended) if ended <= writing.days.extracted and chance.happens(0.6) else None,
            comment=sentence(among(chance, "alerts.staff_assaulter" if staff else "alerts.violent"), writing.who(act), ""),
        ),
    )


def _intelligence(writing: Writing, act: Act, *, refuted: bool) -> None:
    chance = writing.chance
    minor = act.kind == "misconduct"
    name = "reports.refuted" if refuted else "reports.intelligence_plain" if minor else "reports.intelligence"
    weapon = _weapon(act) or among(chance, "weapons.improvised")
    text = sentence(among(chance, name), writing.who(act), weapon)
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


def _prosecuted(writing: Writing, act: Act, first: str | None) -> None:
    """Some of what is referred to the police comes to court."""
    chance = writing.chance
    if not chance.happens(0.55):
        return
    decided = act.day + chance.between(90, 330)
    known = decided <= writing.days.extracted
    outcome = "convicted" if chance.happens(0.75) else "discontinued"
    key = f"{'staff' if act.kind == 'staff' else 'street'}_{max(2, act.gravity)}"
    harms = list(offence(key)["harms"]) + (["weapon"] if act.weapon is not None else [])
    phrase = among(chance, _armed(act, "assault"))
    writing.put(
        "convictions",
        Conviction(
            **writing.item("cv", "court", act.day, act),
            same_incident_as=_link(writing, first),
            outcome=outcome if known else "pending",
            decided_on=iso(decided) if known else None,
            offence=offence(key)["words"][-1] if act.kind != "staff" else "Assault on an emergency worker",
            harms=tuple(harms),
            seriousness=offence(key)["seriousness"],
            victim=act.victim,
            setting="custody",
            weapon=act.weapon,
            relevance_considered="not_recorded" if known and outcome == "discontinued" else None,
            text=sentence(phrase, writing.who(act), _weapon(act)),
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
    if any(period.start <= day and (period.end is None or day < period.end) for period in writing.life.custody):
        fields = writing.item("al", "prison_alerts", day, act, prompt=True)
        comment = "Fight with another prisoner. Review in six months."
        writing.put("alerts", Alert(**fields, raw=alert_code("XVL"), category="violent", comment=comment))


def _breach(writing: Writing, act: Act) -> OrderBreach:
    chance = writing.chance
    proved = (
        act.ending is not None
        and act.ending.outcome in ("convicted", "proved")
        and act.ending.decided <= writing.days.extracted
    )
    said = "breach_inside" if act.inside else "breach_violent" if act.gravity >= 2 else "breach"
    text = among(chance, f"reports.{said}")
    return OrderBreach(id=writing.id("br"), date=iso(act.day), outcome="proved" if proved else "alleged", text=text)


def _orders(writing: Writing, breaches: dict[int, list[OrderBreach]]) -> None:
    chance, days = writing.chance, writing.days
    for place, made in enumerate(writing.life.orders):
        over = made.until is not None and made.until <= days.extracted
        away = "not_recorded"
        if writing.plan.recipe.out_of_reach:
            away = "yes"
        elif chance.happens(0.4):
            away = "no"
        within = [
            breach
            for breach in breaches.get(place, [])
            if breach.date > iso(made.day) and (made.until is None or breach.date < iso(made.until))
        ]
        writing.put(
            "orders",
            Order(
                **writing.item("or", "court", made.day, made),
                kind=made.kind,
                ends_on=iso(made.until) if made.until is not None else None,
                ended_on=iso(made.until) if over and made.until is not None else None,
                made_after=made.made_after,
                protects=made.victim,
                prohibits=among(chance, "orders.prohibits"),
                protected_person_out_of_reach=away,
                breaches=tuple(sorted(within, key=lambda breach: breach.date)),
            ),
        )
