"""A case out of its payloads: nobody's name, one person, stable references, coverage, and no file passed over."""

from typing import Any

import pytest

from riskcheck.records import reference
from riskcheck.records.model import CaseRecord
from riskcheck.sources.account import What, as_json, texts
from riskcheck.sources.case import Payload, read_case
from riskcheck.sources.personal import Personal
from riskcheck.sources.registry import ADAPTERS
from riskcheck.sources.times import moment
from tests.sources.made import alert, charge, options, plain, read, record_of, registration, rosh, said
from tests.sources.unplugged import SECTIONS


def test_names_and_numbers_of_every_payload_are_taken_out_of_every_text() -> None:
    details = {
        "name": {"forename": "Charlotta", "surname": "Edwinsson"},
        "identifiers": {"crn": "X098092", "pncNumber": "2004/0712343H", "nomsNumber": "A0001AA"},
    }
    history = {
        "personalDetails": details,
        "contacts": [
            {
                "startDateTime": "2025-06-03T08:00:00+01:00",
                "type": {"code": "COAP", "description": "Office visit"},
                "notes": "Ms Edwinsson (X098092, A0001AA, PNC 2004/0712343H) gave 0161 496 0000 and c.edwin@example.org, "
                "lives at M1 1AE, see https://example.org/x. CHARLOTTA came with Officer Braithwaiteson.",
                "officer": {"name": {"forename": "Ann", "surname": "Braithwaiteson"}},
            }
        ],
    }
    told = "Edwinsson struck Braithwaiteson with a pool ball in a sock."
    record = record_of({"h.json": history, "a.json": [charge(incidentStatement={"statement": told})]})
    assert record.contacts is not None
    assert record.contacts.items[0].text == (
        "Ms [name] ([CRN], [prison number], PNC [PNC number]) gave [telephone] and [e-mail], lives at [postcode], see "
        "[web address] [name] came with Officer [name]."
    )
    assert record.custody is not None
    assert record.custody.adjudications[0].statement == "[name] struck [name] with a pool ball in a sock."
    written = str(plain(record))
    for personal in (
        "Edwinsson",
        "Charlotta",
        "CHARLOTTA",
        "Braithwaiteson",
        "X098092",
        "A0001AA",
        "0712343H",
        "496 0000",
        "M1 1AE",
    ):
        assert personal not in written


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Rang on 0161 496 0000.", "Rang on [telephone]."),
        ("See x.y@example.org now", "See [e-mail] now"),
        ("At SW1A 1AA", "At [postcode]"),
        ("A9999BB was there with X123456", "[prison number] was there with [CRN]"),
        ("On 12/03/2024 at 10:00, 3 times, 12002", "On 12/03/2024 at 10:00, 3 times, 12002"),
        ("the Ministry of Nobody", "the Ministry of Nobody"),
    ],
)
def test_what_looks_like_a_number_or_an_address_is_taken_out_of_text(text: str, cleaned: str) -> None:
    assert Personal().clean(text) == cleaned


def test_payloads_of_two_people_make_no_record() -> None:
    other = charge(prisonerNumber="A0002AA", chargeNumber="SYN-9")
    record, account = read({"a.json": [charge()], "b.json": [other], "r.json": rosh()})
    assert record is None
    assert account.case_id is None
    assert "of more than one person (prison numbers)" in account.errors[0].message


def test_references_do_not_depend_on_what_else_was_supplied_nor_on_the_order_of_files() -> None:
    files: dict[str, Any] = {"a.json": [charge()], "b.json": {"registrations": [registration("WEAP")]}, "r.json": rosh()}
    whole = record_of(files)
    apart = record_of({"zz.json": files["a.json"]})
    assert whole.custody is not None
    assert apart.custody is not None
    assert whole.custody.adjudications[0].id == apart.custody.adjudications[0].id
    assert record_of(dict(reversed(files.items()))) == whole
    other_key = record_of(files, key=b"another key, as long as it has to be")
    assert other_key.custody is not None
    assert other_key.custody.adjudications[0].id != whole.custody.adjudications[0].id


def test_a_case_is_called_by_a_keyed_hash_of_its_folder() -> None:
    name = reference.hashed("X123456", b"k" * 16)
    assert name == reference.hashed("X123456", b"k" * 16)
    assert name != reference.hashed("X123456", b"j" * 16)
    assert reference.can_be_a_reference(name)
    assert "123456" not in name


def test_a_file_that_is_not_a_payload_is_an_error_and_the_others_are_read() -> None:
    files = {
        "a.json": {"what": "is this"},
        "b.json": b"{not json",
        "c.json": rosh(),
        "d.json": b'{"a": 1, "a": 2}',
        "e.json": 7,
    }
    record, account = read(files)
    assert record is not None
    assert [(line.file, line.what) for line in account.lines if line.what is What.ERROR] == [
        ("a.json", What.ERROR),
        ("b.json", What.ERROR),
        ("d.json", What.ERROR),
        ("e.json", What.ERROR),
    ]


