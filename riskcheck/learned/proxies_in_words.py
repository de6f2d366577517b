"""How well a model's features tell protected characteristics, in lines for a card: no decimals, and only what matters."""

from riskcheck.learned.features import FEATURES
from riskcheck.learned.proxies import SCORE, SUPPLIED, TOGETHER, GroupTold, Proxies, Told

AT_MOST = 5
"""Features that are named of one group, those that tell most; the JSON has all."""

_SAYS = {feature.name: feature.says[0].lower() + feature.says[1:] for feature in FEATURES}
_WHOLE = {SCORE: "the score", TOGETHER: "all features together"}


def proxies_in_words(audit: Proxies, synthetic: int) -> list[str]:
    """The lines; ``synthetic`` is how many of the cases are."""
    made_up = f", {'all' if synthetic == audit.cases else f'{synthetic:,}'} of them synthetic" if synthetic else ""
    missing = [
        f"{name} of {'a few' if number is None else f'{number:,}'}"
        for name, number in audit.not_recorded.items()
        if number != 0
    ]
    return [
        f"Of {audit.cases:,} cases{made_up}. The model saw none of this. A figure says how often, of 100 pairs of somebody in "
        "the group and somebody who is not, the first has more of it; 50 is chance. In brackets is the 95 per cent interval.",
        f"{audit.comparisons:,} comparisons. Named are those beyond chance, so that of all named about 1 in 20 may be chance.",
        *([f"Not on record: {', '.join(missing)}."] if missing else []),
        *(_group(group, audit.suppressed_under) for group in audit.groups),
    ]


def on_one_line(text: str) -> str:
    """Text of a record on one line, without characters that act and are not seen."""
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())


def _group(group: GroupTold, suppressed_under: int) -> str:
    who = f"- {group.characteristic.capitalize()}, {on_one_line(group.group)}"
    if group.cases is None or group.others is None:
        return f"{who}: fewer than {suppressed_under} are in it, or are not; not shown."
    whole = [f"{_WHOLE[one.name]} {_pairs(one)}{_beyond(one)}" for one in group.told if one.name in _WHOLE]
    named = sorted(
        (one for one in group.told if one.beyond_chance and one.name not in _WHOLE),
        key=lambda one: (-abs((one.tells or 0.5) - 0.5), one.name),
    )
    each = "; ".join(f"{_thing(one.name)}, {_pairs(one)}" for one in named[:AT_MOST]) or "nothing"
    each += f"; and {len(named) - AT_MOST} more" if len(named) > AT_MOST else ""
    return f"{who} ({group.cases:,}, and {group.others:,} others): {', '.join(whole)}. By itself beyond chance: {each}."


def _thing(name: str) -> str:
    return f"whether {name.removesuffix(SUPPLIED)} records were supplied" if name.endswith(SUPPLIED) else _SAYS[name]


def _pairs(one: Told) -> str:
    if one.tells is None or one.low is None or one.high is None:
        return "not shown"
    return f"{round(100 * one.tells)} ({round(100 * one.low)} to {round(100 * one.high)})"


def _beyond(one: Told) -> str:
    return " beyond chance" if one.beyond_chance else ""
