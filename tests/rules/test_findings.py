"""Which items each rule rests on, where a record holds more than one, and what it says of them."""

from typing import Any

import msgspec
import pytest

from riskcheck.records import CaseRecord
from riskcheck.rules import RULES
from riskcheck.rules.examples import (
    IMPROVISED,
    KNIFE,
    KNIFE_SHOWN,
    KNIFE_USED,
    addressed,
    adjudication,
    alert,
    assessed,
    case,
    circumstance,
    contact,
    conviction,
    incident,
    order,
    recalled,
    registration,
    release,
    report,
    request,
    stated,
)
from riskcheck.terms import Group, KnownTo, Setting
from riskcheck.view import view
from tests.rules.seen import found_by, items

MAY, JUNE, JULY = "2024-05-01", "2024-06-01", "2024-07-01"


@pytest.mark.parametrize(
    ("code", "made", "rests_on"),
    [
        # Custody
        ("CU101", case(adjudication(MAY, "assault"), adjudication(JUNE, "fight"), incident(JULY, "threats")), {"ad-1", "ad-2"}),
        ("CU101", case(adjudication(MAY, "fight"), adjudication(JUNE, "fight")), {"ad-1", "ad-2"}),
        ("CU101", case(adjudication(MAY, "assault"), incident(MAY, "fight", role="fighter")), {"ad-1", "in-1"}),
        ("CU101", case(adjudication(MAY, "assault", outcome="referred_to_police")), set()),
        ("CU101", case(conviction(MAY, "violence")), set()),
        ("CU102", case(adjudication(MAY, "assault", victim="emergency_worker"), adjudication(JUNE, "assault")), {"ad-1"}),
        ("CU104", case(adjudication(MAY, "assault"), conviction(JUNE, "violence", setting="custody")), {"cv-1"}),
        ("CU104", case(conviction(MAY, "violence")), set()),
        # Weapons
        ("WE101", case(conviction(MAY, "weapon"), adjudication(JUNE, "weapon", weapon=IMPROVISED)), {"cv-1"}),
        ("WE101", case(report(MAY, "weapon", kind="arrest", outcome="substantiated", weapon=KNIFE)), set()),
        ("WE102", case(conviction(MAY, "weapon", weapon=KNIFE_SHOWN), conviction(JUNE, "weapon", weapon=KNIFE)), {"cv-1"}),
        ("WE106", case(conviction(MAY, "weapon", victim="partner", weapon=KNIFE_USED)), set()),
        ("WE103", case(adjudication(MAY, "weapon", weapon=IMPROVISED), conviction(JUNE, "weapon")), {"ad-1"}),
        ("WE105", case(registration(MAY, "marac"), registration(JUNE, "weapons")), {"rg-2"}),
        (
            "WE104",
            case(conviction(MAY, "weapon"), adjudication(JUNE, "weapon"), conviction(JULY, "violence")),
            {"cv-1", "ad-1"},
        ),
        # Orders and abuse
        (
            "OR101",
            case(order(MAY), registration(JUNE, "stalking_protection_order"), registration(JULY, "marac")),
            {"or-1", "rg-1"},
        ),
        ("OR102", case(conviction(MAY, "breach_of_order", victim="partner"), conviction(JUNE, "violence")), {"cv-1"}),
        ("OR103", case(conviction(MAY, "breach_of_order", victim="partner")), set()),
        (
            "OR103",
            case(
                conviction(MAY, "breach_of_order", victim="partner"),
                conviction(JUNE, "violence", "breach_of_order", victim="partner"),
                report(JULY, "violence"),
            ),
            {"cv-2"},
        ),
        (
            "OR103",
            case(
                *(conviction(day, "threats", victim="family", outcome="cautioned", seriousness="minor") for day in (MAY, JUNE))
            ),
            {"cv-1", "cv-2"},
        ),
        (
            "OR104",
            case(report(MAY, "violence"), report(JUNE, "threats"), report(JULY, "violence", outcome="substantiated")),
            {"rp-1", "rp-2"},
        ),
        ("OR104", case(report(MAY, "violence"), report(JUNE, "violence", victim="public")), set()),
        (
            "OR103",
            case(
                conviction(MAY, "violence", victim="partner"),
                conviction(MAY, "threats", victim="partner", outcome="cautioned", seriousness="minor"),
            ),
            {"cv-1", "cv-2"},
        ),
        # History
        ("HI101", case(*(conviction(day, "violence") for day in (MAY, JUNE))), set()),
        (
            "HI101",
            case(*(conviction(day, "violence") for day in (MAY, JUNE, JULY)), conviction("2024-08-01", "threats")),
            {"cv-1", "cv-2", "cv-3"},
        ),
        ("HI102", case(conviction(MAY, "arson"), conviction(JUNE, "violence")), {"cv-1"}),
        ("HI103", case(conviction(MAY, "violence"), conviction(JUNE, "violence"), conviction(JULY, "hate")), set()),
        ("HI103", case(conviction(MAY, "violence", "weapon", "hate"), conviction(JUNE, "violence")), set()),
        ("HI104", case(conviction(MAY, "violence"), conviction(MAY, "robbery")), set()),
        ("HI104", case(conviction(MAY, "sexual"), conviction(JUNE, "robbery")), set()),
        ("HI104", case(conviction(MAY, "violence"), conviction(JUNE, "robbery"), conviction(JULY, "violence")), {"cv-2"}),
        ("HI105", case(conviction(MAY, "violence", victim="staff"), conviction(JUNE, "hate", setting="custody")), {"cv-1"}),
        (
            "HI105",
            case(conviction("2017-01-01", "hate"), conviction(MAY, "hate", setting="custody"), conviction(JUNE, "hate")),
            {"cv-3"},
        ),
        # What the assessment did not have in view
        ("RA104", case(conviction(MAY, "arson"), conviction(JUNE, "violence"), conviction(JULY, "threats")), {"cv-1", "cv-2"}),
        (
            "RA103",
            case(order(MAY), report(JUNE, "violence"), report(JULY, "violence", outcome="substantiated")),
            {"or-1", "rp-2"},
        ),
        ("RA103", case(registration(MAY, "marac"), registration(JUNE, "weapons")), {"rg-1"}),
        ("RA102", case(conviction(MAY, "weapon"), conviction(JUNE, "violence")), {"cv-1"}),
        ("RA101", case(adjudication(MAY, "assault"), adjudication(JUNE, "disobedience")), {"ad-1"}),
        (
            "RA101",
            case(
                *(adjudication(day, "assault", id=name) for day, name in ((MAY, "ad-1"), (JUNE, "ad-2"), (JULY, "ad-3"))),
                evidence_addressed=[addressed("ad-1"), addressed("ad-2", how="mentioned")],
            ),
            {"ad-3"},
        ),
        # Together
        ("TG101", case(adjudication(MAY, "assault"), conviction(JUNE, "threats"), conviction(JULY, "hate")), {"ad-1", "cv-1"}),
        ("TG101", case(adjudication(MAY, "fire"), conviction(JUNE, "violence")), set()),
        ("TG101", case(adjudication(MAY, "assault"), conviction(JUNE, "domestic_abuse", victim="partner")), {"ad-1", "cv-1"}),
        ("TG101", case(adjudication(MAY, "weapon"), conviction(JUNE, "weapon")), {"ad-1", "cv-1"}),
        (
            "TG103",
            case(
                adjudication(MAY, "assault"),
                conviction(JUNE, "violence", victim="partner"),
                conviction(JULY, "violence", victim="child"),
                conviction("2024-08-01", "violence", victim="not_recorded"),
            ),
            {"ad-1", "cv-1", "cv-2"},
        ),
        (
            "TG103",
            case(adjudication(MAY, "assault"), conviction(JUNE, "violence"), conviction(JULY, "violence", victim="none")),
            set(),
        ),
        (
            "TG103",
            case(
                conviction("2018-05-01", "violence", setting="custody", victim="prisoner"),
                conviction(MAY, "violence", victim="partner"),
                conviction(JUNE, "violence"),
            ),
            set(),
        ),
        ("TG104", case(order(MAY), conviction(JUNE, "violence", victim="ex_partner")), set()),
        ("TG104", case(order(MAY), conviction(JUNE, "weapon", victim="none")), {"or-1", "cv-1"}),
        ("TG104", case(order(MAY), conviction(JUNE, "hate")), set()),
        ("TG104", case(report(MAY, "violence"), conviction(JUNE, "violence")), set()),
        ("TG104", case(conviction(JUNE, "violence")), set()),
        (
            "TG105",
            case(
                conviction(MAY, "weapon", victim="none"),
                conviction(JUNE, "serious_violence", "weapon", weapon=KNIFE_USED),
                conviction(JULY, "arson"),
            ),
            {"cv-1", "cv-2"},
        ),
        # What points the other way
        ("AG101", case(order(MAY), order(JUNE), evidence_addressed=[addressed("or-1")]), {"or-1"}),
        ("AG102", case(adjudication(MAY, "assault", outcome="dismissed"), adjudication(JUNE, "assault")), {"ad-1"}),
        ("AG104", case(order(MAY), order(JUNE, protected_person_out_of_reach="yes")), {"or-2"}),
        ("AG104", case(registration(MAY, "weapons", ended_on=JUNE)), set()),
        ("AG103", case(conviction("2015-01-01", "theft")), set()),
        ("AG103", case(conviction("2015-01-01", "violence"), conviction(MAY, "theft")), {"cv-1"}),
        ("AG103", case(conviction("2015-01-01", "violence"), conviction(MAY, "violence", outcome="acquitted")), {"cv-1"}),
    ],
)
def test_a_rule_rests_on_these_items_and_no_others(code: str, made: dict[str, Any], rests_on: set[str]) -> None:
    assert items(code, made) == rests_on


