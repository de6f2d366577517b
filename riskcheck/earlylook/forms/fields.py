"""The fields of the form, by their words; how an early look becomes answers, and answers an early look."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import msgspec

from riskcheck.days import MONTHS
from riskcheck.earlylook.model import KINDS, EarlyLook
from riskcheck.records.schemas import schema

Answers = dict[str, str]

_DEFINITIONS = "$defs"
_UK_DAY = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_WORDED_DAY = re.compile(r"(\d{1,2})\s+([A-Za-z]+)\s+(\d{4})")


@dataclass(frozen=True)
class Field:
    """One question of the form. ``words`` are the answers to choose from; empty where the answer is free."""

    name: str
    label: str
    words: tuple[str, ...] = ()
    several: bool = False
    hint: str = ""


def _allowed(kind: str, name: str) -> tuple[str, ...]:
    rules = schema("early-look")[_DEFINITIONS][f"{kind}_claim"]["properties"].get(name, {})
    if "$ref" in rules:
        rules = schema("early-look")[_DEFINITIONS][rules["$ref"].rsplit("/", 1)[1]]
    rules = rules.get("items", rules)
    return tuple(rules.get("enum", ()))


def _of_any_kind(name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for kind in KINDS for word in _allowed(kind.of, name)))


def head() -> tuple[Field, ...]:
    """The questions about the whole early look."""
    return (
        Field("case_id", "Case reference", hint="As in the case record"),
        Field("written_on", "Written on", hint="Day of the early look"),
        Field("further_offence_on", "Further offence on", hint="Nothing of this day or later counts"),
        Field("note", "Note", hint="May be left empty"),
    )


def claim() -> tuple[Field, ...]:
    """The questions about a claim. Which of them a claim needs goes by its kind; the others stay empty."""
    actions = tuple(schema("early-look")[_DEFINITIONS]["action"]["properties"]["kind"]["enum"])
    return (
        Field("id", "Number", hint="Its own number or paragraph"),
        Field("kind", "Kind", tuple(kind.of for kind in KINDS)),
        Field("says", "What the early look says", hint="In its own words; roles, never names"),
        Field("asserts", "What is claimed", _of_any_kind("asserts"), hint="The words that go with the kind"),
        Field("on", "On", hint="The day that it is about"),
        Field("from", "From", hint="Or the first day of several"),
        Field("until", "Until", hint="and the last"),
        Field("what", "Event", _allowed("event", "what")),
        Field("step", "Decision", _allowed("decision", "step")),
        Field("role", "Whose part", _allowed("part", "role")),
        Field("meeting", "In what", _allowed("part", "meeting")),
        Field("conditions", "Conditions", _allowed("condition", "conditions"), several=True),
        Field("needs", "Needs", _allowed("condition", "needs"), several=True),
        Field("limit", "Time limit", _allowed("time_limit", "limit")),
        Field("type", "Type of assessment", _allowed("assessment", "type")),
        Field("topic", "Topic", _allowed("assessment", "topic")),
        Field("group", "Group at risk", _allowed("assessment", "group")),
        Field("setting", "Setting", _allowed("assessment", "setting")),
        Field("item", "Item of the record", hint="Its id, where it is known"),
        Field("as_of", "The day in question", hint="Where it is another than the usual one"),
        Field("attributed_to", "Whose doing", _of_any_kind("attributed_to"), hint="As the early look says"),
        Field("judged", "Judgement", _of_any_kind("judged")),
        Field("action_kind", "Action proposed", actions),
        Field("action_says", "Action, in words"),
    )


def said_of(kind: str) -> tuple[str, ...]:
    """What a claim of a kind can claim."""
    return _allowed(kind, "asserts")


def spoken(code: str) -> str:
    """A code as it stands in a form: ``court_officer`` is ``court officer``."""
    return code.replace("_", " ")


def written(early_look: EarlyLook) -> tuple[Answers, list[Answers]]:
    """The answers of an early look, to be shown in a form."""
    value: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(early_look))
    top = {field.name: str(value[field.name]) for field in head() if field.name in value}
    return top, [dict(_answers(one)) for one in value["claims"]]


def _answers(one: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    flat = {**one, **{f"action_{name}": part for name, part in one.get("action", {}).items()}}
    for field in claim():
        if field.name in flat:
            given = flat[field.name]
            words = given if isinstance(given, list) else [given]
            yield field.name, ", ".join(spoken(word) if field.words else word for word in words)


def answered(top: Answers, claims: Iterable[Answers]) -> dict[str, Any]:
    """The object that answers make, without its format; what was left empty is left out, and so is an empty claim."""
    made: dict[str, Any] = {field.name: _value(field, top[field.name]) for field in head() if top.get(field.name, "").strip()}
    return made | {"claims": [_claim(one) for one in claims if any(answer.strip() for answer in one.values())]}


def _claim(answers: Answers) -> dict[str, Any]:
    made: dict[str, Any] = {
        field.name: _value(field, answers[field.name]) for field in claim() if answers.get(field.name, "").strip()
    }
    action = {name.removeprefix("action_"): made.pop(name) for name in ("action_kind", "action_says") if name in made}
    return made | ({"action": action} if action else {})


_DAYS = ("written_on", "further_offence_on", "on", "from", "until", "as_of")


def _value(field: Field, answer: str) -> Any:
    text = answer.strip()
    if field.name in _DAYS:
        return day(text)
    if not field.words:
        return text
    if field.several:
        return [_code(word) for word in re.split(r"[,;\n]", text) if word.strip()]
    return _code(text)


def _code(words: str) -> str:
    return re.sub(r"[\s_-]+", "_", words.strip().lower())


def day(text: str) -> str:
    """A day as people write it, ``13 June 2022`` or ``13/06/2022``, as ``2022-06-13``; anything else as it is."""
    if (figures := _UK_DAY.fullmatch(text)) is not None:
        number, month, year = (int(part) for part in figures.groups())
    elif (worded := _WORDED_DAY.fullmatch(text)) is not None and worded[2].capitalize() in MONTHS:
        number, month, year = int(worded[1]), MONTHS.index(worded[2].capitalize()) + 1, int(worded[3])
    else:
        return text
    return f"{year:04d}-{month:02d}-{number:02d}"


def plain(value: object) -> str:
    """What a cell holds, as text: a day in figures, a whole number without its point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
