"""Reviewers' work: the decisions that they record on findings."""
