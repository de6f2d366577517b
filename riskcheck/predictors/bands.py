"""The band that belongs to a score, by the predictor's own version: names and bands changed in 2026."""

from riskcheck import policy

GENERATIONS = {
    **dict.fromkeys(("OGRS3", "OGP", "OVP", "RSR", "SNSV", "OSP_DC", "OSP_II"), 1),
    **dict.fromkeys(("ARP", "VRP", "SVRP", "CSRP", "DC_SRP", "II_SRP"), 2),
}
"""Which version each predictor is of: 1 before 23 February 2026, 2 after."""

_SAME_BANDS = {"OSP_DC": "DC_SRP"}

ORDER = ("low", "medium", "high", "very_high")
"""Bands, lowest first."""


def band(name: str, number: float) -> str | None:
    """The band of a score in per cent (for DC-SRP and OSP/DC: of points); ``None`` for a predictor without bands of its own."""
    called = _SAME_BANDS.get(name, name)
    bounds: dict[str, float] | None = policy.topic("predictor_bands")["bands"]["value"][str(GENERATIONS[called])].get(called)
    if bounds is None:
        return None
    return max(("low", *(word for word, start in bounds.items() if number >= start)), key=ORDER.index)
