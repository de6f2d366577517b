"""What probation holds, as nDelius and the licence service answer: convictions, registrations, contacts, conditions."""

from typing import Any

from riskcheck.records.model import CaseRecord, Conviction, Registration, Section
from riskcheck.synth.payloads.emitted import Emitted, codes, without_none
from riskcheck.synth.payloads.prison import page
from riskcheck.terms import Coverage

_GROUPS = ("risk_to_public", "risk_to_known_adult", "risk_to_children", "risk_to_staff", "risk_to_prisoners")


def write(record: CaseRecord, made: Emitted) -> None:
    """Write what nDelius and the licence service hold, and lose what only the police, the courts or nobody holds."""
    _convictions(record, made)
    _registrations(record, made)
    _mappa(record, made)
    _conditions(record, made)
    _contacts(record, made)
    _recalls(record, made)
    for name, loss in (
        ("orders", "orders"),
        ("reports", "reports"),
        ("circumstances", "circumstances"),
        ("information_requests", "information-requests"),
        ("allocations", "allocations"),
        ("stated_levels", "stated-levels"),
        ("labels", "labels"),
    ):
        section: Section[Any] | None = getattr(record, name)
        made.lose(loss, *(section.items if section is not None else ()))


def supplied(section: Section[Any] | None) -> bool:
    """Whether something of a section was supplied."""
    return section is not None and section.coverage is not Coverage.NOT_SUPPLIED


def _supervised(one: Conviction) -> bool:
    return one.outcome == "convicted" and one.sentence is not None and one.sentence.kind in codes("sentences")


def _convictions(record: CaseRecord, made: Emitted) -> None:
    section = record.convictions
    if section is None or section.coverage is Coverage.NOT_SUPPLIED:
        return
    made.lose("not-supervised", *(one for one in section.items if not _supervised(one)))
    held = [one for one in section.items if _supervised(one)]
    written = []
    for number, one in enumerate(held):
        written.append(_conviction(one, made, record))
        made.at("convictions.json", f"/{number}/offences/0/detail", one.id)
    made.files["convictions.json"] = written
    made.files["supervisions.json"] = {
        "supervisions": [_supervision(one, made, number) for number, one in enumerate(held)],
    }
    inside = [one for one in held if one.sentence is not None and one.sentence.kind == "custody"]
    if inside:
        made.files["prison-sentences.json"] = [_sentenced(one) for one in inside]
    for number, one in enumerate(inside):
        made.at("prison-sentences.json", f"/{number}/offences/0", one.id)


def _named(one: Conviction) -> tuple[str, list[str]]:
    code, *harms = codes("offences")[one.offence]
    return code, harms


def _conviction(one: Conviction, made: Emitted, record: CaseRecord) -> dict[str, Any]:
    code, harms = _named(one)
    sentence = one.sentence
    assert sentence is not None
    raw = {"code": code, "list": "Home Office offence", "description": one.offence} if code else None
    held: dict[str, Any] = {"kind": sentence.kind}
    if sentence.months:
        held["months"] = round(sentence.months, 1)
    victim = {"00873": "emergency_worker", "01103": "child"}.get(code, "not_recorded")
    made.says(one.id, source={"system": "ndelius"}, raw=raw, harms=harms, victim=victim, sentence=held, count=one.count or 1)
    status = {"licence": ("B", "Released - On Licence"), "recalled": ("C", "Recalled")}
    phase = status.get(record.status.phase) if record.status is not None else None
    serving = one.index and sentence.kind == "custody" and phase is not None
    return without_none(
        convictionId=made.number(one.id),
        active=one.index,
        convictionDate=one.decided_on,
        offences=[
            {
                "mainOffence": True,
                "detail": without_none(code=code or None, subCategoryDescription=one.offence),
                "offenceDate": f"{one.date}T00:00:00",
                "offenceCount": one.count or 1,
            }
        ],
        sentence=without_none(
            description=codes("sentences")[sentence.kind],
            originalLength=held.get("months"),
            originalLengthUnits="Months" if "months" in held else None,
            additionalSentences=[],
        ),
        custody={"status": {"code": phase[0], "description": phase[1]}} if serving and phase else None,
    )


