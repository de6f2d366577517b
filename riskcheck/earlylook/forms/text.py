"""The form as JSON: an early look with one empty claim of each kind, to be filled in or taken out."""

import json
from typing import Any

from riskcheck.earlylook.model import FORMAT, KINDS, EarlyLook
from riskcheck.records.schemas import schema


def write(filled: EarlyLook | None = None) -> bytes:
    """The text, empty or with an early look in it."""
    import msgspec

    value: Any = _empty() if filled is None else msgspec.json.decode(msgspec.json.encode(filled))
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _empty() -> dict[str, Any]:
    definitions = schema("early-look")["$defs"]
    claims = [dict.fromkeys(definitions[f"{kind.of}_claim"]["required"], "") | {"kind": kind.of} for kind in KINDS]
    return {"format": FORMAT, "case_id": "", "written_on": "", "further_offence_on": "", "claims": claims}
