"""How well each check does on cases whose answer is known: ``assure`` for expectations beside cases, ``caseload`` for many."""
