"""Completed months between two days, as the published calculators count them."""

from datetime import date


def completed_months(start: date, end: date) -> int:
    """Whole months from ``start`` to ``end``; below nought where ``end`` is earlier."""
    months = 12 * (end.year - start.year) + end.month - start.month
    return months - (end.day < start.day)