@pytest.mark.parametrize("section", ["custody", "convictions"])
def test_quiet_years_are_not_read_out_of_records_supplied_in_part(section: str) -> None:
    made = case(conviction("2015-01-01", "violence"))
    assert items("AG103", made)
    made[section]["coverage"] = "partial"
    assert not items("AG103", made)


def test_a_gap_is_not_looked_for_where_the_record_does_not_say_what_is_addressed() -> None:
    assert items("RA101", case(adjudication(MAY, "assault")))
    assert not items("RA101", case(adjudication(MAY, "assault"), evidence_addressed=None))


def test_an_offence_in_custody_is_shown_once_among_several_kinds_of_people() -> None:
    made = case(
        conviction(MAY, "violence", setting="custody", victim="prisoner"),
        conviction(JUNE, "violence", victim="partner"),
        conviction(JULY, "violence"),
    )
    assert [one.known.item_id for one in found_by("TG103", made)] == ["cv-1", "cv-2", "cv-3"]


def test_what_probation_had_on_the_day_of_the_assessment_was_shared() -> None:
    def had(day: str) -> dict[str, Any]:
        known = [{"agency": "prison", "on": MAY}, {"agency": "probation", "on": day}]
        return case(incident(MAY, "assault", known_to=known))

    assert not items("RA105", had("2025-06-01"))
    assert items("RA105", had("2025-06-02"), "2025-07-01") == {"in-1"}


