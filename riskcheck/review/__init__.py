"""Reviewers' work, in an append-only store: their decisions on findings, and the scoring of a drawn sample."""