def _supervision(one: Conviction, made: Emitted, number: int) -> dict[str, Any]:
    code, _ = _named(one)
    sentence = one.sentence
    assert sentence is not None
    made.at("supervisions.json", f"/supervisions/{number}/mainOffence", one.id)
    name = f"{one.offence} - {code}" if code else one.offence
    return {
        "number": number + 1,
        "active": one.index,
        "custodial": sentence.kind == "custody",
        "sentence": without_none(
            description=codes("sentences")[sentence.kind],
            date=one.decided_on,
            length=round(sentence.months, 1) if sentence.months else None,
            lengthUnits="Months" if sentence.months else None,
        ),
        "mainOffence": without_none(date=one.date, count=one.count or 1, code=code or None, description=name),
        "additionalOffences": [],
        "courtAppearances": [],
    }


def _sentenced(one: Conviction) -> dict[str, Any]:
    """A sentence as the prison holds it: the offence by its name, because courts use other codes."""
    months = round(one.sentence.months) if one.sentence is not None and one.sentence.months else 0
    return {
        "sentenceSequence": 1,
        "sentenceCalculationType": "ADIMP_ORA",
        "sentenceTypeDescription": "ORA CJA03 Standard Determinate Sentence",
        "sentenceDate": one.decided_on,
        "terms": [{"years": 0, "months": months, "weeks": 0, "days": 0, "code": "IMP"}],
        "offences": [{"offenceStartDate": one.date, "offenceDescription": one.offence}],
    }


def _registrations(record: CaseRecord, made: Emitted) -> None:
    """Registrations in full; where the record has them in part, as lists in which words stand for codes."""
    section = record.registrations
    if section is None or section.coverage is Coverage.NOT_SUPPLIED:
        return
    if section.coverage is Coverage.PARTIAL:
        _listed(section.items, made)
        return
    written = []
    for number, one in enumerate(section.items):
        assert one.raw is not None
        level = codes("levels")[one.level][2] if one.level and one.category in _GROUPS else None
        written.append(
            without_none(
                registrationId=made.number(one.id),
                active=one.ended_on is None,
                startDate=one.date,
                endDate=one.ended_on,
                type={"code": one.raw.code, "description": one.raw.description},
                registerLevel={"code": level, "description": level} if level else None,
                nextReviewDate=one.next_review_on,
                reviewPeriodMonths=one.review_months,
                notes=one.notes,
            )
        )
        made.at("registrations.json", f"/registrations/{number}", one.id)
    made.files["registrations.json"] = {"registrations": written}


def _listed(items: tuple[Registration, ...], made: Emitted) -> None:
    written: dict[str, list[dict[str, Any]]] = {"activeRegistrations": [], "inactiveRegistrations": []}
    for one in items:
        assert one.raw is not None
        name = "activeRegistrations" if one.ended_on is None else "inactiveRegistrations"
        held = without_none(description=one.raw.description, startDate=one.date, endDate=one.ended_on, notes=one.notes)
        made.at("registrations.json", f"/{name}/{len(written[name])}", one.id)
        made.says(one.id, next_review_on=None, review_months=None, level=None if one.category in _GROUPS else one.level)
        written[name].append(held)
    made.files["registrations.json"] = written


def _mappa(record: CaseRecord, made: Emitted) -> None:
    section = record.mappa
    if section is None or section.coverage is Coverage.NOT_SUPPLIED or not section.items:
        return
    latest = max(section.items, key=lambda one: one.date)
    made.files["mappa.json"] = {
        "data": without_none(
            level=latest.level,
            levelDescription=f"MAPPA Level {latest.level}",
            category=latest.category,
            categoryDescription=f"MAPPA Cat {latest.category}",
            startDate=latest.date,
            notes=latest.notes,
        )
    }
    made.at("mappa.json", "/data", latest.id)
    made.says(latest.id, raw={"code": f"M{latest.category}", "list": "nDelius MAPPA category"})


