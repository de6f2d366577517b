"""The peers of a case: those whose evidence counts the same, how they were rated, and what differs."""

import numpy as np
import pytest

from riskcheck.learned.peers import PeerConsistency
from tests.learned.made import NAMES, SIGNS, caseload


@pytest.fixture(scope="module")
def fitted() -> PeerConsistency:
    table, ratings, _ = caseload(800)
    return PeerConsistency(monotonic=SIGNS, members=2, trees=30, min_cases=10, peers=40).fit(table, ratings)


def test_the_counts_and_the_nearest_are_those_found_by_going_through_every_case(fitted: PeerConsistency) -> None:
    table, ratings, _ = caseload(800)
    counts = fitted.contributions(table).values
    for row, found in zip(range(20), fitted.neighbours(table[:20], 5, rows=range(20)), strict=True):
        away = np.abs(counts - counts[row]).sum(axis=1)
        away[row] = np.inf
        near = away <= found.distance
        assert found.comparable == near.sum() == sum(found.rated.values())
        assert found.rated == {level: int((ratings[near] == level).sum()) for level in fitted.levels_}
        assert [peer.row for peer in found.nearest] == np.lexsort((np.arange(800), away))[:5].tolist()
        assert all(peer.rating == ratings[peer.row] for peer in found.nearest)


def test_half_of_the_cases_have_about_as_many_peers_as_asked_for(fitted: PeerConsistency) -> None:
    table, _, _ = caseload(800)
    found = [peers.comparable for peers in fitted.neighbours(table, 1, rows=range(800))]
    assert np.median(found) == pytest.approx(40, rel=0.35)


def test_what_differs_is_every_feature_with_another_value_and_adds_up_to_the_distance(fitted: PeerConsistency) -> None:
    table, _, _ = caseload(800)
    for row, found in enumerate(fitted.neighbours(table[:20], 3, rows=range(20))):
        for peer in found.nearest:
            here, there = table.iloc[row], table.iloc[peer.row]
            unlike = {name for name in NAMES if not (here[name] == there[name] or (here.isna()[name] and there.isna()[name]))}
            assert {difference.feature for difference in peer.differs} == unlike
            by_effect = [abs(difference.counts) for difference in peer.differs]
            assert by_effect == sorted(by_effect, reverse=True)
            assert sum(by_effect) <= peer.distance + 1e-9


def test_a_case_is_its_own_peer_only_where_it_is_not_said_to_be_itself(fitted: PeerConsistency) -> None:
    table, _, _ = caseload(800)
    assert fitted.neighbours(table[3:4], 1)[0].nearest[0].distance == 0
    assert fitted.neighbours(table[3:4], 800, rows=[3])[0].nearest[-1].row != 3
    assert len(fitted.neighbours(table[3:4], 900, rows=[3])[0].nearest) == 799
