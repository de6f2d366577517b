"""The details of the person that nDelius puts beside what it passes on: numbers to know them by, and nothing for the record."""

from riskcheck.sources.characteristics import set_aside
from riskcheck.sources.reading import Reading

DETAILS = (("crn", "personalDetails/identifiers/crn"), ("prison_number", "personalDetails/identifiers/nomsNumber"))
"""The paths to the person's own numbers, by what they are."""


def personal_details(reading: Reading) -> None:
    """Leave the details of the person; take the protected characteristics aside, for where they are asked for."""
    part = reading.root.part("personalDetails")
    if part is not None:
        set_aside(part, reading.draft)
        part.leave_rest()
