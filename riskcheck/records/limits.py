"""How much of anything is believed, in one place, with reasons.

A record is about 30 kB with 40 to 150 dated items; each limit is far above any real record and low enough that a
hostile or damaged file cannot exhaust the machine. The schema holds the limits on single texts and lists.
"""

CHUNK = 1 << 18
"""Bytes read at a time: memory follows this and the largest record, never the file."""

BYTES = 5_000_000
"""The most bytes that one record can have: over 100 times a usual record."""

DEPTH = 64
"""The deepest nesting of lists and objects. The schema itself nests ten deep."""

ITEMS = 10_000
"""The most items of evidence in one record, over all of its sections."""

EARLIEST_DAY = "1900-01-01"
"""Days before this are slips of the keyboard: nobody whose case is open was known to any agency then."""
