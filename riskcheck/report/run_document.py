"""A run as a document: the cases to open first, each in the order in which a reviewer can check it, then the others."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from riskcheck.errors import RecordError
from riskcheck.report.accounts import Account, WayRow
from riskcheck.report.document import Bullets, Document, Heading, Paragraph, Table
from riskcheck.report.items import Item
from riskcheck.report.rows import A_PERSON_DECIDES, EXPERT_POINTS, CaseRows, Shared, base_rate, case_rows
from riskcheck.report.stamp import as_at, stamp
from riskcheck.report.wording import MARK_MEANS, count, counts, sentence, visible
from riskcheck.report.writing import FileWriter, Options
from riskcheck.result import CaseResult, Summary
from riskcheck.terms import WORDS, Status

Part = Heading | Paragraph | Bullets | Table
_EVIDENCE = ("No.", "Day", "What, and its words", "Known to", "In the record")
_WIDTHS = (0.07, 0.13, 0.38, 0.2, 0.22)


class DocumentWriter(FileWriter):
    """Collects the rows of each case, and makes the document at the end: what to open first is known only then."""

    def __init__(self, file: BinaryIO, options: Options) -> None:
        super().__init__(file, options)
        self._cases: list[CaseRows] = []
        self._day = ""

    def show(self, result: CaseResult) -> None:
        """Keep one case's rows."""
        self._day = max(self._day, result.as_of or "")
        self._cases.append(case_rows(result, self._tool, self._cards))

    def end(self, summary: Summary) -> None:
        """Make the document, and write it."""
        self.file.write(self.made(self.document(summary)))

    @abstractmethod
    def made(self, document: Document) -> bytes:
        """The document as a file."""

    def document(self, summary: Summary) -> Document:
        """The document of everything that was kept."""
        parts = tuple(_parts(self._cases, self._errors, summary, base_rate(self._day or None), in_full=self.options.full))
        title = "Ratings to look at again" if summary.flagged else "No rating is flagged"
        marking = visible(self._run.marking) if self._run.marking else None
        return Document(title, marking, stamp(self._tool, self._run, as_at(self._run)), parts)


class PdfWriter(DocumentWriter):
    """The run as a PDF file."""

    def made(self, document: Document) -> bytes:
        """The document as a PDF file."""
        from riskcheck.report.as_pdf import pdf

        return pdf(document)


class WordWriter(DocumentWriter):
    """The run as a Word file."""

    def made(self, document: Document) -> bytes:
        """The document as a Word file."""
        from riskcheck.report.as_word import word

        return word(document)


def _parts(
    cases: list[CaseRows], errors: list[RecordError], summary: Summary, rate: str | None, *, in_full: bool
) -> Iterator[Part]:
    flagged = sorted((case for case in cases if case.accounts), key=lambda case: case.rank)
    others = sorted(
        (case for case in cases if not case.accounts), key=lambda case: (case.status is not Status.CANNOT_SAY, case.case_id)
    )
    yield Paragraph(counts(summary), "lead")
    yield Paragraph(" ".join(filter(None, (A_PERSON_DECIDES, rate, EXPERT_POINTS))))
    if any(case.synthetic for case in cases):
        yield Paragraph("Synthetic: some or all of these cases were made up to test riskcheck and are about nobody.", "strong")
    if len(flagged) > 1:
        yield Table(
            "What to open first: strong flags, then the most recent harm",
            ("Case", "Ratings flagged, and how strongly", "Recent harm", "Points"),
            tuple((case.case_id, "\n".join(_flagged(case)), str(case.recent_harm), str(case.total)) for case in flagged),
            (0.25, 0.51, 0.12, 0.12),
        )
    for case in flagged:
        yield from _case(case)
    if in_full:
        for case in others:
            yield from _case(case)
    elif others:
        yield Heading("Cases that are not flagged")
        rows = tuple((case.case_id, WORDS[case.status].capitalize(), case.headline) for case in others)
        yield Table(count(len(others), "case"), ("Case", "Status", "Why"), rows, (0.25, 0.15, 0.6))
    if errors:
        yield Heading("Records that could not be read")
        yield Paragraph("Nothing is concluded about them. Put them right and check again.")
        yield Bullets(tuple(error.text for error in errors))


def _flagged(case: CaseRows) -> Iterator[str]:
    return (f"{account.strength.capitalize()}: {account.about}" for account in case.accounts)


