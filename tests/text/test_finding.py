"""Mentions in free text: spans, doubts, owners, and nothing that crashes or drifts."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskcheck.terms import Setting
from riskcheck.text.find import find, worth_reading
from riskcheck.text.mention import Because, Category, Whose

WORDS = [
    "knife",
    "no",
    "not",
    "he",
    "the victim",
    "stabbed",
    "restraining order",
    "if",
    "drunk",
    "high risk of serious harm",
    "-",
    ";",
    "\n",
    "’s",
    "denied",
    "was",
    "by",
    "another prisoner",
    "kettle",
    "threw",
    "\ud800",
    "İ",
    "ß",
    "e\u0301",
    "\u2028",
    "🔪",
    "very high RoSH.",
]


@settings(deadline=None, max_examples=150)
@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)))
def test_any_text_is_read_and_every_span_is_exact(text: str) -> None:
    mentions = find(text, Setting.CUSTODY)
    assert mentions == find(text, Setting.CUSTODY)
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.words
        assert mention.quote in text
        assert mention.words in mention.quote
        assert mention.counts == (mention.because is Because.OWN)


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
def test_the_quick_look_never_hides_a_mention(text: str) -> None:
    for mention in find(text, Setting.CUSTODY):
        assert worth_reading(text, [mention.category])
        assert mention in find(text, Setting.CUSTODY, frozenset({mention.category}))


@pytest.mark.parametrize(
    ("text", "category", "because"),
    [
        ("He had a shank in his sock.", Category.WEAPONS, Because.OWN),
        ("No weapon was found.", Category.WEAPONS, Because.NEGATED),
        ("He denied that the knife was his.", Category.WEAPONS, Because.DENIED),
        ("It is rumoured that he carries a knife.", Category.WEAPONS, Because.HEARSAY),
        ("He used to carry a knife as a teenager.", Category.WEAPONS, Because.HISTORICAL),
        ("If he carries a knife he will be recalled.", Category.WEAPONS, Because.HYPOTHETICAL),
        ("The victim had a knife.", Category.WEAPONS, Because.VICTIM),
        ("His cellmate had a knife.", Category.WEAPONS, Because.OTHER),
        ("It could not be established whose knife it was.", Category.WEAPONS, Because.UNCLEAR),
        ("His mother has a restraining order against her neighbour.", Category.ORDERS, Because.OTHER),
        ("He does not pose a high risk of serious harm.", Category.STATED_LEVEL, Because.NEGATED),
    ],
)
def test_each_reason_for_not_counting(text: str, category: Category, because: Because) -> None:
    assert [mention.because for mention in find(text) if mention.category is category] == [because]


@pytest.mark.parametrize(
    "text",
    [
        "He was in the armed forces.",
        "A sharp pain in his back.",
        "He likes Blade Runner.",
        "A blade of grass.",
        "A bottle of water.",
        "No phone battery.",
        "He was served a community order.",
        "High risk of reoffending.",
        "High risk of suicide.",
        "High risk of absconding.",
        "A pipe dream.",
        "12 Cutlass Road.",
    ],
)
def test_words_with_two_senses_are_left(text: str) -> None:
    assert not [
        m for m in find(text, Setting.CUSTODY) if m.category in (Category.WEAPONS, Category.ORDERS, Category.STATED_LEVEL)
    ]


def test_curly_quotes_and_long_dashes_keep_their_places() -> None:
    text = "He didn’t carry a knife — ‘never’. Then he produced a machete."
    first, second = find(text)
    assert (first.words, first.because) == ("knife", Because.NEGATED)
    assert (second.words, second.whose, second.counts) == ("machete", Whose.OWN, True)
    assert second.quote == "Then he produced a machete."


def test_nothing_is_loaded_for_a_text_without_such_words() -> None:
    code = (
        "import sys\nfrom riskcheck.text.find import find\n"
        "assert find('He was on time and polite throughout.') == ()\n"
        "assert 'spacy' not in sys.modules and 'numpy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])


@pytest.mark.parametrize(
    "text",
    [
        "Threw his television out of the window.",
        "A plate was thrown and broke near a worker.",
        "Razor blade in a bible. Fresh cuts to own arm.",
        'Carries a "cosh". Stop: a torch.',
        '"Armed with a spade." Greenhouse. No person present.',
        "Scalded by sugar and hot water thrown through the door.",
        "Said to have a shank in his cell.",
        "No weapon seen by staff.",
        "A sharpened toothbrush was found in the communal kitchen on C wing.",
        "The blade was found on his cellmate.",
        "He claims the shank was planted in his cell.",
        "He said the weapon belonged to Mr X.",
        "Asked about weapons, he said he does not carry anything.",
        "Robbed at knifepoint on Saturday.",
        "It was the co-defendant who produced the knife.",
    ],
)
def test_what_is_nobodys_or_somebody_elses_is_no_own_weapon(text: str) -> None:
    assert not [mention for mention in find(text, Setting.CUSTODY) if mention.category is Category.WEAPONS and mention.counts]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Threw a mug of hot water towards another prisoner's chest; reddening, seen by healthcare.", "improvised"),
        (
            "During a routine search I found a sharpened piece of metal with a cloth handle taped to the underside "
            "of his chair. The accused said nothing.",
            "improvised",
        ),
        ("When stopped at the door of a shop broke a bottle on the frame and pointed it at the shop worker.", "other"),
        ("In evidence Officer A said that the prisoner swung a chair leg at him.", "blunt"),
        ("Used lock in sock on cellmate.", "improvised"),
    ],
)
def test_a_weapon_that_is_the_persons_own_is_found(text: str, kind: str) -> None:
    own = [mention for mention in find(text, Setting.CUSTODY) if mention.category is Category.WEAPONS and mention.counts]
    assert own[0].kind == kind


def test_a_level_is_read_whatever_its_capitals() -> None:
    (level,) = find("He remains a Very High risk to her.")
    assert (level.category, level.kind, level.because) == (Category.STATED_LEVEL, "very_high", Because.OWN)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("He has lost his flat and his job.", {"accommodation_loss", "employment_or_money"}),
        ("His wife has filed for divorce.", {"relationship_breakdown"}),
        ("P provided a positive saliva test for crack.", {"drugs"}),
        ("He was stopped in a car with two of his co-defendants.", {"criminal_associates"}),
        ("He was found at the victim's address.", {"contact_with_victim"}),
        ("His uncle took his own life last month.", {"bereavement"}),
        ("He has only attended two of his last six sessions.", {"missed_appointments"}),
    ],
)
def test_circumstances_in_other_words_are_found(text: str, kinds: set[str]) -> None:
    assert {mention.kind for mention in find(text) if mention.category is Category.TRIGGERS and mention.counts} == kinds


def _weapons(text: str) -> list[Because]:
    return [mention.because for mention in find(text, Setting.CUSTODY) if mention.category is Category.WEAPONS]


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("Mr X stabbed Mr B with a pen.", Because.OWN),
        ("Mr Brown stabbed Mr Green with a pen.", Because.OWN),
        ("I saw Mr K being stabbed by Mr X.", Because.OWN),
        ("The accused was stabbed by Mr X.", Because.OTHER),
        ("He says that Mr X stabbed him.", Because.OTHER),
        ("Mr X ran into his cell and stabbed him.", Because.OTHER),
        ("You stabbed Officer A in the arm.", Because.OWN),
    ],
)
def test_the_person_is_known_by_how_the_text_calls_him(text: str, because: Because) -> None:
    assert set(_weapons(text)) == {because}


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("The shank was found on his padmate.", Because.OTHER),
        ("It was not he who swung the machete.", Because.NEGATED),
        ("A friend gave him the gun to look after.", Because.OWN),
        ("His mother took a knife off him.", Because.OWN),
        ("He took the knife from the victim.", Because.VICTIM),
        ("A lock knife was found behind the sink. Not attributed to anyone.", Because.UNCLEAR),
        ("A lock knife was found behind the sink. He said it was his.", Because.OWN),
        ("Asked whether he had a blade, he said yes.", Because.OWN),
        ("A phone was linked by its records to a gun.", Because.HEARSAY),
    ],
)
def test_whose_a_thing_is_by_who_has_gives_takes_or_answers(text: str, because: Because) -> None:
    assert set(_weapons(text)) == {because}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He hit Mr B over the head with a ladle.", True),
        ("He threw a keyring at Officer A.", True),
        ("He hit Mr B in the face with a closed fist.", False),
        ("He threw a cup of urine at Officer A.", False),
        ("He cut his own wrist with a razor blade.", False),
        ("He slashed the officer and then cut his own wrist with a razor blade.", True),
        ("He used a crowbar to force the door.", False),
    ],
)
def test_any_thing_is_a_weapon_by_its_use_on_somebody(text: str, found: bool) -> None:
    assert (Because.OWN in _weapons(text)) is found


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("RoSH: public - high. Staff - medium.", {("high", Because.OWN), ("medium", Because.OWN)}),
        ("RHRH - known adult.", {("high", Because.OWN)}),
        (
            "He was assessed as high risk of serious harm. This was lowered to medium last year.",
            {("high", Because.HISTORICAL), ("medium", Because.OWN)},
        ),
        ("The risk of suicide is assessed as high.", set()),
    ],
)
def test_levels_go_on_change_and_belong_to_their_risk(text: str, levels: set[tuple[str, Because]]) -> None:
    assert {(m.kind, m.because) for m in find(text) if m.category is Category.STATED_LEVEL} == levels


def test_contact_with_whom_an_order_protects_counts_where_it_breaches_the_order() -> None:
    def contacts(text: str) -> list[str]:
        return [mention.kind for mention in find(text) if mention.counts and mention.kind == "contact_with_victim"]

    assert contacts("Breached his restraining order by sending his ex 14 texts.")
    assert not contacts("Restraining order made after he sent his ex 14 texts.")


def test_abuse_is_seen_in_a_weapon_used_on_a_partner() -> None:
    found = {mention.category for mention in find("He poured bleach over his partner while she slept.") if mention.counts}
    assert found == {Category.WEAPONS, Category.DOMESTIC_ABUSE}
