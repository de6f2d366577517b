"""Boosted trees as plain tables of numbers: their scores, and exact contributions to those scores.

scikit-learn grows the trees (``HistGradientBoostingClassifier``). What they say is read out once, so that a model can be kept
in a file that holds only numbers, gives the same score bit for bit afterwards, and can be explained quickly: a tree of few
leaves takes a row to one of few patterns of answers (bigger or not, at each split), and each pattern's contributions are worked
out once.

Contributions are Shapley values in log-odds where a feature that is left out takes either way with the share of training cases
that did: the path-dependent values of Lundberg and others, 2020 (doi:10.1038/s42256-019-0138-9), as ``shap.TreeExplainer``
gives them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

MOST_LEAVES = 10
"""Leaves a tree may have at most: there are two to the power of its splits patterns of answers, each with its own row."""

CHUNK = 8192
"""Rows worked on at a time, so that memory does not grow with the caseload."""

FEW = 256
"""Up to so many rows are quicker through all of the trees at once, as in a block of a caseload; more, tree by tree."""

TOGETHER = 16
"""Rows that go through all of the trees at once."""


@dataclass(frozen=True)
class Forest:
    """Trees of one or more boosted members, whose scores are averaged.

    One entry a node, the trees one after another; ``left`` and ``right`` count from the tree's own first node and are 0 at a
    leaf. ``tree_starts`` has one entry a tree and a last one for the end, ``member_starts`` one a member and a last one,
    ``baselines`` the log-odds that each member starts from. ``cases`` is the number of training cases that reached the node.
    """

    feature: NDArray[np.int64]
    threshold: Floats
    missing_left: NDArray[np.bool_]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    value: Floats
    cases: Floats
    tree_starts: NDArray[np.int64]
    member_starts: NDArray[np.int64]
    baselines: Floats

    @classmethod
    def of(cls, members: Sequence[Any]) -> "Forest":
        """Read the trees out of fitted ``HistGradientBoostingClassifier`` objects of two classes."""
        grown = [[stage[0].nodes for stage in member._predictors] for member in members]
        trees = [nodes for member in grown for nodes in member]
        nodes = np.concatenate(trees)
        return cls(
            feature=nodes["feature_idx"].astype(np.int64),
            threshold=nodes["num_threshold"].astype(np.float64),
            missing_left=nodes["missing_go_to_left"].astype(bool),
            left=nodes["left"].astype(np.int64),
            right=nodes["right"].astype(np.int64),
            value=nodes["value"].astype(np.float64),
            cases=nodes["count"].astype(np.float64),
            tree_starts=np.cumsum([0, *map(len, trees)], dtype=np.int64),
            member_starts=np.cumsum([0, *map(len, grown)], dtype=np.int64),
            baselines=np.array([float(member._baseline_prediction.item()) for member in members]),
        )

    def score(self, table: Floats) -> Floats:
        """Mean log-odds of the members, one number a row of ``table`` (rows by features; NaN is missing)."""
        if len(table) <= FEW:
            return np.concatenate([np.empty(0), *(self._side_by_side.score(some, self) for some in _few_of(table))])
        trees, scores = self._trees, np.empty(len(table))
        for rows in _chunks(len(table)):
            asked = _Asked(table[rows])
            total = np.zeros(asked.rows)
            for baseline, first, last in zip(self.baselines, self.member_starts, self.member_starts[1:], strict=False):
                member = np.full(asked.rows, baseline)
                for tree in trees[first:last]:
                    member += tree.leaf_value[asked.pattern(tree)]
                total += member
            scores[rows] = total / len(self.baselines)
        return scores

    def contributions(self, table: Floats) -> tuple[Floats, float]:
        """Each feature's exact contribution to :meth:`score` (rows by features), and the expected score they start from."""
        trees, weight = self._trees, 1 / len(self.baselines)
        if len(table) <= FEW:
            some = [self._side_by_side.contributions(rows) for rows in _few_of(table)]
            return np.concatenate([np.empty((0, table.shape[1])), *some]) * weight, self._expected
        found = np.zeros((table.shape[1], len(table)))
        for rows in _chunks(len(table)):
            asked = _Asked(table[rows])
            for tree, (features, share) in zip(trees, self._shares, strict=True):
                pattern = asked.pattern(tree)
                for feature, of_pattern in zip(features, share, strict=True):
                    found[feature, rows] += of_pattern[pattern]
        return found.T * weight, self._expected

    @cached_property
    def _trees(self) -> list["_Tree"]:
        return [_Tree(self, slice(*ends)) for ends in pairwise(self.tree_starts)]

    @cached_property
    def _shares(self) -> list[tuple[list[int], Floats]]:
        return [tree.contributions() for tree in self._trees]

    @cached_property
    def _expected(self) -> float:
        return float(np.mean(self.baselines)) + sum(tree.expected() for tree in self._trees) / len(self.baselines)

    @cached_property
    def _side_by_side(self) -> "_SideBySide":
        return _SideBySide.of(self._trees, self._shares)


