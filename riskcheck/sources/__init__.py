"""Payloads of the real systems, read into case records: one adapter for each kind of payload, one record for each case."""
