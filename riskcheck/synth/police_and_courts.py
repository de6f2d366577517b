"""What the police and the courts write down of what somebody did. Not all of it, and some of it twice."""

from datetime import date

from riskcheck.records.model import Conviction, Report
from riskcheck.synth.lived import HARMFUL, Act
from riskcheck.synth.naming import called, in_prison, passed
from riskcheck.synth.phrases import among, offence
from riskcheck.synth.schedule import iso, working
from riskcheck.synth.telling import armed_entry, entry, facts, told, weapon_words
from riskcheck.synth.writing import Writing, replaced

_UNDER_INVESTIGATION = date(2017, 4, 3).toordinal()
"""From this day on suspects are released under investigation (Policing and Crime Act 2017, HMICFRS 2020)."""
_WOUNDED = 3
"""From this gravity on a weapon in hand was used, and not only held out."""
_STRANGULATION = "Intentional strangulation"
_ENDED_WITHOUT = ("acquitted", "discontinued", "no_further_action", "withdrawn", "quashed")
_NOTHING_CAME = ("no_further_action", "discontinued")


def outside(writing: Writing, act: Act) -> None:
    """Write down what was done in the community: as a call-out, an arrest, a conviction, or several of them."""
    chance = writing.chance
    if act.kind in ("unfounded", "acquitted"):
        _added(writing, act)
        return
    key, ending = entry(act), act.ending
    if ending is None:
        return
    text = facts(writing, act, key)
    first = None
    if act.kind == "partner" and not act.index and chance.happens(0.65):
        first = _callout(writing, act, text)
    if act.kind in HARMFUL and ending.outcome in _NOTHING_CAME and chance.happens(0.6):
        if first is None:
            _arrest(writing, act, None)
        return
    if act.kind in ("theft", "drugs", "damage", "driving") and ending.outcome not in ("convicted", "cautioned"):
        return
    made = conviction(writing, act, key, text, first)
    if act.kind in HARMFUL and first is None and not act.index and chance.happens(writing.parameters.duplicated.twice):
        _arrest(writing, act, made.id)


def conviction(writing: Writing, act: Act, key: str, text: str, first: str | None) -> Conviction:
    """Add what a court made of an offence, or has still to make of it."""
    chance, ending, known = writing.chance, act.ending, offence(key)
    assert ending is not None
    decided = ending.decided <= writing.days.extracted
    fields = writing.item("cv", "court" if act.index or chance.happens(0.25) else "pnc", act.day, act)
    if decided and "known_to" in fields and not act.index:
        fields["known_to"] = (
            fields["known_to"][0],
            replaced(fields["known_to"][1], on=iso(_told(writing, fields["id"], ending.decided))),
        )
    name = called(writing, act if decided else replaced(act, ending=None), key, text)
    writing.say(act)
    considered = None
    if decided and ending.outcome in _ENDED_WITHOUT:
        considered = chance.pick(("yes", "no", "not_recorded"))
    return writing.put(
        "convictions",
        Conviction(
            **fields,
            same_incident_as=writing.link(first),
            outcome=ending.outcome if decided else "pending",
            decided_on=iso(ending.decided) if decided else None,
            offence=name,
            harms=_harms(act, key, name),
            seriousness=known["seriousness"] if chance.happens(0.85) else "not_recorded",
            victim=act.victim,
            setting="custody" if act.inside else "community",
            weapon=act.weapon,
            index=act.index,
            sentence=passed(ending.sentence, name, act.day, writing.days.born) if decided else None,
            relevance_considered=considered,
            text=_as_it_stands(text, decided=decided) if act.gravity or act.index or chance.happens(0.3) else None,
        ),
    )


def _as_it_stands(text: str, *, decided: bool) -> str:
    """The facts, or what is charged where no court has dealt with it yet."""
    return text if decided else f"Case pending; as charged: {text[:1].lower()}{text[1:]}"


def _harms(act: Act, key: str, name: str) -> tuple[str, ...]:
    harms = list(offence(key)["harms"])
    if name == _STRANGULATION:
        harms[harms.index("serious_violence")] = "strangulation"
    if act.weapon is not None and "weapon" not in harms and act.kind != "weapon":
        harms.append("weapon")
    if act.breaks is not None:
        harms.append("breach_of_order")
    return tuple(harms)