class _Asked:
    """Rows, and where a value is missing in them, laid out by feature."""

    def __init__(self, table: Floats) -> None:
        self.rows = len(table)
        self._columns = np.ascontiguousarray(table.T)
        self._missing = np.isnan(self._columns)
        self._any_missing = [bool(column.any()) for column in self._missing]

    def pattern(self, tree: "_Tree") -> NDArray[np.int64]:
        """Each row's answers to the tree's splits, one bit a split: 1 where the row goes left."""
        code = np.zeros(self.rows, dtype=np.int64)
        for bit, (feature, threshold, missing_left) in enumerate(tree.splits):
            goes_left = self._columns[feature] <= threshold
            if missing_left and self._any_missing[feature]:
                goes_left |= self._missing[feature]
            code += goes_left.astype(np.int64) << bit
        return code


@dataclass(frozen=True)
class _SideBySide:
    """The tables of all trees in one, so that a few rows go through them at once: the same sums in the same order.

    One entry a split: ``feature``, ``threshold``, ``missing_left``, its ``bit`` in the pattern of answers and its ``tree``. One
    entry a tree: ``first``, its first row in ``values`` (one entry a pattern) and in ``shares`` (patterns by places), and
    ``asked``, the feature of each place. Places that a tree does not need add nought to the first feature.
    """

    feature: NDArray[np.int64]
    threshold: Floats
    missing_left: NDArray[np.bool_]
    bit: NDArray[np.int64]
    tree: NDArray[np.int64]
    first: NDArray[np.int64]
    values: Floats
    shares: Floats
    asked: NDArray[np.int64]

    @classmethod
    def of(cls, trees: Sequence["_Tree"], contributions: Sequence[tuple[list[int], Floats]]) -> "_SideBySide":
        splits = [(*split, 1 << bit, at) for at, tree in enumerate(trees) for bit, split in enumerate(tree.splits)]
        columns = list(zip(*splits, strict=True)) or [()] * 5
        sizes = [len(tree.leaf_value) for tree in trees]
        first = np.cumsum([0, *sizes], dtype=np.int64)[:-1]
        places = max((len(features) for features, _ in contributions), default=0)
        shares, asked = np.zeros((sum(sizes), places)), np.zeros((len(trees), places), dtype=np.int64)
        for at, (features, share) in enumerate(contributions):
            asked[at, : len(features)] = features
            shares[first[at] : first[at] + sizes[at], : len(features)] = share.T
        return cls(
            feature=np.array(columns[0], dtype=np.int64),
            threshold=np.array(columns[1], dtype=np.float64),
            missing_left=np.array(columns[2], dtype=bool),
            bit=np.array(columns[3], dtype=np.int64),
            tree=np.array(columns[4], dtype=np.int64),
            first=first,
            values=np.concatenate([tree.leaf_value for tree in trees]),
            shares=shares,
            asked=asked,
        )

    def score(self, rows: Floats, forest: Forest) -> Floats:
        values, total = self.values[self._patterns(rows)], np.zeros(len(rows))
        for baseline, ends in zip(forest.baselines, pairwise(forest.member_starts), strict=True):
            member = np.column_stack([np.full(len(rows), baseline), values[:, slice(*ends)]])
            total += np.cumsum(member, axis=1)[:, -1]  # one after another, as tree by tree
        return total / len(forest.baselines)

    def contributions(self, rows: Floats) -> Floats:
        found: Floats = np.zeros(rows.shape)
        places = np.arange(len(rows))[:, None] * rows.shape[1] + self.asked.ravel()
        np.add.at(found.reshape(-1), places.reshape(-1), self.shares[self._patterns(rows)].reshape(-1))
        return found

    def _patterns(self, rows: Floats) -> NDArray[np.int64]:
        """For each row and tree, the row of the tables that the row's answers lead to."""
        value = rows[:, self.feature]
        left = (value <= self.threshold) | (self.missing_left & np.isnan(value))
        answers = np.zeros((len(rows), len(self.first)), dtype=np.int64)
        if len(self.tree):
            starts = np.flatnonzero(np.diff(self.tree, prepend=-1))
            answers[:, self.tree[starts]] = np.add.reduceat(self.bit * left, starts, axis=1)
        return self.first + answers