def test_without_one_payload_that_is_read_there_is_no_record() -> None:
    for files in ({"a.json": {}}, {"a.json": b"[]"}, {"a.json": {"types": {}, "codes": []}}, {}):
        record, account = read(files)
        assert record is None
        assert account.errors[-1].message == "No record is made: no file here is a payload that is read."


def test_a_field_that_nobody_knows_is_said_and_its_name_only_where_it_looks_like_one() -> None:
    page = {"content": [{**alert("XVL"), "newField": 1, "a name of somebody": 2}]}
    _, account = read({"a.json": page})
    assert [pointer for pointer, _ in said(account, What.NOT_UNDERSTOOD)] == ["/content/0/newField", "/content/0/*"]


def test_a_missing_system_is_not_supplied_and_never_complete() -> None:
    record, account = read({"r.json": rosh()})
    assert record is not None
    told = {one.section: one.coverage for one in account.coverage}
    assert set(told) == {*SECTIONS, "reports"}
    assert {name for name, coverage in told.items() if coverage != "not_supplied"} == {"assessments"}
    assert all(one.why == "no payload supplies it" for one in account.coverage if one.coverage == "not_supplied")


def test_the_account_is_text_for_people_and_one_line_of_json() -> None:
    _, account = read({"a.json": [alert("ZZZ"), alert("ZZY"), alert("ZZZ", activeFrom="2025-07-01")]})
    lines = list(texts(account))
    assert lines[0] == "folder: c-1"
    assert "  a.json: /0: not understood: has a code that is not known (ZZZ): recorded as other (and at 1 more places)" in lines
    assert "  a.json: read: alerts (alerts API): 3 for alerts" in lines
    assert lines[-1].startswith("  coverage: custody: partial: the alerts API; not in full: periods, adjudications, incidents")
    assert as_json(account).startswith(b'{"format":"riskcheck.import/1","folder":"folder","case_id":"c-1"')


def test_no_line_carries_a_value_of_a_payload() -> None:
    secret = "Mr Somebody Orother"
    files = {
        "a.json": [charge(status=secret, offenceDetails={"offenceCode": secret, "offenceRule": {"nomisCode": secret}})],
        "b.json": [alert(secret)],
        "c.json": rosh(riskInCommunity={secret: ["Public"], "LOW": [secret]}, assessedOn="2026-05-19T08:26:31"),
        "d.json": {"registrations": [registration(secret)]},
        "e.json": rosh(assessedOn=secret),
    }
    _, account = read(files)
    assert len(account.lines) > 8
    assert not any("Somebody" in line.text for line in account.lines)


@pytest.mark.parametrize(
    ("text", "day", "time"),
    [
        ("2025-06-01", "2025-06-01", None),
        ("2025-06-01T09:30", "2025-06-01", "09:30:00"),
        ("2025-06-01T09:30:15.123456", "2025-06-01", "09:30:15"),
        ("2025-06-01T23:30:00Z", "2025-06-02", "00:30:00"),
        ("2025-12-01T23:30:00Z", "2025-12-01", "23:30:00"),
        ("2025-06-01T00:30:00+01:00", "2025-06-01", "00:30:00"),
        ("14/06/2025", "2025-06-14", None),
        ("14/06/2025 10:30", "2025-06-14", "10:30:00"),
        ("1900-01-01", "1900-01-01", None),
    ],
)
def test_days_and_times_are_read_as_each_system_writes_them(text: str, day: str, time: str | None) -> None:
    found = moment(text)
    assert (found.day, found.time) == (day, time)


@pytest.mark.parametrize(
    "text", ["", "2025", "2025-13-01", "31/02/2025", "4022-06-14", "1850-01-01", "yesterday", "2025-06-01T25:00:00"]
)
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        moment(text)


def test_every_adapter_says_what_it_is_and_what_it_fills() -> None:
    assert len({one.name for one in ADAPTERS}) == len(ADAPTERS)
    for one in ADAPTERS:
        assert (one.read is None) == (one.refused is not None), one.name
        assert one.says
        assert len(one.says) < 80
    assert set(CaseRecord.__struct_fields__) | {"periods", "adjudications", "incidents", "alerts"} >= {
        section for one in ADAPTERS for section in one.sections
    }


def test_the_same_payloads_give_the_same_record() -> None:
    payloads = [Payload("a.json", b'[{"alertCode": {"code": "XVL"}, "activeFrom": "2025-01-01"}]')]
    assert read_case("f", "c-1", payloads, options()) == read_case("f", "c-1", payloads, options())
