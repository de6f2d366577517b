"""When an item became known, and to whom, as far as the record says; otherwise its source's own agency knew from the start."""

from riskcheck import policy
from riskcheck.days import Day
from riskcheck.evidence import Known
from riskcheck.records.model import Item, KnownBy, Order, OrderBreach


def known_of(item: Item, pointer: str, from_day: Day | None = None) -> Known:
    """Where an item is and when it became known; without other word, its source's own agency knew from the start."""
    first = from_day or item.known_on or item.date
    return _known_by(item.id, pointer, item.source.system, item.date, first, item.known_to)


def known_of_breach(breach: OrderBreach, order: Order, pointer: str = "") -> Known:
    """Where a breach of an order is and when it became known: it was read where the order was."""
    first = breach.known_on or breach.date
    return _known_by(breach.id, pointer, order.source.system, breach.date, first, breach.known_to or None)


def _known_by(item_id: str, pointer: str, system: str, on: Day, first: Day, known_to: tuple[KnownBy, ...] | None) -> Known:
    if not known_to:
        holder = policy.topic("agencies")["systems"]["value"][system]
        return Known(item_id, pointer, system, on, first, first if holder == "probation" else None, ((holder, first),), False)
    days = [(entry.on or first, entry.agency) for entry in known_to]
    probation = [day for day, agency in days if agency == "probation"]
    return Known(
        item_id,
        pointer,
        system,
        on,
        min(day for day, _ in days),
        min(probation) if probation else None,
        tuple(sorted({agency: min(d for d, a in days if a == agency) for _, agency in days}.items())),
        True,
    )
