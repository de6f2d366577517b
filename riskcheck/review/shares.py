"""Which cases of a sample a second reviewer scores too: a share of every stratum, at random."""

import random
from collections.abc import Iterable, Sequence
from math import ceil


def shared(strata: Iterable[Sequence[str]], share: float, seed: int) -> set[str]:
    """The cases that are scored twice: of each stratum its share, rounded up, drawn with the seed."""
    chance = random.Random(f"{seed}/second")  # noqa: S311 - a sample, not a secret
    return {case for drawn in strata for case in chance.sample(sorted(drawn), ceil(share * len(drawn)))}