def _case(case: CaseRows) -> Iterator[Part]:
    yield Heading(f"Case {case.case_id}")
    yield Paragraph(case.headline, "lead")
    checked = f" Checked as at {case.as_of}." if case.as_of else ""
    yield Paragraph(f"{case.assessed}.{checked} {case.source}{' Synthetic.' if case.synthetic else ''}", "soft")
    for note in case.notes:
        yield Paragraph(note, "soft")
    if case.assumed:
        yield Paragraph(f"{case.assumed_line} {MARK_MEANS}" if case.marked else case.assumed_line, "soft")
    yield Table(
        "The ratings on record, and what the evidence says",
        ("Risk to", "Rated", "The evidence"),
        tuple((row.about[0].upper() + row.about[1:], row.recorded, sentence(row.verdict)) for row in case.ratings),
        (0.42, 0.2, 0.38),
    )
    if case.accounts:
        yield from _flags(case)
    yield Heading(
        "Points the other way" if not case.accounts else "5. What points the other way, and what is missing or not known", 2
    )
    yield from _remarks("Points the other way", case.against, "Nothing was found on record that points the other way.")
    yield from _remarks("Missing or not known", case.missing, "")
    if case.not_checked:
        yield Paragraph("Checks that lacked input", "strong")
        yield Bullets(case.not_checked, soft=True)
    yield Heading("6. The learned check" if case.accounts else "The learned check", 2)
    for says in case.voice.says if case.voice else (case.learned,):
        yield Paragraph(says)
    for finding in case.others:
        yield Paragraph(f"Also found: {finding.rule} {finding.title} ({finding.kind})", "strong")
        yield Bullets(tuple(f"{item.on}: {'; '.join(item.says)} ({item.pointer})" for item in finding.items), soft=True)
    if case.decisions:
        yield Heading("Decided by reviewers (nothing is hidden)", 2)
        yield Bullets(case.decisions)
    if case.assumed:
        yield Heading("Assumed: the published source does not state this", 2)
        yield Bullets(case.assumed, soft=True)


def _flags(case: CaseRows) -> Iterator[Part]:
    yield Heading("1. What does not fit", 2)
    for account in case.accounts:
        yield from _account(account)
    yield Heading("2. The evidence", 2)
    yield Table("Each item once, by day", _EVIDENCE, tuple(_item(item) for item in case.items), _WIDTHS)
    yield Heading("3. Why together", 2)
    for card in case.cards:
        yield Paragraph(f"{visible(card.code)} {visible(card.title)}", "strong")
        yield Paragraph(f"{sentence(card.why)} Inspection question {visible(card.inspection_question)}.")
        yield Paragraph(f"Sources: {'; '.join(map(visible, card.sources))}", "soft")
    yield Heading("4. What would change it", 2)
    yield from _remarks("", case.changes, "No single item or small set of items would.")


def _account(account: Account) -> Iterator[Part]:
    yield Paragraph(f"{account.strength.capitalize()}: {account.about}. {sentence(account.levels)}", "strong")
    for claim in account.claims:
        yield Paragraph(claim)
    for title, ways in account.ways_by_title:
        yield Bullets(tuple(_way(title, way) for way in ways))
    rows = [
        (row.rule, _reason(row.says, row.because, row.weight, row.full_weight, row.evidence), str(row.weight))
        for row in account.rows
    ]
    rows.append(("", f"Total, {account.resting_on}", str(account.total)))
    yield Table(
        "The reasons, which add up", ("Rule", "What it found, and the evidence", "Points"), tuple(rows), (0.12, 0.76, 0.12)
    )


def _way(title: str, way: WayRow) -> str:
    evidence = f" Evidence {', '.join(map(str, way.evidence))}." if way.evidence else ""
    return f"{title} {way.says} ({way.rule}){evidence}"


def _reason(says: str, because: str | None, weight: int, full: int, evidence: Iterable[int]) -> str:
    less = f" Counts {weight} of {full}: {because}." if because else ""
    return f"{sentence(says)}{less} Evidence {', '.join(map(str, evidence))}."


def _item(item: Item) -> tuple[str, ...]:
    words = [f"\u201c{quote}\u201d" for quote in item.quotes]
    what = "\n".join(["; ".join(item.says), *words, *item.marks])
    return str(item.number), item.on, what, f"{item.known}\nSource: {item.source}", f"{item.place}\n{item.pointer}"


def _remarks(title: str, remarks: tuple[Shared, ...], none: str) -> Iterator[Part]:
    if title and (remarks or none):
        yield Paragraph(title, "strong")
    if remarks:
        yield Bullets(tuple(_remark(remark) for remark in remarks))
    elif none:
        yield Paragraph(none)


def _remark(remark: Shared) -> str:
    evidence = f" Evidence {', '.join(map(str, remark.evidence))}." if remark.evidence else ""
    on = f" {remark.on}." if remark.on else ""
    about = f" About {remark.about}." if remark.about else ""
    where = f" In the record: {remark.place} ({visible(remark.pointer)})." if remark.pointer else ""
    return f"{remark.says}{evidence}{on}{about}{where}"
