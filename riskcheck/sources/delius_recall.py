"""The last release and the last recall, as nDelius passes them on."""

from riskcheck.sources.adapter import Adapter
from riskcheck.sources.part import Part
from riskcheck.sources.reading import Reading
from riskcheck.sources.shape import any_of


def read_release(reading: Reading, part: Part, released: str, recalled: str) -> None:
    """Add the last release and the last recall."""
    out, back = part.day(released), part.day(recalled)
    part.leave_rest()
    if out is not None:
        reading.put(
            "releases", part, {"date": out, "kind": "not_recorded"}, [("the same day of release", out)], system="ndelius"
        )
        reading.covers("releases", complete=False, why="the last release")
    if back is not None:
        fields = {"date": back, "kind": "recall", "recall": {"kind": "not_recorded"}}
        reading.put("enforcement", part, fields, [("the same day of recall", "recall", back)], system="ndelius")
        reading.covers("enforcement", complete=False, why="the last recall")


def read_recall(reading: Reading) -> None:
    """Read the last release and the last recall of community-api."""
    root = reading.root
    for name, field in (("lastRelease", "date"), ("lastRecall", "date")):
        part = root.part(name)
        if part is not None:
            read_release(reading, part, field if name == "lastRelease" else "-", field if name == "lastRecall" else "-")


RECALL = Adapter(
    name="latest-recall",
    says="the latest release and recall (community-api)",
    system="ndelius",
    fits=lambda value: any_of(value, "lastRecall", "lastRelease") and not any_of(value, "activeConvictions", "personalDetails"),
    read=read_recall,
    sections=("releases", "enforcement"),
    not_held=("the recall's own clock: when it was decided, signed and revoked",),
    rank=45,
)
