"""What is allowed although it looks odd. What is refused is in fixtures/broken."""

from typing import Any

import pytest

from riskcheck.records import limits

from .made import example, line, messages


def with_items(section: str, *items: dict[str, Any], coverage: str = "complete") -> bytes:
    made = [
        {"id": f"x-{number}", "date": "2024-10-01", "source": {"system": "other"}, **item} for number, item in enumerate(items)
    ]
    return line(example(**{section: {"coverage": coverage, "items": made}}))


@pytest.mark.parametrize(
    ("section", "item"),
    [
        ("orders", {"kind": "restraining", "protects": "partner", "ends_on": "2030-01-01"}),
        ("registrations", {"category": "weapons", "next_review_on": "2025-09-01"}),
        ("releases", {"kind": "automatic", "date": "2025-06-01", "planned": True, "known_on": "2025-01-01"}),
        ("conditions", {"kind": "no_contact", "date": "2025-06-01", "known_on": "2025-01-01"}),
        ("contacts", {"outcome": "not_recorded", "date": "2025-03-01", "known_on": "2025-03-01"}),
        ("labels", {"finding": "right", "date": "2025-09-01", "from": "2023-01-01"}),
        ("stated_levels", {"document": "report", "level": "high", "date": "1900-01-01"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_days_that_may_lie_ahead_or_on_the_edge_are_accepted(section: str, item: dict[str, Any]) -> None:
    assert messages(with_items(section, item)) == []


def test_a_section_that_was_not_supplied_may_hold_items() -> None:
    assert messages(with_items("contacts", {"outcome": "not_recorded"}, coverage="not_supplied")) == []


@pytest.mark.parametrize(
    ("section", "item", "pointer"),
    [
        ("contacts", {"outcome": "not_recorded", "known_on": "2025-03-02"}, "known_on"),
        ("circumstances", {"kind": "alcohol", "state": "present", "ended_on": "2025-03-02"}, "ended_on"),
        ("circumstances", {"kind": "alcohol", "state": "present", "ended_on": "2024-09-30"}, "ended_on"),
        ("releases", {"kind": "bail", "planned": True, "known_on": "2025-03-02"}, "known_on"),
        (
            "orders",
            {"kind": "other", "protects": "family", "breaches": [{"id": "b-1", "date": "2025-03-02", "outcome": "alleged"}]},
            "breaches/0/date",
        ),
        ("orders", {"kind": "other", "protects": "family", "ends_on": "1890-01-01"}, "ends_on"),
    ],
)
def test_days_that_cannot_be_are_refused_where_they_stand(section: str, item: dict[str, Any], pointer: str) -> None:
    (said,) = messages(with_items(section, item))
    assert said.startswith(f"-:1: /{section}/items/0/{pointer}: is ")


def test_a_breach_of_an_order_shares_the_names_of_items() -> None:
    breach = {"id": "x-0", "date": "2024-10-02", "outcome": "alleged"}
    (said,) = messages(with_items("orders", {"kind": "other", "protects": "family", "breaches": [breach]}))
    assert "/orders/items/0/breaches/0/id: is also the id of /orders/items/0" in said


def test_a_record_has_no_more_items_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ITEMS", 3)
    contact = {"outcome": "not_recorded"}
    assert messages(with_items("contacts", contact)) == []
    (said,) = messages(with_items("contacts", contact, contact))
    assert "items" in said
