"""Near misses of the rules of ``riskcheck.rules.weapons``."""

from riskcheck.rules.examples import KNIFE, case, conviction
from tests.rules.near_misses.form import NearMiss

FIRES: tuple[NearMiss, ...] = ()
QUIET: tuple[NearMiss, ...] = (("WE104", "one knife", case(conviction("2024-05-01", "weapon", victim="none", weapon=KNIFE))),)
