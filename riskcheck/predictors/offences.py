"""The published mapping of Home Office offence codes to the categories of the predictors, read from files that the user has.

The files are not part of riskcheck. Three published forms are read: the JSON of ``manage-offences-api
/offences/actuarial-mapping``, the same for codes that were withdrawn, and the CSV of weights that was used before 2026.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from riskcheck import policy
from riskcheck.errors import BadOffenceMapping, UnreadableFile
from riskcheck.offence_codes import five_digits

_NEAR = 1e-4
_NEED_DETAILS = "999"


class OffenceMapping:
    """The category and the OGRS3 group of each five-digit offence code."""

    def __init__(self, categories: Mapping[str, str], groups: Mapping[str, str]) -> None:
        self._categories, self._groups = dict(categories), dict(groups)

    def needs_details(self, code: str) -> bool:
        """Whether OGRS3 asks for a more exact code than this one."""
        return self._groups.get(five_digits(code)) == _NEED_DETAILS

    @classmethod
    def read(cls, paths: Iterable[Path]) -> "OffenceMapping":
        """Read one or more files; what an earlier file says of a code holds.

        Raises ``UnreadableFile`` and ``BadOffenceMapping``.
        """
        categories: dict[str, str] = {}
        groups: dict[str, str] = {}
        for path in paths:
            found, grouped = _read(path)
            categories = found | categories
            groups = grouped | groups
        return cls(categories, groups)

    def category(self, code: str) -> str | None:
        """The category of a code of the predictors of 2026 and of SNSV; ``None`` for a code that is in no file."""
        return self._categories.get(five_digits(code))

    def group(self, code: str) -> str | None:
        """The OGRS3 group of a code; ``None`` for a code that is in no file, or for which OGRS3 asks for more detail."""
        found = self._groups.get(five_digits(code))
        return found if found != _NEED_DETAILS else None

    def __len__(self) -> int:
        return len(self._categories.keys() | self._groups.keys())


def _read(path: Path) -> tuple[dict[str, str], dict[str, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as fault:
        raise UnreadableFile(str(path), fault.strerror or type(fault).__name__) from None
    except UnicodeDecodeError:
        raise BadOffenceMapping(str(path), "it is not UTF-8 text") from None
    if text.lstrip().startswith("{"):
        return _of_json(path, text), {}
    return _of_csv(path, text)


def _of_json(path: Path, text: str) -> dict[str, str]:
    try:
        found: dict[str, Any] = json.loads(text)
        named = {code: str(entry["actuarialCategory"]) for code, entry in found.items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise BadOffenceMapping(str(path), "an entry has no actuarialCategory, or it is not JSON") from None
    weights = policy.topic("predictor_weights")["arp_static"]["value"]["offence"]
    categories = {code: name.lower().replace("harrassment", "harassment") for code, name in named.items()}
    unknown = {name for name in categories.values() if name not in weights} - {"unknown"}
    if unknown:
        raise BadOffenceMapping(str(path), f"it has categories that no predictor has: {', '.join(sorted(unknown))}")
    return {code: name for code, name in categories.items() if name != "unknown"}


def _of_csv(path: Path, text: str) -> tuple[dict[str, str], dict[str, str]]:
    categories, groups = {}, {}
    try:
        for row in csv.DictReader(io.StringIO(text)):
            code = row["OFFENCE_GROUP_CODE"] + row["SUB_CODE"]
            if row["SNSV_STATIC_WEIGHTING"]:
                violent = float(row["SNSV_VATP_STATIC_WEIGHTING"] or 0)
                categories[code] = _category(float(row["SNSV_STATIC_WEIGHTING"]), violent)
            weight = row["OGRS3_WEIGHTING"]
            if weight:
                groups[code] = weight if weight == _NEED_DETAILS else _group(float(weight))
    except (KeyError, TypeError, ValueError, LookupError):
        raise BadOffenceMapping(str(path), "a row has no code, or a weight that no OGRS3 or SNSV group has") from None
    if not categories:
        raise BadOffenceMapping(str(path), "it has no rows")
    return categories, groups


def _category(weight: float, violent: float) -> str:
    """The SNSV category with these two weights."""
    for category, weights in policy.topic("predictor_weights_before_2026")["snsv_static"]["value"]["offence"].items():
        own, more = (*weights, 0.0)[:2]
        if abs(own - weight) < _NEAR and abs(more - violent) < _NEAR:
            return str(category)
    raise LookupError


def _group(weight: float) -> str:
    """The OGRS3 group with this weight, to the four places of the published table or of its variant."""
    tables = policy.topic("predictor_weights_before_2026")
    for table in (tables["ogrs3"]["value"]["offence"], tables["ogrs3_variants"]["value"]):
        for group, own in table.items():
            if abs(float(own) - weight) < _NEAR:
                return str(group)
    raise LookupError
