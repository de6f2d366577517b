"""Many cases at once: drawing a sample of them, what it says of all of them, how far reviewers agree, and how areas differ."""
