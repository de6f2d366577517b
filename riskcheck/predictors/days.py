"""Completed years and months between two days, as the published calculators count them."""

from datetime import date


def completed_years(start: date, end: date) -> int:
    """Whole years from ``start`` to ``end``; a birthday of 29 February is kept on 1 March in common years."""
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def completed_months(start: date, end: date) -> int:
    """Whole months from ``start`` to ``end``; below nought where ``end`` is earlier."""
    months = 12 * (end.year - start.year) + end.month - start.month
    return months - (end.day < start.day)
