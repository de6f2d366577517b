"""Many cases: checking all of them, drawing a sample, what it says of all, how far reviewers agree, and how areas differ."""
