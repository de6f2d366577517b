"""A case as payloads and back is the case, apart from losses that are listed with their reasons, each of which is met."""

import msgspec
import pytest

from riskcheck.records.schemas import schema
from riskcheck.sources.registry import ADAPTERS, kind_of
from riskcheck.synth.payloads.compare import Compared, compare
from riskcheck.synth.payloads.emitted import losses
from tests.sources.made import emitted, imported, plain, synthetic
from tests.sources.round_trip import round_trip

FILES = {
    "oasys-extract",
    "oasys-timeline",
    "oasys-offences",
    "oasys-plan",
    "oasys-rosh-full",
    "oasys-scores",
    "adjudications",
    "incidents",
    "alerts",
    "prison-timeline",
    "prison-sentences",
    "prisoner",
    "registrations",
    "listed-registrations",
    "convictions",
    "supervisions",
    "mappa-detail",
    "licence",
    "requirements",
    "contacts",
    "breaches",
    "latest-recall",
}


def test_sixty_cases_come_back_without_an_unexplained_difference() -> None:
    compared = round_trip(synthetic(60))
    assert compared.unexplained == []
    assert compared.items > 2500
    assert compared.fields > 25_000


def test_every_loss_has_a_reason_and_is_of_a_section_there_is() -> None:
    sections = {*schema("case-record")["properties"], "periods", "adjudications", "incidents", "alerts", "*"}
    for name, loss in losses().items():
        assert set(loss) == {"sections", "fields", "becomes", "reason"}, name
        assert set(loss["sections"]) <= sections, name
        assert len(loss["reason"]) > 30, name


def test_payloads_of_every_system_are_emitted_and_are_what_they_are_meant_to_be() -> None:
    kinds = set()
    for _, made in emitted(150):
        for name, payload in made.files.items():
            kind = kind_of(plain(payload), name)
            assert kind is not None, name
            kinds.add(kind.name)
    assert kinds == FILES
    systems = {one.system for one in ADAPTERS if one.name in kinds}
    assert systems == {"oasys", "ndelius", "nomis", "adjudications", "prison_alerts", "prison_incidents", "cvl"}


@pytest.mark.parametrize("section", ["convictions", "registrations", "contacts"])
def test_the_comparison_sees_what_an_import_changes_drops_or_adds(section: str) -> None:
    found = ((record, made, imported(record, made)[0]) for record, made in emitted(60))
    record, made, back = next(one for one in found if one[2] is not None and getattr(getattr(one[2], section), "items", ()))
    held = getattr(back, section)

    def differences(items: tuple[object, ...]) -> list[str]:
        compared = Compared()
        changed = msgspec.structs.replace(back, **{section: msgspec.structs.replace(held, items=items)})
        compare(record, made, changed, compared)
        return [one.field for one in compared.unexplained]

    assert differences(held.items) == []
    later = msgspec.structs.replace(held.items[0], date="1999-01-01")
    assert "date" in differences((later, *held.items[1:]))
    assert "*" in differences(held.items[1:])
    elsewhere = msgspec.structs.replace(held.items[0].source, read_from=("nowhere.json#",))
    assert "*" in differences((*held.items, msgspec.structs.replace(held.items[0], id="xx-1", source=elsewhere)))


def test_what_was_supplied_in_part_never_comes_back_as_more() -> None:
    order = ["not_supplied", "partial", "complete"]
    for record, made in emitted(60):
        back, _ = imported(record, made)
        assert back is not None
        for section in ("convictions", "custody", "orders", "registrations", "contacts", "predictors"):
            was, now = getattr(record, section), getattr(back, section)
            coverage = now.coverage if now is not None else "not_supplied"
            limit = was.coverage if was.coverage != "not_supplied" else "partial"
            assert order.index(coverage) <= order.index(limit), (record.case_id, section)
        assert back.convictions is None or back.convictions.coverage != "complete"
