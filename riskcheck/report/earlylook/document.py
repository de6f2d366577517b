"""A comparison as a document: what its Word file and its PDF file are made from."""

from collections.abc import Iterable, Iterator

from riskcheck.report.document import Bullets, Document, Heading, Paragraph, Table
from riskcheck.report.earlylook.rows import ClaimRows, ComparisonRows, Missing, Row, SideRows

Part = Heading | Paragraph | Bullets | Table
_EVIDENCE = ("Day", "What, and its words", "Known to", "In the record")
_WIDTHS = (0.14, 0.4, 0.22, 0.24)


def document(rows: ComparisonRows) -> Document:
    """The parts of the document, in order."""
    return Document(rows.title, rows.marking, rows.stamp, tuple(_parts(rows)))


def _parts(rows: ComparisonRows) -> Iterator[Part]:
    for says in rows.headline:
        yield Paragraph(says, "lead")
    yield Paragraph(f"{rows.scope} {rows.closing}")
    if rows.synthetic:
        yield Paragraph("Synthetic: made up to test riskcheck, and about nobody.", "strong")
    for note in rows.notes:
        yield Paragraph(note, "soft")
    if rows.assumed:
        yield Paragraph(f"{rows.assumed_line} They are listed at the end.", "soft")
    yield Table(
        "The claims at a glance",
        ("Claim", "What the early look says", "Beside the record"),
        tuple(_glance(rows)),
        (0.1, 0.5, 0.4),
    )
    yield Table(
        "What the words mean",
        ("Word", "Claims", "It means that"),
        tuple((word, str(number), means) for word, number, means in rows.counts),
        (0.2, 0.12, 0.68),
    )
    yield Heading("1. The claims")
    for claim in rows.claims:
        yield from _claim(claim)
    yield Heading("2. On record, and not mentioned: most serious first")
    if not rows.missing:
        yield Paragraph("Nothing that the rules find is left unmentioned.")
    for one in rows.missing:
        yield from _missing(one)
    if rows.came_to_light or rows.left_out:
        yield Heading("3. Left out, because of hindsight")
        if rows.left_out:
            yield Paragraph(rows.left_out)
        if rows.came_to_light:
            yield _evidence("Happened before the further offence, and came on record on its day or later", rows.came_to_light)
    if rows.assumed:
        yield Heading("Assumed: the published source does not state this")
        yield Bullets(rows.assumed, soft=True)


def _glance(rows: ComparisonRows) -> Iterator[tuple[str, ...]]:
    for claim in rows.claims:
        whose = f"\n{claim.cause} ({claim.whose})" if claim.cause else ""
        yield claim.id, claim.says or claim.reads_as, f"{claim.verdict}{whose}"


def _claim(claim: ClaimRows) -> Iterator[Part]:
    yield Heading(f"Claim {claim.id} ({claim.kind}): {claim.verdict.lower()}", 2)
    if claim.says:
        yield Paragraph(f"\u201c{claim.says}\u201d", "quote")
    yield Paragraph(f"Compared as: {claim.reads_as} {claim.looked_at}")
    yield Paragraph(f"{claim.verdict}. {claim.why}", "strong")
    for side in claim.sides:
        yield from _side(side)
    if claim.elsewhere:
        yield _evidence("The same on other days", claim.elsewhere)
    for says in filter(None, (claim.probation, claim.afterwards)):
        yield Paragraph(says)
    if claim.afterwards_rows:
        yield _evidence("Came on record afterwards; does not count", claim.afterwards_rows)
    if claim.whose:
        yield Paragraph(f"Whose doing ({claim.whose}): {claim.cause}", "strong")
        yield Paragraph(claim.cause_why or "")
        if claim.cause_cites:
            yield Paragraph(claim.cause_cites, "soft")
    if claim.judged != "not judged":
        yield Paragraph(f"The early look judges the practice {claim.judged}.")
    if claim.action:
        yield Paragraph(f"Action proposed: {claim.action} {claim.action_rests or ''}")
    if claim.cites:
        yield Paragraph(f"Source of the claim: {claim.cites}", "soft")


def _side(side: SideRows) -> Iterator[Part]:
    if side.nothing:
        yield Paragraph(f"{side.title}: nothing on record.")
    if side.rows:
        yield _evidence(side.title, side.rows)
    if side.stated:
        yield Paragraph(f"{side.title}:") if not side.rows else Paragraph("And:")
        yield Bullets(side.stated)


def _evidence(title: str, rows: Iterable[Row]) -> Table:
    cells = tuple(
        (
            row.on,
            f"{row.says}." + (f"\n\u201c{row.quote}\u201d" if row.quote else ""),
            f"{row.known}\nSource: {row.source}",
            f"{row.place}\n{row.pointer}",
        )
        for row in rows
    )
    return Table(title, _EVIDENCE, cells, _WIDTHS)


def _missing(one: Missing) -> Iterator[Part]:
    yield Heading(f"{one.rank}. {one.title}", 2)
    yield Paragraph(f"{one.what}. {one.says} {one.had}")
    more = (one.more,) if one.more else ()
    yield Bullets((*(f"{row.on}: {row.says} ({row.pointer})" for row in one.rows), *more), soft=True)
