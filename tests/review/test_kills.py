"""A process that saves decisions is killed: what was acknowledged is there, and nothing is damaged.

``python -m tests.review.kills`` does it a hundred times on each database, and crashes the server too.
"""

import random

from tests.review.kills import kill


def test_killing_the_writer_loses_no_acknowledged_decision_and_damages_nothing(where: str) -> None:
    left = kill(where, 5, random.Random(3))
    assert left.sound, left
