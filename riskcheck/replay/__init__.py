"""Replay: the same result on every day that something became known, for what probation and what any agency knew."""