@pytest.mark.parametrize(
    "placed",
    [
        adjudication(MAY, "assault"),
        conviction(MAY, "weapon", victim="none"),
        conviction(MAY, "violence"),
        order(MAY),
    ],
)
def test_what_was_not_shared_is_asked_of_every_strand(placed: tuple[str, dict[str, Any]]) -> None:
    section, fields = placed
    assert items("RA105", case((section, fields | {"known_to": [{"agency": "prison"}]})))


def test_what_was_not_shared_is_said_once_an_item() -> None:
    armed = incident(MAY, "assault", weapon=IMPROVISED, known_to=[{"agency": "prison"}])
    in_custody = conviction(JUNE, "violence", "weapon", setting="custody", weapon=KNIFE, known_to=[{"agency": "court"}])
    assert [one.known.item_id for one in found_by("RA105", case(armed, in_custody))] == ["in-1", "cv-1"]


def test_every_community_rating_depends_on_the_change_that_the_assessment_names() -> None:
    placed = (
        circumstance("2025-05-01", "alcohol", text="Drinking daily"),
        contact("2025-05-02", "failed_to_comply", text="Left early"),
        release("2025-05-03", "none", text="No address"),
        circumstance("2025-05-04", "relationship_change"),
        contact("2025-05-05", "attended_complied"),
        release("2025-05-06", "settled"),
    )
    found = found_by("RA106", case(*placed, raises_risk=["alcohol", "missed_appointments", "accommodation_loss"]))
    assert [(one.known.item_id, one.says, one.quote) for one in found] == [
        ("ci-1", "Alcohol: named as raising risk, and present", "Drinking daily"),
        ("co-1", "Missed appointments: named as raising risk, and one was missed", "Left early"),
        ("re-1", "Accommodation: named as raising risk, and no address is known on release", "No address"),
    ]
    for one in found:
        assert set(one.concerns) == {(group, Setting.COMMUNITY) for group in Group}


