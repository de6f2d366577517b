"""Near misses of the rules of ``riskcheck.rules.against``."""

from riskcheck.rules.examples import case, conviction, order
from tests.rules.near_misses.form import NearMiss

FIRES: tuple[NearMiss, ...] = ()
QUIET: tuple[NearMiss, ...] = (
    ("AG103", "an order of two years ago to the day", case(conviction("2015-05-01", "violence"), order("2023-06-01"))),
)
