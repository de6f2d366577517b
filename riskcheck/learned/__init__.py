"""Checks that learn from a caseload: does a rating differ from those of comparable cases, and why.

A second voice beside the rules, never a verdict. Nothing here is imported unless a learned check is asked for.
"""