class _Tree:
    """One tree as a table over the patterns of answers to its splits."""

    def __init__(self, forest: Forest, nodes: slice) -> None:
        left, right = forest.left[nodes].tolist(), forest.right[nodes].tolist()
        feature, threshold = forest.feature[nodes].tolist(), forest.threshold[nodes].tolist()
        missing_left = forest.missing_left[nodes].tolist()
        self._children = dict(enumerate(zip(left, right, strict=True)))
        inner = [node for node, (first, _) in self._children.items() if first]
        self._bit = {node: bit for bit, node in enumerate(inner)}
        self._feature = feature
        self._value, self._cases = forest.value[nodes], forest.cases[nodes]
        self.splits = [(feature[node], threshold[node], missing_left[node]) for node in inner]
        answers = np.arange(2 ** len(inner))
        self._left_answers = [(answers >> bit) & 1 == 1 for bit in range(len(inner))]
        self.leaf_value = np.zeros(len(answers))
        for leaf, path in self._paths(0, ()):
            reached = np.ones(len(answers), dtype=bool)
            for node, goes_left in path:
                reached &= self._left_answers[self._bit[node]] == goes_left
            self.leaf_value[reached] = self._value[leaf]

    def expected(self) -> float:
        """The tree's mean value over the cases it was grown on."""
        return float(sum(self._value[leaf] * self._cases[leaf] for leaf, _ in self._paths(0, ())) / self._cases[0])

    def contributions(self) -> tuple[list[int], Floats]:
        """The features the tree asks about, and for each of them its contribution under every pattern of answers.

        A leaf counts for a set of features in the product of what each feature on its path says: 1 or 0 where the feature is
        in the set, the share of training cases that went that way where it is not. The Shapley value of such a game is an
        integral of a polynomial (each other feature is in the set with chance t, 0 to 1), which Gauss's rule gives exactly.
        """
        features = sorted({feature for feature, _, _ in self.splits})
        found = np.zeros((len(features), len(self.leaf_value)))
        for leaf, path in self._paths(0, ()):
            if not path:
                continue
            met, share = self._on_path(path)
            at, weights = np.polynomial.legendre.leggauss(max(1, (len(met) + 1) // 2))
            chance = ((at + 1) / 2)[:, None, None]
            says = np.stack(list(met.values())).astype(float)
            shares = np.array(list(share.values()))[:, None]
            mixed = chance * says + (1 - chance) * shares
            others = mixed.prod(axis=1, keepdims=True) / mixed
            values = self._value[leaf] * (says - shares) * np.tensordot(weights / 2, others, axes=1)
            for feature, of_pattern in zip(met, values, strict=True):
                found[features.index(feature)] += of_pattern
        return features, found

    def _on_path(self, path: tuple[tuple[int, bool], ...]) -> tuple[dict[int, NDArray[np.bool_]], dict[int, float]]:
        """For each feature on a path: under which patterns it allows the path, and the share of cases that went that way."""
        met: dict[int, NDArray[np.bool_]] = {}
        share: dict[int, float] = {}
        for node, goes_left in path:
            feature, child = self._feature[node], self._children[node][0 if goes_left else 1]
            allows = self._left_answers[self._bit[node]] == goes_left
            met[feature] = met[feature] & allows if feature in met else allows
            share[feature] = share.get(feature, 1.0) * self._cases[child] / self._cases[node]
        return met, share

    def _paths(self, node: int, path: tuple[tuple[int, bool], ...]) -> Iterator[tuple[int, tuple[tuple[int, bool], ...]]]:
        """Each leaf with the splits that lead to it and the way taken at each."""
        left, right = self._children[node]
        if not left:
            yield node, path
            return
        yield from self._paths(left, (*path, (node, True)))
        yield from self._paths(right, (*path, (node, False)))


def _chunks(rows: int) -> Iterator[slice]:
    return (slice(start, min(start + CHUNK, rows)) for start in range(0, rows, CHUNK))


def _few_of(table: Floats) -> Iterator[Floats]:
    return (table[start : start + TOGETHER] for start in range(0, len(table), TOGETHER))