def test_circumstances_that_are_not_named_change_nothing() -> None:
    placed = (contact("2025-05-02", "failed_to_comply"), release("2025-05-03", "none"), circumstance("2025-05-01", "alcohol"))
    assert not items("RA106", case(*placed))
    named = case(circumstance("2025-05-01", "accommodation_loss", text="Evicted"), raises_risk=["accommodation_loss"])
    (one,) = found_by("RA106", named)
    assert one.says == "Accommodation loss: named as raising risk, and present"


def test_a_circumstance_recorded_as_absent_is_said_and_quoted() -> None:
    made = case(
        circumstance("2025-05-01", "accommodation_loss", "absent", text="Settled"),
        circumstance("2025-05-02", "accommodation_loss"),
        raises_risk=["accommodation_loss"],
    )
    (one,) = found_by("AG105", made)
    assert (one.says, one.quote) == ("Accommodation loss: recorded as not present", "Settled")


def test_the_last_harm_on_record_is_named_and_quoted() -> None:
    made = case(conviction("2015-01-01", "violence"), conviction("2016-01-01", "violence", text="Hit a man"))
    (one,) = found_by("AG103", made)
    assert one.says == "The last harmful conduct on record: Violence, in the community (conviction)"
    assert (one.known.item_id, one.quote) == ("cv-2", "Hit a man")
    assert one.evidence is not None
    assert one.evidence.known == one.known
    assert one.concerns == ((Group.PUBLIC, Setting.COMMUNITY),)


def test_protective_factors_are_in_the_assessor_s_words_and_point_to_their_place() -> None:
    found = found_by("AG106", case(lowers_risk=["Works", "Sober"]))
    assert [(one.says, one.known.pointer) for one in found] == [
        ("Sober", "/assessments/items/0/lowers_risk/1"),
        ("Works", "/assessments/items/0/lowers_risk/0"),
    ]


@pytest.mark.parametrize("code", ["AG105", "AG106", "RA106", "CF101", "CF103", "CF104", "IN101", "RA105"])
def test_without_an_assessment_nothing_is_said_about_one(code: str) -> None:
    made = case(
        assessed("2025-09-01"),
        circumstance("2025-05-01", "alcohol"),
        circumstance("2025-05-02", "alcohol", "absent"),
        registration("2025-05-01", "rosh_high"),
        registration("2025-05-01", "risk_to_public", level="high"),
        alert("2025-05-01", "rosh_high"),
        stated("2025-05-01", "high"),
        request("2025-02-10", "prison", "custody_behaviour", "yes", answered_on="2025-03-01"),
        incident(MAY, "assault", known_to=[{"agency": "probation"}]),
    )
    assert not items(code, made)


def test_a_request_says_what_was_asked_of_whom() -> None:
    made = case(request("2025-02-10", "childrens_services", "custody_behaviour", "no", text="Chased twice"))
    (one,) = found_by("IN101", made)
    assert one.says == "Asked about custody behaviour (childrens services); no answer by the assessment"
    assert one.quote == "Chased twice"


