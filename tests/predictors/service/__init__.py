"""The published actuarial service, as far as its own test resources need it: requests, checks and answers."""