def _conditions(record: CaseRecord, made: Emitted) -> None:
    section = record.conditions
    if section is None or section.coverage is Coverage.NOT_SUPPLIED:
        return
    made.lose("proposed-only", *(one for one in section.items if one.proposed_only))
    held = [one for one in section.items if not one.proposed_only]
    on_licence = [one for one in held if one.source.system == "cvl"]
    for number, day in enumerate(sorted({one.date for one in on_licence})):
        name = f"licence-{number + 1}.json"
        written: list[dict[str, Any]] = []
        for one in on_licence:
            if one.date == day:
                made.at(name, f"/additionalLicenceConditions/{len(written)}", one.id)
                written.append({"id": made.number(one.id), "category": "Other", "text": one.text})
        made.files[name] = {
            "id": made.number(name),
            "typeCode": "AP",
            "statusCode": "ACTIVE",
            "crn": made.crn,
            "licenceStartDate": f"{day[8:]}/{day[5:7]}/{day[:4]}",
            "standardLicenceConditions": [],
            "additionalLicenceConditions": written,
            "bespokeConditions": [],
        }
    requirements: list[dict[str, Any]] = []
    for one in held:
        if one.source.system != "cvl":
            made.at("requirements.json", f"/requirements/{len(requirements)}", one.id)
            words = one.kind.replace("_", " ").capitalize()
            main = {"code": "SYN", "description": words}
            made.says(one.id, raw={"code": "SYN", "list": "nDelius condition", "description": words})
            requirements.append(
                {"requirementTypeMainCategory": main, "requirementNotes": one.text, "startDate": one.date, "active": True}
            )
    if requirements:
        made.files["requirements.json"] = {"requirements": requirements}


def _contacts(record: CaseRecord, made: Emitted) -> None:
    """Appointments, warnings and discussions are all contacts of nDelius, in order of days."""
    written: list[tuple[str, str, dict[str, Any]]] = []
    whole = supplied(record.contacts)
    if record.contacts is not None and whole:
        for one in record.contacts.items:
            if one.source.system != "ndelius":
                made.lose("prison-contacts", one)
                continue
            code, words, attended, complied = codes("contact_outcomes")[one.outcome]
            made.says(one.id, raw={"code": code, "list": "nDelius contact outcome", "description": words})
            outcome = {"code": code, "description": words, "attended": attended, "complied": complied}
            written.append(
                (one.date, one.id, _contact(made, one.id, one.date, codes("contacts")[one.kind], one.kind, one.text, outcome))
            )
        whole = record.contacts.coverage is Coverage.COMPLETE
    if record.enforcement is not None:
        for step in record.enforcement.items:
            if step.kind in codes("enforcement"):
                code, words = codes("enforcement")[step.kind]
                made.says(step.id, raw={"code": code, "list": "nDelius contact type", "description": words})
                written.append((step.date, step.id, _contact(made, step.id, step.date, code, words, step.reasons, None)))
    if record.oversight is not None:
        for act in record.oversight.items:
            if act.kind == "case_discussion":
                words = "Management Oversight"
                made.says(act.id, raw={"code": "C002", "list": "nDelius contact type", "description": words})
                written.append((act.date, act.id, _contact(made, act.id, act.date, "C002", words, act.decision, None)))
            else:
                made.lose("countersignature", act)
    if not written and not supplied(record.contacts):
        return
    written.sort(key=lambda one: (one[0], one[1]))
    for number, (_, item, _payload) in enumerate(written):
        made.at("contacts.json", f"/content/{number}", item)
    made.files["contacts.json"] = page([payload for _, _, payload in written], whole=whole)


def _contact(
    made: Emitted, item: str, day: str, code: str, words: str | None, notes: str | None, outcome: dict[str, Any] | None
) -> dict[str, Any]:
    return without_none(
        contactId=made.number(item),
        contactStart=f"{day}T10:00:00",
        type={"code": code, "description": words},
        outcome=outcome,
        notes=notes,
    )


def _recalls(record: CaseRecord, made: Emitted) -> None:
    section = record.enforcement
    if section is None or section.coverage is Coverage.NOT_SUPPLIED:
        return
    breaches = [one for one in section.items if one.kind == "breach"]
    if breaches:
        made.files["breaches.json"] = {
            "nsis": [
                without_none(
                    nsiId=made.number(one.id),
                    nsiType={"code": "BRE", "description": "Breach Request"},
                    nsiStatus={"code": "BRE01", "description": "Breach Initiated"},
                    actualStartDate=one.date,
                    notes=one.reasons,
                    active=True,
                )
                for one in breaches
            ]
        }
        for number, one in enumerate(breaches):
            made.at("breaches.json", f"/nsis/{number}", one.id)
            made.says(one.id, outcome="Breach Initiated")
    for one in sorted((one for one in section.items if one.kind == "recall"), key=lambda one: one.date)[-1:]:
        made.files["recall.json"] = {"lastRecall": {"date": one.date}}
        made.at("recall.json", "/lastRecall", one.id)
        made.says(one.id, recall={"kind": "not_recorded"}, outcome=None, reasons=None)
