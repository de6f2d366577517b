"""The people of a table of cases, for asking whether what a model looks at tells who they are; the model never sees them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from riskcheck.caseload.protected import CHARACTERISTICS, NOT_RECORDED, Protected, protected
from riskcheck.days import Day
from riskcheck.learned.proxies import Proxies, proxies
from riskcheck.records.model import CaseRecord

Floats = NDArray[np.float64]


@dataclass
class People:
    """The protected characteristics of some cases, kept beside their table, in the order of its rows.

    ``age_bands``: the lowest year of each; ``suppress_under``: groups with fewer people have no figures.
    """

    age_bands: Sequence[int]
    suppress_under: int
    _people: list[Protected] = field(default_factory=list)

    def add(self, record: CaseRecord, day: Day) -> None:
        """Keep those of one record, as on a day."""
        self._people.append(protected(record, day, self.age_bands))

    def told_by(self, values: Floats, score: Floats) -> Proxies | None:
        """How well each feature of the table, and a score, tell the people apart; ``None`` where nothing of it is on record."""
        columns = {name: [_recorded(getattr(one, name)) for one in self._people] for name in CHARACTERISTICS}
        return proxies(values, score, columns, self.suppress_under)


def _recorded(said: str) -> str | None:
    return None if said == NOT_RECORDED else said