def _told(writing: Writing, name: str, decided: int) -> int:
    """Probation hears of an offence no earlier than its outcome, unless it was told sooner."""
    on = writing.to_probation[name]
    if on < decided and writing.chance.happens(0.8):
        on = min(writing.days.extracted, decided + writing.chance.between(0, 20))
        writing.to_probation[name] = on
    return on


def _callout(writing: Writing, act: Act, text: str) -> str:
    chance = writing.chance
    if act.breaks is not None and act.gravity <= 1:
        name = "reports.breach"
    else:
        armed = "reports.callout_armed" if act.gravity < _WOUNDED else "reports.callout_armed_hurt"
        name = armed if act.weapon is not None else f"reports.callout_{min(3, max(1, act.gravity))}"
    said = told(chance.pick((text, among(chance, name))), writing.who(act), weapon_words(act))
    if said == text:
        writing.say(act)
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
            outcome="substantiated" if _admitted(writing, act) else chance.pick(("unresolved", "unresolved", "not_recorded")),
            checked=chance.pick(("yes", "no", "not_recorded")),
            text=said,
        ),
    )
    return str(fields["id"])


def _arrest(writing: Writing, act: Act, other: str | None) -> None:
    chance = writing.chance
    harm = "violence" if act.gravity >= 2 else "threats"
    name = "reports.arrest_home" if act.kind == "partner" else "reports.arrest"
    if act.victim in ("child", "emergency_worker"):
        name = f"reports.arrest_{act.victim}"
    writing.put(
        "reports",
        Report(
            **writing.item("rp", "police", act.day, act),
            same_incident_as=writing.link(other),
            kind="arrest",
            harms=(harm, "domestic_abuse") if act.kind == "partner" else (harm,),
            setting="community",
            victim=act.victim,
            weapon=act.weapon if chance.happens(0.6) else None,
            outcome="substantiated" if other is not None and _admitted(writing, act) else "unresolved",
            checked=chance.pick(("yes", "no", "not_recorded")),
            text=told(among(chance, name).replace("{released}", _released(act.day)), writing.who(act), ""),
        ),
    )


def _admitted(writing: Writing, act: Act) -> bool:
    """Whether a court has found by the last day that it was done, or somebody has accepted a caution for it."""
    ended = act.ending is not None and act.ending.decided <= writing.days.extracted
    return act.found(writing.days.extracted) or (ended and act.ending is not None and act.ending.outcome == "cautioned")


def _released(day: int) -> str:
    """How the police let somebody go whom they went on investigating, on a day."""
    return "released under investigation" if day >= _UNDER_INVESTIGATION else "released on police bail"


def _added(writing: Writing, act: Act) -> None:
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
    decided = working(min(writing.days.extracted, act.day + chance.between(60, 300)))
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


def prosecuted(writing: Writing, act: Act, first: str | None) -> None:
    """Some of what is referred to the police comes to court."""
    chance = writing.chance
    if not chance.happens(0.55):
        return
    decided = working(act.day + chance.between(90, 330))
    known = decided <= writing.days.extracted
    outcome = "convicted" if chance.happens(0.75) else "discontinued"
    key = f"{'staff' if act.kind == 'staff' else 'street'}_{max(2, act.gravity)}"
    harms = list(offence(key)["harms"]) + (["weapon"] if act.weapon is not None else [])
    drawn = among(chance, armed_entry(act, "assault"))
    phrase = writing.accounts.get((act.day, act.kind), drawn)
    writing.put(
        "convictions",
        Conviction(
            **writing.item("cv", "court", act.day, act),
            same_incident_as=writing.link(first),
            outcome=outcome if known else "pending",
            decided_on=iso(decided) if known else None,
            offence=in_prison(writing, act, key),
            harms=tuple(harms),
            seriousness=offence(key)["seriousness"],
            victim=act.victim,
            setting="custody",
            weapon=act.weapon,
            relevance_considered="not_recorded" if known and outcome == "discontinued" else None,
            text=_as_it_stands(told(phrase, writing.who(act), weapon_words(act)), decided=known),
        ),
    )
