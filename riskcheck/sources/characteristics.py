"""Protected characteristics that payloads state: set aside, for where they are asked for. No item of a record holds one."""

from riskcheck import policy
from riskcheck.sources.draft import Draft
from riskcheck.sources.part import Part


def set_aside(part: Part, draft: Draft) -> None:
    """Take the protected characteristics of an object aside; of two payloads that state one, the first is kept."""
    for theirs, ours in policy.topic("import_personal")["characteristic_fields"]["value"].items():
        value = part.day(theirs) if theirs == "dateOfBirth" else part.text(theirs)
        if value:
            draft.protected.setdefault(ours, value.lower() if ours == "sex" else value)