def test_what_became_known_later_is_held_against_the_day_it_became_known() -> None:
    known = [{"agency": "police", "on": "2025-03-15"}, {"agency": "probation", "on": "2025-04-10"}]
    charged = conviction("2025-01-20", "threats", outcome="pending", known_on="2025-03-15", known_to=known)
    made = case(assessed("2025-02-24"), charged)
    (one,) = found_by("ST102", made)
    assert one.says.endswith("; known from 15 March 2025; no new assessment within a month")
    as_probation = view(msgspec.convert(made, CaseRecord), "2025-06-01", KnownTo.PROBATION)
    (one,) = RULES["ST102"].find(as_probation)
    assert one.says.endswith("; known to probation from 10 April 2025; no new assessment within a month")
    assert not items("ST102", made, "2025-04-14"), "a month from the day it became known, not from the day it happened"
    assert not items("ST102", case(assessed("2025-03-15"), charged)), "assessed on the day it became known"


@pytest.mark.parametrize("code", ["EN101", "EN102"])
def test_a_recall_whose_times_are_assumed_is_said_to_be_so(code: str) -> None:
    times = {"initiated_at": "2025-05-01T12:00", "signed_at": "2025-05-03T12:00", "revoked_at": "2025-05-03T19:00"}
    section, fields = recalled("2025-05-01", **times, returned_at="2025-05-20T12:00")
    (as_recorded,) = found_by(code, case((section, fields)))
    assert "assumed" not in as_recorded.says
    for assumed, says in (("recall", "; the times of day are assumed"), ("known_on", "")):
        provenance = {"basis": "published", "cites": "A review", "assumed": [assumed]}
        (one,) = found_by(code, case((section, fields | {"provenance": provenance})))
        assert one.says == f"{as_recorded.says}{says}"


@pytest.mark.parametrize("code", ["EN101", "EN102"])
def test_what_is_assumed_of_one_recall_is_not_said_of_another(code: str) -> None:
    published = {"basis": "published", "cites": "A review", "assumed": ["recall"]}
    found = []
    for month in ("03", "05"):
        times = {"initiated_at": f"2025-{month}-01T12:00", "signed_at": f"2025-{month}-03T12:00"}
        later = {"revoked_at": f"2025-{month}-03T19:00", "returned_at": f"2025-{month}-20T12:00"}
        section, fields = recalled(f"2025-{month}-01", **times, **later)
        found.append((section, fields | ({"provenance": published} if month == "03" else {})))
    assert ["assumed" in one.says for one in found_by(code, case(*found))] == [True, False]


def rated(public: str, others: str = "low") -> dict[str, Any]:
    """Ratings in the community, the public's and the others'."""
    return {"community": {"public": public, "known_adult": others, "staff": others}}


def test_a_level_elsewhere_is_compared_with_the_highest_of_the_assessment() -> None:
    registered = registration("2025-01-10", "rosh_high", notes="From the register")
    (one,) = found_by("CF101", case(registered, ratings=rated("medium")))
    assert one.says == "Registered as high risk of serious harm; the assessment's highest rating is medium"
    assert one.quote == "From the register"
    assert not items("CF101", case(registered, ratings=rated("high")))
    assert items("CF101", case(registration("2025-01-10", "rosh_low"), ratings=rated("very_high", "low")))
    assert not items("CF101", case(registration("2025-01-10", "rosh_very_high"), ratings=rated("very_high", "low")))


def test_a_level_stated_for_a_group_is_compared_with_that_group_s() -> None:
    def said(group: str, level: str) -> list[str]:
        placed = stated("2025-05-20", level, group=group, text="As the form says")
        found = found_by("CF101", case(placed, ratings=rated("high", "medium")))
        assert all(one.quote == "As the form says" for one in found)
        return [one.says for one in found]

    assert said("public", "medium") == ["Referral for housing: medium; the assessment says high"]
    assert said("public", "high") == []
    assert said("staff", "high") == ["Referral for housing: high; the assessment says medium"]
    assert said("staff", "medium") == []
    assert said("children", "high") == [], "children are not rated, so nothing differs"
