"""The mapping of offence codes: the published forms, and files that have another form."""

import json
from pathlib import Path

import pytest

from riskcheck.errors import BadOffenceMapping, UnreadableFile
from riskcheck.predictors import OffenceMapping

from .vectors import MISSING, SHARED

HEAD = (
    "OFFENCE_GROUP_CODE,SUB_CODE,OGRS3_WEIGHTING,SNSV_STATIC_WEIGHTING,SNSV_DYNAMIC_WEIGHTING,"
    "SNSV_VATP_STATIC_WEIGHTING,SNSV_VATP_DYNAMIC_WEIGHTING,OPD_VIOL_SEX\n"
)


def saved(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def entry(category: str) -> dict[str, str]:
    return {"actuarialCategory": category}


def test_the_first_file_that_knows_a_code_holds(tmp_path: Path) -> None:
    first = saved(tmp_path, "a.json", json.dumps({"00857": entry("CRIMINAL_DAMAGE"), "00000": entry("UNKNOWN")}))
    text = HEAD + "008,57,0.1819,0.0446132016665715,0.02,0,0,N\n088,00,999,0.1069,0,0,0,N\n"
    with pytest.raises(BadOffenceMapping):
        OffenceMapping.read([first, saved(tmp_path, "wrong.csv", text)])
    second = saved(tmp_path, "b.csv", text.replace("0.1069", "0.0446132016665715"))
    mapping = OffenceMapping.read([first, second])
    assert mapping.category("008/57") == mapping.category("00857") == "criminal_damage"
    assert mapping.group("00857") == "public_order"
    assert mapping.group("08800") is None
    assert mapping.needs_details("08800")
    assert not mapping.needs_details("00857")
    assert mapping.category("00000") is None
    assert len(mapping) == 2
    assert OffenceMapping.read([second, first]).category("00857") == "public_order_and_harassment"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "an entry has no actuarialCategory, or it is not JSON"),
        ('{"00857": {}}', "an entry has no actuarialCategory, or it is not JSON"),
        ('{"00857": 3}', "an entry has no actuarialCategory, or it is not JSON"),
        ('{"00857": {"actuarialCategory": "PIRACY"}}', "it has categories that no predictor has: piracy"),
        ("a,b\n1,2\n", "a row has no code, or a weight that no OGRS3 or SNSV group has"),
        (HEAD, "it has no rows"),
        (HEAD + "008,57,0.5,0.0446132016665715,0,0,0,N\n", "a row has no code, or a weight that no OGRS3 or SNSV group has"),
    ],
)
def test_a_file_of_another_form_is_refused_with_a_sentence(tmp_path: Path, text: str, why: str) -> None:
    path = saved(tmp_path, "m.txt", text)
    with pytest.raises(BadOffenceMapping) as refused:
        OffenceMapping.read([path])
    assert str(refused.value) == f"{path}: the mapping of offence codes cannot be used, because {why}."


def test_a_file_that_is_not_there_or_not_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        OffenceMapping.read([tmp_path / "none.json"])
    (tmp_path / "m.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadOffenceMapping, match="it is not UTF-8 text"):
        OffenceMapping.read([tmp_path / "m.json"])


@MISSING
def test_the_published_files_are_read() -> None:
    data = SHARED / "data"
    names = (
        "actuarial-mapping_2026-08_HEAD016919c.json",
        "withdrawn_codes_from_blob_8816726c.json",
        "offence-code-mapping_ogrs3_snsv_2025-11.csv",
    )
    now, withdrawn, before = (OffenceMapping.read([data / name]) for name in names)
    assert len(now) == 3037
    assert len(withdrawn) > 200
    assert len(before) > 3000
    assert now.category("03703") is None
    assert withdrawn.category("03703") == "vehicle_related_theft"
    assert OffenceMapping.read([data / name for name in names]).group("08800") is None
